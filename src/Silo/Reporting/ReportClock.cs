using System.Collections.Immutable;
using Coordination.Calendar;
using Coordination.Reporting;

namespace Coordination.Silo.Reporting;

/// <summary>
/// What the platform does by itself while a report waits for a step: reminders before the step's due time, the overdue flag
/// at it and the ladder after it, each once for each due time. Pure: the time comes in.
/// </summary>
internal sealed class ReportClock(ReportingPolicy policy, IWorkingCalendar calendar)
{
    public const string DueKind = "deadline";

    /// <summary>The earliest moment at which anything is to be done; null: never.</summary>
    public DateTimeOffset? NextMoment(ReportState state)
    {
        DateTimeOffset? next = null;
        foreach (var (moment, _) in Steps(state))
            next = next is null || moment < next ? moment : next;
        return next;
    }

    /// <summary>All that is due by now, in the order of its moments.</summary>
    public ImmutableArray<ReportEvent> DueBy(ReportState state, DateTimeOffset now) =>
        [.. Steps(state).Where(s => s.Moment <= now).OrderBy(s => s.Moment).Select(s => s.Event)];

    private IEnumerable<(DateTimeOffset Moment, ReportEvent Event)> Steps(ReportState state)
    {
        if (state.Header is null || state.IsDone)
            yield break;

        var (step, due) = (state.WaitsFor, state.Due);
        foreach (var (id, before, workingTime) in policy.Reminders)
        {
            var moment = workingTime ? calendar.AddWorkingTime(due, -before) : due - before;
            if (moment > state.ArmedAt && moment < due && !state.Reminded.Contains(id))
                yield return (moment, new ReportReminded(step, id, due));
        }

        if (state.OverdueSince is null)
            yield return (due, new ReportOverdue(step, due));

        for (var i = Climbed(state) + 1; i < policy.Ladder.Length; i++)
        {
            var rung = policy.Ladder[i];
            if (ReportWords.LevelOf(rung.Level) < (int)step)
                continue; // Who has done its part is left alone.

            var moment = rung.WorkingTime ? calendar.AddWorkingTime(due, rung.After) : due + rung.After;
            yield return (moment < due ? due : moment, new ReportEscalated(step, rung.Level, due));
        }
    }

    /// <summary>The highest rung that was called for the present due time.</summary>
    private int Climbed(ReportState state)
    {
        for (var i = policy.Ladder.Length - 1; i >= 0; i--)
        {
            if (state.Escalations.Skip(state.RungsBefore).Any(e => e.Level == policy.Ladder[i].Level))
                return i;
        }

        return -1;
    }
}
