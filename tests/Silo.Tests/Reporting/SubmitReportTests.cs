using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Outcomes;
using Coordination.Reporting;
using static Coordination.Silo.Reporting.Line;

namespace Coordination.Silo.Reporting;

public sealed class SubmitReportTests
{
    private static Decision<ReportEvent> Submit(
        ReportState state, Principal? by = null, ImmutableArray<FigureValue>? figures = null, ImmutableArray<NarrativeAnswer>? narratives = null) =>
        ReportRules.Submit(state, new SubmitReport(By(by ?? Officer), figures ?? Figures, narratives ?? Narratives), Now);

    [Fact]
    public void The_units_officers_and_its_head_submit()
    {
        foreach (var by in new[] { Officer, Head })
        {
            var state = Opened.Then(Submit(Opened, by));
            Assert.Equal((ReportStage.Submitted, ReportStep.Province, Due.Province), (state.Stage, state.WaitsFor, state.Due));
            Assert.Equal(Figures, state.Newest!.Figures);
        }
    }

    public static TheoryData<string> Others => [.. new[] { "province", "other-province", "ministry", "secretariat", "other-unit" }];

    [Theory]
    [MemberData(nameof(Others))]
    public void Nobody_else_does(string who)
    {
        var by = who switch
        {
            "province" => Province,
            "other-province" => OtherProvince,
            "ministry" => Ministry,
            "secretariat" => TheSecretariat,
            _ => Officer with { Unit = Savannakhet },
        };

        Submit(Opened, by).ShouldRefuse(ReportingRefusals.NotTheReportingUnit);
    }

    [Fact]
    public void What_was_submitted_waits_for_others()
    {
        foreach (var state in new[] { Submitted, ProvinceApproved, MinistryApproved, Accepted, Ended })
            Assert.Equal(ReportWords.Of(state.Stage), Submit(state).ShouldRefuse(ReportingRefusals.TransitionNotAllowed).Metadata!["state"]);
    }

    [Fact]
    public void After_a_return_it_is_submitted_anew_and_the_former_submission_is_kept()
    {
        var returned = Submitted.Return(Province);
        var state = returned.Then(Submit(returned, figures: [new("victims_identified", 8), new("trainings", 2)]));

        Assert.Equal([1, 2], state.Submissions.Select(s => s.Number));
        Assert.Equal([7L, 8L], state.Submissions.Select(s => s.Figures[0].Value));
        Assert.Null(state.Returned);
    }

    public static TheoryData<string, string, FigureValue[], NarrativeAnswer[]> Unfit => new()
    {
        { "FIGURE_UNKNOWN", "arrests", [.. Figures, new("arrests", 1)], [.. Narratives] },
        { "FIGURE_TWICE", "trainings", [.. Figures, new("trainings", 3)], [.. Narratives] },
        { "FIGURE_BELOW_MINIMUM", "trainings", [new("victims_identified", 7), new("trainings", -1)], [.. Narratives] },
        { "FIGURE_MISSING", "trainings", [new("victims_identified", 7)], [.. Narratives] },
        { "NARRATIVE_UNKNOWN", "gossip", [.. Figures], [.. Narratives, new("gossip", "No.")] },
        { "NARRATIVE_TWICE", "obstacles", [.. Figures], [.. Narratives, new("obstacles", "Again.")] },
        { "NARRATIVE_MISSING", "obstacles", [.. Figures], [new("outlook", "More.")] },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void What_does_not_fit_the_template_is_refused(string code, string about, FigureValue[] figures, NarrativeAnswer[] narratives)
    {
        var decision = Submit(Opened, figures: [.. figures], narratives: [.. narratives]);

        Assert.Empty(decision.Events);
        Assert.Equal((code, about), (decision.Refusal?.Code, decision.Refusal?.Metadata?["code"]));
    }

    [Fact]
    public void A_figure_without_a_minimum_may_be_negative_and_one_that_may_be_left_out_is_no_zero()
    {
        Assert.DoesNotContain(Submitted.Newest!.Figures, f => f.Code == "budget_change");
        Assert.Null(Submit(Opened, figures: [.. Figures, new("budget_change", -5_000_000)]).Refusal);
    }

    [Fact]
    public void There_is_an_end_to_submissions()
    {
        var state = Opened;
        for (var i = 0; i < ReportLimits.Submissions; i++)
            state = state.Submit().Return(Province);

        Submit(state).ShouldRefuse(ReportingRefusals.TooManySubmissions);
    }
}
