using System.Collections.Immutable;
using Coordination.Names;

namespace Coordination.Access;

/// <summary>Who calls: from a verified token, never from the request.</summary>
/// <param name="Issuer">The token's issuer.</param>
/// <param name="Subject">The officer or system, an opaque identifier.</param>
/// <param name="Agency">The agency for which it acts.</param>
/// <param name="Unit">The provincial unit, when it is confined to one.</param>
/// <param name="Roles">Roles of <see cref="Role"/>.</param>
[GenerateSerializer, Immutable]
public sealed record Principal(string Issuer, string Subject, AgencyName Agency, UnitName? Unit, ImmutableArray<string> Roles)
{
    /// <summary>The platform itself: deadlines, packs, roll-ups.</summary>
    [PlatformOnly]
    public static readonly Principal Platform = new("coordination", "platform", new AgencyName("platform"), null, [Role.Platform]);

    public bool Has(string role) => Roles.Contains(role, StringComparer.Ordinal);
}
