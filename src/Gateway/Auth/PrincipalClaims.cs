using System.Collections.Frozen;
using System.Security.Claims;
using Coordination.Access;
using Coordination.Errors;
using Coordination.Hosting;
using Coordination.Names;

namespace Coordination.Auth;

/// <summary>Reads a principal from the claims of a token that was verified.</summary>
internal static class PrincipalClaims
{
    private const int MaxSubjectLength = 100;

    private static readonly FrozenSet<string> Roles = Role.Assignable.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// Roles that the platform does not know, and the platform's own, are dropped: a token can never give more than
    /// the table of permissions does.
    /// </summary>
    /// <exception cref="RefusedException">UNAUTHENTICATED, reason TOKEN_AGENCY_INVALID.</exception>
    public static Principal Read(ClaimsPrincipal claims, IssuerOptions options)
    {
        var subject = claims.FindFirst("sub");
        if (subject is null || subject.Value.Length is 0 or > MaxSubjectLength)
            throw RefusedException.Unauthenticated(GatewayRefusals.TokenInvalid);

        var agency = claims.FindFirst(options.AgencyClaim)?.Value;
        // The platform's own principal carries this name; nobody outside may.
        if (agency is null || !ResourceName.IsId(agency) || agency == Principal.Platform.Agency.Id)
            throw RefusedException.Unauthenticated(GatewayRefusals.TokenWithoutAgency);

        var unit = claims.FindFirst(options.UnitClaim)?.Value;
        if (unit is { Length: > 0 } && !ResourceName.IsId(unit))
            throw RefusedException.Unauthenticated(GatewayRefusals.TokenWithoutAgency);

        return new Principal(
            subject.Issuer,
            subject.Value,
            new AgencyName(agency),
            unit is { Length: > 0 } ? new UnitName(unit) : null,
            [.. claims.FindAll(options.RolesClaim).Select(claim => claim.Value).Where(Roles.Contains).Distinct(StringComparer.Ordinal)]);
    }
}
