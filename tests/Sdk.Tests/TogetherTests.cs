using System.Text;
using Coordination.Ledger;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Xunit;
using static Coordination.Sdk.Tests.TallySilo;

namespace Coordination.Sdk.Tests;

/// <summary>Grains that write together or not at all, and what they answer while they do not know.</summary>
public sealed class TogetherTests(TallySilo silo)
{
    [Fact]
    public async Task Both_are_written_or_none_and_a_repeat_gets_the_first_result()
    {
        var (one, ledger, _, other, otherName) = await PairAsync();
        var command = new RaiseTally(By(Owner), 5);

        var first = (await one.RaiseWithAsync(command, [otherName])).Value;
        await one.RaiseAsync(new RaiseTally(By(Owner), 1));

        Assert.Equal((5, 2), (first!.Sum, first.Version));
        Assert.Equal(5, (await other.GetAsync(Owner)).Value!.Sum);
        Assert.Equal(first, (await one.RaiseWithAsync(command, [otherName])).Value);
        Assert.Equal(5, ledger.Committed.Count);
        Assert.Equal(5, (await other.RaiseAsync(command)).Value!.Sum); // There it was carried out too.
        Assert.Equal("REQUEST_ID_REUSED", (await other.RaiseAsync(command with { By = 6 })).Refusal!.Code);
    }

    [Fact]
    public async Task A_refusal_of_one_leaves_all_as_they_were_and_nobody_in_doubt()
    {
        var (one, ledger, _, other, otherName) = await PairAsync();
        var (_, absent) = silo.NewTally(ledger);

        Assert.Equal("TOO_MUCH", (await one.RaiseWithAsync(new RaiseTally(By(Owner), 101), [otherName])).Refusal!.Code);
        Assert.Equal("NOT_FOUND", (await one.RaiseWithAsync(new RaiseTally(By(Owner), 5), [otherName, absent])).Refusal!.Code);
        Assert.Equal("TOO_MUCH", (await one.RaiseWithAsync(new RaiseTally(By(Owner), 201), [otherName])).Refusal!.Code);

        Assert.Equal(2, ledger.Committed.Count);
        await NoLongerInDoubtAsync(other, ledger);
    }

    [Theory]
    [InlineData(AppendStatus.Busy, "LEDGER_BUSY")]
    [InlineData(AppendStatus.Unavailable, "LEDGER_UNAVAILABLE")]
    [InlineData(AppendStatus.Rejected, "CONTENT_NOT_STORABLE")]
    public async Task A_store_that_did_not_write_leaves_nobody_in_doubt_and_the_same_request_works_later(AppendStatus status, string code)
    {
        var (one, ledger, _, other, otherName) = await PairAsync();
        var command = new RaiseTally(By(Owner), 7);
        ledger.Next(status);

        Assert.Equal(code, (await one.RaiseWithAsync(command, [otherName])).Refusal!.Code);
        await NoLongerInDoubtAsync(other, ledger);
        Assert.Equal(7, (await one.RaiseWithAsync(command, [otherName])).Value!.Sum);
        Assert.Equal(7, (await other.GetAsync(Owner)).Value!.Sum);
    }

    [Theory]
    [InlineData(AppendStatus.Conflict)]
    [InlineData(AppendStatus.Unknown)]
    public async Task After_a_conflict_or_an_unknown_outcome_all_is_gathered_anew(AppendStatus status)
    {
        var (one, ledger, _, other, otherName) = await PairAsync();
        ledger.Next(status);

        Assert.Equal(7, (await one.RaiseWithAsync(new RaiseTally(By(Owner), 7), [otherName])).Value!.Sum);
        Assert.Equal(7, (await other.GetAsync(Owner)).Value!.Sum);
    }

    [Fact]
    public async Task Whoever_loses_again_and_again_is_told()
    {
        var (one, ledger, _, other, otherName) = await PairAsync();
        ledger.Next(AppendStatus.Conflict, AppendStatus.Conflict, AppendStatus.Conflict, AppendStatus.Conflict);

        Assert.Equal("CONCURRENT_CHANGE", (await one.RaiseWithAsync(new RaiseTally(By(Owner), 7), [otherName])).Refusal!.Code);
        Assert.Equal(0, (await other.GetAsync(Owner)).Value!.Sum);
        await NoLongerInDoubtAsync(other, ledger);
    }

