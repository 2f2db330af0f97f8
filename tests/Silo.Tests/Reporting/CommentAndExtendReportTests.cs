using Coordination.Outcomes;
using Coordination.Reporting;
using static Coordination.Silo.Reporting.Line;

namespace Coordination.Silo.Reporting;

public sealed class CommentReportTests
{
    [Fact]
    public void A_comment_bears_the_level_of_who_wrote_it()
    {
        foreach (var (by, step) in new[]
        {
            (Head, ReportStep.Unit), (Province, ReportStep.Province), (Ministry, ReportStep.Ministry), (TheSecretariat, ReportStep.Secretariat),
        })
        {
            var state = Submitted.Then(ReportRules.Comment(Submitted, new CommentReport(By(by), "Noted.")));
            Assert.Equal((step, 1), (state.Comments[0].Step, state.Comments[0].Submission));
        }
    }

    [Fact]
    public void Who_stands_elsewhere_does_not_comment() =>
        ReportRules.Comment(Submitted, new CommentReport(By(OtherMinistry), "Hm.")).ShouldRefuse(ReportingRefusals.NotYourStep);

    [Fact]
    public void What_is_done_takes_no_comment()
    {
        ReportRules.Comment(Accepted, new CommentReport(By(Province), "Late.")).ShouldRefuse(ReportingRefusals.ReportClosed);
        ReportRules.Comment(Ended, new CommentReport(By(Province), "Late.")).ShouldRefuse(ReportingRefusals.ReportClosed);
    }

    [Fact]
    public void There_is_an_end_to_comments()
    {
        var state = Submitted;
        for (var i = 0; i < ReportLimits.Comments; i++)
            state = state.Then(ReportRules.Comment(state, new CommentReport(By(Province), "Again.")));

        ReportRules.Comment(state, new CommentReport(By(Province), "Once more.")).ShouldRefuse(ReportingRefusals.TooManyComments);
        state.Decide(Province, ReportStep.Province, comment: "With one.").ShouldRefuse(ReportingRefusals.TooManyComments);
        Assert.Null(state.Decide(Province, ReportStep.Province).Refusal);
    }
}

public sealed class ExtendReportTests
{
    private static Decision<ReportEvent> Extend(ReportState state, DateTimeOffset due, DateTimeOffset? now = null) =>
        ReportRules.Extend(state, new ExtendReport(By(TheSecretariat), due), now ?? Now);

    [Fact]
    public void The_step_that_it_waits_for_gets_more_time_and_is_not_late_any_more()
    {
        var late = Opened.Then(new ReportOverdue(ReportStep.Unit, Due.Unit));
        var state = late.Then(Extend(late, Due.Unit.AddDays(5), Due.Unit.AddDays(1)));

        Assert.Equal((Due.Unit.AddDays(5), (DateTimeOffset?)null), (state.Due, state.OverdueSince));
    }

    [Fact]
    public void Not_into_the_past_and_not_shorter()
    {
        Extend(Opened, Due.Unit.AddDays(1), Due.Unit.AddDays(2)).ShouldRefuse(ReportingRefusals.DuePassed);
        Extend(Opened, Due.Unit).ShouldRefuse(ReportingRefusals.DueNotLater);
    }

    [Fact]
    public void What_is_done_needs_no_time() => Extend(Accepted, Due.Secretariat.AddDays(9)).ShouldRefuse(ReportingRefusals.ReportClosed);
}
