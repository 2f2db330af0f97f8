using Coordination.Access;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Silo.Cases;
using static Coordination.Silo.Tests.Cases.Story;

namespace Coordination.Silo.Tests.Cases;

public sealed class CaseLifeCycleTests
{
    private static readonly CloseCase Close = new(Context(), "reintegrated");
    private static readonly ReopenCase Reopen = new(Context(), "new_facts");

    private static CaseState At(CaseStage stage) => stage switch
    {
        CaseStage.Opened => Opened(),
        CaseStage.Assessed => Opened().And(new CaseAssessed()),
        CaseStage.Active => Opened().And(new CaseAssessed(), new CaseActivated()),
        CaseStage.FollowUp => Opened().And(new CaseAssessed(), new CaseActivated(), new CaseFollowedUp()),
        _ => Story.IsClosed(),
    };

    /// <summary>opened → assessed → active ⇄ follow_up → closed → active; every other step is refused.</summary>
    [Fact]
    public void Only_the_ways_of_the_field_are_open()
    {
        var steps = new (string Verb, Func<CaseState, Decision<CaseEvent>> Do)[]
        {
            ("assess", CaseRules.Assess), ("activate", CaseRules.Activate), ("follow_up", CaseRules.FollowUp),
            ("close", s => CaseRules.Close(s, Close, Inputs)), ("reopen", s => CaseRules.Reopen(s, Reopen, Now, Inputs)),
        };
        var expected = new Dictionary<(CaseStage, string), CaseStage>
        {
            [(CaseStage.Opened, "assess")] = CaseStage.Assessed,
            [(CaseStage.Assessed, "activate")] = CaseStage.Active,
            [(CaseStage.FollowUp, "activate")] = CaseStage.Active,
            [(CaseStage.Active, "follow_up")] = CaseStage.FollowUp,
            [(CaseStage.Opened, "close")] = CaseStage.Closed,
            [(CaseStage.Assessed, "close")] = CaseStage.Closed,
            [(CaseStage.Active, "close")] = CaseStage.Closed,
            [(CaseStage.FollowUp, "close")] = CaseStage.Closed,
            [(CaseStage.Closed, "reopen")] = CaseStage.Active,
        };
        foreach (var stage in Enum.GetValues<CaseStage>().Where(s => s is not CaseStage.None))
        {
            foreach (var (verb, act) in steps)
            {
                var (state, decision) = (At(stage), act(At(stage)));
                if (expected.TryGetValue((stage, verb), out var next))
                    Assert.Equal(next, state.Then(decision).Stage);
                else
                    Refused(CaseRefusals.TransitionNotAllowed, decision);
            }
        }
    }

    [Fact]
    public void Closing_is_refused_in_this_order()
    {
        var state = Opened(Child).And(new TransferOffered(new TransferName("tone"), Moh));
        var unknown = new CloseCase(Context(), "whatever");

        Refused(CaseRefusals.TransitionNotAllowed, CaseRules.Close(state.And(new CaseClosed("reintegrated")), unknown, Inputs));
        Refused(CaseRefusals.CloseReasonUnknown, CaseRules.Close(state, unknown, Inputs));
        Refused(CaseRefusals.TransferPending, CaseRules.Close(state, Close, Inputs));
        state = state.And(new TransferEnded(new TransferName("tone")));
        Refused(CaseRefusals.GuardianMissing, CaseRules.Close(state, Close, Inputs));
        state = state.And(new GuardianAppointed("p1", GuardianKind.Official, Lwu, null));
        Assert.Equal("reintegrated", state.Then(CaseRules.Close(state, Close, Inputs)).CloseReason);
    }

    [Fact]
    public void A_case_whose_keys_are_destroyed_is_not_reopened()
    {
        Refused(CaseRefusals.RetentionEnded, CaseRules.Reopen(Story.IsClosed().And(new CaseRetentionEnded()), Reopen, Now, Inputs));
        Assert.Equal("", Story.IsClosed().Then(CaseRules.Reopen(Story.IsClosed(), Reopen, Now, Inputs)).CloseReason);
    }

