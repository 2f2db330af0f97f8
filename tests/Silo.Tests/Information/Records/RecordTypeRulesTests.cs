using Coordination.Access;
using Coordination.Information;
using Coordination.Silo.Information.RecordTypes;
using static Coordination.Silo.Tests.Information.Records.Given;

namespace Coordination.Silo.Tests.Information.Records;

public sealed class RecordTypeRulesTests
{
    private static RegisterRecordType Register(params string[] purposes) => new(Context(), Words, HeldBy.Platform, Fields, [.. purposes], Handling.Amber);

    [Fact]
    public void It_belongs_to_the_agency_that_registers_it()
    {
        var happened = (RecordTypeRegistered)Only(RecordTypeRules.Register(RecordTypeState.Initial, Register("victim_support", "investigation", "victim_support"), Policy));

        Assert.Equal(Lwu, happened.Owner);
        Assert.Equal(["investigation", "victim_support"], happened.Purposes);
    }

    [Fact]
    public void A_code_is_used_once() =>
        Refused(RecordRefusals.RecordTypeExists, RecordTypeRules.Register(RecordType(TypeRegistered), Register("nothing"), Policy));

    [Fact]
    public void A_field_is_named_once() =>
        Refused(RecordRefusals.FieldTwice, RecordTypeRules.Register(RecordTypeState.Initial, Register("nothing") with { Fields = [.. Fields, Fields[0]] }, Policy));

    [Fact]
    public void A_purpose_must_be_one_of_the_pack()
    {
        var decision = RecordTypeRules.Register(RecordTypeState.Initial, Register("victim_support", "gossip"), Policy);

        Refused(InformationRefusals.PurposeUnknown, decision);
        Assert.Equal("gossip", decision.Refusal!.Metadata!["purpose"]);
    }

    [Fact]
    public void Fields_are_added_and_ended_and_an_ended_one_is_released_no_more()
    {
        var happened = Only(RecordTypeRules.Update(
            RecordType(TypeRegistered), new UpdateRecordType(Context(), [new RecordField("scar", Words, FieldClass.Health)], ["room", "room"])));

        var after = RecordType(TypeRegistered, happened);
        Assert.Equal(["name", "note", "scar"], after.Facts(Shelter).Fields.Select(f => f.Id));
        Assert.True(after.Fields.Single(f => f.Id == "room").Ended);
    }

    [Fact]
    public void An_update_that_changes_nothing_is_no_event()
    {
        var ended = RecordType(TypeRegistered, new RecordTypeFieldsChanged([], ["room"]));

        Nothing(RecordTypeRules.Update(ended, new UpdateRecordType(Context(), [], ["room"])));
    }

    [Fact]
    public void A_field_that_was_ever_there_is_not_added_again_not_even_with_another_class()
    {
        var ended = RecordType(TypeRegistered, new RecordTypeFieldsChanged([], ["room"]));

        Refused(RecordRefusals.FieldTwice, RecordTypeRules.Update(ended, new UpdateRecordType(Context(), [new RecordField("room", Words, FieldClass.General)], [])));
    }

    [Fact]
    public void Only_a_field_of_the_type_can_be_ended() =>
        Refused(InformationRefusals.FieldUnknown, RecordTypeRules.Update(RecordType(TypeRegistered), new UpdateRecordType(Context(), [], ["age"])));

    [Fact]
    public void Fields_are_bounded()
    {
        var many = Enumerable.Range(0, 98).Select(i => new RecordField($"f{i}", Words, FieldClass.General)).ToArray();

        Refused(RecordRefusals.TooManyFields, RecordTypeRules.Update(RecordType(TypeRegistered), new UpdateRecordType(Context(), [.. many], [])));
        Only(RecordTypeRules.Update(RecordType(TypeRegistered), new UpdateRecordType(Context(), [.. many[1..]], [])));
    }

    [Fact]
    public void A_retired_type_changes_no_more()
    {
        var retired = RecordType(TypeRegistered, Only(RecordTypeRules.Retire(RecordType(TypeRegistered))));

        Assert.True(retired.Facts(Shelter).Retired);
        Refused(RecordRefusals.RecordTypeRetired, RecordTypeRules.Retire(retired));
        Refused(RecordRefusals.RecordTypeRetired, RecordTypeRules.Update(retired, new UpdateRecordType(Context(), [], ["name"])));
    }
}
