using Xunit;
using static Coordination.Sdk.Tests.TallySilo;

namespace Coordination.Sdk.Tests;

public sealed class AccessAndDueTests(TallySilo silo)
{
    [Fact]
    public async Task Absent_and_forbidden_look_alike()
    {
        var (absent, _, _) = silo.NewTally();
        var (forbidden, _, _) = silo.NewTally();
        await forbidden.OpenAsync(new OpenTally(By(Owner), null));

        var one = await absent.RaiseAsync(new RaiseTally(By(Stranger), 1));
        var other = await forbidden.RaiseAsync(new RaiseTally(By(Stranger), 1));

        Assert.Equal("NOT_FOUND", one.Refusal!.Code);
        Assert.Equal(one.Refusal, other.Refusal);
        Assert.Equal((await absent.GetAsync(Stranger)).Refusal, (await forbidden.GetAsync(Stranger)).Refusal);
    }

    [Fact]
    public async Task Whoever_may_see_but_not_act_is_told_so()
    {
        var (grain, _, _) = silo.NewTally();
        await grain.OpenAsync(new OpenTally(By(Owner), null));

        Assert.Equal("PERMISSION_DENIED", (await grain.RaiseAsync(new RaiseTally(By(Secretariat), 1))).Refusal!.Code);
    }

    [Fact]
    public async Task A_stranger_learns_nothing_from_a_used_request()
    {
        var (grain, _, _) = silo.NewTally();
        var used = Guid.NewGuid();
        await grain.OpenAsync(new OpenTally(By(Owner, requestId: used), null));

        Assert.Equal("NOT_FOUND", (await grain.RaiseAsync(new RaiseTally(By(Stranger, requestId: used), 1))).Refusal!.Code);
    }

    [Fact]
    public async Task Only_whoever_may_create_creates()
    {
        var (grain, ledger, _) = silo.NewTally();

        Assert.Equal("PERMISSION_DENIED", (await grain.OpenAsync(new OpenTally(By(Secretariat), null))).Refusal!.Code);
        Assert.Empty(ledger.Committed);
    }

    [Fact]
    public async Task Due_work_takes_effect_once_however_often_the_grain_is_woken()
    {
        var (grain, ledger, _) = silo.NewTally();
        var bell = silo.Time.GetUtcNow() + TimeSpan.FromHours(1);
        await grain.OpenAsync(new OpenTally(By(Owner), bell));
        await grain.WakeAsync("bell");
        Assert.False((await grain.GetAsync(Owner)).Value!.Rang); // Not before its time.

        silo.Time.Advance(TimeSpan.FromHours(2));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => grain.WakeAsync("bell")));

        Assert.True((await grain.GetAsync(Owner)).Value!.Rang);
        Assert.Equal(2, ledger.Committed.Count);
        Assert.Equal(["bell"], ledger.Committed.Last().Due!.Removed);
    }

    [Fact]
    public async Task History_comes_page_by_page()
    {
        var (grain, _, _) = silo.NewTally();
        await grain.OpenAsync(new OpenTally(By(Owner), null));
        for (var i = 1; i <= 4; i++)
            await grain.RaiseAsync(new RaiseTally(By(Owner), i));

        var first = (await grain.HistoryAsync(Owner, 0, 3)).Value!;
        var second = (await grain.HistoryAsync(Owner, first.NextAfterVersion!.Value, 3)).Value!;

        Assert.Equal([1, 2, 3, 4, 5], first.Entries.Concat(second.Entries).Select(e => e.Version));
        Assert.Null(second.NextAfterVersion);
        Assert.Equal("NOT_FOUND", (await grain.HistoryAsync(Stranger, 0, 3)).Refusal!.Code);
    }

    [Fact]
    public async Task Only_what_changed_of_the_index_is_written()
    {
        var (grain, ledger, _) = silo.NewTally();
        await grain.OpenAsync(new OpenTally(By(Owner), null));
        await grain.RaiseAsync(new RaiseTally(By(Owner), 1));

        var opened = ledger.Committed.First();
        var raised = ledger.Committed.Last();
        Assert.Single(opened.Registry!.Parties);
        Assert.Empty(raised.Registry!.Parties);
        Assert.Empty(raised.Registry.RemovedParties);
        Assert.Null(raised.Due);
    }
}
