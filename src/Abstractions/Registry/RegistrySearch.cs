using System.Collections.Immutable;

namespace Coordination.Registry;

/// <summary>A kind of resources in which a caller searches.</summary>
/// <param name="Everything">Without regard to parties: for those who see the whole register of this kind.</param>
public sealed record SearchScope(string Kind, bool Everything);

/// <summary>A search over titles, for whom it is made.</summary>
/// <param name="Text">Words; see docs/reference/search.md for what matches.</param>
/// <param name="Scopes">Where; nothing else is found.</param>
/// <param name="Viewer">Whose parties count where not everything is seen; <see cref="Viewer.Everything"/> is not asked.</param>
/// <param name="Limit">From 1 to 500.</param>
/// <param name="After">Where the last page ended; null: from the beginning.</param>
public sealed record RegistrySearch(string Text, ImmutableArray<SearchScope> Scopes, Viewer Viewer, int Limit, MatchCursor? After)
{
    /// <summary>Of resources that have some of several words, only so many of the newest are ranked.</summary>
    public const int MostRanked = 10_000;
}

/// <param name="Words">How many of the words the last one had.</param>
/// <param name="Key">Its place.</param>
[GenerateSerializer, Immutable]
public readonly record struct MatchCursor(int Words, long Key);

/// <summary>A resource whose title matches.</summary>
/// <param name="Cursor">Where it stands: those with most words first, of these the newest.</param>
public sealed record RegistryMatch(
    string Name, string Kind, string State, string? Province, DateTimeOffset UpdatedAt, int Version, ImmutableArray<byte> View, MatchCursor Cursor);

/// <summary>Full text over the titles of all kinds.</summary>
public interface ISearchIndex
{
    /// <summary>The first matches after the cursor. Nothing tells how many more there are.</summary>
    /// <exception cref="Ledger.LedgerUnavailableException">The store is away.</exception>
    Task<ImmutableArray<RegistryMatch>> SearchAsync(RegistrySearch search, CancellationToken cancellationToken);
}
