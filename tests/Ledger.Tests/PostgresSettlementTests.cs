using System.Collections.Concurrent;
using Coordination.Ledger.Tests.Compliance;
using Coordination.Testing.Postgres;
using Npgsql;

namespace Coordination.Ledger.Tests;

/// <summary>After whatever happens to the connection or the server, each caller is told the truth.</summary>
public sealed class PostgresSettlementTests : LedgerCompliance
{
    protected override async Task<TestStore> CreateAsync() => await PostgresTestStore.CreateAsync();

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_found_and_told()
    {
        await using var proxy = new PostgresProxy(((PostgresTestStore)Store).Server.Folder);
        await using var ledger = await OpenAsync(proxy);
        proxy.Arm(PostgresProxy.Cut.AfterCommit);
        var result = await ledger.AppendAsync(Sample.Append("tasks/t1", 0, count: 2));
        Assert.Equal(new AppendResult(AppendStatus.Appended, 1), result);
        Assert.Equal(1, proxy.Cuts);
        Assert.Equal(new AppendResult(AppendStatus.Appended, 3), await ledger.AppendAsync(Sample.Append("tasks/t1", 2)));
        await AssertWholeAsync(ledger, 3);
    }

    [Fact]
    public async Task A_commit_that_never_arrived_is_made_once()
    {
        await using var proxy = new PostgresProxy(((PostgresTestStore)Store).Server.Folder);
        await using var ledger = await OpenAsync(proxy);
        proxy.Arm(PostgresProxy.Cut.BeforeCommit);
        Assert.Equal(new AppendResult(AppendStatus.Appended, 1), await ledger.AppendAsync(Sample.Append("tasks/t1", 0)));
        Assert.Equal(1, proxy.Cuts);
        await AssertWholeAsync(ledger, 1);
    }

