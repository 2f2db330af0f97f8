using System.Collections.Immutable;
using Coordination.Calendar;
using Coordination.Tasks;

namespace Coordination.Silo.Tasks;

/// <summary>
/// What the platform does by itself as time passes: reminders before the due time, the overdue flag at it, and the
/// ladder after it; each once for each deadline of each open part. Pure: the time comes in.
/// </summary>
/// <remarks>
/// Every moment is computed from the due time in the state and compared with the time at which the grain decides, so
/// nothing is done early however often, or by what clock, the grain is woken. While a part is on hold its clock stands
/// still; when the hold ends its due time, and with it every moment, has moved by the hold.
/// </remarks>
internal sealed class DeadlineClock(DeadlinePolicy policy, IWorkingCalendar calendar)
{
    public const string DueKind = "deadline";

    /// <summary>Events of one wake-up; the rest follows with the next.</summary>
    private const int AtOnce = 1_000;

    private readonly (string Id, TimeSpan Before, bool WorkingTime)[] reminders = [.. policy.Reminders.Select(r => (r.Id, r.Before, r.WorkingTime))];
    private readonly EscalationRung[] ladder = [.. policy.Ladder];

    /// <summary>The earliest moment at which anything is to be done; none when nothing ever is.</summary>
    public Instant NextMoment(TaskState state)
    {
        if (state.Header is not { } head || !state.Stage.IsOpen())
            return Instant.None;

        var next = Instant.None;
        foreach (var part in state.Assignments)
        {
            if (part.Due.IsSet && part.ClockRuns)
                next = Instant.Earlier(next, part.NextMoment(head.Priority, this));
        }

        return next;
    }

    /// <summary>All that is due by now, in the order of its moments.</summary>
    public ImmutableArray<TaskEvent> DueBy(TaskState state, Instant now)
    {
        if (NextMoment(state) is var next && (!next.IsSet || next > now))
            return [];

        var due = new List<(Instant Moment, TaskEvent Event)>();
        foreach (var part in state.Assignments)
        {
            if (!part.ClockRuns || !part.Due.IsSet)
                continue;
            foreach (var step in Steps(part, state.Head.Priority))
            {
                if (step.Moment <= now)
                    due.Add(step);
            }
        }

        // OrderBy is stable: at one moment the flag comes before the ladder, and parts keep their order.
        return [.. due.OrderBy(step => step.Moment.Micros).Take(AtOnce).Select(step => step.Event)];
    }

    /// <summary>The earliest step of one part; none when all is done.</summary>
    public Instant NextMoment(Assignment part, TaskPriority priority)
    {
        var next = Instant.None;
        foreach (var (moment, _) in Steps(part, priority))
            next = Instant.Earlier(next, moment);
        return next;
    }

    private IEnumerable<(Instant Moment, TaskEvent Event)> Steps(Assignment part, TaskPriority priority)
    {
        var due = part.Due.ToTime();
        foreach (var (id, before, workingTime) in reminders)
        {
            var moment = Instant.Of(workingTime ? calendar.AddWorkingTime(due, -before) : due - before);
            if (moment > part.ArmedAt && moment < part.Due && !part.Reminded.Contains(id))
                yield return (moment, new TaskReminded(part.Agency, id, due));
        }

        if (!part.OverdueSince.IsSet)
            yield return (part.Due, new TaskOverdue(part.Agency, due));

        for (var i = Climbed(part) + 1; i < ladder.Length; i++)
        {
            var rung = ladder[i];
            if (!AppliesTo(rung, priority) || (IsBelowMinistry(rung) && part.Unit is null))
                continue;

            var moment = Instant.Of(rung.WorkingTime ? calendar.AddWorkingTime(due, rung.After) : due + rung.After);
            yield return (Instant.Later(moment, part.Due), new TaskEscalated(part.Agency, rung.Level, part.Unit, due));
        }
    }

    /// <summary>The highest rung reached for the present deadline. What lies below it was reached or passed over.</summary>
    private int Climbed(Assignment part)
    {
        for (var i = ladder.Length - 1; i >= 0; i--)
        {
            for (var reached = part.RungsBefore; reached < part.Rungs.Length; reached++)
            {
                if (part.Rungs[reached].Level == ladder[i].Level)
                    return i;
            }
        }

        return -1;
    }

    private static bool AppliesTo(EscalationRung rung, TaskPriority priority) =>
        rung.Priorities.IsDefaultOrEmpty || rung.Priorities.Contains(TaskWords.Of(priority));

    /// <summary>Whether the rung needs a unit that has the work.</summary>
    private static bool IsBelowMinistry(EscalationRung rung) => rung.Level is "unit" or "province";
}
