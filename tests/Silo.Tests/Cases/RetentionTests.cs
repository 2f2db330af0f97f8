using Coordination.Access;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Silo.Cases;
using static Coordination.Silo.Tests.Cases.Story;

namespace Coordination.Silo.Tests.Cases;

public sealed class RetentionTests
{
    private static readonly CaseState State = Opened(Woman);

    [Fact]
    public void A_retention_date_only_becomes_later_within_what_the_pack_allows()
    {
        Outcomes.Decision<CaseEvent> Extend(CaseState state, DateTimeOffset until) => CaseRules.ExtendRetention(state, new ExtendCaseRetention(Context(), until, "court"), Now, Inputs);
        var until = State.Head.RetainUntil;
        Refused(CaseRefusals.RetentionEnded, Extend(State.And(new CaseRetentionEnded()), until));
        Refused(CaseRefusals.RetentionNotLater, Extend(State, until));
        Refused(CaseRefusals.RetentionTooLong, Extend(State, Now.AddYears(40)));
        Assert.Equal(until.AddDays(1), State.Then(Extend(State, until.AddDays(1))).Head.RetainUntil);
        Happens<CaseRetentionExtended>(Extend(State.And(new CaseClosed("reintegrated")), until.AddDays(1)));
    }

    [Fact]
    public void A_hold_is_placed_once_and_lifted_once()
    {
        var (place, lift) = (new PlaceCaseHold(Context(), "court"), new LiftCaseHold(Context(), "over"));
        Refused(CaseRefusals.HoldUnchanged, CaseRules.LiftHold(State, lift));
        var held = State.Then(CaseRules.PlaceHold(State, place));
        Refused(CaseRefusals.HoldUnchanged, CaseRules.PlaceHold(held, place));
        Assert.Null(held.Then(CaseRules.LiftHold(held, lift)).LegalHold);
        Refused(CaseRefusals.RetentionEnded, CaseRules.PlaceHold(State.And(new CaseRetentionEnded()), place));
    }

    [Fact]
    public void The_end_comes_at_its_date_unless_a_hold_is_placed()
    {
        var until = State.Head.RetainUntil;
        Nothing(CaseRules.RetentionDue(State, until.AddTicks(-10)));
        Happens<CaseRetentionEnded>(CaseRules.RetentionDue(State, until));
        Nothing(CaseRules.RetentionDue(State.And(new CaseHoldPlaced("court")), until.AddYears(1)));
        Happens<CaseRetentionEnded>(CaseRules.RetentionDue(State.And(new CaseHoldPlaced("court"), new CaseHoldLifted("over")), until));
        Nothing(CaseRules.RetentionDue(State.And(new CaseRetentionEnded()), until));
        Nothing(CaseRules.RetentionDue(CaseState.Initial, until));
    }

    [Fact]
    public void What_is_due_follows_from_the_state()
    {
        string[] Due(CaseState state) => [.. CaseProjection.Due(state, Now).Select(d => d.Kind).Order(StringComparer.Ordinal)];
        Assert.Equal(["retention"], Due(State));
        Assert.Empty(Due(State.And(new CaseHoldPlaced("court"))));
        Assert.Equal(["destroy"], Due(State.And(new CaseRetentionEnded())));
        Assert.Empty(Due(State.And(new CaseRetentionEnded(), new CaseKeysDestroyed())));
        Assert.Equal(["guardian-task", "retention"], Due(Opened(Child)));
        var gone = State.And(new IdentityKept("p1", new IdentityName("i")), new PersonWithdrawn("p1", "mistake"));
        Assert.Equal(["release", "retention"], Due(gone));
        Assert.Equal(["retention"], Due(gone.And(new IdentityReleased("p1"))));
        Assert.Equal(["retention"], Due(State.And(new CaseClosed("reintegrated"))));
    }

    [Fact]
    public void Who_is_blocked_is_told_to_the_tasks_again_a_minute_later()
    {
        var blocked = State.And(new OfficerBlocked("test", "x", "named"));
        Assert.Equal(Now + CaseState.TellAgainAfter, CaseProjection.Due(blocked, Now).Single(d => d.Kind == CaseProjection.TellTasksKind).At);
        Assert.DoesNotContain(CaseProjection.Due(blocked.And(new CaseTasksTold()), Now), d => d.Kind == CaseProjection.TellTasksKind);
    }

    [Fact]
    public void A_blocked_officer_stands_nowhere_and_the_block_ends()
    {
        var state = Opened().With(Atd);
        var block = new BlockOfficer(Context(), Police.Issuer, Police.Subject, "named");
        Refused(CaseRefusals.OfficerIsSelf, CaseRules.Block(state, new BlockOfficer(Context(), Lead.Issuer, Lead.Subject, "named")));
        var blocked = state.Then(CaseRules.Block(state, block));
        Nothing(CaseRules.Block(blocked, block));
        Assert.Equal(Relation.None, blocked.Relate(Police));
        Assert.Equal(Relation.None, blocked.Relate(Police with { Agency = Lwu })); // In whichever agency.
        Assert.Equal(Relation.Participant, blocked.Relate(Police with { Issuer = "other" }));
        Assert.Equal([OfficerKey.Of(Police)], CaseProjection.Of("cases/cone", blocked, 1, Now).Row!.Blocked);

        var unblock = new UnblockOfficer(Context(), Police.Issuer, Police.Subject, "cleared");
        Refused(CaseRefusals.OfficerNotBlocked, CaseRules.Unblock(state, unblock));
        Assert.Equal(Relation.Participant, blocked.Then(CaseRules.Unblock(blocked, unblock)).Relate(Police));

        for (var i = 1; i < CaseLimits.Blocked; i++)
            blocked = blocked.And(new OfficerBlocked("test", $"o{i}", "named"));
        Refused(CaseRefusals.TooMany, CaseRules.Block(blocked, block with { Subject = "one-more" }), "subject");
        Nothing(CaseRules.Block(blocked, block));
    }
}
