using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sealing;
using Coordination.Silo.Cases;
using Coordination.Silo.Tests.Cases;
using Coordination.Tasks;
using Coordination.Workflows;
using static Coordination.Silo.Tests.Cases.CaseSilo;
using static Coordination.Silo.Tests.Workflows.WorkflowSilo;

namespace Coordination.Silo.Tests.Workflows;

/// <summary>What steps bring about: each once, also after a restart, and the workflow is told how it ended.</summary>
public sealed class WorkflowEffectTests : IAsyncLifetime
{
    private static readonly Principal Focal = House with { Roles = [Role.AgencyFocalPoint] };
    private static readonly Principal Ministry = Doctor with { Roles = [Role.AgencyFocalPoint, Role.AgencyOfficer] };
    private static readonly AgencyName Moh = new("moh");

    private readonly Counter counter = new();
    private WorkflowSilo silo = null!;

    public async ValueTask InitializeAsync() => silo = await WorkflowSilo.StartAsync(new Errands(counter, []));

    public ValueTask DisposeAsync() => silo.DisposeAsync();

    [Fact]
    public async Task A_task_is_assigned_once_for_the_owner_and_its_end_takes_the_workflow_on()
    {
        var grain = await ErrandAsync();
        var task = await TaskOfAsync(grain);
        await WakeAsync(grain, "effects");

        var view = Done(await task.GetAsync(Focal, default));
        Assert.Equal((new AgencyName("lwu-center"), "Visit her", TaskPriority.Urgent, (DateTimeOffset?)(Story.Now + TimeSpan.FromDays(2))), (view.Assigner, view.Title, view.Priority, view.Due));
        Assert.Equal(Moh, Assert.Single(view.Assignments).Agency);
        Assert.Single(await HitsAsync(TaskName.Collection));

        await CompleteAsync(task);
        Done(await task.VerifyAsync(new VerifyAssignment(Story.Context(Focal), Moh), default));
        await UntilAsync(async () => (await ViewAsync(grain)).State == "visited");
        await WakeAsync(task, "origin");
        await WakeAsync(grain, "effects");

        Assert.Equal("verified", Effect(await ViewAsync(grain), "visit").Ended);
        Assert.Equal(
            ["workflow.started", "workflow.effect_settled", "workflow.effect_ended", "workflow.fired"],
            Done(await grain.HistoryAsync(House, 0, 100, default)).Entries.Select(e => e.Type));
        Assert.Single(Done(await task.HistoryAsync(Focal, 0, 100, default)).Entries, e => e.Type == "task.origin_told");
    }

    [Fact]
    public async Task A_task_that_is_cancelled_gives_its_word_and_the_guard_decides()
    {
        var grain = await ErrandAsync();
        var task = await TaskOfAsync(grain);
        Done(await task.CancelAsync(new CancelTask(Story.Context(Focal), "Superseded."), default));

        await UntilAsync(async () => Effect(await ViewAsync(grain), "visit").Ended == "cancelled");
        Assert.Equal("open", (await ViewAsync(grain)).State);
    }

