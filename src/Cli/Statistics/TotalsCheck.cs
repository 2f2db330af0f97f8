using System.Collections.Immutable;
using Coordination.Client.Errors;
using Coordination.Statistics.V1;

namespace Coordination.Cli.Statistics;

/// <summary>A published number that the platform does not say.</summary>
/// <param name="Found">Null: it is suppressed for this caller.</param>
internal sealed record TotalsDifference(int Line, long Expected, long? Found);

/// <summary>Asks the platform for every total of a file, in as few calls as it allows, and compares.</summary>
internal static class TotalsCheck
{
    private const int MostGroupings = 64;
    private const string TooFine = "STATISTICS_TOO_FINE";

    /// <param name="ask">One question.</param>
    /// <param name="template">What every question has: kind, period, filters.</param>
    /// <returns>What differs, and how many calls it took.</returns>
    public static async Task<(ImmutableArray<TotalsDifference> Differences, int Calls)> RunAsync(
        PublishedTotals totals, Func<CountRequest, CancellationToken, Task<CountResponse>> ask, CountRequest template, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(int, string), Cell>();
        var calls = 0;
        var waiting = new Stack<int[]>(Enumerable.Range(0, totals.Groupings.Length).Chunk(MostGroupings).Reverse());
        while (waiting.TryPop(out var groupings))
        {
            var request = template.Clone();
            request.Groupings.AddRange(groupings.Select(place =>
            {
                var grouping = new Grouping();
                grouping.Dimensions.AddRange(totals.Groupings[place]);
                return grouping;
            }));
            calls++;
            try
            {
                var answer = await ask(request, cancellationToken).ConfigureAwait(false);
                foreach (var cell in answer.Cells)
                    found[(groupings[cell.Grouping], Key(cell.Values))] = cell;
            }
            catch (CoordinationException refused) when (refused.Reason == TooFine && groupings.Length > 1)
            {
                waiting.Push(groupings[(groupings.Length / 2)..]);
                waiting.Push(groupings[..(groupings.Length / 2)]);
            }
        }

        // Lines that the mapping makes one are one number.
        var differences = ImmutableArray.CreateBuilder<TotalsDifference>();
        foreach (var same in totals.Totals.GroupBy(total => (total.Grouping, Key(total.Values))))
        {
            var expected = same.Sum(total => total.Count);
            var cell = found.GetValueOrDefault(same.Key);
            if (cell is { Suppressed: true } || (cell?.Count ?? 0) != expected)
                differences.AddRange(same.Select(total => new TotalsDifference(total.Line, expected, cell is { Suppressed: true } ? null : cell?.Count ?? 0)));
        }

        differences.Sort((one, other) => one.Line.CompareTo(other.Line));
        return (differences.ToImmutable(), calls);
    }

    private static string Key(IEnumerable<string> values) => string.Join('\u001f', values);
}
