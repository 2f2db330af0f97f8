using System.Globalization;
using System.Text.RegularExpressions;

namespace Coordination.Cli.Importing;

/// <summary>The time that a file, or a row, is about.</summary>
/// <param name="Id">A part of every request id: "2023-Q2", "2023-04", "2023-04-21" or "2023".</param>
/// <param name="Date">As the platform takes it; of a quarter its first day.</param>
internal sealed record Period(string Id, string Date)
{
    /// <summary>Reads an id.</summary>
    public static Period? Parse(string text)
    {
        text = text.Trim().ToUpperInvariant();
        if (text is [_, _, _, _, '-', 'Q', >= '1' and <= '4'] && IsYear(text[..4]))
            return new Period(text, $"{text[..4]}-{((text[6] - '1') * 3) + 1:00}-01");
        if (ReferralField.TryDay(text, out _))
            return new Period(text, text);
        if (text.Length == 7 && DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return new Period(text, text);
        return text.Length == 4 && IsYear(text) ? new Period(text, text) : null;
    }

    private static bool IsYear(string text) => text.All(char.IsAsciiDigit) && text[0] is '1' or '2';
}

/// <summary>Where the period is found.</summary>
internal sealed class PeriodRule
{
    public const string Placeholders = "{year}, {quarter}, {month}, {day}";

    private readonly Regex? inFileName;

    private PeriodRule(Regex? inFileName, string column) => (this.inFileName, Column) = (inFileName, column);

    /// <summary>The head of the column with it; empty: it is in the file's name.</summary>
    public string Column { get; }

    public static PeriodRule InColumn(string column) => new(null, column);

    /// <summary>A pattern such as <c>{year}-q{quarter}</c>, looked for anywhere in the file's name; the case of letters does not count.</summary>
    /// <returns>Null when it has no year, or both a quarter and a month.</returns>
    public static PeriodRule? InFileName(string pattern)
    {
        if (!pattern.Contains("{year}", StringComparison.Ordinal)
            || (pattern.Contains("{quarter}", StringComparison.Ordinal) && pattern.Contains("{month}", StringComparison.Ordinal))
            || (pattern.Contains("{day}", StringComparison.Ordinal) && !pattern.Contains("{month}", StringComparison.Ordinal)))
        {
            return null;
        }

        var expression = Regex.Escape(pattern)
            .Replace(@"\{year}", "(?<year>[12][0-9]{3})", StringComparison.Ordinal)
            .Replace(@"\{quarter}", "(?<quarter>[1-4])", StringComparison.Ordinal)
            .Replace(@"\{month}", "(?<month>[0-9]{2})", StringComparison.Ordinal)
            .Replace(@"\{day}", "(?<day>[0-9]{2})", StringComparison.Ordinal);
        return expression.Contains(@"\{", StringComparison.Ordinal)
            ? null
            : new PeriodRule(new Regex(expression, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)), "");
    }

    /// <summary>The period in a file's name, or null.</summary>
    public Period? Find(string fileName)
    {
        if (inFileName?.Match(fileName) is not { Success: true } match)
            return null;
        var id = match.Groups["year"].Value;
        if (match.Groups["quarter"] is { Success: true } quarter)
            id += "-Q" + quarter.Value;
        if (match.Groups["month"] is { Success: true } month)
            id += "-" + month.Value;
        if (match.Groups["day"] is { Success: true } day)
            id += "-" + day.Value;
        return Period.Parse(id);
    }
}
