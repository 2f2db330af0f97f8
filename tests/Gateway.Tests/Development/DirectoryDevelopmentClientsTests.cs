using Coordination.Access;
using Coordination.Directory;

namespace Coordination.Development;

public sealed class DirectoryDevelopmentClientsTests
{
    [Theory]
    [InlineData(AgencyKind.Ministry)]
    [InlineData(AgencyKind.Department)]
    [InlineData(AgencyKind.Shelter)]
    [InlineData(AgencyKind.Secretariat)]
    public void An_agency_has_further_persons_each_with_one_role(AgencyKind kind)
    {
        var clients = DirectoryDevelopmentClients.OfAgency("mlsw", kind).ToList();

        Assert.Equal(["mlsw", "mlsw.approver", "mlsw.custodian", "mlsw.officer", "mlsw.lead", "mlsw.auditor"], clients.Take(6).Select(c => c.ClientId));
        Assert.All(clients, c => Assert.Equal(("mlsw", null), (c.Agency, c.Unit)));
        Assert.Equal([Role.DisclosureApprover, Role.IdentityCustodian, Role.AgencyOfficer, Role.CaseLead, Role.Auditor], clients.Skip(1).Take(5).SelectMany(c => c.Roles));
    }

    [Fact]
    public void Only_the_secretariat_has_a_statistician()
    {
        Assert.Equal([Role.Statistician], DirectoryDevelopmentClients.OfAgency("secretariat", AgencyKind.Secretariat).Single(c => c.ClientId is "secretariat.statistician").Roles);
        Assert.DoesNotContain(DirectoryDevelopmentClients.OfAgency("mlsw", AgencyKind.Ministry), c => c.Roles.Contains(Role.Statistician));
    }

    [Fact]
    public void The_first_person_never_approves_and_keeps_no_identities() =>
        Assert.All(
            Enum.GetValues<AgencyKind>(),
            kind => Assert.Empty(DirectoryDevelopmentClients.OfAgency("mlsw", kind).First().Roles.Intersect([Role.DisclosureApprover, Role.IdentityCustodian])));

    [Fact]
    public void The_committee_has_one_client() =>
        Assert.Single(DirectoryDevelopmentClients.OfAgency("ncatip", AgencyKind.Committee));
}
