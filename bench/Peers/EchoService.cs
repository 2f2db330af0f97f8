namespace Coordination.Bench.Peers;

/// <summary>Answers at once: the limit that the transport sets.</summary>
public sealed class EchoService : PeerService
{
    private static readonly DateTime Created = DateTime.UtcNow;

    protected override ValueTask<TaskFacts> AssignAsync(TaskFacts task, IReadOnlyList<string> supporting, CancellationToken cancellationToken) =>
        ValueTask.FromResult(task);

    /// <summary>A task of the size that the load client makes.</summary>
    protected override ValueTask<TaskFacts?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        ValueTask.FromResult<TaskFacts?>(new TaskFacts(
            id, new string('t', 60), new string('d', 200), "agencies/a001", 2, "LA-VT", Created.AddDays(30), Created));

    protected override ValueTask ChangeAsync(AssignmentChange change, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
