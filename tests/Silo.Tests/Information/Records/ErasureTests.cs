using Coordination.Information;
using Coordination.Ledger;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sealing;
using Coordination.Silo.Information.Records;
using Coordination.Silo.Information.Subjects;
using Microsoft.Extensions.DependencyInjection;
using static Coordination.Silo.Tests.Information.Records.Given;
using static Coordination.Silo.Tests.Information.Records.RecordSilo;

namespace Coordination.Silo.Tests.Information.Records;

/// <summary>Each has a silo of its own: it moves the clock, takes the keys away or starts again.</summary>
public sealed class ErasureTests
{
    [Fact]
    public async Task Erasing_destroys_the_keys_and_the_ledgers_proofs_stay_valid()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        var before = await silo.Ledger.LoadAsync(record.Name.ToString(), 0, 10, default);

        var erased = Done(await silo.EraseAsync(record.Subject));

        Assert.Equal(SubjectStage.Erased, erased.Stage);
        Assert.Equal(Now, erased.ErasedAt);
        Assert.True(await silo.Keys.IsDestroyedAsync(record.Subject.ToString(), default));
        Refused(SealingRefusals.SubjectErased, await silo.Grains.Record(record.Name).OpenFieldsAsync(["name"], default));
        Refused(SealingRefusals.SubjectErased, await silo.Grains.Record(record.Name).OpenReferenceAsync(default));
        Assert.Equal(RecordStage.Erased, Done(await silo.Grains.Record(record.Name).FactsAsync()).Stage);
        var view = Done(await silo.Grains.Record(record.Name).GetAsync(Officer, default));
        Assert.Equal(RecordStage.Erased, view.Stage);
        Assert.Empty(view.Fields);
        Refused(SealingRefusals.SubjectErased, await silo.OfferAsync(await silo.TypeAsync(), record.Subject, "other"));
        Refused(RecordRefusals.RecordEnded, await silo.Grains.Record(record.Name).UpdateAsync(new UpdateRecord(Context(), [Value("name", "x")]), default));
        var after = await silo.Ledger.LoadAsync(record.Name.ToString(), 0, 10, default);
        Assert.Equal(before[0].Data.ToArray(), after[0].Data.ToArray()); // No event is ever rewritten.
        var evidence = silo.Services.GetRequiredService<ILedgerEvidence>();
        await evidence.CheckpointAsync(default);
        var proof = await evidence.VerifyAsync(default).LastAsync();
        Assert.True(proof is { Done: true, Checkpoints: >= 1, Size: > 0 });
        Assert.Empty(proof.Findings);
    }

    [Fact]
    public async Task A_legal_hold_refuses_erasure_and_stops_retention()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync(await silo.SubjectAsync(until: Now.AddDays(10)));
        var grain = silo.Grains.Subject(record.Subject);
        Done(await grain.PlaceLegalHoldAsync(new PlaceLegalHold(Context(Focal("lwu")), "Order 7."), default));

        Refused(RecordRefusals.LegalHold, await grain.ProposeErasureAsync(new ProposeErasure(Context(), "x"), default));
        Refused(RecordRefusals.LegalHold, await grain.ApproveErasureAsync(new ApproveErasure(Context(Approver)), default));
        Refused(CommonRefusals.PermissionDenied, await grain.LiftLegalHoldAsync(new LiftLegalHold(Context(), "x"), default)); // An officer may not.
        silo.Time.Advance(TimeSpan.FromDays(20));
        await grain.WakeAsync(SubjectRules.RetentionKind);
        Assert.Equal("Kham", Done(await silo.Grains.Record(record.Name).OpenFieldsAsync(["name"], default))[0].Value);

        Done(await grain.LiftLegalHoldAsync(new LiftLegalHold(Context(Focal("lwu")), "Order 8."), default));
        await grain.WakeAsync(SubjectRules.RetentionKind);

        Assert.Equal(SubjectStage.Erased, Done(await grain.GetAsync(Officer, default)).Stage);
        Refused(SealingRefusals.SubjectErased, await silo.Grains.Record(record.Name).OpenFieldsAsync(["name"], default));
    }

    [Fact]
    public async Task At_the_end_of_retention_the_keys_are_destroyed_once_however_often_it_is_woken()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync(await silo.SubjectAsync(until: Now.AddDays(10)));
        var grain = silo.Grains.Subject(record.Subject);

        await grain.WakeAsync(SubjectRules.RetentionKind);
        Assert.Equal(SubjectStage.Held, Done(await grain.GetAsync(Officer, default)).Stage);
        silo.Time.Advance(TimeSpan.FromDays(10));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => grain.WakeAsync(SubjectRules.RetentionKind)));
        await grain.WakeAsync(SubjectRules.EraseKind);

        var events = (await silo.Ledger.LoadAsync(record.Subject.ToString(), 0, 20, default)).Select(e => e.Type);
        Assert.Equal(["subject.registered", "subject.retention_ended", "subject.erased"], events);
        Assert.True(await silo.Keys.IsDestroyedAsync(record.Subject.ToString(), default));
    }

    [Fact]
    public async Task Four_eyes_erase_and_nobody_alone()
    {
        await using var silo = await StartAsync();
        var subject = await silo.SubjectAsync();
        var grain = silo.Grains.Subject(subject);
        var both = By("lwu", "both", Access.Role.AgencyOfficer, Access.Role.DisclosureApprover);

        Refused(InformationRefusals.NothingToApprove, await grain.ApproveErasureAsync(new ApproveErasure(Context(Approver)), default));
        Done(await grain.ProposeErasureAsync(new ProposeErasure(Context(both), "x"), default));
        Refused(InformationRefusals.SelfApproval, await grain.ApproveErasureAsync(new ApproveErasure(Context(both)), default));
        Refused(CommonRefusals.PermissionDenied, await grain.ApproveErasureAsync(new ApproveErasure(Context(Officer)), default));
        Refused(CommonRefusals.NotFound, await grain.ApproveErasureAsync(new ApproveErasure(Context(Stranger)), default));
        silo.Time.Advance(TimeSpan.FromHours(24));
        Refused(InformationRefusals.NothingToApprove, await grain.ApproveErasureAsync(new ApproveErasure(Context(Approver)), default));
        await grain.WakeAsync(SubjectRules.LapseKind);

        Assert.Equal(SubjectStage.Held, Done(await grain.GetAsync(Officer, default)).Stage);
        Assert.False(await silo.Keys.IsDestroyedAsync(subject.ToString(), default));
        Assert.Equal(SubjectStage.Erased, Done(await silo.EraseAsync(subject)).Stage);
    }

    [Fact]
    public async Task Every_record_of_the_person_is_told_and_no_other()
    {
        await using var silo = await StartAsync();
        var (type, subject) = (await silo.TypeAsync(), await silo.SubjectAsync());
        var other = await silo.RecordAsync();
        var records = await Task.WhenAll(Enumerable.Range(0, 250).Select(async i => Done(await silo.OfferAsync(type, subject, $"R{i}", Value("note", "x"))).Name));

        Assert.Equal(SubjectStage.Erased, Done(await silo.EraseAsync(subject)).Stage);

        foreach (var record in records)
            Assert.Equal(RecordStage.Erased, Done(await silo.Grains.Record(record).GetAsync(Officer, default)).Stage);
        Assert.Equal(RecordStage.Offered, Done(await silo.Grains.Record(other.Name).GetAsync(Officer, default)).Stage);
    }

    [Fact]
    public async Task A_record_whose_stream_is_damaged_does_not_keep_the_person()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        var type = await silo.TypeAsync();
        var sound = Done(await silo.OfferAsync(type, record.Subject, "sound", Value("note", "x")));
        var broken = RecordNames.For(silo.Keys, type, new PlainText("broken"));
        await silo.Ledger.AppendAsync(new Append(
            broken.ToString(),
            0,
            [new NewEntry("record.offered", "not json"u8.ToArray(), Guid.NewGuid(), 1, "lwu", "officer-1", Now)],
            new RegistryChange(
                new RegistryRow
                {
                    Name = broken.ToString(), Kind = "records", State = "offered", Open = true, Parent = record.Subject.ToString(), Version = 1,
                    CreatedAt = Now, UpdatedAt = Now, View = () => "{}"u8.ToArray(),
                },
                [],
                []),
            null));

        Assert.Equal(SubjectStage.Erased, Done(await silo.EraseAsync(record.Subject)).Stage);
        Assert.Equal(RecordStage.Erased, Done(await silo.Grains.Record(sound.Name).GetAsync(Officer, default)).Stage);
    }

    [Fact]
    public async Task A_repeated_approval_is_answered_with_what_became_of_it()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        var grain = silo.Grains.Subject(record.Subject);
        Done(await grain.ProposeErasureAsync(new ProposeErasure(Context(), "x"), default));
        var approval = new ApproveErasure(Context(Approver));

        Assert.Equal(SubjectStage.Erased, Done(await grain.ApproveErasureAsync(approval, default)).Stage);
        Assert.Equal(SubjectStage.Erased, Done(await grain.ApproveErasureAsync(approval, default)).Stage);

        Assert.Equal(4, (await silo.Ledger.LoadAsync(record.Subject.ToString(), 0, 20, default)).Length);
    }

    [Fact]
    public async Task While_the_keys_cannot_be_destroyed_nothing_is_opened_and_later_it_is_gone_on_with()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        Done(await silo.Grains.Record(record.Name).OpenFieldsAsync(["name"], default));
        silo.Keys.CannotDestroy = true;

        Assert.Equal(SubjectStage.Erasing, Done(await silo.EraseAsync(record.Subject)).Stage);
        Assert.Equal(RecordStage.Erased, Done(await silo.Grains.Record(record.Name).FactsAsync()).Stage);

        silo.Keys.CannotDestroy = false;
        await silo.Grains.Subject(record.Subject).WakeAsync(SubjectRules.EraseKind);
        Assert.Equal(SubjectStage.Erased, Done(await silo.Grains.Subject(record.Subject).GetAsync(Officer, default)).Stage);
        Assert.True(await silo.Keys.IsDestroyedAsync(record.Subject.ToString(), default));
    }

    [Fact]
    public async Task What_a_crash_interrupted_the_next_start_finishes()
    {
        var data = NewDataDirectory();
        try
        {
            RecordView record;
            await using (var silo = await StartAsync(data))
            {
                record = await silo.RecordAsync();
                silo.Keys.CannotDestroy = true;
                await silo.EraseAsync(record.Subject);
            }

            await using var again = await StartAsync(data);
            await again.Grains.Subject(record.Subject).WakeAsync(SubjectRules.EraseKind); // As the sweeper does.
            Assert.Equal(SubjectStage.Erased, Done(await again.Grains.Subject(record.Subject).GetAsync(Officer, default)).Stage);
            Assert.True(await again.Keys.IsDestroyedAsync(record.Subject.ToString(), default));
        }
        finally
        {
            System.IO.Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task Keys_that_a_backup_brought_back_are_destroyed_again_at_the_next_start()
    {
        var data = NewDataDirectory();
        try
        {
            RecordView record, kept;
            Dictionary<string, byte[]> backup;
            await using (var silo = await StartAsync(data))
            {
                (record, kept) = (await silo.RecordAsync(), await silo.RecordAsync());
                backup = System.IO.Directory.GetFiles(KeysOf(data)).ToDictionary(f => f, File.ReadAllBytes);
                await silo.EraseAsync(record.Subject);
            }

            foreach (var file in System.IO.Directory.GetFiles(KeysOf(data)))
                File.Delete(file);
            foreach (var (file, bytes) in backup)
            {
                await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
                if (!OperatingSystem.IsWindows())
                    File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            await using var again = await StartAsync(data);
            for (var i = 0; i < 500 && !await again.Keys.IsDestroyedAsync(record.Subject.ToString(), default); i++)
                await Task.Delay(10, TestContext.Current.CancellationToken);
            Assert.True(await again.Keys.IsDestroyedAsync(record.Subject.ToString(), default));
            Assert.Equal("Kham", Done(await again.Grains.Record(kept.Name).OpenFieldsAsync(["name"], default))[0].Value);
        }
        finally
        {
            System.IO.Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task A_record_that_is_offered_while_its_person_is_being_erased_is_erased_with_it()
    {
        await using var silo = await StartAsync();
        var (type, subject) = (await silo.TypeAsync(), await silo.SubjectAsync());
        silo.Keys.AfterWrap = async () =>
        {
            silo.Keys.AfterWrap = null;
            await silo.EraseAsync(subject); // Between the sealing and the commit of the offer.
        };

        var offered = await silo.OfferAsync(type, subject, "late", Value("name", "Kham"));

        Refused(SealingRefusals.SubjectErased, offered);
        var name = RecordNames.For(silo.Keys, type, new PlainText("late"));
        Assert.Equal(RecordStage.Erased, Done(await silo.Grains.Record(name).GetAsync(Officer, default)).Stage);
    }

    [Fact]
    public async Task Without_the_keys_everything_waits_and_nothing_is_stored_in_the_plain()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        var type = await silo.TypeAsync();
        silo.Keys.Away = true;

        Refused(SealingRefusals.KeyStoreUnavailable, await silo.OfferAsync(type, record.Subject, "x", Value("name", "Kham")));
        Refused(SealingRefusals.KeyStoreUnavailable, await silo.Grains.Record(record.Name).UpdateAsync(new UpdateRecord(Context(), [Value("name", "x")]), default));
        Refused(SealingRefusals.KeyStoreUnavailable, await silo.Grains.Record(record.Name).OpenFieldsAsync(["name"], default));

        silo.Keys.Away = false;
        Assert.Equal("Kham", Done(await silo.Grains.Record(record.Name).OpenFieldsAsync(["name"], default))[0].Value);
        Done(await silo.OfferAsync(type, record.Subject, "x", Value("name", "Kham")));
    }

    [Fact]
    public async Task A_proposal_to_lower_a_label_lapses_by_itself()
    {
        await using var silo = await StartAsync();
        var record = await silo.RecordAsync();
        var grain = silo.Grains.Record(record.Name);
        Done(await grain.ProposeLowerHandlingAsync(new ProposeLowerHandling(Context(), Access.Handling.Green, "x"), default));

        silo.Time.Advance(TimeSpan.FromHours(24));
        await grain.WakeAsync(RecordRules.LapseKind);

        Assert.Null(Done(await grain.GetAsync(Officer, default)).ProposedHandling);
    }
}
