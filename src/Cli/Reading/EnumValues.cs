using Coordination.Cli.Printing;

namespace Coordination.Cli.Reading;

/// <summary>Enum values as people type them: "in_progress", "in-progress", "IN_PROGRESS".</summary>
internal static class EnumValues
{
    /// <summary>Every value that may be typed.</summary>
    public static IReadOnlyList<string> Of<T>() where T : struct, System.Enum =>
        [.. System.Enum.GetValues<T>().Select(Words.Snake).Where(v => v is not "unspecified")];

    public static bool TryParse<T>(string text, out T value) where T : struct, System.Enum
    {
        var wanted = text.Trim().Replace('-', '_').ToLowerInvariant();
        foreach (var candidate in System.Enum.GetValues<T>())
        {
            if (Words.Snake(candidate) == wanted && wanted is not "unspecified")
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }
}
