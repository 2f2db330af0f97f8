using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Coordination.Sealing;

namespace Coordination.Silo.Cases.Linking;

/// <summary>What a token is made of. The number is the first letter of the stored term, from a: never renumber.</summary>
internal enum BlindKind
{
    /// <summary>The number of a document.</summary>
    Document,

    /// <summary>The whole name and the birth date.</summary>
    NameDate,

    /// <summary>The same of a name so short that others have it too.</summary>
    ShortNameDate,

    /// <summary>The whole name with one sound less, and the birth date.</summary>
    NearNameDate,

    /// <summary>One word of the name and the birth date.</summary>
    WordDate,

    /// <summary>The whole name, year and month of birth.</summary>
    NameMonth,

    /// <summary>The whole name, day and month of birth.</summary>
    NameDay,

    /// <summary>The whole name and the birth year, of somebody whose date is known: asked by those of whom only the year is.</summary>
    NameYear,

    /// <summary>The whole name and the birth year, of somebody of whom no more is known. It meets itself and <see cref="NameYear"/>.</summary>
    NameYearOnly,

    /// <summary>The whole name alone, if it is long, of somebody whose birth is known: asked by those of whom it is not.</summary>
    Name,

    /// <summary>The whole name alone, if it is long, of somebody whose birth is not known. It meets <see cref="Name"/>.</summary>
    NameOnly,
}

/// <summary>A keyed hash of one combination of a person's traits.</summary>
/// <param name="Kind">What it is made of; readable, so that a look-up asks for one kind.</param>
/// <param name="Value">The term as the registry stores it: one letter for the kind and 32 hexadecimal digits (128 bits of HMAC-SHA256).</param>
internal readonly record struct BlindToken(BlindKind Kind, string Value)
{
    /// <summary>The most tokens of one person; a row of the registry has at most 256 terms.</summary>
    public const int Most = 250;

    private const int Bytes = 16;

    /// <summary>Kinds that meet each other have one key.</summary>
    private static readonly ImmutableArray<string> Uses =
    [
        "case-link:document", "case-link:name-date", "case-link:short-name-date", "case-link:near-name-date", "case-link:word-date",
        "case-link:name-month", "case-link:name-day", "case-link:name-year", "case-link:name-year", "case-link:name", "case-link:name",
    ];

    public static BlindToken Of(IKeyStore keys, BlindKind kind, string plain)
    {
        var bytes = Encoding.UTF8.GetBytes(plain);
        var mac = keys.Mac(Uses[(int)kind], bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return new BlindToken(kind, Letter(kind) + Convert.ToHexStringLower(mac.AsSpan(0, Bytes)));
    }

    /// <summary>A stored term; null when it is none of ours.</summary>
    public static BlindToken? Parse(string term) =>
        term is { Length: 1 + (2 * Bytes) } && term[0] - 'a' is >= 0 and var kind && kind < Uses.Length ? new BlindToken((BlindKind)kind, term) : null;

    /// <summary>The terms that another person's record would have that matches this one.</summary>
    public ImmutableArray<string> Asks => Kind switch
    {
        BlindKind.NameYear => [As(BlindKind.NameYearOnly)],
        BlindKind.NameYearOnly => [As(BlindKind.NameYear), Value],
        BlindKind.Name => [As(BlindKind.NameOnly)],
        BlindKind.NameOnly => [As(BlindKind.Name)],
        _ => [Value],
    };

    private static char Letter(BlindKind kind) => (char)('a' + (int)kind);

    private string As(BlindKind other) => Letter(other) + Value[1..];
}
