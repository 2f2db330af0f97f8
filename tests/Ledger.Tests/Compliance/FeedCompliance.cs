using Microsoft.Extensions.Time.Testing;

namespace Coordination.Ledger.Tests.Compliance;

/// <summary>Following the ledger misses nothing.</summary>
public abstract class FeedCompliance : LedgerCompliance
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(8192)]
    public async Task A_reader_gets_every_entry_in_order(int tail)
    {
        await using var ledger = await Store.OpenAsync(options => options.TailCapacity = tail);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(at => ledger.AppendAsync(Sample.Append($"tasks/t{at}", 0, count: 2))));
        Assert.Equal(200, ledger.Feed.Head);
        List<long> seen = [];
        while (await ledger.Feed.ReadAsync(seen.Count, 7, Cancelled) is { Length: > 0 } page)
        {
            seen.AddRange(page.Select(static entry => entry.Position));
        }

        Assert.Equal(Enumerable.Range(1, 200).Select(static position => (long)position), seen);
    }

    [Fact]
    public async Task Cached_and_stored_entries_are_the_same()
    {
        await using var writer = await Store.OpenAsync();
        await writer.AppendAsync(new Append("tasks/t1", 0, [Sample.Entry() with { At = Sample.Noon.AddTicks(7) }, Sample.Entry()], null, null));
        await using var reader = await Store.OpenAsync();
        var cached = await writer.Feed.ReadAsync(0, 10, Cancelled);
        var stored = await reader.Feed.ReadAsync(0, 10, Cancelled);
        Assert.Equal(cached.Length, stored.Length);
        foreach (var (one, other) in cached.Zip(stored))
        {
            Assert.Equal(one.Data.ToArray(), other.Data.ToArray());
            Assert.Equal(one with { Data = default }, other with { Data = default });
        }
    }

    [Fact]
    public async Task Who_waits_is_woken_by_an_own_commit()
    {
        await using var ledger = await Store.OpenAsync(static options => options.PollInterval = TimeSpan.FromSeconds(50));
        var waits = Enumerable.Range(0, 20).Select(_ => ledger.Feed.WaitAsync(0, Long, Cancelled)).ToArray();
        await ledger.AppendAsync(Sample.Append("tasks/t1", 0));
        await Task.WhenAll(waits).WaitAsync(TimeSpan.FromSeconds(20), Cancelled);
        Assert.True(ledger.Feed.WaitAsync(0, Long, Cancelled).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Who_waits_is_woken_by_a_commit_of_another_silo()
    {
        await using var other = await Store.OpenAsync();
        await using var ledger = await Store.OpenAsync(static options => options.PollInterval = TimeSpan.FromMilliseconds(20));
        var wait = ledger.Feed.WaitAsync(0, Long, Cancelled);
        await other.AppendAsync(Sample.Append("tasks/t1", 0));
        await wait.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);
        Assert.Equal(1, ledger.Feed.Head);
        // And between own commits nothing of the other is lost.
        await ledger.AppendAsync(Sample.Append("tasks/t2", 0));
        await other.AppendAsync(Sample.Append("tasks/t3", 0));
        await ledger.AppendAsync(Sample.Append("tasks/t4", 0));
        Assert.Equal(
            ["tasks/t1", "tasks/t2", "tasks/t3", "tasks/t4"], (await ledger.Feed.ReadAsync(0, 10, Cancelled)).Select(static entry => entry.Stream));
    }

    [Fact]
    public async Task A_wait_ends_after_its_time()
    {
        var time = new FakeTimeProvider();
        await using var ledger = await Store.OpenAsync(time: time);
        var wait = ledger.Feed.WaitAsync(0, TimeSpan.FromSeconds(5), Cancelled);
        Assert.False(wait.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(5));
        await wait.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);
    }

    [Fact]
    public async Task A_follower_beside_writers_sees_each_entry_once()
    {
        await using var first = await Store.OpenAsync(static options => options.PollInterval = TimeSpan.FromMilliseconds(10));
        await using var second = await Store.OpenAsync();
        var writing = Task.WhenAll(Enumerable.Range(0, 400).Select(at => (at % 2 == 0 ? first : second).AppendAsync(Sample.Append($"tasks/t{at}", 0))));
        List<LedgerEntry> seen = [];
        while (seen.Count < 400)
        {
            await first.Feed.WaitAsync(seen.Count, TimeSpan.FromSeconds(10), Cancelled);
            seen.AddRange(await first.Feed.ReadAsync(seen.Count, 50, Cancelled));
        }

        await writing;
        Assert.Equal(Enumerable.Range(1, 400).Select(static position => (long)position), seen.Select(static entry => entry.Position));
        Assert.Equal(400, seen.Select(static entry => entry.Stream).Distinct().Count());
    }
}
