using System.Collections.Concurrent;
using Coordination.Access;
using Coordination.Registry;

namespace Coordination.Tasks;

/// <summary>Tasks of lists as messages, kept so that a page that many ask for again and again is not made each time.</summary>
/// <remarks>
/// What a list shows of one version of a task never changes, but for two things. It becomes overdue as time passes: a
/// message is kept until the next due time. And a caller confined to a unit sees less of it: what such a caller gets is
/// made anew and never kept. Who may see a task at all is decided in the silo, in each call; here nothing is looked up
/// that the silo did not hand out. A message that was kept must not be changed.
/// </remarks>
/// <param name="capacity">Messages of one generation; two are kept. Default: 4,096.</param>
internal sealed class ListedTasks(int capacity = 4_096)
{
    private Generation young = new();
    private Generation old = new();

    /// <summary>One task of a list, for whom it is made and at the platform's time.</summary>
    public V1.Task Of(RegistryHit hit, DateTimeOffset asOf, Principal reader)
    {
        if (reader.Unit is not null)
            return TaskMapper.ToProto(hit, TaskSummary.Read(hit.View.AsSpan()), asOf, reader);

        var now = young;
        if (now.Messages.TryGetValue(hit.Name, out var kept) && kept.Serves(hit, asOf))
            return kept.Task;
        if (!old.Messages.TryGetValue(hit.Name, out kept) || !kept.Serves(hit, asOf))
        {
            var view = TaskSummary.Read(hit.View.AsSpan());
            kept = new Kept(TaskMapper.ToProto(hit, view, asOf, reader), hit.Version, asOf, TaskMapper.NextDue(view, asOf));
        }

        Keep(now, hit.Name, kept);
        return kept.Task;
    }

    /// <summary>Whoever fills a generation begins the next; what nobody asked for during a whole one is forgotten.</summary>
    private void Keep(Generation generation, string name, Kept kept)
    {
        generation.Messages[name] = kept;
        if (Interlocked.Increment(ref generation.Added) == capacity)
            (old, young) = (generation, new Generation());
    }

    private sealed class Generation
    {
        public readonly ConcurrentDictionary<string, Kept> Messages = new(StringComparer.Ordinal);
        public int Added;
    }

    /// <param name="From">The time for which it was made.</param>
    /// <param name="Until">The last moment at which it is still right.</param>
    private sealed record Kept(V1.Task Task, int Version, DateTimeOffset From, DateTimeOffset Until)
    {
        public bool Serves(RegistryHit hit, DateTimeOffset asOf) => Version == hit.Version && From <= asOf && asOf <= Until;
    }
}
