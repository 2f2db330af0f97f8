using System.Collections.Immutable;
using System.Diagnostics;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Names;
using Coordination.Reporting;

namespace Coordination.Silo.Reporting;

/// <param name="Number">From 1.</param>
internal sealed record Submission(
    int Number, ImmutableArray<FigureValue> Figures, ImmutableArray<NarrativeAnswer> Narratives, Person By, DateTimeOffset At);

/// <param name="Header">Null before the first event.</param>
/// <param name="Due">Until when the step that the report waits for has to be taken.</param>
/// <param name="ArmedAt">Since when that holds: reminders before it are past.</param>
/// <param name="Submissions">All, the newest last.</param>
/// <param name="Approvals">Of the newest submission; a new one needs all again.</param>
/// <param name="Approvers">Who gave them.</param>
/// <param name="Reminded">Reminders for the present due time.</param>
/// <param name="RungsBefore">So many escalations are of an earlier due time.</param>
internal sealed record ReportState(
    ReportHeader? Header,
    ReportStage Stage,
    DateTimeOffset Due,
    DateTimeOffset ArmedAt,
    DateTimeOffset? OverdueSince,
    ImmutableArray<Submission> Submissions,
    ImmutableArray<ReportApprovalView> Approvals,
    ImmutableArray<Person> Approvers,
    ReportReturnView? Returned,
    ImmutableArray<ReportCommentView> Comments,
    ImmutableArray<string> Reminded,
    ImmutableArray<ReportEscalationView> Escalations,
    int RungsBefore,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IAggregateState<ReportState, ReportEvent>
{
    public static readonly ReportState Initial = new(null, default, default, default, null, [], [], [], null, [], [], [], 0, default, default);

    public ReportRoute Route => Header!.Route;

    public ReportStep WaitsFor => Stage.WaitsFor();

    public bool IsDone => WaitsFor is ReportStep.None;

    public Submission? Newest => Submissions is [.., var last] ? last : null;

    public ReportState Apply(ReportEvent happened, EventStamp stamp)
    {
        var after = happened switch
        {
            ReportMade e => (Initial with { Header = e.Header, Stage = ReportStage.Open, CreatedAt = stamp.At }).Armed(e.Header.Due.Unit, stamp.At),
            ReportSubmitted e => (this with
            {
                Stage = ReportStage.Submitted,
                Submissions = Submissions.Add(new Submission(e.Number, e.Figures, e.Narratives, e.By, stamp.At)),
                Approvals = [],
                Approvers = [],
                Returned = null,
            }).Armed(e.Due, stamp.At),
            ReportApproved e => (this with
            {
                Stage = e.Step is ReportStep.Province ? ReportStage.ProvinceApproved : ReportStage.MinistryApproved,
                Approvals = Approvals.Add(new ReportApprovalView(e.Step, e.Submission, Actor(stamp), stamp.At)),
                Approvers = Approvers.Add(e.By),
            }).Armed(e.Due, stamp.At),
            ReportAccepted e => (this with
            {
                Stage = ReportStage.SecretariatAccepted,
                Approvals = Approvals.Add(new ReportApprovalView(ReportStep.Secretariat, e.Submission, Actor(stamp), stamp.At)),
                Approvers = Approvers.Add(e.By),
            }).Armed(default, stamp.At),
            ReportReturned e => (this with
            {
                Stage = ReportStage.Returned,
                Approvals = [],
                Approvers = [],
                Returned = new ReportReturnView(e.Step, e.To, e.Submission, e.Reason, stamp.At),
            }).Armed(e.Due, stamp.At),
            ReportCommented e => this with { Comments = Comments.Add(new ReportCommentView(e.Step, e.Submission, e.Text, stamp.At)) },
            ReportExtended e => Armed(e.Due, stamp.At),
            ReportReminded e => this with { Reminded = Reminded.Add(e.Reminder) },
            ReportOverdue e => this with { OverdueSince = e.Due },
            ReportEscalated e => this with { Escalations = Escalations.Add(new ReportEscalationView(e.Step, e.Level, stamp.At)) },
            ReportEnded => (this with { Stage = ReportStage.Closed }).Armed(default, stamp.At),
            _ => throw new UnreachableException(happened?.GetType().Name),
        };
        return after with { UpdatedAt = stamp.At };
    }

    /// <param name="submission">Whose figures and answers; it must be there, or be 0 for none.</param>
    public ReportView View(ReportName name, int version, int submission)
    {
        var shown = submission == 0 ? null : Submissions[submission - 1];
        return new ReportView(
            name, Stage, Header!, WaitsFor, IsDone ? null : Due, OverdueSince, submission, Submissions.Length, shown?.Figures ?? [],
            shown?.Narratives ?? [], shown?.At, Approvals, Returned, Comments, Escalations, CreatedAt, UpdatedAt, version);
    }

    /// <summary>The report waits for another step, or longer: what was done about the former due time is done with.</summary>
    private ReportState Armed(DateTimeOffset due, DateTimeOffset at) =>
        this with { Due = due, ArmedAt = at, OverdueSince = null, Reminded = [], RungsBefore = Escalations.Length };

    private static AgencyName Actor(EventStamp stamp) => stamp.Actor ?? new AgencyName("platform");
}
