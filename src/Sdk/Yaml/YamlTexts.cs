using System.Globalization;

namespace Coordination.Yaml;

/// <summary>How dates, times and durations are written in files that people write.</summary>
internal static class YamlTexts
{
    public const string DateForm = "a date: 2004, 2004-10 or 2004-10-29";
    public const string DurationForm = "a duration: a whole number and s, m, h or d, for example 90m";

    /// <summary>The first day of what is named.</summary>
    public static DateOnly? Date(string text)
    {
        string[] forms = ["yyyy-MM-dd", "yyyy-MM", "yyyy"];
        foreach (var form in forms)
        {
            if (DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return date;
        }

        return null;
    }

    public static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    public static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <param name="day">How long "1d" is: 24 hours, or a working day.</param>
    public static TimeSpan? Duration(string text, TimeSpan day)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > 100_000)
            return null;

        TimeSpan? unit = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => day,
            _ => null,
        };
        return unit * count is { } duration && duration <= TimeSpan.FromDays(3_660) ? duration : null;
    }

    /// <summary>The first moment of a day in the country.</summary>
    public static DateTimeOffset Beginning(DateOnly date, TimeZoneInfo zone)
    {
        var local = date.ToDateTime(TimeOnly.MinValue);
        // Where clocks go forward at midnight the day begins an hour later.
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(30);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
