using Coordination.Aggregates;
using Coordination.Mapping;
using Coordination.Names;

namespace Coordination.Cases;

/// <summary>What the services of cases have in common.</summary>
internal static class CaseCalls
{
    /// <summary>Entries of a page of history when the caller names no number.</summary>
    public const int DefaultHistoryPage = 200;

    /// <summary>A name whose form was validated before.</summary>
    public static T Name<T>(string text) where T : struct, IResourceName<T> => ResourceName.Parse<T>(text);

    /// <summary>A name, or null for an empty text.</summary>
    public static T? NameOrNull<T>(string text) where T : struct, IResourceName<T> => text.Length == 0 ? null : ResourceName.Parse<T>(text);

    /// <summary>Null for an empty text.</summary>
    public static string? OrNull(string text) => text.Length == 0 ? null : text;

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
