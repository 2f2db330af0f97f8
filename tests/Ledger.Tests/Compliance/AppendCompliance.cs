using System.Text;

namespace Coordination.Ledger.Tests.Compliance;

/// <summary>What every store must hold when appending: the fence, the order, the truth of each answer.</summary>
public abstract class AppendCompliance : LedgerCompliance
{
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

    [Fact]
    public async Task Two_ledgers_on_one_store_leave_no_gap_and_no_double()
    {
        await using var first = await Store.OpenAsync(static options => options.MaxBatch = 16);
        await using var second = await Store.OpenAsync(static options => options.MaxBatch = 16);
        var results = await Task.WhenAll(Enumerable.Range(0, 600).Select(at => (at % 2 == 0 ? first : second).AppendAsync(Sample.Append($"tasks/t{at}", 0))));
        Assert.All(results, static result => Assert.Equal(AppendStatus.Appended, result.Status));
        Assert.Equal(Enumerable.Range(1, 600).Select(static position => (long)position), results.Select(static result => result.FirstPosition).Order());
        await AssertWholeAsync(second, 600);
    }

    [Fact]
    public async Task Beyond_the_bound_of_the_queue_callers_are_told_at_once()
    {
        await using var ledger = await Store.OpenAsync(static options =>
        {
            options.QueueCapacity = 10;
            options.LockTimeout = TimeSpan.FromSeconds(30);
            options.StatementTimeout = TimeSpan.FromSeconds(30);
        });
        List<Task<AppendResult>> tasks;
        await using (await HoldHeadAsync())
        {
            tasks = [.. Enumerable.Range(0, 2000).Select(at => ledger.AppendAsync(Sample.Append($"tasks/t{at}", 0)))];
            // One batch is with the writer, ten wait.
            Assert.InRange(tasks.Count(static task => task.IsCompleted), 2000 - 512 - 10, 1990);
            Assert.All(tasks.Where(static task => task.IsCompleted), static task => Assert.Equal(AppendStatus.Busy, task.Result.Status));
        }

        var results = await Task.WhenAll(tasks);
        var appended = results.Count(static result => result.Status is AppendStatus.Appended);
        Assert.Equal(2000, appended + results.Count(static result => result.Status is AppendStatus.Busy));
        await AssertWholeAsync(ledger, appended);
    }

    [Fact]
    public async Task When_the_head_stays_locked_callers_are_told_that_nothing_was_written()
    {
        await using var ledger = await Store.OpenAsync(static options => options.LockTimeout = TimeSpan.FromMilliseconds(200));
        await using (await HoldHeadAsync())
        {
            Assert.Equal(AppendStatus.Unavailable, (await ledger.AppendAsync(Sample.Append("tasks/t1", 0))).Status);
        }

        Assert.Equal(AppendStatus.Appended, (await ledger.AppendAsync(Sample.Append("tasks/t1", 0))).Status);
        await AssertWholeAsync(ledger, 1);
    }

    public static TheoryData<string> BadAppends => ["nul", "surrogate", "no entries", "long name", "negative", "other name", "view throws", "view too large", "poison", "nul in party", "nul in due"];

