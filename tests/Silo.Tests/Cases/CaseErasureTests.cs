using Coordination.Access;
using Coordination.Cases;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Silo.Cases;
using static Coordination.Silo.Tests.Cases.CaseSilo;
using static Coordination.Silo.Tests.Cases.Story;

namespace Coordination.Silo.Tests.Cases;

/// <summary>Identities, and the end of what is sealed.</summary>
public sealed class CaseErasureTests
{
    private static Task<bool> IsDestroyedAsync(CaseSilo silo, object name) => silo.Keys.IsDestroyedAsync(name.ToString()!, default).AsTask();

    [Fact]
    public async Task An_identity_is_kept_apart_and_the_case_knows_of_it()
    {
        await using var silo = await StartAsync();
        var name = await silo.OpenAsync();
        var kept = Done(await silo.StoreAsync(name));
        Assert.Equal(["birth_date", "name"], kept.Fields);
        Assert.Equal(kept.Name, (await silo.GetAsync(name)).People[0].Identity);

        Done(await silo.StoreAsync(name, fields: [("name", ""), ("phone", "020 555")]));
        var opened = Done(await silo.ReadIdentityAsync(kept.Name));
        Assert.Equal([("birth_date", "1999-04"), ("phone", "020 555")], opened.Fields.Select(f => (f.Field, f.Value.Value)));
        Assert.Equal([("phone", "020 555")], Done(await silo.ReadIdentityAsync(kept.Name, fields: "phone")).Fields.Select(f => (f.Field, f.Value.Value)));
        Refused(CaseRefusals.IdentityFieldUnknown, await silo.ReadIdentityAsync(kept.Name, fields: "name"));
        Refused(CaseRefusals.PurposeUnknown, await silo.ReadIdentityAsync(kept.Name, purpose: "none"));
        Refused(CaseRefusals.PurposeOutsideBases, await silo.ReadIdentityAsync(kept.Name, purpose: "migration_enforcement"));
        Assert.Equal("birth_date+gender+phone", silo.Linker.Indexed.Last());
    }

    [Fact]
    public async Task A_repeat_of_a_store_gets_the_first_result()
    {
        await using var silo = await StartAsync();
        var (name, id) = (await silo.OpenAsync(), Guid.NewGuid());
        var first = Done(await silo.StoreAsync(name, requestId: id));
        Done(await silo.StoreAsync(name, fields: ("phone", "020")));

        Assert.Equal(first.Fields, Done(await silo.StoreAsync(name, requestId: id)).Fields);
        Refused(CommonRefusals.RequestIdReused, await silo.StoreAsync(name, requestId: id, fields: ("phone", "021")));
        Refused(CommonRefusals.NotFound, await silo.Grains.Identity(IdentityName.Of(name, "p2")).StoreAsync(
            new StoreIdentity(Context(Custodian), name, "p1", [new IdentityFieldInput("name", new("x"))]), default)); // Not under another's name.
    }

    [Fact]
    public async Task First_stores_at_once_all_count_and_the_index_is_of_all_fields()
    {
        await using var silo = await StartAsync();
        var name = await silo.OpenAsync();
        string[] fields = ["name", "phone", "village", "father", "mother", "document"];
        await Task.WhenAll(fields.Select(async f => Done(await silo.StoreAsync(name, fields: (f, f)))));

        var opened = Done(await silo.ReadIdentityAsync(IdentityName.Of(name, "p1")));
        Assert.Equal(fields.Order(StringComparer.Ordinal), opened.Fields.Select(f => f.Field));
        Assert.All(opened.Fields, f => Assert.Equal(f.Field, f.Value.Value));
        Assert.Equal(string.Join('+', fields.Append("gender").Order(StringComparer.Ordinal)), silo.Linker.Indexed.Last());
    }

    [Fact]
    public async Task Erasing_takes_a_second_person_and_destroys_the_key()
    {
        await using var silo = await StartAsync();
        var name = await silo.OpenAsync();
        var identity = Done(await silo.StoreAsync(name)).Name;
        var vault = silo.Grains.Identity(identity);
        Refused(CaseRefusals.NothingToApprove, await vault.ApproveErasureAsync(new ApproveIdentityErasure(Context(Approver)), default));
        Assert.True(Done(await vault.ProposeErasureAsync(new ProposeIdentityErasure(Context(Custodian), "asked"), default)).ErasureProposed);
        Refused(CaseRefusals.SelfApproval, await vault.ApproveErasureAsync(new ApproveIdentityErasure(Context(Custodian)), default));
        var approve = new ApproveIdentityErasure(Context(Approver));
        Assert.True(Done(await vault.ApproveErasureAsync(approve, default)).Erased);
        Assert.True(Done(await vault.ApproveErasureAsync(approve, default)).Erased);

        Assert.True(await IsDestroyedAsync(silo, identity));
        Assert.False(await IsDestroyedAsync(silo, name));
        Refused(CaseRefusals.IdentityErased, await silo.ReadIdentityAsync(identity));
        Refused(CaseRefusals.IdentityErased, await silo.StoreAsync(name));
        Refused(CaseRefusals.IdentityErased, await vault.ProposeErasureAsync(new ProposeIdentityErasure(Context(Custodian), "asked"), default));
        Assert.Empty(Done(await vault.GetAsync(Custodian, default)).Fields);
        Assert.Empty(Done(await vault.FactsAsync()).Tokens);
    }

