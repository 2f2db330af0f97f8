using System.Collections.Immutable;
using System.Text.Json;
using Coordination.Directory;
using Coordination.Ledger;
using Coordination.Localization;
using Coordination.Registry;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static Coordination.Silo.Directory.Given;

namespace Coordination.Silo.Directory;

/// <summary>The silo's copy, beside a ledger that other silos write.</summary>
public sealed class DirectoryViewTests : IAsyncDisposable
{
    private readonly Elsewhere elsewhere = new();
    private readonly FakeTimeProvider time = new(Now);
    private readonly DirectoryView view;

    public DirectoryViewTests() => view = new DirectoryView(
        elsewhere, elsewhere, elsewhere, time, NullLogger<DirectoryView>.Instance, DirectoryDefinitions.Agency(), DirectoryDefinitions.Unit());

    public async ValueTask DisposeAsync()
    {
        await view.StopAsync(CancellationToken.None);
        view.Dispose();
    }

    [Fact]
    public async Task It_holds_what_was_durable_when_it_started()
    {
        elsewhere.Commit(Created(Moh));
        elsewhere.Commit(Created(Mps), new AgencyRetired(Yesterday, [Moh]));
        elsewhere.Commit(UnitCreated());

        await StartAsync();

        Assert.Equal([Moh, Mps], view.Agencies.Select(a => a.Name));
        Assert.Equal([Moh], view.Find(Mps)!.Successors);
        Assert.Equal("LA-VT", view.Find(Atu)!.Province);
        Assert.Equal([Atu], view.Units.Select(u => u.Name));
    }

    [Fact]
    public async Task It_reads_nothing_of_the_ledger_that_was_there_before()
    {
        for (var i = 0; i < 50; i++)
            elsewhere.Commit(Created(new Names.AgencyName($"x{i}")));

        await StartAsync();
        elsewhere.Commit(Created(Moh));
        await UntilAsync(() => view.Find(Moh) is not null);

        Assert.Equal(50, elsewhere.ReadFrom.Min());
        Assert.Equal(0, elsewhere.Loads);
    }

    [Fact]
    public async Task It_follows_what_others_commit()
    {
        await StartAsync();
        elsewhere.Commit(Created(Moh));
        elsewhere.Commit(UnitCreated());
        await UntilAsync(() => view.Find(Moh) is not null && view.Find(Atu) is not null);

        elsewhere.Commit(Moh.ToString(), new AgencyRetired(Now, []));
        elsewhere.Commit(Atu.ToString(), new UnitRetired(Now));

        await UntilAsync(() => view.Find(Moh)!.ValidUntil == Now && view.Find(Atu)!.ValidUntil == Now);
        Assert.Equal(2, view.Find(Moh)!.Version);
    }

