using System.Collections.Immutable;
using Coordination.Access;

namespace Coordination.Workflows;

/// <summary>The permissions that a definition makes.</summary>
public static class WorkflowNames
{
    private const Relation AnyPart = Relation.Owner | Relation.Lead | Relation.Participant | Relation.OwnUnit;

    /// <summary>The permission to fire a transition of a definition.</summary>
    public static string Permission(string definition, string transition) => $"workflow.{definition}.{transition}";

    public static string StartPermission(string definition) => $"workflow.{definition}.start";

    public static string ReadPermission(string definition) => $"workflow.{definition}.read";

    /// <summary>
    /// Every permission of a definition: to start it, to fire each of its transitions, to read its instances. Versions of one
    /// definition may grant differently: each instance is judged by its own version, so the permission holds the union.
    /// </summary>
    public static ImmutableArray<Permission> Permissions(IEnumerable<WorkflowDefinition> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        var all = versions.ToImmutableArray();
        if (all.IsEmpty)
            return [];

        var id = all[0].Id;
        var byName = all
            .SelectMany(d => d.Transitions.Select(t => (Name: Permission(id, t.Id), t.Roles, Relation: AnyPart))
                .Append((Name: StartPermission(id), d.Start.Roles, Relation: Relation.None))
                .Append((Name: ReadPermission(id), Roles: Readers(d), Relation: AnyPart)))
            .GroupBy(row => row.Name, StringComparer.Ordinal);
        return
        [
            .. byName.Select(rows => new Permission(
                rows.Key,
                [
                    .. rows.SelectMany(r => r.Roles.Select(role => new PermissionGrant(role, r.Relation))).Distinct().OrderBy(g => g.Role, StringComparer.Ordinal),
                    new PermissionGrant(Role.Platform, Relation.None),
                ])).OrderBy(p => p.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whoever may take any step may read.</summary>
    private static ImmutableArray<string> Readers(WorkflowDefinition definition) =>
        [.. definition.Start.Roles.Concat(definition.Transitions.SelectMany(t => t.Roles)).Distinct(StringComparer.Ordinal)];
}