    [Theory]
    [MemberData(nameof(BadAppends))]
    public async Task One_append_that_cannot_be_stored_is_rejected_alone(string bad)
    {
        await using var ledger = await Store.OpenAsync(static options => options.MaxBatch = 64);
        await Store.RefusePoisonAsync();
        var row = Sample.Row("tasks/bad");
        var append = bad switch
        {
            "nul" => new Append("tasks/bad", 0, [Sample.Entry() with { Subject = "a\0b" }], null, null),
            "surrogate" => new Append("tasks/bad", 0, [Sample.Entry() with { Agency = "a\ud800b" }], null, null),
            "no entries" => new Append("tasks/bad", 0, [], null, null),
            "long name" => new Append("tasks/" + new string('x', 300), 0, [Sample.Entry()], null, null),
            "negative" => Sample.Append("tasks/bad", -1),
            "other name" => Sample.Append("tasks/bad", 0, registry: Sample.Change(Sample.Row("tasks/other"))),
            "view throws" => Sample.Append("tasks/bad", 0, registry: Sample.Change(row with { View = static () => throw new FormatException() })),
            "view too large" => Sample.Append("tasks/bad", 0, registry: Sample.Change(row with { View = static () => new byte[5_000_000] })),
            "poison" => new Append("tasks/bad", 0, [Sample.Entry("poison")], null, null),
            "nul in party" => Sample.Append("tasks/bad", 0, registry: Sample.Change(row, Sample.Party("ml\0sw"))),
            _ => Sample.Append("tasks/bad", 0, due: new DueChange([new DueRow("re\0mind", Sample.Noon)], [])),
        };
        var before = Enumerable.Range(0, 40).Select(at => ledger.AppendAsync(Sample.Append($"tasks/a{at}", 0))).ToArray();
        var rejected = ledger.AppendAsync(append);
        var builtOnIt = ledger.AppendAsync(Sample.Append("tasks/bad", 1));
        var after = Enumerable.Range(0, 40).Select(at => ledger.AppendAsync(Sample.Append($"tasks/b{at}", 0))).ToArray();
        Assert.Equal(AppendStatus.Rejected, (await rejected).Status);
        Assert.Equal(AppendStatus.Conflict, (await builtOnIt).Status);
        Assert.All(await Task.WhenAll([.. before, .. after]), static result => Assert.Equal(AppendStatus.Appended, result.Status));
        await AssertWholeAsync(ledger, 80);
    }

    [Fact]
    public async Task Several_poisons_are_all_found_and_the_rest_is_written()
    {
        await using var ledger = await Store.OpenAsync();
        await Store.RefusePoisonAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(at =>
            ledger.AppendAsync(new Append($"tasks/t{at}", 0, [Sample.Entry(at % 50 == 7 ? "poison" : "good")], null, null))));
        Assert.Equal(
            Enumerable.Range(0, 200).Select(static at => at % 50 == 7 ? AppendStatus.Rejected : AppendStatus.Appended),
            results.Select(static result => result.Status));
        await AssertWholeAsync(ledger, 196);
    }

    [Fact]
    public async Task Emoji_and_Lao_are_no_hostile_text()
    {
        await using var ledger = await Store.OpenAsync();
        var entry = Sample.Entry() with { Subject = "ນາງ 👩‍⚖️ 𝒳" };
        var result = await ledger.AppendAsync(new Append("tasks/t1", 0, [entry], Sample.Change(Sample.Row("tasks/t1") with { Title = "👩‍⚖️ ຈຳ" }), null));
        Assert.Equal(AppendStatus.Appended, result.Status);
        Assert.Equal(entry.Subject, (await ledger.LoadAsync("tasks/t1", 0, 1, Cancelled))[0].Subject);
    }

    [Fact]
    public async Task Many_streams_are_loaded_at_once()
    {
        await using var ledger = await Store.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 300).Select(at => ledger.AppendAsync(Sample.Append($"tasks/t{at}", 0, count: 1 + at % 5))));
        var streams = await Task.WhenAll(Enumerable.Range(0, 300).Select(at => ledger.LoadAsync($"tasks/t{at}", at % 2, 3, Cancelled)));
        for (var at = 0; at < 300; at++)
        {
            Assert.All(streams[at], entry => Assert.Equal($"tasks/t{at}", entry.Stream));
            Assert.Equal(Enumerable.Range(1 + at % 2, Math.Min(3, 1 + at % 5 - at % 2)), streams[at].Select(static entry => entry.Version));
        }
    }

    // Locks the head as another silo does while it commits.
    private async Task<IAsyncDisposable> HoldHeadAsync()
    {
        var connection = Store.Connect();
        await connection.OpenAsync(Cancelled);
        await using var command = connection.CreateCommand();
        command.CommandText = Store is SqliteTestStore ? "begin immediate" : "begin; update ledger_head set position = position";
        await command.ExecuteNonQueryAsync(Cancelled);
        return connection;
    }
}
