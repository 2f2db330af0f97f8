using System.Collections.Immutable;
using Coordination.Localization;
using Coordination.Sdk.Calls;
using Coordination.Workflows;
using Google.Protobuf.Reflection;

namespace Coordination.VictimProtection.Workflows;

/// <summary>The fields of a definition, as the requests of its service declare them.</summary>
internal static class Fields
{
    /// <summary>Request fields that begin so name who plays a part; they are no data.</summary>
    public const string PartPrefix = "part_";

    /// <param name="visibleTo">Field → the parts that see it; a field that is not named is seen by all.</param>
    public static ImmutableArray<WorkflowField> Of(IReadOnlyDictionary<string, ImmutableArray<string>> visibleTo, params IEnumerable<MessageDescriptor> requests) =>
    [
        .. requests.SelectMany(request => ProtoFields.Of(request, Titles(request)))
            .Where(field => !field.Id.StartsWith(PartPrefix, StringComparison.Ordinal))
            .DistinctBy(field => field.Id, StringComparer.Ordinal)
            .Select(field => visibleTo.TryGetValue(field.Id, out var parts) ? field with { VisibleTo = parts } : field),
    ];

    private static Dictionary<string, LocalizedText> Titles(MessageDescriptor request)
    {
        var titles = new Dictionary<string, LocalizedText>(Words.Of, StringComparer.Ordinal);
        foreach (var part in request.Fields.InDeclarationOrder().Where(f => f.Name.StartsWith(PartPrefix, StringComparison.Ordinal)))
            titles.TryAdd(part.Name, LocalizedText.Empty);
        return titles;
    }
}
