using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coordination.Ledger.Hosting;

/// <summary>Healthy when the ledger's head can be read. Data: <c>position</c>.</summary>
internal sealed class LedgerHealthCheck(LedgerRuntime ledger) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var head = await ledger.Store.ReadHeadAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy(data: new Dictionary<string, object> { ["position"] = head.Position });
        }
        catch (LedgerUnavailableException exception)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message);
        }
    }
}
