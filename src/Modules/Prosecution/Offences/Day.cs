using System.Globalization;

namespace Coordination.Prosecution.Offences;

/// <summary>Dates that are known to the year, the month or the day.</summary>
internal static class Day
{
    private const string Whole = "yyyy-MM-dd";

    /// <summary>The first day that may be meant; null for an empty text.</summary>
    /// <exception cref="FormatException">It is no date.</exception>
    public static DateOnly? First(string text) => text.Length switch
    {
        0 => null,
        4 => Parse(text + "-01-01"),
        7 => Parse(text + "-01"),
        _ => Parse(text),
    };

    /// <summary>The last day that may be meant; null for an empty text.</summary>
    /// <exception cref="FormatException">It is no date.</exception>
    public static DateOnly? Last(string text) => (text.Length, First(text)) switch
    {
        (_, null) => null,
        (4, { } first) => first.AddYears(1).AddDays(-1),
        (7, { } first) => first.AddMonths(1).AddDays(-1),
        (_, { } first) => first,
    };

    public static bool TryParse(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, Whole, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static DateOnly Parse(string text) => DateOnly.ParseExact(text, Whole, CultureInfo.InvariantCulture);
}
