using Coordination.Cases;
using Coordination.Outcomes;

namespace Coordination.Silo.Cases;

/// <summary>Who takes part in a case. In documented precedence order; the first refusal wins.</summary>
internal static class ParticipantRules
{
    public static Decision<CaseEvent> Add(CaseState state, AddParticipant command, DateTimeOffset now, CaseInputs inputs) =>
        command.Role is not (ParticipantRole.Participant or ParticipantRole.Observer) ? CaseRefusals.ValueInvalid.On("role")
        : CaseRules.RefuseClosed(state) is { } closed ? closed
        : state.Find(command.Agency) is not null ? CaseRefusals.AlreadyParticipant
        : inputs.RefuseAgency(command.Agency, now) is { } agency ? agency
        : inputs.RefuseUnit(command.Unit, command.Agency, now) is { } unit ? unit
        : state.Participants.Length >= CaseLimits.Participants ? CaseRefusals.TooMany.On("agency")
        : new ParticipantAdded(command.Agency, command.Role, command.Unit);

    public static Decision<CaseEvent> Remove(CaseState state, RemoveParticipant command) =>
        state.Find(command.Agency) is not { } part ? CaseRefusals.NotAParticipant
        : part.Role is ParticipantRole.Lead ? CaseRefusals.ParticipantIsLead
        : new ParticipantRemoved(command.Agency, command.Reason);

    /// <summary>An agency says which of its units works on it. Who is confined to a unit does not take the case from it.</summary>
    public static Decision<CaseEvent> SetUnit(CaseState state, SetParticipantUnit command, DateTimeOffset now, CaseInputs inputs)
    {
        var caller = command.Context.Principal;
        return caller.Unit is not null ? CommonRefusals.PermissionDenied
            : state.Find(caller.Agency) is not { } part ? CommonRefusals.NotFound
            : CaseRules.RefuseClosed(state) is { } closed ? closed
            : inputs.RefuseUnit(command.Unit, caller.Agency, now) is { } unit ? unit
            : part.Unit == command.Unit ? Decision<CaseEvent>.Nothing
            : new ParticipantUnitSet(caller.Agency, command.Unit);
    }
}
