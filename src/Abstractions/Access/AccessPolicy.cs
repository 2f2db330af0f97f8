using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Coordination.Access;

/// <summary>How a request to act was judged.</summary>
public enum AccessDecision
{
    Allowed,

    /// <summary>The caller may see the resource but not do this.</summary>
    Denied,

    /// <summary>The caller may not know that the resource exists.</summary>
    Hidden,
}

/// <summary>Decides who may do what. Pure: a table of permissions, no clock, no store.</summary>
public sealed class AccessPolicy
{
    private readonly FrozenDictionary<string, Permission> permissions;

    /// <param name="permissions">
    /// Every noun's list. In a single process the gateway's and the silo's half of a noun hand in the same list, so a
    /// permission may occur again.
    /// </param>
    /// <exception cref="ArgumentException">Two nouns declare one permission, each in its own way.</exception>
    public AccessPolicy(IEnumerable<Permission> permissions)
    {
        ArgumentNullException.ThrowIfNull(permissions);
        var table = new Dictionary<string, Permission>(StringComparer.Ordinal);
        foreach (var permission in permissions)
        {
            if (!table.TryAdd(permission.Name, permission) && !Same(table[permission.Name], permission))
                throw new ArgumentException($"The permission {permission.Name} is declared twice, with different grants.", nameof(permissions));
        }

        this.permissions = table.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Every permission, for the start-up check and the documentation.</summary>
    public ImmutableArray<Permission> All => permissions.Values;

    public bool Knows(string permission) => permissions.ContainsKey(permission);

    /// <summary>The gateway's question, before the resource is known: could this caller ever do it?</summary>
    public bool MayEver(Principal principal, string permission)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (!permissions.TryGetValue(permission, out var rule))
            return false;

        foreach (var grant in rule.Grants)
        {
            if (principal.Has(grant.Role))
                return true;
        }

        return false;
    }

    /// <summary>The silo's question, with the relation taken from the stored state.</summary>
    public bool May(Principal principal, string permission, Relation relation)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (!permissions.TryGetValue(permission, out var rule))
            return false;

        foreach (var grant in rule.Grants)
        {
            if (principal.Has(grant.Role) && (grant.Relations == Relation.None || (grant.Relations & relation) != 0))
                return true;
        }

        return false;
    }

    private static bool Same(Permission one, Permission other) => one.Grants.SequenceEqual(other.Grants);

    /// <summary>Decides an act on a resource; what the caller may not read is hidden rather than denied.</summary>
    /// <param name="principal">Who asks.</param>
    /// <param name="permission">What for.</param>
    /// <param name="readPermission">The permission that shows the resource exists.</param>
    /// <param name="relation">How the caller stands to the resource.</param>
    public AccessDecision Decide(Principal principal, string permission, string readPermission, Relation relation) =>
        May(principal, permission, relation) ? AccessDecision.Allowed
        : May(principal, readPermission, relation) ? AccessDecision.Denied
        : AccessDecision.Hidden;
}
