using System.Collections.Immutable;
using Coordination.Calendar;
using Coordination.Information;
using Coordination.Packs;
using Coordination.Tasks;

namespace Coordination.Silo.Information.Requests;

/// <summary>
/// The time of a request: when an addressee has to be done, and what the platform does as time passes (reminders, the
/// overdue flag, the ladder), each once for each due time of each part. Pure: the time comes in.
/// </summary>
/// <remarks>
/// While a part waits for the requester its clock stands still; when it goes on, the due time and with it every moment
/// has moved by the wait.
/// </remarks>
internal sealed class RequestClock(ImmutableArray<PackTimeLimit> limits, InformationPolicy policy, IWorkingCalendar calendar)
{
    public const string DueKind = "deadline";

    /// <summary>Something is to be granted by rule.</summary>
    public const string AdmitKind = "admit";

    /// <summary>For an urgency of which the pack says nothing.</summary>
    private static readonly TimeSpan Otherwise = TimeSpan.FromDays(7);

    public DateTimeOffset DueFor(Urgency urgency, DateTimeOffset from) =>
        limits.FirstOrDefault(l => string.Equals(l.Urgency, RequestWords.Of(urgency), StringComparison.Ordinal)) is not { } limit ? from + Otherwise
        : limit.WorkingTime ? calendar.AddWorkingTime(from, limit.AnswerWithin)
        : from + limit.AnswerWithin;

    /// <summary>The earliest moment at which anything is to be done; null: never.</summary>
    public DateTimeOffset? NextMoment(RequestState state)
    {
        if (state.Header is null || state.End is not null)
            return null;

        DateTimeOffset? next = null;
        foreach (var (moment, _) in Steps(state))
            next = next is null || moment < next ? moment : next;
        return next;
    }

    /// <summary>All that is due by now, in the order of its moments.</summary>
    public ImmutableArray<InformationRequestEvent> DueBy(RequestState state, DateTimeOffset now) =>
        state.Header is null || state.End is not null
            ? []
            : [.. Steps(state).Where(s => s.Moment <= now).OrderBy(s => s.Moment).Select(s => s.Event)];

    /// <summary>The level above those that were called for the present due time; null: there is none.</summary>
    public string? NextLevel(RequestPart part, Urgency urgency)
    {
        for (var i = Climbed(part, urgency) + 1; i < policy.Ladder.Length; i++)
        {
            if (AppliesTo(policy.Ladder[i], urgency))
                return policy.Ladder[i].Level;
        }

        return null;
    }

    private IEnumerable<(DateTimeOffset Moment, InformationRequestEvent Event)> Steps(RequestState state) =>
        state.Parts.Where(p => p.ClockRuns).SelectMany(p => Steps(p, state.Content.Urgency));

    private IEnumerable<(DateTimeOffset Moment, InformationRequestEvent Event)> Steps(RequestPart part, Urgency urgency)
    {
        foreach (var (id, before, workingTime) in policy.Reminders)
        {
            var moment = workingTime ? calendar.AddWorkingTime(part.Due, -before) : part.Due - before;
            if (moment > part.ArmedAt && moment < part.Due && !part.Reminded.Contains(id))
                yield return (moment, new RequestReminded(part.Agency, id, part.Due));
        }

        if (part.OverdueSince is null)
            yield return (part.Due, new RequestOverdue(part.Agency, part.Due));

        for (var i = Climbed(part, urgency) + 1; i < policy.Ladder.Length; i++)
        {
            var rung = policy.Ladder[i];
            if (!AppliesTo(rung, urgency))
                continue;

            var moment = rung.WorkingTime ? calendar.AddWorkingTime(part.Due, rung.After) : part.Due + rung.After;
            yield return (moment < part.Due ? part.Due : moment, new RequestEscalated(part.Agency, rung.Level, null));
        }
    }

    /// <summary>The highest rung that was called for the present due time.</summary>
    private int Climbed(RequestPart part, Urgency urgency)
    {
        for (var i = policy.Ladder.Length - 1; i >= 0; i--)
        {
            if (AppliesTo(policy.Ladder[i], urgency) && part.Escalations.Skip(part.RungsBefore).Any(e => e.Level == policy.Ladder[i].Level))
                return i;
        }

        return -1;
    }

    private static bool AppliesTo(EscalationRung rung, Urgency urgency) =>
        rung.Priorities.IsDefaultOrEmpty || rung.Priorities.Contains(RequestWords.Of(urgency));
}
