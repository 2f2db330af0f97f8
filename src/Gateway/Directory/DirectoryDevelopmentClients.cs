using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Development;

namespace Coordination.Directory;

/// <summary>Clients of the development issuer: one for each agency and each unit that is in force, and for each agency further persons.</summary>
/// <remarks>
/// Roles follow from what the agency is, widely enough that one client can play its whole part. What needs four eyes needs a
/// second person, "mlsw.approver"; identities need "mlsw.custodian"; "mlsw.officer" and "mlsw.lead" are other officers. A code holds
/// no dot, so such a client is nobody else's.
/// </remarks>
internal sealed class DirectoryDevelopmentClients(IGrainFactory grains) : IDevelopmentClients
{
    private const int PageSize = 500;

    /// <summary>Further persons of an agency: what follows the dot, and the one role.</summary>
    private static readonly ImmutableArray<(string Suffix, string Role)> Persons =
    [
        (".approver", Role.DisclosureApprover),
        (".custodian", Role.IdentityCustodian),
        (".officer", Role.AgencyOfficer),
        (".lead", Role.CaseLead),
        (".auditor", Role.Auditor),
    ];

    private static readonly ImmutableArray<string> Member = [Role.AgencyFocalPoint, Role.AgencyOfficer, Role.OrgAdmin, Role.AgencySystem];

    public async ValueTask<IReadOnlyList<DevelopmentClient>> ListAsync(CancellationToken cancellationToken)
    {
        var clients = new List<DevelopmentClient>();
        for (string? token = ""; token is not null;)
        {
            var page = await grains.Directory()
                .ListAgenciesAsync(Principal.Platform, new AgencyQuery(AgencyKind.Unspecified, true, PageSize, token), cancellationToken).ValueOrRefuse();
            clients.AddRange(page.Agencies.SelectMany(a => OfAgency(a.Name.Id, a.Kind)));
            token = page.NextPageToken.Length > 0 ? page.NextPageToken : null;
        }

        for (string? token = ""; token is not null;)
        {
            var page = await grains.Directory()
                .ListUnitsAsync(Principal.Platform, new UnitQuery(null, null, PageSize, token), cancellationToken).ValueOrRefuse();
            clients.AddRange(page.Units.Where(u => u.InForce).Select(u => new DevelopmentClient(u.Name.Id, u.Agency.Id, u.Name.Id, [Role.UnitHead, Role.AgencyOfficer])));
            token = page.NextPageToken.Length > 0 ? page.NextPageToken : null;
        }

        // A unit may bear an agency's code; the agency keeps it.
        return [.. clients.DistinctBy(client => client.ClientId, StringComparer.Ordinal)];
    }

    internal static IEnumerable<DevelopmentClient> OfAgency(string agency, AgencyKind kind)
    {
        yield return new DevelopmentClient(agency, agency, null, RolesOf(kind));
        if (kind is AgencyKind.Committee)
            yield break;
        foreach (var (suffix, role) in Persons)
            yield return new DevelopmentClient(agency + suffix, agency, null, [role]);
        if (kind is AgencyKind.Secretariat)
            yield return new DevelopmentClient(agency + ".statistician", agency, null, [Role.Statistician]);
    }

    private static ImmutableArray<string> RolesOf(AgencyKind kind) => kind switch
    {
        AgencyKind.Committee => [Role.Chair],
        AgencyKind.Secretariat => [Role.Secretariat, Role.AgencySystem],
        _ => Member,
    };
}
