using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Names;

namespace Coordination.Sdk.Testing;

/// <summary>Somebody who calls.</summary>
/// <param name="Agency">Its id, for example <c>mlsw</c>.</param>
public sealed record Caller(string Agency)
{
    /// <summary>Roles of <see cref="Role"/>. Default: none.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>The id of the unit to which it is confined. Default: none.</summary>
    public string? Unit { get; init; }

    /// <summary>Who of the agency. Default: one officer for each set of roles.</summary>
    public string? Subject { get; init; }

    public string Who => Subject ?? (Roles.IsEmpty ? "nobody" : string.Join('-', Roles)) + "-1";

    public static Caller Of(string agency, params ImmutableArray<string> roles) => new(agency) { Roles = roles };

    public Caller In(string unit) => this with { Unit = unit };

    /// <summary>As rules and grains know it.</summary>
    public Principal Principal => new(TestIssuer.Issuer, Who, new AgencyName(Agency), Unit is null ? null : new UnitName(Unit), Roles);

    public override string ToString() => $"{Agency}{(Unit is null ? "" : "/" + Unit)} ({string.Join(", ", Roles)})";
}
