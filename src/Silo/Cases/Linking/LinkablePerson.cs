using System.Collections.Immutable;
using Coordination.Cases;

namespace Coordination.Silo.Cases.Linking;

/// <summary>What of an identity can link it to another one. It lives in memory only and does not print itself.</summary>
/// <param name="Names">Every name that is known, in any script and order of its parts: by birth, by use, as romanised.</param>
/// <param name="Birth">Null: not known.</param>
/// <param name="Documents">Numbers of documents that are one person's own; never of a family book.</param>
internal sealed record LinkablePerson(ImmutableArray<string> Names, BirthDay? Birth, ImmutableArray<string> Documents)
{
    private static readonly char[] Partings = [';', '\n', '/', '|', '(', ')'];
    private static readonly char[] DocumentPartings = [';', ',', '\n', '|'];

    /// <summary>Reads the fields of the vault. A field may hold several values, parted by semicolons or lines.</summary>
    /// <param name="fields">Those that are kept, with their values (<see cref="IdentityFields"/>).</param>
    public static LinkablePerson Of(IReadOnlyDictionary<string, string> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return new LinkablePerson(
            [.. Values(fields, IdentityFields.Name, Partings), .. Values(fields, IdentityFields.OtherName, Partings)],
            BirthDay.Parse(fields.GetValueOrDefault(IdentityFields.BirthDate)),
            [.. Values(fields, IdentityFields.Document, DocumentPartings)]);
    }

    public override string ToString() => "[person]";

    private static string[] Values(IReadOnlyDictionary<string, string> fields, string field, char[] partings) =>
        fields.GetValueOrDefault(field)?.Split(partings, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
