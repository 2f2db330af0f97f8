using System.Collections.Immutable;
using System.Diagnostics;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Reporting;

namespace Coordination.Silo.Reporting;

/// <param name="Plan">Null before the first event.</param>
/// <param name="Opened">Null while it is planned.</param>
/// <param name="SuccessorSettled">Whether the next cycle is planned or refused.</param>
internal sealed record CycleState(
    CyclePlanned? Plan,
    CycleStage Stage,
    CycleOpened? Opened,
    DateTimeOffset OpenedAt,
    bool ReportsMade,
    bool ReportsClosed,
    CycleSuccessorSettled? SuccessorSettled,
    string Reason,
    DateTimeOffset ClosedAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IAggregateState<CycleState, CycleEvent>
{
    public static readonly CycleState Initial = new(null, default, null, default, false, false, null, "", default, default, default);

    public CycleContent Content => Plan!.Content;

    public ImmutableArray<ReportRoute> Routes => Opened?.Routes ?? [];

    /// <summary>Whether reports are to be made or ended, or the next cycle is to be planned.</summary>
    public bool HasWork => Opened is not null && (!ReportsMade || LacksSuccessor || (Stage is CycleStage.Closed && !ReportsClosed));

    public bool LacksSuccessor => Content.Recurring && SuccessorSettled is null && Stage is CycleStage.Open;

    /// <summary>Since when there is work; it must not move while the work is not done.</summary>
    public DateTimeOffset WorkSince => Stage is CycleStage.Closed ? ClosedAt : OpenedAt;

    public CycleState Apply(CycleEvent happened, EventStamp stamp)
    {
        var after = happened switch
        {
            CyclePlanned e => Initial with { Plan = e, Stage = CycleStage.Planned, CreatedAt = stamp.At },
            CycleOpened e => this with { Stage = CycleStage.Open, Opened = e, OpenedAt = stamp.At },
            CycleReportsMade => this with { ReportsMade = true },
            CycleSuccessorSettled e => this with { SuccessorSettled = e },
            CycleClosed e => this with { Stage = CycleStage.Closed, Reason = e.Reason, ClosedAt = stamp.At },
            CycleReportsClosed => this with { ReportsClosed = true },
            _ => throw new UnreachableException(happened?.GetType().Name),
        };
        return after with { UpdatedAt = stamp.At };
    }

    public ReportHeader HeaderFor(ReportCycleName name, ReportRoute route) => new(
        name, Plan!.Owner, Content.Title, Content.Period, Content.Template.Kind, Content.Subject, route, Content.Due,
        [.. Content.Template.Figures.Select(f => new FigureRule(f.Code, f.Minimum, f.MayBeLeftOut))],
        [.. Content.Template.Questions.Select(q => new QuestionRule(q.Code, q.MustBeAnswered))]);

    public CycleView View(ReportCycleName name, int version) => new(
        name, Stage, Content, Plan!.Owner, Opened is null ? Plan.OpensAt : OpenedAt, Routes, Opened?.WithoutRoute ?? [], ReportsMade, Reason,
        SuccessorSettled?.Successor, SuccessorSettled?.Refusal ?? "", CreatedAt, UpdatedAt, version);
}
