using Coordination.Ledger;
using Coordination.Outcomes;
using Coordination.Workflows;
using Microsoft.Extensions.Logging;

namespace Coordination.Silo.Workflows;

/// <summary>A child says how it ended to the instance that started it.</summary>
internal sealed partial class WorkflowGrain
{
    private const string ParentKind = "parent";

    private bool tellingParent;

    /// <summary>Due since it exists: there is nothing to wait for.</summary>
    internal static IEnumerable<DueRow> ParentDue(WorkflowInstance state) => OwesParent(state) ? [new DueRow(ParentKind, state.CreatedAt)] : [];

    private static bool OwesParent(WorkflowInstance state) => state is { Final: true, ToldParent: false, Begun.Parent: not null };

    private async Task TellParentAsync()
    {
        if (tellingParent)
            return;

        tellingParent = true;
        try
        {
            var read = await ReadStateAsync();
            if (read.IsRefused || read.Value.State is not { Begun.Parent: { } parent } state || !OwesParent(state))
                return;
            if (await WorkflowOrigins.TellAsync(GrainFactory, parent, state.State) is { } away)
            {
                LogParentNotTold(effects.Logger, Stream, away.Code);
                return;
            }

            await CommitByPlatformAsync((now, _) => OwesParent(now) ? new ParentTold(parent.Name) : Decision<WorkflowEvent>.Nothing);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException or LedgerUnavailableException)
        {
            LogParentNotTold(effects.Logger, Stream, fault.GetType().Name); // Due work comes again.
        }
        finally
        {
            tellingParent = false;
        }
    }

    [LoggerMessage(EventId = 4701, Level = LogLevel.Warning, Message = "{Workflow} could not tell the workflow that started it how it ended ({Reason}); it is tried again")]
    private static partial void LogParentNotTold(ILogger logger, string workflow, string reason);
}
