using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Directory;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Reporting;

namespace Coordination.Silo.Reporting;

/// <summary>The rules of cycles, in documented precedence order; the first refusal wins.</summary>
internal static class CycleRules
{
    /// <summary>After so many missed periods a series ends.</summary>
    private const int MostMissed = 1_200;

    public static Decision<CycleEvent> Create(CycleState state, CreateReportCycle command, ReportingInputs inputs, DateTimeOffset now)
    {
        if (state.Plan is not null)
            return ReportingRefusals.CycleExists;

        var (content, caller) = (command.Content, command.Context.Principal);
        if (RefuseTemplate(content.Template) is { } unfit)
            return unfit;
        if (content.Title.En.Length == 0)
            return ReportingRefusals.TemplateInvalid.On("content.title.en");
        if (!ReportPeriod.TryParse(content.Period, out var period))
            return ReportingRefusals.PeriodInvalid;
        var opensAt = command.OpensAt is { } given && given > now ? given : now;
        if (RefuseDue(content.Due, opensAt) is { } late)
            return late;
        var (routes, refusal) = Routes(content, period, inputs, now);
        if (refusal is not null)
            return refusal;

        var owner = caller.Has(Role.Platform) && command.OnBehalfOf is { } behalf ? behalf : caller.Agency;
        var planned = new CyclePlanned(owner, content, opensAt);
        return opensAt > now ? planned : Decision<CycleEvent>.Happened(planned, new CycleOpened(routes, []));
    }

    /// <summary>Opens what was planned, before its time.</summary>
    public static Decision<CycleEvent> Open(CycleState state, ReportingInputs inputs, DateTimeOffset now) =>
        state.Stage is not CycleStage.Planned ? ReportingRefusals.TransitionNotAllowed.With("state", ReportWords.Of(state.Stage))
        : state.Content.Due.Unit <= now ? ReportingRefusals.DuePassed.On("content.due.unit")
        : OpenedWith(state, inputs, now);

    public static Decision<CycleEvent> Close(CycleState state, CloseReportCycle command) =>
        state.Stage is CycleStage.Closed
            ? ReportingRefusals.TransitionNotAllowed.With("state", ReportWords.Of(state.Stage))
            : new CycleClosed(command.Reason);

    /// <summary>Opens what was planned, at its time, with the tree as it is then.</summary>
    public static Decision<CycleEvent> DueBy(CycleState state, ReportingInputs inputs, DateTimeOffset now) =>
        state.Stage is CycleStage.Planned && now >= state.Plan!.OpensAt ? OpenedWith(state, inputs, now) : Decision<CycleEvent>.Nothing;

    /// <summary>The next cycle of a series: all times moved by a period, missed periods passed over. Null: there is none.</summary>
    public static (CycleContent Content, DateTimeOffset OpensAt)? Next(CycleState state, ReportingInputs inputs, DateTimeOffset now)
    {
        if (!ReportPeriod.TryParse(state.Content.Period, out var period))
            return null;

        var (from, next) = (period.End, period.Next);
        for (var missed = 0; missed < MostMissed; missed++, next = next.Next)
        {
            var (to, due) = (next.End, state.Content.Due);
            var moved = new StepDueTimes(
                inputs.Moved(due.Unit, from, to), inputs.Moved(due.Province, from, to),
                inputs.Moved(due.Ministry, from, to), inputs.Moved(due.Secretariat, from, to));
            if (moved.Unit > now)
                return (state.Content with { Period = next.ToString(), Due = moved }, inputs.Moved(state.Plan!.OpensAt, from, to));
        }

        return null;
    }

    private static CycleOpened OpenedWith(CycleState state, ReportingInputs inputs, DateTimeOffset now)
    {
        if (!ReportPeriod.TryParse(state.Content.Period, out var period))
            return new CycleOpened([], []);

        var (routes, without) = (ImmutableArray.CreateBuilder<ReportRoute>(), ImmutableArray.CreateBuilder<UnitName>());
        foreach (var unit in Units(state.Content, period, inputs).Take(ReportLimits.Units))
        {
            if (inputs.RouteOf(unit, now) is { } route)
                routes.Add(route);
            else
                without.Add(unit.Name);
        }

        return new CycleOpened(routes.ToImmutable(), without.ToImmutable());
    }

    /// <summary>Who reports: those that are named and cover the period, or the affected provinces' units.</summary>
    private static IEnumerable<UnitEntry> Units(CycleContent content, ReportPeriod period, ReportingInputs inputs)
    {
        var end = inputs.Beginning(period.End);
        if (!content.Units.IsEmpty)
            return content.Units.Select(inputs.Directory.Find).OfType<UnitEntry>().Where(u => Covers(u, end));

        var affected = inputs.AffectedProvinces();
        return inputs.Directory.Units
            .Where(u => affected.Contains(u.Province) && Covers(u, end) && !inputs.IsApprover(u.Name)
                && (content.Agencies.IsEmpty || content.Agencies.Contains(u.Agency)))
            .OrderBy(u => u.Name.Id, StringComparer.Ordinal);
    }

    private static (ImmutableArray<ReportRoute> Routes, Refusal? Refusal) Routes(
        CycleContent content, ReportPeriod period, ReportingInputs inputs, DateTimeOffset now)
    {
        var end = inputs.Beginning(period.End);
        foreach (var name in content.Units)
        {
            if (inputs.Directory.Find(name) is not { } named)
                return ([], ReportingRefusals.UnitUnknown.With("unit", name.ToString()));
            if (!Covers(named, end))
                return ([], ReportingRefusals.UnitEnded.With("unit", name.ToString()));
        }

        var routes = ImmutableArray.CreateBuilder<ReportRoute>();
        foreach (var unit in Units(content, period, inputs))
        {
            if (inputs.RouteOf(unit, now) is not { } route)
                return ([], ReportingRefusals.UnitWithoutRoute.With("unit", unit.Name.ToString()).With("province", unit.Province));
            routes.Add(route);
        }

        return routes.Count switch
        {
            0 => ([], ReportingRefusals.NoUnits),
            > ReportLimits.Units => ([], ReportingRefusals.TooManyUnits),
            _ => (routes.ToImmutable(), null),
        };
    }

    private static bool Covers(UnitEntry unit, DateTimeOffset periodEnd) => unit.ValidUntil is not { } until || until >= periodEnd;

    private static Refusal? RefuseDue(StepDueTimes due, DateTimeOffset opensAt) =>
        due.Province <= due.Unit ? ReportingRefusals.DueNotAscending.On("content.due.province")
        : due.Ministry <= due.Province ? ReportingRefusals.DueNotAscending.On("content.due.ministry")
        : due.Secretariat <= due.Ministry ? ReportingRefusals.DueNotAscending.On("content.due.secretariat")
        : due.Unit <= opensAt ? ReportingRefusals.DuePassed.On("content.due.unit")
        : null;

    private static Refusal? RefuseTemplate(ReportTemplate template)
    {
        if (template.Figures.IsEmpty && template.Questions.IsEmpty)
            return ReportingRefusals.TemplateInvalid;

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (code, label) in template.Figures.Select(f => (f.Code, f.Label)).Concat(template.Questions.Select(q => (q.Code, q.Label))))
        {
            if (!seen.Add(code) || label.En.Length == 0)
                return ReportingRefusals.TemplateInvalid.With("code", code);
        }

        return null;
    }
}
