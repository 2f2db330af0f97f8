using System.Collections.Immutable;

namespace Coordination.Access;

/// <summary>One line of the table: who holds a role may, in any of these relations.</summary>
/// <param name="Role">A role.</param>
/// <param name="Relations">Any of them is enough; <see cref="Relation.None"/>: whatever the relation.</param>
public sealed record PermissionGrant(string Role, Relation Relations);

/// <summary>A permission and the complete table of who holds it. What is not listed is denied.</summary>
/// <param name="Name">Noun and verb, for example <c>tasks.assign</c>.</param>
/// <param name="Grants">The table.</param>
public sealed record Permission(string Name, ImmutableArray<PermissionGrant> Grants)
{
    /// <summary>Builds the table line by line.</summary>
    public static Permission Of(string name, params ImmutableArray<PermissionGrant> grants) => new(name, grants);
}
