using Coordination.Ledger;
using Coordination.Outcomes;
using Xunit;
using static Coordination.Sdk.Tests.TallySilo;

namespace Coordination.Sdk.Tests;

public sealed class LedgerGrainTests(TallySilo silo)
{
    private static OpenTally Open => new(By(Owner), null);

    [Fact]
    public async Task A_command_is_acknowledged_only_after_its_events_are_durable()
    {
        var (grain, ledger, _) = silo.NewTally();
        ledger.Hold();

        var opening = grain.OpenAsync(Open);
        await Until(() => ledger.Waiting == 1);

        Assert.False(opening.IsCompleted);
        ledger.Release();
        Assert.Equal(1, (await opening).Value!.Version);
    }

    [Fact]
    public async Task A_read_shows_only_what_is_durable()
    {
        var (grain, ledger, _) = silo.NewTally();
        await grain.OpenAsync(Open);
        ledger.Hold();
        var raising = grain.RaiseAsync(new RaiseTally(By(Owner), 5));
        await Until(() => ledger.Waiting == 1);

        Assert.Equal(0, (await grain.GetAsync(Owner)).Value!.Sum);
        ledger.Release();
        await raising;
        Assert.Equal(5, (await grain.GetAsync(Owner)).Value!.Sum);
    }

    [Fact]
    public async Task Commands_decide_on_the_pending_state_and_share_a_commit()
    {
        var (grain, ledger, _) = silo.NewTally();
        await grain.OpenAsync(Open);
        ledger.Hold();

        var raising = Enumerable.Range(1, 50).Select(i => grain.RaiseAsync(new RaiseTally(By(Owner), i))).ToArray();
        await Until(() => ledger.Waiting == 50);
        ledger.Release();

        var sums = (await Task.WhenAll(raising)).Select(o => o.Value!.Sum).ToArray();
        Assert.Equal(1275, sums.Max());
        Assert.Equal(50, sums.Distinct().Count());
    }

    [Fact]
    public async Task A_failed_append_takes_with_it_what_was_built_on_it_and_nothing_is_lost_or_doubled()
    {
        var (grain, ledger, name) = silo.NewTally();
        await grain.OpenAsync(Open);
        ledger.Hold();
        var first = grain.RaiseAsync(new RaiseTally(By(Owner), 1));
        await Until(() => ledger.Waiting == 1);
        var second = grain.RaiseAsync(new RaiseTally(By(Owner), 10));
        await Until(() => ledger.Waiting == 2);
        ledger.Next(AppendStatus.Rejected);
        ledger.Release();

        Assert.Equal(CommonRefusals.ContentNotStorable.Code, (await first).Refusal!.Code);
        Assert.Equal(10, (await second).Value!.Sum); // Decided anew on what is really there.
        Assert.Equal(10, (await silo.Grain(name).GetAsync(Owner)).Value!.Sum);
    }

    [Theory]
    [InlineData(AppendStatus.Busy, "LEDGER_BUSY")]
    [InlineData(AppendStatus.Unavailable, "LEDGER_UNAVAILABLE")]
    [InlineData(AppendStatus.Rejected, "CONTENT_NOT_STORABLE")]
    public async Task A_store_that_did_not_write_is_a_typed_refusal_and_the_same_request_works_later(AppendStatus status, string code)
    {
        var (grain, ledger, _) = silo.NewTally();
        await grain.OpenAsync(Open);
        var command = new RaiseTally(By(Owner), 7);
        ledger.Next(status);

        Assert.Equal(code, (await grain.RaiseAsync(command)).Refusal!.Code);
        Assert.Equal(7, (await grain.RaiseAsync(command)).Value!.Sum);
    }

    [Fact]
    public async Task An_unknown_outcome_is_looked_up_in_the_stream_before_anything_is_decided_again()
    {
        var (grain, ledger, _) = silo.NewTally();
        await grain.OpenAsync(Open);
        ledger.Next(AppendStatus.Unknown);

        Assert.Equal(7, (await grain.RaiseAsync(new RaiseTally(By(Owner), 7))).Value!.Sum);
        Assert.Equal(2, ledger.Committed.Count);
    }

    [Fact]
    public async Task Somebody_elses_write_is_read_and_the_command_decided_anew()
    {
        var (grain, ledger, name) = silo.NewTally();
        await grain.OpenAsync(Open);
        ledger.WriteElsewhere(name, "tally.raised", """{"$type":"tally.raised","By":3}""");

        Assert.Equal(10, (await grain.RaiseAsync(new RaiseTally(By(Owner), 7))).Value!.Sum);
    }

    [Fact]
    public async Task Whoever_loses_again_and_again_is_told()
    {
        var (grain, ledger, _) = silo.NewTally();
        await grain.OpenAsync(Open);
        ledger.Next(AppendStatus.Conflict, AppendStatus.Conflict, AppendStatus.Conflict, AppendStatus.Conflict);

        Assert.Equal("CONCURRENT_CHANGE", (await grain.RaiseAsync(new RaiseTally(By(Owner), 7))).Refusal!.Code);
        Assert.Equal(0, (await grain.GetAsync(Owner)).Value!.Sum);
    }

    [Fact]
    public async Task A_store_that_is_away_while_loading_is_a_refusal_and_later_it_works()
    {
        var (grain, ledger, _) = silo.NewTally();
        ledger.Away = true;
        Assert.Equal("LEDGER_UNAVAILABLE", (await grain.OpenAsync(Open)).Refusal!.Code);

        ledger.Away = false;
        Assert.Equal(1, (await grain.OpenAsync(Open)).Value!.Version);
    }

    [Fact]
    public async Task A_rule_that_finds_nothing_to_do_answers_with_the_state()
    {
        var (grain, ledger, _) = silo.NewTally();
        await grain.OpenAsync(Open);

        Assert.Equal(1, (await grain.RaiseAsync(new RaiseTally(By(Owner), 0))).Value!.Version);
        Assert.Single(ledger.Committed);
    }

    [Fact]
    public async Task A_stored_event_that_cannot_be_read_parks_its_resource_and_no_other()
    {
        var (grain, ledger, name) = silo.NewTally();
        ledger.WriteElsewhere(name, "tally.opened", """{"$type":"tally.unheard_of"}""");
        var (sound, _, _) = silo.NewTally();

        Assert.Equal("STREAM_PARKED", (await grain.GetAsync(Secretariat)).Refusal!.Code);
        Assert.Equal(1, (await sound.OpenAsync(Open)).Value!.Version);
    }

    internal static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
