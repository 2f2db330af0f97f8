namespace Coordination.Sdk.Grains;

/// <summary>The ledger keeps time to the microsecond: what a grain decides on must be what it later reads.</summary>
internal static class Microseconds
{
    public static DateTimeOffset Truncate(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
