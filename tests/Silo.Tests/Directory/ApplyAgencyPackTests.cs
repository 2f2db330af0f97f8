using Coordination.Directory;
using Coordination.Localization;
using static Coordination.Silo.Directory.Given;

namespace Coordination.Silo.Directory;

public sealed class ApplyAgencyPackTests
{
    private static readonly ApplyAgencyPack Entry1 = new(Context(), Moh, Words, AgencyKind.Ministry, null, "LA", null, null, [], "mark-1");
    private static readonly AgencyEvent[] Applied = [Created(Moh), new AgencyPackApplied("mark-1")];

    [Fact]
    public void A_new_entry_registers_the_agency()
    {
        var decision = AgencyRules.ApplyPack(AgencyState.Initial, Entry1, Around(), Now);

        Assert.Equal(Applied, decision.Events);
    }

    [Fact]
    public void The_same_entry_is_applied_once() => Nothing(AgencyRules.ApplyPack(Agency(Applied), Entry1, Around(), Now));

    [Fact]
    public void What_a_user_changed_stays_while_the_entry_stays()
    {
        var changed = Agency([.. Applied, new AgencyUpdated(new LocalizedText("By hand", ""), AgencyKind.Ministry, null, "LA", null)]);

        Nothing(AgencyRules.ApplyPack(changed, Entry1, Around(), Now));
    }

    [Fact]
    public void A_changed_entry_changes_the_agency()
    {
        var decision = AgencyRules.ApplyPack(Agency(Applied), Entry1 with { Kind = AgencyKind.Department, Mark = "mark-2" }, Around(), Now);

        Assert.Equal([new AgencyUpdated(Words, AgencyKind.Department, null, "LA", null), new AgencyPackApplied("mark-2")], decision.Events);
    }

    [Fact]
    public void An_entry_that_returns_to_what_it_was_is_applied_again()
    {
        var second = AgencyRules.ApplyPack(Agency(Applied), Entry1 with { Kind = AgencyKind.Department, Mark = "mark-2" }, Around(), Now);
        var third = AgencyRules.ApplyPack(Agency([.. Applied, .. second.Events]), Entry1, Around(), Now);

        Assert.Contains(new AgencyUpdated(Words, AgencyKind.Ministry, null, "LA", null), third.Events);
    }

    [Fact]
    public void An_entry_can_end_an_agency_with_its_successors()
    {
        var decision = AgencyRules.ApplyPack(
            Agency(Applied), Entry1 with { ValidUntil = Yesterday, Successors = [Mlsw], Mark = "mark-2" }, Around(Entry(Mlsw)), Now);

        var retired = Assert.IsType<AgencyRetired>(decision.Events[0]);
        Assert.Equal(Yesterday, retired.ValidUntil);
        Assert.Equal([Mlsw], retired.Successors);
    }

    [Fact]
    public void An_entry_does_not_bring_back_an_agency_that_a_user_ended()
    {
        var ended = Agency([.. Applied, new AgencyRetired(Yesterday, [])]);

        var decision = AgencyRules.ApplyPack(ended, Entry1 with { DisplayName = new LocalizedText("Corrected", ""), Mark = "mark-2" }, Around(), Now);

        Assert.Equal(Yesterday, Agency([.. Applied, new AgencyRetired(Yesterday, []), .. decision.Events]).ValidUntil);
    }

    [Fact]
    public void An_agency_of_the_past_may_have_a_parent_of_the_past() =>
        Assert.Null(AgencyRules.ApplyPack(AgencyState.Initial, Entry1 with { Parent = Mps }, Around(Entry(Mps, validUntil: Yesterday)), Now).Refusal);

    [Fact]
    public void What_no_command_may_an_entry_may_not_either()
    {
        Refused(DirectoryRefusals.AgencyUnknown, AgencyRules.ApplyPack(AgencyState.Initial, Entry1 with { Parent = Mps }, Around(), Now));
        Refused(
            DirectoryRefusals.SuccessorUnknown,
            AgencyRules.ApplyPack(AgencyState.Initial, Entry1 with { ValidUntil = Yesterday, Successors = [Mlsw] }, Around(), Now));
        Refused(
            DirectoryRefusals.ValidityInverted,
            AgencyRules.ApplyPack(AgencyState.Initial, Entry1 with { ValidFrom = Now, ValidUntil = Yesterday }, Around(), Now));
    }
}
