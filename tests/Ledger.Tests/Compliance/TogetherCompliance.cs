using System.Collections.Immutable;

namespace Coordination.Ledger.Tests.Compliance;

/// <summary>What every store must hold when several streams are written together: all of them or none, whatever happens.</summary>
public abstract class TogetherCompliance : LedgerCompliance
{
    [Fact]
    public async Task Several_streams_are_written_side_by_side()
    {
        await using var ledger = await Store.OpenAsync();
        await ledger.AppendAsync(Sample.Append("cases/c1", 0, count: 2));
        var others = Enumerable.Range(0, 20).Select(at => ledger.AppendAsync(Sample.Append($"tasks/o{at}", 0))).ToArray();
        var result = await ledger.AppendTogetherAsync(
        [
            Sample.Append("cases/c1", 2, registry: Sample.Change(Sample.Row("cases/c1", 3), Sample.Party("moh"))),
            Sample.Append("tasks/t1", 0, count: 2, due: new DueChange([new DueRow("remind", Sample.Noon)], [])),
            Sample.Append("transfers/t1", 0),
        ]);
        await Task.WhenAll(others);

        Assert.Equal(AppendStatus.Appended, result.Status);
        Assert.Equal(result.FirstPosition, Assert.Single(await ledger.LoadAsync("cases/c1", 2, 10, Cancelled)).Position);
        Assert.Equal([result.FirstPosition + 1, result.FirstPosition + 2], (await ledger.LoadAsync("tasks/t1", 0, 10, Cancelled)).Select(static entry => entry.Position));
        Assert.Equal(result.FirstPosition + 3, Assert.Single(await ledger.LoadAsync("transfers/t1", 0, 10, Cancelled)).Position);
        Assert.Single(await ledger.ReadDueAsync(Sample.Noon, null, 10, Cancelled));
        Assert.Equal(["cases/c1"], (await ledger.QueryAsync(Sample.Everybody, Sample.Query(), null, Cancelled)).Names());
        await AssertWholeAsync(ledger, 26);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_conflict_of_one_is_that_of_all_and_of_what_builds_on_any(int stale)
    {
        await using var ledger = await Store.OpenAsync();
        for (var at = 0; at < 3; at++)
            await ledger.AppendAsync(Sample.Append($"tasks/t{at}", 0, count: 2));
        var together = ledger.AppendTogetherAsync([.. Enumerable.Range(0, 3).Select(at => Sample.Append($"tasks/t{at}", at == stale ? 1 : 2))]);
        var builtOn = Enumerable.Range(0, 3).Select(at => ledger.AppendAsync(Sample.Append($"tasks/t{at}", at == stale ? 2 : 3))).ToArray();
        var beside = ledger.AppendAsync(Sample.Append("tasks/beside", 0));

        Assert.Equal(new AppendResult(AppendStatus.Conflict), await together);
        Assert.All(await Task.WhenAll(builtOn), static result => Assert.Equal(AppendStatus.Conflict, result.Status));
        Assert.Equal(AppendStatus.Appended, (await beside).Status);
        Assert.Equal(AppendStatus.Appended, (await ledger.AppendTogetherAsync([.. Enumerable.Range(0, 3).Select(at => Sample.Append($"tasks/t{at}", 2))])).Status);
        await AssertWholeAsync(ledger, 10);
    }

    [Fact]
    public async Task What_another_filled_in_meanwhile_does_not_let_pass_what_was_built_on_the_failed()
    {
        await using var ledger = await Store.OpenAsync();
        await using var other = await Store.OpenAsync();
        await ledger.AppendAsync(Sample.Append("tasks/a", 0));
        await other.AppendAsync(Sample.Append("tasks/b", 0)); // The other takes version 1 of b.

        // The group wants b at 0: it fails. What was decided on its version 1 must not pass on the other's version 1.
        var together = ledger.AppendTogetherAsync([Sample.Append("tasks/a", 1), Sample.Append("tasks/b", 0)]);
        var built = ledger.AppendAsync(Sample.Append("tasks/b", 1));

        Assert.Equal(AppendStatus.Conflict, (await together).Status);
        Assert.Equal(AppendStatus.Conflict, (await built).Status);
        await AssertWholeAsync(ledger, 2);
    }

    [Fact]
    public async Task Streams_that_are_said_to_be_new_and_are_not_take_the_others_with_them()
    {
        await using var ledger = await Store.OpenAsync();
        await ledger.AppendAsync(Sample.Append("tasks/old", 0));
        var before = ledger.AppendAsync(Sample.Append("tasks/x", 0));
        var together = ledger.AppendTogetherAsync([Sample.Append("tasks/new", 0), Sample.Append("tasks/old", 0)]);
        var after = ledger.AppendAsync(Sample.Append("tasks/y", 0));

        Assert.Equal(AppendStatus.Conflict, (await together).Status);
        Assert.Equal([AppendStatus.Appended, AppendStatus.Appended], [(await before).Status, (await after).Status]);
        Assert.Empty(await ledger.LoadAsync("tasks/new", 0, 1, Cancelled));
        await AssertWholeAsync(ledger, 3);
    }

    public static TheoryData<string> BadOnes => ["nul", "no entries", "view throws", "poison"];

    [Theory]
    [MemberData(nameof(BadOnes))]
    public async Task One_that_cannot_be_stored_rejects_all_of_its_group_and_nobody_else(string bad)
    {
        await using var ledger = await Store.OpenAsync();
        await Store.RefusePoisonAsync();
        var append = bad switch
        {
            "nul" => new Append("tasks/bad", 0, [Sample.Entry() with { Subject = "a\0b" }], null, null),
            "no entries" => new Append("tasks/bad", 0, [], null, null),
            "view throws" => Sample.Append("tasks/bad", 0, registry: Sample.Change(Sample.Row("tasks/bad") with { View = static () => throw new FormatException() })),
            _ => new Append("tasks/bad", 0, [Sample.Entry("poison")], null, null),
        };
        var before = Enumerable.Range(0, 40).Select(at => ledger.AppendAsync(Sample.Append($"tasks/a{at}", 0))).ToArray();
        var good = ledger.AppendTogetherAsync([Sample.Append("tasks/g1", 0), Sample.Append("tasks/g2", 0)]);
        var rejected = ledger.AppendTogetherAsync([.. Enumerable.Range(0, 9).Select(at => Sample.Append($"tasks/with{at}", 0)), append]);
        var builtOn = ledger.AppendAsync(Sample.Append("tasks/with3", 1));
        var after = Enumerable.Range(0, 40).Select(at => ledger.AppendAsync(Sample.Append($"tasks/b{at}", 0))).ToArray();

        Assert.Equal(AppendStatus.Rejected, (await rejected).Status);
        Assert.Equal(AppendStatus.Conflict, (await builtOn).Status);
        Assert.Equal(AppendStatus.Appended, (await good).Status);
        Assert.All(await Task.WhenAll([.. before, .. after]), static result => Assert.Equal(AppendStatus.Appended, result.Status));
        await AssertWholeAsync(ledger, 82);
    }

    [Fact]
    public async Task A_group_of_nothing_of_too_many_or_of_one_stream_twice_is_rejected()
    {
        await using var ledger = await Store.OpenAsync();
        Assert.Equal(AppendStatus.Rejected, (await ledger.AppendTogetherAsync([])).Status);
        Assert.Equal(AppendStatus.Rejected, (await ledger.AppendTogetherAsync(default)).Status);
        Assert.Equal(AppendStatus.Rejected, (await ledger.AppendTogetherAsync([Sample.Append("tasks/t1", 0), Sample.Append("tasks/t1", 1)])).Status);
        Assert.Equal(AppendStatus.Rejected, (await ledger.AppendTogetherAsync([.. Enumerable.Range(0, 257).Select(at => Sample.Append($"tasks/t{at}", 0))])).Status);
        Assert.Equal(AppendStatus.Appended, (await ledger.AppendTogetherAsync([.. Enumerable.Range(0, 256).Select(at => Sample.Append($"tasks/t{at}", 0))])).Status);
        Assert.Equal(new AppendResult(AppendStatus.Appended, 257), await ledger.AppendTogetherAsync([Sample.Append("tasks/alone", 0)]));
        await AssertWholeAsync(ledger, 257);
    }

    [Fact]
    public async Task A_group_larger_than_a_batch_is_not_cut()
    {
        await using var ledger = await Store.OpenAsync(static options => options.MaxBatch = 16);
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(group =>
            group % 4 == 0
                ? ledger.AppendTogetherAsync([.. Enumerable.Range(0, 50).Select(at => Sample.Append($"tasks/g{group}-{at}", 0))])
                : ledger.AppendAsync(Sample.Append($"tasks/s{group}", 0))));
        Assert.All(results, static result => Assert.Equal(AppendStatus.Appended, result.Status));
        await AssertWholeAsync(ledger, 530);
    }

