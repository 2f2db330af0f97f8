using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Coordination.Loading.Manifests;

/// <summary>A version by SemVer 2.0.0. Build metadata is kept and does not count when versions are compared.</summary>
internal sealed class SemanticVersion : IComparable<SemanticVersion>
{
    private readonly string text;
    private readonly string[] prerelease;

    private SemanticVersion(string text, int major, int minor, int patch, string[] prerelease)
    {
        this.text = text;
        (Major, Minor, Patch) = (major, minor, patch);
        this.prerelease = prerelease;
    }

    public int Major { get; }

    public int Minor { get; }

    public int Patch { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out SemanticVersion? version)
    {
        version = null;
        if (text is null or { Length: 0 or > 64 })
            return false;

        var build = text.Split('+', 2);
        var release = build[0].Split('-', 2);
        var prerelease = release.Length > 1 ? release[1].Split('.') : [];
        if (release[0].Split('.') is not [var major, var minor, var patch]
            || !TryNumber(major, out var one) || !TryNumber(minor, out var two) || !TryNumber(patch, out var three)
            || !prerelease.All(part => IsIdentifier(part) && (!IsDigits(part) || TryNumber(part, out _)))
            || (build.Length > 1 && !build[1].Split('.').All(IsIdentifier)))
        {
            return false;
        }

        version = new SemanticVersion(text, one, two, three, prerelease);
        return true;
    }

    /// <summary>Reads a text that is known to be a version.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static SemanticVersion Parse(string text) => TryParse(text, out var version) ? version : throw new FormatException("This is not a SemVer version.");

    public int CompareTo(SemanticVersion? other)
    {
        if (other is null)
            return 1;

        var numbers = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        if (numbers != 0)
            return numbers;
        if (prerelease.Length == 0 || other.prerelease.Length == 0)
            return other.prerelease.Length.CompareTo(prerelease.Length); // One without is the release itself.

        for (var i = 0; i < prerelease.Length && i < other.prerelease.Length; i++)
        {
            var part = ComparePart(prerelease[i], other.prerelease[i]);
            if (part != 0)
                return part;
        }

        return prerelease.Length.CompareTo(other.prerelease.Length);
    }

    public override string ToString() => text;

    private static int ComparePart(string one, string other) => (TryNumber(one, out var a), TryNumber(other, out var b)) switch
    {
        (true, true) => a.CompareTo(b),
        (true, false) => -1,
        (false, true) => 1,
        _ => string.CompareOrdinal(one, other),
    };

    private static bool TryNumber(string text, out int number)
    {
        number = 0;
        return IsDigits(text) && (text.Length == 1 || text[0] != '0') && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static bool IsDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static bool IsIdentifier(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