    [Fact]
    public async Task Whoever_is_in_doubt_answers_nothing_from_stale_memory()
    {
        var (grain, ledger, _) = silo.NewTally();
        await grain.OpenAsync(new OpenTally(By(Owner), null));
        var prepared = (await grain.PrepareRaiseAsync(new RaiseTally(By(Owner), 5))).Value!;
        Assert.Equal(0, (await grain.GetAsync(Owner)).Value!.Sum); // Not written yet.

        // Written by somebody who dies before it can tell.
        Assert.Equal(AppendStatus.Appended, (await ledger.AppendTogetherAsync([PreparedAppends.Read(prepared)])).Status);

        Assert.Equal(5, (await grain.GetAsync(Owner)).Value!.Sum);
        Assert.Equal(8, (await grain.RaiseAsync(new RaiseTally(By(Owner), 3))).Value!.Sum);
        await NoLongerInDoubtAsync(grain, ledger);
    }

    [Fact]
    public async Task What_was_prepared_and_never_written_blocks_nobody_and_cannot_be_written_later()
    {
        var (grain, ledger, _) = silo.NewTally();
        await grain.OpenAsync(new OpenTally(By(Owner), null));
        var prepared = (await grain.PrepareRaiseAsync(new RaiseTally(By(Owner), 5))).Value!;

        Assert.Equal(3, (await grain.RaiseAsync(new RaiseTally(By(Owner), 3))).Value!.Sum);
        Assert.Equal(AppendStatus.Conflict, (await ledger.AppendTogetherAsync([PreparedAppends.Read(prepared)])).Status);
        await NoLongerInDoubtAsync(grain, ledger);
    }

    [Fact]
    public async Task A_command_that_was_decided_just_before_what_was_prepared_became_durable_is_decided_anew()
    {
        var (grain, ledger, _) = silo.NewTally();
        await grain.OpenAsync(new OpenTally(By(Owner), null));
        var prepared = (await grain.PrepareRaiseAsync(new RaiseTally(By(Owner), 5))).Value!;
        ledger.Hold();
        var together = ledger.AppendTogetherAsync([PreparedAppends.Read(prepared)]);
        var raising = grain.RaiseAsync(new RaiseTally(By(Owner), 3));
        await LedgerGrainTests.Until(() => ledger.Waiting == 2);
        ledger.Release();

        Assert.Equal(AppendStatus.Appended, (await together).Status);
        Assert.Equal(8, (await raising).Value!.Sum);
    }

    [Fact]
    public async Task While_the_store_is_away_whoever_is_in_doubt_says_so()
    {
        var (grain, ledger, _) = silo.NewTally();
        await grain.OpenAsync(new OpenTally(By(Owner), null));
        var prepared = (await grain.PrepareRaiseAsync(new RaiseTally(By(Owner), 5))).Value!;
        ledger.Away = true;
        Assert.Equal("LEDGER_UNAVAILABLE", (await grain.GetAsync(Owner)).Refusal!.Code);

        ledger.Away = false;
        Assert.Equal(0, (await grain.GetAsync(Owner)).Value!.Sum);
        await grain.SettlePreparedAsync(prepared.Ticket, prepared.Version, appended: false);
        await NoLongerInDoubtAsync(grain, ledger);
    }

    [Fact]
    public async Task What_is_on_its_way_is_waited_for_before_anything_is_prepared_on_it()
    {
        var (grain, ledger, _) = silo.NewTally();
        await grain.OpenAsync(new OpenTally(By(Owner), null));
        ledger.Hold();
        var raising = grain.RaiseAsync(new RaiseTally(By(Owner), 3));
        await LedgerGrainTests.Until(() => ledger.Waiting == 1);
        var preparing = grain.PrepareRaiseAsync(new RaiseTally(By(Owner), 5));
        await grain.GetAsync(Owner);
        Assert.False(preparing.IsCompleted);
        ledger.Release();

        Assert.Equal(3, (await raising).Value!.Version + 1);
        Assert.Equal(3, (await preparing).Value!.Version);
    }

    [Fact]
    public async Task Nothing_to_do_and_what_was_done_are_empty()
    {
        var (grain, _, _) = silo.NewTally();
        await grain.OpenAsync(new OpenTally(By(Owner), null));
        var command = new RaiseTally(By(Owner), 5);
        await grain.RaiseAsync(command);

        Assert.True((await grain.PrepareRaiseAsync(new RaiseTally(By(Owner), 0))).Value!.IsEmpty);
        Assert.True((await grain.PrepareRaiseAsync(command)).Value!.IsEmpty);
        Assert.Equal("REQUEST_ID_REUSED", (await grain.PrepareRaiseAsync(command with { By = 6 })).Refusal!.Code);
        Assert.Equal("NOT_FOUND", (await grain.PrepareRaiseAsync(new RaiseTally(By(Stranger), 5))).Refusal!.Code);
    }