    [Fact]
    public async Task Groups_that_want_the_same_streams_have_one_winner_each_and_never_split()
    {
        await using var first = await Store.OpenAsync();
        await using var second = await Store.OpenAsync();
        LedgerRuntime[] ledgers = [first, second];
        const int streams = 12;
        var won = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            for (var round = 0; round < 30; round++)
            {
                var ledger = ledgers[caller % 2];
                var pick = new Random((caller * 1000) + round).GetItems([.. Enumerable.Range(0, streams)], 4).Distinct().ToArray();
                var appends = ImmutableArray.CreateBuilder<Append>();
                foreach (var at in pick)
                {
                    var have = await ledger.LoadAsync($"tasks/t{at}", 0, 10_000, Cancelled);
                    appends.Add(new Append($"tasks/t{at}", have.Length, [Sample.Entry(data: $$"""{"g":"{{caller}}-{{round}}","n":{{pick.Length}}}""")], null, null));
                }

                if ((await ledger.AppendTogetherAsync(appends.ToImmutable())).Status is AppendStatus.Appended)
                    Interlocked.Increment(ref won);
            }
        })));

        Assert.True(won > 0);
        Dictionary<string, int> seen = [];
        foreach (var entry in await first.Store.ReadEntriesAsync(0, 100_000, Cancelled))
            seen[System.Text.Encoding.UTF8.GetString(entry.Data.Span)] = seen.GetValueOrDefault(System.Text.Encoding.UTF8.GetString(entry.Data.Span)) + 1;
        Assert.Equal(won, seen.Count);
        Assert.All(seen, static group => Assert.EndsWith($"\"n\":{group.Value}}}", group.Key, StringComparison.Ordinal));
        await AssertWholeAsync(second, seen.Values.Sum());
    }

    [Fact]
    public async Task Beyond_the_bound_of_the_queue_a_group_is_told_at_once_and_nothing_of_it_is_written()
    {
        await using var ledger = await Store.OpenAsync(static options => options.QueueCapacity = 100);
        Assert.Equal(AppendStatus.Busy, (await ledger.AppendTogetherAsync([.. Enumerable.Range(0, 101).Select(at => Sample.Append($"tasks/t{at}", 0))])).Status);
        for (var round = 0; round < 5; round++)
            Assert.Equal(AppendStatus.Appended, (await ledger.AppendTogetherAsync([.. Enumerable.Range(0, 90).Select(at => Sample.Append($"tasks/r{round}-{at}", 0))])).Status);
        await AssertWholeAsync(ledger, 450);
    }

    [Fact]
    public async Task What_was_taken_before_the_end_is_settled_and_later_groups_are_refused()
    {
        var ledger = await Store.OpenAsync();
        var tasks = Enumerable.Range(0, 50).Select(at => ledger.AppendTogetherAsync([Sample.Append($"tasks/a{at}", 0), Sample.Append($"tasks/b{at}", 0)])).ToArray();
        await ledger.DisposeAsync();
        Assert.All(await Task.WhenAll(tasks), static result => Assert.Equal(AppendStatus.Appended, result.Status));
        Assert.Equal(AppendStatus.Unavailable, (await ledger.AppendTogetherAsync([Sample.Append("tasks/x", 0), Sample.Append("tasks/y", 0)])).Status);
    }
}
