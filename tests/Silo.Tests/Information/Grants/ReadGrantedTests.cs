using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Coordination.Access;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using static Coordination.Silo.Tests.Information.Grants.GrantSilo;

namespace Coordination.Silo.Tests.Information.Grants;

public sealed class ReadGrantedTests
{
    [Fact]
    public async Task A_read_leaves_its_entry_before_it_is_answered()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        var grant = await silo.ActiveAsync(Proposal(record.Record));

        var read = Done(await silo.ReadAsync(grant, Police));

        var entry = JsonSerializer.Deserialize(Assert.Single(await silo.EntriesAsync(grant)).View.AsSpan(), GrantViewsJson.Default.AccessView)!;
        Assert.Equal(read.Access, entry.Name);
        Assert.Equal((Police.Agency, "police", Holder.Agency, "investigation"), (entry.Reader, entry.ReaderSubject, entry.Owner, entry.Purpose));
        Assert.Equal(["village"], entry.Fields);
        Assert.Equal(entry.Name, Done(await silo.Grains.Access(read.Access).GetAsync(Holder, default)).Name);
        Refused(CommonRefusals.NotFound, await silo.Grains.Access(read.Access).GetAsync(Ministry, default));
    }

    [Theory]
    [InlineData(AppendStatus.Unavailable, "LEDGER_UNAVAILABLE")]
    [InlineData(AppendStatus.Busy, "LEDGER_BUSY")]
    [InlineData(AppendStatus.Unknown, "OUTCOME_UNKNOWN")]
    [InlineData(AppendStatus.Rejected, "CONTENT_NOT_STORABLE")]
    public async Task Without_an_entry_there_is_no_answer(AppendStatus status, string code)
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        var grant = await silo.ActiveAsync(Proposal(record.Record));
        silo.Faults.Accesses = status;

        var outcome = await silo.ReadAsync(grant, Police);

        Assert.Equal(code, outcome.Refusal?.Code);
        Assert.Null(outcome.Value);
    }

    [Fact]
    public async Task A_repeat_makes_no_second_entry_is_checked_anew_and_is_no_repeat_for_ever()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        var grant = await silo.ActiveAsync(Proposal(record.Record));
        var request = Guid.NewGuid();

        var first = Done(await silo.ReadAsync(grant, Police, requestId: request));
        Assert.Equal(first.Access, Done(await silo.ReadAsync(grant, Police, requestId: request)).Access);
        Assert.Single(await silo.EntriesAsync(grant));

        Refused(CommonRefusals.RequestIdReused, await silo.ReadAsync(grant, Police, requestId: request, fields: ["village"]));
        Refused(CommonRefusals.RequestIdReused, await silo.ReadAsync(grant, Police with { Subject = "another" }, requestId: request));
        silo.Time.Advance(Coordination.Silo.Ledger.ReadEntries.RepeatWithin);
        Refused(CommonRefusals.RequestIdReused, await silo.ReadAsync(grant, Police, requestId: request));

        Done(await silo.Grains.Grant(grant).SuspendAsync(new SuspendGrant(Context(Holder), "wait"), default));
        Refused(GrantRefusals.GrantNotActive, await silo.ReadAsync(grant, Police, requestId: request));
    }

    [Fact]
    public async Task Suspension_revocation_and_the_end_work_at_the_next_read()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        var (suspended, revoked, ended) = (
            await silo.ActiveAsync(Proposal(record.Record)), await silo.ActiveAsync(Proposal(record.Record)), await silo.ActiveAsync(Proposal(record.Record)));

        Done(await silo.Grains.Grant(suspended).SuspendAsync(new SuspendGrant(Context(Holder), "wait"), default));
        Refused(GrantRefusals.GrantNotActive, await silo.ReadAsync(suspended, Police));
        Done(await silo.Grains.Grant(suspended).ResumeAsync(new ResumeGrant(Context(Holder)), default));
        Done(await silo.ReadAsync(suspended, Police));

        Done(await silo.Grains.Grant(revoked).RevokeAsync(new RevokeGrant(Context(Holder), "over"), default));
        Refused(GrantRefusals.GrantNotActive, await silo.ReadAsync(revoked, Police));

        silo.Time.SetUtcNow(Now.AddDays(30));
        Refused(GrantRefusals.GrantNotActive, await silo.ReadAsync(ended, Police));
        await silo.Grains.Grant(ended).WakeAsync("expire");
        Assert.Equal(GrantStage.Expired, Done(await silo.Grains.Grant(ended).GetAsync(Police, default)).Stage);
    }

    [Fact]
    public async Task A_chain_of_three_falls_with_its_root_at_once_and_is_told_so()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        var root = await silo.ActiveAsync(Proposal(record.Record) with { OnwardDepth = 2 });
        var middle = await silo.ActiveAsync(Onward(root, Police, Prosecutor.Agency, depth: 1));
        var leaf = await silo.ActiveAsync(Onward(middle, Prosecutor, Ministry.Agency));
        var read = Done(await silo.ReadAsync(leaf, Ministry));

        // The owner sees who read, and so do those between; each sees what is its own only.
        Done(await silo.Grains.Access(read.Access).GetAsync(Holder, default));
        Done(await silo.Grains.Access(read.Access).GetAsync(Police, default));
        Done(await silo.Grains.Access(read.Access).GetAsync(Prosecutor, default));

        Done(await silo.Grains.Grant(root).RevokeAsync(new RevokeGrant(Context(Holder), "over"), default));
        Refused(GrantRefusals.GrantNotActive, await silo.ReadAsync(leaf, Ministry));
        Refused(GrantRefusals.GrantNotActive, await silo.ReadAsync(middle, Prosecutor));

        await silo.Grains.Grant(root).WakeAsync("children");
        await silo.Grains.Grant(middle).WakeAsync("children");
        var told = Done(await silo.Grains.Grant(leaf).GetAsync(Ministry, default));
        Assert.Equal((GrantStage.Revoked, "parent_ended"), (told.Stage, told.Reason));
    }

    [Fact]
    public async Task Consent_is_asked_at_every_read()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        var grant = await silo.ActiveAsync(Proposal(record.Record) with { Recipient = Ministry.Agency, Purpose = "victim_support", LegalBasis = Guidelines });
        var consent = silo.Grains.Consent(ConsentNames.For(record.Subject, "victim_support", Ministry.Agency));

        Refused(GrantRefusals.ConsentMissing, await silo.ReadAsync(grant, Ministry, "victim_support"));
        Done(await consent.RecordAsync(
            new RecordConsent(Context(Holder), record.Subject, "victim_support", Ministry.Agency, true, ConsentGiver.Self, "f1", null), default));
        Done(await silo.ReadAsync(grant, Ministry, "victim_support"));
        Done(await consent.WithdrawAsync(new WithdrawConsent(Context(Holder)), default));
        Refused(GrantRefusals.ConsentMissing, await silo.ReadAsync(grant, Ministry, "victim_support"));
    }

    [Fact]
    public async Task A_withdrawn_record_and_an_erased_person_are_read_no_more()
    {
        await using var silo = await StartAsync();
        var (withdrawn, erased) = (await silo.RecordAsync(), await silo.RecordAsync());
        var (first, second) = (await silo.ActiveAsync(Proposal(withdrawn.Record)), await silo.ActiveAsync(Proposal(erased.Record)));
        Done(await silo.ReadAsync(second, Police));

        Done(await silo.Grains.Record(withdrawn.Record).WithdrawAsync(new WithdrawRecord(Context(Holder)), default));
        Refused(GrantRefusals.RecordGone, await silo.ReadAsync(first, Police));

        Done(await silo.Grains.Subject(erased.Subject).ProposeErasureAsync(new ProposeErasure(Context(Holder), "asked"), default));
        Done(await silo.Grains.Subject(erased.Subject).ApproveErasureAsync(new ApproveErasure(Context(Approver)), default));
        Refused(GrantRefusals.GrantNotActive, await silo.ReadAsync(second, Police));
    }

    [Fact]
    public async Task Red_is_for_the_officers_who_are_named()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync(handling: Handling.Red);
        var proposal = Proposal(record.Record);

        Refused(GrantRefusals.OfficersRequired, await silo.ProposeAsync(proposal));
        var grant = await silo.ActiveAsync(Proposal(record.Record) with { Officers = ["named"] });

        Refused(GrantRefusals.OfficerNotNamed, await silo.ReadAsync(grant, Police));
        Assert.Equal(Handling.Red, Done(await silo.ReadAsync(grant, Police with { Subject = "named" })).Handling);
        var unit = Police with { Subject = "named", Unit = new UnitName("atd-la-vt") };
        Done(await silo.ReadAsync(grant, unit));
        Refused(CommonRefusals.NotFound, await silo.ReadAsync(grant, unit with { Subject = "other" }));
    }

    [Fact]
    public async Task A_label_that_became_stricter_closes_what_was_open_to_all()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        var grant = await silo.ActiveAsync(Proposal(record.Record));
        Done(await silo.Grains.Record(record.Record).RaiseHandlingAsync(new RaiseHandling(Context(Holder), Handling.Red), default));

        Refused(GrantRefusals.OfficerNotNamed, await silo.ReadAsync(grant, Police));
    }

    [Fact]
    public async Task Purpose_and_fields_are_those_of_the_grant()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        var grant = await silo.ActiveAsync(Proposal(record.Record));

        Refused(GrantRefusals.PurposeMismatch, await silo.ReadAsync(grant, Police, "victim_support"));
        Refused(GrantRefusals.FieldNotGranted, await silo.ReadAsync(grant, Police, fields: ["name"]));
        Refused(CommonRefusals.NotFound, await silo.ReadAsync(grant, Ministry));
        Refused(CommonRefusals.NotFound, await silo.ReadAsync(new GrantName("gabsent"), Police));
        Refused(CommonRefusals.PermissionDenied, await silo.ReadAsync(grant, By("atd", "dpo", Role.DisclosureApprover)));
        Assert.Empty(await silo.EntriesAsync(grant));
    }

    [Fact]
    public async Task Many_read_at_once_and_each_has_its_entry()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        var grant = await silo.ActiveAsync(Proposal(record.Record));

        var reads = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => silo.ReadAsync(grant, Police)));

        Assert.Equal(
            reads.Select(r => Done(r).Access.ToString()).Order(StringComparer.Ordinal),
            (await silo.EntriesAsync(grant)).Select(e => e.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task After_a_revocation_was_acknowledged_no_read_that_begins_succeeds()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        for (var round = 0; round < 20; round++)
        {
            var grant = await silo.ActiveAsync(Proposal(record.Record));
            using var over = new CancellationTokenSource();
            var reading = Task.Run(async () =>
            {
                while (!over.IsCancellationRequested)
                    await silo.ReadAsync(grant, Police);
            });
            Done(await silo.Grains.Grant(grant).RevokeAsync(new RevokeGrant(Context(Holder), "over"), default));
            var after = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => silo.ReadAsync(grant, Police)));
            await over.CancelAsync();
            await reading;

            Assert.All(after, outcome => Refused(GrantRefusals.GrantNotActive, outcome));
        }
    }

    [Fact]
    public async Task What_a_provider_sends_beside_is_cut_and_counted()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync(HeldBy.Provider);
        var grant = await silo.ActiveAsync(Proposal(record.Record));
        Refused(InformationRefusals.ProviderAway, await silo.ReadAsync(grant, Police));

        var (hub, session) = (silo.Grains.ProviderHub(record.Type), Guid.NewGuid());
        Assert.Null(await hub.AttachAsync(By("lwu", "system", Role.AgencySystem), session));
        var reading = silo.ReadAsync(grant, Police);
        var query = Done(await hub.TakeAsync(session, true, TimeSpan.FromSeconds(5))).Query!;
        Assert.Equal(("A-17", "village"), (query.Question.Reference, Assert.Single(query.Question.Fields)));
        await hub.AnswerAsync(session, query.Id, new ProviderReply(true, [new("name", "Kham"), new("village", "Ban Nongbone"), new("x", "y")], 1));

        Assert.Equal([new OpenedField("village", "Ban Nongbone")], Done(await reading).Fields);
        var entry = JsonSerializer.Deserialize(Assert.Single(await silo.EntriesAsync(grant)).View.AsSpan(), GrantViewsJson.Default.AccessView)!;
        Assert.Equal(3, entry.Excess);

        var missing = silo.ReadAsync(grant, Police);
        query = Done(await hub.TakeAsync(session, true, TimeSpan.FromSeconds(5))).Query!;
        await hub.AnswerAsync(session, query.Id, new ProviderReply(false, [], 0));
        Refused(GrantRefusals.RecordGone, await missing);
        Assert.Single(await silo.EntriesAsync(grant));
    }

    [Fact]
    public async Task No_value_is_in_any_log_or_trace()
    {
        var spans = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => spans.Enqueue(activity.DisplayName + string.Join(' ', activity.TagObjects.Select(t => $"{t.Key}={t.Value}"))),
        };
        ActivitySource.AddActivityListener(listener);
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        var grant = await silo.ActiveAsync(Proposal(record.Record));
        Done(await silo.ReadAsync(grant, Police));
        silo.Faults.Accesses = AppendStatus.Unavailable;
        Assert.True((await silo.ReadAsync(grant, Police)).IsRefused);

        Assert.NotEmpty(spans);
        Assert.All(silo.Logs.Concat(spans), line => Assert.DoesNotContain("Nongbone", line, StringComparison.Ordinal));
    }
}
