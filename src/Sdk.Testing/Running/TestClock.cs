namespace Coordination.Sdk.Testing;

/// <summary>The time that the platform sees: it stands still until a test moves it. Timers run in real time, so that nothing waits for ever.</summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private long ticks = start.UtcTicks;

    public DateTimeOffset Now => GetUtcNow();

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    /// <summary>Moves it. What becomes due then is done by <see cref="TestPlatform.AdvanceAsync"/>.</summary>
    /// <param name="by">Not negative: the platform's time does not go back.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Interlocked.Add(ref ticks, by.Ticks);
    }
}
