using Coordination.Aggregates;
using Coordination.Outcomes;
using Coordination.Tasks;

namespace Coordination.Silo.Tasks;

/// <summary>What a task does when its case goes to another lead. The transfer judged who may.</summary>
internal sealed partial class TaskGrain
{
    public Task<Outcome<PreparedAppend>> PrepareMoveAsync(MoveLead command) =>
        PrepareAsync(command, permission: null, (state, now) => MoveRules.Move(state, command, now));

    public Task<Refusal?> MoveAsync(MoveLead command) => CommitByPlatformAsync((state, now) => MoveRules.Move(state, command, now));

    public async Task<Outcome<DateTimeOffset>> CreatedAtAsync()
    {
        var read = await ReadStateAsync();
        return read.IsRefused ? read.Refusal : read.Value.Version == 0 ? CommonRefusals.NotFound : read.Value.State.Head.CreatedAt.ToTime();
    }
}
