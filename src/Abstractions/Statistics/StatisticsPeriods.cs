using System.Globalization;

namespace Coordination.Statistics;

/// <summary>Periods as they are written: <c>2026</c>, <c>2026-q3</c>, <c>2026-07</c>.</summary>
public static class StatisticsPeriods
{
    private const int FirstYear = 1900;
    private const int EndYear = 3000;

    /// <summary>The first day of a period and the day after its last one.</summary>
    public static bool TryRead(string text, out DateOnly from, out DateOnly until)
    {
        (from, until) = (default, default);
        if (string.IsNullOrEmpty(text) || text.Length < 4
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < FirstYear or >= EndYear)
            return false;

        if (text.Length == 4)
        {
            (from, until) = (new DateOnly(year, 1, 1), new DateOnly(year, 1, 1).AddYears(1));
            return true;
        }

        if (text.Length != 7 || text[4] != '-')
            return false;
        if (text[5] == 'q' && text[6] is >= '1' and <= '4')
        {
            from = new DateOnly(year, ((text[6] - '1') * 3) + 1, 1);
            until = from.AddMonths(3);
            return true;
        }

        if (!int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var month) || month is < 1 or > 12)
            return false;
        from = new DateOnly(year, month, 1);
        until = from.AddMonths(1);
        return true;
    }
}
