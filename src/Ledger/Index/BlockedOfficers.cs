using System.Collections.Immutable;

namespace Coordination.Ledger.Index;

/// <summary>
/// Officers for whom a row does not exist, as one text: each key between bars. Few rows have any; those are found by an
/// index of their own.
/// </summary>
internal static class BlockedOfficers
{
    /// <summary>Characters of a key (<see cref="Access.OfficerKey"/>).</summary>
    private const int KeyLength = 32;

    public static string? Write(ImmutableArray<string> keys) => keys.IsDefaultOrEmpty ? null : $"|{string.Join('|', keys)}|";

    public static ImmutableArray<string> Read(string written) => [.. written.Split('|', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>What a question looks for in that text. Who has no proper key is looked for all the same, and not found.</summary>
    public static string Sought(string officer) => $"|{officer}|";

    public static bool IsKey(string? key) => key is { Length: KeyLength } && key.All(char.IsAsciiHexDigitLower);
}
