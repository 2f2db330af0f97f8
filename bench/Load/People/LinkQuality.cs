using System.Collections.Immutable;
using System.Diagnostics;
using Coordination.Cases;
using Coordination.Sealing;
using Coordination.Silo.Cases.Linking;

namespace Coordination.Bench.Load.People;

/// <summary>How well known pairs are found, and how much else is.</summary>
/// <param name="Candidates">Pairs that share any token.</param>
/// <param name="Suggested">Of them, those that score enough to be suggested.</param>
/// <param name="Found">Known pairs among those that were suggested.</param>
internal sealed record LinkQuality(int Records, int Known, int Candidates, int Suggested, int Found, int Strong, int StrongFound, double TokensEach, double TokenUs, double LookUpUs)
{
    public double Recall => (double)Found / Known;

    public double Precision => Suggested == 0 ? 1 : (double)Found / Suggested;

    public double StrongPrecision => Strong == 0 ? 1 : (double)StrongFound / Strong;

    /// <summary>Links everybody with everybody by their tokens alone, as the platform does.</summary>
    /// <param name="population">The people.</param>
    /// <param name="keys">For the tokens.</param>
    /// <param name="missed">Is told of each known pair that was not suggested, and of each pair that was suggested wrongly, with the kinds of tokens that met.</param>
    public static LinkQuality Measure(Population population, IKeyStore keys, Action<string?, PersonRecord, PersonRecord>? missed = null)
    {
        var records = population.Records;
        var people = records.Select(Read).ToArray();
        var watch = Stopwatch.StartNew();
        var tokens = people.Select(person => BlindIndex.TokensOf(keys, person)).ToArray();
        var tokenTime = watch.Elapsed;

        var index = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < tokens.Length; i++)
        {
            foreach (var token in tokens[i])
            {
                if (!index.TryGetValue(token.Value, out var having))
                    index.Add(token.Value, having = []);
                having.Add(i);
            }
        }

        var known = population.Pairs.ToHashSet();
        var (candidates, suggested, found, strong, strongFound) = (0, 0, 0, 0, 0);
        var left = known.ToHashSet();
        watch.Restart();
        for (var i = 0; i < tokens.Length; i++)
        {
            var shared = new Dictionary<int, HashSet<BlindKind>>();
            foreach (var token in tokens[i])
            {
                foreach (var other in token.Asks.SelectMany(asked => index.GetValueOrDefault(asked) ?? []))
                {
                    if (other >= i)
                        continue;
                    if (!shared.TryGetValue(other, out var kinds))
                        shared.Add(other, kinds = []);
                    kinds.Add(token.Kind);
                }
            }

            candidates += shared.Count;
            foreach (var (other, kinds) in shared)
            {
                var (one, two) = (records[other].Gender, records[i].Gender);
                var strength = LinkScore.Of([.. kinds], one.Length > 0 && two.Length > 0 && one != two);
                if (strength is null)
                    continue;
                suggested++;
                var right = known.Contains((other, i));
                if (right)
                {
                    found++;
                    left.Remove((other, i));
                }
                else
                {
                    missed?.Invoke(string.Join('+', kinds), records[other], records[i]);
                }

                strong += strength is LinkStrength.Strong ? 1 : 0;
                strongFound += strength is LinkStrength.Strong && right ? 1 : 0;
            }
        }

        var lookUpTime = watch.Elapsed;
        foreach (var (first, second) in left)
            missed?.Invoke(null, records[first], records[second]);
        return new LinkQuality(
            records.Count, known.Count, candidates, suggested, found, strong, strongFound,
            tokens.Average(t => t.Length), tokenTime.TotalMicroseconds / records.Count, lookUpTime.TotalMicroseconds / records.Count);
    }

    private static LinkablePerson Read(PersonRecord record) =>
        new([record.Name], BirthDay.Parse(record.Birth), record.Document is { } document ? [document] : []);
}
