using System.Buffers;
using System.Collections.Immutable;
using Coordination.Registry;

namespace Coordination.Ledger.Writing;

/// <summary>
/// What a store could refuse or bend, found before it gets there: one text that PostgreSQL cannot hold would otherwise
/// fail the whole transaction.
/// </summary>
internal static partial class AppendCheck
{
    /// <summary>The most characters of a name, a type, a state, a role. Index rows of PostgreSQL end at 2,704 bytes.</summary>
    public const int NameLength = 256;

    /// <summary>The most characters of a title.</summary>
    public const int TitleLength = 4_096;

    /// <summary>The most bytes of one event or one view.</summary>
    public const int DataLength = 4 * 1024 * 1024;

    /// <summary>The most entries, parties or due rows of one append.</summary>
    public const int Rows = 1_000;

    // A lone surrogate has no UTF-8; NUL is not allowed in a text of PostgreSQL.
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0xD800, 0x800).Select(code => (char)code), '\0']);

    public static bool CanBeStored(Append append) =>
        IsName(append.Stream)
        && append.ExpectedVersion >= 0
        && append.ExpectedVersion <= int.MaxValue - Rows
        && append.Entries is { IsDefaultOrEmpty: false, Length: <= Rows }
        && append.Entries.All(CanBeStored)
        && (append.Registry is null || CanBeStored(append.Stream, append.Registry))
        && (append.Due is null || CanBeStored(append.Due))
        && (append.Facts is null || CanBeStored(append.Facts));

    private static bool CanBeStored(NewEntry? entry) =>
        entry is not null
        && IsName(entry.Type)
        && entry.Data.Length <= DataLength
        && IsText(entry.Agency, NameLength)
        && IsText(entry.Subject, NameLength);

    private static bool CanBeStored(string stream, RegistryChange change) =>
        change.Row is { } row
        && row.Name == stream
        && IsName(row.Kind)
        && IsName(row.State)
        && IsText(row.Title, TitleLength)
        && IsTextOrNull(row.Province)
        && IsTextOrNull(row.Case)
        && IsTextOrNull(row.Instrument)
        && IsTextOrNull(row.Parent)
        && row.View is not null
        && CanBeIndexed(row, change)
        && All(change.Parties, CanBeStored)
        && All(change.RemovedParties, static key => IsName(key.Agency) && IsName(key.Role));

    private static bool CanBeStored(PartyRow? party) =>
        party is not null && IsName(party.Agency) && IsName(party.Role) && IsName(party.State) && IsTextOrNull(party.Unit);

    private static bool CanBeStored(DueChange change) =>
        All(change.Upserts, static row => IsName(row.Kind)) && All(change.Removed, IsName);

    private static bool All<T>(ImmutableArray<T> items, Func<T, bool> holds, int most = Rows)
    {
        if (items.IsDefaultOrEmpty)
        {
            return true;
        }

        if (items.Length > most)
        {
            return false;
        }

        foreach (var item in items)
        {
            if (!holds(item))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsName(string? text) => !string.IsNullOrEmpty(text) && IsText(text, NameLength);

    private static bool IsTextOrNull(string? text) => text is null || IsText(text, NameLength);

    private static bool IsText(string? text, int most)
    {
        if (text is null || text.Length > most)
        {
            return false;
        }

        for (var at = text.AsSpan().IndexOfAny(Suspects); at >= 0 && at < text.Length;)
        {
            if (!char.IsHighSurrogate(text[at]) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]))
            {
                return false;
            }

            var next = text.AsSpan(at + 2).IndexOfAny(Suspects);
            at = next < 0 ? -1 : at + 2 + next;
        }

        return true;
    }
}
