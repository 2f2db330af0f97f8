using Coordination.Ledger;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sealing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Coordination.Silo.Information.Subjects;

/// <summary>
/// Destroys again, after each start, keys of erased persons that are there: the folder of the keys was restored from a
/// backup that is older than the erasure. The ledger remembers who was erased, so no backup of keys brings anybody back.
/// </summary>
internal sealed partial class ErasureCheck(IRegistry registry, IKeyStore keys, TimeProvider time, ILogger<ErasureCheck> logger) : BackgroundService
{
    private const int PageSize = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await CheckAsync(stoppingToken);
                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception away) when (away is LedgerUnavailableException or KeyStoreUnavailableException)
            {
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        var query = new RegistryQuery { Kind = SubjectName.Collection, States = ["erased"], Order = RegistryOrder.NewestFirst, PageSize = PageSize };
        var destroyed = 0;
        RegistryCursor? after = null;
        do
        {
            var page = await registry.QueryAsync(new Viewer("", null, Everything: true), query, after, cancellationToken);
            foreach (var hit in page.Hits)
            {
                if (await keys.IsDestroyedAsync(hit.Name, cancellationToken))
                    continue;

                await keys.DestroyAsync(hit.Name, cancellationToken);
                destroyed++;
            }

            after = page.Next;
        }
        while (after is not null);
        if (destroyed > 0)
            LogDestroyed(logger, destroyed);
    }

    [LoggerMessage(EventId = 2401, Level = LogLevel.Warning, Message = "{Count} keys of erased persons were there, as after a restore of older keys, and were destroyed again")]
    private static partial void LogDestroyed(ILogger logger, int count);
}
