using Coordination.Access;
using Coordination.Reporting;
using static Coordination.Silo.Reporting.Line;

namespace Coordination.Silo.Reporting;

public sealed class ApproveReportTests
{
    [Fact]
    public void Province_ministry_and_secretariat_approve_one_after_the_other()
    {
        Assert.Equal((ReportStage.ProvinceApproved, ReportStep.Ministry, Due.Ministry), (ProvinceApproved.Stage, ProvinceApproved.WaitsFor, ProvinceApproved.Due));
        Assert.Equal((ReportStage.MinistryApproved, ReportStep.Secretariat), (MinistryApproved.Stage, MinistryApproved.WaitsFor));
        Assert.Equal((ReportStage.SecretariatAccepted, ReportStep.None), (Accepted.Stage, Accepted.WaitsFor));
        Assert.Equal([ReportStep.Province, ReportStep.Ministry, ReportStep.Secretariat], Accepted.Approvals.Select(a => a.Step));
    }

    [Fact]
    public void No_step_is_taken_before_the_one_below()
    {
        foreach (var (state, by, step) in new[]
        {
            (Opened, Province, ReportStep.Province), (Opened, Ministry, ReportStep.Ministry), (Opened, TheSecretariat, ReportStep.Secretariat),
            (Submitted, Ministry, ReportStep.Ministry), (Submitted, TheSecretariat, ReportStep.Secretariat), (ProvinceApproved, TheSecretariat, ReportStep.Secretariat),
            (Submitted.Return(Province), Province, ReportStep.Province),
        })
        {
            var refusal = state.Decide(by, step).ShouldRefuse(ReportingRefusals.StepBelowMissing);
            Assert.Equal(ReportWords.Of(state.WaitsFor), refusal.Metadata!["waiting_for"]);
        }
    }

    [Fact]
    public void No_step_is_taken_by_another_level_or_line()
    {
        var everybody = new[] { Head, Officer, Province, OtherProvince, Ministry, OtherMinistry, TheSecretariat, TheChair };
        foreach (var (state, step, right) in new[]
        {
            (Submitted, ReportStep.Province, Province), (ProvinceApproved, ReportStep.Ministry, Ministry), (MinistryApproved, ReportStep.Secretariat, TheSecretariat),
        })
        {
            foreach (var wrong in everybody.Where(p => p != right))
                state.Decide(wrong, step).ShouldRefuse(ReportingRefusals.NotYourStep);
        }
    }

    [Fact]
    public void The_unit_is_no_step_of_approval() => Submitted.Decide(Officer, ReportStep.Unit).ShouldRefuse(ReportingRefusals.NotYourStep);

    [Fact]
    public void A_step_is_taken_once()
    {
        ProvinceApproved.Decide(Province, ReportStep.Province).ShouldRefuse(ReportingRefusals.TransitionNotAllowed);
        MinistryApproved.Decide(Ministry, ReportStep.Ministry).ShouldRefuse(ReportingRefusals.TransitionNotAllowed);
        Accepted.Decide(TheSecretariat, ReportStep.Secretariat).ShouldRefuse(ReportingRefusals.TransitionNotAllowed);
        Ended.Decide(Province, ReportStep.Province).ShouldRefuse(ReportingRefusals.TransitionNotAllowed);
    }

    [Fact]
    public void Nobody_approves_what_they_submitted_or_approved_below()
    {
        // One officer who moved: the same subject at every level.
        Principal As(Principal role) => role with { Subject = "the-same" };
        var submitted = Opened.Submit(As(Officer));

        submitted.Decide(As(Province), ReportStep.Province).ShouldRefuse(ReportingRefusals.SelfApproval);
        submitted.Approve(Province, ReportStep.Province).Decide(As(Ministry), ReportStep.Ministry).ShouldRefuse(ReportingRefusals.SelfApproval);
        Submitted.Approve(As(Province), ReportStep.Province).Decide(As(Ministry), ReportStep.Ministry).ShouldRefuse(ReportingRefusals.SelfApproval);
        ProvinceApproved.Approve(As(Ministry), ReportStep.Ministry).Decide(As(TheSecretariat), ReportStep.Secretariat).ShouldRefuse(ReportingRefusals.SelfApproval);
    }

    [Fact]
    public void The_same_subject_of_another_issuer_is_another_person() =>
        Assert.Null(Submitted.Decide(Province with { Subject = Officer.Subject, Issuer = "other" }, ReportStep.Province).Refusal);

    [Fact]
    public void A_new_submission_can_be_approved_by_who_approved_the_former_one()
    {
        var again = ProvinceApproved.Return(Ministry).Submit();

        Assert.Null(again.Decide(Province, ReportStep.Province).Refusal);
    }

    [Fact]
    public void An_approval_is_of_the_submission_that_was_read()
    {
        var again = Submitted.Return(Province).Submit();

        Assert.Equal("2", again.Decide(Province, ReportStep.Province, submission: 1).ShouldRefuse(ReportingRefusals.SubmissionChanged).Metadata!["submission"]);
    }

    [Fact]
    public void A_comment_goes_with_it_and_no_figure_changes()
    {
        var state = Submitted.Then(Submitted.Decide(Province, ReportStep.Province, comment: "Two more are being looked at."));

        Assert.Equal((ReportStep.Province, 1, "Two more are being looked at."), (state.Comments[0].Step, state.Comments[0].Submission, state.Comments[0].Text));
        Assert.Equal(Submitted.Newest!.Figures, state.Newest!.Figures);
    }

    [Fact]
    public void Who_is_late_makes_nobody_else_late()
    {
        var late = Due.Province.AddDays(3);

        var state = Opened.Submit(at: late);

        Assert.Equal(late + (Due.Province - Due.Unit), state.Due);
    }
}
