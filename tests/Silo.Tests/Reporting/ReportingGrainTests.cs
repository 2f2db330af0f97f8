using System.Text;
using Coordination.Access;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Reporting;
using static Coordination.Silo.Reporting.Line;
using static Coordination.Silo.Reporting.ReportingSilo;

namespace Coordination.Silo.Reporting;

public sealed class ReportingGrainTests
{
    private static SubmitReport Submission(Principal? by = null) => new(By(by ?? Officer), Figures, Narratives);

    private static ApproveReport Approval(Principal by, ReportStep step, int submission = 1, string comment = "") => new(By(by), step, submission, comment);

    [Fact]
    public async Task An_opening_makes_one_report_a_unit()
    {
        await using var silo = await StartAsync();
        var (grain, view) = await silo.CycleAsync();

        var read = Done(await grain.GetAsync(TheSecretariat, default));
        Assert.Equal((CycleStage.Open, true, 3), (read.Stage, read.ReportsMade, read.Routes.Length));
        foreach (var route in read.Routes)
            Assert.Equal(ReportStage.Open, Done(await silo.Report(view, route.Unit).GetAsync(TheSecretariat, 0, default)).Stage);
        Assert.Empty(silo.Ledger.Due(view.Name.ToString()));
    }

    [Fact]
    public async Task When_a_report_cannot_be_made_the_work_stays_due_and_is_done_later_once()
    {
        await using var silo = await StartAsync();
        var command = new CreateReportCycle(By(TheSecretariat), Content, null);
        var name = ReportCycleName.For(Office, command.Context.RequestId);
        var unlucky = ReportName.For(name, Savannakhet).ToString();
        silo.Ledger.Next(unlucky, AppendStatus.Unavailable);
        var grain = silo.Grains.ReportCycle(name);

        var view = Done(await grain.CreateAsync(command, default));

        Assert.Empty(silo.Ledger.Entries(unlucky));
        Assert.Equal("work", Assert.Single(silo.Ledger.Due(name.ToString())).Kind);
        await silo.SweepAsync(name.ToString(), grain);
        Assert.Empty(silo.Ledger.Due(name.ToString()));
        foreach (var route in view.Routes)
            Assert.Equal(["report.opened"], silo.Types(ReportName.For(name, route.Unit).ToString()));
    }

    [Fact]
    public async Task A_planned_cycle_opens_by_itself_once()
    {
        await using var silo = await StartAsync();
        var (grain, view) = await silo.CycleAsync(opensAt: Now.AddDays(3));
        var stream = view.Name.ToString();
        Assert.Equal(CycleStage.Planned, view.Stage);

        silo.Time.Advance(TimeSpan.FromDays(2));
        await grain.WakeAsync("open");
        Assert.Equal(["report_cycle.planned"], silo.Types(stream));

        silo.Time.Advance(TimeSpan.FromDays(1));
        await silo.SweepAsync(stream, grain);
        await grain.WakeAsync("open");
        Assert.Equal(["report_cycle.planned", "report_cycle.opened", "report_cycle.reports_made"], silo.Types(stream));
        Assert.Equal(["report.opened"], silo.Types(ReportName.For(view.Name, Vientiane).ToString()));
    }

    [Fact]
    public async Task A_recurring_cycle_plans_the_next_one_once_and_that_one_goes_on()
    {
        await using var silo = await StartAsync();
        var (grain, view) = await silo.CycleAsync(Content with { Recurring = true });

        var next = Done(await grain.GetAsync(TheSecretariat, default)).Successor!.Value;
        var planned = Done(await silo.Grains.ReportCycle(next).GetAsync(TheSecretariat, default));
        Assert.Equal((CycleStage.Planned, "2026-q4", Office), (planned.Stage, planned.Content.Period, planned.Owner));
        Assert.Single(silo.Types(view.Name.ToString()), t => t == "report_cycle.successor_settled");

        silo.Time.SetUtcNow(planned.OpensAt);
        await silo.SweepAsync(next.ToString(), silo.Grains.ReportCycle(next));
        Assert.Equal("2027-q1", Done(await silo.Grains.ReportCycle(
            Done(await silo.Grains.ReportCycle(next).GetAsync(TheSecretariat, default)).Successor!.Value).GetAsync(TheSecretariat, default)).Content.Period);
    }