    [Fact]
    public async Task A_grain_that_came_into_memory_meanwhile_is_told()
    {
        var (grain, ledger, name) = silo.NewTally();
        await grain.OpenAsync(new OpenTally(By(Owner), null));
        var prepared = (await grain.PrepareRaiseAsync(new RaiseTally(By(Owner), 5))).Value!;
        await silo.ForgetAsync();
        Assert.Equal(0, (await silo.Grain(name).GetAsync(Owner)).Value!.Sum); // A new activation, which knows of no doubt.
        await ledger.AppendTogetherAsync([PreparedAppends.Read(prepared)]);

        await silo.Grain(name).SettlePreparedAsync(prepared.Ticket, prepared.Version, appended: true);

        Assert.Equal(5, (await silo.Grain(name).GetAsync(Owner)).Value!.Sum);
    }

    [Fact]
    public void All_that_an_append_holds_survives_the_way()
    {
        var at = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero).AddTicks(1230);
        var row = new RegistryRow
        {
            Name = "tallies/t1", Kind = "tallies", State = "open", Open = true, Title = "ຈຳ", Priority = 2, Due = at, Province = "LA-VT", Case = "cases/c1",
            Instrument = "instruments/i1", Parent = "tasks/t1", Handling = 3, Version = 7, CreatedAt = at, UpdatedAt = at, Terms = ["a", "b"],
            Blocked = ["0a"], View = () => Encoding.UTF8.GetBytes("""{"x":"ຈຳ"}"""),
        };
        var party = new PartyRow { Agency = "moh", Role = "lead", Unit = "u1", State = "open", Open = true, Due = at, AnsweredInMs = 7, UntilVersion = 3 };
        var append = new Append(
            "tallies/t1",
            6,
            [new NewEntry("tally.raised", Encoding.UTF8.GetBytes("{}"), Guid.NewGuid(), -7, "moh", "s1", at)],
            new RegistryChange(row, [party], [new PartyKey("mps", "lead")]) { AddedTerms = ["b"], RemovedTerms = ["c"] },
            new DueChange([new DueRow("bell", at)], ["remind"]),
            new FactChange([new FactRow { Item = "p1", Kind = "people", Owner = "moh", Day = new DateOnly(2026, 3, 2), Values = ["x", ""] }], ["p2"]));
        Assert.All(typeof(RegistryRow).GetProperties().Where(static p => p.CanWrite), p => Assert.False(Equals(p.PropertyType.IsValueType ? Activator.CreateInstance(p.PropertyType) : null, p.GetValue(row)), p.Name));

        var read = PreparedAppends.Read(PreparedAppends.Of(append, Guid.NewGuid(), 7));

        Assert.Equal(row.View().ToArray(), read.Registry!.Row.View().ToArray());
        Assert.Equal(append.Entries[0].Data.ToArray(), read.Entries[0].Data.ToArray());
        Assert.Equal(append.Entries[0] with { Data = default }, read.Entries[0] with { Data = default });
        Assert.Equivalent(append with { Entries = [], Registry = null }, read with { Entries = [], Registry = null }, strict: true);
        Assert.Equivalent(
            append.Registry! with { Row = row with { View = Nothing } }, read.Registry with { Row = read.Registry.Row with { View = Nothing } }, strict: true);

        static ReadOnlyMemory<byte> Nothing() => default;
    }

    private static async Task NoLongerInDoubtAsync(ITallyGrain grain, ScriptedLedger ledger)
    {
        await grain.GetAsync(Owner);
        await LedgerGrainTests.Until(() =>
        {
            var before = ledger.Loads;
            grain.GetAsync(Owner).GetAwaiter().GetResult();
            return before == ledger.Loads; // It answers from memory again.
        });
    }

    private async Task<(ITallyGrain One, ScriptedLedger Ledger, string OneName, ITallyGrain Other, string OtherName)> PairAsync()
    {
        var (one, ledger, oneName) = silo.NewTally();
        var (other, otherName) = silo.NewTally(ledger);
        await one.OpenAsync(new OpenTally(By(Owner), null));
        await other.OpenAsync(new OpenTally(By(Owner), null));
        return (one, ledger, oneName, other, otherName);
    }
}
