using System.Collections.Immutable;
using Coordination.Cli.Importing;
using Xunit;

namespace Coordination.Importing;

public sealed class MappingTests
{
    private const string Good = """
        id: sample
        count: {column: people}
        period: {file_name: "{year}-q{quarter}"}
        fields:
          purpose: {constant: victim_identification}
          legal_basis: {constant: palermo-protocol}
          retain_until: {constant: "2036-12-31"}
          role: {constant: victim}
          gender:
            column: gender
            map: {Male: male, Female: female}
          citizenship:
            column: nationality
            parts: true
            otherwise: code
            map: {South Sudanese: "ss", Sudanese: "sd", UK: "gb"}
          exploitation:
            column: exploitation
            map: {"Labour & Criminal": [labour, criminal], Unknown: []}
        """;

    [Fact]
    public void The_mapping_of_the_united_kingdom_is_valid()
    {
        var mapping = ReferralMapping.Load(Fixture.NrmMapping, "nrm.yaml");

        Assert.Equal("uk-nrm", mapping.Id);
        Assert.Equal("people", mapping.CountColumn);
        Assert.Equal(7, mapping.Columns.Length);
        Assert.Equal("source_type", mapping.RuleOf("first_responder_type")!.Field.Name);
        Assert.Equal("citizenship", mapping.RuleOf("nationality")!.Field.Name);
    }

    [Theory]
    [InlineData("Sudanese South Sudanese", "sd+ss")]
    [InlineData("South Sudanese Sudanese", "ss+sd")]
    [InlineData("UK", "gb")]
    [InlineData("Sudanese Martian", "sudanese_martian")]
    [InlineData("Côte d'Azur", "cote_d_azur")]
    public void A_nationality_becomes_a_code(string cell, string code) =>
        Assert.Equal([code], Read(Good).Rules["citizenship"].Translate(cell)!.Value);

    [Fact]
    public void A_value_of_the_map_may_be_several_or_none()
    {
        var rule = Read(Good).Rules["exploitation"];

        Assert.Equal(["labour", "criminal"], rule.Translate("Labour & Criminal")!.Value);
        Assert.Equal(ImmutableArray<string>.Empty, rule.Translate("Unknown")!.Value);
        Assert.Null(rule.Translate("Something else"));
    }

    [Theory]
    [InlineData("Sexual, Labour, Domestic & Criminal", "sexual,labour,domestic,criminal")]
    [InlineData("Labour", "labour")]
    [InlineData("Labour & Labour", "labour")]
    [InlineData("Labour & Space mining", "labour,space_mining")]
    [InlineData("Not specified or unknown", "")]
    [InlineData("", "")]
    public void Several_forms_stand_in_one_cell(string cell, string forms) => Assert.Equal(
        forms, string.Join(',', ReferralMapping.Load(Fixture.NrmMapping, "nrm.yaml").Rules["exploitation"].Translate(cell)!.Value));

    [Fact]
    public void A_part_that_the_map_does_not_have_rejects_the_row()
    {
        var rule = Read(Good.Replace("exploitation:\n", "exploitation:\n    separators: ['&']\n", StringComparison.Ordinal)).Rules["exploitation"];

        Assert.Equal(["labour", "criminal"], rule.Translate("Labour & Criminal")!.Value);
        Assert.Null(rule.Translate("Labour & Sexual"));
    }

    [Fact]
    public void A_long_text_or_one_in_another_script_becomes_a_code_of_its_own()
    {
        var one = FieldRule.CodeOf(new string('a', 80) + "1");
        var other = FieldRule.CodeOf(new string('a', 80) + "2");

        Assert.True(ReferralField.IsCode(one));
        Assert.NotEqual(one, other);
        Assert.True(ReferralField.IsCode(FieldRule.CodeOf("ລາວ")));
    }

    [Theory]
    [InlineData("referrals-2023-q2.csv", "2023-Q2", "2023-04-01")]
    [InlineData("Referrals-2019-Q4 (final).csv", "2019-Q4", "2019-10-01")]
    public void The_period_is_in_the_files_name(string file, string id, string date)
    {
        var period = Read(Good).Period.Find(file);

        Assert.Equal(new Period(id, date), period);
    }

