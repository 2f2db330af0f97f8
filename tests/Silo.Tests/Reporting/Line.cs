using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Directory;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Reporting;
using Coordination.Silo.Tests.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Reporting;

/// <summary>A line: the unit of MPS in Vientiane Capital, the province's committee, MPS, the secretariat. Others stand elsewhere.</summary>
internal static class Line
{
    public static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    public static readonly AgencyName Mps = new("mps");
    public static readonly AgencyName Mlsw = new("mlsw");
    public static readonly AgencyName Atd = new("atd");
    public static readonly AgencyName Committee = new("ncatip");
    public static readonly AgencyName Office = new("secretariat");
    public static readonly UnitName Vientiane = new("atu-la-vt");
    public static readonly UnitName Savannakhet = new("atu-la-sv");
    public static readonly UnitName LabourVientiane = new("lsw-la-vt");
    public static readonly UnitName ProvinceVientiane = new("pc-la-vt");
    public static readonly UnitName ProvinceSavannakhet = new("pc-la-sv");
    public static readonly ReportCycleName Cycle = new("yone");
    public static readonly ReportName Name = ReportName.For(Cycle, Vientiane);
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Vientiane");

    public static readonly Principal TheSecretariat = new("test", "secretary", Office, null, [Role.Secretariat]);
    public static readonly Principal TheChair = new("test", "chair", Committee, null, [Role.Chair]);
    public static readonly Principal Head = new("test", "head-vt", Mps, Vientiane, [Role.UnitHead]);
    public static readonly Principal Officer = new("test", "officer-vt", Mps, Vientiane, [Role.AgencyOfficer]);
    public static readonly Principal Province = new("test", "province-vt", Committee, ProvinceVientiane, [Role.UnitHead]);
    public static readonly Principal OtherProvince = new("test", "province-sv", Committee, ProvinceSavannakhet, [Role.UnitHead]);
    public static readonly Principal Ministry = new("test", "focal-mps", Mps, null, [Role.AgencyFocalPoint]);
    public static readonly Principal OtherMinistry = new("test", "focal-mlsw", Mlsw, null, [Role.AgencyFocalPoint]);

    public static readonly ReportingPolicy Policy = new(
        ImmutableDictionary<string, UnitName>.Empty.Add("LA-VT", ProvinceVientiane).Add("LA-SV", ProvinceSavannakhet),
        ImmutableDictionary<AgencyName, AgencyName>.Empty,
        [new ReminderRule("2-days", TimeSpan.FromDays(2), false)],
        [
            new EscalationRung("unit", TimeSpan.Zero, false, []), new EscalationRung("province", TimeSpan.FromDays(1), false, []),
            new EscalationRung("ministry", TimeSpan.FromDays(2), false, []), new EscalationRung("secretariat", TimeSpan.FromDays(3), false, []),
            new EscalationRung("chair", TimeSpan.FromDays(4), false, []),
        ]);

    public static FakeDirectory Directory { get; } = new()
    {
        Agencies =
        [
            Agency(Mps, AgencyKind.Ministry), Agency(Mlsw, AgencyKind.Ministry), Agency(Office, AgencyKind.Secretariat),
            Agency(Committee, AgencyKind.Committee), Agency(Atd, AgencyKind.Department) with { Parent = Mps },
        ],
        Units =
        [
            Unit(Vientiane, Mps, "LA-VT", affected: true), Unit(Savannakhet, Mps, "LA-SV", affected: true), Unit(LabourVientiane, Mlsw, "LA-VT"),
            Unit(ProvinceVientiane, Committee, "LA-VT"), Unit(ProvinceSavannakhet, Committee, "LA-SV"),
        ],
    };

    public static readonly ReportingInputs Inputs = new(Directory, Policy, Zone);

    public static readonly StepDueTimes Due = new(Now.AddDays(40), Now.AddDays(45), Now.AddDays(52), Now.AddDays(60));

