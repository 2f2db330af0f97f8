using System.Globalization;
using Coordination.Cases;
using Coordination.Outcomes;

namespace Coordination.Silo.Cases;

/// <summary>The support plan. Services never depend on cooperation with a prosecution: nothing here asks for it.</summary>
internal static class SupportRules
{
    public static Decision<CaseEvent> Plan(CaseState state, PlanService command, DateTimeOffset now, CaseInputs inputs) =>
        !Enum.IsDefined(command.Pillar) || command.Pillar is Pillar.None ? CaseRefusals.ValueInvalid.On("pillar")
        : CaseRules.RefuseClosed(state) is { } closed ? closed
        : state.FindPerson(command.Person) is not { } person ? CaseRefusals.PersonUnknown
        : person.Profile.Role is PersonRole.Suspect ? CaseRefusals.NotAVictim
        : command.Provider is { } provider && inputs.RefuseAgency(provider, now) is { } no ? no.On("provider")
        : state.Services.Length >= CaseLimits.Services ? CaseRefusals.TooMany.On("code")
        : new ServicePlanned(
            string.Create(CultureInfo.InvariantCulture, $"s{state.Services.Length + 1}"), command.Person, command.Pillar, command.Code, command.Provider);

    public static Decision<CaseEvent> Update(CaseState state, UpdateService command, DateTimeOffset now, CaseInputs inputs) =>
        CaseRules.RefuseClosed(state) is { } closed ? closed
        : state.Services.FirstOrDefault(s => string.Equals(s.Id, command.Service, StringComparison.Ordinal)) is not { } service ? CaseRefusals.ServiceUnknown
        : !Leads(service.Stage, command.Stage) ? CaseRefusals.TransitionNotAllowed.On("state")
        : command.Stage is ServiceStage.Declined or ServiceStage.Discontinued && command.Reason.Length == 0 ? CaseRefusals.ValueInvalid.On("reason")
        : command.Provider is { } provider && inputs.RefuseAgency(provider, now) is { } no ? no.On("provider")
        : new ServiceUpdated(command.Service, command.Stage, command.Provider, command.Reason);

    private static bool Leads(ServiceStage from, ServiceStage to) => (from, to) switch
    {
        (ServiceStage.Planned, ServiceStage.Offered or ServiceStage.Discontinued) => true,
        (ServiceStage.Offered, ServiceStage.Accepted or ServiceStage.Declined) => true,
        (ServiceStage.Declined, ServiceStage.Offered) => true, // Somebody may think again.
        (ServiceStage.Accepted, ServiceStage.Started or ServiceStage.Discontinued) => true,
        (ServiceStage.Started, ServiceStage.Completed or ServiceStage.Discontinued) => true,
        _ => false,
    };
}
