using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Packs;
using Coordination.Registry;
using Coordination.Silo.Packs;
using Coordination.Statistics;

namespace Coordination.Silo.Statistics;

/// <summary>Who sees which numbers, over facts in memory.</summary>
public sealed class StatisticsGrainTests
{
    private static readonly CountryPack Pack = PackLoader.LoadOrThrow(PackFolder.Lao);
    private static readonly AccessPolicy Access = new(StatisticsPermissions.All);
    private static readonly StatisticsQuestion Genders = new("people", [["gender"], []], World.NoFilter, "", "", FactPeriod.None);

    /// <summary>3 women and 40 men of the women's union, 60 men and 50 women of the police.</summary>
    private readonly MemoryFacts facts = new(
    [
        .. People("lwu", "female", 3), .. People("lwu", "male", 40), .. People("atd", "male", 60), .. People("atd", "female", 50),
    ]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Role.AgencyFocalPoint)]
    [InlineData(Role.AgencyOfficer)]
    [InlineData(Role.AgencySystem)]
    [InlineData(Role.UnitHead)]
    [InlineData(Role.CaseLead)]
    public async Task An_agency_sees_its_own_numbers_as_they_are(string role)
    {
        var own = World.NoFilter.Add("owner", ["lwu"]);

        Assert.Equal([3, 40, 43], await CountsAsync(Who("lwu", role), Genders with { Filters = own }));
        Assert.Equal([3, 40], await CountsAsync(Who("lwu", role), Genders with { Groupings = [["gender", "owner"]], Filters = own }));
    }

    [Fact]
    public async Task An_agency_sees_the_numbers_of_others_with_small_cells_suppressed()
    {
        // Of the women three are the other agency's: the sum would give them away, and so would the men with the total.
        Assert.Equal([null, null, 153], await CountsAsync(Who("atd", Role.AgencyOfficer), Genders));
        Assert.Equal([null, null, 43], await CountsAsync(Who("atd", Role.AgencyOfficer), Genders with { Filters = World.NoFilter.Add("owner", ["lwu"]) }));
    }

    [Theory]
    [InlineData(Role.Chair)]
    [InlineData(Role.Secretariat)]
    [InlineData(Role.Statistician)]
    public async Task The_committee_and_statisticians_see_sums_of_everything_with_small_cells_suppressed(string role)
    {
        Assert.Equal([53, 100, 153], await CountsAsync(Who("lwu", role), Genders));
        Assert.Contains(null, await CountsAsync(Who("lwu", role), Genders with { Filters = World.NoFilter.Add("owner", ["lwu"]) }));
    }

    [Fact]
    public async Task Who_is_confined_to_a_unit_does_not_see_the_small_numbers_of_the_other_units() =>
        Assert.Contains(null, await CountsAsync(
            Who("lwu", Role.UnitHead) with { Unit = new UnitName("lwu-vt") }, Genders with { Filters = World.NoFilter.Add("owner", ["lwu"]) }));

    [Theory]
    [InlineData(Role.Auditor)]
    [InlineData(Role.PlatformOperator)]
    [InlineData(Role.OrgAdmin)]
    [InlineData(Role.IdentityCustodian)]
    [InlineData(Role.DisclosureApprover)]
    [InlineData("emperor")]
    public async Task Nobody_else_sees_numbers(string role)
    {
        var grain = Grain();

        Assert.Equal("PERMISSION_DENIED", (await grain.CountAsync(Who("lwu", role), Genders, Cancellation)).Refusal?.Code);
        Assert.Equal("PERMISSION_DENIED", (await grain.ReadTableAsync(Who("lwu", role), "sdg-16-2-2", "", "", Cancellation)).Refusal?.Code);
    }

    [Fact]
    public async Task What_can_be_counted_is_described_with_the_words_of_the_pack()
    {
        var described = (await Grain().DescribeAsync(Who("lwu", Role.Auditor), Cancellation)).Value!;

        var people = described.Kinds.Single(kind => kind.Name == "people");
        Assert.Equal(18, people.Dimensions.Single(d => d.Name == "province").Values.Length);
        Assert.Contains(people.Dimensions.Single(d => d.Name == "gender").Values, v => v.Code == "female" && v.Label.Lo.Length > 0);
        Assert.True(people.Dimensions.Single(d => d.Name == "exploitation_any").Overlapping);
        Assert.Equal(StatisticsTables.All.Select(t => t.Title), described.Tables);
        Assert.Equal(11, described.SmallestCell);
    }

    [Fact]
    public async Task Every_table_is_answered_and_an_unknown_one_is_refused()
    {
        foreach (var table in StatisticsTables.All)
            Assert.Null((await Grain().ReadTableAsync(Who("lwu", Role.Statistician), table.Title.Name, "2026", "2026", Cancellation)).Refusal);
        Assert.Equal("TABLE_UNKNOWN", (await Grain().ReadTableAsync(Who("lwu", Role.Statistician), "names", "", "", Cancellation)).Refusal?.Code);
        Assert.Equal("PERIOD_INVALID", (await Grain().ReadTableAsync(Who("lwu", Role.Statistician), "sdg-16-2-2", "now", "", Cancellation)).Refusal?.Code);
    }

    [Fact]
    public async Task A_store_that_is_away_or_has_too_many_cells_is_said_so()
    {
        facts.Fault = new LedgerUnavailableException();
        Assert.Equal("LEDGER_UNAVAILABLE", (await Grain().CountAsync(Who("lwu", Role.Chair), Genders, Cancellation)).Refusal?.Code);
        facts.Fault = new FactLimitException("Too many.");
        Assert.Equal("STATISTICS_TOO_FINE", (await Grain().CountAsync(Who("lwu", Role.Chair), Genders, Cancellation)).Refusal?.Code);
    }

    [Fact]
    public async Task Periods_are_kept_apart_and_bounded()
    {
        var question = Genders with { Groupings = [["period"]], Period = FactPeriod.Month, FirstPeriod = "2026-01", LastPeriod = "2026-q1" };

        Assert.Equal([153], await CountsAsync(Who("moh", Role.Chair), question));
        Assert.Empty(await CountsAsync(Who("moh", Role.Chair), question with { FirstPeriod = "2025", LastPeriod = "2025" }));
    }

    private async Task<IEnumerable<long?>> CountsAsync(Principal principal, StatisticsQuestion question)
    {
        var answer = await Grain().CountAsync(principal, question, Cancellation);
        Assert.Null(answer.Refusal);
        return answer.Value!.Cells.Select(cell => cell.Count);
    }

    private StatisticsGrain Grain() => new(facts, Access, Pack, StatisticsPolicy.Default);

    private static Principal Who(string agency, string role) => new("issuer", "somebody", new AgencyName(agency), null, [role]);

    private static IEnumerable<FactRow> People(string owner, string gender, int count) => Enumerable.Range(0, count).Select(i => new FactRow
    {
        Item = $"p{i}",
        Kind = "people",
        Owner = owner,
        Day = new DateOnly(2026, 2, 3),
        Values = ["opened", "labour", "adult", gender, "la", "LA-VT", "possible", "", "hotline", "ngo", "victim", "domestic"],
    });

    private sealed class MemoryFacts(ImmutableArray<FactRow> rows) : IFacts
    {
        public Exception? Fault { get; set; }

        public Task<ImmutableArray<FactCell>> CountAsync(FactQuery query, CancellationToken cancellationToken) => Fault is not null
            ? Task.FromException<ImmutableArray<FactCell>>(Fault)
            : Task.FromResult<ImmutableArray<FactCell>>(
            [
                .. query.Groupings.SelectMany((grouping, place) => rows
                    .Where(row => row.Kind == query.Kind.Name && !(row.Day < query.From) && !(row.Day >= query.Until)
                        && query.Filters.All(filter => filter.Value.Contains(Value(query, row, filter.Key))))
                    .GroupBy(row => string.Join('|', grouping.Select(d => Value(query, row, d))), StringComparer.Ordinal)
                    .Select(group => new FactCell(place, [.. grouping.Select(d => Value(query, group.First(), d))], group.Count()))),
            ]);

        private static string Value(FactQuery query, FactRow row, string dimension) => dimension switch
        {
            StatisticsKinds.Owner => row.Owner,
            StatisticsKinds.Period => row.Day.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture),
            _ => row.Values[query.Kind.IndexOf(dimension)],
        };
    }
}
