using CsCheck;

namespace Coordination.Silo.Packs;

/// <summary>What must hold for every time, not only for those that somebody thought of.</summary>
public sealed class WorkingCalendarProperties
{
    private static readonly WorkingCalendar[] Calendars =
    [
        WorkingCalendarTests.Calendar("Asia/Vientiane", "2026-01-01", "2026-04-14", "2026-04-15", "2026-04-16", "2026-12-02"),
        // One whose clocks change, so that days differ in length.
        WorkingCalendarTests.Calendar("Europe/Berlin", "2026-01-01", "2026-05-01"),
    ];

    private static readonly Gen<WorkingCalendar> AnyCalendar = Gen.Int[0, Calendars.Length - 1].Select(i => Calendars[i]);

    private static readonly Gen<DateTimeOffset> AnyTime =
        Gen.Int[0, 2 * 365 * 24 * 60].Select(minutes => new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes));

    private static readonly Gen<TimeSpan> AnyWork = Gen.Int[0, 200 * 60].Select(minutes => TimeSpan.FromMinutes(minutes));

    [Fact]
    public void More_working_time_never_ends_earlier() => Gen.Select(AnyCalendar, AnyTime, AnyWork, AnyWork).Sample((calendar, from, a, b) =>
        calendar.AddWorkingTime(from, a < b ? a : b) <= calendar.AddWorkingTime(from, a < b ? b : a));

    [Fact]
    public void A_later_beginning_never_ends_earlier() => Gen.Select(AnyCalendar, AnyTime, AnyTime, AnyWork).Sample((calendar, a, b, work) =>
        calendar.AddWorkingTime(a < b ? a : b, work) <= calendar.AddWorkingTime(a < b ? b : a, work));

    [Fact]
    public void Two_parts_end_where_the_whole_ends() => Gen.Select(AnyCalendar, AnyTime, AnyWork, AnyWork).Sample((calendar, from, a, b) =>
        calendar.AddWorkingTime(calendar.AddWorkingTime(from, a), b) == calendar.AddWorkingTime(from, a + b));

    [Fact]
    public void Two_parts_back_end_where_the_whole_ends() => Gen.Select(AnyCalendar, AnyTime, AnyWork, AnyWork).Sample((calendar, from, a, b) =>
        calendar.AddWorkingTime(calendar.AddWorkingTime(from, -a), -b) == calendar.AddWorkingTime(from, -(a + b)));

    [Fact]
    public void There_and_back_is_the_same_working_time() => Gen.Select(AnyCalendar, AnyTime, AnyWork).Sample((calendar, from, work) =>
    {
        var there = calendar.AddWorkingTime(from, work);
        return calendar.AddWorkingTime(calendar.AddWorkingTime(there, -work), work) == there || work == TimeSpan.Zero;
    });

    [Fact]
    public void Working_time_takes_at_least_as_long() => Gen.Select(AnyCalendar, AnyTime, AnyWork).Sample((calendar, from, work) =>
        calendar.AddWorkingTime(from, work) - from >= work);

    [Fact]
    public void The_end_of_a_working_day_lies_ahead_and_more_days_lie_further() =>
        Gen.Select(AnyCalendar, AnyTime, Gen.Int[0, 300]).Sample((calendar, from, days) =>
            calendar.EndOfWorkingDay(from, days) > from && calendar.EndOfWorkingDay(from, days) <= calendar.EndOfWorkingDay(from, days + 1));
}
