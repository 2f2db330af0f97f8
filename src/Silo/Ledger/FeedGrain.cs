using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Ledger;
using Coordination.Outcomes;
using Coordination.Sdk.Modules;
using Orleans.Concurrency;

namespace Coordination.Silo.Ledger;

[StatelessWorker, Reentrant]
internal sealed class FeedGrain(ILedgerFeed feed, AudienceCache audiences, FeedVisibility visibility, AggregateKinds kinds, AccessPolicy access, TimeProvider time)
    : Grain, IFeedGrain
{
    private const int MaxLimit = 1_000;
    private const int ScanPage = 512;
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    public async Task<Outcome<FeedPage>> ReadAsync(
        Principal principal, FeedFilter filter, long after, int limit, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (!access.May(principal, CorePermissions.WatchEvents, Relation.Everyone))
            return CommonRefusals.PermissionDenied;

        limit = Math.Clamp(limit, 1, MaxLimit);
        wait = wait > MaxWait ? MaxWait : wait;
        var started = time.GetTimestamp();
        try
        {
            while (true)
            {
                var entries = await feed.ReadAsync(after, ScanPage, cancellationToken);
                if (entries.IsEmpty)
                {
                    var left = wait - time.GetElapsedTime(started);
                    if (left <= TimeSpan.Zero)
                        return new FeedPage([], after);
                    await feed.WaitAsync(after, left, cancellationToken);
                    if (feed.Head <= after)
                        return new FeedPage([], after);
                    continue;
                }

                var (seen, scannedTo) = await SeenAsync(principal, filter, entries, limit, cancellationToken);
                after = scannedTo;
                if (!seen.IsEmpty || time.GetElapsedTime(started) >= MaxWait)
                    return new FeedPage(seen, after);
            }
        }
        catch (LedgerUnavailableException)
        {
            return CommonRefusals.LedgerUnavailable;
        }
    }

    public async Task<Outcome<long>> HeadAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Reading past the end asks the store, so that the answer also says that the store is there.
            await feed.ReadAsync(Math.Max(0, feed.Head - 1), 1, cancellationToken);
            return feed.Head;
        }
        catch (LedgerUnavailableException)
        {
            return CommonRefusals.LedgerUnavailable;
        }
    }

    private async Task<(ImmutableArray<FeedEvent> Seen, long ScannedTo)> SeenAsync(
        Principal principal, FeedFilter filter, ImmutableArray<LedgerEntry> entries, int limit, CancellationToken cancellationToken)
    {
        var wanted = entries.Where(entry => IsWanted(filter, entry)).ToArray();
        if (wanted.Length == 0)
            return ([], entries[^1].Position);

        var audience = await audiences.ForAsync(wanted, cancellationToken);
        var seen = ImmutableArray.CreateBuilder<FeedEvent>();
        foreach (var entry in wanted)
        {
            if (!visibility.MaySee(principal, entry, audience[entry.Stream]))
                continue;

            seen.Add(new FeedEvent(
                entry.Position, entry.Stream, entry.Version, entry.Type, entry.At,
                entry.Agency.Length == 0 ? null : "agencies/" + entry.Agency, entry.RequestId, ImmutableArray.Create(visibility.Shown(principal, entry, audience[entry.Stream]))));
            if (seen.Count == limit)
                return (seen.ToImmutable(), entry.Position);
        }

        return (seen.ToImmutable(), entries[^1].Position);
    }

    private bool IsWanted(FeedFilter filter, LedgerEntry entry) =>
        (filter.Resource is null || string.Equals(filter.Resource, entry.Stream, StringComparison.Ordinal))
        && kinds.Of(entry.Stream) is { } kind
        && (filter.Kinds.IsDefaultOrEmpty || filter.Kinds.Contains(kind.Kind, StringComparer.Ordinal));
}
