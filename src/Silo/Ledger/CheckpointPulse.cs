using Coordination.Ledger;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Coordination.Silo.Ledger;

/// <summary>
/// Signs how large the ledger is and what it holds, once a minute while it grows: whoever rewrites it later contradicts
/// a statement that others may have seen.
/// </summary>
internal sealed partial class CheckpointPulse(ILedgerEvidence evidence, TimeProvider time, ILogger<CheckpointPulse> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            do
            {
                try
                {
                    await evidence.CheckpointAsync(stoppingToken);
                }
                catch (LedgerUnavailableException)
                {
                    LogNotSigned(logger);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    [LoggerMessage(EventId = 2103, Level = LogLevel.Warning, Message = "No checkpoint was signed: the store is away; trying again in a minute")]
    private static partial void LogNotSigned(ILogger logger);
}