    [Fact]
    public async Task What_others_commit_is_known_within_a_second()
    {
        await StartAsync();
        elsewhere.Commit(Created(Moh));
        var began = time.GetUtcNow();

        await UntilAsync(() => view.Find(Moh) is not null);

        Assert.True(time.GetUtcNow() - began <= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Streams_of_other_nouns_are_passed_over()
    {
        await StartAsync();
        elsewhere.Write("tasks/t1", "task.assigned", "{}");
        elsewhere.Commit(Created(Moh));

        await UntilAsync(() => view.Find(Moh) is not null);
        Assert.Single(view.Agencies);
    }

    [Fact]
    public async Task What_this_silo_commits_is_there_at_once_and_the_feed_changes_nothing_about_it()
    {
        await StartAsync();
        elsewhere.Commit(Created(Moh));
        elsewhere.Commit(Moh.ToString(), new AgencyRetired(Now, []));
        view.Put(Agency(Created(Moh), new AgencyRetired(Now, [])));
        Assert.Equal(Now, view.Find(Moh)!.ValidUntil);

        elsewhere.Commit(Created(Mps));
        await UntilAsync(() => view.Find(Mps) is not null);

        Assert.Equal((2, Now), (view.Find(Moh)!.Version, view.Find(Moh)!.ValidUntil));
    }

    [Fact]
    public void An_older_state_does_not_replace_a_newer_one()
    {
        view.Put(Agency(Created(Moh), new AgencyRetired(Now, [])));
        view.Put(Agency(Created(Moh)));

        Assert.Equal(Now, view.Find(Moh)!.ValidUntil);
    }

    [Fact]
    public async Task A_list_that_was_taken_does_not_change()
    {
        elsewhere.Commit(Created(Moh));
        await StartAsync();
        var taken = view.Agencies;

        view.Put(Agency(Created(Mps)));

        Assert.Single(taken);
        Assert.Equal(2, view.Agencies.Length);
    }

    [Fact]
    public async Task A_gap_is_filled_from_the_stream()
    {
        await StartAsync();
        // Two commits of which the second alone comes by the feed, as when another silo's row was not yet in the index.
        elsewhere.Commit(Created(Moh));
        elsewhere.Hide();
        elsewhere.Commit(Moh.ToString(), new AgencyUpdated(new LocalizedText("Renamed", ""), AgencyKind.Ministry, null, "LA", null));

        await UntilAsync(() => view.Find(Moh) is not null);

        Assert.Equal("Renamed", view.Find(Moh)!.DisplayName.En);
        Assert.Equal(1, elsewhere.Loads);
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_leaves_the_others_alone()
    {
        await StartAsync();
        elsewhere.Write("agencies/broken", "agency.created", "{ not json");
        elsewhere.Write("units/broken", "unit.exploded", """{"$type":"unit.exploded"}""");
        elsewhere.Commit(Created(Moh));

        await UntilAsync(() => view.Find(Moh) is not null);
        Assert.Single(view.Agencies);
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_leaves_the_others_alone()
    {
        elsewhere.Rows["agencies/broken"] = "{ not json"u8.ToArray();
        elsewhere.Commit(Created(Moh));

        await StartAsync();

        Assert.Equal([Moh], view.Agencies.Select(a => a.Name));
    }

    [Fact]
    public async Task It_is_ready_only_when_the_store_could_be_read()
    {
        elsewhere.Commit(Created(Moh));
        elsewhere.Away = true;
        var starting = view.StartAsync(CancellationToken.None);
        await UntilAsync(() => elsewhere.Refused > 2);
        Assert.False(view.Ready.IsCompleted);

        elsewhere.Away = false;
        await UntilAsync(() => view.Ready.IsCompleted);

        await starting;
        Assert.NotNull(view.Find(Moh));
    }

    [Fact]
    public async Task A_store_that_goes_away_costs_time_and_nothing_else()
    {
        await StartAsync();
        elsewhere.Away = true;
        elsewhere.Commit(Created(Moh));
        await UntilAsync(() => elsewhere.Refused > 2);
        Assert.Null(view.Find(Moh));

        elsewhere.Away = false;

        await UntilAsync(() => view.Find(Moh) is not null);
    }

    private async Task StartAsync()
    {
        await view.StartAsync(CancellationToken.None);
        await UntilAsync(() => view.Ready.IsCompleted);
    }

    /// <summary>Moves the clock until something holds; gives up after a minute of the real one.</summary>
    private async Task UntilAsync(Func<bool> holds)
    {
        var givesUp = Environment.TickCount64 + 60_000;
        while (!holds())
        {
            Assert.True(Environment.TickCount64 < givesUp, "It did not come to pass.");
            time.Advance(TimeSpan.FromMilliseconds(5));
            await Task.Yield();
        }
    }

    /// <summary>A store that others write: ledger, index and feed in one.</summary>
    private sealed class Elsewhere : ILedger, IRegistry, ILedgerFeed
    {
        private readonly Lock gate = new();
        private readonly List<LedgerEntry> entries = [];
        private readonly HashSet<long> hidden = [];

        public SortedDictionary<string, byte[]> Rows { get; } = new(StringComparer.Ordinal);

        public System.Collections.Concurrent.ConcurrentQueue<long> ReadFrom { get; } = [];

        public int Loads { get; private set; }

        public int Refused { get; private set; }

        public bool Away { get; set; }

        public long Head
        {
            get
            {
                lock (gate)
                    return entries.Count;
            }
        }

        public void Commit(params AgencyEvent[] events) => Commit(((AgencyCreated)events[0]).Agency.ToString(), events);

        public void Commit(params UnitEvent[] events) => Commit(((UnitCreated)events[0]).Unit.ToString(), events);

        public void Commit(string stream, params AgencyEvent[] events)
        {
            foreach (var e in events)
                Write(stream, "agency", JsonSerializer.Serialize(e, DirectoryJson.Default.AgencyEvent));
            lock (gate)
                Rows[stream] = JsonSerializer.SerializeToUtf8Bytes(Agency(Events(stream, DirectoryJson.Default.AgencyEvent)), DirectoryJson.Default.AgencyState);
        }

        public void Commit(string stream, params UnitEvent[] events)
        {
            foreach (var e in events)
                Write(stream, "unit", JsonSerializer.Serialize(e, DirectoryJson.Default.UnitEvent));
            lock (gate)
                Rows[stream] = JsonSerializer.SerializeToUtf8Bytes(Unit(Events(stream, DirectoryJson.Default.UnitEvent)), DirectoryJson.Default.UnitState);
        }

        public void Write(string stream, string type, string json)
        {
            lock (gate)
            {
                entries.Add(new LedgerEntry(
                    entries.Count + 1, stream, entries.Count(e => e.Stream == stream) + 1, type, System.Text.Encoding.UTF8.GetBytes(json),
                    Guid.NewGuid(), 1, "secretariat", "s", Now));
            }
        }

        /// <summary>The newest entry does not come by the feed.</summary>
        public void Hide()
        {
            lock (gate)
                hidden.Add(entries.Count);
        }

        public Task<AppendResult> AppendAsync(Append append) => throw new NotSupportedException();

        public Task<AppendResult> AppendTogetherAsync(ImmutableArray<Append> appends) => throw new NotSupportedException();

        public Task<ImmutableArray<LedgerEntry>> LoadAsync(string stream, int afterVersion, int limit, CancellationToken cancellationToken)
        {
            lock (gate)
            {
                Refuse();
                Loads++;
                return Task.FromResult<ImmutableArray<LedgerEntry>>([.. entries.Where(e => e.Stream == stream && e.Version > afterVersion).Take(limit)]);
            }
        }

        public Task<RegistryPage> QueryAsync(Viewer viewer, RegistryQuery query, RegistryCursor? after, CancellationToken cancellationToken)
        {
            lock (gate)
            {
                Refuse();
                var hits = Rows.Where(r => r.Key.StartsWith(query.Kind + "/", StringComparison.Ordinal) && (after is not { } last || string.CompareOrdinal(r.Key, last.Name) > 0))
                    .Take(query.PageSize + 1).Select(r => new RegistryHit(r.Key, 1, ImmutableArray.Create(r.Value))).ToImmutableArray();
                return Task.FromResult(hits.Length > query.PageSize
                    ? new RegistryPage(hits[..query.PageSize], new RegistryCursor(0, hits[query.PageSize - 1].Name))
                    : new RegistryPage(hits, null));
            }
        }

        public Task WaitAsync(long after, TimeSpan atMost, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<ImmutableArray<LedgerEntry>> ReadAsync(long after, int limit, CancellationToken cancellationToken)
        {
            lock (gate)
            {
                Refuse();
                ReadFrom.Enqueue(after);
                return Task.FromResult<ImmutableArray<LedgerEntry>>([.. entries.Where(e => e.Position > after && !hidden.Contains(e.Position)).Take(limit)]);
            }
        }

        public Task<ImmutableArray<PartySummary>> SummarizeAsync(
            string kind, ImmutableArray<string> roles, string? agency, string? officer, DateTimeOffset overdueAt, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ImmutableArray<TermHit>> FindByTermsAsync(string kind, ImmutableArray<string> terms, int limit, CancellationToken cancellationToken) =>
            Task.FromResult<ImmutableArray<TermHit>>([]);

        public Task<ImmutableArray<PairCount>> CountPairsAsync(PairQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<string, RegistryAudience>> ReadAudiencesAsync(IReadOnlyCollection<string> resources, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        private void Refuse()
        {
            if (!Away)
                return;
            Refused++;
            throw new LedgerUnavailableException("away");
        }

        private IEnumerable<T> Events<T>(string stream, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
            entries.Where(e => e.Stream == stream).Select(e => JsonSerializer.Deserialize(e.Data.Span, type)!);
    }
}