    [Fact]
    public async Task A_report_goes_through_all_levels()
    {
        await using var silo = await StartAsync();
        var (_, cycle) = await silo.CycleAsync();
        var report = silo.Report(cycle, Vientiane);

        Done(await report.SubmitAsync(Submission(), default));
        Done(await report.ApproveAsync(Approval(Province, ReportStep.Province, comment: "Good."), default));
        Done(await report.ApproveAsync(Approval(Ministry, ReportStep.Ministry), default));
        var accepted = Done(await report.ApproveAsync(Approval(TheSecretariat, ReportStep.Secretariat), default));

        Assert.Equal((ReportStage.SecretariatAccepted, 3), (accepted.Stage, accepted.Approvals.Length));
        Assert.Equal([Committee, Mps, Office], accepted.Approvals.Select(a => a.Agency));
        Assert.Equal(
            ["report.opened", "report.submitted", "report.commented", "report.approved", "report.approved", "report.accepted"],
            silo.Types(accepted.Name.ToString()));
    }

    [Fact]
    public async Task Wrong_people_get_nowhere_and_foreign_ones_see_nothing()
    {
        await using var silo = await StartAsync();
        var (_, cycle) = await silo.CycleAsync();
        var report = silo.Report(cycle, Vientiane);
        Done(await report.SubmitAsync(Submission(), default));

        foreach (var (by, step, code) in new[]
        {
            (Head, ReportStep.Province, "NOT_YOUR_STEP"), (Officer, ReportStep.Province, "PERMISSION_DENIED"), (Ministry, ReportStep.Province, "NOT_YOUR_STEP"),
            (Ministry, ReportStep.Ministry, "STEP_BELOW_MISSING"), (TheSecretariat, ReportStep.Secretariat, "STEP_BELOW_MISSING"),
            (TheSecretariat, ReportStep.Province, "PERMISSION_DENIED"), (TheChair, ReportStep.Province, "PERMISSION_DENIED"),
            (Ministry with { Roles = [Role.AgencyOfficer] }, ReportStep.Ministry, "PERMISSION_DENIED"),
            (Province with { Roles = [Role.AgencyOfficer] }, ReportStep.Province, "PERMISSION_DENIED"),
            (OtherProvince, ReportStep.Province, "NOT_FOUND"), (OtherMinistry, ReportStep.Ministry, "NOT_FOUND"),
        })
        {
            Assert.Equal(code, (await report.ApproveAsync(Approval(by, step), default)).Refusal?.Code);
        }

        Assert.Equal("NOT_FOUND", (await report.GetAsync(OtherProvince, 0, default)).Refusal?.Code);
        Assert.Equal("NOT_FOUND", (await report.GetAsync(OtherMinistry, 0, default)).Refusal?.Code);
        Assert.Equal("NOT_FOUND", (await report.HistoryAsync(OtherMinistry, 0, 10, default)).Refusal?.Code);
        Assert.Equal(ReportStage.Submitted, Done(await report.GetAsync(TheChair, 0, default)).Stage);
    }

    [Fact]
    public async Task Every_submission_can_be_read_again()
    {
        await using var silo = await StartAsync();
        var (_, cycle) = await silo.CycleAsync();
        var report = silo.Report(cycle, Vientiane);
        Done(await report.SubmitAsync(Submission(), default));
        Done(await report.ReturnAsync(new ReturnReport(By(Province), 1, "One is missing.", ReportStep.None), default));
        Done(await report.SubmitAsync(Submission() with { Figures = [new("victims_identified", 8), new("trainings", 2)] }, default));

        Assert.Equal(7, Done(await report.GetAsync(Ministry, 1, default)).Figures[0].Value);
        Assert.Equal(8, Done(await report.GetAsync(Ministry, 0, default)).Figures[0].Value);
        Assert.Equal("SUBMISSION_UNKNOWN", (await report.GetAsync(Ministry, 3, default)).Refusal?.Code);
    }

    [Fact]
    public async Task A_repeat_gets_the_first_result_and_another_command_under_its_id_is_refused()
    {
        await using var silo = await StartAsync();
        var (_, cycle) = await silo.CycleAsync();
        var report = silo.Report(cycle, Vientiane);
        var command = Submission();

        var first = Done(await report.SubmitAsync(command, default));
        Done(await report.ApproveAsync(Approval(Province, ReportStep.Province), default));
        var again = Done(await report.SubmitAsync(command, default));

        Assert.Equal((first.Version, first.Stage), (again.Version, again.Stage));
        Assert.Equal("REQUEST_ID_REUSED", (await report.SubmitAsync(command with { Narratives = [] }, default)).Refusal?.Code);
        Assert.Equal("ETAG_STALE", (await report.ApproveAsync(Approval(Ministry, ReportStep.Ministry) with { Context = By(Ministry, "v1") }, default)).Refusal?.Code);
    }

