using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Coordination.Silo.DueWork;

/// <summary>Asks the sweeper to sweep, once a second, from every silo: as long as one silo lives, so does it.</summary>
internal sealed partial class DueWorkPulse(IGrainFactory grains, TimeProvider time, ILogger<DueWorkPulse> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        var failing = false;
        while (await NextAsync(timer, stoppingToken))
        {
            try
            {
                await grains.GetGrain<IDueWorkSweeperGrain>(0).SweepAsync().WaitAsync(stoppingToken);
                failing = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever it is, the next pulse tries again.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                if (!failing)
                    LogNotSwept(logger, fault.GetType().Name);
                failing = true;
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(EventId = 2102, Level = LogLevel.Warning, Message = "The sweeper of due work could not be asked ({Fault}); trying again every second")]
    private static partial void LogNotSwept(ILogger logger, string fault);
}
