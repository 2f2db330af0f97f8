using Coordination.Access;
using static Coordination.Access.Permission;

namespace Coordination.Search;

/// <summary>Searching. What is found is each kind's own to say.</summary>
public static class SearchPermissions
{
    public const string Use = "search.use";

    public static readonly IReadOnlyList<Permission> All =
    [
        // Everybody may search; each kind is judged by its own list permission.
        Of(Use, [.. Role.Assignable.Select(role => new PermissionGrant(role, Relation.None))]),
    ];
}
