using Coordination.Cases;
using Coordination.Outcomes;
using Coordination.Silo.Cases;
using static Coordination.Silo.Tests.Cases.Story;

namespace Coordination.Silo.Tests.Cases;

public sealed class OpenCaseTests
{
    private static Decision<CaseEvent> Decide(OpenCase command, CaseState? state = null) => CaseRules.Open(state ?? CaseState.Initial, command, Now, Inputs);

    [Fact]
    public void The_callers_agency_leads_and_the_people_are_counted_up()
    {
        var opened = Happens<CaseOpened>(Decide(Open(people: [Woman, Suspect])));

        Assert.Equal((Lwu, null), (opened.Lead, opened.Unit));
        Assert.Equal(["p1", "p2"], opened.People.Select(p => p.Id));
        var state = CaseState.Initial.And(opened);
        Assert.Equal(CaseStage.Opened, state.Stage);
        Assert.Equal(ParticipantRole.Lead, Assert.Single(state.Participants).Role);
        Assert.Equal([VictimStatus.Possible, VictimStatus.None], state.People.Select(p => p.Status));
    }

    [Fact]
    public void Who_is_confined_to_a_unit_opens_for_that_unit_only()
    {
        var confined = Lead with { Unit = Vientiane };

        Assert.Equal(Vientiane, Happens<CaseOpened>(Decide(Open(confined))).Unit);
        Assert.Equal(Vientiane, Happens<CaseOpened>(Decide(Open(confined) with { Unit = Vientiane })).Unit);
        Refused(CommonRefusals.PermissionDenied, Decide(Open(confined) with { Unit = Phongsaly }));
    }

    [Fact]
    public void A_unit_must_be_of_the_agency_and_in_force()
    {
        Assert.Equal(Phongsaly, Happens<CaseOpened>(Decide(Open() with { Unit = Phongsaly })).Unit);
        Refused(CaseRefusals.UnitNotInForce, Decide(Open() with { Unit = OfAnother }));
        Refused(CaseRefusals.UnitNotInForce, Decide(Open() with { Unit = Closed }));
    }

    [Fact]
    public void A_child_must_have_a_guardian_within_the_packs_time_and_an_adult_needs_none()
    {
        var opened = Happens<CaseOpened>(Decide(Open(people:
        [
            Child, Woman, Profile(PersonRole.Victim, AgeBand.Unknown, signs: true), Profile(PersonRole.Victim, AgeBand.Unknown),
            Profile(PersonRole.Witness, AgeBand.Child), Profile(PersonRole.Relative, AgeBand.Child), Profile(PersonRole.Victim, AgeBand.Adult, signs: true),
        ])));

        var due = Now + Policy.GuardianWithin;
        Assert.Equal([due, null, due, null, due, null, null], opened.People.Select(p => p.GuardianDue));
    }

    [Fact]
    public void Each_refusal_stands_before_the_next()
    {
        var wrong = Open(people: [Profile(PersonRole.None)]) with
        {
            Unit = OfAnother, Province = "XX-1", Source = ReferralSource.None with { Date = "2026-13" }, Purpose = "none", RetainUntil = Now,
        };
        Refused(CommonRefusals.RequestIdReused, Decide(wrong, Opened()));
        Refused(CommonRefusals.PermissionDenied, Decide(wrong with { Context = Context(Lead with { Unit = Vientiane }) }));
        Refused(CaseRefusals.UnitNotInForce, Decide(wrong));
        wrong = wrong with { Unit = null };
        Refused(CaseRefusals.ProvinceUnknown, Decide(wrong));
        wrong = wrong with { Province = "" };
        Refused(CaseRefusals.ValueInvalid, Decide(wrong), "source.date");
        wrong = wrong with { Source = ReferralSource.None };
        Refused(CaseRefusals.PurposeUnknown, Decide(wrong));
        wrong = wrong with { Purpose = "migration_enforcement" };
        Refused(CaseRefusals.PurposeOutsideBases, Decide(wrong));
        wrong = wrong with { Purpose = "victim_support" };
        Refused(CaseRefusals.RetentionNotLater, Decide(wrong));
        Refused(CaseRefusals.RetentionTooLong, Decide(wrong with { RetainUntil = Now + Policy.LongestRetention + TimeSpan.FromDays(1) }));
        wrong = wrong with { RetainUntil = Now.AddDays(1) };
        Refused(CaseRefusals.ValueInvalid, Decide(wrong), "people[0]");
        Refused(CaseRefusals.TooMany, Decide(wrong with { People = [.. Enumerable.Repeat(Woman, CaseLimits.People + 1)] }), "people");
    }

    [Fact]
    public void A_purpose_is_allowed_on_its_own_legal_basis_only()
    {
        Refused(CaseRefusals.PurposeOutsideBases, Decide(Open() with { LegalBasis = PenalLaw }));
        Happens<CaseOpened>(Decide(Open() with { Purpose = "investigation", LegalBasis = PenalLaw }));
    }

    [Fact]
    public void A_case_of_the_past_is_closed_from_its_beginning_and_asks_for_guardians_when_it_is_reopened()
    {
        Refused(CaseRefusals.CloseReasonUnknown, Decide(Open(people: [Child]) with { CloseReason = "whatever" }), "close_reason");
        var past = CaseState.Initial.Then(Decide(Open(people: [Child, Woman]) with { CloseReason = "imported" }));
        Assert.Equal((CaseStage.Closed, "imported", null), (past.Stage, past.CloseReason, past.GuardianDue()));
        Assert.False(GuardianTasks.AreOwed(past));

        var reopened = past.Then(CaseRules.Reopen(past, new ReopenCase(Context(), "new_facts"), Now.AddDays(1), Inputs));
        Assert.Equal([Now.AddDays(1) + Policy.GuardianWithin, null], reopened.People.Select(p => p.GuardianDue));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("2026", true)]
    [InlineData("2026-02", true)]
    [InlineData("2026-02-28", true)]
    [InlineData("2026-02-30", false)]
    [InlineData("2026-00", false)]
    [InlineData("1899", false)]
    [InlineData("26", false)]
    [InlineData("2026-2-8", false)]
    [InlineData("2026-02-08T", false)]
    [InlineData("໒໐໒໖", false)]
    public void Dates_are_as_precise_as_they_are(string date, bool valid) => Assert.Equal(valid, CaseRules.IsDate(date));

    [Fact]
    public void Of_a_profile_what_cannot_be_is_refused()
    {
        Assert.Null(PersonRules.RefuseProfile(Woman));
        foreach (var wrong in new[]
        {
            Woman with { Role = PersonRole.None }, Woman with { Role = (PersonRole)9 }, Woman with { Conflicted = true }, Suspect with { Conflicted = true },
            Woman with { Exploitation = ["labour", "labour"] }, Woman with { Citizenships = ["la", "la"] },
        })
        {
            Assert.Equal(CaseRefusals.ValueInvalid, PersonRules.RefuseProfile(wrong));
        }

        Assert.Null(PersonRules.RefuseProfile(Aunt with { Conflicted = true }));
    }
}
