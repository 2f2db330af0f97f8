using Coordination.Cases;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Tasks;
using Coordination.Workflows;

namespace Coordination.Silo.Cases;

/// <summary>An officer who is blocked from a case sees neither its tasks nor its workflows (domain rule 9).</summary>
internal sealed partial class CaseGrain
{
    private const int TasksAtOnce = 200;

    /// <param name="last">Then the tasks know; before it, others may be on their way.</param>
    private async Task TellTasksAsync(bool last)
    {
        try
        {
            var read = await ReadStateAsync();
            if (read.IsRefused || read.Value.State is not { Header: not null, TellTasksAt: { } at } state || (last && at > Now))
                return;

            var keysOfBlocked = state.BlockedKeys();
            if (!await TellAllAsync(TaskName.Collection, name => GrainFactory.GetGrain<ITaskGrain>(name).NoteBlockedAsync(keysOfBlocked))
                || !await TellAllAsync(WorkflowName.Collection, name => GrainFactory.GetGrain<IWorkflowGrain>(name).NoteBlockedAsync(keysOfBlocked)))
            {
                return; // Due work comes again.
            }

            if (last)
                await CommitByPlatformAsync((s, _) => s.TellTasksAt == at ? new CaseTasksTold() : Decision<CaseEvent>.Nothing);
        }
        catch (Exception away) when (away is LedgerUnavailableException or TimeoutException or OrleansException)
        {
            // Due work comes again.
        }
    }

    /// <summary>Tells every resource of a kind that is about this case.</summary>
    /// <returns>False: some could not be told.</returns>
    private async Task<bool> TellAllAsync(string kind, Func<string, Task<Refusal?>> tell)
    {
        var query = new RegistryQuery { Kind = kind, Case = Stream, Order = RegistryOrder.NewestFirst, PageSize = TasksAtOnce };
        RegistryCursor? after = null;
        do
        {
            var page = await registry.QueryAsync(new Viewer("", null, Everything: true), query, after, CancellationToken.None);
            var refusals = await Task.WhenAll(page.Hits.Select(hit => tell(hit.Name)));
            if (refusals.Any(static refusal => refusal is { Kind: RefusalKind.Unavailable or RefusalKind.Aborted or RefusalKind.ResourceExhausted }))
                return false;
            after = page.Next;
        }
        while (after is not null);

        return true;
    }
}