    [Fact]
    public void Updating_is_refused_in_this_order()
    {
        var nothing = new UpdateCase(Context(), null, null, null, null, null);
        var wrong = nothing with { Province = "XX-1", Handling = Handling.Green };
        Refused(CaseRefusals.NothingToUpdate, CaseRules.Update(Story.IsClosed(), nothing, Inputs));
        Refused(CaseRefusals.CaseClosed, CaseRules.Update(Story.IsClosed(), wrong, Inputs));
        Refused(CaseRefusals.ProvinceUnknown, CaseRules.Update(Opened(), wrong, Inputs));
        Refused(CaseRefusals.LabelNotStricter, CaseRules.Update(Opened(), wrong with { Province = "" }, Inputs));
    }

    [Fact]
    public void Only_what_is_named_changes()
    {
        var state = Opened();
        var changed = state.Then(CaseRules.Update(state, new UpdateCase(Context(), "B-2", null, null, Handling.Red, []), Inputs)).Head;

        Assert.Equal(state.Head with { Reference = "B-2", Handling = Handling.Red, Instruments = [] }, changed with { Instruments = [] });
        Assert.Empty(changed.Instruments);
    }

    /// <summary>Who has a part, who is blocked and how long it is kept may still change; what happened may not.</summary>
    [Fact]
    public void A_closed_case_does_not_change()
    {
        var state = Opened(Woman, Suspect, Child, Aunt).With(Atd).And(
            new EventRecorded("e1", new EventContent("rescue", "", "", "", [], [], [], []), Lwu), new ServicePlanned("s1", "p1", Pillar.SupportServices, "shelter", null),
            new OffenceRecorded("p2", Recruiting), new StatusDecided("p1", VictimStatus.Actual, Atd, new("i", "s"), "x", false), new CaseClosed("reintegrated"));
        Decision<CaseEvent>[] decisions =
        [
            CaseRules.Update(state, new UpdateCase(Context(), "x", null, null, null, null), Inputs),
            ParticipantRules.Add(state, new AddParticipant(Context(), Moh, ParticipantRole.Participant, null), Now, Inputs),
            ParticipantRules.SetUnit(state, new SetParticipantUnit(Context(), Vientiane), Now, Inputs),
            PersonRules.Add(state, new AddPerson(Context(), Woman), Now, Inputs),
            PersonRules.Update(state, new UpdatePerson(Context(), "p1", Child), Now, Inputs),
            PersonRules.Withdraw(state, new WithdrawPerson(Context(), "p1", "mistake"), Now, Inputs),
            PersonRules.DecideStatus(state, new DecideVictimStatus(Context(Police), "p1", VictimStatus.NotVictim, "x"), Inputs),
            PersonRules.Appeal(state, new AppealVictimStatus(Context(), "p1", "x"), Now, Inputs),
            PersonRules.AppointGuardian(state, new AppointGuardian(Context(), "p3", GuardianKind.Official, Lwu, null), Now, Inputs),
            PersonRules.RecordOffence(state, new RecordOffence(Context(), "p2", new Offence(PenalLaw, "9"))),
            PersonRules.RemoveOffence(state, new RemoveOffence(Context(), "p2", Recruiting, "x")),
            TimelineRules.Record(state, new RecordEvent(Context(), new EventContent("rescue", "", "", "", [], [], [], []))),
            TimelineRules.Retract(state, new RetractEvent(Context(), "e1", "x")),
            SupportRules.Plan(state, new PlanService(Context(), "p1", Pillar.SupportServices, "shelter", null), Now, Inputs),
            SupportRules.Update(state, new UpdateService(Context(), "s1", ServiceStage.Offered, null, ""), Now, Inputs),
        ];

        Assert.All(decisions, d => Refused(CaseRefusals.CaseClosed, d));
    }
}
