using Coordination.Information;
using Coordination.Ledger;
using Coordination.Sealing;
using Coordination.Silo.Information.Subjects;
using static Coordination.Silo.Tests.Information.Records.Given;

namespace Coordination.Silo.Tests.Information.Records;

public sealed class SubjectRulesTests
{
    private static readonly ErasureProposed Proposed = new(PersonOf(Officer), "They asked for it.");
    private static readonly LegalHoldPlaced Hold = new("Order 7 of the court.");
    private static readonly ErasureApproved Approved = new(PersonOf(Approver));

    [Fact]
    public void Nobody_is_registered_without_an_end()
    {
        Refused(RecordRefusals.RetentionNotLater, SubjectRules.Register(SubjectState.Initial, new RegisterSubject(Context(), false, Now), Now));
        Refused(RecordRefusals.RetentionTooLong, SubjectRules.Register(SubjectState.Initial, new RegisterSubject(Context(), false, Now.AddYears(51)), Now));
        Assert.Equal(
            new SubjectRegistered(Lwu, true, Now.AddYears(1)),
            Only(SubjectRules.Register(SubjectState.Initial, new RegisterSubject(Context(), true, Now.AddYears(1)), Now)));
    }

    [Fact]
    public void Retention_moves_only_later()
    {
        var state = Subject(Registered);

        Refused(RecordRefusals.RetentionNotLater, SubjectRules.ExtendRetention(state, new ExtendRetention(Context(), Registered.RetainUntil, "x"), Now));
        Refused(RecordRefusals.RetentionTooLong, SubjectRules.ExtendRetention(state, new ExtendRetention(Context(), Now.AddYears(60), "x"), Now));
        Only(SubjectRules.ExtendRetention(state, new ExtendRetention(Context(), Now.AddYears(2), "x"), Now));
    }

    [Fact]
    public void A_person_has_one_hold_and_without_one_none_is_lifted()
    {
        Only(SubjectRules.PlaceLegalHold(Subject(Registered), new PlaceLegalHold(Context(), "x")));
        Refused(InformationRefusals.TransitionNotAllowed, SubjectRules.PlaceLegalHold(Subject(Registered, Hold), new PlaceLegalHold(Context(), "x")));
        Only(SubjectRules.LiftLegalHold(Subject(Registered, Hold), new LiftLegalHold(Context(), "x")));
        Refused(InformationRefusals.TransitionNotAllowed, SubjectRules.LiftLegalHold(Subject(Registered), new LiftLegalHold(Context(), "x")));
    }

    [Fact]
    public void A_legal_hold_forbids_erasure_and_ends_a_proposal_that_waits()
    {
        Refused(RecordRefusals.LegalHold, SubjectRules.ProposeErasure(Subject(Registered, Hold), new ProposeErasure(Context(), "x")));
        Refused(RecordRefusals.LegalHold, SubjectRules.ApproveErasure(Subject(Registered, Proposed, Hold), new ApproveErasure(Context(Approver)), Now));
        Refused(
            InformationRefusals.NothingToApprove,
            SubjectRules.ApproveErasure(Subject(Registered, Proposed, Hold, new LegalHoldLifted("x")), new ApproveErasure(Context(Approver)), Now));
    }

    [Fact]
    public void One_proposal_waits_at_a_time() =>
        Refused(InformationRefusals.TransitionNotAllowed, SubjectRules.ProposeErasure(Subject(Registered, Proposed), new ProposeErasure(Context(), "x")));

    [Fact]
    public void Who_proposes_cannot_approve()
    {
        Refused(InformationRefusals.SelfApproval, SubjectRules.ApproveErasure(Subject(Registered, Proposed), new ApproveErasure(Context(Officer)), Now));
        Assert.Equal(Approved, Only(SubjectRules.ApproveErasure(Subject(Registered, Proposed), new ApproveErasure(Context(Approver)), Now)));
    }