    public static readonly ReportTemplate Template = new(
        "activity",
        [
            new ReportFigure("victims_identified", Text("Victims identified"), "persons", 0, false),
            new ReportFigure("trainings", Text("Trainings held"), "", 0, false),
            new ReportFigure("budget_change", Text("Change of the budget"), "kip", null, true),
        ],
        [new ReportQuestion("obstacles", Text("What stood in the way?"), true), new ReportQuestion("outlook", Text("What comes next?"), false)]);

    public static readonly CycleContent Content = new(Text("Third quarter"), "2026-q3", Template, Due, [], [], "", false);

    public static readonly ImmutableArray<FigureValue> Figures = [new("victims_identified", 7), new("trainings", 2)];

    public static readonly ImmutableArray<NarrativeAnswer> Narratives = [new("obstacles", "Roads under water.")];

    public static LocalizedText Text(string en) => new(en, "");

    public static AgencyEntry Agency(AgencyName name, AgencyKind kind) => new(name, Text(name.Id), null, null, null, []) { Kind = kind };

    public static UnitEntry Unit(UnitName name, AgencyName agency, string province, bool affected = false, DateTimeOffset? until = null) =>
        new(name, Text(name.Id), agency, province, until) { Affected = affected };

    public static CommandContext By(Principal principal, string? etag = null) => new(Guid.NewGuid(), principal, etag);

    public static ReportRoute Route => Inputs.RouteOf(Directory.Find(Vientiane)!, Now)!;

    public static ReportHeader Header => (CycleState.Initial with { Plan = new CyclePlanned(Office, Content, Now) }).HeaderFor(Cycle, Route);

    public static ReportState Opened => ReportState.Initial.Then(ReportRules.Make(ReportState.Initial, new MakeReport(By(Principal.Platform), Header)));

    public static ReportState Submitted => Opened.Submit();

    public static ReportState ProvinceApproved => Submitted.Approve(Province, ReportStep.Province);

    public static ReportState MinistryApproved => ProvinceApproved.Approve(Ministry, ReportStep.Ministry);

    public static ReportState Accepted => MinistryApproved.Approve(TheSecretariat, ReportStep.Secretariat);

    public static ReportState Ended => Submitted.Then(ReportRules.End(Submitted));

    public static ReportState Submit(this ReportState state, Principal? by = null, DateTimeOffset? at = null) =>
        state.Then(ReportRules.Submit(state, new SubmitReport(By(by ?? Officer), Figures, Narratives), at ?? Now), at);

    public static Decision<ReportEvent> Decide(this ReportState state, Principal by, ReportStep step, int? submission = null, string comment = "") =>
        ReportRules.Approve(state, new ApproveReport(By(by), step, submission ?? state.Submissions.Length, comment), Now);

    public static ReportState Approve(this ReportState state, Principal by, ReportStep step) => state.Then(state.Decide(by, step));

    public static ReportState Return(this ReportState state, Principal by, DateTimeOffset? at = null) =>
        state.Then(ReportRules.Return(state, new ReturnReport(By(by), state.Submissions.Length, "Check.", ReportStep.None), at ?? Now), at);

    public static ReportState Then(this ReportState state, Decision<ReportEvent> decision, DateTimeOffset? at = null)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(state, (s, e) => s.Apply(e, new EventStamp(1, at ?? Now, new AgencyName("any"), default)));
    }

    public static CycleState Then(this CycleState state, Decision<CycleEvent> decision, DateTimeOffset? at = null)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(state, (s, e) => s.Apply(e, new EventStamp(1, at ?? Now, null, default)));
    }

    public static Refusal ShouldRefuse<T>(this Decision<T> decision, Refusal refusal)
    {
        Assert.Empty(decision.Events);
        Assert.NotNull(decision.Refusal);
        Assert.Equal((refusal.Code, refusal.Kind), (decision.Refusal.Code, decision.Refusal.Kind));
        return decision.Refusal;
    }
}
