using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Directory;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Packs;
using Coordination.Silo.Cases;
using Coordination.Silo.Packs;
using Coordination.Silo.Tests.Tasks;

namespace Coordination.Silo.Tests.Cases;

/// <summary>What the tests of cases begin with: the Women's Union leads, the police identifies, the ministry of health helps.</summary>
internal static class Story
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    public static readonly CaseName Name = new("cone");
    public static readonly AgencyName Lwu = new("lwu");
    public static readonly AgencyName Atd = new("atd");
    public static readonly AgencyName Moh = new("moh");
    public static readonly AgencyName Opp = new("opp");
    public static readonly AgencyName Ended = new("ended");
    public static readonly UnitName Vientiane = new("lwu-la-vt");
    public static readonly UnitName Phongsaly = new("lwu-la-ph");
    public static readonly UnitName Closed = new("lwu-closed");
    public static readonly UnitName OfAnother = new("atu-la-vt");
    public static readonly InstrumentName Guidelines = new("victim-protection-guidelines");
    public static readonly InstrumentName PenalLaw = new("penal-law");
    public static readonly Offence Recruiting = new(PenalLaw, "215");

    public static readonly Principal Lead = By("lwu", "lead", Role.CaseLead);
    public static readonly Principal Police = By("atd", "police", Role.CaseLead);
    public static readonly Principal Doctor = By("moh", "doctor", Role.AgencyOfficer);

    public static readonly CountryPack Pack = PackLoader.LoadOrThrow(PackFolder.Lao);

    public static readonly CasePolicy Policy = Pack.Cases;

    public static readonly CaseInputs Inputs = new(
        new FakeDirectory
        {
            Agencies =
            [
                .. new[] { "lwu", "lwu-center", "atd", "mps", "moh", "opp", "mlsw", "moj" }.Select(a => Entry(new AgencyName(a))),
                Entry(Ended, Now.AddDays(-1)),
                .. Enumerable.Range(0, 40).Select(i => Entry(new AgencyName($"many-{i}"))),
            ],
            Units =
            [
                new UnitEntry(Vientiane, LocalizedText.Empty, Lwu, "LA-VT", null),
                new UnitEntry(Phongsaly, LocalizedText.Empty, Lwu, "LA-PH", null),
                new UnitEntry(Closed, LocalizedText.Empty, Lwu, "LA-VT", Now),
                new UnitEntry(OfAnother, LocalizedText.Empty, new AgencyName("mps"), "LA-VT", null),
            ],
        },
        Pack,
        Pack.Information,
        Policy);

    public static readonly PersonProfile Woman = Profile(PersonRole.Victim);
    public static readonly PersonProfile Child = Profile(PersonRole.Victim, AgeBand.Child);
    public static readonly PersonProfile Suspect = Profile(PersonRole.Suspect);
    public static readonly PersonProfile Witness = Profile(PersonRole.Witness);
    public static readonly PersonProfile Aunt = Profile(PersonRole.Relative);

    public static Principal By(string agency, string subject, params ImmutableArray<string> roles) => new("test", subject, new AgencyName(agency), null, roles);

    public static CommandContext Context(Principal? by = null, Guid? requestId = null, string? etag = null) => new(requestId ?? Guid.NewGuid(), by ?? Lead, etag);

    public static PersonProfile Profile(PersonRole role, AgeBand age = AgeBand.Adult, bool signs = false, bool conflicted = false) =>
        new(role, Gender.Female, age, signs, ["la"], role is PersonRole.Victim ? ["labour"] : [], conflicted, ImmutableSortedDictionary<string, string>.Empty);

    public static OpenCase Open(Principal? by = null, params ImmutableArray<PersonProfile> people) => new(
        Context(by), "A-17", "LA-VT", null, "cross_border", Handling.AmberStrict, ReferralSource.None with { Date = "2026-02" }, "victim_support", Guidelines,
        [Guidelines], Now.AddYears(10), people);

    /// <summary>An opened case with these people.</summary>
    public static CaseState Opened(params ImmutableArray<PersonProfile> people) => CaseState.Initial.Then(CaseRules.Open(CaseState.Initial, Open(people: people), Now, Inputs));

    public static CaseState With(this CaseState state, AgencyName agency, ParticipantRole role = ParticipantRole.Participant, UnitName? unit = null) =>
        state.Then(ParticipantRules.Add(state, new AddParticipant(Context(), agency, role, unit), Now, Inputs));

    public static CaseState Closing(this CaseState state) => state.Then(CaseRules.Close(state, new CloseCase(Context(), "reintegrated"), Inputs));

    /// <summary>A case that is closed, whoever is in it.</summary>
    public static CaseState IsClosed(params ImmutableArray<PersonProfile> people) => Opened(people).And(new CaseClosed("reintegrated"));

    /// <summary>What follows from events.</summary>
    public static CaseState And(this CaseState state, params ImmutableArray<CaseEvent> events)
    {
        foreach (var happened in events)
            state = state.Apply(happened, new EventStamp(1, Now, null, Guid.Empty));
        return state;
    }

    /// <summary>What follows from a decision that is no refusal.</summary>
    public static CaseState Then(this CaseState state, Decision<CaseEvent> decision, DateTimeOffset? at = null)
    {
        Assert.Null(decision.Refusal);
        foreach (var happened in decision.Events)
            state = state.Apply(happened, new EventStamp(1, at ?? Now, null, Guid.Empty));
        return state;
    }

    public static CasePerson Person(this CaseState state, string id) => state.People.Single(p => p.Id == id);

    public static T Happens<T>(Decision<CaseEvent> decision) where T : CaseEvent
    {
        Assert.Null(decision.Refusal);
        return Assert.IsType<T>(Assert.Single(decision.Events));
    }

    public static void Refused<T>(Refusal expected, Decision<T> decision, string? field = null)
    {
        Assert.Equal(expected.Code, decision.Refusal?.Code);
        Assert.Empty(decision.Events);
        if (field is not null)
            Assert.Equal(field, decision.Refusal!.Field);
    }

    public static void Nothing(Decision<CaseEvent> decision)
    {
        Assert.Null(decision.Refusal);
        Assert.Empty(decision.Events);
    }

    private static AgencyEntry Entry(AgencyName agency, DateTimeOffset? until = null) => new(agency, LocalizedText.Empty, null, null, until, []);
}
