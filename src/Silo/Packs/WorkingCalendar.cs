using System.Collections.Frozen;
using System.Collections.Immutable;
using Coordination.Calendar;
using Coordination.Packs;

namespace Coordination.Silo.Packs;

/// <summary>The working time of a country pack. Pure and thread-safe.</summary>
/// <remarks>
/// Working time is real time within the working hours, so on a day on which clocks change it is as long as it is.
/// A moment is sought up to 60 years away; beyond that <see cref="ArgumentOutOfRangeException"/> is thrown.
/// </remarks>
public sealed class WorkingCalendar : IWorkingCalendar
{
    private const int MostDays = 366 * 60;

    private readonly TimeZoneInfo zone;
    private readonly ImmutableArray<WorkingHours> hours;
    private readonly FrozenSet<DateOnly> holidays;
    private readonly bool[] works = new bool[7];

    /// <exception cref="ArgumentException">The calendar has no working time.</exception>
    public WorkingCalendar(PackCalendar calendar, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        this.zone = zone ?? throw new ArgumentNullException(nameof(zone));
        if (calendar.WorkingDays.IsEmpty || calendar.Hours.IsEmpty)
            throw new ArgumentException("A calendar needs working days and hours.", nameof(calendar));

        hours = calendar.Hours;
        holidays = calendar.Holidays.Select(h => h.Date).ToFrozenSet();
        foreach (var day in calendar.WorkingDays)
            works[(int)day] = true;
    }

    public bool IsWorkingDay(DateOnly date) => works[(int)date.DayOfWeek] && !holidays.Contains(date);

    /// <inheritdoc />
    /// <remarks>After the close of a working day, 0 is the next working day: a due time never lies in the past.</remarks>
    public DateTimeOffset EndOfWorkingDay(DateTimeOffset from, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        var date = LocalDate(from);
        if (workingDays == 0)
        {
            if (IsWorkingDay(date) && End(date) is var end && from < end)
                return end;
            workingDays = 1;
        }

        for (var day = 0; day < MostDays; day++)
        {
            date = date.AddDays(1);
            if (IsWorkingDay(date) && --workingDays == 0)
                return End(date);
        }

        throw new ArgumentOutOfRangeException(nameof(workingDays), "So many working days are not within 60 years.");
    }

    /// <inheritdoc />
    /// <remarks>The first such moment. A negative time goes back: the last moment from which so much working time has passed.</remarks>
    public DateTimeOffset AddWorkingTime(DateTimeOffset from, TimeSpan workingTime) =>
        workingTime >= TimeSpan.Zero ? Forward(from, workingTime) : Back(from, -workingTime);

    private DateTimeOffset Forward(DateTimeOffset from, TimeSpan left)
    {
        if (left == TimeSpan.Zero)
            return from;

        var date = LocalDate(from);
        for (var day = 0; day < MostDays; day++, date = date.AddDays(1))
        {
            if (!IsWorkingDay(date))
                continue;

            foreach (var period in hours)
            {
                var (begins, ends) = (At(date, period.From), At(date, period.To));
                var at = begins > from ? begins : from;
                if (at >= ends)
                    continue;
                if (left <= ends - at)
                    return at + left;
                left -= ends - at;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(left), "So much working time is not within 60 years.");
    }

    private DateTimeOffset Back(DateTimeOffset from, TimeSpan left)
    {
        var date = LocalDate(from);
        for (var day = 0; day < MostDays; day++, date = date.AddDays(-1))
        {
            if (!IsWorkingDay(date))
                continue;

            for (var i = hours.Length - 1; i >= 0; i--)
            {
                var (begins, ends) = (At(date, hours[i].From), At(date, hours[i].To));
                var at = ends < from ? ends : from;
                if (at <= begins)
                    continue;
                if (left <= at - begins)
                    return at - left;
                left -= at - begins;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(left), "So much working time is not within 60 years.");
    }

    private DateOnly LocalDate(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);

    private DateTimeOffset End(DateOnly date) => At(date, hours[^1].To);

    /// <summary>A local time as a moment in UTC; one that clocks skip is the moment at which they do.</summary>
    private DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
