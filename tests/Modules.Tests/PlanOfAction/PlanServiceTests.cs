using Coordination.Access;
using Coordination.PlanOfAction;
using Coordination.PlanOfAction.V1;
using Coordination.Sdk.Testing;
using Grpc.Core;

namespace Coordination.Modules.Tests.PlanOfAction;

/// <summary>Plans on a whole platform.</summary>
public sealed class PlanServiceTests : IAsyncLifetime
{
    private static readonly Caller Owner = Caller.Of("secretariat", Role.Secretariat);
    private static readonly Caller Lead = Caller.Of("lwu", Role.AgencyFocalPoint);
    private static readonly Caller Chair = Caller.Of("ncatip", Role.Chair);

    private TestPlatform platform = null!;

    public async ValueTask InitializeAsync() => platform = await TestPlatform.StartAsync(new PlanOfActionModule());

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task A_plan_is_approved_reported_on_and_its_report_is_a_document()
    {
        var plan = await PlanConformance.MakeAsync(platform, Owner, New());
        Assert.Equal("draft", plan.Stage);
        await RefusedAsync(StatusCode.NotFound, () => Plans(Lead).GetPlanAsync(new() { Name = plan.Name }).ResponseAsync); // Not shown to anybody yet.
        await RefusedAsync(StatusCode.FailedPrecondition, () => Plans(Owner).GetProgressReportAsync(new() { Name = plan.Name }).ResponseAsync);
        var process = await ApprovedAsync(plan.Name);
        Assert.Equal("approved", (await Plans(Lead).GetPlanAsync(new() { Name = plan.Name })).Stage);
        await Processes(Owner).ActivatePlanAsync(new() { RequestId = New(), Name = process, MidTermDate = "2028-06-01", PlanEndDate = "2030-12-31" });

        await Plans(Lead).RecordIndicatorValueAsync(new() { RequestId = New(), Name = plan.Name, Indicator = "served", Period = "2026-q1", Value = 14, Source = "register" });
        await RefusedAsync(StatusCode.InvalidArgument, () => Plans(Lead).RecordIndicatorValueAsync(new() { RequestId = New(), Name = plan.Name, Indicator = "served", Period = "2026-q1" }).ResponseAsync);
        await Plans(Lead).ReportActivityAsync(new() { RequestId = New(), Name = plan.Name, Activity = "shelter", Status = ActivityStatus.UnderWay });
        var english = await Plans(Lead).GetProgressReportAsync(new() { Name = plan.Name });
        var lao = await Plans(Lead).GetProgressReportAsync(new() { Name = plan.Name, Language = "lo", Format = DocumentFormat.Html });

        Assert.Contains("| Victims served (persons) | 4 | 24 | 14 (2026-q1) | 50 % |", english.Text, StringComparison.Ordinal);
        Assert.Contains("art-9", english.Text, StringComparison.Ordinal); // An article of the Palermo Protocol that the pack knows and no activity serves.
        Assert.Contains("ສະຫະພັນແມ່ຍິງລາວ", lao.Text, StringComparison.Ordinal);
        Assert.Equal("text/html; charset=utf-8", lao.ContentType);
        var coverage = await Plans(Lead).GetPlanCoverageAsync(new() { Name = plan.Name, Instrument = "instruments/palermo-protocol" });
        Assert.Equal(1, coverage.Covered);
        Assert.Contains(coverage.Articles, a => a.Article == "art-9" && a.Activities.Count == 0 && a.Text.En == "Prevention");
        Assert.Equal(plan.Name, Assert.Single((await Plans(Lead).ListPlansAsync(new())).Plans).Name);
    }

    [Fact]
    public async Task An_activity_becomes_a_task_of_its_lead_once()
    {
        var plan = await PlanConformance.MakeAsync(platform, Owner, New());
        await ApprovedAsync(plan.Name);
        var assign = new AssignActivityRequest { RequestId = New(), Name = plan.Name, Activity = "shelter" };

        var assigned = await Plans(Owner).AssignActivityAsync(assign);

        var task = Assert.Single(assigned.Activities).Task;
        Assert.StartsWith("tasks/", task, StringComparison.Ordinal);
        Assert.Equal(assigned, await Plans(Owner).AssignActivityAsync(assign));
        await RefusedAsync(StatusCode.FailedPrecondition, () => Plans(Owner).AssignActivityAsync(new() { RequestId = New(), Name = plan.Name, Activity = "shelter" }).ResponseAsync);
        var seen = await new Coordination.Tasks.V1.TaskService.TaskServiceClient(platform.As(Lead)).GetTaskAsync(new() { Name = task });
        Assert.Equal("Run the shelter", seen.Title);
    }

