using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Coordination.Development;

/// <summary>The clients and a hash of each secret, read at start and again when a client is not known.</summary>
internal sealed partial class DevelopmentSecrets(
    IDevelopmentClients clients, DevelopmentFiles files, TimeProvider time, ILogger<DevelopmentSecrets> logger)
    : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan RereadAtMostEvery = TimeSpan.FromSeconds(5);
    private static readonly byte[] NobodysHash = new byte[32];

    private readonly SemaphoreSlim reading = new(1, 1);
    private FrozenDictionary<string, Entry> entries = FrozenDictionary<string, Entry>.Empty;
    private DateTimeOffset readAt = DateTimeOffset.MinValue;

    /// <summary>The client whose secret this is; null when there is none. An unknown client takes as long as a wrong secret.</summary>
    public async ValueTask<DevelopmentClient?> FindAsync(string? clientId, string? secret, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(clientId) || secret is null)
            return null;
        if (!entries.ContainsKey(clientId))
            await RereadAsync(cancellationToken);

        var entry = entries.GetValueOrDefault(clientId);
        var same = CryptographicOperations.FixedTimeEquals(Hash(secret), entry?.SecretHash ?? NobodysHash);
        return same && entry is not null ? entry.Client : null;
    }

    /// <summary>After every other service has started: the pack from which the clients come is loaded by then.</summary>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await RereadAsync(cancellationToken);
        LogReady(logger, entries.Count);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => reading.Dispose();

    private async Task RereadAsync(CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        try
        {
            if (time.GetUtcNow() - readAt < RereadAtMostEvery)
                return;

            var listed = await clients.ListAsync(cancellationToken);
            var secrets = files.ReadOrCreateSecrets(listed.Select(client => client.ClientId));
            entries = listed.ToFrozenDictionary(
                client => client.ClientId, client => new Entry(client, Hash(secrets[client.ClientId])), StringComparer.Ordinal);
            readAt = time.GetUtcNow();
        }
        finally
        {
            reading.Release();
        }
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private sealed record Entry(DevelopmentClient Client, byte[] SecretHash);

    [LoggerMessage(EventId = GatewayEventIds.DevelopmentSecrets, Level = LogLevel.Information, Message = "The development issuer knows {Count} clients")]
    private static partial void LogReady(ILogger logger, int count);
}
