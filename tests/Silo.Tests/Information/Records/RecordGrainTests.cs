using Coordination.Access;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sealing;
using static Coordination.Silo.Tests.Information.Records.Given;
using static Coordination.Silo.Tests.Information.Records.RecordSilo;

namespace Coordination.Silo.Tests.Information.Records;

public sealed class RecordGrainTests(SharedRecordSilo shared) : IClassFixture<SharedRecordSilo>
{
    private readonly RecordSilo silo = shared.Silo;

    [Fact]
    public async Task What_is_offered_opens_and_what_is_described_names_fields_only()
    {
        var record = await silo.RecordAsync();

        Assert.Equal(["name", "room"], record.Fields);
        Assert.Equal(
            [new OpenedField("room", "4"), new OpenedField("note", null), new OpenedField("name", "Kham")],
            Done(await silo.Grains.Record(record.Name).OpenFieldsAsync(["room", "note", "name"], default)));
        Assert.Equal("A-17", Done(await silo.Grains.Record(record.Name).OpenReferenceAsync(default)));
    }

    [Fact]
    public async Task A_repeat_is_answered_with_the_first_result_and_seals_nothing_anew()
    {
        var (type, subject) = (await silo.TypeAsync(), await silo.SubjectAsync());
        var command = new OfferRecord(Context(), type, subject, new PlainText("A-1"), [Value("name", "Kham")], null);

        var first = Done(await silo.Grains.RecordFinder().OfferAsync(command, default));
        var again = Done(await silo.Grains.RecordFinder().OfferAsync(command, default));
        var other = await silo.Grains.RecordFinder().OfferAsync(command with { Values = [Value("name", "Khan")] }, default);

        Assert.Equivalent(first, again, strict: true);
        Refused(CommonRefusals.RequestIdReused, other);
        Assert.Single(await silo.Ledger.LoadAsync(first.Name.ToString(), 0, 10, default));
    }

    [Fact]
    public async Task A_repeated_update_is_answered_too_and_another_content_is_not()
    {
        var record = await silo.RecordAsync();
        var command = new UpdateRecord(Context(), [Value("name", ""), Value("note", "new")]);

        var first = Done(await silo.Grains.Record(record.Name).UpdateAsync(command, default));
        Done(await silo.Grains.Record(record.Name).WithdrawAsync(new WithdrawRecord(Context()), default));

        Assert.Equal(["note", "room"], first.Fields);
        Assert.Equivalent(first, Done(await silo.Grains.Record(record.Name).UpdateAsync(command, default)), strict: true);
        Refused(CommonRefusals.RequestIdReused, await silo.Grains.Record(record.Name).UpdateAsync(command with { Values = [] }, default));
    }

    [Fact]
    public async Task There_is_one_record_a_reference_whoever_types_it_how()
    {
        var (type, subject) = (await silo.TypeAsync(), await silo.SubjectAsync());
        var record = Done(await silo.OfferAsync(type, subject, "P-77"));

        Refused(RecordRefusals.RecordExists, await silo.OfferAsync(type, subject, " p-77 "));
        Assert.Equal(record.Name, Done(await silo.Grains.RecordFinder().FindAsync(Officer, type, new PlainText("p-77"), default)).Name);
        Refused(CommonRefusals.NotFound, await silo.Grains.RecordFinder().FindAsync(Officer, type, new PlainText("p-78"), default));
        Refused(CommonRefusals.NotFound, await silo.Grains.RecordFinder().FindAsync(Stranger, type, new PlainText("p-77"), default));
    }

