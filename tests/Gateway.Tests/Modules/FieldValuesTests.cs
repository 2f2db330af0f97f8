using Coordination.Modules;
using Coordination.Workflows;
using Google.Protobuf.WellKnownTypes;
using Coordination.Localization;

namespace Coordination.Gateway.Tests.Modules;

/// <summary>What a client sends in a field, and what it gets back.</summary>
public sealed class FieldValuesTests
{
    [Fact]
    public void Each_kind_of_value_has_one_canonical_text()
    {
        Assert.Equal(["in_care"], Read(Value.ForString("in_care")));
        Assert.Equal(["true"], Read(Value.ForBool(true)));
        Assert.Equal(["false"], Read(Value.ForBool(false)));
        Assert.Equal(["42"], Read(Value.ForNumber(42)));
        Assert.Equal(["-3"], Read(Value.ForNumber(-3)));
        Assert.Equal(["0.1"], Read(Value.ForNumber(0.1)));
        Assert.Equal(["9007199254740991"], Read(Value.ForNumber(9_007_199_254_740_991)));
        Assert.Equal(["a", "2", "true"], Read(Value.ForList(Value.ForString("a"), Value.ForNumber(2), Value.ForBool(true))));
    }

    [Fact]
    public void Nothing_and_an_empty_text_clear_a_field()
    {
        Assert.Empty(Read(Value.ForNull()));
        Assert.Empty(Read(Value.ForString("")));
        Assert.Empty(Read(Value.ForList()));
    }

    [Fact]
    public void Lao_is_stored_in_its_one_form() => Assert.Equal(["\u0ecd\u0eb2"], Read(Value.ForString("\u0eb3")));

    [Fact]
    public void What_no_field_can_hold_is_refused_and_every_such_field_is_named()
    {
        var refused = Assert.Throws<RefusedException>(() => FieldValues.Read(new Dictionary<string, Value>
        {
            ["good"] = Value.ForBool(true),
            ["nested"] = Value.ForStruct(new Struct()),
            ["lists"] = Value.ForList(Value.ForList()),
            ["endless"] = Value.ForNumber(double.PositiveInfinity),
            ["huge"] = Value.ForNumber(1e20),
            ["nowhere"] = Value.ForList(Value.ForNull()),
        }));

        Assert.Equal(["data.endless", "data.huge", "data.lists", "data.nested", "data.nowhere"], refused.Violations.Select(v => v.Field));
    }

    [Theory]
    [InlineData("")]
    [InlineData("With Space")]
    [InlineData("9lives")]
    [InlineData("ທິດ")]
    public void A_key_that_cannot_be_a_field_is_refused_and_not_repeated(string key)
    {
        var refused = Assert.Throws<RefusedException>(() => FieldValues.Read(new Dictionary<string, Value> { [key] = Value.ForBool(true) }));

        var violation = Assert.Single(refused.Violations);
        Assert.Equal("data", violation.Field);
        Assert.True(key.Length == 0 || !violation.Sentence.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public void Values_leave_as_their_field_is_typed()
    {
        Assert.Equal(Value.ForBool(true), FieldValues.ToProto(new FieldValue("f", ["true"], []), Field(FieldType.Boolean)));
        Assert.Equal(Value.ForNumber(42), FieldValues.ToProto(new FieldValue("f", ["42"], []), Field(FieldType.Whole)));
        Assert.Equal(Value.ForNumber(0.25), FieldValues.ToProto(new FieldValue("f", ["0.25"], []), Field(FieldType.Number)));
        Assert.Equal(Value.ForString("2026-01-31"), FieldValues.ToProto(new FieldValue("f", ["2026-01-31"], []), Field(FieldType.Date)));
        Assert.Equal(Value.ForString("42"), FieldValues.ToProto(new FieldValue("f", ["42"], []), Field(FieldType.Code)));
    }

    [Fact]
    public void A_list_stays_a_list_when_it_holds_one() => Assert.Equal(
        Value.ForList(Value.ForString("a")), FieldValues.ToProto(new FieldValue("f", ["a"], []), Field(FieldType.Code) with { MaxItems = 3 }));

    [Fact]
    public void Without_its_definition_a_value_is_a_text() =>
        Assert.Equal(Value.ForString("true"), FieldValues.ToProto(new FieldValue("f", ["true"], []), null));

    private static IEnumerable<string> Read(Value value) =>
        Assert.Single(FieldValues.Read(new Dictionary<string, Value> { ["f"] = value })).Values.Select(v => v.Value);

    private static FieldView Field(FieldType type) => new("f", new LocalizedText("Field", "ຊ່ອງ"), type, [], "", 1, 4000, null, null, []);
}
