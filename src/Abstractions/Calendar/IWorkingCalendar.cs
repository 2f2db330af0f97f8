namespace Coordination.Calendar;

/// <summary>The country's working time. Pure: it knows no clock.</summary>
public interface IWorkingCalendar
{
    /// <summary>The end of the n-th working day after the day of <paramref name="from"/>; 0: of that day, or of the next working day.</summary>
    DateTimeOffset EndOfWorkingDay(DateTimeOffset from, int workingDays);

    /// <summary>The moment when so much working time has passed.</summary>
    DateTimeOffset AddWorkingTime(DateTimeOffset from, TimeSpan workingTime);
}
