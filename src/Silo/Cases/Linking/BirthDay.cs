using System.Globalization;

namespace Coordination.Silo.Cases.Linking;

/// <summary>A birth date as exactly as it is known.</summary>
/// <param name="Year">Of the common era.</param>
/// <param name="Month">0: not known.</param>
/// <param name="Day">0: not known.</param>
internal readonly record struct BirthDay(int Year, int Month = 0, int Day = 0)
{
    /// <summary>Years of the Buddhist era are ahead by this.</summary>
    public const int BuddhistYears = 543;

    private const int Oldest = 1880;
    private const int Newest = 2150;

    public bool IsExact => Month > 0 && Day > 0;

    /// <summary>The first of January is what is written when only the year is known.</summary>
    public bool IsLikelyYearOnly => IsExact && Month == 1 && Day == 1;

    /// <summary>Day and month in either order: 03-07 for the third of July and the seventh of March.</summary>
    public string EitherOrder => string.Create(CultureInfo.InvariantCulture, $"{Math.Min(Day, Month):00}-{Math.Max(Day, Month):00}");

    /// <summary>Brings a date to the common era and an impossible month to its place; null when it is no date of birth.</summary>
    public static BirthDay? Of(int year, int? month = null, int? day = null)
    {
        if (year is >= Oldest + BuddhistYears and <= Newest + BuddhistYears)
            year -= BuddhistYears;
        if (year is < Oldest or > Newest)
            return null;

        var (m, d) = (month ?? 0, day ?? 0);
        if (m > 12 && d is > 0 and <= 12)
            (m, d) = (d, m);
        if (m is < 1 or > 12)
            return new BirthDay(year);
        return d is < 1 or > 31 ? new BirthDay(year, m) : new BirthDay(year, m, d);
    }

    /// <summary>Reads <c>YYYY</c>, <c>YYYY-MM</c>, <c>YYYY-MM-DD</c>, <c>DD/MM/YYYY</c> with any parting signs and Lao, Thai or Latin digits.</summary>
    public static BirthDay? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 40)
            return null;

        var digits = string.Concat(text.Select(c => CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit ? (char)('0' + digit) : ' '));
        var parts = digits.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > 3 || parts.Any(p => p.Length > 4))
            return null;
        int[] numbers = [.. parts.Select(p => int.Parse(p, CultureInfo.InvariantCulture))];
        return numbers switch
        {
            [var year] => Of(year),
            [var year, var month] when parts[0].Length == 4 => Of(year, month),
            [var month, var year] when parts[1].Length == 4 => Of(year, month),
            [var year, var month, var day] when parts[0].Length == 4 => Of(year, month, day),
            [var day, var month, var year] when parts[2].Length == 4 => Of(year, month, day),
            _ => null,
        };
    }
}
