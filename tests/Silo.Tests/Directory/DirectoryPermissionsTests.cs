using Coordination.Access;
using Coordination.Directory;

namespace Coordination.Silo.Directory;

/// <summary>Who may do what, written by hand: a change of the table has to be made here too.</summary>
public sealed class DirectoryPermissionsTests
{
    private static readonly AccessPolicy Policy = new(DirectoryPermissions.All);

    // Role, then whether it may: read, manage, officers, read officers, seed; in the own agency and in another.
    private static readonly (string Role, string Own, string Other)[] Matrix =
    [
        (Role.Chair, "RM-V-", "RM-V-"),
        (Role.Secretariat, "RMOV-", "RMOV-"),
        (Role.AgencyFocalPoint, "R--V-", "R----"),
        (Role.AgencyOfficer, "R----", "R----"),
        (Role.UnitHead, "R----", "R----"),
        (Role.CaseLead, "R----", "R----"),
        (Role.IdentityCustodian, "R----", "R----"),
        (Role.DisclosureApprover, "R----", "R----"),
        (Role.Statistician, "R----", "R----"),
        (Role.Auditor, "R----", "R----"),
        (Role.OrgAdmin, "R-OV-", "R----"),
        (Role.AgencySystem, "R----", "R----"),
        (Role.PlatformOperator, "R----", "R----"),
        (Role.Platform, "RM--S", "RM--S"),
    ];

    public static TheoryData<string, string, string> Rows => [.. Matrix.Select(row => (row.Role, row.Own, row.Other))];

    [Fact]
    public void Every_role_has_a_row() => Assert.Equal(Role.Assignable.Append(Role.Platform).Order(), Matrix.Select(row => row.Role).Order());

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_table_says_what_was_agreed(string role, string own, string other)
    {
        Assert.Equal(own, Held(role, Relation.Everyone | Relation.Self));
        Assert.Equal(other, Held(role, Relation.Everyone));
    }

    [Fact]
    public void Who_has_no_role_may_nothing() => Assert.Equal("-----", Held("", Relation.Everyone | Relation.Self));

    private static string Held(string role, Relation relation)
    {
        (string Permission, char Letter)[] permissions =
        [
            (DirectoryPermissions.Read, 'R'), (DirectoryPermissions.Manage, 'M'), (DirectoryPermissions.Officers, 'O'),
            (DirectoryPermissions.ReadOfficers, 'V'), (DirectoryPermissions.Seed, 'S'),
        ];
        var principal = Given.By("mps", role);
        return new string([.. permissions.Select(p => Policy.May(principal, p.Permission, relation) ? p.Letter : '-')]);
    }
}