    [Fact]
    public async Task A_late_unit_is_chased_step_by_step_and_each_effect_happens_once()
    {
        await using var silo = await StartAsync();
        var (_, cycle) = await silo.CycleAsync();
        var report = silo.Report(cycle, Vientiane);
        var stream = ReportName.For(cycle.Name, Vientiane).ToString();

        for (var time = Due.Unit.AddDays(-3); time < Due.Unit.AddDays(6); time = time.AddHours(12))
        {
            silo.Time.SetUtcNow(time);
            await silo.SweepAsync(stream, report);
            await report.WakeAsync("deadline");
        }

        Assert.Equal(
            ["report.opened", "report.reminded", "report.overdue", .. Enumerable.Repeat("report.escalated", 5)], silo.Types(stream));
        Assert.Equal((true, Due.Unit), (silo.Ledger.Row(stream)!.Open, silo.Ledger.Row(stream)!.Due));
        Assert.Empty(silo.Ledger.Due(stream));
        Assert.Equal(Due.Unit, Done(await report.GetAsync(TheSecretariat, 0, default)).OverdueSince);
    }

    [Fact]
    public async Task An_auditor_learns_that_something_happened_and_nothing_else()
    {
        await using var silo = await StartAsync();
        var (_, cycle) = await silo.CycleAsync();
        var report = silo.Report(cycle, Vientiane);
        Done(await report.SubmitAsync(Submission(), default));
        var auditor = new Principal("test", "auditor", Office, null, [Role.Auditor]);

        var page = Done(await report.HistoryAsync(auditor, 0, 10, default));

        Assert.Equal(["report.opened", "report.submitted"], page.Entries.Select(e => e.Type));
        Assert.All(page.Entries, e => Assert.Empty(e.Data));
        Assert.Contains("Roads", Encoding.UTF8.GetString(Done(await report.HistoryAsync(Ministry, 0, 10, default)).Entries[1].Data.AsSpan()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_a_cycle_ends_what_was_not_accepted()
    {
        await using var silo = await StartAsync();
        var (grain, cycle) = await silo.CycleAsync();
        var accepted = silo.Report(cycle, Vientiane);
        Done(await accepted.SubmitAsync(Submission(), default));
        foreach (var (by, step) in new[] { (Province, ReportStep.Province), (Ministry, ReportStep.Ministry), (TheSecretariat, ReportStep.Secretariat) })
            Done(await accepted.ApproveAsync(Approval(by, step), default));

        Done(await grain.CloseAsync(new CloseReportCycle(By(TheSecretariat), "The year is over."), default));

        Assert.Equal(ReportStage.SecretariatAccepted, Done(await accepted.GetAsync(TheChair, 0, default)).Stage);
        Assert.Equal(ReportStage.Closed, Done(await silo.Report(cycle, Savannakhet).GetAsync(TheChair, 0, default)).Stage);
        Assert.Empty(silo.Ledger.Due(cycle.Name.ToString()));
        Assert.Empty(silo.Ledger.Due(ReportName.For(cycle.Name, Savannakhet).ToString()));
        Assert.False(silo.Ledger.Row(ReportName.For(cycle.Name, Savannakhet).ToString())!.Open);
    }

    [Fact]
    public async Task Only_the_secretariat_opens_a_cycle_and_only_the_platform_makes_a_report()
    {
        await using var silo = await StartAsync();
        foreach (var by in new[] { TheChair, Ministry, Province, Head })
        {
            var command = new CreateReportCycle(By(by), Content, null);
            Assert.Equal("PERMISSION_DENIED", (await silo.Grains.ReportCycle(ReportCycleName.For(by.Agency, command.Context.RequestId)).CreateAsync(command, default)).Refusal?.Code);
        }

        Assert.Equal("PERMISSION_DENIED", (await silo.Grains.Report(Name).MakeAsync(new MakeReport(By(TheSecretariat), Header), default)).Refusal?.Code);
    }
}
