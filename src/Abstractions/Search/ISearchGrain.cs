using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Search;

/// <summary>Full text over what a caller may see. A stateless worker; its key is 0.</summary>
public interface ISearchGrain : IGrainWithIntegerKey
{
    /// <summary>One page. Refused: PERMISSION_DENIED, PAGE_TOKEN_INVALID, LEDGER_UNAVAILABLE.</summary>
    [ReadOnly]
    Task<Outcome<SearchPage>> SearchAsync(Principal principal, SearchQuery query, CancellationToken cancellationToken);
}

/// <param name="Text">At most 200 characters.</param>
/// <param name="Kinds">Empty: all.</param>
/// <param name="PageSize">From 1 to 100.</param>
/// <param name="PageToken">Empty: the first page.</param>
[GenerateSerializer, Immutable]
public sealed record SearchQuery(string Text, ImmutableArray<string> Kinds, int PageSize, string PageToken);

/// <param name="NextPageToken">Empty at the end.</param>
[GenerateSerializer, Immutable]
public sealed record SearchPage(ImmutableArray<SearchHit> Hits, string NextPageToken);

/// <summary>A resource that was found, cut to what a list of its kind shows this caller.</summary>
/// <param name="State">The kind's own word.</param>
/// <param name="UpdatedAt">Null where a list does not show it.</param>
[GenerateSerializer, Immutable]
public sealed record SearchHit(string Name, string Kind, string Title, string State, string? Province, DateTimeOffset? UpdatedAt, int Version);
