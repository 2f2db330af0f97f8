using Coordination.Bench.Peers.Sql;
using Microsoft.EntityFrameworkCore;

namespace Coordination.Bench.Peers.Ef;

/// <summary>EF Core as it is meant to be used: one context a command, one transaction.</summary>
public sealed class EfService(IDbContextFactory<PeerContext> contexts) : PeerService
{
    private static readonly Func<PeerContext, Guid, CancellationToken, Task<TaskRow?>> FindCompiled =
        EF.CompileAsyncQuery((PeerContext db, Guid id, CancellationToken _) => db.Tasks.SingleOrDefault(t => t.Id == id));

    protected override async ValueTask<TaskFacts> AssignAsync(
        TaskFacts task, IReadOnlyList<string> supporting, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.Tasks.Add(new TaskRow
        {
            Id = task.Id,
            Title = task.Title,
            Description = task.Description,
            Lead = task.Lead,
            Assigner = TaskFacts.Assigner,
            Priority = task.Priority,
            Province = task.Province,
            Due = task.Due,
            Created = task.Created,
        });
        db.List.Add(new ListRow
        {
            TaskId = task.Id,
            Title = task.Title,
            Lead = task.Lead,
            State = 1,
            Open = true,
            Priority = task.Priority,
            Province = task.Province,
            Due = task.Due,
            Version = 1,
            Changed = task.Created,
        });
        db.Audit.Add(new AuditRow
        {
            TaskId = task.Id,
            Type = "task.assigned",
            Actor = TaskFacts.Assigner,
            At = task.Created,
            Data = AuditData.Of(task),
        });
        foreach (var agency in supporting)
        {
            db.Assignments.Add(new AssignmentRow
            {
                TaskId = task.Id,
                Agency = agency["agencies/".Length..],
                State = 1,
                Text = "",
                Changed = task.Created,
            });
        }

        await db.SaveChangesAsync(cancellationToken); // Opens and commits one transaction around all rows.
        return task;
    }

    protected override async ValueTask<TaskFacts?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await FindCompiled(db, id, cancellationToken) is { } row
            ? new TaskFacts(id, row.Title, row.Description, row.Lead, row.Priority, row.Province, row.Due, row.Created)
            : null;
    }

    /// <summary>The row that everybody wants is locked last, right before the commit.</summary>
    protected override async ValueTask ChangeAsync(AssignmentChange change, CancellationToken cancellationToken)
    {
        var now = DateTime.UtcNow;
        var state = (short)change.State;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.Audit.Add(new AuditRow
        {
            TaskId = change.Task,
            Type = "assignment.changed",
            Actor = change.Agency,
            At = now,
            Data = AuditData.Of(change),
        });
        await db.SaveChangesAsync(cancellationToken);
        await db.Assignments.Where(a => a.TaskId == change.Task && a.Agency == change.Agency).ExecuteUpdateAsync(
            set => set
                .SetProperty(a => a.State, state)
                .SetProperty(a => a.Progress, change.Progress)
                .SetProperty(a => a.Text, change.Text)
                .SetProperty(a => a.Changed, now),
            cancellationToken);
        await db.List.Where(l => l.TaskId == change.Task).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.Version, l => l.Version + 1).SetProperty(l => l.Changed, now),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