    [Fact]
    public async Task A_proposal_lapses_after_a_day()
    {
        await using var silo = await StartAsync();
        var identity = Done(await silo.StoreAsync(await silo.OpenAsync())).Name;
        var vault = silo.Grains.Identity(identity);
        Done(await vault.ProposeErasureAsync(new ProposeIdentityErasure(Context(Custodian), "asked"), default));
        silo.Time.Advance(IdentityRules.ApprovalWithin);

        Refused(CaseRefusals.NothingToApprove, await vault.ApproveErasureAsync(new ApproveIdentityErasure(Context(Approver)), default));
        await vault.WakeAsync(IdentityRules.LapseKind);
        Assert.False(Done(await vault.GetAsync(Custodian, default)).ErasureProposed);
    }

    [Fact]
    public async Task At_the_end_of_the_retention_all_keys_are_destroyed()
    {
        await using var silo = await StartAsync();
        var name = await silo.OpenAsync(Woman, Woman);
        var (note, one, two) = (Done(await silo.NoteAsync(name)).Name, Done(await silo.StoreAsync(name)).Name, Done(await silo.StoreAsync(name, "p2")).Name);
        await EndAsync(silo, name);

        Assert.True((await silo.GetAsync(name)).RetentionEnded);
        foreach (var key in new object[] { name, one, two })
            Assert.True(await IsDestroyedAsync(silo, key), key.ToString());
        await AssertGoneAsync(silo, name, note, one);
        Assert.Equal(["case.retention_ended", "case.keys_destroyed"], (await silo.Ledger.LoadAsync(name.ToString(), 0, 100, default)).Select(e => e.Type).TakeLast(2));
        Refused(CaseRefusals.RetentionEnded, await silo.Grains.Case(name).ExecuteAsync(new PlaceCaseHold(Context(By("lwu", "focal", Role.AgencyFocalPoint)), "court"), default));
    }

    [Fact]
    public async Task Also_before_the_key_store_obeys_nothing_is_opened_and_it_is_asked_again()
    {
        await using var silo = await StartAsync();
        var name = await silo.OpenAsync();
        var (note, identity) = (Done(await silo.NoteAsync(name)).Name, Done(await silo.StoreAsync(name)).Name);
        silo.Keys.CannotDestroy = true;
        await EndAsync(silo, name);

        Assert.True((await silo.GetAsync(name)).RetentionEnded);
        Assert.False(await IsDestroyedAsync(silo, name));
        await AssertGoneAsync(silo, name, note, identity);

        silo.Keys.CannotDestroy = false;
        await silo.WakeAsync(name, CaseProjection.DestroyKind);
        Assert.True(await IsDestroyedAsync(silo, name));
        Assert.True(await IsDestroyedAsync(silo, identity));
    }

    [Fact]
    public async Task A_legal_hold_keeps_everything_until_it_is_lifted()
    {
        await using var silo = await StartAsync();
        var focal = By("lwu", "focal", Role.AgencyFocalPoint);
        var name = await silo.OpenAsync();
        var (note, identity) = (Done(await silo.NoteAsync(name)).Name, Done(await silo.StoreAsync(name)).Name);
        await silo.DoAsync(name, new PlaceCaseHold(Context(focal), "court"));
        Refused(CommonRefusals.PermissionDenied, await silo.Grains.Case(name).ExecuteAsync(new LiftCaseHold(Context(), "over"), default));
        await EndAsync(silo, name);

        Assert.False((await silo.GetAsync(name)).RetentionEnded);
        Done(await silo.ReadNoteAsync(note));
        Done(await silo.ReadIdentityAsync(identity));
        Refused(CaseRefusals.LegalHold, await silo.Grains.Identity(identity).ProposeErasureAsync(new ProposeIdentityErasure(Context(Custodian), "asked"), default));

        await silo.DoAsync(name, new LiftCaseHold(Context(focal), "over"));
        await silo.WakeAsync(name, CaseProjection.RetentionKind);
        await AssertGoneAsync(silo, name, note, identity);
        Assert.True(await IsDestroyedAsync(silo, name));
    }