    [Fact]
    public void An_approval_comes_within_a_day()
    {
        var state = Subject(Registered, Proposed);

        Only(SubjectRules.ApproveErasure(state, new ApproveErasure(Context(Approver)), Now.AddHours(24).AddTicks(-1)));
        Refused(InformationRefusals.NothingToApprove, SubjectRules.ApproveErasure(state, new ApproveErasure(Context(Approver)), Now.AddHours(24)));
        Refused(InformationRefusals.NothingToApprove, SubjectRules.ApproveErasure(Subject(Registered), new ApproveErasure(Context(Approver)), Now));
        Nothing(SubjectRules.DueBy(state, SubjectRules.LapseKind, Now.AddHours(23)));
        Assert.IsType<ErasureLapsed>(Only(SubjectRules.DueBy(state, SubjectRules.LapseKind, Now.AddHours(24))));
        Only(SubjectRules.ProposeErasure(Subject(Registered, Proposed, new ErasureLapsed()), new ProposeErasure(Context(), "again")));
    }

    public static TheoryData<bool> Ends => [true, false];

    [Theory]
    [MemberData(nameof(Ends))]
    public void From_the_decision_on_nothing_can_be_done(bool erased)
    {
        var state = erased ? Subject(Registered, Proposed, Approved, new SubjectErased()) : Subject(Registered, new RetentionEnded());

        Refused(SealingRefusals.SubjectErased, SubjectRules.ExtendRetention(state, new ExtendRetention(Context(), Now.AddYears(2), "x"), Now));
        Refused(SealingRefusals.SubjectErased, SubjectRules.PlaceLegalHold(state, new PlaceLegalHold(Context(), "x")));
        Refused(SealingRefusals.SubjectErased, SubjectRules.LiftLegalHold(state, new LiftLegalHold(Context(), "x")));
        Refused(SealingRefusals.SubjectErased, SubjectRules.ProposeErasure(state, new ProposeErasure(Context(), "x")));
        Refused(SealingRefusals.SubjectErased, SubjectRules.ApproveErasure(state, new ApproveErasure(Context(Approver)), Now));
        Nothing(SubjectRules.DueBy(state, SubjectRules.RetentionKind, Now.AddYears(9)));
    }

    [Fact]
    public void Retention_ends_at_its_date_unless_a_hold_stops_it()
    {
        var end = Registered.RetainUntil;

        Nothing(SubjectRules.DueBy(Subject(Registered), SubjectRules.RetentionKind, end.AddTicks(-1)));
        Assert.IsType<RetentionEnded>(Only(SubjectRules.DueBy(Subject(Registered), SubjectRules.RetentionKind, end)));
        Nothing(SubjectRules.DueBy(Subject(Registered, Hold), SubjectRules.RetentionKind, end.AddYears(1)));
        Assert.IsType<RetentionEnded>(Only(SubjectRules.DueBy(Subject(Registered, Hold, new LegalHoldLifted("x")), SubjectRules.RetentionKind, end.AddYears(1))));
        Nothing(SubjectRules.DueBy(Subject(Registered, new RetentionExtended(end.AddDays(1), "x")), SubjectRules.RetentionKind, end));
    }

    [Fact]
    public void What_is_due_follows_from_the_state()
    {
        Assert.Equal([new DueRow(SubjectRules.RetentionKind, Registered.RetainUntil)], SubjectRules.Due(Subject(Registered), Now));
        Assert.Equal(
            [new DueRow(SubjectRules.RetentionKind, Registered.RetainUntil), new DueRow(SubjectRules.LapseKind, Now.AddHours(24))],
            SubjectRules.Due(Subject(Registered, Proposed), Now));
        Assert.Empty(SubjectRules.Due(Subject(Registered, Hold), Now));
        Assert.Equal([new DueRow(SubjectRules.EraseKind, Now)], SubjectRules.Due(Subject(Registered, new RetentionEnded()), Now));
        Assert.Empty(SubjectRules.Due(Subject(Registered, new RetentionEnded(), new SubjectErased()), Now));
    }
}
