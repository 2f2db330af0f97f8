using System.Globalization;

namespace Coordination.Sdk;

/// <summary>Which modules this platform can host.</summary>
/// <remarks>
/// A module names the version that it was built for. One of the same major version and of no higher minor version can be
/// hosted: a minor version only adds, a major one takes away.
/// </remarks>
public static class ApiVersion
{
    /// <summary>The version of this SDK, <c>major.minor</c>.</summary>
    public const string Current = "1.0";

    /// <summary>Whether a module that was built for this version can be hosted here.</summary>
    /// <param name="api"><c>major.minor</c>; anything else cannot.</param>
    public static bool Hosts(string? api) =>
        Parse(api) is var (major, minor) && Parse(Current) is var (ourMajor, ourMinor) && major == ourMajor && minor <= ourMinor;

    private static (int Major, int Minor)? Parse(string? version) =>
        version?.Split('.') is [var major, var minor]
        && int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out var one)
        && int.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out var two)
            ? (one, two)
            : null;
}
