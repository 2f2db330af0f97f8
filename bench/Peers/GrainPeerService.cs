namespace Coordination.Bench.Peers;

/// <summary>A task in the memory of a grain, stored nowhere: the limit that grains set.</summary>
[Alias("bench.task")]
public interface IPeerTaskGrain : IGrainWithGuidKey
{
    [Alias("assign")]
    ValueTask<TaskFacts> AssignAsync(TaskFacts task);

    [Alias("find")]
    ValueTask<TaskFacts?> FindAsync();

    [Alias("change")]
    ValueTask ChangeAsync(string agency, int progress);
}

internal sealed class PeerTaskGrain : Grain, IPeerTaskGrain
{
    private readonly Dictionary<string, int> progressByAgency = [];
    private TaskFacts? task;

    public ValueTask<TaskFacts> AssignAsync(TaskFacts task) => ValueTask.FromResult(this.task = task);

    public ValueTask<TaskFacts?> FindAsync() => ValueTask.FromResult(task);

    public ValueTask ChangeAsync(string agency, int progress)
    {
        progressByAgency[agency] = progress;
        return ValueTask.CompletedTask;
    }
}

/// <summary>Calls one grain.</summary>
public sealed class GrainPeerService(IGrainFactory grains) : PeerService
{
    protected override ValueTask<TaskFacts> AssignAsync(TaskFacts task, IReadOnlyList<string> supporting, CancellationToken cancellationToken) =>
        Grain(task.Id).AssignAsync(task);

    protected override ValueTask<TaskFacts?> FindAsync(Guid id, CancellationToken cancellationToken) => Grain(id).FindAsync();

    protected override ValueTask ChangeAsync(AssignmentChange change, CancellationToken cancellationToken) =>
        Grain(change.Task).ChangeAsync(change.Agency, change.Progress);

    private IPeerTaskGrain Grain(Guid id) => grains.GetGrain<IPeerTaskGrain>(id);
}
