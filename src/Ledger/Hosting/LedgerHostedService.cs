using Microsoft.Extensions.Hosting;

namespace Coordination.Ledger.Hosting;

/// <summary>Starts the ledger before anything else of the host, and ends it after everything else.</summary>
internal sealed class LedgerHostedService(LedgerRuntime ledger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => ledger.StartAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => ledger.StopAsync();
}
