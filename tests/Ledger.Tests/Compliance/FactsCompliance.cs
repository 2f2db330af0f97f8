using System.Collections.Immutable;
using Coordination.Registry;

namespace Coordination.Ledger.Tests.Compliance;

/// <summary>Counting facts.</summary>
public abstract class FactsCompliance : LedgerCompliance
{
    private static readonly FactKind People = new("people", ["gender", "age_band", "province"]);

    [Fact]
    public async Task Facts_are_counted_by_each_grouping_and_summed_over_the_rest()
    {
        await using var ledger = await Store.OpenAsync();
        await FillAsync(ledger);
        var cells = await ledger.CountAsync(Query([], ["gender"], ["gender", "province"], ["owner", "period"]) with { Period = FactPeriod.Quarter }, Cancelled);

        Assert.Equal(["=5"], Of(cells, 0));
        Assert.Equal(["=1", "f=3", "m=1"], Of(cells, 1));
        Assert.Equal(["f|LA-VT=2", "f|LA-XA=1", "m|LA-VT=1", "|LA-SV=1"], Of(cells, 2));
        Assert.Equal(["mlsw|2025-q4=1", "mlsw|2026-q1=1", "mlsw|2026-q2=1", "mps|2026-q1=2"], Of(cells, 3));
    }

    [Theory]
    [InlineData(FactPeriod.None, "=5")]
    [InlineData(FactPeriod.Year, "2025=1 2026=4")]
    [InlineData(FactPeriod.Quarter, "2025-q4=1 2026-q1=3 2026-q2=1")]
    [InlineData(FactPeriod.Month, "2025-12=1 2026-01=2 2026-03=1 2026-04=1")]
    public async Task Days_fall_into_periods(FactPeriod period, string expected)
    {
        await using var ledger = await Store.OpenAsync();
        await FillAsync(ledger);
        Assert.Equal(expected, string.Join(' ', Of(await ledger.CountAsync(Query(["period"]) with { Period = period }, Cancelled), 0)));
    }

    [Fact]
    public async Task Filters_and_days_bound_what_is_counted()
    {
        await using var ledger = await Store.OpenAsync();
        await FillAsync(ledger);
        Assert.Equal(["=3"], Of(await ledger.CountAsync(Query([[]]) with { Filters = Filter("gender", "f", "x") }, Cancelled), 0));
        Assert.Equal(["=2"], Of(await ledger.CountAsync(Query([[]]) with { Filters = Filter("gender", "f").Add("owner", ["mlsw"]) }, Cancelled), 0));
        Assert.Equal(["=1"], Of(await ledger.CountAsync(Query([[]]) with { Filters = Filter("gender", "") }, Cancelled), 0));
        Assert.Empty(await ledger.CountAsync(Query([[]]) with { Filters = Filter("gender") }, Cancelled));
        Assert.Empty(await ledger.CountAsync(Query([[]]) with { Filters = Filter("province", "LA-VT' or '1'='1") }, Cancelled));
        Assert.Equal(["=4"], Of(await ledger.CountAsync(Query([[]]) with { From = new DateOnly(2026, 1, 1) }, Cancelled), 0));
        Assert.Equal(["=3"], Of(await ledger.CountAsync(Query([[]]) with { From = new DateOnly(2026, 1, 1), Until = new DateOnly(2026, 4, 1) }, Cancelled), 0));
        Assert.Empty(await ledger.CountAsync(Query([[]]) with { Kind = new FactKind("cases", []) }, Cancelled));
        await Assert.ThrowsAsync<ArgumentException>(() => ledger.CountAsync(Query(["name"]), Cancelled));
        await Assert.ThrowsAsync<ArgumentException>(() => ledger.CountAsync(Query(), Cancelled));
        await Assert.ThrowsAsync<ArgumentException>(() => ledger.CountAsync(Query([[]]) with { Filters = Filter("d0", "f") }, Cancelled));
    }

    [Fact]
    public async Task A_fact_is_replaced_and_removed_with_the_events()
    {
        await using var ledger = await Store.OpenAsync();
        await FillAsync(ledger);
        Assert.Equal(AppendStatus.Appended, await WriteAsync(ledger, "cases/a", 1, [Fact("p1", "m", "LA-VT")], ["p2", "never"]));
        Assert.Equal(["=1", "f=1", "m=2"], Of(await ledger.CountAsync(Query(["gender"]), Cancelled), 0));
        Assert.Equal(AppendStatus.Conflict, await WriteAsync(ledger, "cases/a", 1, [Fact("p9", "m", "LA-VT")]));
        Assert.Equal(4, await Store.CountAsync("select count(*) from fact"));
    }

