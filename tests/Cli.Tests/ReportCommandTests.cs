using Coordination.Fakes;
using Coordination.Reporting.V1;
using Coordination.Type.V1;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Coordination;

public sealed class ReportCommandTests
{
    private const string Secret = "P1234567-Noy";

    private static readonly string Samples = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "samples", "reporting");

    private static readonly Report Submitted = new()
    {
        Name = "reports/q1", State = ReportState.Submitted, WaitingFor = ReportStep.Province, Submission = 1, SubmissionCount = 1, Cycle = "reportCycles/y1",
        Figures = { new FigureValue { Code = "victims_identified", Value = 1234 } }, Narratives = { new NarrativeAnswer { Code = "obstacles", Text = "Rain." } },
    };

    [Fact]
    public async Task A_cycle_comes_from_the_sample_file_and_options_win()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => new ReportCycle { Name = "reportCycles/y1", State = ReportCycleState.Open };
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync(
            "report", "cycle", "open", "--file", Path.Combine(Samples, "quarterly.yaml"), "--period", "2027-q1", "--unit", "atu-la-vt,atu-la-sv", "--recurring",
            "--due-unit", "2027-04-10", "--due-province", "2027-04-15", "--due-ministry", "2027-04-20", "--due-secretariat", "2027-04-30"));

        var content = Assert.IsType<CreateReportCycleRequest>(Assert.Single(platform.Requests).Request).Content;
        Assert.Equal(("2027-q1", true, "activity"), (content.Period, content.Recurring, content.Template.Kind));
        Assert.Equal(["units/atu-la-vt", "units/atu-la-sv"], content.Units);
        Assert.Equal(["agencies/mps"], content.Agencies);
        Assert.Equal([true, true, true, true], content.Template.Figures.Select(f => f.HasMinimum && f.Minimum == 0));
        Assert.Equal([false, false, false, true], content.Template.Figures.Select(f => f.MayBeLeftOut));
        Assert.Equal([true, false], content.Template.Questions.Select(q => q.MustBeAnswered));
        Assert.True(content.Due.Unit.ToDateTimeOffset() < content.Due.Secretariat.ToDateTimeOffset());
    }

    [Fact]
    public async Task A_report_comes_from_a_file_and_options_win()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => Submitted;
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync(
            "report", "submit", "q1", "--file", Path.Combine(Samples, "report.yaml"), "--figure", "victims_identified=5", "--answer", "next_period=a=b"));

        var request = Assert.IsType<SubmitReportRequest>(Assert.Single(platform.Requests).Request);
        Assert.Equal("reports/q1", request.Name);
        Assert.Equal([5L, 2L, 14L, 820L], request.Figures.Select(f => f.Value));
        Assert.Equal("a=b", request.Narratives.Single(n => n.Code == "next_period").Text);
        Assert.Contains("reports/q1", coord.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("figures: {victims: many}")]
    [InlineData("figures: [1, 2]")]
    [InlineData("numbers: {victims: 1}")]
    [InlineData("just text")]
    [InlineData("figures: {victims: 1")]
    [InlineData("{\"figures\": {\"victims\": 1.5}}")]
    public async Task A_malformed_report_file_is_said_so_and_not_repeated(string text)
    {
        await using var platform = await FakePlatform.StartAsync();
        using var coord = new CoordRun(platform);
        await File.WriteAllTextAsync(Path.Combine(coord.Folder, "r.yaml"), text + "\n# " + Secret, TestContext.Current.CancellationToken);

        Assert.Equal(2, await coord.RunAsync("report", "submit", "q1", "--file", "r.yaml"));

        Assert.Empty(platform.Requests);
        Assert.Contains("r.yaml", coord.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, coord.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_multiplies_itself_is_refused()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var coord = new CoordRun(platform);
        var bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 9).Select(i => $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        await File.WriteAllTextAsync(Path.Combine(coord.Folder, "bomb.yaml"), bomb, TestContext.Current.CancellationToken);

        Assert.Equal(2, await coord.RunAsync("report", "submit", "q1", "--file", "bomb.yaml"));
    }

    [Fact]
    public async Task An_approval_names_step_and_submission()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => Submitted;
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync("report", "approve", "q1", "--step", "province", "--submission", "1", "--comment", "Good."));
        var request = Assert.IsType<ApproveReportRequest>(Assert.Single(platform.Requests).Request);
        Assert.Equal((ReportStep.Province, 1, "Good."), (request.Step, request.Submission, request.Comment));

        Assert.Equal(2, await coord.RunAsync("report", "approve", "q1", "--step", "province"));
    }

    [Theory]
    [InlineData("en", "What stood in the way?")]
    [InlineData("lo", "ມີອຸປະສັກຫຍັງແດ່?")]
    public async Task A_report_is_shown_with_the_labels_of_its_cycle(string language, string label)
    {
        await using var platform = await FakePlatform.StartAsync();
        var cycle = new ReportCycle
        {
            Name = "reportCycles/y1",
            Content = new ReportCycleContent
            {
                Template = new ReportTemplate
                {
                    Questions = { new ReportQuestion { Code = "obstacles", Label = new LocalizedText { En = "What stood in the way?", Lo = "ມີອຸປະສັກຫຍັງແດ່?" } } },
                },
            },
        };
        platform.Answer = request => request is GetReportCycleRequest ? cycle : Submitted;
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync("report", "show", "q1", "--lang", language));

        Assert.Contains(label, coord.Out, StringComparison.Ordinal);
        Assert.Contains("Rain.", coord.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rollup_has_a_column_for_each_figure_and_says_when_it_is_not_the_whole()
    {
        await using var platform = await FakePlatform.StartAsync();
        RollupRow Row(string key, long sum) => new()
        {
            Key = key, Label = new LocalizedText { En = key }, Expected = 3, Reported = 2, Figures = { new RollupFigure { Code = "victims_identified", Sum = sum, Reported = 2 } },
        };
        platform.Answer = request => request is GetRollupRequest
            ? new Rollup { All = Row("", 12_345), Provinces = { Row("LA-VT", 12_345) } }
            : new ReportCycle { Name = "reportCycles/y1" };
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync("report", "rollup", "y1", "--at-least", "ministry-approved"));

        Assert.Equal(ReportState.MinistryApproved, Assert.IsType<GetRollupRequest>(platform.Requests.First().Request).AtLeast);
        foreach (var shown in new[] { "victims_identified", "12,345", "2 of 3", "LA-VT", "Only reports that you may see" })
            Assert.Contains(shown, coord.Out, StringComparison.Ordinal);
    }
}