    [Theory]
    [InlineData("referrals.csv")]
    [InlineData("referrals-2023-q5.csv")]
    public void A_name_without_a_period_has_none(string file) => Assert.Null(Read(Good).Period.Find(file));

    [Theory]
    [InlineData("2023-Q2", true)]
    [InlineData("2023-q4", true)]
    [InlineData("2023-04", true)]
    [InlineData("2023-02-28", true)]
    [InlineData("2023", true)]
    [InlineData("2023-Q5", false)]
    [InlineData("2023-13", false)]
    [InlineData("2023-02-30", false)]
    [InlineData("soon", false)]
    public void A_period_is_a_quarter_a_month_a_day_or_a_year(string text, bool good) => Assert.Equal(good, Period.Parse(text) is not null);

    [Theory]
    [InlineData("id: sample", "id: Not A Code", 1, "is not a code")]
    [InlineData("id: sample", "name: no id", 0, "needs \"id\"")]
    [InlineData("id: sample", "id: sample\nid: sample", 2, "occurs twice")]
    [InlineData("id: sample", "id: sample\nspeed: 3", 2, "has no key \"speed\"")]
    [InlineData("{year}-q{quarter}", "q{quarter}", 3, "is not a pattern")]
    [InlineData("file_name: \"{year}-q{quarter}\"", "weekday: x", 3, "has no key \"weekday\"")]
    [InlineData("[labour, criminal]", "[Labour]", 19, "is not a code")]
    [InlineData("Male: male", "Male: masculine", 11, "is not one of female, male, other, unknown")]
    [InlineData("otherwise: code", "otherwise: perhaps", 15, "is not reject, code or keep")]
    [InlineData("parts: true", "parts: maybe", 14, "is not true or false")]
    [InlineData("2036-12-31", "2036-02-31", 7, "is not a day")]
    [InlineData("column: gender", "column: nationality", 5, "A column fills one field")]
    [InlineData("count: {column: people}", "count: {column: gender}", 2, "counts and fills a field as well")]
    [InlineData("  role: {constant: victim}\n", "", 5, "The field \"role\" is needed")]
    [InlineData("role: {constant: victim}", "role: {constant: victim, column: x}", 8, "nothing else belongs there")]
    [InlineData("column: gender", "column: gender\n    separators: [x]", 11, "nothing to separate")]
    [InlineData("column: exploitation", "column: exploitation\n    separators: x", 19, "is a list of texts")]
    [InlineData("role: {constant: victim}", "role: &a victim", 8, "anchors and tags are not used here")]
    [InlineData("role: {constant: victim}", "role: [", 8, "This is not YAML")]
    public void What_is_wrong_is_said_with_its_line(string good, string bad, int line, string message)
    {
        var errors = new MappingErrors("m.yaml");

        ReferralMapping.Read(Good.Replace("\r", "", StringComparison.Ordinal).Replace(good, bad, StringComparison.Ordinal), errors);

        Assert.Contains(errors.All, error => error.Message.Contains(message, StringComparison.Ordinal) && (line == 0 || error.Line == line));
    }

    [Fact]
    public void All_errors_are_said_at_once()
    {
        var errors = new MappingErrors("m.yaml");

        ReferralMapping.Read("id: UPPER\nfields:\n  gender: {column: g, map: {M: man}}\n", errors);

        Assert.True(errors.All.Length >= 6, string.Join('\n', errors.All));
    }

    [Fact]
    public void A_file_that_is_missing_or_no_utf8_is_said()
    {
        Assert.Throws<MappingException>(() => ReferralMapping.Load("/nowhere/m.yaml", "m.yaml"));
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, [0x69, 0x64, 0xFF, 0xFE]);
        try
        {
            Assert.Contains("UTF-8", Assert.Throws<MappingException>(() => ReferralMapping.Load(path, "m.yaml")).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static ReferralMapping Read(string text)
    {
        var errors = new MappingErrors("m.yaml");
        var mapping = ReferralMapping.Read(text, errors);
        Assert.Empty(errors.All);
        return mapping!;
    }
}
