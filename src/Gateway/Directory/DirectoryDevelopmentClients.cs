using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Development;
using Coordination.Errors;

namespace Coordination.Directory;

/// <summary>Clients of the development issuer: one for each agency and each unit that is in force, and for each agency a second person who approves.</summary>
/// <remarks>
/// Roles follow from what the agency is, widely enough that one client can play its whole part; what needs four eyes
/// needs the second person, "mlsw.approver". A code holds no dot, so such a client is nobody else's.
/// </remarks>
internal sealed class DirectoryDevelopmentClients(IGrainFactory grains) : IDevelopmentClients
{
    private const int PageSize = 500;

    private const string Approver = ".approver";

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
        if (kind is not AgencyKind.Committee)
            yield return new DevelopmentClient(agency + Approver, agency, null, [Role.DisclosureApprover]);
    }

    private static ImmutableArray<string> RolesOf(AgencyKind kind) => kind switch
    {
        AgencyKind.Committee => [Role.Chair],
        AgencyKind.Secretariat => [Role.Secretariat, Role.AgencySystem],
        _ => Member,
    };
}
