using System.Collections.Concurrent;
using System.Collections.Frozen;
using Coordination.Access;
using Coordination.Workflows;

namespace Coordination.Modules;

/// <summary>What the gateway must know of a definition's version to show its instances.</summary>
/// <param name="Fields">By id.</param>
/// <param name="Readers">Roles that may read an instance.</param>
internal sealed record KnownDefinition(FrozenDictionary<string, FieldView> Fields, FrozenSet<string> Readers)
{
    public bool MayRead(Principal principal) => Readers.Any(principal.Has);
}

/// <summary>Versions of definitions, asked for once: a version that is in use never changes.</summary>
internal sealed class KnownDefinitions(IGrainFactory grains)
{
    /// <summary>Far more than an installation has.</summary>
    private const int Most = 1000;

    private readonly ConcurrentDictionary<(string Id, int Version), KnownDefinition> known = new();

    /// <summary>Null: no silo holds it any more.</summary>
    public async ValueTask<KnownDefinition?> OfAsync(Principal principal, string id, int version, CancellationToken cancellationToken)
    {
        if (known.TryGetValue((id, version), out var found))
            return found;

        var asked = await grains.Definitions().GetAsync(principal, id, version, cancellationToken);
        if (asked.IsRefused)
            return null;

        var view = asked.Value;
        var definition = new KnownDefinition(
            view.Fields.ToFrozenDictionary(field => field.Id, StringComparer.Ordinal),
            view.Transitions.SelectMany(step => step.Roles).Concat(view.Start.Roles).ToFrozenSet(StringComparer.Ordinal));
        if (known.Count >= Most)
            known.Clear();
        known[(id, version)] = definition;
        return definition;
    }
}
