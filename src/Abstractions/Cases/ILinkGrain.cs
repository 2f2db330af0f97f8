using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Cases;

/// <summary>A possible match between persons of two cases. Its key is its name, <c>links/…</c>.</summary>
public interface ILinkGrain : IAggregateGrain
{
    /// <summary>For the linker: makes the link, or one anew that lapsed or was withdrawn. One that was confirmed or rejected stays. A repeat changes nothing.</summary>
    Task<Refusal?> SuggestAsync(LinkFinding finding);

    /// <summary>For the linker: the identities match no more.</summary>
    /// <param name="erased">One of them is erased: then a confirmed link ends too.</param>
    Task<Refusal?> WithdrawAsync(bool erased);

    /// <summary>Catches up with who leads the two cases and who must not see them. A repeat changes nothing.</summary>
    Task<Refusal?> FollowAsync();

    /// <summary>Refused: NOT_FOUND, PERMISSION_DENIED, ETAG_STALE, LINK_SIDE_UNCLEAR, LINK_NOT_OPEN, LINK_ANSWERED.</summary>
    Task<Outcome<LinkView>> ConfirmAsync(ConfirmLink command, CancellationToken cancellationToken);

    /// <summary>Refused: as <see cref="ConfirmAsync"/>.</summary>
    Task<Outcome<LinkView>> RejectAsync(RejectLink command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<LinkView>> GetAsync(Principal principal, CancellationToken cancellationToken);

    /// <summary>What happened that the caller may know, counted by itself.</summary>
    [ReadOnly]
    Task<Outcome<HistoryPage>> HistoryAsync(Principal principal, CancellationToken cancellationToken);
}

/// <summary>Lists of links. A stateless worker; its key is 0.</summary>
public interface ILinkShelfGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Links of a case that the caller's agency leads, or without a case those of all, newest first. Refused: NOT_FOUND (the case),
    /// PERMISSION_DENIED, PAGE_TOKEN_INVALID, LEDGER_UNAVAILABLE.
    /// </summary>
    [ReadOnly]
    Task<Outcome<LinkList>> ListAsync(
        Principal principal, CaseName? caseName, ImmutableArray<LinkStage> stages, int pageSize, string? pageToken, CancellationToken cancellationToken);

    /// <summary>For a case whose lead, unit or conflicts of interest changed: its links catch up.</summary>
    Task<Refusal?> FollowAsync(CaseName caseName);
}

/// <param name="NextPageToken">Empty at the end.</param>
[GenerateSerializer, Immutable]
public sealed record LinkList(ImmutableArray<LinkView> Links, string NextPageToken);

/// <summary>Finding the grains of links.</summary>
public static class LinkGrains
{
    public static ILinkGrain Link(this IGrainFactory grains, LinkName name) => Of(grains).GetGrain<ILinkGrain>(name.ToString());

    public static ILinkShelfGrain LinkShelf(this IGrainFactory grains) => Of(grains).GetGrain<ILinkShelfGrain>(0);

    private static IGrainFactory Of(IGrainFactory grains) => grains ?? throw new ArgumentNullException(nameof(grains));
}