    [Fact]
    public async Task Who_is_withdrawn_takes_the_identity_along()
    {
        await using var silo = await StartAsync();
        var name = await silo.OpenAsync(Woman, Woman);
        var (gone, stays) = (Done(await silo.StoreAsync(name)).Name, Done(await silo.StoreAsync(name, "p2")).Name);
        await silo.DoAsync(name, new WithdrawPerson(Context(), "p1", "mistake"));
        Refused(CaseRefusals.IdentityErased, await silo.ReadIdentityAsync(gone));
        await silo.WakeAsync(name, CaseProjection.ReleaseKind);

        Assert.True(await IsDestroyedAsync(silo, gone));
        Assert.False(await IsDestroyedAsync(silo, stays));
        Assert.Null((await silo.GetAsync(name)).People[0].Identity);
        Done(await silo.ReadIdentityAsync(stays));
        Refused(CaseRefusals.PersonUnknown, await silo.StoreAsync(name));
    }

    [Fact]
    public async Task An_identity_that_could_not_be_told_to_go_is_told_again()
    {
        await using var silo = await StartAsync();
        var name = await silo.OpenAsync();
        var identity = Done(await silo.StoreAsync(name)).Name;
        await silo.Grains.Identity(identity).WakeAsync(IdentityRules.LinkKind);
        silo.Fail("identities/", AppendStatus.Unavailable);
        await silo.DoAsync(name, new WithdrawPerson(Context(), "p1", "mistake"));
        await silo.WakeAsync(name, CaseProjection.ReleaseKind);
        Assert.False(await IsDestroyedAsync(silo, identity));
        Refused(CaseRefusals.IdentityErased, await silo.ReadIdentityAsync(identity));

        silo.Mend();
        await silo.WakeAsync(name, CaseProjection.ReleaseKind);
        Assert.True(await IsDestroyedAsync(silo, identity));
    }

    /// <summary>Between the question to the case and the store: the key was wrapped, then the person went, or the retention ended.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_identity_stored_while_its_person_goes_goes_too(bool retention)
    {
        await using var silo = await StartAsync();
        var name = await silo.OpenAsync();
        silo.Keys.AfterWrap = async () =>
        {
            silo.Keys.AfterWrap = null;
            if (retention)
                await EndAsync(silo, name);
            else
                await silo.DoAsync(name, new WithdrawPerson(Context(), "p1", "mistake"));
        };

        Refused(retention ? CaseRefusals.RetentionEnded : CaseRefusals.PersonUnknown, await silo.StoreAsync(name));
        var identity = IdentityName.Of(name, "p1");
        await silo.Grains.Identity(identity).WakeAsync(IdentityRules.EraseKind);
        Assert.True(await IsDestroyedAsync(silo, identity));
        Assert.Null((await silo.GetAsync(name)).People[0].Identity);
    }

    [Fact]
    public async Task A_note_sealed_while_the_retention_ends_is_not_added()
    {
        await using var silo = await StartAsync();
        var name = await silo.OpenAsync();
        Done(await silo.NoteAsync(name));
        await EndAsync(silo, name);
        Refused(CaseRefusals.RetentionEnded, await silo.NoteAsync(name));
    }

    [Fact]
    public async Task After_a_transfer_the_new_lead_has_the_identities_and_the_old_one_has_not()
    {
        await using var silo = await StartAsync();
        var name = await silo.OpenAsync();
        var identity = Done(await silo.StoreAsync(name)).Name;
        var codec = new Sdk.Grains.EventCodec<CaseEvent>(CaseJson.Default.CaseEvent);
        var moved = new LeadTransferred(new TransferName("tone"), Lwu, Moh, null, FormerStays: true);
        var version = (await silo.GetAsync(name)).Version;
        var entry = new NewEntry(codec.NameOf(moved), codec.Write(moved), Guid.NewGuid(), 1, "lwu", "s", Now);
        Assert.Equal(AppendStatus.Appended, (await silo.Ledger.AppendAsync(new Append(name.ToString(), version, [entry], null, null))).Status);

        // The grain that did not write it learns of it by its next command.
        await silo.Grains.Case(name).ExecuteAsync(new AssessCase(Context()), default);
        Refused(CommonRefusals.NotFound, await silo.ReadIdentityAsync(identity));
        Done(await silo.ReadIdentityAsync(identity, By("moh", "custodian", Role.IdentityCustodian)));
    }

    private static async Task EndAsync(CaseSilo silo, CaseName name)
    {
        silo.Time.Advance(TimeSpan.FromDays(365 * 10 + 5));
        await silo.WakeAsync(name, CaseProjection.RetentionKind);
    }

    private static async Task AssertGoneAsync(CaseSilo silo, CaseName name, CaseNoteName note, IdentityName identity)
    {
        var reads = (await silo.HitsAsync(CaseAccessName.Collection, name)).Length;
        Refused(CaseRefusals.RetentionEnded, await silo.ReadNoteAsync(note));
        Refused(CaseRefusals.IdentityErased, await silo.ReadIdentityAsync(identity));
        Refused(CaseRefusals.RetentionEnded, await silo.NoteAsync(name));
        Refused(CaseRefusals.RetentionEnded, await silo.StoreAsync(name));
        Assert.Equal(reads, (await silo.HitsAsync(CaseAccessName.Collection, name)).Length);
    }
}
