using System.Globalization;
using System.Security.Cryptography;
using Coordination.Bench.Load.Measuring;
using Coordination.Bench.Load.People;
using Coordination.Bench.Load.Reports;

namespace Coordination.Bench.Load.Workloads;

/// <summary>How well the blind index links made-up people of whom some are known to two registers, and how long that takes.</summary>
internal static class LinkingMeasurement
{
    /// <summary>
    /// Prints recall and precision, and a measurement.
    /// linking [--people N] [--known N] [--seed N] [--round N] [--show N]
    /// With --show the first known pairs that were missed and the first wrong ones are printed: they are made-up people.
    /// </summary>
    public static int Run(Arguments arguments)
    {
        var people = (int)arguments.Number("people", 10_000);
        var known = (int)arguments.Number("known", people / 5);
        var seed = (int)arguments.Number("seed", 1);
        var show = arguments.Number("show", 0);
        var (missed, wrong) = (0L, 0L);
        var quality = LinkQuality.Measure(Population.Make(seed, people, known), new MacKeys(RandomNumberGenerator.GetBytes(32)), (why, first, second) =>
        {
            if ((why is null ? missed++ : wrong++) < show)
                Console.Error.WriteLine($"{why ?? "missed"}  {Line(first)}  |  {Line(second)}");
        });
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"seed {seed}: {quality.Records} records, {quality.Known} known pairs; {quality.Candidates} candidates, {quality.Suggested} suggested, {quality.Found} of them right: " +
            $"recall {quality.Recall:0.0000}, precision {quality.Precision:0.0000}; strong {quality.Strong}, precision {quality.StrongPrecision:0.0000}; " +
            $"{quality.TokensEach:0.0} tokens each, made in {quality.TokenUs:0} µs, looked up in {quality.LookUpUs:0} µs"));
        Console.WriteLine(new Measurement(
            "linking",
            Targets.Linking,
            0,
            people,
            (int)arguments.Number("round", 1),
            new Dictionary<string, double>
            {
                ["recall"] = quality.Recall,
                ["precision"] = quality.Precision,
                ["strong_precision"] = quality.StrongPrecision,
                ["candidate_pairs"] = quality.Candidates,
                ["tokens_each"] = quality.TokensEach,
                ["token_us_mean"] = quality.TokenUs,
                ["look_up_us_mean"] = quality.LookUpUs,
            }).ToLine());
        return 0;
    }

    private static string Line(PersonRecord record) => $"{record.Name} {record.Birth} {record.Gender} {record.Document}";
}
