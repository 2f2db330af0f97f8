using System.Text;

namespace Coordination.Ledger.Tests.Compliance;

/// <summary>What every store must hold when appending: the fence, the order, the truth of each answer.</summary>
public abstract class AppendCompliance : IAsyncLifetime
{
    private TestStore _store = null!;

    protected TestStore Store => _store;

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected abstract Task<TestStore> CreateAsync();

    public async ValueTask InitializeAsync() => _store = await CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_entry_is_read_as_it_was_written()
    {
        await using var ledger = await Store.OpenAsync();
        var entry = Sample.Entry("task.assigned", """{"a":"ຈຳ \" \\ 漢"}""");
        var result = await ledger.AppendAsync(new Append("tasks/t1", 0, [entry], null, null));
        Assert.Equal(new AppendResult(AppendStatus.Appended, 1), result);

        var read = Assert.Single(await ledger.LoadAsync("tasks/t1", 0, 10, Cancelled));
        Assert.Equal((1L, "tasks/t1", 1), (read.Position, read.Stream, read.Version));
        Assert.Equal((entry.Type, entry.RequestId, entry.CommandHash, entry.Agency, entry.Subject, entry.At),
            (read.Type, read.RequestId, read.CommandHash, read.Agency, read.Subject, read.At));
        Assert.Equal(Encoding.UTF8.GetString(entry.Data.Span), Encoding.UTF8.GetString(read.Data.Span));
    }

    [Fact]
    public async Task A_stream_is_loaded_after_a_version_up_to_a_limit()
    {
        await using var ledger = await Store.OpenAsync();
        await ledger.AppendAsync(Sample.Append("tasks/t1", 0, count: 5));
        await ledger.AppendAsync(Sample.Append("tasks/t2", 0, count: 2));
        Assert.Equal([3, 4], (await ledger.LoadAsync("tasks/t1", 2, 2, Cancelled)).Select(static entry => entry.Version));
        Assert.Empty(await ledger.LoadAsync("tasks/t1", 5, 10, Cancelled));
        Assert.Empty(await ledger.LoadAsync("tasks/none", 0, 10, Cancelled));
    }

    [Theory]
    [InlineData(0)] // It exists already.
    [InlineData(1)] // Too low.
    [InlineData(3)] // Too high: it would leave a gap.
    [InlineData(300)]
    public async Task An_append_on_another_version_conflicts_and_writes_nothing(int expected)
    {
        await using var ledger = await Store.OpenAsync();
        await ledger.AppendAsync(Sample.Append("tasks/t1", 0, count: 2));
        Assert.Equal(AppendStatus.Conflict, (await ledger.AppendAsync(Sample.Append("tasks/t1", expected))).Status);
        Assert.Equal(2, await Store.CountAsync("select count(*) from ledger_entry"));
        Assert.Equal(2, await Store.CountAsync("select position from ledger_head"));
        Assert.Equal(new AppendResult(AppendStatus.Appended, 3), await ledger.AppendAsync(Sample.Append("tasks/t1", 2)));
    }

    [Fact]
    public async Task A_stream_that_does_not_exist_cannot_be_continued()
    {
        await using var ledger = await Store.OpenAsync();
        Assert.Equal(AppendStatus.Conflict, (await ledger.AppendAsync(Sample.Append("tasks/t1", 7))).Status);
        Assert.Equal(0, await Store.CountAsync("select count(*) from ledger_entry"));
    }

    [Fact]
    public async Task Appends_of_one_stream_handed_in_together_chain()
    {
        await using var ledger = await Store.OpenAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 300).Select(version => ledger.AppendAsync(Sample.Append("tasks/t1", version))));
        Assert.All(results, static result => Assert.Equal(AppendStatus.Appended, result.Status));
        Assert.Equal(Enumerable.Range(1, 300).Select(static position => (long)position), results.Select(static result => result.FirstPosition));
        Assert.Equal(300, (await ledger.LoadAsync("tasks/t1", 0, 1000, Cancelled))[^1].Version);
    }

    [Fact]
    public async Task A_conflict_fails_what_builds_on_it_and_nothing_else()
    {
        await using var ledger = await Store.OpenAsync();
        await ledger.AppendAsync(Sample.Append("tasks/old", 0));
        Task<AppendResult>[] tasks =
        [
            ledger.AppendAsync(Sample.Append("tasks/a", 0)),
            ledger.AppendAsync(Sample.Append("tasks/old", 0)),
            ledger.AppendAsync(Sample.Append("tasks/old", 1)),
            ledger.AppendAsync(Sample.Append("tasks/b", 0, count: 2)),
            ledger.AppendAsync(Sample.Append("tasks/b", 2)),
            ledger.AppendAsync(Sample.Append("tasks/c", 4)),
        ];
        var results = await Task.WhenAll(tasks);
        Assert.Equal(
            [AppendStatus.Appended, AppendStatus.Conflict, AppendStatus.Conflict, AppendStatus.Appended, AppendStatus.Appended, AppendStatus.Conflict],
            results.Select(static result => result.Status));
        await AssertWholeAsync(ledger, 5);
    }

    [Fact]
    public async Task The_ledger_goes_on_after_a_restart()
    {
        await using (var ledger = await Store.OpenAsync())
        {
            await ledger.AppendAsync(Sample.Append("tasks/t1", 0, count: 3));
        }

        await using var again = await Store.OpenAsync();
        Assert.Equal(3, again.Feed.Head);
        Assert.Equal(new AppendResult(AppendStatus.Appended, 4), await again.AppendAsync(Sample.Append("tasks/t1", 3)));
        await AssertWholeAsync(again, 4);
    }

    [Fact]
    public async Task What_was_taken_before_the_end_is_settled()
    {
        var ledger = await Store.OpenAsync();
        var tasks = Enumerable.Range(0, 1000).Select(at => ledger.AppendAsync(Sample.Append($"tasks/t{at}", 0))).ToArray();
        await ledger.DisposeAsync();
        Assert.All(await Task.WhenAll(tasks), static result => Assert.Equal(AppendStatus.Appended, result.Status));
        Assert.Equal(AppendStatus.Unavailable, (await ledger.AppendAsync(Sample.Append("tasks/late", 0))).Status);
    }

    [Fact]
    public async Task A_thousand_races_have_one_winner_each()
    {
        await using var first = await Store.OpenAsync();
        await using var second = await Store.OpenAsync();
        LedgerRuntime[] ledgers = [first, second];
        for (var race = 0; race < 1000; race += 50)
        {
            var results = await Task.WhenAll(
                Enumerable.Range(race, 50).SelectMany(at => ledgers.Select(ledger => ledger.AppendAsync(Sample.Append($"tasks/t{at % 100}", at / 100)))));
            foreach (var pair in results.Chunk(2))
            {
                Assert.Equal(
                    [AppendStatus.Appended, AppendStatus.Conflict], pair.Select(static result => result.Status).Order());
            }
        }

        await AssertWholeAsync(first, 1000);
    }

    /// <summary>Positions 1 to n, versions without gaps, and a tree that fits.</summary>
    internal static async Task AssertWholeAsync(LedgerRuntime ledger, long size)
    {
        VerifyProgress? last = null;
        await foreach (var progress in ledger.Evidence.VerifyAsync(Cancelled))
        {
            Assert.Empty(progress.Findings);
            last = progress;
        }

        Assert.Equal((true, size, size), (last!.Done, last.Checked, last.Size));
    }
}
