using System.Security.Cryptography;
using System.Text;
using Coordination.Bench.Load.People;
using Coordination.Cases;
using Coordination.Silo.Cases.Linking;

namespace Coordination.Silo.Tests.Cases.Linking;

public class BlindIndexTests
{
    private static readonly MacKeys Keys = new(RandomNumberGenerator.GetBytes(32));

    private static readonly LinkablePerson Kham = new(["ຄຳພັນ ພົມມະຈັນ"], new BirthDay(1999, 4, 21), ["PA0123456"]);

    [Fact]
    public void Nothing_of_a_person_can_be_read_in_its_tokens()
    {
        foreach (var token in BlindIndex.TokensOf(Keys, Kham))
            Assert.Matches("^[a-k][0-9a-f]{32}$", token.Value);
    }

    [Fact]
    public void Without_the_key_a_guess_cannot_be_tried()
    {
        var stored = BlindIndex.TokensOf(Keys, Kham).Select(t => t.Value).ToHashSet();
        var guessed = BlindIndex.TokensOf(new MacKeys(RandomNumberGenerator.GetBytes(32)), Kham).Select(t => t.Value);
        Assert.DoesNotContain(guessed, stored.Contains);

        // Nor by hashing what the tokens are made of without any key.
        string[] plain = ["PA0123456", "KMPNPMSN", "KMPNPMSN|1999-04-21", "KMPNPMSN|1999"];
        foreach (var text in plain)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
            Assert.DoesNotContain(stored, term => term.EndsWith(hash, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_same_text_has_another_value_for_each_purpose()
    {
        // Tokens of different purposes cannot be joined: even of one plain text no two values agree.
        var kinds = Enum.GetValues<BlindKind>().Where(k => k is not (BlindKind.NameYearOnly or BlindKind.NameOnly)).ToArray();
        Assert.Equal(kinds.Length, kinds.Select(kind => BlindToken.Of(Keys, kind, "one text").Value[1..]).Distinct().Count());
    }

    [Fact]
    public void Terms_are_such_as_the_registry_takes()
    {
        var busy = new LinkablePerson(
            [.. Enumerable.Range(0, 30).Select(i => $"Khamphanh{(char)('a' + (i % 26))} Phommachanhsouvannavong")], new BirthDay(1999, 4, 21),
            [.. Enumerable.Range(0, 50).Select(i => $"PX{i:0000000}")]);
        var terms = BlindIndex.TokensOf(Keys, busy).Select(t => t.Value).ToArray();
        Assert.InRange(terms.Length, 20, 256);
        Assert.All(terms, term => Assert.True(term.Length <= 64 && !term.Any(char.IsUpper) && BlindToken.Parse(term) is { } read && read.Value == term));
        Assert.Equal(terms.Length, terms.Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("z00000000000000000000000000000000")]
    [InlineData("a0000000000000000000000000000000000000")]
    public void What_is_no_term_of_ours_is_left_alone(string term) => Assert.Null(BlindToken.Parse(term));

    [Theory]
    [InlineData("1999-04-21", "1999-04-21", LinkStrength.Strong)]
    [InlineData("1999-04-07", "1999-07-04", LinkStrength.Strong)]
    [InlineData("1999-04-21", "2542-04-21", LinkStrength.Strong)]
    [InlineData("1999-04-21", "1999", LinkStrength.Possible)]
    [InlineData("1999", "1999", LinkStrength.Possible)]
    [InlineData("1999-04-21", "1999-04", LinkStrength.Possible)]
    [InlineData("1999-04-21", "1999-04-22", LinkStrength.Possible)]
    [InlineData("1999-04-21", "1998-04-21", LinkStrength.Possible)]
    [InlineData("1999-04-21", "1999-01-01", LinkStrength.Possible)]
    [InlineData("1999-04-21", "", LinkStrength.Possible)]
    [InlineData("1999-04-21", "1999-06-25", LinkStrength.None)]
    [InlineData("1999-04-21", "1997", LinkStrength.None)]
    [InlineData("", "", LinkStrength.None)]
    public void Dates_of_one_name_match_as_they_deserve(string one, string other, LinkStrength expected)
    {
        var (a, b) = (Person("Khamphanh Phommachanh", one), Person("ຄຳພັນ ພົມມະຈັນ", other));
        Assert.Equal(expected, Match(a, b, false));
        Assert.Equal(expected, Match(b, a, false));
    }

    [Fact]
    public void Of_a_shared_document_alone_a_match_is_possible_and_with_the_name_strong()
    {
        var other = new LinkablePerson(["Bounmy Xayavong"], new BirthDay(1980, 2, 3), ["pa-0i23456"]);
        Assert.Equal(LinkStrength.Possible, Match(Kham, other, false));
        Assert.Equal(LinkStrength.Strong, Match(Kham, new LinkablePerson(["Khamphan Phommachan"], new BirthDay(1999), ["pa-0i23456"]), false));
    }

    [Fact]
    public void One_wrong_sound_leaves_a_match_possible() =>
        Assert.Equal(LinkStrength.Possible, Match(Person("Khamphanh Phommachanh", "1999-04-21"), Person("Khamlanh Phommachanh", "1999-04-21"), false));

    [Fact]
    public void Genders_that_contradict_make_no_match_strong()
    {
        Assert.Equal(LinkStrength.Possible, Match(Kham, Kham, otherGender: true));
        Assert.Equal(LinkStrength.None, Match(Person("Khamphanh Phommachanh", "1999-04-21"), Person("Khamphanh Phommachanh", "1999"), otherGender: true));
    }

    [Fact]
    public void A_short_name_on_a_day_is_never_strong() =>
        Assert.Equal(LinkStrength.Possible, Match(Person("Noy Lam", "1999-04-21"), Person("ນ້ອຍ ລຳ", "1999-04-21"), false));

    private static LinkablePerson Person(string name, string birth) => new([name], BirthDay.Parse(birth), []);

    private static LinkStrength Match(LinkablePerson asking, LinkablePerson stored, bool otherGender)
    {
        var has = BlindIndex.TokensOf(Keys, stored).Select(t => t.Value).ToHashSet();
        return LinkScore.Of([.. BlindIndex.TokensOf(Keys, asking).Where(t => t.Asks.Any(has.Contains)).Select(t => t.Kind)], otherGender) ?? LinkStrength.None;
    }
}
