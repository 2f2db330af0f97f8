using Coordination.Ledger;
using Xunit;
using static Coordination.Sdk.Tests.TallySilo;

namespace Coordination.Sdk.Tests;

public sealed class RepeatTests(TallySilo silo)
{
    [Fact]
    public async Task A_repeat_gets_the_first_result_exactly_also_after_later_changes()
    {
        var (grain, ledger, _) = silo.NewTally();
        await grain.OpenAsync(new OpenTally(By(Owner), null));
        var command = new RaiseTally(By(Owner), 5);
        var first = (await grain.RaiseAsync(command)).Value;
        await grain.RaiseAsync(new RaiseTally(By(Owner), 30));

        Assert.Equal(first, (await grain.RaiseAsync(command)).Value);
        Assert.Equal(3, ledger.Committed.Count);
    }

    [Fact]
    public async Task A_repeat_while_the_first_is_under_way_waits_for_it()
    {
        var (grain, ledger, _) = silo.NewTally();
        await grain.OpenAsync(new OpenTally(By(Owner), null));
        ledger.Hold();
        var command = new RaiseTally(By(Owner), 5);
        var first = grain.RaiseAsync(command);
        await LedgerGrainTests.Until(() => ledger.Waiting == 1);
        var second = grain.RaiseAsync(command);
        ledger.Release();

        Assert.Equal((await first).Value, (await second).Value);
        Assert.Equal(2, ledger.Committed.Count);
    }

    [Fact]
    public async Task A_repeat_after_the_grain_left_memory_is_answered_from_the_stream()
    {
        var (grain, ledger, name) = silo.NewTally();
        var command = new OpenTally(By(Owner), null);
        var first = (await grain.OpenAsync(command)).Value;
        await silo.ForgetAsync();

        Assert.Equal(first, (await silo.Grain(name).OpenAsync(command)).Value);
        Assert.Single(ledger.Committed);
    }

    [Fact]
    public async Task Making_a_resource_reads_nothing_when_it_is_new()
    {
        var (grain, ledger, _) = silo.NewTally();
        await grain.OpenAsync(new OpenTally(By(Owner), null));
        await grain.RaiseAsync(new RaiseTally(By(Owner), 5));

        Assert.Equal(0, ledger.Loads);
    }

    [Fact]
    public async Task A_repeat_that_the_rule_would_refuse_by_now_still_gets_the_first_result()
    {
        var (grain, ledger, name) = silo.NewTally();
        var command = new OpenTally(By(Owner), silo.Time.GetUtcNow() + TimeSpan.FromMinutes(1));
        var first = (await grain.OpenAsync(command)).Value;
        await silo.ForgetAsync();
        silo.Time.Advance(TimeSpan.FromHours(1)); // The rule refuses a bell in the past.

        Assert.Equal(first, (await silo.Grain(name).OpenAsync(command)).Value);
        Assert.Single(ledger.Committed);
    }

    [Fact]
    public async Task Whoever_reads_while_a_resource_is_made_waits_for_it()
    {
        var (grain, ledger, _) = silo.NewTally();
        ledger.Hold();
        var opening = grain.OpenAsync(new OpenTally(By(Owner), null));
        await LedgerGrainTests.Until(() => ledger.Waiting == 1);
        var reading = grain.GetAsync(Owner);
        var raising = grain.RaiseAsync(new RaiseTally(By(Owner), 3));
        ledger.Release();

        Assert.Equal(1, (await opening).Value!.Version);
        Assert.False((await reading).IsRefused);
        Assert.Equal(3, (await raising).Value!.Sum);
        Assert.Equal(0, ledger.Loads);
    }

    [Fact]
    public async Task A_resource_that_another_made_meanwhile_is_read_and_not_overwritten()
    {
        var (grain, ledger, name) = silo.NewTally();
        ledger.WriteElsewhere(name, "tally.opened", """{"$type":"tally.opened"}""");

        Assert.Equal("TALLY_EXISTS", (await grain.OpenAsync(new OpenTally(By(Owner), null))).Refusal!.Code);
        Assert.Single(ledger.Committed);
    }

    [Fact]
    public async Task Another_command_under_a_used_request_is_refused()
    {
        var (grain, _, _) = silo.NewTally();
        await grain.OpenAsync(new OpenTally(By(Owner), null));
        var used = Guid.NewGuid();
        await grain.RaiseAsync(new RaiseTally(By(Owner, requestId: used), 5));

        Assert.Equal("REQUEST_ID_REUSED", (await grain.RaiseAsync(new RaiseTally(By(Owner, requestId: used), 6))).Refusal!.Code);
        Assert.Equal("REQUEST_ID_REUSED", (await grain.OpenAsync(new OpenTally(By(Owner, requestId: used), null))).Refusal!.Code);
    }

    [Fact]
    public async Task A_refused_command_leaves_nothing_so_that_its_request_may_be_used_again()
    {
        var (grain, _, _) = silo.NewTally();
        await grain.OpenAsync(new OpenTally(By(Owner), null));
        var request = Guid.NewGuid();

        Assert.Equal("TOO_MUCH", (await grain.RaiseAsync(new RaiseTally(By(Owner, requestId: request), 101))).Refusal!.Code);
        Assert.Equal(1, (await grain.RaiseAsync(new RaiseTally(By(Owner, requestId: request), 1))).Value!.Sum);
    }

    [Fact]
    public async Task A_stale_etag_is_refused_and_a_fresh_one_accepted()
    {
        var (grain, _, _) = silo.NewTally();
        await grain.OpenAsync(new OpenTally(By(Owner), null));
        await grain.RaiseAsync(new RaiseTally(By(Owner, "v1"), 5));

        Assert.Equal("ETAG_STALE", (await grain.RaiseAsync(new RaiseTally(By(Owner, "v1"), 5))).Refusal!.Code);
        Assert.Equal(10, (await grain.RaiseAsync(new RaiseTally(By(Owner, "v2"), 5))).Value!.Sum);
    }

    [Fact]
    public async Task A_long_stream_is_loaded_from_its_snapshot_and_remembers_its_requests()
    {
        var (grain, ledger, name) = silo.NewTally();
        await grain.OpenAsync(new OpenTally(By(Owner), null));
        var early = new RaiseTally(By(Owner), 2);
        var first = (await grain.RaiseAsync(early)).Value;
        for (var i = 0; i < 600; i++)
            await grain.RaiseAsync(new RaiseTally(By(Owner), 1));
        Assert.Equal(500, ledger.Kept[name].Version);
        await silo.ForgetAsync();

        var after = await silo.Grain(name).RaiseAsync(new RaiseTally(By(Owner), 1));

        Assert.Equal(603, after.Value!.Sum);
        Assert.Equal(first, (await silo.Grain(name).RaiseAsync(early)).Value);
        Assert.Equal(AppendStatus.Appended, (await ledger.AppendAsync(ledger.Committed.Last() with { ExpectedVersion = 603 })).Status);
    }

    [Fact]
    public async Task A_snapshot_of_another_shape_is_passed_over()
    {
        var (grain, ledger, name) = silo.NewTally();
        await grain.OpenAsync(new OpenTally(By(Owner), null));
        for (var i = 0; i < 510; i++)
            await grain.RaiseAsync(new RaiseTally(By(Owner), 1));
        ledger.Kept[name] = ledger.Kept[name] with { State = "[1,2"u8.ToArray() };
        await silo.ForgetAsync();

        Assert.Equal(510, (await silo.Grain(name).GetAsync(Owner)).Value!.Sum);
    }
}
