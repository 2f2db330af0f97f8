using System.Globalization;

namespace Coordination.Reporting;

/// <summary>What a cycle reports about: a year (<c>2026</c>), half (<c>2026-h1</c>), quarter (<c>2026-q3</c>) or month (<c>2026-07</c>).</summary>
/// <param name="Begin">The first day.</param>
/// <param name="Months">1, 3, 6 or 12.</param>
public readonly record struct ReportPeriod(DateOnly Begin, int Months)
{
    private const int FirstYear = 2000;
    private const int LastYear = 2200;

    /// <summary>The day after the last one.</summary>
    public DateOnly End => Begin.AddMonths(Months);

    public ReportPeriod Next => this with { Begin = End };

    /// <summary>False: there is no such period, or its year is not from 2000 to 2200.</summary>
    public static bool TryParse(string text, out ReportPeriod period)
    {
        ArgumentNullException.ThrowIfNull(text);
        period = default;
        if (text.Length < 4
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || year is < FirstYear or > LastYear)
        {
            return false;
        }

        var (month, months) = text[4..] switch
        {
            "" => (1, 12),
            ['-', 'h', '1' or '2'] => (((text[6] - '1') * 6) + 1, 6),
            ['-', 'q', >= '1' and <= '4'] => (((text[6] - '1') * 3) + 1, 3),
            ['-', >= '0' and <= '1', >= '0' and <= '9'] => (((text[5] - '0') * 10) + (text[6] - '0'), 1),
            _ => (0, 0),
        };
        if (month is < 1 or > 12)
            return false;

        period = new ReportPeriod(new DateOnly(year, month, 1), months);
        return true;
    }

    public override string ToString() => Months switch
    {
        12 => string.Create(CultureInfo.InvariantCulture, $"{Begin.Year:0000}"),
        6 => string.Create(CultureInfo.InvariantCulture, $"{Begin.Year:0000}-h{(Begin.Month / 6) + 1}"),
        3 => string.Create(CultureInfo.InvariantCulture, $"{Begin.Year:0000}-q{(Begin.Month / 3) + 1}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Begin.Year:0000}-{Begin.Month:00}"),
    };
}