    [Fact]
    public async Task In_a_batch_the_last_word_on_an_item_counts()
    {
        await using var ledger = await Store.OpenAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 300).Select(version =>
            WriteAsync(ledger, "cases/a", version, [Fact("p1", $"g{version}", "LA-VT"), Fact($"x{version}", "f", "LA-VT")], version == 0 ? [] : [$"x{version - 1}"])));
        Assert.All(results, static status => Assert.Equal(AppendStatus.Appended, status));
        Assert.Equal(["f=1", "g299=1"], Of(await ledger.CountAsync(Query(["gender"]), Cancelled), 0));
    }

    [Fact]
    public async Task A_question_with_too_many_cells_is_refused()
    {
        await using var ledger = await Store.OpenAsync();
        await ledger.AppendAsync(Sample.Append("cases/a", 0));
        await Store.ExecuteAsync(
            $"""
             insert into fact (resource, item, kind, owner, day, d0, d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11)
             with recursive n (i) as (select 1 union all select i + 1 from n where i <= {FactQuery.MostCells})
             select 'cases/a', 'p' || i, 'people', 'mlsw', 20260101, 'v' || i, '', 'LA-VT', '', '', '', '', '', '', '', '', '' from n
             """);
        await Assert.ThrowsAsync<FactLimitException>(() => ledger.CountAsync(Query(["gender"]), Cancelled));
        Assert.Equal([$"LA-VT={FactQuery.MostCells + 1}"], Of(await ledger.CountAsync(Query(["province"]), Cancelled), 0));
    }

    public static TheoryData<string> Bounds => ["long value", "many values", "no values", "many rows", "many removed", "no owner", "no item", "nul"];

    [Theory]
    [MemberData(nameof(Bounds))]
    public async Task What_breaks_a_bound_is_rejected_alone(string bound)
    {
        await using var ledger = await Store.OpenAsync();
        var fact = Fact("p1", "f", "LA-VT");
        FactChange change = bound switch
        {
            "long value" => new([fact with { Values = [new string('a', 129)] }], []),
            "many values" => new([fact with { Values = [.. Enumerable.Repeat("a", 13)] }], []),
            "no values" => new([fact with { Values = default }], []),
            "many rows" => new([.. Enumerable.Range(0, 201).Select(at => fact with { Item = $"p{at}" })], []),
            "many removed" => new([], [.. Enumerable.Range(0, 201).Select(at => $"p{at}")]),
            "no owner" => new([fact with { Owner = "" }], []),
            "no item" => new([fact with { Item = "" }], []),
            _ => new([fact with { Values = ["a\0"] }], []),
        };
        var good = WriteAsync(ledger, "cases/good", 0, [fact]);
        Assert.Equal(AppendStatus.Rejected, (await ledger.AppendAsync(Sample.Append("cases/bad", 0) with { Facts = change })).Status);
        Assert.Equal(AppendStatus.Appended, await good);
        Assert.Equal(1, await Store.CountAsync("select count(*) from fact"));
    }

    private static async Task FillAsync(LedgerRuntime ledger)
    {
        await WriteAsync(ledger, "cases/a", 0, [Fact("p1", "f", "LA-VT"), Fact("p2", "f", "LA-XA") with { Day = new DateOnly(2025, 12, 31) }]);
        await WriteAsync(ledger, "cases/b", 0, [Fact("p1", "f", "LA-VT") with { Owner = "mps", Day = new DateOnly(2026, 3, 31) }, Fact("p2", "m", "LA-VT") with { Owner = "mps" }]);
        await WriteAsync(ledger, "cases/c", 0, [Fact("p1", "", "LA-SV") with { Day = new DateOnly(2026, 4, 1) }]);
    }

    private static FactRow Fact(string item, string gender, string province) => new()
    {
        Item = item,
        Kind = People.Name,
        Owner = "mlsw",
        Day = new DateOnly(2026, 1, 15),
        Values = [gender, "adult", province],
    };

    private static async Task<AppendStatus> WriteAsync(LedgerRuntime ledger, string name, int version, FactRow[] rows, string[]? removed = null) =>
        (await ledger.AppendAsync(Sample.Append(name, version) with { Facts = new FactChange([.. rows], [.. removed ?? []]) })).Status;

    private static FactQuery Query(params string[][] groupings) =>
        new(People, [.. groupings.Select(static grouping => grouping.ToImmutableArray())], ImmutableDictionary<string, ImmutableArray<string>>.Empty, null, null, FactPeriod.None);

    private static ImmutableDictionary<string, ImmutableArray<string>> Filter(string dimension, params string[] values) =>
        ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add(dimension, [.. values]);

    private static IEnumerable<string> Of(ImmutableArray<FactCell> cells, int grouping) =>
        cells.Where(cell => cell.Grouping == grouping).Select(static cell => $"{string.Join('|', cell.Values)}={cell.Count}").Order(StringComparer.Ordinal);
}
