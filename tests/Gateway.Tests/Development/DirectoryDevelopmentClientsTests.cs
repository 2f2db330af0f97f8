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
    public void An_agency_has_a_second_person_who_approves_and_does_nothing_else(AgencyKind kind)
    {
        var clients = DirectoryDevelopmentClients.OfAgency("mlsw", kind).ToList();

        Assert.Equal(["mlsw", "mlsw.approver"], clients.Select(c => c.ClientId));
        Assert.All(clients, c => Assert.Equal(("mlsw", null), (c.Agency, c.Unit)));
        Assert.Equal([Role.DisclosureApprover], clients[1].Roles);
    }

    [Fact]
    public void The_first_person_never_approves() =>
        Assert.All(
            Enum.GetValues<AgencyKind>(),
            kind => Assert.DoesNotContain(Role.DisclosureApprover, DirectoryDevelopmentClients.OfAgency("mlsw", kind).First().Roles));

    [Fact]
    public void The_committee_has_one_client() =>
        Assert.Single(DirectoryDevelopmentClients.OfAgency("ncatip", AgencyKind.Committee));
}
