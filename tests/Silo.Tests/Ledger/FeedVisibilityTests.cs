using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Modules;

namespace Coordination.Silo.Ledger;

public sealed class FeedVisibilityTests
{
    private static readonly FeedVisibility Visibility = new(
        new AccessPolicy(
        [
            Permission.Of(
                "things.read",
                new PermissionGrant(Role.Secretariat, Relation.None),
                new PermissionGrant(Role.AgencyOfficer, Relation.Owner | Relation.Lead | Relation.Participant),
                new PermissionGrant(Role.UnitHead, Relation.OwnUnit)),
        ]),
        new AggregateKinds([new AggregateKind("things", typeof(IAggregateGrain), "things.read")]));

    private static readonly PartyRow Mlsw = new() { Agency = "mlsw", Role = "lead", State = "open", Open = true };

    public static TheoryData<string, string?, string, string, int, bool> Rows => new()
    {
        // agency, unit, role, stream, version, expected
        { "secretariat", null, Role.Secretariat, "things/t1", 9, true },
        { "mlsw", null, Role.AgencyOfficer, "things/t1", 9, true },
        { "moh", null, Role.AgencyOfficer, "things/t1", 9, false }, // No party.
        { "mlsw", null, Role.Statistician, "things/t1", 9, false }, // A party's statistician sees no content.
        { "mlsw", null, Role.PlatformOperator, "things/t1", 9, false },
        { "mlsw", "lsw-la-vt", Role.UnitHead, "things/t1", 9, true }, // Delegated to this unit.
        { "mlsw", "lsw-la-ph", Role.UnitHead, "things/t1", 9, false }, // Delegated to another.
        { "mlsw", "lsw-la-vt", Role.AgencyOfficer, "things/t1", 9, false }, // Confined to a unit, without a unit's role.
        { "lwu", null, Role.AgencyOfficer, "things/t1", 5, true }, // A former party, up to its end.
        { "lwu", null, Role.AgencyOfficer, "things/t1", 6, false },
        { "secretariat", null, Role.Secretariat, "unknown/t1", 9, false }, // A kind that no module owns.
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void An_event_is_seen_by_those_whose_part_allows_it(string agency, string? unit, string role, string stream, int version, bool expected)
    {
        var principal = new Principal("test", "s", new AgencyName(agency), unit is null ? null : new UnitName(unit), [role]);
        var entry = new LedgerEntry(1, stream, version, "it.happened", default, Guid.Empty, 0, "mps", "s", default);
        ImmutableArray<PartyRow> parties = [Mlsw with { Unit = "lsw-la-vt" }, Mlsw with { Agency = "lwu", UntilVersion = 5 }];

        Assert.Equal(expected, Visibility.MaySee(principal, entry, new RegistryAudience((int)Handling.Amber, parties)));
    }

    [Theory]
    [InlineData("mlsw", Role.AgencyOfficer)]
    [InlineData("secretariat", Role.Secretariat)]
    public void Whom_a_resource_is_blocked_for_sees_none_of_its_events(string agency, string role)
    {
        var principal = new Principal("test", "s", new AgencyName(agency), null, [role]);
        var entry = new LedgerEntry(1, "things/t1", 9, "it.happened", default, Guid.Empty, 0, "mps", "s", default);
        var audience = new RegistryAudience((int)Handling.Amber, [Mlsw]);

        Assert.False(Visibility.MaySee(principal, entry, audience with { Blocked = [OfficerKey.Of(principal)] }));
        Assert.True(Visibility.MaySee(principal, entry, audience with { Blocked = [OfficerKey.Of("test", "other")] }));
    }
}
