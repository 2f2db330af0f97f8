namespace Coordination.Ledger.Writing;

/// <summary>
/// Streams of which an append failed while later ones, decided on it, were already in the queue. Those must fail too,
/// even if another silo has meanwhile filled the version with something else. Used by the writer alone.
/// </summary>
internal sealed class Orphans(int queueCapacity)
{
    private readonly Dictionary<string, Mark> _marks = [];
    private long _until;

    /// <summary>Call right after the caller was told: whatever it handed in before has a sequence up to <paramref name="handedIn"/>.</summary>
    public void Failed(Append append, long handedIn)
    {
        if (append.Stream is null || append.Entries.IsDefault)
        {
            return;
        }

        var version = append.ExpectedVersion + append.Entries.Length;
        if (_marks.TryGetValue(append.Stream, out var mark))
        {
            version = Math.Min(version, mark.FromVersion);
        }

        _marks[append.Stream] = new Mark(handedIn, version);
        _until = Math.Max(_until, handedIn);
    }

    public bool Contains(PendingAppend item)
    {
        if (_marks.Count == 0 || item.Append.Stream is null)
        {
            return false;
        }

        if (item.Sequence > _until + queueCapacity)
        {
            _marks.Clear();
            return false;
        }

        if (!_marks.TryGetValue(item.Append.Stream, out var mark))
        {
            return false;
        }

        if (item.Sequence > mark.Until)
        {
            _marks.Remove(item.Append.Stream);
            return false;
        }

        return item.Append.ExpectedVersion >= mark.FromVersion;
    }

    private readonly record struct Mark(long Until, int FromVersion);
}
