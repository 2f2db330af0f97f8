using Coordination.Access;
using Coordination.Cases;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sealing;
using static Coordination.Silo.Tests.Cases.CaseSilo;
using static Coordination.Silo.Tests.Cases.Story;

namespace Coordination.Silo.Tests.Cases;

public sealed class CaseNoteGrainTests(SharedCaseSilo shared) : IClassFixture<SharedCaseSilo>
{
    private CaseSilo Silo => shared.Silo;

    private async Task<int> AccessesAsync(CaseName name) => (await Silo.HitsAsync(CaseAccessName.Collection, name)).Length;

    [Fact]
    public async Task What_was_written_is_read_and_each_reader_is_noted()
    {
        var name = await Silo.OpenAsync();
        await Silo.JoinAsync(name, "moh");
        var note = Done(await Silo.NoteAsync(name, NoteClass.Health, Doctor, "ໄຂ້ສູງ", person: "p1"));

        var opened = Done(await Silo.ReadNoteAsync(note.Name, reason: "review"));
        Assert.Equal("ໄຂ້ສູງ", opened.Text.Value);
        Assert.Equal((note.Name, NoteClass.Health, "p1", Moh), (opened.Note.Name, opened.Note.Class, opened.Note.Person, opened.Note.Agency));
        var access = Assert.Single(await Silo.HitsAsync(CaseAccessName.Collection, name));
        var text = System.Text.Encoding.UTF8.GetString([.. access.View]);
        foreach (var part in new[] { opened.Access.ToString(), note.Name.ToString(), Lead.Subject, "victim_support", "review", "health" })
            Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adding_is_refused_in_this_order()
    {
        var (name, closed) = (await Silo.OpenAsync(), await Silo.OpenAsync());
        await Silo.JoinAsync(name, "atd");
        await Silo.JoinAsync(closed, "atd");
        await Silo.DoAsync(closed, new CloseCase(Context(), "reintegrated"));

        Refused(CaseRefusals.ValueInvalid, await Silo.NoteAsync(closed, NoteClass.None, Police, person: "p9"));
        Refused(CaseRefusals.ValueInvalid, await Silo.NoteAsync(closed, (NoteClass)9, Police));
        Refused(CaseRefusals.NoteClassDenied, await Silo.NoteAsync(closed, NoteClass.Counselling, Police, person: "p9"));
        Refused(CaseRefusals.CaseClosed, await Silo.NoteAsync(closed, NoteClass.Intelligence, Police, person: "p9"));
        Refused(CaseRefusals.PersonUnknown, await Silo.NoteAsync(name, NoteClass.Intelligence, Police, person: "p9", happened: "e9"));
        Refused(CaseRefusals.EventUnknown, await Silo.NoteAsync(name, NoteClass.Intelligence, Police, person: "p1", happened: "e9"));
        Assert.Empty(await Silo.HitsAsync(CaseNoteName.Collection, name));
    }

    [Fact]
    public async Task Reading_is_refused_in_this_order()
    {
        var name = await Silo.OpenAsync();
        var note = Done(await Silo.NoteAsync(name)).Name;
        Done(await Silo.Grains.CaseNote(note).RetractAsync(new RetractCaseNote(Context(), "mistake"), default));

        Refused(CommonRefusals.NotFound, await Silo.ReadNoteAsync(note, Police, purpose: "none"));
        Refused(CaseRefusals.PurposeUnknown, await Silo.ReadNoteAsync(note, purpose: "none"));
        Refused(CaseRefusals.PurposeOutsideBases, await Silo.ReadNoteAsync(note, purpose: "migration_enforcement"));
        Refused(CaseRefusals.NoteRetracted, await Silo.ReadNoteAsync(note));
        Assert.Equal(0, await AccessesAsync(name));
    }

    /// <summary>The police has a legal basis for both, and what was kept to support a victim serves only one.</summary>
    [Fact]
    public async Task What_is_kept_to_support_a_victim_never_serves_to_enforce_migration_law()
    {
        var name = await Silo.OpenAsync();
        await Silo.JoinAsync(name, "atd");
        var note = Done(await Silo.NoteAsync(name)).Name;

        Refused(CaseRefusals.PurposeOutsideBases, await Silo.ReadNoteAsync(note, Police, purpose: "migration_enforcement"));
        Done(await Silo.ReadNoteAsync(note, Police, purpose: "investigation"));
    }

    [Fact]
    public async Task A_repeat_of_an_addition_gets_the_first_result_and_another_text_under_its_id_is_refused()
    {
        var (name, id) = (await Silo.OpenAsync(), Guid.NewGuid());
        var first = Done(await Silo.NoteAsync(name, text: "one", requestId: id));
        Assert.Equal(first, Done(await Silo.NoteAsync(name, text: "one", requestId: id)));
        Refused(CommonRefusals.RequestIdReused, await Silo.NoteAsync(name, text: "two", requestId: id));
        Assert.Equal("one", Done(await Silo.ReadNoteAsync(first.Name)).Text.Value);

        var same = Guid.NewGuid();
        var many = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Silo.NoteAsync(name, text: "at once", requestId: same)));
        Assert.Single(many.Select(Done).Distinct());
    }

    [Fact]
    public async Task Only_the_agency_that_wrote_a_note_retracts_it_once()
    {
        var name = await Silo.OpenAsync();
        await Silo.JoinAsync(name, "moh");
        await Silo.JoinAsync(name, "atd");
        var note = Done(await Silo.NoteAsync(name, NoteClass.Health, Doctor)).Name;
        Task<Outcome<CaseNoteView>> RetractAsync(Principal by, Guid? id = null) => Silo.Grains.CaseNote(note).RetractAsync(new RetractCaseNote(Context(by, id), "mistake"), default);

        Refused(CommonRefusals.NotFound, await RetractAsync(Police)); // It may not read it.
        Refused(CaseRefusals.NotTheAuthor, await RetractAsync(Lead));
        var request = Guid.NewGuid();
        Assert.True(Done(await RetractAsync(Doctor, request)).Retracted);
        Assert.True(Done(await RetractAsync(Doctor, request)).Retracted);
        Refused(CaseRefusals.NoteRetracted, await RetractAsync(Doctor));
    }

    [Fact]
    public async Task A_retry_of_a_read_makes_no_second_entry_and_a_later_read_under_its_id_is_refused()
    {
        await using var silo = await StartAsync();
        var name = await silo.OpenAsync();
        var (note, id) = (Done(await silo.NoteAsync(name)).Name, Guid.NewGuid());

        var first = Done(await silo.ReadNoteAsync(note, requestId: id));
        var again = Done(await silo.ReadNoteAsync(note, requestId: id));
        Assert.Equal((first.Text, first.Access), (again.Text, again.Access));
        Assert.Single(await silo.HitsAsync(CaseAccessName.Collection, name));
        Refused(CommonRefusals.RequestIdReused, await silo.ReadNoteAsync(note, requestId: id, reason: "review"));
        Refused(CommonRefusals.RequestIdReused, await silo.ReadNoteAsync(note, Lead with { Subject = "colleague" }, id));

        silo.Time.Advance(TimeSpan.FromMinutes(6));
        Refused(CommonRefusals.RequestIdReused, await silo.ReadNoteAsync(note, requestId: id));
        Done(await silo.ReadNoteAsync(note));
        Assert.Equal(2, (await silo.HitsAsync(CaseAccessName.Collection, name)).Length);
    }

    [Theory]
    [InlineData(AppendStatus.Busy, "LEDGER_BUSY")]
    [InlineData(AppendStatus.Unavailable, "LEDGER_UNAVAILABLE")]
    [InlineData(AppendStatus.Unknown, "OUTCOME_UNKNOWN")]
    [InlineData(AppendStatus.Rejected, "CONTENT_NOT_STORABLE")]
    public async Task Without_a_durable_entry_nothing_is_opened(AppendStatus status, string code)
    {
        await using var silo = await StartAsync();
        var name = await silo.OpenAsync();
        var (note, identity) = (Done(await silo.NoteAsync(name)).Name, Done(await silo.StoreAsync(name)).Name);
        silo.Fail("caseAccesses/", status);

        var (read, opened) = (await silo.ReadNoteAsync(note), await silo.ReadIdentityAsync(identity));
        Assert.Equal((code, code), (read.Refusal?.Code, opened.Refusal?.Code));
        Assert.Null(read.Value);
        Assert.Null(opened.Value);
        silo.Mend();
        Done(await silo.ReadNoteAsync(note));
        Done(await silo.ReadIdentityAsync(identity));
    }

    [Fact]
    public async Task The_entry_is_durable_before_the_text_leaves()
    {
        await using var silo = await StartAsync();
        var name = await silo.OpenAsync();
        var note = Done(await silo.NoteAsync(name)).Name;
        var (arrived, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        silo.Faults.Appends = async (append, appending) =>
        {
            if (append.Stream.StartsWith("caseAccesses/", StringComparison.Ordinal))
            {
                arrived.SetResult();
                await go.Task;
            }

            return await appending();
        };

        var reading = silo.ReadNoteAsync(note);
        await arrived.Task;
        Assert.False(reading.IsCompleted);
        Assert.Empty(await silo.HitsAsync(CaseAccessName.Collection, name));
        go.SetResult();
        Done(await reading);
        Assert.Single(await silo.HitsAsync(CaseAccessName.Collection, name));
    }

    [Fact]
    public async Task While_the_key_store_is_away_nothing_is_sealed_or_opened_and_afterwards_all_works()
    {
        await using var silo = await StartAsync();
        var name = await silo.OpenAsync();
        var (note, identity, id) = (Done(await silo.NoteAsync(name)).Name, Done(await silo.StoreAsync(name)).Name, Guid.NewGuid());
        silo.Keys.Away = true;

        Refused(SealingRefusals.KeyStoreUnavailable, await silo.NoteAsync(name, requestId: id));
        Refused(SealingRefusals.KeyStoreUnavailable, await silo.ReadNoteAsync(note));
        Refused(SealingRefusals.KeyStoreUnavailable, await silo.StoreAsync(name, fields: ("phone", "020")));
        Refused(SealingRefusals.KeyStoreUnavailable, await silo.ReadIdentityAsync(identity));
        Assert.Empty(await silo.HitsAsync(CaseAccessName.Collection, name));
        silo.Keys.Away = false;

        Done(await silo.NoteAsync(name, requestId: id));
        Done(await silo.ReadNoteAsync(note));
        Done(await silo.ReadIdentityAsync(identity));
    }

    [Fact]
    public async Task What_was_moved_in_the_store_to_another_name_is_not_opened()
    {
        await using var silo = await StartAsync();
        var one = await silo.OpenAsync();
        var note = Done(await silo.NoteAsync(one)).Name;
        var sealedElsewhere = (await silo.Ledger.LoadAsync(note.ToString(), 0, 1, default))[0];
        var moved = CaseNoteName.For(Lwu, Guid.NewGuid());
        var entry = new NewEntry(sealedElsewhere.Type, sealedElsewhere.Data, Guid.NewGuid(), 1, "lwu", "s", Now);
        Assert.Equal(AppendStatus.Appended, (await silo.Ledger.AppendAsync(new Append(moved.ToString(), 0, [entry], null, null))).Status);

        Refused(CommonRefusals.StreamParked, await silo.ReadNoteAsync(moved));
        Assert.Empty(await silo.HitsAsync(CaseAccessName.Collection, one));
        Done(await silo.ReadNoteAsync(note));
    }
}
