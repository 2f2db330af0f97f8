using System.Globalization;

namespace Coordination.Bench.Load.Measuring;

/// <summary>What /proc says about a process: proc(5).</summary>
internal static class ProcessTimes
{
    /// <summary>Linux counts in 1/100 s for every program (USER_HZ).</summary>
    private const double TicksPerSecond = 100;

    /// <summary>CPU seconds of a process, of the children it has buried, and of its living descendants.</summary>
    public static double CpuSecondsOfTree(int processId)
    {
        var stats = System.IO.Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), out var id) ? ReadStat(id) : null)
            .OfType<Stat>()
            .ToLookup(stat => stat.Parent);
        return ReadStat(processId) is { } root ? Sum(root) / TicksPerSecond : 0;

        long Sum(Stat stat) => stat.Ticks + stats[stat.Id].Sum(Sum);
    }

    /// <summary>Resident memory in bytes.</summary>
    public static long ResidentBytes(int processId) =>
        1024 * long.Parse(
            File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
                .Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture);

    private static Stat? ReadStat(int processId)
    {
        string text;
        try
        {
            text = File.ReadAllText($"/proc/{processId}/stat");
        }
        catch (IOException)
        {
            return null; // It ended meanwhile.
        }

        // The second field is a name in brackets and may hold anything.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return new Stat(processId, int.Parse(fields[1], CultureInfo.InvariantCulture), fields[11..15].Sum(f => long.Parse(f, CultureInfo.InvariantCulture)));
    }

    /// <param name="Ticks">utime + stime + cutime + cstime.</param>
    private sealed record Stat(int Id, int Parent, long Ticks);
}
