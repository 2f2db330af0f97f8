using System.Globalization;
using Coordination.Cases;
using Coordination.Outcomes;

namespace Coordination.Silo.Cases;

/// <summary>What happened to the people of a case. In documented precedence order; the first refusal wins.</summary>
internal static class TimelineRules
{
    /// <summary>The type of event that is trafficking itself, and so needs its elements.</summary>
    public const string Exploitation = "exploitation";

    public static Decision<CaseEvent> Record(CaseState state, RecordEvent command)
    {
        var content = command.Event;
        if (!CaseRules.IsDate(content.Date))
            return CaseRefusals.ValueInvalid.On("event.date");
        if (CaseRules.RefuseClosed(state) is { } closed)
            return closed;
        foreach (var id in content.People)
        {
            if (state.FindPerson(id) is null)
                return CaseRefusals.PersonUnknown.On("event.people").With("person", id);
        }

        return NeedsMeans(state, content) ? CaseRefusals.MeansNeeded
            : state.Timeline.Length >= CaseLimits.Events ? CaseRefusals.TooMany.On("event")
            : new EventRecorded(
                string.Create(CultureInfo.InvariantCulture, $"e{state.Timeline.Length + 1}"), content, command.Context.Principal.Agency);
    }

    public static Decision<CaseEvent> Retract(CaseState state, RetractEvent command) =>
        CaseRules.RefuseClosed(state) is { } closed ? closed
        : !state.Timeline.Any(e => e.Retracted is null && string.Equals(e.Id, command.Event, StringComparison.Ordinal)) ? CaseRefusals.EventUnknown
        : new EventRetracted(command.Event, command.Reason);

    /// <summary>The exploitation of a child is trafficking without any means (Palermo Protocol, article 3 (c)).</summary>
    private static bool NeedsMeans(CaseState state, EventContent content) =>
        string.Equals(content.Type, Exploitation, StringComparison.Ordinal)
        && content.Means.IsEmpty
        && content.People.Select(state.FindPerson).Any(p => p is { Profile: { Role: PersonRole.Victim, TreatedAsChild: false, AgeBand: AgeBand.Adult } });
}
