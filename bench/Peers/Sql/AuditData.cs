using System.Text.Json;

namespace Coordination.Bench.Peers.Sql;

/// <summary>The audit row's JSON.</summary>
internal static class AuditData
{
    public static string Of(TaskFacts task) => JsonSerializer.Serialize(task);

    public static string Of(AssignmentChange change) => JsonSerializer.Serialize(change);
}
