using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Coordination.Access;

namespace Coordination.Development;

/// <summary>The clients and a hash of each secret.</summary>
/// <remarks>
/// The directory from which the clients come is filled while the platform starts and changes while it runs, so the list
/// is read at start, every few seconds at first, and whenever a client is not known. One reads for all who wait, and nobody waits
/// long: a directory that does not answer must not hold a sign-in.
/// </remarks>
internal sealed partial class DevelopmentSecrets(
    IDevelopmentClients clients, DevelopmentFiles files, TimeProvider time, ILogger<DevelopmentSecrets> logger)
    : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan RereadAtMostEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan EarlyInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly byte[] NobodysHash = new byte[32];

    /// <summary>Who belongs to no agency of a country.</summary>
    private static readonly DevelopmentClient[] BuiltIn =
    [
        new("auditor", "auditor", null, [Role.Auditor]),
        new("operator", "operator", null, [Role.PlatformOperator]),
    ];

    private readonly Lock gate = new();
    private Task reading = Task.CompletedTask;
    private FrozenDictionary<string, Entry> entries = FrozenDictionary<string, Entry>.Empty;
    private DateTimeOffset readAt = DateTimeOffset.MinValue;

    /// <summary>Whether the list was read once. Before, nobody can sign in and the process is not ready.</summary>
    public bool HasRead => entries.Count > 0;

    /// <summary>The client whose secret this is; null when there is none. An unknown client takes as long as a wrong secret.</summary>
    public async ValueTask<DevelopmentClient?> FindAsync(string? clientId, string? secret, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(clientId) || secret is null)
            return null;
        if (!entries.ContainsKey(clientId))
            await WaitForReadAsync(cancellationToken);

        var entry = entries.GetValueOrDefault(clientId);
        var same = CryptographicOperations.FixedTimeEquals(Hash(secret), entry?.SecretHash ?? NobodysHash);
        return same && entry is not null ? entry.Client : null;
    }

    /// <summary>After every other service has started, so that a host that is up has its clients.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) => WaitForReadAsync(cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var begun = time.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(time.GetUtcNow() - begun < Early ? EarlyInterval : Interval, time, stoppingToken);
            await WaitForReadAsync(stoppingToken);
        }
    }

    private async Task WaitForReadAsync(CancellationToken cancellationToken)
    {
        await ReadOnceAsync().WaitAsync(LongestWait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>The reading that goes on, or a new one. A failing directory is not asked more often than a working one.</summary>
    private Task ReadOnceAsync()
    {
        lock (gate)
        {
            if (!reading.IsCompleted || time.GetUtcNow() - readAt < RereadAtMostEvery)
                return reading;

            readAt = time.GetUtcNow();
            return reading = Task.Run(TryReadAsync, CancellationToken.None);
        }
    }

    /// <summary>While the directory cannot be read, the clients that are known stay known.</summary>
    private async Task TryReadAsync()
    {
        using var limit = new CancellationTokenSource(LongestRead, time);
        try
        {
            await ReadAsync(limit.Token);
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            LogUnread(logger, thrown.GetType().Name);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var listed = (await clients.ListAsync(cancellationToken).AsTask().WaitAsync(cancellationToken)).Concat(BuiltIn).DistinctBy(client => client.ClientId).ToList();
        if (listed.Count == entries.Count && listed.All(client => entries.TryGetValue(client.ClientId, out var known) && Same(known.Client, client)))
            return;

        var secrets = files.ReadOrCreateSecrets(listed.Select(client => client.ClientId));
        entries = listed.ToFrozenDictionary(
            client => client.ClientId, client => new Entry(client, Hash(secrets[client.ClientId])), StringComparer.Ordinal);
        LogReady(logger, entries.Count);
    }

    private static bool Same(DevelopmentClient one, DevelopmentClient other) =>
        one.Agency == other.Agency && one.Unit == other.Unit && one.Roles.SequenceEqual(other.Roles);

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private sealed record Entry(DevelopmentClient Client, byte[] SecretHash);

    [LoggerMessage(EventId = GatewayEventIds.DevelopmentSecrets, Level = LogLevel.Information, Message = "The development issuer knows {Count} clients")]
    private static partial void LogReady(ILogger logger, int count);

    [LoggerMessage(EventId = GatewayEventIds.DevelopmentUnread, Level = LogLevel.Warning, Message = "The directory's agencies could not be read for the development issuer: {Reason}")]
    private static partial void LogUnread(ILogger logger, string reason);
}
