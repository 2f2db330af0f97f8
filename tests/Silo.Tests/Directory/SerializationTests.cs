using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Directory;
using Coordination.Names;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using static Coordination.Silo.Directory.Given;

namespace Coordination.Silo.Directory;

/// <summary>What crosses between silos and gateways arrives as it was sent.</summary>
public sealed class SerializationTests
{
    private static readonly CommandContext By1 = new(Guid.Parse("11111111-2222-3333-4444-555555555555"), Given.By("mlsw", Role.OrgAdmin), "v3");

    private static readonly object[] Samples =
    [
        new CreateAgency(By1, Moh, Words, AgencyKind.Ministry, Mps, "LA", Yesterday),
        new UpdateAgency(By1, AgencyFields.Kind | AgencyFields.Parent, Words, AgencyKind.Department, null, null),
        new RetireAgency(By1, Now, [Mlsw, Mps]),
        new ApplyAgencyPack(By1, Moh, Words, AgencyKind.Ministry, Mps, "LA", Yesterday, Now, [Mlsw], "mark"),
        new CreateUnit(By1, Atu, Words, Mps, "LA-VT", "Hom", true),
        new UpdateUnit(By1, UnitFields.Affected, Words, "Hom", true),
        new RetireUnit(By1),
        new ApplyUnitPack(By1, Atu, Words, Mps, "LA-VT", "", true, "mark"),
        new SetMembership(By1, Moh, MembershipRole.ViceChair, Yesterday, Now),
        new ApplyCommitteePack(By1, new CommitteeName("ncatip"), Words, [new MembershipView(Mps, MembershipRole.Chair, Yesterday, null)], "mark"),
        new OpenRoster(By1, Mps),
        new SetOfficer(By1, Mps, "officer-1", Atu, [Role.UnitHead], true),
        new RemoveOfficer(By1, Mps, "officer-1"),
        new AgencyView(Moh, Words, AgencyKind.Ministry, Mps, "LA", Yesterday, Now, [Mlsw], true, [new OfficerView("officer-1", Atu, ["a", "b"], true)], 7),
        new UnitView(Atu, Words, Mps, "LA-VT", "Hom", true, "officer-1", Now, true, 7),
        new CommitteeView(new CommitteeName("ncatip"), Words, [new MembershipView(Mps, MembershipRole.Chair, Yesterday, null)], 7, "mark"),
        new AgencyFacts(Entry(Moh, Mps, Yesterday, Now) with { Kind = AgencyKind.Justice, Country = "LA", Version = 7, PackMark = "mark" }),
        new UnitFacts(UnitEntry(validUntil: Now) with { District = "Hom", Affected = true, Version = 7, PackMark = "mark" }),
        new AgencyQuery(AgencyKind.Justice, true, 7, "token"),
        new UnitQuery(Mps, "LA-VT", 7, "token"),
        new AgencyPage([], "token"),
        new UnitPage([], "token"),
        new ProvinceView("LA-VT", Words, 9, true, 3),
    ];

    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    public static TheoryData<int> Places => [.. Enumerable.Range(0, Samples.Length)];

    [Theory]
    [MemberData(nameof(Places))]
    public void It_arrives_as_it_was_sent(int place) =>
        Assert.Equivalent(Samples[place], Serializer.Deserialize<object>(Serializer.SerializeToArray(Samples[place])), strict: true);

    [Fact]
    public void Every_command_has_a_sample()
    {
        var commands = typeof(CreateAgency).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, Namespace: "Coordination.Directory" } && type.IsSubclassOf(typeof(Command)));

        Assert.Empty(commands.Except(Samples.Select(sample => sample.GetType())));
    }

    [Fact]
    public void A_command_is_recognised_by_its_content_and_not_by_who_commands()
    {
        var one = new RemoveOfficer(By1, Mps, "officer-1");

        Assert.Equal(DirectoryJson.Bytes(one), DirectoryJson.Bytes(one with { Context = Context() }));
        Assert.NotEqual(DirectoryJson.Bytes(one), DirectoryJson.Bytes(one with { Subject = "officer-2" }));
        Assert.All(Samples.OfType<Command>(), command => Assert.NotEmpty(DirectoryJson.Bytes(command)));
    }
}
