using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Coordination.Bench.Load.Reports;

/// <summary>Where the figures come from.</summary>
internal static class Machine
{
    private const int Flushes = 101;

    /// <param name="folder">Where the run kept its data.</param>
    public static string Describe(string folder)
    {
        var processor = Field("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        return FormattableString.Invariant(
            $"{processor}, {Environment.ProcessorCount} cores, {memory:F0} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}; 8 KiB written and flushed to the disk in {FlushMs(folder):F2} ms (median)");
    }

    /// <summary>What a commit waits for. The slower it is, the more a shared transaction wins over one for each command.</summary>
    private static double FlushMs(string folder)
    {
        using var file = new FileStream(Path.Combine(folder, "flush"), FileMode.Create, FileAccess.Write, FileShare.None, 0, FileOptions.DeleteOnClose);
        var page = new byte[8192];
        var times = new double[Flushes];
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            file.Seek(0, SeekOrigin.Begin);
            file.Write(page);
            file.Flush(flushToDisk: true);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[Flushes / 2];
    }

    private static string? Field(string file, string name) =>
        File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : null;
}