    [Fact]
    public async Task A_commit_of_which_nobody_can_be_asked_is_unknown_and_the_writer_recovers()
    {
        await using var proxy = new PostgresProxy(((PostgresTestStore)Store).Server.Folder);
        await using var ledger = await OpenAsync(proxy, static options => options.SettleWithin = TimeSpan.FromMilliseconds(300));
        proxy.Arm(PostgresProxy.Cut.AfterCommitForGood);
        Assert.Equal(AppendStatus.Unknown, (await ledger.AppendAsync(Sample.Append("tasks/t1", 0))).Status);
        Assert.Equal(AppendStatus.Unavailable, (await ledger.AppendAsync(Sample.Append("tasks/t2", 0))).Status);
        proxy.Arm(PostgresProxy.Cut.None);
        // It had been done: a repeat conflicts, as the answer that was owed would have said.
        Assert.Equal(AppendStatus.Conflict, (await ledger.AppendAsync(Sample.Append("tasks/t1", 0))).Status);
        Assert.Equal(AppendStatus.Appended, (await ledger.AppendAsync(Sample.Append("tasks/t2", 0))).Status);
        await AssertWholeAsync(ledger, 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_group_of_which_the_answer_was_lost_is_written_once_and_told(bool arrived)
    {
        await using var proxy = new PostgresProxy(((PostgresTestStore)Store).Server.Folder);
        await using var ledger = await OpenAsync(proxy);
        await ledger.AppendAsync(Sample.Append("tasks/t1", 0));
        proxy.Arm(arrived ? PostgresProxy.Cut.AfterCommit : PostgresProxy.Cut.BeforeCommit);
        Assert.Equal(new AppendResult(AppendStatus.Appended, 2), await ledger.AppendTogetherAsync([Sample.Append("tasks/t1", 1), Sample.Append("tasks/t2", 0)]));
        Assert.Equal(1, proxy.Cuts);
        await AssertWholeAsync(ledger, 3);
    }

    [Fact]
    public async Task A_group_of_which_nobody_can_be_asked_is_unknown_as_a_whole()
    {
        await using var proxy = new PostgresProxy(((PostgresTestStore)Store).Server.Folder);
        await using var ledger = await OpenAsync(proxy, static options => options.SettleWithin = TimeSpan.FromMilliseconds(300));
        proxy.Arm(PostgresProxy.Cut.AfterCommitForGood);
        Assert.Equal(AppendStatus.Unknown, (await ledger.AppendTogetherAsync([Sample.Append("tasks/t1", 0), Sample.Append("tasks/t2", 0)])).Status);
        Assert.Equal(AppendStatus.Unavailable, (await ledger.AppendTogetherAsync([Sample.Append("tasks/t3", 0), Sample.Append("tasks/t4", 0)])).Status);
        proxy.Arm(PostgresProxy.Cut.None);
        Assert.Equal(AppendStatus.Conflict, (await ledger.AppendTogetherAsync([Sample.Append("tasks/t5", 0), Sample.Append("tasks/t2", 0)])).Status);
        await AssertWholeAsync(ledger, 2);
    }

    [Fact]
    public async Task Groups_stay_whole_while_backends_are_terminated()
    {
        await using var ledger = await Store.OpenAsync();
        ConcurrentBag<(int Group, AppendStatus Status)> answers = [];
        var left = 600;
        var writing = Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) is >= 0 and var group)
            {
                answers.Add((group, (await ledger.AppendTogetherAsync([.. Enumerable.Range(0, 3).Select(at => Sample.Append($"tasks/g{group}-{at}", 0))])).Status));
            }
        })));
        for (var kills = 0; !writing.IsCompleted && kills < 200; kills++)
        {
            await Store.ExecuteAsync(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'coordination-ledger-writer'");
        }

        await writing;
        var there = (await ledger.Store.ReadEntriesAsync(0, 10_000, Cancelled)).Select(static entry => entry.Stream).ToHashSet();
        Assert.Equal(600, answers.Count);
        foreach (var (group, status) in answers)
        {
            var count = Enumerable.Range(0, 3).Count(at => there.Contains($"tasks/g{group}-{at}"));
            Assert.True(count is 0 or 3, $"Group {group} is split.");
            Assert.True(status is AppendStatus.Unknown || (status is AppendStatus.Appended) == (count == 3), $"Group {group}: {status} was told of {count}.");
        }
    }

    [Fact]
    public async Task Backends_are_terminated_again_and_again_and_every_answer_is_true()
    {
        await using var ledger = await Store.OpenAsync();
        await using var other = await Store.OpenAsync();
        await CheckAsync([ledger, other], appends: 3000, async () =>
        {
            // Writers only: each keeps one connection, whatever it is doing just now.
            await Store.ExecuteAsync(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'coordination-ledger-writer'");
        });
    }

    [Fact]
    public async Task The_server_loses_power_and_every_answer_is_true()
    {
        using var server = await PostgresServer.StartAsync();
        await using var store = await PostgresTestStore.CreateAsync(server);
        await using (var ledger = await store.OpenAsync())
        {
            var kills = 0;
            await CheckAsync([ledger], appends: 1500, async () =>
            {
                if (kills++ < 3)
                {
                    await server.StopServerAsync("immediate");
                    await server.StartServerAsync();
                }
            });
        }
    }

    [Fact]
    public async Task While_the_database_is_away_appends_and_reads_say_so()
    {
        using var server = await PostgresServer.StartAsync();
        await using var store = await PostgresTestStore.CreateAsync(server);
        await using (var ledger = await store.OpenAsync())
        {
            await ledger.AppendAsync(Sample.Append("tasks/t1", 0));
            await server.StopServerAsync("fast");
            Assert.Equal(AppendStatus.Unavailable, (await ledger.AppendAsync(Sample.Append("tasks/t1", 1))).Status);
            await Assert.ThrowsAsync<LedgerUnavailableException>(() => ledger.LoadAsync("tasks/t1", 0, 1, Cancelled));
            await Assert.ThrowsAsync<LedgerUnavailableException>(() => ledger.QueryAsync(Sample.Everybody, Sample.Query(), null, Cancelled));
            await server.StartServerAsync();
            Assert.Equal(AppendStatus.Appended, (await ledger.AppendAsync(Sample.Append("tasks/t1", 1))).Status);
            await AssertWholeAsync(ledger, 2);
        }
    }

    // Appends from many callers while a disturbance goes on, then compares every answer with the store.
    private static async Task CheckAsync(LedgerRuntime[] ledgers, int appends, Func<Task> disturb)
    {
        ConcurrentBag<(string Stream, AppendStatus Status, long Position)> answers = [];
        var left = appends;
        var writing = Task.WhenAll(Enumerable.Range(0, 32).Select(caller => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) is >= 0 and var number)
            {
                var result = await ledgers[caller % ledgers.Length].AppendAsync(Sample.Append($"tasks/t{number}", 0));
                answers.Add(($"tasks/t{number}", result.Status, result.FirstPosition));
            }
        })));
        var disturbances = 0;
        while (!writing.IsCompleted && disturbances++ < 200)
        {
            await disturb();
        }

        await writing;
        // Once more, undisturbed: the writers are well again.
        foreach (var ledger in ledgers)
        {
            Assert.Equal(AppendStatus.Appended, (await ledger.AppendAsync(Sample.Append($"tasks/after{Array.IndexOf(ledgers, ledger)}", 0))).Status);
        }

        Dictionary<string, long> stored = [];
        for (long after = 0; await ledgers[0].Store.ReadEntriesAsync(after, 1000, Cancelled) is { Length: > 0 } page; after = page[^1].Position)
        {
            foreach (var entry in page)
            {
                Assert.True(stored.TryAdd(entry.Stream, entry.Position), $"{entry.Stream} is there twice.");
            }
        }

        Assert.Equal(appends, answers.Count);
        foreach (var (stream, status, position) in answers)
        {
            switch (status)
            {
                case AppendStatus.Appended:
                    Assert.Equal(stored[stream], position);
                    break;
                case AppendStatus.Unknown:
                    break;
                default:
                    Assert.False(stored.ContainsKey(stream), $"{stream} is there, but {status} was told.");
                    break;
            }
        }

        await AssertWholeAsync(ledgers[0], stored.Count);
    }

    private Task<LedgerRuntime> OpenAsync(PostgresProxy proxy, Action<Hosting.LedgerOptions>? configure = null) =>
        Store.OpenAsync(options =>
        {
            options.ConnectionString = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Host = proxy.Folder }.ConnectionString;
            configure?.Invoke(options);
        });
}
