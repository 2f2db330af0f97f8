using Coordination.Calendar;

namespace Coordination.Sdk.Testing;

/// <summary>Monday to Friday, around the clock, UTC, no holidays: for tests of rules. A <see cref="TestPlatform"/> has the pack's calendar.</summary>
public sealed class PlainCalendar : IWorkingCalendar
{
    public DateTimeOffset EndOfWorkingDay(DateTimeOffset from, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        var day = new DateTimeOffset(from.UtcDateTime.Date, TimeSpan.Zero);
        while (!IsWorking(day))
            day = day.AddDays(1);
        for (var left = workingDays; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWorking(day))
                left--;
        }

        return day.AddDays(1);
    }

    public DateTimeOffset AddWorkingTime(DateTimeOffset from, TimeSpan workingTime)
    {
        var at = from;
        for (var left = workingTime; ;)
        {
            var midnight = new DateTimeOffset(at.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
            if (!IsWorking(at))
            {
                at = midnight;
                continue;
            }

            if (at + left <= midnight)
                return at + left;
            left -= midnight - at;
            at = midnight;
        }
    }

    private static bool IsWorking(DateTimeOffset day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
