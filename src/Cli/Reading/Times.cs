using System.Globalization;

namespace Coordination.Cli.Reading;

/// <summary>Points in time as people type them.</summary>
internal static class Times
{
    /// <summary>"2026-03-01", "2026-03-01T17:00", "2026-03-01T17:00:00Z" (local time unless it says its zone), or "+5s", "+30m", "+8h", "+3d", "+2w" from now.</summary>
    public static bool TryParse(string text, DateTimeOffset now, out DateTimeOffset time)
    {
        var trimmed = text.Trim();
        if (trimmed.StartsWith('+'))
            return TryAhead(trimmed[1..], now, out time);
        return DateTimeOffset.TryParse(trimmed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out time);
    }

    private static bool TryAhead(string text, DateTimeOffset now, out DateTimeOffset time)
    {
        time = default;
        if (text.Length < 2 || !double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 40000)
            return false;
        TimeSpan? span = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            'w' when number < 5000 => TimeSpan.FromDays(7 * number),
            _ => null,
        };
        if (span is null)
            return false;
        time = now + span.Value;
        return true;
    }
}
