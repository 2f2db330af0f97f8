using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Directory;
using Coordination.Names;
using static Coordination.Silo.Directory.Given;

namespace Coordination.Silo.Directory;

/// <summary>Every event is folded, is written as it was, and keeps its name.</summary>
public sealed class EventCoverageTests
{
    private static readonly object[] Samples =
    [
        new AgencyCreated(Moh, Words, AgencyKind.MassOrganisation, Mps, "LA", Yesterday),
        new AgencyUpdated(Words, AgencyKind.Foreign, null, "", null),
        new AgencyRetired(Now, [Mlsw, Mps]),
        new AgencyPackApplied("mark"),
        new UnitCreated(Atu, Words, Mps, "LA-VT", "Hom", true),
        new UnitUpdated(Words, "", false),
        new UnitRetired(Now),
        new UnitPackApplied("mark"),
        new CommitteeCreated(new CommitteeName("ncatip"), Words),
        new CommitteeRenamed(Words),
        new MembershipAdded(Mps, MembershipRole.ViceChair, Yesterday, null),
        new MembershipEnded(Mps, Now),
        new CommitteePackApplied("mark"),
        new RosterOpened(Mps),
        new OfficerSet("officer-1", Atu, [Role.UnitHead], true),
        new OfficerRemoved("officer-1"),
    ];

    public static TheoryData<int> Places => [.. Enumerable.Range(0, Samples.Length)];

    [Fact]
    public void There_is_a_sample_of_every_event()
    {
        System.Type[] bases = [typeof(AgencyEvent), typeof(UnitEvent), typeof(CommitteeEvent), typeof(RosterEvent)];
        var declared = bases.SelectMany(b => b.GetCustomAttributes<JsonDerivedTypeAttribute>()).Select(a => a.DerivedType.Name).Order();

        Assert.Equal(declared, Samples.Select(s => s.GetType().Name).Order());
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void An_event_is_folded_and_read_as_it_was_written(int place)
    {
        switch (Samples[place])
        {
            case AgencyEvent e:
                Assert.Equal(3, AgencyState.Initial.Apply(e, new EventStamp(3, Now, null, Guid.Empty)).Version);
                Assert.Equivalent(e, RoundTrip(e, DirectoryJson.Default.AgencyEvent), strict: true);
                break;
            case UnitEvent e:
                Assert.Equal(3, UnitState.Initial.Apply(e, new EventStamp(3, Now, null, Guid.Empty)).Version);
                Assert.Equivalent(e, RoundTrip(e, DirectoryJson.Default.UnitEvent), strict: true);
                break;
            case CommitteeEvent e:
                Assert.NotNull(CommitteeState.Initial.Apply(e, default));
                Assert.Equivalent(e, RoundTrip(e, DirectoryJson.Default.CommitteeEvent), strict: true);
                break;
            case RosterEvent e:
                Assert.NotNull(RosterState.Initial.Apply(e, default));
                Assert.Equivalent(e, RoundTrip(e, DirectoryJson.Default.RosterEvent), strict: true);
                break;
            default:
                Assert.Fail("An event of no aggregate.");
                break;
        }
    }

    [Fact]
    public void The_names_of_events_never_change()
    {
        System.Type[] bases = [typeof(AgencyEvent), typeof(UnitEvent), typeof(CommitteeEvent), typeof(RosterEvent)];

        Assert.Equal(
            [
                "agency.created", "agency.pack_applied", "agency.retired", "agency.updated", "committee.created",
                "committee.membership_added", "committee.membership_ended", "committee.pack_applied", "committee.renamed",
                "roster.officer_removed", "roster.officer_set", "roster.opened", "unit.created", "unit.pack_applied",
                "unit.retired", "unit.updated",
            ],
            bases.SelectMany(b => b.GetCustomAttributes<JsonDerivedTypeAttribute>()).Select(a => (string)a.TypeDiscriminator!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_event_is_written_in_words_that_a_stranger_can_read() => Assert.Equal(
        """{"$type":"agency.created","agency":"agencies/moh","displayName":{"en":"Words","lo":"ຄໍາ"},"kind":"mass_organisation","parent":"agencies/mps","country":"LA","validFrom":"2026-03-01T08:00:00+00:00"}""",
        JsonSerializer.Serialize(JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes((AgencyEvent)Samples[0], DirectoryJson.Default.AgencyEvent)).RootElement, Unescaped));

    [Fact]
    public void What_the_registry_keeps_is_read_as_it_was_written()
    {
        var agency = Agency(Created(Moh, Mps, Yesterday), new AgencyRetired(Now, [Mlsw]), new AgencyPackApplied("mark"));
        var unit = Unit(UnitCreated(), new UnitUpdated(Words, "Hom", false), new UnitRetired(Now));

        Assert.Equivalent(agency, RoundTrip(agency, DirectoryJson.Default.AgencyState), strict: true);
        Assert.Equivalent(unit, RoundTrip(unit, DirectoryJson.Default.UnitState), strict: true);
    }

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static T RoundTrip<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(value, type), type)!;
}
