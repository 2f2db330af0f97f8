using System.Collections.Immutable;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Silo.Cases;
using static Coordination.Silo.Tests.Cases.Story;

namespace Coordination.Silo.Tests.Cases;

public sealed class TimelineAndSupportTests
{
    private static readonly CaseState State = Opened(Woman, Child, Suspect, Profile(PersonRole.Victim, AgeBand.Unknown));

    private static Decision<CaseEvent> Record(CaseState state, string type = "exploitation", string date = "2026-01", ImmutableArray<string>? means = null, params ImmutableArray<string> people) =>
        TimelineRules.Record(state, new RecordEvent(Context(), new EventContent(type, date, "th", "", ["transport"], means ?? [], ["labour"], people)));

    private static Decision<CaseEvent> Update(CaseState state, ServiceStage stage, string service = "s1", AgencyName? provider = null, string reason = "code") =>
        SupportRules.Update(state, new UpdateService(Context(), service, stage, provider, reason), Now, Inputs);

    [Fact]
    public void Recording_is_refused_in_this_order()
    {
        var closed = State.And(new CaseClosed("reintegrated"));
        Refused(CaseRefusals.ValueInvalid, Record(closed, date: "2026-02-30", people: "p9"), "event.date");
        Refused(CaseRefusals.CaseClosed, Record(closed, people: "p9"));
        Refused(CaseRefusals.PersonUnknown, Record(State, people: ["p1", "p9"]), "event.people");
        var full = State.And([.. Enumerable.Range(1, CaseLimits.Events).Select(i => (CaseEvent)new EventRecorded($"e{i}", new EventContent("rescue", "", "", "", [], [], [], []), Lwu))]);
        Refused(CaseRefusals.MeansNeeded, Record(full, people: "p1"));
        Refused(CaseRefusals.TooMany, Record(full, "rescue"), "event");
    }

    [Fact]
    public void The_exploitation_of_an_adult_needs_means_and_of_a_child_none()
    {
        Refused(CaseRefusals.MeansNeeded, Record(State, people: "p1"));
        Refused(CaseRefusals.MeansNeeded, Record(State, people: ["p2", "p1"]));
        Happens<EventRecorded>(Record(State, means: ["debt"], people: "p1"));
        Happens<EventRecorded>(Record(State, people: "p2"));
        Happens<EventRecorded>(Record(State, people: ["p2", "p3", "p4"]));
        Happens<EventRecorded>(Record(State, "transport", people: "p1"));
    }

    [Fact]
    public void What_is_retracted_stays_with_its_reason_and_its_number()
    {
        Decision<CaseEvent> Retract(CaseState state, string id) => TimelineRules.Retract(state, new RetractEvent(Context(), id, "mistake"));
        var recorded = State.Then(Record(State, "rescue"));
        Refused(CaseRefusals.CaseClosed, Retract(recorded.And(new CaseClosed("reintegrated")), "e9"));
        Refused(CaseRefusals.EventUnknown, Retract(recorded, "e2"));
        var retracted = recorded.Then(Retract(recorded, "e1"));
        Assert.Equal("mistake", Assert.Single(retracted.Timeline).Retracted);
        Refused(CaseRefusals.EventUnknown, Retract(retracted, "e1"));
        Assert.Equal("e2", Happens<EventRecorded>(Record(retracted, "rescue")).Id);
        Assert.Empty(retracted.Standing(Name, Access.Relation.Lead, 1).Events);
    }

    [Fact]
    public void Planning_a_service_is_refused_in_this_order()
    {
        Decision<CaseEvent> Plan(CaseState state, string person, Pillar pillar = Pillar.SupportServices, AgencyName? provider = null) =>
            SupportRules.Plan(state, new PlanService(Context(), person, pillar, "shelter", provider), Now, Inputs);
        var closed = State.And(new CaseClosed("reintegrated"));
        Refused(CaseRefusals.ValueInvalid, Plan(closed, "p9", Pillar.None), "pillar");
        Refused(CaseRefusals.ValueInvalid, Plan(closed, "p9", (Pillar)9), "pillar");
        Refused(CaseRefusals.CaseClosed, Plan(closed, "p9"));
        Refused(CaseRefusals.PersonUnknown, Plan(State, "p9", provider: Ended));
        Refused(CaseRefusals.NotAVictim, Plan(State, "p3", provider: Ended));
        Refused(CaseRefusals.AgencyNotInForce, Plan(State, "p1", provider: Ended), "provider");
        var full = State.And([.. Enumerable.Range(1, CaseLimits.Services).Select(i => (CaseEvent)new ServicePlanned($"s{i}", "p1", Pillar.SupportServices, "shelter", null))]);
        Refused(CaseRefusals.TooMany, Plan(full, "p1"), "code");
        Assert.Equal("s1", Happens<ServicePlanned>(Plan(State, "p1", provider: Moh)).Id);
    }

    [Fact]
    public void A_service_goes_its_way_and_no_other()
    {
        var allowed = new HashSet<(ServiceStage, ServiceStage)>
        {
            (ServiceStage.Planned, ServiceStage.Offered), (ServiceStage.Planned, ServiceStage.Discontinued), (ServiceStage.Offered, ServiceStage.Accepted),
            (ServiceStage.Offered, ServiceStage.Declined), (ServiceStage.Declined, ServiceStage.Offered), (ServiceStage.Accepted, ServiceStage.Started),
            (ServiceStage.Accepted, ServiceStage.Discontinued), (ServiceStage.Started, ServiceStage.Completed), (ServiceStage.Started, ServiceStage.Discontinued),
        };
        foreach (var from in Enum.GetValues<ServiceStage>().Where(s => s is not ServiceStage.None))
        {
            var state = State.And(new ServicePlanned("s1", "p1", Pillar.SupportServices, "shelter", null), new ServiceUpdated("s1", from, null, ""));
            foreach (var to in Enum.GetValues<ServiceStage>())
            {
                if (allowed.Contains((from, to)))
                    Assert.Equal(to, state.Then(Update(state, to)).Services[0].Stage);
                else
                    Refused(CaseRefusals.TransitionNotAllowed, Update(state, to), "state");
            }
        }
    }

    [Fact]
    public void Updating_a_service_is_refused_in_this_order()
    {
        var state = State.And(new ServicePlanned("s1", "p1", Pillar.SupportServices, "shelter", Moh));
        Refused(CaseRefusals.CaseClosed, Update(state.And(new CaseClosed("reintegrated")), ServiceStage.Completed, "s9"));
        Refused(CaseRefusals.ServiceUnknown, Update(state, ServiceStage.Completed, "s9"));
        Refused(CaseRefusals.TransitionNotAllowed, Update(state, ServiceStage.Completed, provider: Ended), "state");
        Refused(CaseRefusals.ValueInvalid, Update(state, ServiceStage.Discontinued, provider: Ended, reason: ""), "reason");
        Refused(CaseRefusals.AgencyNotInForce, Update(state, ServiceStage.Discontinued, provider: Ended), "provider");
        Assert.Equal(Moh, state.Then(Update(state, ServiceStage.Offered, reason: "")).Services[0].Provider);
        Assert.Equal(Lwu, state.Then(Update(state, ServiceStage.Offered, provider: Lwu)).Services[0].Provider);
    }
}
