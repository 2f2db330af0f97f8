using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Names;
using Coordination.Sealing;
using Coordination.Silo.Information;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using static Coordination.Silo.Tests.Information.Records.Given;

namespace Coordination.Silo.Tests.Information.Records;

/// <summary>Every event and command is written as it was and keeps its name; nothing of a person prints itself.</summary>
public sealed class RecordSamplesTests
{
    private static readonly System.Type[] Bases = [typeof(RecordTypeEvent), typeof(SubjectEvent), typeof(RecordEvent), typeof(ConsentEvent)];

    private static readonly object[] Events =
    [
        TypeRegistered, new RecordTypeFieldsChanged([new RecordField("age", Words, FieldClass.Minor)], ["name"]), new RecordTypeRetired(),
        Registered, new RetentionExtended(Now, "why"), new LegalHoldPlaced("why"), new LegalHoldLifted("why"), new ErasureProposed(PersonOf(Officer), "why"),
        new ErasureLapsed(), new ErasureApproved(PersonOf(Approver)), new RetentionEnded(), new SubjectErased(),
        Offered, new RecordUpdated([new SealedField("name", null)]), new RecordWithdrawn(), new HandlingRaised(Handling.Red),
        new LowerHandlingProposed(Handling.Green, "why", PersonOf(Officer)), new LowerHandlingLapsed(), new HandlingLowered(Handling.Green, PersonOf(Approver)), new RecordErased(),
        new ConsentRecorded(Lwu, Kham, "victim_support", Moh, true, ConsentGiver.Guardian, "1", Now), new ConsentWithdrawn(),
    ];

    private static readonly object[] Messages =
    [
        new RegisterRecordType(Context(), Words, HeldBy.Provider, Fields, ["p"], Handling.Red), new UpdateRecordType(Context(), Fields, ["name"]), new RetireRecordType(Context()),
        new RegisterSubject(Context(), true, Now), new ExtendRetention(Context(), Now, "why"), new PlaceLegalHold(Context(), "why"), new LiftLegalHold(Context(), "why"),
        new ProposeErasure(Context(), "why"), new ApproveErasure(Context()),
        new OfferRecord(Context(), Shelter, Kham, new PlainText("A-17"), [Value("name", "Kham")], Handling.Red), new UpdateRecord(Context(), [Value("name", "Kham")]),
        new WithdrawRecord(Context()), new RaiseHandling(Context(), Handling.Red), new ProposeLowerHandling(Context(), Handling.Green, "why"), new ApproveLowerHandling(Context(), Handling.Green),
        new RecordConsent(Context(), Kham, "p", Moh, true, ConsentGiver.Self, "1", Now), new WithdrawConsent(Context()),
        TypeFacts, Held, new ConsentFacts(ConsentStage.Given, Now), new OpenedField("name", "Kham"),
        new RecordFacts(new RecordName("rx"), Shelter, Lwu, Kham, true, Handling.Red, HeldBy.Platform, ["p"], [new FieldFacts("name", FieldClass.Identity)], RecordStage.Offered),
        Given.Record(Offered).View(new RecordName("rx"), 1), Given.Subject(Registered).View(Given.Kham, 1), Given.RecordType(TypeRegistered).View(Shelter, 1),
    ];

    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    public static TheoryData<int> EventPlaces => [.. Enumerable.Range(0, Events.Length)];

    public static TheoryData<int> MessagePlaces => [.. Enumerable.Range(0, Messages.Length)];

    [Fact]
    public void There_is_a_sample_of_every_event_and_command()
    {
        Assert.Equal(
            Bases.SelectMany(b => b.GetCustomAttributes<JsonDerivedTypeAttribute>()).Select(a => a.DerivedType.Name).Order(),
            Events.Select(s => s.GetType().Name).Order());
        System.Type[] commands = [typeof(RecordTypeCommand), typeof(SubjectCommand), typeof(RecordCommand), typeof(ConsentCommand)];
        Assert.Empty(commands.SelectMany(b => b.GetCustomAttributes<JsonDerivedTypeAttribute>()).Select(a => a.DerivedType).Except(Messages.Select(m => m.GetType())));
    }

