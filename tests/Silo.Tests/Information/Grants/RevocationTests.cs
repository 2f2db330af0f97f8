using Coordination.Information;
using Coordination.Ledger;
using Coordination.Outcomes;
using static Coordination.Silo.Tests.Information.Grants.GrantSilo;

namespace Coordination.Silo.Tests.Information.Grants;

/// <summary>That a revocation which was acknowledged holds, whatever the store answers to whom in which order.</summary>
public sealed class RevocationTests
{
    [Fact]
    public async Task A_revocation_holds_also_when_an_older_read_of_the_stream_ends_after_it()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        var grant = await silo.ActiveAsync(Proposal(record.Record));
        var grain = silo.Grains.Grant(grant);
        Done(await grain.SuspendAsync(new SuspendGrant(Context(Holder), "wait"), default));

        // The resumption is written, but its answer is lost; so the grain reads the stream again. Before that read is
        // answered, the revocation, which was under way, is written and acknowledged.
        var (resumed, answerResume, revoking, appendRevoke) = (Signal(), Signal(), Signal(), Signal());
        var (loaded, answerLoad) = (Signal(), Signal());
        var (appends, loads) = (0, 0);
        silo.Faults.Appends = async (append, write) =>
        {
            if (append.Stream != grant.ToString())
                return await write();
            if (Interlocked.Increment(ref appends) == 1)
            {
                await write();
                resumed.SetResult();
                await answerResume.Task;
                return new AppendResult(AppendStatus.Unknown);
            }

            revoking.TrySetResult();
            await appendRevoke.Task;
            return await write();
        };
        silo.Faults.Loads = async (stream, read) =>
        {
            var entries = await read();
            if (stream != grant.ToString() || Interlocked.Increment(ref loads) > 1)
                return entries;
            loaded.SetResult();
            await answerLoad.Task;
            return entries;
        };

        var resume = grain.ResumeAsync(new ResumeGrant(Context(Holder)), default);
        await resumed.Task;
        var revoke = grain.RevokeAsync(new RevokeGrant(Context(Holder), "over"), default);
        await revoking.Task;
        answerResume.SetResult();
        await loaded.Task;
        appendRevoke.SetResult();
        Done(await revoke);

        var reading = silo.ReadAsync(grant, Police);
        answerLoad.SetResult();

        Refused(GrantRefusals.GrantNotActive, await reading);
        Refused(GrantRefusals.GrantNotActive, await silo.ReadAsync(grant, Police));
        Assert.Equal(GrantStage.Revoked, Done(await grain.GetAsync(Police, default)).Stage);
        await resume;
        Assert.Empty(await silo.EntriesAsync(grant));
    }

    [Fact]
    public async Task A_grant_that_was_never_active_is_not_there_for_who_would_pass_it_on()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        var proposed = Done(await silo.ProposeAsync(Proposal(record.Record) with { OnwardDepth = 1 }));

        Refused(GrantRefusals.RecordNotHeld, await silo.ProposeAsync(Onward(proposed.Name, Police, Prosecutor.Agency)));
    }

    [Fact]
    public async Task A_grant_under_one_that_ended_says_so_once_it_was_read()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        var root = await silo.ActiveAsync(Proposal(record.Record) with { OnwardDepth = 1 });
        var onward = Done(await silo.ProposeAsync(Onward(root, Police, Prosecutor.Agency)));
        Done(await silo.Grains.Grant(onward.Name).ActivateAsync(new ActivateGrant(Context(Police)), default));
        Done(await silo.Grains.Grant(root).RevokeAsync(new RevokeGrant(Context(Holder), "over"), default));

        Refused(GrantRefusals.GrantNotActive, await silo.ReadAsync(onward.Name, Prosecutor));
        Refused(GrantRefusals.GrantNotActive, await silo.ReadAsync(onward.Name, Prosecutor));

        Assert.Null(await silo.Grains.Grant(onward.Name).ParentEndedAsync()); // Ends when that which the read began is durable.
        var view = Done(await silo.Grains.Grant(onward.Name).GetAsync(Police, default));
        Assert.Equal((GrantStage.Revoked, "parent_ended"), (view.Stage, view.Reason));
        var history = Done(await silo.Grains.Grant(onward.Name).HistoryAsync(Police, 0, 10, default));
        Assert.Equal(["grant.proposed", "grant.activated", "grant.parent_ended"], history.Entries.Select(e => e.Type));
    }

    [Fact]
    public async Task A_suspended_root_closes_what_was_passed_on_and_opens_it_again()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        var root = await silo.ActiveAsync(Proposal(record.Record) with { OnwardDepth = 1 });
        var leaf = await silo.ActiveAsync(Onward(root, Police, Prosecutor.Agency));
        Done(await silo.Grains.Grant(root).SuspendAsync(new SuspendGrant(Context(Holder), "wait"), default));

        Refused(GrantRefusals.GrantNotActive, await silo.ReadAsync(leaf, Prosecutor));
        Assert.Equal(GrantStage.Active, Done(await silo.Grains.Grant(leaf).GetAsync(Prosecutor, default)).Stage);
        Done(await silo.Grains.Grant(root).ResumeAsync(new ResumeGrant(Context(Holder)), default));
        Done(await silo.ReadAsync(leaf, Prosecutor));
    }

    [Fact]
    public async Task An_expired_root_closes_what_was_passed_on_before_any_due_work()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        var root = await silo.ActiveAsync(Proposal(record.Record) with { OnwardDepth = 1 });
        var leaf = await silo.ActiveAsync(Onward(root, Police, Prosecutor.Agency) with { Until = Now.AddDays(30) });
        silo.Time.SetUtcNow(Now.AddDays(30).AddTicks(-10));
        Done(await silo.ReadAsync(leaf, Prosecutor));
        silo.Time.SetUtcNow(Now.AddDays(30));

        Refused(GrantRefusals.GrantNotActive, await silo.ReadAsync(leaf, Prosecutor));
    }

    [Fact]
    public async Task Whose_request_id_it_was_decides_not_which_grant_it_names()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        var (one, other) = (await silo.ActiveAsync(Proposal(record.Record)), await silo.ActiveAsync(Proposal(record.Record)));
        var request = Guid.NewGuid();
        Done(await silo.ReadAsync(one, Police, requestId: request));

        Refused(CommonRefusals.RequestIdReused, await silo.ReadAsync(other, Police, requestId: request));
        Assert.Empty(await silo.EntriesAsync(other));
        silo.Time.Advance(Coordination.Silo.Ledger.ReadEntries.RepeatWithin / 2);
        Done(await silo.ReadAsync(one, Police, requestId: request));
        Assert.Single(await silo.EntriesAsync(one));
    }

    [Fact]
    public async Task The_twenty_racing_reads_of_one_request_make_one_entry()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        var grant = await silo.ActiveAsync(Proposal(record.Record));
        var request = Guid.NewGuid();

        var reads = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => silo.ReadAsync(grant, Police, requestId: request)));

        Assert.Single(reads.Select(r => Done(r).Access).Distinct());
        Assert.Single(await silo.EntriesAsync(grant));
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
