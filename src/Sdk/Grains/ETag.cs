using System.Globalization;

namespace Coordination.Sdk.Grains;

/// <summary>Etags are versions; callers treat them as opaque.</summary>
public static class ETag
{
    public static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"v{version}");

    /// <summary>True when the caller gave none, or the one of this version.</summary>
    public static bool Matches(string? given, int version) => string.IsNullOrEmpty(given) || string.Equals(given, Of(version), StringComparison.Ordinal);
}
