using Coordination.Information;
using static Coordination.Silo.Information.Agreements.Parties;

namespace Coordination.Silo.Information.Agreements;

public sealed class ApproveAgreementTests
{
    [Fact]
    public void What_the_recipient_proposed_is_in_force_when_the_grantor_agrees()
    {
        var state = Proposed(Mlsw).Then(Approve(Proposed(Mlsw), Approver(Lwu)));

        Assert.Equal(AgreementStage.InForce, state.Stage);
        Assert.Equal([Lwu], state.View(Name, 1).ApprovedBy);
    }

    [Fact]
    public void What_the_grantor_proposed_needs_both_sides_in_any_order()
    {
        foreach (var (first, second) in new[] { (Lwu, Mlsw), (Mlsw, Lwu) })
        {
            var state = Proposed(Lwu).Then(Approve(Proposed(Lwu), Approver(first)));
            Assert.Equal(AgreementStage.Proposed, state.Stage);

            state = state.Then(Approve(state, Approver(second)));
            Assert.Equal(AgreementStage.InForce, state.Stage);
            Assert.Equal([Lwu, Mlsw], state.View(Name, 1).ApprovedBy);
        }
    }

    [Fact]
    public void Who_proposed_it_does_not_approve_it_with_whatever_role() =>
        Approve(Proposed(Lwu), Speaker(Lwu) with { Roles = ["agency_focal_point", "disclosure_approver"] }).ShouldRefuse(InformationRefusals.SelfApproval);

    [Fact]
    public void The_same_subject_of_another_issuer_is_another_person() =>
        Assert.Null(Approve(Proposed(Lwu), Speaker(Lwu) with { Issuer = "other" }).Refusal);

    [Fact]
    public void Sensitive_fields_that_the_recipient_proposed_need_two_of_the_grantor()
    {
        var state = Proposed(Mlsw, Sensitive);
        state = state.Then(Approve(state, Approver(Lwu, 1)));
        Assert.Equal(AgreementStage.Proposed, state.Stage);
        Approve(state, Approver(Lwu, 1)).ShouldRefuse(InformationRefusals.SelfApproval);

        state = state.Then(Approve(state, Approver(Lwu, 2)));
        Assert.Equal(AgreementStage.InForce, state.Stage);
        Assert.True(state.IsFourEyed);
    }

    [Fact]
    public void Sensitive_fields_that_the_grantor_proposed_need_one_more_of_it()
    {
        var state = Proposed(Lwu, Sensitive);
        state = state.Then(Approve(state, Approver(Lwu)));
        state = state.Then(Approve(state, Approver(Mlsw)));

        Assert.Equal(AgreementStage.InForce, state.Stage);
        Assert.True(state.IsFourEyed);
    }

    [Fact]
    public void The_recipient_that_proposed_has_nothing_to_approve() =>
        Approve(Proposed(Mlsw), Approver(Mlsw)).ShouldRefuse(InformationRefusals.NothingToApprove);

    [Fact]
    public void Nothing_is_approved_twice()
    {
        var half = Proposed(Lwu).Then(Approve(Proposed(Lwu), Approver(Lwu, 1)));
        Approve(half, Approver(Lwu, 2)).ShouldRefuse(InformationRefusals.NothingToApprove);
        Approve(InForce(), Approver(Lwu, 2)).ShouldRefuse(InformationRefusals.NothingToApprove);
    }

    [Fact]
    public void Another_content_is_not_approved()
    {
        Approve(Proposed(Lwu), Approver(Lwu), Sensitive.Hash()).ShouldRefuse(InformationRefusals.ContentChanged);
        Approve(Proposed(Lwu), Approver(Lwu), Content.Hash().ToUpperInvariant()).ShouldRefuse(InformationRefusals.ContentChanged);
    }

    [Fact]
    public void What_was_ended_or_is_over_is_not_approved()
    {
        var ended = Proposed(Lwu).Then(AgreementRules.End(Proposed(Lwu), new EndAgreement(By(Speaker(Mlsw)), "No.")));
        Approve(ended, Approver(Lwu)).ShouldRefuse(InformationRefusals.NothingToApprove);
        AgreementRules.Approve(Proposed(Lwu), new ApproveAgreement(By(Approver(Lwu)), Content.Hash()), Content.Until)
            .ShouldRefuse(InformationRefusals.NothingToApprove);
    }
}
