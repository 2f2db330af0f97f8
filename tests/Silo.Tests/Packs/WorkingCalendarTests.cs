using Coordination.Localization;
using Coordination.Packs;

namespace Coordination.Silo.Packs;

public sealed class WorkingCalendarTests
{
    // Vientiane is seven hours before UTC and keeps no summer time. 8-12 and 13-16 local are 1-5 and 6-9 UTC.
    private static readonly WorkingCalendar Lao = Calendar("Asia/Vientiane", "2026-01-01", "2026-12-02", "2027-01-01");

    [Fact]
    public void The_end_of_a_working_day_is_its_close() =>
        Assert.Equal(At("2026-03-03T16:00"), Lao.EndOfWorkingDay(At("2026-03-02T09:00"), 1));

    [Fact]
    public void Zero_is_the_same_day_while_it_lasts_and_the_next_one_after_that()
    {
        Assert.Equal(At("2026-03-02T16:00"), Lao.EndOfWorkingDay(At("2026-03-02T09:00"), 0));
        Assert.Equal(At("2026-03-02T16:00"), Lao.EndOfWorkingDay(At("2026-03-02T06:00"), 0));
        Assert.Equal(At("2026-03-03T16:00"), Lao.EndOfWorkingDay(At("2026-03-02T16:00"), 0));
        Assert.Equal(At("2026-03-09T16:00"), Lao.EndOfWorkingDay(At("2026-03-07T09:00"), 0)); // A Saturday.
    }

    [Fact]
    public void A_weekend_is_no_working_time()
    {
        Assert.Equal(At("2026-03-09T16:00"), Lao.EndOfWorkingDay(At("2026-03-06T09:00"), 1));
        Assert.Equal(At("2026-03-09T09:00"), Lao.AddWorkingTime(At("2026-03-06T15:00"), TimeSpan.FromHours(2)));
    }

    [Fact]
    public void A_holiday_beside_a_weekend_makes_it_longer()
    {
        // 1 January 2027 is a Friday.
        Assert.Equal(At("2027-01-04T16:00"), Lao.EndOfWorkingDay(At("2026-12-31T09:00"), 1));
        Assert.Equal(At("2027-01-04T09:00"), Lao.AddWorkingTime(At("2026-12-31T15:00"), TimeSpan.FromHours(2)));
    }

    [Fact]
    public void A_year_ends_without_notice() => Assert.Equal(At("2026-01-05T16:00"), Lao.EndOfWorkingDay(At("2025-12-31T23:00"), 2));

    [Fact]
    public void A_holiday_within_the_week_is_passed_over() =>
        Assert.Equal(At("2026-12-03T09:00"), Lao.AddWorkingTime(At("2026-12-01T15:00"), TimeSpan.FromHours(2)));

    [Fact]
    public void Lunch_is_no_working_time() =>
        Assert.Equal(At("2026-03-02T13:30"), Lao.AddWorkingTime(At("2026-03-02T11:30"), TimeSpan.FromHours(1)));

    [Fact]
    public void What_ends_with_a_period_ends_there_and_not_with_the_next()
    {
        Assert.Equal(At("2026-03-02T12:00"), Lao.AddWorkingTime(At("2026-03-02T11:00"), TimeSpan.FromHours(1)));
        Assert.Equal(At("2026-03-02T16:00"), Lao.AddWorkingTime(At("2026-03-02T08:00"), TimeSpan.FromHours(7)));
    }

    [Fact]
    public void Outside_working_hours_time_begins_to_count_with_the_next()
    {
        Assert.Equal(At("2026-03-02T09:00"), Lao.AddWorkingTime(At("2026-03-02T03:00"), TimeSpan.FromHours(1)));
        Assert.Equal(At("2026-03-03T09:00"), Lao.AddWorkingTime(At("2026-03-02T20:00"), TimeSpan.FromHours(1)));
        Assert.Equal(At("2026-03-02T14:00"), Lao.AddWorkingTime(At("2026-03-02T12:30"), TimeSpan.FromHours(1)));
    }

    [Fact]
    public void No_working_time_changes_nothing() => Assert.Equal(At("2026-03-07T03:00"), Lao.AddWorkingTime(At("2026-03-07T03:00"), TimeSpan.Zero));

    [Fact]
    public void A_negative_time_goes_back()
    {
        Assert.Equal(At("2026-03-06T15:00"), Lao.AddWorkingTime(At("2026-03-09T09:00"), TimeSpan.FromHours(-2)));
        Assert.Equal(At("2026-03-02T11:30"), Lao.AddWorkingTime(At("2026-03-02T13:30"), TimeSpan.FromHours(-1)));
        Assert.Equal(At("2026-03-06T16:00"), Lao.AddWorkingTime(At("2026-03-07T10:00"), TimeSpan.FromTicks(-1)).AddTicks(1));
    }

    [Fact]
    public void A_day_on_which_clocks_change_is_as_long_as_it_is()
    {
        // In Berlin clocks went forward in the night to Sunday, 29 March 2026.
        var night = Calendar("Europe/Berlin", hours: ("00:00", "06:00"), days: [DayOfWeek.Saturday, DayOfWeek.Sunday]);

        var end = night.AddWorkingTime(new DateTimeOffset(2026, 3, 27, 23, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(11));

        // Six hours on Saturday and, because one is skipped, five on Sunday.
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 4, 0, 0, TimeSpan.Zero), end);
    }

    [Fact]
    public void What_is_too_far_away_is_refused_and_not_sought_for_ever()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Lao.AddWorkingTime(At("2026-03-02T09:00"), TimeSpan.FromDays(36_500)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lao.EndOfWorkingDay(At("2026-03-02T09:00"), 1_000_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lao.EndOfWorkingDay(At("2026-03-02T09:00"), -1));
    }

    [Fact]
    public void A_calendar_without_working_time_is_refused() =>
        Assert.Throws<ArgumentException>(() => new WorkingCalendar(new PackCalendar([], [], []), TimeZoneInfo.Utc));

    internal static WorkingCalendar Calendar(string zone, params string[] holidays) => new(
        new PackCalendar(
            [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday],
            [new WorkingHours(new TimeOnly(8, 0), new TimeOnly(12, 0)), new WorkingHours(new TimeOnly(13, 0), new TimeOnly(16, 0))],
            [.. holidays.Select(h => new PackHoliday(DateOnly.Parse(h, System.Globalization.CultureInfo.InvariantCulture), LocalizedText.Empty, PackNote.None))]),
        TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static WorkingCalendar Calendar(string zone, (string From, string To) hours, DayOfWeek[] days) => new(
        new PackCalendar(
            [.. days],
            [new WorkingHours(TimeOnly.Parse(hours.From, System.Globalization.CultureInfo.InvariantCulture), TimeOnly.Parse(hours.To, System.Globalization.CultureInfo.InvariantCulture))],
            []),
        TimeZoneInfo.FindSystemTimeZoneById(zone));

    /// <summary>A time in Vientiane.</summary>
    private static DateTimeOffset At(string local) => DateTimeOffset.Parse(local + "+07:00", System.Globalization.CultureInfo.InvariantCulture);
}