    [Theory]
    [MemberData(nameof(EventPlaces))]
    public void An_event_is_read_as_it_was_written(int place)
    {
        switch (Events[place])
        {
            case RecordTypeEvent e:
                Assert.Equivalent(e, RoundTrip(e, InformationJson.Default.RecordTypeEvent), strict: true);
                break;
            case SubjectEvent e:
                Assert.Equivalent(e, RoundTrip(e, InformationJson.Default.SubjectEvent), strict: true);
                break;
            case RecordEvent e:
                Assert.Equivalent(e, RoundTrip(e, InformationJson.Default.RecordEvent), strict: true);
                break;
            case ConsentEvent e:
                Assert.Equivalent(e, RoundTrip(e, InformationJson.Default.ConsentEvent), strict: true);
                break;
            default:
                Assert.Fail("An event of no aggregate.");
                break;
        }
    }

    [Theory]
    [MemberData(nameof(EventPlaces))]
    public void An_event_is_folded(int place) => Assert.NotNull(Events[place] switch
    {
        RecordTypeEvent e => (object)Given.RecordType(TypeRegistered, e),
        SubjectEvent e => Given.Subject(Registered, e),
        RecordEvent e => Given.Record(Offered, e),
        var e => Given.Consent((ConsentRecorded)Events[^2], (ConsentEvent)e),
    });

    [Fact]
    public void The_names_of_events_never_change() => Assert.Equal(
        [
            "consent.recorded", "consent.withdrawn", "record.erased", "record.handling_lowered", "record.handling_raised", "record.lower_handling_lapsed",
            "record.lower_handling_proposed", "record.offered", "record.updated", "record.withdrawn", "record_type.fields_changed", "record_type.registered",
            "record_type.retired", "subject.erased", "subject.erasure_approved", "subject.erasure_lapsed", "subject.erasure_proposed", "subject.legal_hold_lifted",
            "subject.legal_hold_placed", "subject.registered", "subject.retention_ended", "subject.retention_extended",
        ],
        Bases.SelectMany(b => b.GetCustomAttributes<JsonDerivedTypeAttribute>()).Select(a => (string)a.TypeDiscriminator!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(MessagePlaces))]
    public void What_crosses_between_processes_arrives_as_it_was_sent(int place) =>
        Assert.Equivalent(Messages[place], Serializer.Deserialize<object>(Serializer.SerializeToArray(Messages[place])), strict: true);

    [Theory]
    [MemberData(nameof(MessagePlaces))]
    public void Nothing_prints_what_is_personal(int place)
    {
        Assert.DoesNotContain("Kham", Messages[place].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("A-17", Messages[place].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_of_a_command_is_keyed_and_tells_contents_apart()
    {
        var one = new UpdateRecord(Context(), [Value("name", "Kham")]);

        Assert.Equal(InformationJson.Bytes(new FakeKeys(1), one), InformationJson.Bytes(new FakeKeys(1), one with { Context = Context(Approver) }));
        Assert.NotEqual(InformationJson.Bytes(new FakeKeys(1), one), InformationJson.Bytes(new FakeKeys(2), one));
        Assert.NotEqual(InformationJson.Bytes(new FakeKeys(1), one), InformationJson.Bytes(new FakeKeys(1), one with { Values = [Value("name", "Khan")] }));
        Assert.All(Messages.OfType<Command>(), command => Assert.Equal(32, InformationJson.Bytes(new FakeKeys(1), command).Length));
    }

    [Fact]
    public void A_records_name_follows_from_its_reference_and_a_secret()
    {
        var name = RecordNames.For(new FakeKeys(1), Shelter, new PlainText("A-17"));

        Assert.Equal(name, RecordNames.For(new FakeKeys(1), Shelter, new PlainText(" a-17 ")));
        Assert.NotEqual(name, RecordNames.For(new FakeKeys(1), Shelter, new PlainText("A-18")));
        Assert.NotEqual(name, RecordNames.For(new FakeKeys(1), new RecordTypeName("lwu-other"), new PlainText("A-17")));
        Assert.NotEqual(name, RecordNames.For(new FakeKeys(2), Shelter, new PlainText("A-17")));
    }

    private static T RoundTrip<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(value, type), type)!;

    /// <summary>Has the secret only.</summary>
    private sealed class FakeKeys(byte secret) : IKeyStore
    {
        public byte[] Mac(string use, ReadOnlySpan<byte> data) =>
            System.Security.Cryptography.HMACSHA256.HashData([secret, .. System.Text.Encoding.UTF8.GetBytes(use)], data);

        public ValueTask<byte[]> WrapAsync(string keyName, ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<byte[]> UnwrapAsync(string keyName, ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DestroyAsync(string keyName, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> IsDestroyedAsync(string keyName, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
