using System.Globalization;
using Coordination.Localization;
using Coordination.Prosecution.Offences;

namespace Coordination.Modules.Tests.Prosecution;

public sealed class OffenceRegisterTests
{
    private static readonly OffenceRegister Lao = OffenceRegister.LaoPdr;

    [Theory]
    [InlineData("2004-12-31", false, false)] // Before the Penal Law of 2005.
    [InlineData("2005-01-01", true, false)]
    [InlineData("2010-06-15", true, false)]
    [InlineData("2018-10-31", true, false)]
    [InlineData("2018-11-15", true, true)] // The month is known, the day is not: both may be meant.
    [InlineData("2018-12-01", false, true)]
    [InlineData("2026-11-24", false, true)]
    public void The_law_in_force_on_the_day_of_the_act_applies(string act, bool old, bool present)
    {
        var day = DateOnly.ParseExact(act, "yyyy-MM-dd", CultureInfo.InvariantCulture);

        Assert.Equal(old, Lao.Find("la-penal-law-2005-134")!.MayJudge(day));
        Assert.Equal(present, Lao.Find("la-penal-code-2017-215")!.MayJudge(day));
    }

    [Fact]
    public void An_offence_is_found_by_its_name_and_by_its_code()
    {
        Assert.Same(Lao.Find("la-other"), Lao.Find("offences/la-other"));
        Assert.Null(Lao.Find("offences/of-nobody"));
        Assert.Null(Lao.Find(null));
    }

    [Fact]
    public void What_is_not_known_is_empty_and_what_nobody_checked_says_so()
    {
        Assert.Equal("", Lao.Find("la-women-2004")!.Article);
        Assert.All(Lao.All.Where(o => o.Instrument.Length > 0), o => Assert.False(o.Checked));
        Assert.All(Lao.All.Where(o => o.Instrument.Length > 0), o => Assert.NotEmpty(o.Source));
    }

    [Fact]
    public void Every_offence_has_words_in_both_languages() =>
        Assert.All(Lao.All, o => Assert.True(o.Title.En.Length > 0 && o.Title.Lo.Length > 0));

    [Fact]
    public void A_register_with_a_code_twice_or_an_unknown_successor_or_dates_that_run_backwards_is_refused()
    {
        var one = new Offence("one", new LocalizedText("One", "ໜຶ່ງ"), "law", "", "2005", "2010", "", true, "", false);

        Assert.Throws<ArgumentException>(() => new OffenceRegister([one, one]));
        Assert.Throws<ArgumentException>(() => new OffenceRegister([one with { Successor = "two" }]));
        Assert.Throws<ArgumentException>(() => new OffenceRegister([one with { From = "2011" }]));
    }
}
