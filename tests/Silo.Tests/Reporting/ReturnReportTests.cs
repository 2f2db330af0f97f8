using Coordination.Access;
using Coordination.Outcomes;
using Coordination.Reporting;
using static Coordination.Silo.Reporting.Line;

namespace Coordination.Silo.Reporting;

public sealed class ReturnReportTests
{
    private static Decision<ReportEvent> Return(ReportState state, Principal by, int? submission = null, ReportStep to = ReportStep.None) =>
        ReportRules.Return(state, new ReturnReport(By(by), submission ?? state.Submissions.Length, "The sum is wrong.", to), Now);

    [Fact]
    public void Whose_turn_it_is_returns_it_to_the_unit_and_all_steps_begin_again()
    {
        foreach (var (state, by, step) in new[]
        {
            (Submitted, Province, ReportStep.Province), (ProvinceApproved, Ministry, ReportStep.Ministry), (MinistryApproved, TheSecretariat, ReportStep.Secretariat),
        })
        {
            var returned = state.Then(Return(state, by));

            Assert.Equal((ReportStage.Returned, ReportStep.Unit, 0), (returned.Stage, returned.WaitsFor, returned.Approvals.Length));
            Assert.Equal((step, ReportStep.Unit, "The sum is wrong."), (returned.Returned!.By, returned.Returned.To, returned.Returned.Reason));
            Assert.Equal(ReportStep.Province, returned.Submit().WaitsFor);
        }
    }

    [Fact]
    public void The_reason_may_concern_a_level_between_and_the_report_goes_to_the_unit_nonetheless()
    {
        var returned = MinistryApproved.Then(Return(MinistryApproved, TheSecretariat, to: ReportStep.Ministry));

        Assert.Equal((ReportStep.Ministry, ReportStep.Unit), (returned.Returned!.To, returned.WaitsFor));
    }

    [Fact]
    public void But_not_ones_own_level_or_one_above()
    {
        Return(Submitted, Province, to: ReportStep.Province).ShouldRefuse(ReportingRefusals.StepNotBelow);
        Return(ProvinceApproved, Ministry, to: ReportStep.Secretariat).ShouldRefuse(ReportingRefusals.StepNotBelow);
    }

    [Fact]
    public void Nobody_returns_what_waits_for_another()
    {
        Return(Submitted, Ministry).ShouldRefuse(ReportingRefusals.NotYourStep);
        Return(Submitted, TheSecretariat).ShouldRefuse(ReportingRefusals.NotYourStep);
        Return(Submitted, OtherProvince).ShouldRefuse(ReportingRefusals.NotYourStep);
        Return(ProvinceApproved, Province).ShouldRefuse(ReportingRefusals.NotYourStep);
    }

    [Fact]
    public void What_is_with_the_unit_or_done_cannot_be_returned()
    {
        foreach (var state in new[] { Opened, Submitted.Return(Province), Accepted, Ended })
            Return(state, TheSecretariat).ShouldRefuse(ReportingRefusals.TransitionNotAllowed);
    }

    [Fact]
    public void It_is_of_the_submission_that_was_read() =>
        Return(Submitted, Province, submission: 2).ShouldRefuse(ReportingRefusals.SubmissionChanged);

    [Fact]
    public void The_unit_has_as_long_as_its_province()
    {
        var at = Due.Unit.AddDays(2);

        Assert.Equal(at + (Due.Province - Due.Unit), Submitted.Return(Province, at).Due);
    }
}
