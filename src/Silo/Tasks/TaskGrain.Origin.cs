using Coordination.Outcomes;
using Coordination.Silo.Workflows;
using Coordination.Tasks;

namespace Coordination.Silo.Tasks;

/// <summary>A task that is done for a workflow says how it ended.</summary>
internal sealed partial class TaskGrain
{
    private bool tellingOrigin;

    /// <summary>Tells the workflow, until it knows. A task that failed and was given to another may end twice.</summary>
    private async Task TellOriginAsync()
    {
        if (tellingOrigin)
            return; // It looks again before it ends.

        tellingOrigin = true;
        try
        {
            while (true)
            {
                var read = await ReadStateAsync();
                if (read.IsRefused || read.Value.State is not { OriginNews: { } stage, Head.Origin: { } origin })
                    return;

                if (await WorkflowOrigins.TellAsync(GrainFactory, origin, TaskWords.Of(stage)) is { } refusal)
                {
                    LogNotRolledUp(logger, Stream, refusal.Code);
                    return;
                }

                var told = new TaskOriginTold(origin.Name, stage);
                if (await CommitByPlatformAsync((state, _) => state.OriginNews == stage ? told : Decision<TaskEvent>.Nothing) is not null)
                    return;
            }
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            LogNotRolledUp(logger, Stream, fault.GetType().Name); // The row of due work stands; it is tried again.
        }
        finally
        {
            tellingOrigin = false;
        }
    }
}
