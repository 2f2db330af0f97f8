using Coordination.Loading.Manifests;
using Coordination.Modules;

namespace Coordination.Loading;

/// <summary>Puts modules behind what they depend on.</summary>
internal sealed class DependencyOrder
{
    private readonly Dictionary<string, Candidate> byId;
    private readonly HashSet<string> done = new(StringComparer.Ordinal);

    public DependencyOrder(IEnumerable<Candidate> candidates)
    {
        byId = candidates.ToDictionary(c => c.Found.Id, StringComparer.Ordinal);
        var inCycle = new HashSet<string>(StringComparer.Ordinal);
        foreach (var candidate in byId.Values.OrderBy(c => c.Found.Id, StringComparer.Ordinal))
        {
            if (PathToItself(candidate.Found.Id) is { } path)
            {
                Cyclic.Add((candidate, path));
                inCycle.Add(candidate.Found.Id);
            }
        }

        done.UnionWith(inCycle);
        foreach (var id in byId.Keys.Order(StringComparer.Ordinal))
            Visit(id);
    }

    /// <summary>Those that are part of a circle, and the circle.</summary>
    public List<(Candidate Candidate, string Path)> Cyclic { get; } = [];

    /// <summary>All others; what a module depends on stands before it.</summary>
    public List<Candidate> Sorted { get; } = [];

    /// <summary>What a module depends on and does not find among those that were judged, a sentence; null: nothing.</summary>
    public static string? Lacks(ModuleManifest manifest, IReadOnlyCollection<LoadedModule> judged)
    {
        var lacking = manifest.DependsOn.Select(needed => Lacks(needed, judged)).OfType<string>().ToArray();
        return lacking.Length == 0 ? null : $"It depends on {string.Join(" and on ", lacking)}.";
    }

    private static string? Lacks(ModuleDependency needed, IReadOnlyCollection<LoadedModule> judged)
    {
        var there = judged.Where(m => m.Id == needed.Id).OrderBy(m => m.State is ModuleState.Active ? 0 : 1).FirstOrDefault();
        return there is null ? $"{needed.Id} {needed.Version}, which is not installed"
            : there.State is not ModuleState.Active ? $"{needed.Id}, which is {StateWords.Of(there.State)}"
            : SemanticVersion.Parse(there.Version).CompareTo(SemanticVersion.Parse(needed.Version)) < 0 ? $"{needed.Id} {needed.Version}, but {there.Version} is installed"
            : null;
    }

    private void Visit(string id)
    {
        if (!byId.TryGetValue(id, out var candidate) || !done.Add(id))
            return;
        foreach (var needed in candidate.Manifest!.DependsOn)
            Visit(needed.Id);
        Sorted.Add(candidate);
    }

    /// <summary>The shortest way from a module over its dependencies back to it, or null.</summary>
    private string? PathToItself(string id)
    {
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal);
        var waiting = new Queue<string>([id]);
        while (waiting.TryDequeue(out var at))
        {
            if (!byId.TryGetValue(at, out var candidate))
                continue;
            foreach (var needed in candidate.Manifest!.DependsOn)
            {
                if (needed.Id == id)
                    return Way(at) + $" → {id}";
                if (cameFrom.TryAdd(needed.Id, at))
                    waiting.Enqueue(needed.Id);
            }
        }

        return null;

        string Way(string to) => to == id ? id : $"{Way(cameFrom[to])} → {to}";
    }
}

/// <summary>States as words.</summary>
internal static class StateWords
{
    public static string Of(ModuleState state) => state switch
    {
        ModuleState.Active => "active",
        ModuleState.Disabled => "disabled",
        ModuleState.Incompatible => "incompatible",
        ModuleState.Refused => "refused",
        ModuleState.Faulted => "faulted",
        _ => "unknown",
    };
}
