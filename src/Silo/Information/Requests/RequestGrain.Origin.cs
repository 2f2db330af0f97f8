using Coordination.Information;
using Coordination.Ledger;
using Coordination.Outcomes;
using Coordination.Silo.Workflows;

namespace Coordination.Silo.Information.Requests;

/// <summary>A request that is asked for a workflow says how it ended: answered, refused, withdrawn or closed, whichever came first.</summary>
internal sealed partial class RequestGrain
{
    private bool tellingOrigin;

    private async Task TellOriginAsync()
    {
        if (tellingOrigin)
            return;

        tellingOrigin = true;
        try
        {
            await Task.Yield(); // The commit that led here ends first.
            var read = await ReadStateAsync();
            if (read.IsRefused || read.Value.State is not { OriginNews: { } stage, Header.Origin: { } origin })
                return;
            if (await WorkflowOrigins.TellAsync(GrainFactory, origin, RequestWords.Of(stage)) is null)
                await CommitByPlatformAsync((state, _) => state.OriginNews is null ? Decision<InformationRequestEvent>.Nothing : new RequestOriginTold(origin.Name, stage));
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException or LedgerUnavailableException)
        {
            // The row of due work stands; it is tried again.
        }
        finally
        {
            tellingOrigin = false;
        }
    }
}
