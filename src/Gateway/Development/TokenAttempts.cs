using System.Threading.RateLimiting;

namespace Coordination.Development;

/// <summary>Bounds guessing: so many failures a minute, per client that exists or is made up, and over all.</summary>
internal sealed class TokenAttempts : IDisposable
{
    private readonly PartitionedRateLimiter<string> perClient = PartitionedRateLimiter.Create<string, string>(client =>
        RateLimitPartition.GetFixedWindowLimiter(client, _ => Window(20)));

    private readonly FixedWindowRateLimiter overall = new(Window(200));

    /// <summary>Whether this client may still try.</summary>
    public bool MayTry(string clientId)
    {
        using var own = perClient.AttemptAcquire(Key(clientId), 0);
        using var all = overall.AttemptAcquire(0);
        return own.IsAcquired && all.IsAcquired;
    }

    /// <summary>A wrong secret was sent.</summary>
    public void Failed(string clientId)
    {
        perClient.AttemptAcquire(Key(clientId)).Dispose();
        overall.AttemptAcquire().Dispose();
    }

    public void Dispose()
    {
        perClient.Dispose();
        overall.Dispose();
    }

    /// <summary>A made-up id must not cost memory without bound: 64 partitions for whoever is long.</summary>
    private static string Key(string clientId) => clientId.Length <= 63 ? clientId : "long";

    private static FixedWindowRateLimiterOptions Window(int permits) =>
        new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), QueueLimit = 0, AutoReplenishment = true };
}
