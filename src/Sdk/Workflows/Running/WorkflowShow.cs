using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Coordination.Workflows;

/// <summary>What parts see of an event: neither the fields of others, nor sealed texts, nor who is blocked.</summary>
public static class WorkflowShow
{
    private static readonly string[] Fields = ["data", "texts"];

    /// <param name="data">The event, JSON in UTF-8.</param>
    /// <param name="parts">The parts that the reader plays; <see cref="WorkflowInstance.Owner"/> among them.</param>
    /// <returns>The event without what is not for these parts; an empty object when it cannot be read.</returns>
    public static byte[] Event(ReadOnlySpan<byte> data, IReadOnlyCollection<string> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (JsonNode.Parse(data) is not JsonObject shown)
            return "{}"u8.ToArray();

        foreach (var name in Fields)
        {
            if (shown[name] is not JsonArray entries)
                continue;
            var kept = entries.OfType<JsonObject>().Where(entry => IsFor(entry, parts)).ToArray();
            entries.Clear();
            foreach (var entry in kept)
            {
                entry.Remove("visibleTo");
                entry.Remove("text");
                entry.Remove("wrappedKey");
                entries.Add(entry);
            }
        }

        foreach (var owed in shown["owed"] as JsonArray ?? [])
            (owed as JsonObject)?.Remove("by");
        shown.Remove("blocked");
        shown.Remove("officers");
        return JsonSerializer.SerializeToUtf8Bytes(shown);
    }

    /// <summary>Whether something that is for these parts only is for the reader.</summary>
    public static bool IsFor(ImmutableArray<string> visibleTo, IReadOnlyCollection<string> parts) =>
        visibleTo.IsDefaultOrEmpty || visibleTo.Any(parts.Contains);

    private static bool IsFor(JsonObject entry, IReadOnlyCollection<string> parts) =>
        entry["visibleTo"] is not JsonArray { Count: > 0 } visible || visible.Any(part => parts.Contains(part?.GetValue<string>() ?? ""));
}
