namespace Coordination.Client.Calls;

/// <summary>How long to wait before an attempt: doubling, bounded, jittered, never shorter than the platform asks.</summary>
internal static class RetryPause
{
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="asked">What the platform asked for (RetryInfo).</param>
    /// <param name="chance">From 0 to 1: callers that failed together must not come back together.</param>
    public static TimeSpan Of(CoordinationClientOptions options, int attempt, TimeSpan? asked, double chance)
    {
        var ceiling = Math.Min(options.LongestPause.TotalMilliseconds, options.FirstPause.TotalMilliseconds * Math.Pow(2, Math.Min(attempt - 1, 20)));
        var jittered = TimeSpan.FromMilliseconds(ceiling * (0.5 + (chance / 2)));
        return asked is { } wish && wish > jittered ? wish + (jittered / 4) : jittered;
    }
}
