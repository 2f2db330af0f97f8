using Npgsql;
using NpgsqlTypes;

namespace Coordination.Bench.Peers.Sql;

/// <summary>One prepared statement a command, in one round trip.</summary>
public sealed class NpgsqlService(NpgsqlDataSource database) : PeerService
{
    private const string Assign =
        """
        WITH t AS (
          INSERT INTO task (id, title, description, lead, assigner, priority, province, due, created)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)),
        l AS (
          INSERT INTO task_list (task_id, title, lead, state, open, priority, province, due, version, changed)
          VALUES ($1, $2, $4, 1, true, $6, $7, $8, 1, $9))
        INSERT INTO audit (task_id, type, actor, at, data) VALUES ($1, 'task.assigned', $5, $9, $10)
        """;

    private const string Support =
        "INSERT INTO assignment SELECT $1, substr(a, 10), 1, 0, '', $3 FROM unnest($2) a";

    // The row that everybody wants is locked last: PostgreSQL runs the main query, then the others from last to first.
    private const string Change =
        """
        WITH l AS (
          UPDATE task_list SET version = version + 1, changed = $6 WHERE task_id = $1),
        a AS (
          UPDATE assignment SET state = $3, progress = $4, text = $5, changed = $6 WHERE task_id = $1 AND agency = $2)
        INSERT INTO audit (task_id, type, actor, at, data) VALUES ($1, 'assignment.changed', $2, $6, $7)
        """;

    private const string Find =
        "SELECT title, description, lead, priority, province, due, created FROM task WHERE id = $1";

    protected override async ValueTask<TaskFacts> AssignAsync(
        TaskFacts task, IReadOnlyList<string> supporting, CancellationToken cancellationToken)
    {
        if (supporting.Count > 0)
            await SupportAsync(task, supporting, cancellationToken);

        await using var command = database.CreateCommand(Assign);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = task.Id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = task.Title });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = task.Description });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = task.Lead });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = TaskFacts.Assigner });
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = task.Priority });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = task.Province });
        command.Parameters.Add(new NpgsqlParameter { Value = task.Due ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = task.Created });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = AuditData.Of(task), NpgsqlDbType = NpgsqlDbType.Jsonb });
        await command.ExecuteNonQueryAsync(cancellationToken);
        return task;
    }

    protected override async ValueTask<TaskFacts?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Find);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;

        return new TaskFacts(
            id,
            reader.GetString(0),
            reader.GetString(1),
            reader.GetString(2),
            reader.GetInt16(3),
            reader.GetString(4),
            reader.IsDBNull(5) ? null : reader.GetDateTime(5),
            reader.GetDateTime(6));
    }

    protected override async ValueTask ChangeAsync(AssignmentChange change, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Change);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = change.Task });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = change.Agency });
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)change.State });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = change.Progress });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = change.Text });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = DateTime.UtcNow });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = AuditData.Of(change), NpgsqlDbType = NpgsqlDbType.Jsonb });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task SupportAsync(TaskFacts task, IReadOnlyList<string> supporting, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Support);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = task.Id });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. supporting] });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = task.Created });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
