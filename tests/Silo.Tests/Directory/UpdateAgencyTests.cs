using Coordination.Directory;
using Coordination.Localization;
using Coordination.Names;
using static Coordination.Silo.Directory.Given;

namespace Coordination.Silo.Directory;

public sealed class UpdateAgencyTests
{
    private static readonly LocalizedText NewWords = new("New words", "ຄໍາໃຫມ່");

    private static UpdateAgency Command(AgencyFields fields, AgencyName? parent = null, DateTimeOffset? validFrom = null) =>
        new(Context(), fields, NewWords, AgencyKind.Department, parent, validFrom);

    [Fact]
    public void Only_the_fields_that_are_named_change()
    {
        var happened = Only(AgencyRules.Update(Agency(Created(Moh, validFrom: Yesterday)), Command(AgencyFields.DisplayName), Around(), Now));

        Assert.Equal(new AgencyUpdated(NewWords, AgencyKind.Ministry, null, "LA", Yesterday), happened);
    }

    [Fact]
    public void Every_field_that_is_named_changes()
    {
        var all = AgencyFields.DisplayName | AgencyFields.Kind | AgencyFields.Parent | AgencyFields.ValidFrom;

        var happened = Only(AgencyRules.Update(Agency(Created(Moh)), Command(all, Mps, Tomorrow), Around(Entry(Mps)), Now));

        Assert.Equal(new AgencyUpdated(NewWords, AgencyKind.Department, Mps, "LA", Tomorrow), happened);
    }

    [Fact]
    public void A_parent_can_be_taken_away()
    {
        var happened = (AgencyUpdated)Only(AgencyRules.Update(Agency(Created(Atd, Mps)), Command(AgencyFields.Parent), Around(), Now));

        Assert.Null(happened.Parent);
    }

    [Fact]
    public void Nothing_happens_when_nothing_would_change() =>
        Nothing(AgencyRules.Update(Agency(Created(Moh)), Command(AgencyFields.ValidFrom), Around(), Now));

    [Fact]
    public void An_unchanged_parent_may_have_ended() =>
        Only(AgencyRules.Update(
            Agency(Created(Atd, Mps)), Command(AgencyFields.Parent | AgencyFields.DisplayName, Mps), Around(Entry(Mps, validUntil: Yesterday)), Now));

    [Fact]
    public void A_new_parent_must_exist() =>
        Refused(DirectoryRefusals.AgencyUnknown, AgencyRules.Update(Agency(Created(Atd)), Command(AgencyFields.Parent, Mps), Around(), Now));

    [Fact]
    public void An_agency_cannot_come_to_stand_above_itself() =>
        Refused(
            DirectoryRefusals.ParentCycle,
            AgencyRules.Update(Agency(Created(Mps)), Command(AgencyFields.Parent, Atd), Around(Entry(Atd, parent: Moh), Entry(Moh, parent: Mps)), Now));

    [Fact]
    public void A_beginning_cannot_lie_after_the_end() =>
        Refused(
            DirectoryRefusals.ValidityInverted,
            AgencyRules.Update(Agency(Created(Moh), new AgencyRetired(Yesterday, [])), Command(AgencyFields.ValidFrom, validFrom: Yesterday), Around(), Now));

    [Fact]
    public void The_name_of_an_agency_that_ended_can_be_corrected() =>
        Only(AgencyRules.Update(Agency(Created(Moh), new AgencyRetired(Yesterday, [])), Command(AgencyFields.DisplayName), Around(), Now));
}
