using Coordination.Access;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

/// <summary>The silo asks for the right itself, whatever the gateway said.</summary>
public class TaskGrainAccessTests(TaskSilo silo)
{
    [Fact]
    public async Task An_absent_task_and_a_hidden_one_look_alike()
    {
        var name = await silo.AssignAsync();
        var hidden = await silo.Grain(name).GetAsync(Cast.Officer(Cast.Lwu), default);
        var absent = await silo.Grain(new Names.TaskName("tabsent")).GetAsync(Cast.Officer(Cast.Lwu), default);
        Assert.Equal("NOT_FOUND", hidden.Refusal?.Code);
        Assert.Equal(absent.Refusal, hidden.Refusal);

        var comment = new AddComment(Cast.By(Cast.Lwu), "x");
        Assert.Equal(absent.Refusal, (await silo.Grain(name).CommentAsync(comment, default)).Refusal);
        Assert.Equal(absent.Refusal, (await silo.Grain(new Names.TaskName("tabsent")).CommentAsync(comment, default)).Refusal);
        Assert.Equal(absent.Refusal, (await silo.Grain(name).HistoryAsync(Cast.Officer(Cast.Lwu), 0, 10, default)).Refusal);
    }

    [Fact]
    public async Task Who_sees_it_but_may_not_is_told_so()
    {
        var name = await silo.AssignAsync();
        Assert.Equal("PERMISSION_DENIED", (await silo.Grain(name).CancelAsync(new CancelTask(Cast.By(Cast.Mlsw), "No."), default)).Refusal?.Code);
        Assert.Equal(
            "PERMISSION_DENIED",
            (await silo.Grain(name).AcknowledgeAsync(new AcknowledgeAssignment(Cast.By(Cast.TheSecretariat), Cast.Mlsw), default)).Refusal?.Code);
        Assert.Equal(
            "NOT_YOUR_ASSIGNMENT",
            (await silo.Grain(name).AcknowledgeAsync(new AcknowledgeAssignment(Cast.By(Cast.Moh), Cast.Mlsw), default)).Refusal?.Code);
    }

    [Theory]
    [InlineData(Role.AgencyOfficer)]
    [InlineData(Role.Statistician)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.PlatformOperator)]
    public async Task Not_everybody_assigns(string role)
    {
        var command = TaskSilo.Command() with { Context = Cast.By(new Principal("test", "s", Cast.Mlsw, null, [role])) };
        var name = Names.TaskName.For(Cast.Mlsw, command.Context.RequestId);
        Assert.Equal("PERMISSION_DENIED", (await silo.Grain(name).AssignAsync(command, default)).Refusal?.Code);
        Assert.Empty(silo.Ledger.Entries(name.ToString()));
    }

    [Fact]
    public async Task A_focal_point_assigns_parts_of_its_agencys_tasks_and_its_agency_alone_manages_them()
    {
        var focal = new Principal("test", "f", Cast.Lwu, null, [Role.AgencyFocalPoint]);
        var directive = await silo.AssignAsync(c => c with { Supporting = [Cast.Lwu] });
        var name = await silo.AssignAsync(c => c with { Context = Cast.By(focal), Parent = directive });
        Assert.Equal("LWU's", TaskSilo.Done(await silo.Grain(name).UpdateAsync(Update(focal), default)).Title);
        Assert.Equal("PERMISSION_DENIED", (await silo.Grain(name).UpdateAsync(Update(focal with { Agency = Cast.Mlsw }), default)).Refusal?.Code);
        TaskSilo.Done(await silo.Grain(name).UpdateAsync(Update(Cast.TheSecretariat), default)); // For the committee.

        static UpdateTask Update(Principal by) => new(Cast.By(by), "LWU's", null, null, null, null, null, null);
    }

    [Fact]
    public async Task Only_the_committee_instructs_without_a_task_above()
    {
        var command = TaskSilo.Command() with { Context = Cast.By(new Principal("test", "f", Cast.Lwu, null, [Role.AgencyFocalPoint])) };
        var name = Names.TaskName.For(Cast.Lwu, command.Context.RequestId);
        Assert.Equal("PARENT_REQUIRED", (await silo.Grain(name).AssignAsync(command, default)).Refusal?.Code);
        Assert.Empty(silo.Ledger.Entries(name.ToString()));
    }

    [Fact]
    public async Task A_former_assignee_sees_nothing_any_more()
    {
        var name = await silo.AssignAsync();
        TaskSilo.Done(await silo.Grain(name).ReassignAsync(new ReassignAssignment(Cast.By(Cast.TheSecretariat), Cast.Mlsw, Cast.Moj, "Merged."), default));
        Assert.Equal("NOT_FOUND", (await silo.Grain(name).GetAsync(Cast.Officer(Cast.Mlsw), default)).Refusal?.Code);
        Assert.Equal(AssignmentRole.Lead, TaskSilo.Done(await silo.Grain(name).GetAsync(Cast.Officer(Cast.Moj), default)).Assignments[^1].Role);
        Assert.Equal(2, silo.Ledger.Parties(name.ToString()).Single(p => p.Agency == "mlsw").UntilVersion);
    }

    [Fact]
    public async Task A_unit_sees_what_was_delegated_to_it_and_nothing_else()
    {
        var name = await silo.AssignAsync();
        var unit = Cast.Officer(Cast.Mlsw, Cast.MlswVientiane);
        Assert.Equal("NOT_FOUND", (await silo.Grain(name).GetAsync(unit, default)).Refusal?.Code);
        TaskSilo.Done(await silo.Grain(name).AcknowledgeAsync(new AcknowledgeAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw), default));
        TaskSilo.Done(await silo.Grain(name).DelegateAsync(new DelegateAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw, Cast.MlswVientiane), default));
        Assert.Single(TaskSilo.Done(await silo.Grain(name).GetAsync(unit, default)).Assignments);
        Assert.Equal("NOT_FOUND", (await silo.Grain(name).GetAsync(Cast.Officer(Cast.Mlsw, Cast.MlswSavannakhet), default)).Refusal?.Code);
        Assert.Equal("mlsw-vt", silo.Ledger.Parties(name.ToString()).Single(p => p.Agency == "mlsw").Unit);
    }

    [Fact]
    public async Task An_auditor_learns_that_something_happened_and_not_what()
    {
        var name = await silo.AssignAsync();
        var auditor = new Principal("test", "a", new Names.AgencyName("sao"), null, [Role.Auditor]);
        var history = TaskSilo.Done(await silo.Grain(name).HistoryAsync(auditor, 0, 10, default));
        var entry = Assert.Single(history.Entries);
        Assert.Equal(("task.assigned", Cast.Secretariat, 0), (entry.Type, entry.Actor, entry.Data.Length));
        Assert.NotEmpty(TaskSilo.Done(await silo.Grain(name).HistoryAsync(Cast.Officer(Cast.Mlsw), 0, 10, default)).Entries[0].Data);
        Assert.Equal("NOT_FOUND", (await silo.Grain(name).GetAsync(auditor, default)).Refusal?.Code);
    }
}
