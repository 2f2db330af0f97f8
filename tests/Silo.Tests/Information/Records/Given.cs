using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Directory;
using Coordination.Information;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sealing;
using Coordination.Silo.Information.Consents;
using Coordination.Silo.Information.Records;
using Coordination.Silo.Information.RecordTypes;
using Coordination.Silo.Information.Subjects;

namespace Coordination.Silo.Tests.Information.Records;

/// <summary>What the tests of records, persons and consents begin with.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    public static readonly AgencyName Lwu = new("lwu");
    public static readonly AgencyName Moh = new("moh");
    public static readonly RecordTypeName Shelter = new("lwu-shelter");
    public static readonly SubjectName Kham = new("sperson");
    public static readonly LocalizedText Words = new("Words", "ຄຳ");

    public static readonly InformationPolicy Policy = new()
    {
        Purposes = [new PurposeRule("victim_support", Words, true, [], []), new PurposeRule("investigation", Words, false, [], [])],
    };

    public static readonly Principal Officer = By("lwu", "officer-1", Role.AgencyOfficer);
    public static readonly Principal Approver = By("lwu", "approver-1", Role.DisclosureApprover);
    public static readonly Principal Stranger = By("moh", "officer-9", Role.AgencyOfficer, Role.DisclosureApprover);

    public static readonly ImmutableArray<RecordField> Fields =
    [
        new RecordField("name", Words, FieldClass.Identity), new RecordField("room", Words, FieldClass.Location), new RecordField("note", Words, FieldClass.General),
    ];

    public static readonly RecordTypeRegistered TypeRegistered = new(Lwu, Words, HeldBy.Platform, Fields, ["victim_support"], Handling.Amber);
    public static readonly SubjectRegistered Registered = new(Lwu, false, Now.AddYears(1));
    public static readonly RecordTypeFacts TypeFacts = RecordType(TypeRegistered).Facts(Shelter);
    public static readonly SubjectFacts Held = new(Lwu, false, SubjectStage.Held);
    public static readonly RecordOffered Offered = new(
        Lwu, Shelter, Kham, "wrapped", new SealedText("s1.ref"), [new SealedField("name", new SealedText("s1.one"))], Handling.Amber);

    public static Principal By(string agency, string subject, params ImmutableArray<string> roles) => new("test", subject, new AgencyName(agency), null, roles);

    public static CommandContext Context(Principal? principal = null, Guid? requestId = null, string? etag = null) =>
        new(requestId ?? Guid.NewGuid(), principal ?? Officer, etag);

    public static RecordTypeState RecordType(params IEnumerable<RecordTypeEvent> events) => Fold(RecordTypeState.Initial, events);

    public static SubjectState Subject(params IEnumerable<SubjectEvent> events) => Fold(SubjectState.Initial, events);

    public static RecordState Record(params IEnumerable<RecordEvent> events) => Fold(RecordState.Initial, events);

    public static ConsentState Consent(params IEnumerable<ConsentEvent> events) => Fold(ConsentState.Initial, events);

    public static FieldInput Value(string field, string value) => new(field, new PlainText(value));

    public static AgencyEntry Entry(AgencyName agency, DateTimeOffset? validUntil = null) => new(agency, Words, null, null, validUntil, []);

    public static Coordination.Information.Person PersonOf(Principal principal) => Coordination.Information.Person.Of(principal);

    public static T Only<T>(Decision<T> decision)
    {
        Assert.Null(decision.Refusal);
        return Assert.Single(decision.Events);
    }

    public static void Refused<T>(Refusal expected, Decision<T> decision)
    {
        Assert.Equal(expected.Code, decision.Refusal?.Code);
        Assert.Empty(decision.Events);
    }

    public static void Nothing<T>(Decision<T> decision)
    {
        Assert.Null(decision.Refusal);
        Assert.Empty(decision.Events);
    }

    private static TState Fold<TState, TEvent>(TState state, IEnumerable<TEvent> events) where TState : IAggregateState<TState, TEvent>
    {
        var version = 0;
        foreach (var happened in events)
            state = state.Apply(happened, new EventStamp(++version, Now, null, Guid.Empty));
        return state;
    }
}
