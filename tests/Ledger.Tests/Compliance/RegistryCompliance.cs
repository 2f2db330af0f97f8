using Coordination.Registry;

namespace Coordination.Ledger.Tests.Compliance;

/// <summary>Lists, pages, filters, sight and sums.</summary>
public abstract class RegistryCompliance : LedgerCompliance
{
    [Fact]
    public async Task Only_the_last_row_of_a_resource_in_a_batch_is_serialised()
    {
        await using var ledger = await Store.OpenAsync();
        var serialised = 0;
        Append Change(int version) => Sample.Append("tasks/t1", version, registry: Sample.Change(
            Sample.Row("tasks/t1", version + 1) with
            {
                State = $"s{version}",
                View = () =>
                {
                    Interlocked.Increment(ref serialised);
                    return System.Text.Encoding.UTF8.GetBytes($"\"{version}\"");
                },
            },
            Sample.Party("mlsw", state: $"p{version}")));
        // The first batch holds what was there when the writer looked; the rest waits for it.
        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(version => ledger.AppendAsync(Change(version))));
        Assert.All(results, static result => Assert.Equal(AppendStatus.Appended, result.Status));
        Assert.InRange(serialised, 1, 20);
        var hit = Assert.Single((await ledger.QueryAsync(Sample.Everybody, Sample.Query(), null, Cancelled)).Hits);
        Assert.Equal(("tasks/t1", 200, "\"199\""), (hit.Name, hit.Version, System.Text.Encoding.UTF8.GetString(hit.View.AsSpan())));
        var audience = Assert.Single(await ledger.Feed.ReadAudiencesAsync(["tasks/t1", "tasks/none"], Cancelled));
        Assert.Equal("p199", Assert.Single(audience.Value.Parties).State);
    }

    [Fact]
    public async Task The_last_view_of_a_batch_throws_and_the_one_before_is_kept()
    {
        await using var ledger = await Store.OpenAsync();
        Task<AppendResult>[] tasks =
        [
            ledger.AppendAsync(Sample.Append("tasks/t0", 0)),
            ledger.AppendAsync(Sample.Append("tasks/t1", 0, registry: Sample.Change(Sample.Row("tasks/t1", view: "\"good\"")))),
            ledger.AppendAsync(Sample.Append("tasks/t1", 1, registry: Sample.Change(Sample.Row("tasks/t1", 2) with { View = static () => throw new FormatException() }))),
        ];
        Assert.Equal([AppendStatus.Appended, AppendStatus.Appended, AppendStatus.Rejected], (await Task.WhenAll(tasks)).Select(static result => result.Status));
        var hit = Assert.Single((await ledger.QueryAsync(Sample.Everybody, Sample.Query(), null, Cancelled)).Hits);
        Assert.Equal("\"good\"", System.Text.Encoding.UTF8.GetString(hit.View.AsSpan()));
    }

    [Theory]
    [InlineData(RegistryOrder.DueFirst, false, true)]
    [InlineData(RegistryOrder.DueFirst, true, true)]
    [InlineData(RegistryOrder.NewestFirst, false, true)]
    [InlineData(RegistryOrder.NewestFirst, true, true)]
    [InlineData(RegistryOrder.DueFirst, false, false)]
    [InlineData(RegistryOrder.DueFirst, true, false)]
    [InlineData(RegistryOrder.NewestFirst, false, false)]
    [InlineData(RegistryOrder.NewestFirst, true, false)]
    public async Task Pages_lose_nothing_and_repeat_nothing(RegistryOrder order, bool openOnly, bool everything)
    {
        await using var ledger = await Store.OpenAsync();
        var random = new Random(7);
        var rows = Enumerable.Range(0, 120).Select(at => Sample.Row($"tasks/t{random.Next(100, 999)}x{at}") with
        {
            Open = at % 3 != 0,
            // Many of the same time, many without.
            Due = (at % 4) switch { 0 => null, 1 => Sample.Noon, _ => Sample.Noon.AddHours(random.Next(10)) },
        }).ToArray();
        foreach (var row in rows)
        {
            // The agency has two roles in some: it sees them once all the same.
            PartyRow[] parties = row.Name.EndsWith('1') ? [Sample.Party("mlsw", "lead", open: false), Sample.Party("mlsw", "support")] : [Sample.Party("mlsw", open: row.Open)];
            await ledger.AppendAsync(Sample.Append(row.Name, 0, registry: Sample.Change(row, parties)));
        }

        var expected = rows.Where(row => !openOnly || row.Open);
        expected = order is RegistryOrder.NewestFirst
            ? expected.Reverse()
            // Of the same time the oldest first: the sort is stable.
            : expected.OrderBy(static row => row.Due ?? DateTimeOffset.MaxValue);
        var viewer = everything ? Sample.Everybody : new Viewer("mlsw", null, false);
        var query = Sample.Query(order) with { OpenOnly = openOnly, PageSize = 7 };
        List<string> seen = [];
        RegistryCursor? after = null;
        do
        {
            var page = await ledger.QueryAsync(viewer, query, after, Cancelled);
            Assert.InRange(page.Hits.Length, 1, 7);
            seen.AddRange(page.Names());
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(expected.Select(static row => row.Name), seen);
    }

    public static TheoryData<string, string> Filters => new()
    {
        { "state", "tasks/b" },
        { "states", "tasks/a tasks/b" },
        { "open", "tasks/b tasks/c tasks/d" },
        { "overdue", "tasks/b" },
        { "province", "tasks/c" },
        { "case", "tasks/d" },
        { "instrument", "tasks/b" },
        { "parent", "tasks/c" },
        { "text", "tasks/d" },
        { "text in another case", "tasks/c" },
        { "text in another encoding", "tasks/d" },
        { "text with wildcards", "" },
        { "party", "tasks/a tasks/b tasks/c" },
        { "party and role", "tasks/c" },
        { "party and state", "tasks/b" },
        { "party open", "tasks/b tasks/c" },
        { "party overdue", "tasks/b" },
        { "party and province", "tasks/c" },
        { "kind", "" },
        { "everything at once", "tasks/b" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_filter_finds_what_it_says(string filter, string expected)
    {
        await using var ledger = await Store.OpenAsync();
        RegistryChange[] changes =
        [
            Sample.Change(
                Sample.Row("tasks/a") with { State = "completed", Open = false, Due = Sample.Noon.AddDays(-9), Title = "Border survey" },
                Sample.Party("mlsw", state: "done", open: false) with { Due = Sample.Noon.AddDays(-9) }),
            Sample.Change(
                Sample.Row("tasks/b") with { State = "accepted", Due = Sample.Noon.AddDays(-1), Instrument = "npa-2", Title = "100% done_x" },
                Sample.Party("mlsw", state: "accepted") with { Due = Sample.Noon.AddDays(-1) }, Sample.Party("mps", "assigner", "waiting")),
            Sample.Change(
                Sample.Row("tasks/c") with { Due = Sample.Noon.AddDays(3), Province = "LA-VT", Parent = "tasks/b", Title = "Survey of SHELTERS" },
                Sample.Party("mlsw", "support") with { Due = Sample.Noon.AddDays(3) }),
            Sample.Change(
                Sample.Row("tasks/d") with { Case = "cases/k1", Title = "ຊ່ວຍ ຈ\u0ecd\u0eb2 survey" },
                Sample.Party("mps", open: false)),
        ];
        foreach (var change in changes)
        {
            Assert.Equal(AppendStatus.Appended, (await ledger.AppendAsync(Sample.Append(change.Row.Name, 0, registry: change))).Status);
        }

        var all = Sample.Query();
        var ofMlsw = all with { Party = "mlsw" };
        var query = filter switch
        {
            "state" => all with { States = ["accepted"] },
            "states" => all with { States = ["accepted", "completed"] },
            "open" => all with { OpenOnly = true },
            "overdue" => all with { OverdueAt = Sample.Noon },
            "province" => all with { Province = "LA-VT" },
            "case" => all with { Case = "cases/k1" },
            "instrument" => all with { Instrument = "npa-2" },
            "parent" => all with { Parent = "tasks/b" },
            "text" => all with { Text = " survey ຊ່ວຍ " },
            "text in another case" => all with { Text = "SURVEY shelters" },
            "text in another encoding" => all with { Text = "ຈຳ" },
            "text with wildcards" => all with { Text = "d%" },
            "party" => ofMlsw,
            "party and role" => ofMlsw with { PartyRoles = ["support", "assigner"] },
            "party and state" => ofMlsw with { PartyStates = ["accepted"] },
            "party open" => ofMlsw with { OpenOnly = true },
            "party overdue" => ofMlsw with { OverdueAt = Sample.Noon },
            "party and province" => ofMlsw with { Province = "LA-VT" },
            "kind" => all with { Kind = "agencies" },
            _ => ofMlsw with { PartyRoles = ["lead"], PartyStates = ["accepted"], States = ["accepted"], OpenOnly = true, OverdueAt = Sample.Noon, Instrument = "npa-2", Text = "100%" },
        };
        foreach (var order in new[] { RegistryOrder.DueFirst, RegistryOrder.NewestFirst })
        {
            var page = await ledger.QueryAsync(Sample.Everybody, query with { Order = order }, null, Cancelled);
            Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), page.Names().Order(StringComparer.Ordinal));
            Assert.Null(page.Next);
        }
    }

    [Fact]
    public async Task A_viewer_sees_only_that_of_which_it_is_a_present_party()
    {
        await using var ledger = await Store.OpenAsync();
        await AddAsync(ledger, "tasks/both", Sample.Party("mlsw") with { Unit = "u1" }, Sample.Party("mps", "assigner"));
        await AddAsync(ledger, "tasks/mine", Sample.Party("mlsw") with { Unit = "u2" });
        await AddAsync(ledger, "tasks/former", Sample.Party("mlsw") with { UntilVersion = 1 }, Sample.Party("mps"));
        await AddAsync(ledger, "tasks/foreign", Sample.Party("mps"));

        Assert.Equal(["tasks/both", "tasks/mine"], await NamesAsync(new Viewer("mlsw", null, false), Sample.Query()));
        Assert.Equal(["tasks/both", "tasks/foreign", "tasks/former"], await NamesAsync(new Viewer("mps", null, false), Sample.Query()));
        Assert.Equal(["tasks/both"], await NamesAsync(new Viewer("mlsw", "u1", false), Sample.Query()));
        Assert.Empty(await NamesAsync(new Viewer("mlsw", "u3", false), Sample.Query()));
        // Another's parts: only where one is a party as well.
        Assert.Equal(["tasks/both"], await NamesAsync(new Viewer("mlsw", null, false), Sample.Query() with { Party = "mps" }));
        Assert.Equal(["tasks/both"], await NamesAsync(new Viewer("mlsw", "u1", false), Sample.Query() with { Party = "mlsw" }));
        Assert.Equal(["tasks/both"], await NamesAsync(new Viewer("mlsw", "u1", false), Sample.Query() with { Party = "mps" }));
        Assert.Empty(await NamesAsync(new Viewer("moj", null, false), Sample.Query()));
        Assert.Equal(4, (await NamesAsync(new Viewer("moj", null, true), Sample.Query())).Length);

        async Task<string[]> NamesAsync(Viewer viewer, RegistryQuery query) =>
            [.. (await ledger.QueryAsync(viewer, query, null, Cancelled)).Names().Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task An_agency_with_two_roles_sees_a_resource_once_whatever_is_open()
    {
        await using var ledger = await Store.OpenAsync();
        await AddAsync(ledger, "tasks/t1", Sample.Party("mlsw", "assigner", open: false), Sample.Party("mlsw", "lead"));
        foreach (var query in new[] { Sample.Query(), Sample.Query() with { Party = "mlsw" }, Sample.Query() with { Party = "mlsw", OpenOnly = true }, Sample.Query() with { OpenOnly = true } })
        {
            Assert.Equal(["tasks/t1"], (await ledger.QueryAsync(new Viewer("mlsw", null, false), query, null, Cancelled)).Names());
        }

        // Closed by the resource, still open for the party.
        await ledger.AppendAsync(Sample.Append("tasks/t1", 1, registry: Sample.Change(Sample.Row("tasks/t1", 2) with { Open = false })));
        Assert.Equal(["tasks/t1"], (await ledger.QueryAsync(Sample.Everybody, Sample.Query() with { Party = "mlsw", OpenOnly = true }, null, Cancelled)).Names());
        Assert.Empty((await ledger.QueryAsync(new Viewer("mlsw", null, false), Sample.Query() with { OpenOnly = true }, null, Cancelled)).Hits);
        Assert.Single((await ledger.QueryAsync(new Viewer("mlsw", null, false), Sample.Query(), null, Cancelled)).Hits);
    }

    [Fact]
    public async Task The_order_follows_a_new_due_time_for_parties_that_did_not_change()
    {
        await using var ledger = await Store.OpenAsync();
        foreach (var at in Enumerable.Range(1, 3))
        {
            await ledger.AppendAsync(Sample.Append($"tasks/t{at}", 0, registry: Sample.Change(Sample.Row($"tasks/t{at}") with { Due = Sample.Noon.AddDays(at) }, Sample.Party("mlsw"))));
        }

        await ledger.AppendAsync(Sample.Append("tasks/t1", 1, registry: Sample.Change(Sample.Row("tasks/t1", 2) with { Due = Sample.Noon.AddDays(9) })));
        await ledger.AppendAsync(Sample.Append("tasks/t3", 1, registry: Sample.Change(Sample.Row("tasks/t3", 2) with { Due = null })));
        var viewer = new Viewer("mlsw", null, false);
        Assert.Equal(["tasks/t2", "tasks/t1", "tasks/t3"], (await ledger.QueryAsync(viewer, Sample.Query(), null, Cancelled)).Names());
        // A party that comes later takes its place by the resource's age.
        await ledger.AppendAsync(Sample.Append("tasks/t1", 2, registry: Sample.Change(Sample.Row("tasks/t1", 3), Sample.Party("lwu"))));
        await ledger.AppendAsync(Sample.Append("tasks/t2", 1, registry: Sample.Change(Sample.Row("tasks/t2", 2), Sample.Party("lwu"))));
        Assert.Equal(
            ["tasks/t2", "tasks/t1"], (await ledger.QueryAsync(new Viewer("lwu", null, false), Sample.Query(RegistryOrder.NewestFirst), null, Cancelled)).Names());
    }

    [Fact]
    public async Task Parties_change_and_go()
    {
        await using var ledger = await Store.OpenAsync();
        await AddAsync(ledger, "tasks/t1", Sample.Party("mlsw"), Sample.Party("lwu", "support"), Sample.Party("moj", "support"));
        var change = new RegistryChange(
            Sample.Row("tasks/t1", 2) with { Handling = 4 },
            [Sample.Party("mlsw", state: "accepted") with { AnsweredInMs = 5, Due = Sample.Noon, Unit = "u1", UntilVersion = 2 }],
            [new PartyKey("lwu", "support"), new PartyKey("nobody", "lead")]);
        await ledger.AppendAsync(Sample.Append("tasks/t1", 1, registry: change));
        var audience = (await ledger.Feed.ReadAudiencesAsync(["tasks/t1"], Cancelled))["tasks/t1"];
        Assert.Equal(4, audience.Handling);
        Assert.Equal(["mlsw", "moj"], audience.Parties.Select(static party => party.Agency));
        Assert.Equal(change.Parties[0], audience.Parties[0]);
    }

    [Fact]
    public async Task A_party_that_goes_and_comes_in_one_batch_is_there()
    {
        await using var ledger = await Store.OpenAsync();
        await AddAsync(ledger, "tasks/t1", Sample.Party("mlsw"), Sample.Party("lwu"));
        await Task.WhenAll(
            ledger.AppendAsync(Sample.Append("tasks/x", 0)),
            ledger.AppendAsync(Sample.Append("tasks/t1", 1, registry: new RegistryChange(Sample.Row("tasks/t1", 2), [], [new PartyKey("mlsw", "lead"), new PartyKey("lwu", "lead")]))),
            ledger.AppendAsync(Sample.Append("tasks/t1", 2, registry: Sample.Change(Sample.Row("tasks/t1", 3), Sample.Party("mlsw", state: "back")))));
        var audience = (await ledger.Feed.ReadAudiencesAsync(["tasks/t1"], Cancelled))["tasks/t1"];
        Assert.Equal("back", Assert.Single(audience.Parties).State);
    }

    [Fact]
    public async Task Sums_per_agency_count_present_parties_of_the_roles()
    {
        await using var ledger = await Store.OpenAsync();
        await AddAsync(ledger, "tasks/1", Sample.Party("mlsw", state: "accepted") with { AnsweredInMs = 10, Due = Sample.Noon.AddDays(-1) });
        await AddAsync(ledger, "tasks/2", Sample.Party("mlsw", "support", "accepted") with { AnsweredInMs = 21, Due = Sample.Noon.AddDays(1) });
        await AddAsync(ledger, "tasks/3", Sample.Party("mlsw", state: "verified", open: false) with { AnsweredInMs = 1000, Due = Sample.Noon.AddDays(-1) });
        await AddAsync(ledger, "tasks/4", Sample.Party("mlsw", state: "received") with { AnsweredInMs = 20 }, Sample.Party("lwu", "support"));
        await AddAsync(ledger, "tasks/5", Sample.Party("mlsw", "assigner"), Sample.Party("moj") with { UntilVersion = 1 });

        var sums = await ledger.SummarizeAsync("tasks", ["lead", "support"], null, null, Sample.Noon, Cancelled);
        Assert.Equal(["lwu", "mlsw"], sums.Select(static sum => sum.Agency));
        var mlsw = sums[1];
        // The mean of the middle two, 20 and 21, away from zero.
        Assert.Equal((3L, 1L, 21L), (mlsw.Open, mlsw.Overdue, mlsw.MedianAnswerMs!.Value));
        Assert.Equal(new Dictionary<string, long> { ["accepted"] = 2, ["verified"] = 1, ["received"] = 1 }, mlsw.ByState.OrderBy(static pair => pair.Key).ToDictionary());
        Assert.Equal((1L, 0L, null), (sums[0].Open, sums[0].Overdue, sums[0].MedianAnswerMs));

        var alone = Assert.Single(await ledger.SummarizeAsync("tasks", ["lead"], "mlsw", null, Sample.Noon, Cancelled));
        Assert.Equal(20, alone.MedianAnswerMs);
        Assert.Empty(await ledger.SummarizeAsync("agencies", [], null, null, Sample.Noon, Cancelled));
    }

    [Fact]
    public async Task Pairs_are_counted_by_month_role_and_state()
    {
        await using var ledger = await Store.OpenAsync();
        await AddPairAsync("tasks/p1", new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), "mlsw", "answered", 10);
        await AddPairAsync("tasks/p2", new(2026, 1, 31, 23, 59, 59, TimeSpan.Zero), "mlsw", "refused", 21);
        await AddPairAsync("tasks/p3", new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), "mlsw", "answered", null);
        await AddPairAsync("tasks/p4", new(2026, 1, 15, 0, 0, 0, TimeSpan.Zero), "lwu", "answered", 5);
        await AddPairAsync("tasks/p5", new(2025, 12, 31, 23, 59, 59, TimeSpan.Zero), "mlsw", "answered", 1);
        await AddPairAsync("tasks/p6", new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), "mlsw", "answered", 1);

        var query = new PairQuery("tasks", "requester", ["addressee", "refused_not_held"], new DateOnly(2026, 1, 1), 2, null);
        var january = new DateOnly(2026, 1, 1);
        Assert.Equal(
            [
                new PairCount(january, "atd", "lwu", "addressee", "answered", 1, 5),
                new PairCount(january, "atd", "mlsw", "addressee", "answered", 1, 16),
                new PairCount(january, "atd", "mlsw", "addressee", "refused", 1, 16),
                new PairCount(january, "atd", "mlsw", "refused_not_held", "refused", 1, null),
                new PairCount(new DateOnly(2026, 2, 1), "atd", "mlsw", "addressee", "answered", 1, null),
            ],
            await ledger.CountPairsAsync(query, Cancelled));
        Assert.Equal("lwu", Assert.Single(await ledger.CountPairsAsync(query with { Agency = "lwu" }, Cancelled)).Second);
        Assert.Equal(5, (await ledger.CountPairsAsync(query with { Agency = "atd" }, Cancelled)).Length);
        Assert.Empty(await ledger.CountPairsAsync(query with { Agency = "moj" }, Cancelled));
        Assert.Empty(await ledger.CountPairsAsync(query with { Kind = "agencies" }, Cancelled));
        Assert.Empty(await ledger.CountPairsAsync(query with { Months = 37 }, Cancelled));

        async Task AddPairAsync(string name, DateTimeOffset created, string holder, string state, long? answered)
        {
            PartyRow[] parties =
            [
                Sample.Party("atd", "requester"),
                Sample.Party(holder, "addressee", state) with { AnsweredInMs = answered },
                .. state == "refused" ? [Sample.Party(holder, "refused_not_held", state)] : Array.Empty<PartyRow>(),
            ];
            var change = Sample.Change(Sample.Row(name) with { CreatedAt = created }, parties);
            Assert.Equal(AppendStatus.Appended, (await ledger.AppendAsync(Sample.Append(name, 0, registry: change))).Status);
        }
    }

    [Fact]
    public async Task A_conflict_leaves_the_index_alone()
    {
        await using var ledger = await Store.OpenAsync();
        await AddAsync(ledger, "tasks/t1", Sample.Party("mlsw"));
        var lost = await ledger.AppendAsync(Sample.Append("tasks/t1", 0, registry: Sample.Change(Sample.Row("tasks/t1") with { State = "other" }, Sample.Party("moj"))));
        Assert.Equal(AppendStatus.Conflict, lost.Status);
        Assert.Single((await ledger.Feed.ReadAudiencesAsync(["tasks/t1"], Cancelled))["tasks/t1"].Parties);
        Assert.Empty((await ledger.QueryAsync(Sample.Everybody, Sample.Query() with { States = ["other"] }, null, Cancelled)).Hits);
    }

    private static async Task AddAsync(LedgerRuntime ledger, string name, params PartyRow[] parties) =>
        Assert.Equal(AppendStatus.Appended, (await ledger.AppendAsync(Sample.Append(name, 0, registry: Sample.Change(Sample.Row(name), parties)))).Status);
}
