using System.Text;
using Coordination.Access;
using Coordination.Directory;
using Coordination.Names;
using Coordination.Packs;
using Coordination.Tasks;

namespace Coordination.Silo.Packs;

/// <summary>The pack that ships with the platform.</summary>
public sealed class LaoPackTests
{
    private static readonly PackLoad Load = PackLoader.Load(PackFolder.Lao);

    private static CountryPack Pack => Load.Pack!;

    [Fact]
    public void It_has_no_error() => Assert.Empty(Load.Errors);

    [Fact]
    public void It_says_which_pack_it_is()
    {
        Assert.Equal(("lao-pdr", "LA", "Asia/Vientiane"), (Pack.Id, Pack.Country, Pack.TimeZone.Id));
        Assert.Equal(["lo", "en"], Pack.Languages);
        Assert.Equal(TimeSpan.FromHours(7), Pack.TimeZone.BaseUtcOffset);
    }

    [Fact]
    public void It_has_18_provinces_with_148_districts()
    {
        Assert.Equal(18, Pack.Provinces.Length);
        Assert.Equal(148, Pack.Provinces.Sum(p => p.Districts));
        Assert.Equal("prefecture", Pack.FindProvince("LA-VT")!.Kind);
    }

    [Fact]
    public void It_has_the_agencies_of_the_country_in_force_today()
    {
        var today = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        var codes = Pack.Agencies.Where(a => a.Country == "LA" && a.IsInForceAt(today)).Select(a => a.Name.Id).Order(StringComparer.Ordinal);

        Assert.Equal(
            ["atd", "lfnd", "lftu", "lwu", "lwu-center", "lyu", "mlsw", "mnd", "moes", "mofa", "moh", "moj", "mps", "ncatip", "opp", "psc", "secretariat"],
            codes);
    }

    [Fact]
    public void It_has_partners_abroad_and_bodies()
    {
        Assert.Equal(["CN", "KH", "MM", "TH", "VN"], Pack.Agencies.Where(a => a.Kind is AgencyKind.Foreign).Select(a => a.Country).Distinct().Order());
        Assert.Contains(Pack.Agencies, a => a.Name == new AgencyName("commit") && a.Kind is AgencyKind.Partner);
    }

    [Fact]
    public void It_has_an_anti_trafficking_unit_in_each_province()
    {
        var units = Pack.Units.Where(u => u.Agency == new AgencyName("mps")).ToArray();

        Assert.Equal(Pack.Provinces.Select(p => p.Code), units.Select(u => u.Province).Order(StringComparer.Ordinal));
        Assert.Contains(units, u => u.Name == new UnitName("atu-la-vt") && u.Province == "LA-VT");
    }

    [Fact]
    public void Whoever_delegates_in_the_provinces_has_somebody_there()
    {
        foreach (var agency in new[] { "mlsw", "lwu" })
            Assert.Equal(18, Pack.Units.Where(u => u.Agency == new AgencyName(agency)).Select(u => u.Province).Distinct().Count());
        Assert.All(Pack.Units.Where(u => u.Agency != new AgencyName("mps")), u => Assert.False(u.Note.Checked));
    }

    [Fact]
    public void Each_province_has_a_committee_that_approves_its_reports_and_is_no_unit_of_the_network()
    {
        Assert.Equal(Pack.Provinces.Select(p => p.Code), Pack.Reporting.Approvers.Keys.Order(StringComparer.Ordinal));
        var committees = Pack.Units.Where(u => Pack.Reporting.Approvers.ContainsValue(u.Name)).ToArray();
        Assert.Equal(18, committees.Length);
        Assert.All(committees, u => Assert.Equal((Pack.Committee.Name.Id, false), (u.Agency.Id, u.Affected)));
        Assert.Equal(["unit", "province", "ministry", "secretariat", "chair"], Pack.Reporting.Ladder.Select(r => r.Level));
    }

