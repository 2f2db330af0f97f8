using Coordination.Silo.Cases.Linking;

namespace Coordination.Silo.Tests.Cases.Linking;

public class TraitsTests
{
    [Theory]
    [InlineData("1999-04-21", 1999, 4, 21)]
    [InlineData("1999-04", 1999, 4, 0)]
    [InlineData("1999", 1999, 0, 0)]
    [InlineData("21/04/1999", 1999, 4, 21)]
    [InlineData("21.4.1999", 1999, 4, 21)]
    [InlineData("2542-04-21", 1999, 4, 21)]
    [InlineData("໒໑/໐໔/໑໙໙໙", 1999, 4, 21)]
    [InlineData("๒๑/๐๔/๒๕๔๒", 1999, 4, 21)]
    [InlineData("1999-21-04", 1999, 4, 21)]
    public void Dates_come_to_one_form(string text, int year, int month, int day) => Assert.Equal(new BirthDay(year, month, day), BirthDay.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("0001-01-01")]
    [InlineData("99999")]
    [InlineData("1-2-3-4")]
    public void What_is_no_birth_date_is_none(string? text) => Assert.Null(BirthDay.Parse(text));

    [Fact]
    public void Day_and_month_exchanged_are_one_date() => Assert.Equal(new BirthDay(1999, 7, 3).EitherOrder, new BirthDay(1999, 3, 7).EitherOrder);

    [Theory]
    [InlineData("PA 012-3458", "pao1234S8")]
    [InlineData("PB0011223", "PBOOII223")]
    [InlineData("ທ12345", "ທ 12 345")]
    [InlineData("໐໑໒໙໕", "01295")]
    public void Numbers_that_look_alike_are_one(string one, string other) => Assert.Equal(DocumentNumber.Of(one), DocumentNumber.Of(other));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("0000000")]
    [InlineData("123456789")]
    [InlineData("----")]
    public void A_number_that_stands_for_none_is_none(string? text) => Assert.Null(DocumentNumber.Of(text));

    [Fact]
    public void A_person_does_not_print_itself() =>
        Assert.DoesNotContain("Kham", new LinkablePerson(["Kham"], new BirthDay(1999), []).ToString(), StringComparison.Ordinal);
}