    [Fact]
    public async Task Of_two_who_offer_the_same_reference_at_once_one_succeeds()
    {
        var (type, subject) = (await silo.TypeAsync(), await silo.SubjectAsync());

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => silo.OfferAsync(type, subject, "R-1", Value("name", $"n{i}"))));

        Assert.Single(outcomes, o => !o.IsRefused);
        Assert.All(outcomes.Where(o => o.IsRefused), o => Refused(RecordRefusals.RecordExists, o));
    }

    [Fact]
    public async Task An_unknown_field_a_foreign_type_and_a_foreign_person_are_refused()
    {
        var (type, subject) = (await silo.TypeAsync(), await silo.SubjectAsync());

        Refused(InformationRefusals.FieldUnknown, await silo.OfferAsync(type, subject, "x", Value("age", "9")));
        Refused(RecordRefusals.RecordTypeNotYours, await silo.OfferAsync(await silo.TypeAsync(agency: "moh"), subject, "x"));
        Refused(RecordRefusals.SubjectUnknown, await silo.OfferAsync(type, await silo.SubjectAsync(Stranger), "x"));
        Refused(RecordRefusals.SubjectUnknown, await silo.OfferAsync(type, new SubjectName("sabsent"), "x"));
        Refused(InformationRefusals.RecordTypeUnknown, await silo.OfferAsync(new RecordTypeName("lwu-absent"), subject, "x"));
        Refused(RecordRefusals.ValuesHeldByProvider, await silo.OfferAsync(await silo.TypeAsync(HeldBy.Provider), subject, "x", Value("name", "Kham")));
        Done(await silo.OfferAsync(await silo.TypeAsync(HeldBy.Provider), subject, "x"));
    }

    [Fact]
    public async Task Another_agency_and_a_confined_officer_see_nothing_of_a_record()
    {
        var record = await silo.RecordAsync();
        var confined = Officer with { Unit = new UnitName("lwu-vt") };
        foreach (var caller in new[] { Stranger, confined })
        {
            var grain = silo.Grains.Record(record.Name);
            Refused(CommonRefusals.NotFound, await grain.GetAsync(caller, default));
            Refused(CommonRefusals.NotFound, await grain.UpdateAsync(new UpdateRecord(Context(caller), [Value("name", "x")]), default));
            Refused(CommonRefusals.NotFound, await grain.WithdrawAsync(new WithdrawRecord(Context(caller)), default));
            Refused(CommonRefusals.NotFound, await grain.RaiseHandlingAsync(new RaiseHandling(Context(caller), Handling.Red), default));
            Refused(CommonRefusals.NotFound, await grain.ProposeLowerHandlingAsync(new ProposeLowerHandling(Context(caller), Handling.Clear, "x"), default));
            Refused(CommonRefusals.NotFound, await grain.ApproveLowerHandlingAsync(new ApproveLowerHandling(Context(caller), Handling.Clear), default));
            Refused(CommonRefusals.NotFound, await silo.Grains.Subject(record.Subject).GetAsync(caller, default));
            var list = Done(await silo.Grains.GetGrain<IRegistryGrain>(0).ListAsync(
                caller, InformationPermissions.ReadRecords, new RegistryQuery { Kind = RecordName.Collection, Parent = record.Subject.ToString() }, null, default));
            Assert.Empty(list.Hits);
        }

        var own = Done(await silo.Grains.GetGrain<IRegistryGrain>(0).ListAsync(
            Officer, InformationPermissions.ReadRecords, new RegistryQuery { Kind = RecordName.Collection, Parent = record.Subject.ToString() }, null, default));
        Assert.Equal([record.Name.ToString()], own.Hits.Select(h => h.Name));
        var ofType = Done(await silo.Grains.GetGrain<IRegistryGrain>(0).ListAsync(
            Officer, InformationPermissions.ReadRecords, new RegistryQuery { Kind = RecordName.Collection, Instrument = record.Type.ToString() }, null, default));
        Assert.Equal([record.Name.ToString()], ofType.Hits.Select(h => h.Name));
    }

    [Fact]
    public async Task A_wider_label_needs_a_second_person_of_the_agency_with_the_role()
    {
        var grain = silo.Grains.Record((await silo.RecordAsync()).Name);
        var both = By("lwu", "both", Role.AgencyOfficer, Role.DisclosureApprover);
        Done(await grain.ProposeLowerHandlingAsync(new ProposeLowerHandling(Context(both), Handling.Green, "x"), default));

        Refused(InformationRefusals.SelfApproval, await grain.ApproveLowerHandlingAsync(new ApproveLowerHandling(Context(both), Handling.Green), default));
        Refused(CommonRefusals.PermissionDenied, await grain.ApproveLowerHandlingAsync(new ApproveLowerHandling(Context(Officer), Handling.Green), default));
        Refused(InformationRefusals.ContentChanged, await grain.ApproveLowerHandlingAsync(new ApproveLowerHandling(Context(Approver), Handling.Clear), default));
        Assert.Equal(Handling.Green, Done(await grain.ApproveLowerHandlingAsync(new ApproveLowerHandling(Context(Approver), Handling.Green), default)).Handling);
        Refused(InformationRefusals.NothingToApprove, await grain.ApproveLowerHandlingAsync(new ApproveLowerHandling(Context(Approver), Handling.Green), default));
    }

    [Fact]
    public async Task Of_two_approvals_that_race_one_counts()
    {
        var grain = silo.Grains.Record((await silo.RecordAsync()).Name);
        Done(await grain.ProposeLowerHandlingAsync(new ProposeLowerHandling(Context(), Handling.Green, "x"), default));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            grain.ApproveLowerHandlingAsync(new ApproveLowerHandling(Context(By("lwu", $"a{i}", Role.DisclosureApprover)), Handling.Green), default)));

        Assert.Single(outcomes, o => !o.IsRefused);
        Assert.All(outcomes.Where(o => o.IsRefused), o => Refused(InformationRefusals.NothingToApprove, o));
    }

    [Fact]
    public async Task The_facts_follow_type_person_and_record_as_they_are_now()
    {
        var record = await silo.RecordAsync();
        var grain = silo.Grains.Record(record.Name);
        Assert.Equal(["name", "room", "note"], Done(await grain.FactsAsync()).Fields.Select(f => f.Id));

        Done(await silo.Grains.RecordType(record.Type).UpdateAsync(new UpdateRecordType(Context(Focal("lwu")), [], ["room"]), default));
        Done(await grain.RaiseHandlingAsync(new RaiseHandling(Context(), Handling.Red), default));
        Done(await grain.WithdrawAsync(new WithdrawRecord(Context()), default));

        var facts = Done(await grain.FactsAsync());
        Assert.Equal(["name", "note"], facts.Fields.Select(f => f.Id));
        Assert.Equal((Handling.Red, RecordStage.Withdrawn, Lwu), (facts.Handling, facts.Stage, facts.Owner));
        Refused(CommonRefusals.NotFound, await silo.Grains.Record(new RecordName("rabsent")).FactsAsync());
        Refused(CommonRefusals.NotFound, await silo.Grains.Record(new RecordName("rabsent")).OpenFieldsAsync(["name"], default));
    }

    [Fact]
    public async Task Whether_another_agencys_person_was_asked_does_not_show()
    {
        var subject = await silo.SubjectAsync();
        var said = new RecordConsent(Context(), subject, "victim_support", Moh, true, ConsentGiver.Self, "1", null);
        var consent = Done(await silo.Grains.Consent(ConsentNames.For(subject, "victim_support", Moh)).RecordAsync(said, default));

        foreach (var purpose in new[] { "victim_support", "investigation" })
        {
            var name = ConsentNames.For(subject, purpose, Moh);
            Refused(RecordRefusals.SubjectUnknown, await silo.Grains.Consent(name).RecordAsync(said with { Context = Context(Stranger), Purpose = purpose }, default));
            Refused(CommonRefusals.NotFound, await silo.Grains.Consent(name).GetAsync(Stranger, default));
            Refused(CommonRefusals.NotFound, await silo.Grains.Consent(name).WithdrawAsync(new WithdrawConsent(Context(Stranger)), default));
        }

        Assert.True(Done(await silo.Grains.Consent(consent.Name).FactsAsync()).HoldsAt(Now));
        Done(await silo.Grains.Consent(consent.Name).WithdrawAsync(new WithdrawConsent(Context()), default));
        Assert.False(Done(await silo.Grains.Consent(consent.Name).FactsAsync()).HoldsAt(Now));
        Assert.Equal(3, Done(await silo.Grains.Consent(consent.Name).RecordAsync(said with { Context = Context(), Given = false }, default)).Statements);
        Assert.Null(Done(await silo.Grains.Consent(ConsentNames.For(subject, "investigation", Moh)).FactsAsync()).Stage);
    }

    [Fact]
    public async Task A_type_is_registered_by_who_speaks_for_the_agency_and_seen_by_everybody()
    {
        var type = await silo.TypeAsync();

        Assert.Equal(Lwu, Done(await silo.Grains.RecordType(type).GetAsync(Stranger, default)).Owner);
        Refused(CommonRefusals.PermissionDenied, await silo.Grains.RecordType(type).RetireAsync(new RetireRecordType(Context(Focal("moh"))), default));
        Refused(CommonRefusals.PermissionDenied, await silo.Grains.RecordType(type).RetireAsync(new RetireRecordType(Context()), default));
        Done(await silo.Grains.RecordType(type).RetireAsync(new RetireRecordType(Context(Focal("lwu"))), default));
        Refused(RecordRefusals.RecordTypeRetired, await silo.OfferAsync(type, await silo.SubjectAsync(), "x"));
    }

    [Fact]
    public async Task A_value_that_somebody_moved_into_another_record_of_the_person_does_not_open()
    {
        var one = await silo.RecordAsync();
        var other = Done(await silo.OfferAsync(await silo.TypeAsync(), one.Subject, "B-1", Value("name", "Bounmy")));
        var stolen = (await silo.Ledger.LoadAsync(other.Name.ToString(), 0, 1, default))[0];
        var forged = System.Text.Encoding.UTF8.GetString(stolen.Data.Span);
        var value = System.Text.Json.JsonDocument.Parse(forged).RootElement.GetProperty("values")[0].GetProperty("value").GetString();
        await silo.Ledger.AppendAsync(new Append(
            one.Name.ToString(),
            1,
            [new NewEntry(
                "record.updated", System.Text.Encoding.UTF8.GetBytes($$"""{"$type":"record.updated","values":[{"field":"name","value":"{{value}}"}]}"""),
                Guid.NewGuid(), 1, "lwu", "administrator", Now)],
            null,
            null));
        Done(await silo.Grains.Record(one.Name).RaiseHandlingAsync(new RaiseHandling(Context(), Handling.Red), default)); // Meets the new version and reads again.

        Refused(CommonRefusals.StreamParked, await silo.Grains.Record(one.Name).OpenFieldsAsync(["name"], default));
        Assert.Equal("4", Done(await silo.Grains.Record(one.Name).OpenFieldsAsync(["room"], default))[0].Value);
        Assert.Equal("Bounmy", Done(await silo.Grains.Record(other.Name).OpenFieldsAsync(["name"], default))[0].Value);
    }

    [Fact]
    public async Task A_stale_etag_changes_nothing()
    {
        var record = await silo.RecordAsync();
        Done(await silo.Grains.Record(record.Name).RaiseHandlingAsync(new RaiseHandling(Context(), Handling.AmberStrict), default));

        Refused(CommonRefusals.ETagStale, await silo.Grains.Record(record.Name).UpdateAsync(new UpdateRecord(Context(etag: "v1"), [Value("name", "x")]), default));
        Done(await silo.Grains.Record(record.Name).UpdateAsync(new UpdateRecord(Context(etag: "v2"), [Value("name", "x")]), default));
    }
}
