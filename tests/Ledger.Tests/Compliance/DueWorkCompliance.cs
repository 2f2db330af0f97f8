namespace Coordination.Ledger.Tests.Compliance;

/// <summary>Due work is written with the events and found by its time.</summary>
public abstract class DueWorkCompliance : LedgerCompliance
{
    [Fact]
    public async Task What_is_due_is_found_oldest_first_in_pages()
    {
        await using var ledger = await Store.OpenAsync();
        foreach (var at in Enumerable.Range(0, 25))
        {
            // Several of one time: the stream and the kind decide.
            await ledger.AppendAsync(Sample.Append(
                $"tasks/t{at:D2}", 0, due: new DueChange([new DueRow("remind", Sample.Noon.AddHours(at / 3)), new DueRow("escalate", Sample.Noon.AddHours(100))], [])));
        }

        List<DueItem> seen = [];
        for (DueItem? after = null; ;)
        {
            var page = await ledger.ReadDueAsync(Sample.Noon.AddHours(6), after, 4, Cancelled);
            seen.AddRange(page);
            if (page.Length < 4)
            {
                break;
            }

            after = page[^1];
        }

        Assert.Equal(
            Enumerable.Range(0, 21).Select(static at => new DueItem($"tasks/t{at:D2}", "remind", Sample.Noon.AddHours(at / 3))), seen);
    }

    [Fact]
    public async Task A_kind_moves_and_goes()
    {
        await using var ledger = await Store.OpenAsync();
        await ledger.AppendAsync(Sample.Append("tasks/t1", 0, due: new DueChange([new DueRow("a", Sample.Noon), new DueRow("b", Sample.Noon)], [])));
        await ledger.AppendAsync(Sample.Append("tasks/t1", 1, due: new DueChange([new DueRow("a", Sample.Noon.AddDays(1))], ["b", "unknown"])));
        Assert.Equal(
            [new DueItem("tasks/t1", "a", Sample.Noon.AddDays(1))], await ledger.ReadDueAsync(DateTimeOffset.MaxValue, null, 10, Cancelled));
    }

    [Fact]
    public async Task In_one_batch_the_last_word_counts()
    {
        await using var ledger = await Store.OpenAsync();
        await Task.WhenAll(
            ledger.AppendAsync(Sample.Append("tasks/x", 0)),
            ledger.AppendAsync(Sample.Append("tasks/t1", 0, due: new DueChange([new DueRow("a", Sample.Noon), new DueRow("b", Sample.Noon)], []))),
            ledger.AppendAsync(Sample.Append("tasks/t1", 1, due: new DueChange([new DueRow("b", Sample.Noon.AddDays(2))], ["a"]))));
        Assert.Equal([new DueItem("tasks/t1", "b", Sample.Noon.AddDays(2))], await ledger.ReadDueAsync(DateTimeOffset.MaxValue, null, 10, Cancelled));
    }

    [Fact]
    public async Task A_conflict_leaves_due_work_alone()
    {
        await using var ledger = await Store.OpenAsync();
        await ledger.AppendAsync(Sample.Append("tasks/t1", 0, due: new DueChange([new DueRow("a", Sample.Noon)], [])));
        await ledger.AppendAsync(Sample.Append("tasks/t1", 0, due: new DueChange([], ["a"])));
        Assert.Single(await ledger.ReadDueAsync(Sample.Noon, null, 10, Cancelled));
        Assert.Empty(await ledger.ReadDueAsync(Sample.Noon.AddMicroseconds(-1), null, 10, Cancelled));
    }
}
