namespace Coordination.Ledger.Storage;

/// <summary>Time as stored: Unix microseconds, UTC.</summary>
internal static class Micros
{
    /// <summary>The due key of what has no due time: it sorts last.</summary>
    public const long Never = long.MaxValue;

    private static readonly long Epoch = DateTimeOffset.UnixEpoch.UtcTicks / TimeSpan.TicksPerMicrosecond;

    public static long From(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerMicrosecond - Epoch;

    public static long? From(DateTimeOffset? time) => time is { } value ? From(value) : null;

    public static long Key(DateTimeOffset? due) => due is { } value ? From(value) : Never;

    public static DateTimeOffset ToTime(long micros) => new((micros + Epoch) * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
