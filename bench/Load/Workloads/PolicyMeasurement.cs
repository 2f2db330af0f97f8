using System.Collections.Immutable;
using System.Diagnostics;
using Coordination.Access;
using Coordination.Bench.Load.Measuring;
using Coordination.Bench.Load.Reports;
using Coordination.Information;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Silo.Information;
using Coordination.Silo.Packs;

namespace Coordination.Bench.Load.Workloads;

/// <summary>How long the disclosure policy takes for one decision, in this process.</summary>
internal static class PolicyMeasurement
{
    private const int Decisions = 200_000;
    private const int Agencies = 7;

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Times decisions that release all that was granted, and prints a measurement for each shape.
    /// policy --pack DIRECTORY [--round N]
    /// </summary>
    public static int Run(Arguments arguments)
    {
        var lao = PackLoader.LoadOrThrow(arguments.Text("pack")).Information;
        AgencyName[] helpers = [new("lwu"), new("mlsw"), new("atd"), new("secretariat")];
        var passedOn = Question(helpers, "victim_protection", new InstrumentName("victim-protection-guidelines"), fields: 5);
        AgencyName[] all = [.. Enumerable.Range(0, Agencies).Select(i => new AgencyName($"agency-{i}"))];
        var largest = Question(all, "purpose_99", new InstrumentName("law-6"), fields: 100);

        Print(arguments, Targets.PolicyPassedOn, new DisclosurePolicy(lao), passedOn);
        Print(arguments, Targets.PolicyLargest, new DisclosurePolicy(LargestPack(all)), largest);
        return 0;
    }

    private static void Print(Arguments arguments, string shape, DisclosurePolicy policy, DisclosureQuestion question)
    {
        var micros = new double[Decisions];
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < Decisions; i++)
            {
                var start = Stopwatch.GetTimestamp();
                var decision = policy.Decide(question);
                micros[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
                if (decision.Fields.Length != question.Record.Fields.Length)
                    throw new InvalidOperationException($"The policy refused what it should release: {decision.Refusal?.Code}.");
            }
        }

        Array.Sort(micros);
        Console.WriteLine(new Measurement(
            "policy",
            shape,
            0,
            0,
            (int)arguments.Number("round", 1),
            new Dictionary<string, double> { ["decide_us_p50"] = micros[Decisions / 2], ["decide_us_p99"] = micros[Decisions * 99 / 100] }).ToLine());
    }

    /// <summary>A chain over all of the agencies, of a record that the first one holds, read by the last.</summary>
    private static DisclosureQuestion Question(AgencyName[] agencies, string purpose, InstrumentName law, int fields)
    {
        ImmutableArray<string> ids = [.. Enumerable.Range(0, fields).Select(i => $"field_{i:000}")];
        var record = new RecordFacts(
            new RecordName("r1"), new RecordTypeName("t1"), agencies[0], new SubjectName("s1"), Minor: false, Handling.AmberStrict, HeldBy.Platform,
            [purpose], [.. ids.Select(id => new FieldFacts(id, FieldClass.General))], RecordStage.Offered);
        var chain = Enumerable.Range(0, agencies.Length - 1).Select(i => new GrantLink(
            new GrantName($"g{i}"),
            new GrantTerms(
                agencies[i], agencies[i + 1], record.Record, i == 0 ? null : new GrantName($"g{i - 1}"), ids, purpose, law, Handling.AmberStrict,
                SourceReliability.A, InformationReliability.One, agencies.Length - 2 - i, Now.AddDays(30), ["officer-1"], null, 0, null),
            GrantStage.Active));
        var reader = new Principal("issuer", "officer-1", agencies[^1], null, [Role.AgencyOfficer]);
        return new DisclosureQuestion([.. chain], record, new ConsentFacts(ConsentStage.Given, null), true, reader, purpose, [], Now);
    }

    /// <summary>As many purposes and legal bases as a pack can have.</summary>
    private static InformationPolicy LargestPack(AgencyName[] agencies)
    {
        ImmutableArray<string> purposes = [.. Enumerable.Range(0, 100).Select(i => $"purpose_{i}")];
        return new InformationPolicy
        {
            Purposes = [.. purposes.Select(code => new PurposeRule(code, LocalizedText.Empty, ConsentRequired: true, [Role.CaseLead, Role.AgencyOfficer], []))],
            LegalBases =
            [
                .. (from purpose in purposes from law in Enumerable.Range(0, 7) from agency in agencies
                    select new LegalBasisRule(agency, purpose, new InstrumentName($"law-{law}"))).TakeLast(5_000),
            ],
            DeniedClasses = [.. agencies.SelectMany(a => Role.Assignable, (a, role) => new ClassRule(FieldClass.Health, a, role))],
            MostOnward = 5,
        };
    }
}
