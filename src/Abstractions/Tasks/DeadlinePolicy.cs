using System.Collections.Immutable;

namespace Coordination.Tasks;

/// <summary>What the country pack says of reminders and of the ladder that a late assignment climbs.</summary>
/// <param name="Reminders">Before the due time, the longest first.</param>
/// <param name="Ladder">After the due time, in order.</param>
public sealed record DeadlinePolicy(ImmutableArray<ReminderRule> Reminders, ImmutableArray<EscalationRung> Ladder)
{
    public static readonly DeadlinePolicy None = new([], []);
}

/// <param name="Id">Stable, for example <c>3-days</c>.</param>
/// <param name="Before">How long before the due time.</param>
/// <param name="WorkingTime">Whether that is counted in working time.</param>
public sealed record ReminderRule(string Id, TimeSpan Before, bool WorkingTime);

/// <summary>One rung. A rung whose level has no part in the assignment (no unit) is passed over.</summary>
/// <param name="Level">unit, province, ministry, secretariat or chair.</param>
/// <param name="After">How long after the due time.</param>
/// <param name="WorkingTime">Whether that is counted in working time.</param>
/// <param name="Priorities">For these priorities only (routine, urgent, asap, stat); empty: for all.</param>
public sealed record EscalationRung(string Level, TimeSpan After, bool WorkingTime, ImmutableArray<string> Priorities);
