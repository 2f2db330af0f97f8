using System.Collections.Immutable;
using Coordination.Ledger.Evidence;
using Coordination.Ledger.Feed;
using Coordination.Ledger.Hosting;
using Coordination.Ledger.Postgres;
using Coordination.Ledger.Sqlite;
using Coordination.Ledger.Storage;
using Coordination.Ledger.Writing;
using Coordination.Registry;
using Microsoft.Extensions.Logging;

namespace Coordination.Ledger;

/// <summary>One silo's ledger: the store, its writer, the feed and the evidence, put together.</summary>
internal sealed class LedgerRuntime : ILedger, IRegistry, IFacts, ISearchIndex, IDueWork, IAsyncDisposable
{
    /// <summary>The most entries of one read, so that no caller fills the memory by a number.</summary>
    private const int MostEntries = 10_000;

    private const int MostTermHits = 1_000;

    private readonly SqlStore _store;
    private readonly LedgerFeed _feed;
    private readonly LedgerEvidence _evidence;
    private readonly GroupCommitWriter _writer;

    public LedgerRuntime(LedgerOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        _store = options.Store is LedgerStoreKind.Postgres ? new PostgresStore(options) : new SqliteStore(options);
        _feed = new LedgerFeed(_store, options, time);
        _evidence = new LedgerEvidence(_store, options, time);
        _writer = new GroupCommitWriter(_store, _feed, options, time, loggers.CreateLogger<GroupCommitWriter>());
    }

    public ILedgerFeed Feed => _feed;

    public ILedgerEvidence Evidence => _evidence;

    internal SqlStore Store => _store;

    /// <summary>Brings the schema up to date, reads the head, and starts the writer.</summary>
    /// <exception cref="LedgerUnavailableException">The store is away, or a migration failed.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _store.MigrateAsync(cancellationToken).ConfigureAwait(false);
        await _feed.RefreshAsync(cancellationToken).ConfigureAwait(false);
        _writer.Start();
    }

    /// <summary>Takes no more appends and ends when those taken are settled.</summary>
    public Task StopAsync() => _writer.StopAsync();

    public Task<AppendResult> AppendAsync(Append append)
    {
        ArgumentNullException.ThrowIfNull(append);
        return _writer.AppendAsync(append);
    }

    public Task<AppendResult> AppendTogetherAsync(ImmutableArray<Append> appends) =>
        _writer.AppendTogetherAsync(appends.IsDefault ? [] : appends);

    public Task<ImmutableArray<TermHit>> FindByTermsAsync(string kind, ImmutableArray<string> terms, int limit, CancellationToken cancellationToken) =>
        terms.IsDefaultOrEmpty || limit <= 0
            ? Task.FromResult(ImmutableArray<TermHit>.Empty)
            : _store.FindByTermsAsync(kind, terms, Math.Min(limit, MostTermHits), cancellationToken);

    public Task<ImmutableArray<RegistryMatch>> SearchAsync(RegistrySearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        return _store.SearchAsync(search, cancellationToken);
    }

    public Task<ImmutableArray<FactCell>> CountAsync(FactQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _store.CountFactsAsync(query, cancellationToken);
    }

    public Task<ImmutableArray<LedgerEntry>> LoadAsync(string stream, int afterVersion, int limit, CancellationToken cancellationToken) =>
        limit <= 0
            ? Task.FromResult(ImmutableArray<LedgerEntry>.Empty)
            : _store.LoadAsync(stream, afterVersion, Math.Min(limit, MostEntries), cancellationToken);

    public Task<RegistryPage> QueryAsync(Viewer viewer, RegistryQuery query, RegistryCursor? after, CancellationToken cancellationToken) =>
        _store.QueryAsync(viewer, query, after, cancellationToken);

    public Task<ImmutableArray<PartySummary>> SummarizeAsync(
        string kind, ImmutableArray<string> roles, string? agency, string? officer, DateTimeOffset overdueAt, CancellationToken cancellationToken) =>
        _store.SummarizeAsync(kind, roles, agency, officer, overdueAt, cancellationToken);

    public Task<ImmutableArray<PairCount>> CountPairsAsync(PairQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.SecondRoles.IsDefaultOrEmpty || query.Months is < 1 or > PairQuery.MostMonths
            ? Task.FromResult(ImmutableArray<PairCount>.Empty)
            : _store.CountPairsAsync(query, cancellationToken);
    }

    public Task<ImmutableArray<DueItem>> ReadDueAsync(DateTimeOffset until, DueItem? after, int limit, CancellationToken cancellationToken) =>
        limit <= 0
            ? Task.FromResult(ImmutableArray<DueItem>.Empty)
            : _store.ReadDueAsync(until, after, Math.Min(limit, MostEntries), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        _feed.Dispose();
        _evidence.Dispose();
        await _store.DisposeAsync().ConfigureAwait(false);
    }
}
