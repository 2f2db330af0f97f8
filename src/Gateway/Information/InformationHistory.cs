using Coordination.Aggregates;

namespace Coordination.Information;

/// <summary>What happened to a resource of information sharing, as its reader gets it.</summary>
internal static class InformationHistory
{
    /// <summary>Entries of a page when the caller names no number.</summary>
    public const int DefaultPage = 200;

    public static IEnumerable<V1.InformationHistoryEntry> ToProto(HistoryPage page) => page.Entries.Select(entry => new V1.InformationHistoryEntry
    {
        Version = entry.Version,
        Type = entry.Type,
        Time = entry.At.ToProto(),
        Actor = entry.Actor?.ToString() ?? "",
        RequestId = entry.RequestId == Guid.Empty ? "" : entry.RequestId.ToString(),
        Data = ProtoValues.ToStruct(entry.Data.AsSpan()),
    });

    public static string TokenOf(string resource, HistoryPage page) => page.NextAfterVersion is { } next ? HistoryToken.Of(resource, next) : "";
}
