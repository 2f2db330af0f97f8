using System.Numerics;

namespace Coordination.Bench.Load.Measuring;

/// <summary>
/// Counts durations in buckets that grow with them: 64 to each doubling, so that a percentile is right to 1.6 %.
/// From 1 µs to 70 minutes. Not thread-safe: one per client, merged at the end.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 6;
    private const int Doublings = 32;
    private readonly long[] counts = new long[Doublings << SubBits];

    public long Count { get; private set; }

    public void Record(TimeSpan duration)
    {
        counts[Math.Min(IndexOf((ulong)Math.Max(0, duration.Ticks / TimeSpan.TicksPerMicrosecond)), counts.Length - 1)]++;
        Count++;
    }

    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < counts.Length; i++)
            counts[i] += other.counts[i];
        Count += other.Count;
    }

    /// <param name="share">From 0 to 1.</param>
    /// <returns>Milliseconds, the middle of the bucket; 0 when nothing was recorded.</returns>
    public double PercentileMs(double share)
    {
        var wanted = Math.Max(1, (long)Math.Ceiling(Count * share));
        for (var i = 0; i < counts.Length; i++)
        {
            wanted -= counts[i];
            if (wanted <= 0)
                return (LowestOf(i) + LowestOf(i + 1)) / 2.0 / 1000;
        }

        return 0;
    }

    private static int IndexOf(ulong microseconds)
    {
        var shift = Math.Max(0, BitOperations.Log2(microseconds | 1) - SubBits);
        return (shift << SubBits) + (int)(microseconds >> shift);
    }

    private static ulong LowestOf(int index)
    {
        var shift = Math.Max(0, (index >> SubBits) - 1);
        return (ulong)(index - (shift << SubBits)) << shift;
    }
}
