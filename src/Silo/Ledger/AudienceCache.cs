using System.Collections.Concurrent;
using Coordination.Ledger;

namespace Coordination.Silo.Ledger;

/// <summary>
/// Who may know of a resource, shared by all watchers of this silo. An answer is used for an event only when it was
/// read after that event, so that a new party never misses the event that made it one, and for at most a second, so
/// that a right that was taken away ends soon.
/// </summary>
internal sealed class AudienceCache(ILedgerFeed feed, TimeProvider time)
{
    private const int Bound = 50_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly RegistryAudience Nobody = new(0, []);

    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    private sealed record Known(RegistryAudience Audience, long AsOf, long At);

    /// <summary>The audiences of the streams of these entries.</summary>
    public async Task<IReadOnlyDictionary<string, RegistryAudience>> ForAsync(IReadOnlyCollection<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        var answer = new Dictionary<string, RegistryAudience>(StringComparer.Ordinal);
        var missing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (known.TryGetValue(entry.Stream, out var seen) && seen.AsOf >= entry.Position && time.GetElapsedTime(seen.At) < Fresh)
                answer[entry.Stream] = seen.Audience;
            else
                missing.Add(entry.Stream);
        }

        if (missing.Count > 0)
        {
            var asOf = Math.Max(feed.Head, entries.Max(e => e.Position));
            var read = await feed.ReadAudiencesAsync(missing, cancellationToken);
            if (known.Count > Bound)
                known.Clear();
            foreach (var stream in missing)
            {
                var audience = read.GetValueOrDefault(stream, Nobody);
                known[stream] = new Known(audience, asOf, time.GetTimestamp());
                answer[stream] = audience;
            }
        }

        return answer;
    }
}
