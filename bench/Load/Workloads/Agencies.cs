namespace Coordination.Bench.Load.Workloads;

/// <summary>The agencies that bench/run adds to the pack: a001, a002, … and the secretariat, which assigns.</summary>
internal static class Agencies
{
    public const string Assigner = "secretariat";

    /// <param name="number">From 0.</param>
    public static string Code(int number) => $"a{number + 1:000}";

    public static string Name(int number) => $"agencies/{Code(number)}";
}