    [Fact]
    public async Task An_end_that_is_told_again_counts_once()
    {
        var grain = await ErrandAsync();
        await TaskOfAsync(grain);
        var effect = Effect(await ViewAsync(grain), "visit").Id;

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => grain.EffectEndedAsync(effect, "verified"))), Assert.Null);
        Assert.Null(await grain.EffectEndedAsync("unheard_of.1", "verified"));

        Assert.Equal(
            ["workflow.started", "workflow.effect_settled", "workflow.effect_ended", "workflow.fired"],
            Done(await grain.HistoryAsync(House, 0, 100, default)).Entries.Select(e => e.Type));
    }

    [Fact]
    public async Task A_task_that_failed_and_was_given_to_another_ends_again()
    {
        var grain = await ErrandAsync();
        var task = await TaskOfAsync(grain);
        Done(await task.AcknowledgeAsync(new AcknowledgeAssignment(Story.Context(Ministry), Moh), default));
        Done(await task.RejectAsync(new RejectAssignment(Story.Context(Ministry), Moh, "Not ours."), default));
        await UntilAsync(async () => Effect(await ViewAsync(grain), "visit").Ended == "failed");
        Assert.Equal("open", (await ViewAsync(grain)).State);

        var mlsw = new AgencyName("mlsw");
        Done(await task.ReassignAsync(new ReassignAssignment(Story.Context(Focal), Moh, mlsw, "Theirs."), default));
        await CompleteAsync(task, Story.By("mlsw", "officer", Role.AgencyFocalPoint, Role.AgencyOfficer));
        Done(await task.VerifyAsync(new VerifyAssignment(Story.Context(Focal), mlsw), default));
        await UntilAsync(async () => (await ViewAsync(grain)).State == "visited");
        Assert.Equal("verified", Effect(await ViewAsync(grain), "visit").Ended);
    }

    [Fact]
    public async Task What_a_silo_that_died_still_owed_is_done_once_after_the_restart_however_late()
    {
        await RestartAsync(EffectKind.Task);
        var grain = await ErrandAsync();
        var name = (await ViewAsync(grain)).Name;
        await WakeAsync(grain, "effects");
        Assert.Equal("", Effect(await ViewAsync(grain), "visit").Resource);
        silo.Time.Advance(TimeSpan.FromDays(5)); // Its due time passes meanwhile.

        await RestartAsync();
        grain = silo.Grains.Workflow(name);
        await WakeAsync(grain, "effects");

        var task = Done(await (await TaskOfAsync(grain)).GetAsync(Focal, default));
        Assert.Equal((TaskPriority.Stat, (DateTimeOffset?)null), (task.Priority, task.Due));
        Assert.Single(await HitsAsync(TaskName.Collection));
        Assert.Equal(2, (await ViewAsync(grain)).Version);
    }

    [Fact]
    public async Task About_a_case_whose_data_was_erased_nothing_new_begins()
    {
        await RestartAsync(EffectKind.Task);
        var about = await silo.CaseAsync();
        var grain = await ErrandAsync(about);
        var name = (await ViewAsync(grain)).Name;
        silo.Time.Advance(TimeSpan.FromDays(366 * 11));
        await silo.Grains.Case(about).WakeAsync(CaseProjection.RetentionKind);
        await UntilAsync(async () => (await silo.Grains.Case(about).FactsAsync()) is { IsRefused: false, Value.RetentionEnded: true });

        await RestartAsync();
        grain = silo.Grains.Workflow(name);
        await WakeAsync(grain, "effects");
        await UntilAsync(async () => Effect(await ViewAsync(grain), "visit").Refusal.Length > 0);
        Assert.Equal(CaseRefusals.RetentionEnded.Code, Effect(await ViewAsync(grain), "visit").Refusal);
        Assert.Empty(await HitsAsync(TaskName.Collection));
    }

    [Fact]
    public async Task Information_is_asked_in_the_name_of_whoever_fired_the_step_and_its_answer_is_told_once()
    {
        var grain = await ErrandAsync();
        Done(await grain.FireAsync(Fire("ask"), default));
        await UntilAsync(async () => Effect(await ViewAsync(grain), "file").Resource.Length > 0);
        await WakeAsync(grain, "effects");

        var request = silo.Grains.InformationRequest(ResourceName.Parse<InformationRequestName>(Effect(await ViewAsync(grain), "file").Resource));
        var asked = Done(await request.GetAsync(House, default));
        Assert.Equal((House.Agency, RequestStage.Submitted, "victim_support"), (asked.Requester, asked.Stage, asked.Purpose));
        Assert.Single(await HitsAsync(InformationRequestName.Collection));

        Done(await request.AcknowledgeAsync(new AcknowledgeRequest(Story.Context(Police)), default));
        Done(await request.StartReviewAsync(new StartReview(Story.Context(Police)), default));
        Done(await request.AnswerAsync(new AnswerQuestion(Story.Context(Police), 1, new PlainText("No."), [], false), default));
        await UntilAsync(async () => Effect(await ViewAsync(grain), "file").Ended == "answered");
        Done(await request.CloseAsync(new CloseRequest(Story.Context(House)), default));
        await WakeAsync(request, "origin");

        var types = Done(await grain.HistoryAsync(House, 0, 100, default)).Entries.Select(e => e.Type).ToArray();
        Assert.Single(types, t => t == "workflow.effect_ended");
        Assert.Equal("answered", Effect(await ViewAsync(grain), "file").Ended);
        Assert.Equal("workflow.fired", types[^1]); // The platform fired what follows.
        Assert.DoesNotContain(Done(await request.HistoryAsync(Police, 0, 100, default)).Entries, e => e.Type == "information_request.origin_told" && e.Data.Length > 0);
    }

    [Fact]
    public async Task Whoever_may_not_ask_gets_the_refusal_that_he_would_get()
    {
        var grain = await ErrandAsync();
        Done(await grain.FireAsync(Fire("pry"), default));
        await UntilAsync(async () => Effect(await ViewAsync(grain), "secret").Refusal.Length > 0);

        Assert.Equal(InformationRefusals.PurposeOutsideLegalBases.Code, Effect(await ViewAsync(grain), "secret").Refusal);
        Assert.Empty(await HitsAsync(InformationRequestName.Collection));
    }

    [Fact]
    public async Task A_child_has_the_parts_and_the_data_and_its_end_takes_the_workflow_on()
    {
        var (grain, child) = await WithChildAsync();
        var started = Done(await child.GetAsync(House, default));
        Assert.Equal((House.Agency, "going"), (started.Owner, started.State));
        Assert.Equal(["house:lwu-center", "nurse:moh"], started.Parts.Select(p => $"{p.Part}:{p.Agency.Id}").Order(StringComparer.Ordinal));
        Assert.Equal("4", started.Data.Single(d => d.Field == "rooms").Values.Single());
        Assert.Equal((await ViewAsync(grain)).Name, started.Parent);
        var own = Start() with { Definition = "sub-errand" }; // The house's officer himself may not.
        CaseSilo.Refused(CommonRefusals.PermissionDenied, await silo.Grain(own).StartAsync(own, default));

        Done(await child.FireAsync(Fire("end_well", Doctor), default));
        await UntilAsync(async () => Done(await grain.HistoryAsync(House, 0, 100, default)).Entries[^1].Type == "workflow.fired" && Effect(await ViewAsync(grain), "sub").Ended == "well");
        await UntilAsync(async () => Done(await child.HistoryAsync(House, 0, 100, default)).Entries.Any(e => e.Type == "workflow.parent_told")); // It is noted after the parent heard.
        await WakeAsync(child, "parent");
        Assert.Single(Done(await child.HistoryAsync(House, 0, 100, default)).Entries, e => e.Type == "workflow.parent_told");
    }

    [Fact]
    public async Task A_child_that_ends_elsewhere_gives_its_word_and_nothing_is_fired()
    {
        var (grain, child) = await WithChildAsync();
        var before = Done(await grain.HistoryAsync(House, 0, 100, default)).Entries.Length;
        Done(await child.FireAsync(Fire("end_badly", Doctor), default));

        await UntilAsync(async () => Effect(await ViewAsync(grain), "sub").Ended == "badly");
        Assert.Equal(before + 1, Done(await grain.HistoryAsync(House, 0, 100, default)).Entries.Length);
    }

    [Fact]
    public async Task The_end_stays_owed_until_the_workflow_can_be_told()
    {
        var (grain, child) = await WithChildAsync();
        var (parent, name) = ((await ViewAsync(grain)).Name, Done(await child.GetAsync(House, default)).Name);
        var (folder, time) = await silo.StopAsync();
        silo = await WorkflowSilo.StartAsync(new Errands(counter, [], withErrand: false), folder, time);
        Done(await silo.Grains.Workflow(name).FireAsync(Fire("end_well", Doctor), default));
        await WakeAsync(silo.Grains.Workflow(name), "parent");
        Assert.DoesNotContain(Done(await silo.Grains.Workflow(name).HistoryAsync(House, 0, 100, default)).Entries, e => e.Type == "workflow.parent_told");

        await RestartAsync();
        await WakeAsync(silo.Grains.Workflow(name), "parent");
        Assert.Equal("well", Effect(await ViewAsync(silo.Grains.Workflow(parent)), "sub").Ended);
        Assert.Single(Done(await silo.Grains.Workflow(name).HistoryAsync(House, 0, 100, default)).Entries, e => e.Type == "workflow.parent_told");
    }

    [Fact]
    public async Task Code_that_could_not_be_done_is_tried_again_under_the_same_request_until_it_is()
    {
        var grain = await ErrandAsync();
        Done(await grain.FireAsync(Fire("count"), default));
        for (var i = 0; i < 5; i++)
            await WakeAsync(grain, "effects");

        await UntilAsync(async () => Done(await grain.HistoryAsync(House, 0, 100, default)).Entries.Count(e => e.Type == "workflow.effect_settled") == 2);
        Assert.Equal([1], counter.Done.Values);
    }

    [Fact]
    public async Task Workflows_of_a_case_are_told_who_does_not_see_it()
    {
        var about = await silo.CaseAsync();
        var grain = await ErrandAsync(about);
        await TaskOfAsync(grain);
        async Task<int> SeenBy(string subject) => (await silo.Registry.QueryAsync(
            new Viewer("moh", null, Everything: false, OfficerKey.Of(Doctor with { Subject = subject })), new RegistryQuery { Kind = WorkflowName.Collection }, null, default)).Hits.Length;
        Assert.Equal(1, await SeenBy(Doctor.Subject));

        Done(await silo.Grains.Case(about).ExecuteAsync(new BlockOfficer(Story.Context(House with { Roles = [Role.CaseLead] }), "test", Doctor.Subject, "conflict"), default));
        await UntilAsync(async () => await SeenBy(Doctor.Subject) == 0);
        Assert.Equal(1, await SeenBy("another"));
    }

    private static WorkflowEffectView Effect(WorkflowView view, string action) => view.Effects.Single(e => e.Action == action);

    private static Task WakeAsync(IAggregateGrain grain, string kind) => grain.WakeAsync(kind);

    private static async Task<WorkflowView> ViewAsync(IWorkflowGrain grain) => Done(await grain.GetAsync(House, default));

    private async Task<IWorkflowGrain> ErrandAsync(CaseName? about = null)
    {
        var start = Start(about: about, data: ("beds", "4")) with { Definition = "errand" };
        Done(await silo.Grain(start).StartAsync(start, default));
        return silo.Grain(start);
    }

    private async Task<(IWorkflowGrain Parent, IWorkflowGrain Child)> WithChildAsync()
    {
        var grain = await ErrandAsync();
        Done(await grain.FireAsync(Fire("spawn"), default));
        await UntilAsync(async () => Effect(await ViewAsync(grain), "sub") is { Resource.Length: > 0 } or { Refusal.Length: > 0 });
        Assert.Equal("", Effect(await ViewAsync(grain), "sub").Refusal);
        await WakeAsync(grain, "effects");
        return (grain, silo.Grains.Workflow(ResourceName.Parse<WorkflowName>(Effect(await ViewAsync(grain), "sub").Resource)));
    }

    private async Task<ITaskGrain> TaskOfAsync(IWorkflowGrain grain)
    {
        await UntilAsync(async () => Effect(await ViewAsync(grain), "visit") is { Resource.Length: > 0 } or { Refusal.Length: > 0 });
        Assert.Equal("", Effect(await ViewAsync(grain), "visit").Refusal);
        return silo.Grains.GetGrain<ITaskGrain>(Effect(await ViewAsync(grain), "visit").Resource);
    }

    private static async Task CompleteAsync(ITaskGrain task, Principal? by = null)
    {
        var who = by ?? Ministry;
        Done(await task.AcknowledgeAsync(new AcknowledgeAssignment(Story.Context(who), who.Agency), default));
        Done(await task.AcceptAsync(new AcceptAssignment(Story.Context(who), who.Agency), default));
        Done(await task.StartAsync(new StartAssignment(Story.Context(who), who.Agency), default));
        Done(await task.CompleteAsync(new CompleteAssignment(Story.Context(who), who.Agency, "Visited."), default));
    }

    private async Task<ImmutableArray<RegistryHit>> HitsAsync(string kind) =>
        [.. (await silo.Registry.QueryAsync(new Viewer("", null, Everything: true), new RegistryQuery { Kind = kind }, null, default)).Hits];

    private async Task RestartAsync(params ImmutableArray<EffectKind> away)
    {
        var (folder, time) = await silo.StopAsync();
        silo = await WorkflowSilo.StartAsync(new Errands(counter, away), folder, time);
    }
}
