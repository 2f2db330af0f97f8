using System.Collections.Frozen;
using System.Collections.Immutable;
using Coordination.Workflows;

namespace Coordination.Silo.Workflows;

/// <summary>Every definition of this silo, in every version that its modules ship.</summary>
internal sealed class WorkflowCatalogue
{
    private readonly FrozenDictionary<string, ImmutableArray<WorkflowDefinition>> byId;

    /// <exception cref="ArgumentException">Names every fault of every definition: the loader asks before it registers one.</exception>
    public WorkflowCatalogue(IEnumerable<WorkflowDefinition> definitions)
    {
        byId = definitions
            .GroupBy(d => d.Id, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.OrderBy(d => d.Version).ToImmutableArray(), StringComparer.Ordinal);
        var faults = byId.Values.SelectMany(versions => versions
                .SelectMany(d => DefinitionCheck.Faults(d).Select(fault => $"{d.Id} {d.Version}: {fault}"))
                .Concat(DefinitionCheck.Faults(versions).Select(fault => $"{versions[0].Id}: {fault}")))
            .ToArray();
        if (faults.Length > 0)
            throw new ArgumentException($"Definitions of workflows are wrong:{Environment.NewLine}{string.Join(Environment.NewLine, faults)}", nameof(definitions));
    }

    /// <summary>All versions of each definition, the newest last, by id.</summary>
    public IEnumerable<ImmutableArray<WorkflowDefinition>> All => byId.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => d.Value);

    /// <summary>By which new instances run; null: no module has it.</summary>
    public WorkflowDefinition? Newest(string id) => byId.TryGetValue(id, out var versions) ? versions[^1] : null;

    public WorkflowDefinition? Find(string id, int version) =>
        byId.TryGetValue(id, out var versions) ? versions.FirstOrDefault(d => d.Version == version) : null;

    /// <summary>
    /// By which an instance goes on: the newest version that says how instances of its version go on, else its own. Null: this
    /// silo has neither, as while a newer version of a module is rolled out.
    /// </summary>
    public WorkflowDefinition? For(string id, int version)
    {
        if (!byId.TryGetValue(id, out var versions))
            return null;
        for (var at = versions.Length - 1; at >= 0 && versions[at].Version >= version; at--)
        {
            if (versions[at].Version == version || versions[at].Migrations.Any(m => m.FromVersion == version))
                return versions[at];
        }

        return null;
    }
}
