namespace Coordination.Sdk.Grains;

/// <summary>Which requests an aggregate has answered: small while few, fast when many.</summary>
internal sealed class RequestIndex
{
    private const int ScanLimit = 24;

    private Mark[] marks = [];
    private int count;
    private Dictionary<Guid, int>? byId;

    public readonly record struct Mark(Guid RequestId, long CommandHash, int Version);

    public ReadOnlySpan<Mark> Marks => marks.AsSpan(0, count);

    /// <summary>Notes that a request led to a version; of several events of one request the last counts.</summary>
    public void Note(Guid requestId, long commandHash, int version)
    {
        if (requestId == Guid.Empty)
            return;

        if (Index(requestId) is >= 0 and var known)
        {
            marks[known] = new Mark(requestId, commandHash, version);
            return;
        }

        if (count == marks.Length)
            Array.Resize(ref marks, count < 8 ? count + 2 : count + (count / 2));
        byId?.Add(requestId, count);
        marks[count++] = new Mark(requestId, commandHash, version);
        if (byId is null && count > ScanLimit)
        {
            byId = new Dictionary<Guid, int>(count * 2);
            for (var i = 0; i < count; i++)
                byId.Add(marks[i].RequestId, i);
        }
    }

    public bool TryFind(Guid requestId, out Mark mark)
    {
        var index = Index(requestId);
        mark = index >= 0 ? marks[index] : default;
        return index >= 0;
    }

    private int Index(Guid requestId)
    {
        if (byId is not null)
            return byId.TryGetValue(requestId, out var index) ? index : -1;

        for (var i = 0; i < count; i++)
        {
            if (marks[i].RequestId == requestId)
                return i;
        }

        return -1;
    }
}
