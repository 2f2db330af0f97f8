using System.Text.Json;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

/// <summary>Commands through the grain: durable, once, in order, whatever the ledger does.</summary>
public class TaskGrainTests(TaskSilo silo)
{
    [Fact]
    public async Task A_directive_from_the_request_to_the_verification()
    {
        var name = await silo.AssignAsync();
        await silo.WorkAsync(name);
        var grain = silo.Grain(name);
        TaskSilo.Done(await grain.DelegateAsync(new DelegateAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw, Cast.MlswVientiane), default));
        var unit = Cast.Officer(Cast.Mlsw, Cast.MlswVientiane);
        TaskSilo.Done(await grain.ReportProgressAsync(new ReportProgress(Cast.By(unit), Cast.Mlsw, 60, "Seven of twelve."), default));
        TaskSilo.Done(await grain.HoldAsync(new HoldAssignment(Cast.By(unit), Cast.Mlsw, "Floods."), default));
        TaskSilo.Done(await grain.ResumeAsync(new ResumeAssignment(Cast.By(unit), Cast.Mlsw), default));
        TaskSilo.Done(await grain.CompleteAsync(new CompleteAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw, "Twelve."), default));
        TaskSilo.Done(await grain.ReturnAsync(new ReturnAssignment(Cast.By(Cast.TheSecretariat), Cast.Mlsw, "Which?"), default));
        TaskSilo.Done(await grain.StartAsync(new StartAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw), default));
        TaskSilo.Done(await grain.CompleteAsync(new CompleteAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw, "These twelve."), default));
        TaskSilo.Done(await grain.AcknowledgeAsync(new AcknowledgeAssignment(Cast.By(Cast.Moh), Cast.Moh), default));
        TaskSilo.Done(await grain.RejectAsync(new RejectAssignment(Cast.By(Cast.Moh), Cast.Moh, "Not ours."), default));
        var verified = TaskSilo.Done(await grain.VerifyAsync(new VerifyAssignment(Cast.By(Cast.TheSecretariat), Cast.Mlsw), default));
        Assert.Equal((AssignmentStage.Verified, TaskStage.Verified), (verified.Stage, verified.TaskStage));

        var history = TaskSilo.Done(await grain.HistoryAsync(Cast.Officer(Cast.Mlsw), 0, 1_000, default));
        string[] types =
        [
            "task.assigned", "assignment.received", "assignment.accepted", "assignment.started", "assignment.delegated", "assignment.progress_reported",
            "assignment.held", "assignment.resumed", "assignment.completed", "assignment.returned", "assignment.started", "assignment.completed",
            "assignment.received", "assignment.rejected", "assignment.verified",
        ];
        Assert.Equal(types, history.Entries.Select(e => e.Type));
        Assert.Equal(Enumerable.Range(1, types.Length), history.Entries.Select(e => e.Version));
        Assert.Equal(Cast.Secretariat, history.Entries[^1].Actor);
        Assert.Equal("verified", silo.Ledger.Row(name.ToString())!.State);
        Assert.All(silo.Ledger.Parties(name.ToString()), p => Assert.False(p.Open));
    }

    [Fact]
    public async Task History_comes_in_pages()
    {
        var name = await silo.AssignAsync();
        await silo.WorkAsync(name);
        var first = TaskSilo.Done(await silo.Grain(name).HistoryAsync(Cast.TheSecretariat, 0, 3, default));
        Assert.Equal((3, 3), (first.Entries.Length, first.NextAfterVersion));
        var second = TaskSilo.Done(await silo.Grain(name).HistoryAsync(Cast.TheSecretariat, 3, 3, default));
        Assert.Equal((1, null), (second.Entries.Length, second.NextAfterVersion));
    }

    [Fact]
    public async Task Commands_on_a_hot_task_do_not_wait_for_each_other()
    {
        AgencyName[] many = [.. Enumerable.Range(0, 300).Select(i => new AgencyName($"many-{i}"))];
        var name = await silo.AssignAsync(c => c with { Supporting = [.. many] });
        silo.Ledger.Hold(name.ToString());
        var answers = many.Select(a => silo.Grain(name).AcknowledgeAsync(new AcknowledgeAssignment(Cast.By(a), a), default)).ToArray();
        await TaskSilo.UntilAsync(() => silo.Ledger.Waiting(name.ToString()) == many.Length);
        Assert.All(answers, a => Assert.False(a.IsCompleted));

        silo.Ledger.Release(name.ToString());
        Assert.All(await Task.WhenAll(answers), a => Assert.Equal(AssignmentStage.Received, TaskSilo.Done(a).Stage));
        Assert.Equal(Enumerable.Range(1, 301), silo.Ledger.Entries(name.ToString()).Select(e => e.Version));
        Assert.Equal(300, silo.Ledger.Parties(name.ToString()).Count(p => p.State == "received"));
    }

    [Fact]
    public async Task When_one_append_fails_all_that_built_on_it_are_decided_anew_and_none_is_lost_or_doubled()
    {
        AgencyName[] many = [.. Enumerable.Range(0, 40).Select(i => new AgencyName($"many-{i}"))];
        var name = await silo.AssignAsync(c => c with { Supporting = [.. many] });
        silo.Ledger.Hold(name.ToString());
        silo.Ledger.Next(name.ToString(), AppendStatus.Appended, AppendStatus.Appended, AppendStatus.Conflict);
        var answers = many.Select(a => silo.Grain(name).AcknowledgeAsync(new AcknowledgeAssignment(Cast.By(a), a), default)).ToArray();
        await TaskSilo.UntilAsync(() => silo.Ledger.Waiting(name.ToString()) == many.Length);
        silo.Ledger.Release(name.ToString());

        foreach (var answer in await Task.WhenAll(answers))
            Assert.True(answer.Refusal is null or { Code: "CONCURRENT_CHANGE" });
        var view = TaskSilo.Done(await silo.Grain(name).GetAsync(Cast.TheSecretariat, default));
        foreach (var (agency, answer) in many.Zip(await Task.WhenAll(answers)))
        {
            var stage = view.Assignments.Single(a => a.Agency == agency).Stage;
            Assert.Equal(answer.Refusal is null ? AssignmentStage.Received : AssignmentStage.Requested, stage);
        }

        Assert.Equal(1 + answers.Count(a => a.Result.Refusal is null), silo.Ledger.Entries(name.ToString()).Length);
    }

    [Fact]
    public async Task A_repeat_gets_the_first_result_to_the_letter()
    {
        var assign = TaskSilo.Command() with { Due = Cast.Start.AddDays(30) };
        var name = TaskName.For(Cast.Secretariat, assign.Context.RequestId);
        var first = TaskSilo.Done(await silo.Grain(name).AssignAsync(assign, default));
        var acknowledge = new AcknowledgeAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw);
        var received = TaskSilo.Done(await silo.Grain(name).AcknowledgeAsync(acknowledge, default));
        var comment = new AddComment(Cast.By(Cast.Moh), "ສະບາຍດີ");
        var commented = TaskSilo.Done(await silo.Grain(name).CommentAsync(comment, default));
        TaskSilo.Done(await silo.Grain(name).AcceptAsync(new AcceptAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw), default));
        TaskSilo.Done(await silo.Grain(name).CommentAsync(new AddComment(Cast.By(Cast.Mlsw), "Later."), default));

        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(Json(first), Json(TaskSilo.Done(await silo.Grain(name).AssignAsync(assign, default))));
            Assert.Equal(received, TaskSilo.Done(await silo.Grain(name).AcknowledgeAsync(acknowledge, default)));
            Assert.Equal(commented, TaskSilo.Done(await silo.Grain(name).CommentAsync(comment, default)));
            await silo.ForgetAsync(); // And once more from the ledger.
        }

        Assert.Equal(5, silo.Ledger.Entries(name.ToString()).Length);
    }

    [Fact]
    public async Task The_same_request_twice_at_once_happens_once()
    {
        var name = await silo.AssignAsync();
        var command = new AcknowledgeAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw);
        silo.Ledger.Hold(name.ToString());
        var both = Enumerable.Range(0, 5).Select(_ => silo.Grain(name).AcknowledgeAsync(command, default)).ToArray();
        await TaskSilo.UntilAsync(() => silo.Ledger.Waiting(name.ToString()) == 1);
        silo.Ledger.Release(name.ToString());
        Assert.Single((await Task.WhenAll(both)).Select(TaskSilo.Done).Distinct());
        Assert.Equal(2, silo.Ledger.Entries(name.ToString()).Length);
    }

    [Fact]
    public async Task Another_command_under_a_used_id_is_refused()
    {
        var name = await silo.AssignAsync();
        var context = Cast.By(Cast.Mlsw);
        TaskSilo.Done(await silo.Grain(name).AcknowledgeAsync(new AcknowledgeAssignment(context, Cast.Mlsw), default));
        Assert.Equal("REQUEST_ID_REUSED", (await silo.Grain(name).AcceptAsync(new AcceptAssignment(context, Cast.Mlsw), default)).Refusal?.Code);
        Assert.Equal("REQUEST_ID_REUSED", (await silo.Grain(name).CommentAsync(new AddComment(context, "x"), default)).Refusal?.Code);
    }

    [Theory]
    [InlineData(AppendStatus.Unavailable, "LEDGER_UNAVAILABLE")]
    [InlineData(AppendStatus.Busy, "LEDGER_BUSY")]
    [InlineData(AppendStatus.Rejected, "CONTENT_NOT_STORABLE")]
    public async Task What_could_not_be_written_did_not_happen_and_its_repeat_does(AppendStatus status, string code)
    {
        var name = await silo.AssignAsync();
        var command = new AcknowledgeAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw);
        silo.Ledger.Next(name.ToString(), status);
        Assert.Equal(code, (await silo.Grain(name).AcknowledgeAsync(command, default)).Refusal?.Code);
        Assert.Equal(AssignmentStage.Requested, TaskSilo.Done(await silo.Grain(name).GetAsync(Cast.TheSecretariat, default)).Assignments[0].Stage);
        Assert.Equal(AssignmentStage.Received, TaskSilo.Done(await silo.Grain(name).AcknowledgeAsync(command, default)).Stage);
        Assert.Equal(2, silo.Ledger.Entries(name.ToString()).Length);
    }

    [Fact]
    public async Task A_conflict_is_decided_anew()
    {
        var name = await silo.AssignAsync();
        silo.Ledger.Next(name.ToString(), AppendStatus.Conflict, AppendStatus.Conflict);
        Assert.Equal(
            AssignmentStage.Received, TaskSilo.Done(await silo.Grain(name).AcknowledgeAsync(new AcknowledgeAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw), default)).Stage);
    }

    [Fact]
    public async Task The_etag_of_a_part_changes_with_that_part_only()
    {
        var name = await silo.AssignAsync();
        var received = TaskSilo.Done(await silo.Grain(name).AcknowledgeAsync(new AcknowledgeAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw), default));
        TaskSilo.Done(await silo.Grain(name).AcknowledgeAsync(new AcknowledgeAssignment(Cast.By(Cast.Moh), Cast.Moh), default));
        TaskSilo.Done(await silo.Grain(name).CommentAsync(new AddComment(Cast.By(Cast.Moh), "x"), default));
        var accepted = TaskSilo.Done(await silo.Grain(name).AcceptAsync(new AcceptAssignment(Cast.By(Cast.Mlsw, received.ETag), Cast.Mlsw), default));
        var stale = await silo.Grain(name).StartAsync(new StartAssignment(Cast.By(Cast.Mlsw, received.ETag), Cast.Mlsw), default);
        Assert.Equal("ETAG_STALE", stale.Refusal?.Code);
        Assert.NotEqual(received.ETag, accepted.ETag);

        var task = TaskSilo.Done(await silo.Grain(name).GetAsync(Cast.TheSecretariat, default));
        var update = new UpdateTask(Cast.By(Cast.TheSecretariat, received.ETag), "New", null, null, null, null, null, null);
        Assert.Equal("ETAG_STALE", (await silo.Grain(name).UpdateAsync(update, default)).Refusal?.Code);
        update = update with { Context = Cast.By(Cast.TheSecretariat, task.ETag) };
        Assert.Equal("New", TaskSilo.Done(await silo.Grain(name).UpdateAsync(update, default)).Title);
    }

    [Fact]
    public async Task A_long_stream_is_loaded_from_its_snapshot()
    {
        var name = await silo.AssignAsync();
        await silo.WorkAsync(name);
        for (var i = 0; i < 520; i++)
            TaskSilo.Done(await silo.Grain(name).ReportProgressAsync(new ReportProgress(Cast.By(Cast.Mlsw), Cast.Mlsw, i % 101, "On."), default));
        await TaskSilo.UntilAsync(() => silo.Ledger.HasSnapshot(name.ToString()));
        var before = Json(TaskSilo.Done(await silo.Grain(name).GetAsync(Cast.TheSecretariat, default)));
        await silo.ForgetAsync();
        Assert.Equal(before, Json(TaskSilo.Done(await silo.Grain(name).GetAsync(Cast.TheSecretariat, default))));
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);
}