    [Fact]
    public async Task The_secretariat_opens_a_reporting_cycle_of_the_provinces_about_the_plan()
    {
        var plan = await PlanConformance.MakeAsync(platform, Owner, New());
        var process = await ApprovedAsync(plan.Name);

        await Processes(Owner).OpenPlanReportingAsync(new() { RequestId = New(), Name = process, PeriodYear = 2026, PeriodPart = PlanPeriodPart.H1, UnitDueDate = "2026-09-15" });
        await platform.SettleAsync();

        var cycle = Assert.Single((await Processes(Owner).GetPlanProcessAsync(new() { Name = process })).ReportCycles);
        var seen = await new Coordination.Reporting.V1.ReportingService.ReportingServiceClient(platform.As(Owner)).GetReportCycleAsync(new() { Name = cycle });
        Assert.Equal((plan.Name, "2026-h1"), (seen.Content.Subject, seen.Content.Period));
        Assert.Equal("served", Assert.Single(seen.Content.Template.Figures).Code);
        await RefusedAsync(StatusCode.FailedPrecondition, () => Plans(Owner).AdoptReportCycleAsync(new() { RequestId = New(), Name = plan.Name, Cycle = cycle }).ResponseAsync); // Nobody reported.
    }

    [Fact]
    public async Task A_plan_and_its_process_move_together_or_not_at_all()
    {
        var plan = await PlanConformance.MakeAsync(platform, Owner, New());
        await RefusedAsync(StatusCode.PermissionDenied, () => Processes(Lead).StartPlanProcessAsync(new() { RequestId = New(), Plan = plan.Name }).ResponseAsync);
        var process = (await Processes(Owner).StartPlanProcessAsync(new() { RequestId = New(), Plan = plan.Name })).Name;
        await RefusedAsync(StatusCode.FailedPrecondition, () => Processes(Owner).StartPlanProcessAsync(new() { RequestId = New(), Plan = plan.Name }).ResponseAsync);
        var bare = PlanConformance.Content();
        bare.Objectives.Clear();
        bare.Obligations.Clear();
        await Plans(Owner).SetPlanContentAsync(new() { RequestId = New(), Name = plan.Name, Content = bare });
        await Processes(Owner).OpenConsultationAsync(new() { RequestId = New(), Name = process, ConsultationUntilDate = "2026-04-01" });

        await RefusedAsync(StatusCode.FailedPrecondition, () => Processes(Owner).SubmitPlanAsync(new() { RequestId = New(), Name = process }).ResponseAsync);

        Assert.Equal("consultation", (await Processes(Owner).GetPlanProcessAsync(new() { Name = process })).State);
        Assert.Equal("consultation", (await Plans(Owner).GetPlanAsync(new() { Name = plan.Name })).Stage);
    }

    [Fact]
    public async Task Both_sides_of_a_joint_plan_report()
    {
        var plan = await PlanConformance.MakeAsync(platform, Owner, New(), "agencies/mlsw", "agencies/th-msdhs");
        await ApprovedAsync(plan.Name);
        foreach (var (side, value) in new[] { ("mlsw", 5.0), ("th-msdhs", 7.0) })
        {
            await Plans(Caller.Of(side, Role.AgencyFocalPoint)).RecordIndicatorValueAsync(
                new() { RequestId = New(), Name = plan.Name, Indicator = "served", Period = "2026-h1", Value = value });
        }

        var seen = await Plans(Lead).GetPlanAsync(new() { Name = plan.Name });
        Assert.Equal([("agencies/mlsw", 5), ("agencies/th-msdhs", 7)], seen.Values.Select(v => (v.Agency, v.Value)).Order());
    }

    private async Task<string> ApprovedAsync(string plan)
    {
        var name = (await Processes(Owner).StartPlanProcessAsync(new() { RequestId = New(), Plan = plan })).Name;
        await Processes(Owner).OpenConsultationAsync(new() { RequestId = New(), Name = name, ConsultationUntilDate = "2026-04-01" });
        await Processes(Owner).SubmitPlanAsync(new() { RequestId = New(), Name = name });
        await Processes(Chair).EndorsePlanAsync(new() { RequestId = New(), Name = name, EndorsementDate = "2026-03-05" });
        await Processes(Owner).ApprovePlanAsync(new() { RequestId = New(), Name = name, ApprovalDate = "2026-03-06", ApprovalSha256 = new string('a', 64) });
        return name;
    }

    private static async Task RefusedAsync(StatusCode code, Func<Task> call) => Assert.Equal(code, (await Assert.ThrowsAsync<RpcException>(call)).StatusCode);

    private PlanService.PlanServiceClient Plans(Caller caller) => new(platform.As(caller));

    private PlanProcessService.PlanProcessServiceClient Processes(Caller caller) => new(platform.As(caller));

    private static string New() => Guid.NewGuid().ToString();
}
