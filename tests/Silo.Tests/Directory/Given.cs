using System.Collections.Frozen;
using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Directory;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Packs;
using Coordination.Tasks;

namespace Coordination.Silo.Directory;

/// <summary>What the directory's tests begin with.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Yesterday = Now.AddDays(-1);
    public static readonly DateTimeOffset Tomorrow = Now.AddDays(1);

    public static readonly AgencyName Mps = new("mps");
    public static readonly AgencyName Atd = new("atd");
    public static readonly AgencyName Moh = new("moh");
    public static readonly AgencyName Mlsw = new("mlsw");
    public static readonly UnitName Atu = new("atu-la-vt");

    public static readonly LocalizedText Words = new("Words", "ຄໍາ");
    public static readonly Principal Secretariat = By("secretariat", Role.Secretariat);

    /// <summary>A country of two provinces; the second lists its districts.</summary>
    public static readonly CountryPack Pack = new()
    {
        Id = "test",
        Version = "1",
        DisplayName = Words,
        Country = "LA",
        Languages = ["en"],
        TimeZone = TimeZoneInfo.Utc,
        Committee = new PackCommittee(new CommitteeName("ncatip"), Words, [], PackNote.None),
        Agencies = [],
        Provinces =
        [
            new PackProvince("LA-VT", Words, "prefecture", 9, [], PackNote.None),
            new PackProvince("LA-XS", Words, "province", 2, [new("Anouvong", "ອະນຸວົງ"), new("Hom", "ຮົ່ມ")], PackNote.None),
        ],
        Units = [],
        Calendar = new PackCalendar([DayOfWeek.Monday], [new WorkingHours(new TimeOnly(8, 0), new TimeOnly(12, 0))], []),
        Deadlines = new PackDeadlines([], DeadlinePolicy.None),
        Instruments = [],
        Labels = FrozenDictionary<string, FrozenDictionary<string, LocalizedText>>.Empty,
    };

    public static Principal By(string agency, params ImmutableArray<string> roles) => new("test", "officer-of-" + agency, new AgencyName(agency), null, roles);

    public static CommandContext Context(Principal? principal = null, Guid? requestId = null, string? etag = null) =>
        new(requestId ?? Guid.NewGuid(), principal ?? Secretariat, etag);

    /// <summary>The state after events, each a version.</summary>
    public static AgencyState Agency(params IEnumerable<AgencyEvent> events) => Fold(AgencyState.Initial, events);

    public static UnitState Unit(params IEnumerable<UnitEvent> events) => Fold(UnitState.Initial, events);

    public static CommitteeState Committee(params IEnumerable<CommitteeEvent> events) => Fold(CommitteeState.Initial, events);

    public static RosterState Roster(params IEnumerable<RosterEvent> events) => Fold(RosterState.Initial, events);

    public static AgencyCreated Created(AgencyName agency, AgencyName? parent = null, DateTimeOffset? validFrom = null) =>
        new(agency, Words, AgencyKind.Ministry, parent, "LA", validFrom);

    public static UnitCreated UnitCreated(AgencyName? agency = null, string province = "LA-VT") =>
        new(Atu, Words, agency ?? Mps, province, "", true);

    public static AgencyEntry Entry(AgencyName agency, AgencyName? parent = null, DateTimeOffset? validFrom = null, DateTimeOffset? validUntil = null) =>
        new(agency, Words, parent, validFrom, validUntil, []);

    public static UnitEntry UnitEntry(AgencyName? agency = null, DateTimeOffset? validUntil = null) =>
        new(Atu, Words, agency ?? Mps, "LA-VT", validUntil);

    public static Surroundings Around(params IEnumerable<AgencyEntry> agencies) => new(agencies.ToImmutableDictionary(a => a.Name));

    public static T Only<T>(Decision<T> decision)
    {
        Assert.Null(decision.Refusal);
        return Assert.Single(decision.Events);
    }

    public static void Refused<T>(Refusal expected, Decision<T> decision)
    {
        Assert.NotNull(decision.Refusal);
        Assert.Equal(expected.Code, decision.Refusal.Code);
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