    [Fact]
    public void The_committee_has_a_chair_and_a_secretariat_since_2004()
    {
        Assert.Equal(new CommitteeName("ncatip"), Pack.Committee.Name);
        var beginning = new DateTimeOffset(2003, 12, 31, 17, 0, 0, TimeSpan.Zero); // Midnight in Vientiane.
        Assert.Contains(new MembershipView(new AgencyName("mps"), MembershipRole.Chair, beginning, null), Pack.Committee.Memberships);
        Assert.Contains(new MembershipView(new AgencyName("secretariat"), MembershipRole.Secretariat, beginning, null), Pack.Committee.Memberships);
    }

    [Fact]
    public void It_works_from_Monday_to_Friday_seven_hours_a_day()
    {
        Assert.Equal(5, Pack.Calendar.WorkingDays.Length);
        Assert.Equal(TimeSpan.FromHours(7), Pack.Calendar.DayLength);
        Assert.Contains(Pack.Calendar.Holidays, h => h.Date == new DateOnly(2026, 12, 2));
        Assert.All(Pack.Calendar.Holidays, h => Assert.False(h.Note.Checked));
    }

    [Fact]
    public void Time_limits_follow_the_urgency() => Assert.Equal(
        [("urgent_direct", 8d), ("urgent", 72d), ("normal", 168d)],
        Pack.Deadlines.InformationRequests.Select(l => (l.Urgency, l.AnswerWithin.TotalHours)));

    [Fact]
    public void Every_priority_has_a_whole_ladder_and_the_most_urgent_begins_at_once()
    {
        foreach (var priority in new[] { "routine", "urgent", "asap", "stat" })
        {
            var rungs = Pack.Deadlines.Tasks.Ladder.Where(r => r.Priorities.Contains(priority)).ToArray();
            Assert.Equal(["unit", "province", "ministry", "secretariat", "chair"], rungs.Select(r => r.Level));
            Assert.Equal(rungs.Select(r => r.After).Order(), rungs.Select(r => r.After));
        }

        Assert.All(Pack.Deadlines.Tasks.Ladder.Where(r => r.Priorities.Contains("routine")), r => Assert.True(r.WorkingTime));
        Assert.Equal(TimeSpan.Zero, Pack.Deadlines.Tasks.Ladder.First(r => r.Level == "ministry" && r.Priorities.Contains("stat")).After);
    }

    [Fact]
    public void A_working_day_of_a_time_limit_is_a_working_day_of_the_calendar() =>
        Assert.Equal(new ReminderRule("3-days", TimeSpan.FromHours(21), true), Pack.Deadlines.Tasks.Reminders[0]);

    [Fact]
    public void What_is_not_known_of_an_instrument_is_left_empty()
    {
        Assert.Equal("2003", Pack.Find(new InstrumentName("palermo-protocol"))!.Date);
        Assert.Equal("2004-10", Pack.Find(new InstrumentName("commit-mou"))!.Date);
        Assert.Equal("", Pack.Find(new InstrumentName("npa"))!.Date);
        Assert.Equal("", Pack.Find(new InstrumentName("law-anti-trafficking"))!.Date);
        Assert.All(Pack.Instruments.Where(i => i.Name.Id != "palermo-protocol"), i => Assert.Empty(i.Objectives));
        Assert.All(Pack.Find(new InstrumentName("palermo-protocol"))!.Objectives, o => Assert.False(o.Note.Checked));
    }

    [Fact]
    public void Every_role_that_a_token_may_carry_has_words() =>
        Assert.Equal(Role.Assignable.Order(StringComparer.Ordinal), Pack.Labels["role"].Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_text_is_in_two_languages_and_normalised()
    {
        var texts = Pack.Agencies.Select(a => a.DisplayName).Concat(Pack.Units.Select(u => u.DisplayName)).Concat(Pack.Provinces.Select(p => p.DisplayName))
            .Concat(Pack.Instruments.Select(i => i.DisplayName)).Concat(Pack.Labels.Values.SelectMany(group => group.Values));

        Assert.All(texts, text =>
        {
            Assert.NotEmpty(text.En);
            Assert.NotEmpty(text.Lo);
            Assert.True(text.Lo.IsNormalized(NormalizationForm.FormKC));
        });
    }
}
