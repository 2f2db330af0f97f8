using Coordination.Bench.Load.Measuring;

namespace Coordination.Bench.Load.Reports;

/// <summary>One row of the table: the medians of a target's rounds.</summary>
/// <param name="Rounds">How many rounds count.</param>
/// <param name="Failed">How many had an error and do not.</param>
internal sealed record Row(
    string Scenario, string Target, int Clients, long Size, int Rounds, int Failed, IReadOnlyDictionary<string, double> Metrics)
{
    public double? Find(string metric) => Metrics.TryGetValue(metric, out var value) ? value : null;
}

/// <summary>The measurements of a run.</summary>
internal sealed class Summary(IReadOnlyList<Measurement> measurements)
{
    public IReadOnlyList<Measurement> Measurements => measurements;

    /// <summary>In the order in which they were first measured.</summary>
    public IReadOnlyList<Row> Rows { get; } =
        [.. measurements.GroupBy(m => (m.Scenario, m.Target, m.Clients, m.Size)).Select(group =>
        {
            var good = group.Where(m => m.Error is null).ToList();
            return new Row(
                group.Key.Scenario,
                group.Key.Target,
                group.Key.Clients,
                group.Key.Size,
                good.Count,
                group.Count() - good.Count,
                good.SelectMany(m => m.Metrics).GroupBy(metric => metric.Key, metric => metric.Value)
                    .ToDictionary(metric => metric.Key, metric => Median(metric)));
        })];

    public Row? Find(string scenario, string target, int clients = 0, long size = 0) =>
        Rows.FirstOrDefault(row => (row.Scenario, row.Target, row.Clients, row.Size) == (scenario, target, clients, size));

    /// <summary>
    /// By which factor a target's rate differs from another's: the median of the rounds' own factors, because both
    /// sides of a round met the same machine. Null when no round has both.
    /// </summary>
    public double? RateFactor(string scenario, string target, string other, int clients)
    {
        var rates = measurements
            .Where(m => m.Scenario == scenario && m.Clients == clients && m.Error is null)
            .ToLookup(m => (m.Target, m.Round), m => m.Metrics["commands_per_s"]);
        var factors = rates.Where(rate => rate.Key.Target == target)
            .SelectMany(rate => rates[(other, rate.Key.Round)].Select(peer => rate.First() / peer))
            .ToList();
        return factors.Count == 0 ? null : Median(factors);
    }

    /// <summary>By which factor a target's rate in one scenario differs from its rate in another one, round by round.</summary>
    public double? RateFactor(string scenario, string target, long size, string other, int clients, long otherSize = 0)
    {
        var rates = measurements
            .Where(m => m.Target == target && m.Clients == clients && m.Error is null)
            .ToLookup(m => (m.Scenario, m.Size, m.Round), m => m.Metrics["commands_per_s"]);
        var factors = rates.Where(rate => rate.Key.Scenario == scenario && rate.Key.Size == size)
            .SelectMany(rate => rates[(other, otherSize, rate.Key.Round)].Select(first => rate.First() / first))
            .ToList();
        return factors.Count == 0 ? null : Median(factors);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
