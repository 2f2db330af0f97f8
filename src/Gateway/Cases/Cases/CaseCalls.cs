using Coordination.Aggregates;

namespace Coordination.Cases;

/// <summary>What the services of cases have in common.</summary>
internal static class CaseCalls
{
    /// <summary>Entries of a page of history when the caller names no number.</summary>
    public const int DefaultHistoryPage = 200;

    public static IEnumerable<V1.CaseHistoryEntry> ToProto(HistoryPage page) => page.Entries.Select(entry => new V1.CaseHistoryEntry
    {
        Version = entry.Version,
        Type = entry.Type,
        Time = entry.At.ToProto(),
        Actor = entry.Actor?.ToString() ?? "",
        RequestId = entry.RequestId == Guid.Empty ? "" : entry.RequestId.ToString(),
        Data = ProtoValues.ToStruct(entry.Data.AsSpan()),
    });
}
