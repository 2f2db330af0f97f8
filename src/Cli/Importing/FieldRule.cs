using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Coordination.Cli.Importing;

/// <summary>What becomes of a value that the map does not have.</summary>
internal enum Otherwise
{
    /// <summary>Its row is rejected.</summary>
    Reject,

    /// <summary>It is made into a code: "Sierra Leonean" becomes <c>sierra_leonean</c>.</summary>
    Code,

    /// <summary>It is taken as it stands.</summary>
    Keep,
}

/// <summary>How one field is filled: with a constant, or from a column through a map.</summary>
internal sealed class FieldRule
{
    private const int LongestCode = 63;

    public required ReferralField Field { get; init; }

    /// <summary>Gets the constant; null: the value comes from <see cref="Column"/>.</summary>
    public ImmutableArray<string>? Constant { get; init; }

    /// <summary>Gets the head of the column.</summary>
    public string Column { get; init; } = "";

    public FrozenDictionary<string, ImmutableArray<string>> Map { get; init; } = FrozenDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Gets whether a value that consists of several keys of the map, one after the other, is their codes joined with <c>+</c>.</summary>
    public bool Parts { get; init; }

    public Otherwise Otherwise { get; init; }

    /// <summary>Gets what stands between the values of a cell that the map does not have as a whole; empty: a cell is one value.</summary>
    public ImmutableArray<string> Separators { get; init; } = [];

    /// <summary>The values for a cell; null when there are none for it and its row must be rejected.</summary>
    /// <param name="cell">Trimmed and in NFC.</param>
    public ImmutableArray<string>? Translate(string cell)
    {
        if (Constant is { } constant)
            return constant;
        if (Map.TryGetValue(cell, out var mapped))
            return mapped;
        if (Parts && Compose(cell) is { } composed && Field.IsGood(composed))
            return [composed];
        if (!Separators.IsEmpty && cell.Split([.. Separators], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 1 } several)
            return Union(several);
        return Single(cell);
    }

    private ImmutableArray<string>? Union(string[] several)
    {
        var all = ImmutableArray.CreateBuilder<string>();
        foreach (var one in several)
        {
            if ((Map.TryGetValue(one, out var mapped) ? mapped : Single(one)) is not { } values)
                return null;
            all.AddRange(values.Except(all));
        }

        return all.ToImmutable();
    }

    private ImmutableArray<string>? Single(string cell)
    {
        if (cell.Length == 0 && Otherwise is not Otherwise.Reject)
            return [];
        var value = Otherwise switch
        {
            Otherwise.Code => CodeOf(cell),
            Otherwise.Keep => cell,
            _ => "",
        };
        return Field.IsGood(value) ? [value] : null;
    }

    /// <summary>Lower-case letters and digits; whatever else stands between them becomes <c>_</c>. Accents are left out; a code that would be too long ends in a hash.</summary>
    public static string CodeOf(string text)
    {
        var code = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
                continue;
            if (rune.IsAscii && char.IsAsciiLetterOrDigit((char)rune.Value))
                code.Append(char.ToLowerInvariant((char)rune.Value));
            else if (code.Length > 0 && code[^1] != '_')
                code.Append('_');
        }

        while (code.Length > 0 && code[^1] == '_')
            code.Length--;
        if (code.Length <= LongestCode && code.Length > 0)
            return code.ToString();

        // A text in another script, or a long one: what is cut off still tells two apart.
        if (text.Length == 0)
            return "";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));
        return code.Length == 0 ? "x" + hash : string.Concat(code.ToString().AsSpan(0, Math.Min(code.Length, 50)), "_", hash);
    }

    private string? Compose(string cell)
    {
        var words = cell.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var codes = new List<string>();
        for (var from = 0; from < words.Length;)
        {
            // The longest key that stands here: "South Sudanese" before "Sudanese".
            var to = words.Length;
            while (to > from && !Map.ContainsKey(string.Join(' ', words[from..to])))
                to--;
            if (to == from || Map[string.Join(' ', words[from..to])] is not [var code])
                return null;
            codes.Add(code);
            from = to;
        }

        return codes.Count > 0 ? string.Join('+', codes) : null;
    }
}
