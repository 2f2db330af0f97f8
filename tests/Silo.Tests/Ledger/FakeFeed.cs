using System.Collections.Immutable;
using Coordination.Ledger;

namespace Coordination.Silo.Ledger;

/// <summary>A feed whose entries and audiences a test sets.</summary>
internal sealed class FakeFeed : ILedgerFeed
{
    public List<LedgerEntry> Entries { get; } = [];

    public Dictionary<string, RegistryAudience> Audiences { get; } = new(StringComparer.Ordinal);

    public int AudienceReads { get; private set; }

    public long Head => Entries.Count;

    public LedgerEntry Add(string stream, int version, string agency = "mps")
    {
        var entry = new LedgerEntry(Entries.Count + 1, stream, version, "it.happened", "{}"u8.ToArray(), Guid.NewGuid(), 1, agency, "s", default);
        Entries.Add(entry);
        return entry;
    }

    public Task WaitAsync(long after, TimeSpan atMost, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<ImmutableArray<LedgerEntry>> ReadAsync(long after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<LedgerEntry>>([.. Entries.Where(e => e.Position > after).Take(limit)]);

    public Task<IReadOnlyDictionary<string, RegistryAudience>> ReadAudiencesAsync(IReadOnlyCollection<string> resources, CancellationToken cancellationToken)
    {
        AudienceReads++;
        return Task.FromResult<IReadOnlyDictionary<string, RegistryAudience>>(
            Audiences.Where(a => resources.Contains(a.Key)).ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal));
    }
}
