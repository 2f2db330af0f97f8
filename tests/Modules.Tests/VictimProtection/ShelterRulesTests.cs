using Coordination.Aggregates;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.VictimProtection;
using Coordination.VictimProtection.Grains;
using Coordination.VictimProtection.V1;
using Google.Protobuf.Reflection;
using BedGroup = Coordination.VictimProtection.BedGroup;
using IntakeCategory = Coordination.VictimProtection.IntakeCategory;

namespace Coordination.Modules.Tests.VictimProtection;

public sealed class ShelterRulesTests
{
    private static readonly LocalizedText Title = new("Centre", "ສູນ");

    [Fact]
    public void A_bed_is_taken_until_none_is_left()
    {
        var state = Registered(women: 2);
        state = After(state, Take("w1"));
        state = After(state, Take("w2"));

        var full = ShelterRules.Decide(state, Take("w3")).Refusal!;
        Assert.Equal("SHELTER_FULL", full.Code);
        Assert.Equal(("women", "0"), (full.Metadata!["group"], full.Metadata["free"]));

        state = After(state, new ReleaseBed(Context(), new("w1")));
        Assert.Equal(1, state.TakenOf(BedGroup.Women));
        After(state, Take("w3"));
    }

    [Fact]
    public void Children_who_come_along_need_beds_too()
    {
        var state = Registered(women: 2);

        Assert.Equal("SHELTER_FULL", ShelterRules.Decide(state, Take("w1", beds: 3)).Refusal!.Code);
        Assert.Equal(2, After(state, Take("w1", beds: 2)).TakenOf(BedGroup.Women));
    }

    [Fact]
    public void A_category_may_have_fewer_beds_than_there_are()
    {
        var state = After(Registered(women: 5, trafficking: 1), Take("w1"));

        var full = ShelterRules.Decide(state, Take("w2")).Refusal!;
        Assert.Equal(("SHELTER_FULL", "trafficking"), (full.Code, full.Metadata!["category"]));
        After(state, Take("w2", category: IntakeCategory.DomesticViolence));
    }

    [Fact]
    public void What_a_shelter_does_not_take_it_refuses_by_name()
    {
        var state = Registered(women: 1);

        Assert.Equal("SHELTER_GROUP_NOT_TAKEN", ShelterRules.Decide(state, Take("w1", BedGroup.Men)).Refusal!.Code);
        Assert.Equal("SHELTER_CATEGORY_NOT_TAKEN", ShelterRules.Decide(state, Take("w1", category: IntakeCategory.SexualExploitation)).Refusal!.Code);
        Assert.Equal("SHELTER_CLOSED", ShelterRules.Decide(After(state, new CloseShelter(Context())), Take("w1")).Refusal!.Code);
        Assert.Equal("SHELTER_BED_TAKEN", ShelterRules.Decide(After(state, Take("w1")), Take("w1")).Refusal!.Code);
    }

    [Fact]
    public void Fewer_beds_put_nobody_out()
    {
        var state = After(After(Registered(women: 2), Take("w1")), Take("w2"));
        state = After(state, new UpdateShelter(Context(), Title, [], [new(BedGroup.Women, 1)], [new(IntakeCategory.Trafficking, 0)]));

        Assert.Equal(2, state.TakenOf(BedGroup.Women));
        Assert.Equal("0", ShelterRules.Decide(state, Take("w3")).Refusal!.Metadata!["free"]);
        After(state, new ReleaseBed(Context(), new("w1")));
    }

    [Fact]
    public void Freeing_a_bed_that_nobody_has_changes_nothing()
    {
        var decision = ShelterRules.Free(Registered(women: 1), new("w9"));

        Assert.Null(decision.Refusal);
        Assert.Empty(decision.Events);
    }

    [Theory]
    [InlineData("atd")]
    [InlineData("mps")]
    [InlineData("th-police")]
    public void The_police_run_no_shelter(string agency) =>
        Assert.Equal("POLICE_HOLD_NO_CARE", ShelterRules.Register(ShelterState.Initial, Register(agency, 1, 0), VictimProtectionSettings.Default).Refusal!.Code);

    [Fact]
    public void Wrong_numbers_are_refused()
    {
        Refused("SHELTER_TITLE_MISSING", Register("lwu-center", 1, 0) with { Title = LocalizedText.Empty });
        Refused("SHELTER_BEDS_INVALID", Register("lwu-center", 1, 0) with { Categories = [] });
        Refused("SHELTER_BEDS_INVALID", Register("lwu-center", -1, 0));
        Refused("SHELTER_BEDS_INVALID", Register("lwu-center", 1001, 0));
        Refused("SHELTER_BEDS_INVALID", Register("lwu-center", 1, 0) with { Groups = [new(BedGroup.Women, 1), new(BedGroup.Women, 2)] });

        static void Refused(string code, RegisterShelter command) =>
            Assert.Equal(code, ShelterRules.Register(ShelterState.Initial, command, VictimProtectionSettings.Default).Refusal!.Code);
    }

    [Fact]
    public void Those_who_watch_over_shelters_see_numbers_and_nobody()
    {
        var view = After(Registered(women: 3), Take("w1")).View(new("s1"), 2);

        Assert.Equal([new GroupOccupancy(BedGroup.Women, 3, 1)], view.Groups);
        Assert.Equal([new CategoryOccupancy(IntakeCategory.Trafficking, 0, 1), new CategoryOccupancy(IntakeCategory.DomesticViolence, 0, 0)], view.Categories);
        Assert.DoesNotContain("w1", System.Text.Json.JsonSerializer.Serialize(view, ShelterJson.Default.ShelterView), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_anywhere_asks_where_a_shelter_is()
    {
        string[] places = ["address", "street", "village", "district", "location", "latitude", "longitude", "phone", "geo"];
        var fields = new[] { ShelterServiceReflection.Descriptor, ShelterStayServiceReflection.Descriptor, VictimProtectionReflection.Descriptor }
            .SelectMany(file => file.MessageTypes).SelectMany(m => m.Fields.InDeclarationOrder().Cast<FieldDescriptor>()).Select(f => f.Name);
        var stored = typeof(ShelterEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ShelterEvent)) || t == typeof(ShelterView))
            .SelectMany(t => t.GetProperties()).Select(p => p.Name.ToLowerInvariant());

        Assert.All(fields.Concat(stored), name => Assert.DoesNotContain(places, place => name.Contains(place, StringComparison.Ordinal)));
    }

    private static CommandContext Context(string agency = "lwu-center") => new(Guid.NewGuid(), Play.Of(agency));

    private static RegisterShelter Register(string agency, int women, int trafficking) => new(
        Context(agency), Title, [], [new(BedGroup.Women, women)], [new(IntakeCategory.Trafficking, trafficking), new(IntakeCategory.DomesticViolence, 0)]);

    private static TakeBed Take(string stay, BedGroup group = BedGroup.Women, IntakeCategory category = IntakeCategory.Trafficking, int beds = 1) =>
        new(Context(), new WorkflowName(stay), group, category, beds);

    private static ShelterState Registered(int women, int trafficking = 0) =>
        Fold(ShelterState.Initial, ShelterRules.Register(ShelterState.Initial, Register("lwu-center", women, trafficking), VictimProtectionSettings.Default));

    private static ShelterState After(ShelterState state, ShelterCommand command) => Fold(state, ShelterRules.Decide(state, command));

    private static ShelterState Fold(ShelterState state, Decision<ShelterEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(state, (s, e) => s.Apply(e, new EventStamp(1, DateTimeOffset.UnixEpoch, null, Guid.Empty)));
    }
}
