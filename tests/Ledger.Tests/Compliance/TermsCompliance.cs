using Coordination.Access;
using Coordination.Registry;

namespace Coordination.Ledger.Tests.Compliance;

/// <summary>Terms by which resources are found, and officers for whom they do not exist.</summary>
public abstract class TermsCompliance : LedgerCompliance
{
    private static readonly string Officer = OfficerKey.Of("https://idp", "somchai");
    private static readonly string Other = OfficerKey.Of("https://idp", "keo");

    [Fact]
    public async Task A_resource_is_found_by_its_terms_and_the_one_with_most_comes_first()
    {
        await using var ledger = await Store.OpenAsync();
        await WriteAsync(ledger, "tasks/a", 0, ["red", "green"]);
        await WriteAsync(ledger, "tasks/b", 0, ["red", "green", "ແດງ"]);
        await WriteAsync(ledger, "tasks/c", 0, ["blue"]);

        Assert.Equal(
            [new TermHit("tasks/b", 3), new TermHit("tasks/a", 2)],
            await ledger.FindByTermsAsync("tasks", ["red", "green", "ແດງ", "red", "none"], 10, Cancelled));
        Assert.Equal([new TermHit("tasks/b", 1)], await ledger.FindByTermsAsync("tasks", ["ແດງ"], 10, Cancelled));
        Assert.Equal(["tasks/a"], (await ledger.FindByTermsAsync("tasks", ["red"], 1, Cancelled)).Select(static hit => hit.Name));
        Assert.Empty(await ledger.FindByTermsAsync("cases", ["red"], 10, Cancelled));
        Assert.Empty(await ledger.FindByTermsAsync("tasks", ["r%", "re", ""], 10, Cancelled));
        Assert.Empty(await ledger.FindByTermsAsync("tasks", [], 10, Cancelled));
    }

    [Fact]
    public async Task Terms_come_and_go_with_the_events()
    {
        await using var ledger = await Store.OpenAsync();
        await WriteAsync(ledger, "tasks/a", 0, ["red", "green"]);
        await WriteAsync(ledger, "tasks/a", 1, ["blue", "green"], ["red", "never"]);
        Assert.Empty(await ledger.FindByTermsAsync("tasks", ["red"], 10, Cancelled));
        Assert.Equal([new TermHit("tasks/a", 2)], await ledger.FindByTermsAsync("tasks", ["blue", "green"], 10, Cancelled));

        // A conflict writes none.
        Assert.Equal(AppendStatus.Conflict, await WriteAsync(ledger, "tasks/a", 1, ["black"]));
        Assert.Empty(await ledger.FindByTermsAsync("tasks", ["black"], 10, Cancelled));
    }

    [Fact]
    public async Task In_a_batch_the_last_word_on_a_term_counts()
    {
        await using var ledger = await Store.OpenAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 300).Select(version =>
            WriteAsync(ledger, "tasks/a", version, [$"t{version}", "always"], version == 0 ? [] : [$"t{version - 1}"])));
        Assert.All(results, static status => Assert.Equal(AppendStatus.Appended, status));
        Assert.Equal(2, await Store.CountAsync("select count(*) from registry_term"));
        Assert.Equal([new TermHit("tasks/a", 2)], await ledger.FindByTermsAsync("tasks", ["always", "t299", "t298"], 10, Cancelled));
    }

    [Fact]
    public async Task A_list_asks_for_all_of_its_terms_and_for_who_may_see()
    {
        await using var ledger = await Store.OpenAsync();
        for (var at = 0; at < 25; at++)
        {
            await WriteAsync(
                ledger, $"tasks/t{at}", 0, at % 5 == 0 ? ["red"] : ["red", "green"], [],
                row => row with { Open = at % 2 == 0, Due = at % 3 == 0 ? null : Sample.Noon.AddHours(at) },
                Sample.Party(at % 4 == 0 ? "mps" : "mlsw") with { Unit = at % 3 == 0 ? "u1" : null }, Sample.Party("iom", "support"));
        }

        var both = Sample.Query() with { Terms = ["red", "green"] };
        Assert.Equal(20, (await NamesAsync(ledger, Sample.Everybody, both)).Count);
        Assert.Equal(25, (await NamesAsync(ledger, Sample.Everybody, both with { Terms = ["red"] })).Count);
        Assert.Equal(Numbers(static at => at % 5 != 0 && at % 4 == 0), Sorted(await NamesAsync(ledger, new Viewer("mps", null, false), both)));
        Assert.Equal(Numbers(static at => at % 5 != 0 && at % 4 != 0 && at % 3 == 0), Sorted(await NamesAsync(ledger, new Viewer("mlsw", "u1", false), both)));
        Assert.Empty(await NamesAsync(ledger, new Viewer("moj", null, false), both));
        Assert.Equal(Numbers(static at => at % 5 != 0 && at % 4 == 0), Sorted(await NamesAsync(ledger, new Viewer("iom", null, false), both with { Party = "mps" })));
        Assert.Equal(Numbers(static at => at % 5 != 0 && at % 2 == 0), Sorted(await NamesAsync(ledger, Sample.Everybody, both with { OpenOnly = true })));
        Assert.Equal(
            Numbers(static at => at % 5 != 0).OrderDescending(),
            await NamesAsync(ledger, Sample.Everybody, both with { Order = RegistryOrder.NewestFirst }));

        static IEnumerable<int> Numbers(Func<int, bool> which) => Enumerable.Range(0, 25).Where(which);

        static IEnumerable<int> Sorted(List<int> numbers) => numbers.Order();

        // Page by page: nothing twice, nothing lost.
        static async Task<List<int>> NamesAsync(LedgerRuntime ledger, Viewer viewer, RegistryQuery query)
        {
            List<int> numbers = [];
            RegistryCursor? after = null;
            do
            {
                var page = await ledger.QueryAsync(viewer, query with { PageSize = 3 }, after, Cancelled);
                numbers.AddRange(page.Names().Select(static name => int.Parse(name[7..], System.Globalization.CultureInfo.InvariantCulture)));
                after = page.Next;
            }
            while (after is not null);
            return numbers;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_blocked_for_an_officer_is_in_none_of_its_lists_and_counts(bool everything)
    {
        await using var ledger = await Store.OpenAsync();
        var answered = Sample.Party("mlsw") with { AnsweredInMs = 60_000 };
        await WriteAsync(ledger, "tasks/open", 0, ["red"], [], null, Sample.Party("mlsw"), Sample.Party("mps", "assigner"));
        await WriteAsync(ledger, "tasks/blocked", 0, ["red"], [], static row => row with { Blocked = [Other, Officer], Title = "secret" }, answered, Sample.Party("mps", "assigner"));

        foreach (var query in new[]
                 {
                     Sample.Query(), Sample.Query(RegistryOrder.NewestFirst), Sample.Query() with { Terms = ["red"] }, Sample.Query() with { Party = "mps" },
                     Sample.Query() with { OpenOnly = true },
                 })
        {
            Assert.Equal(["tasks/open"], (await ledger.QueryAsync(Viewer(Officer), query, null, Cancelled)).Names());
            Assert.Equal(2, (await ledger.QueryAsync(Viewer(OfficerKey.Of("https://idp", "x")), query, null, Cancelled)).Hits.Length);
            Assert.Equal(2, (await ledger.QueryAsync(Viewer(null), query, null, Cancelled)).Hits.Length);
        }

        Assert.Empty((await ledger.QueryAsync(Viewer(Officer), Sample.Query() with { Text = "secret" }, null, Cancelled)).Hits);

        var sum = Assert.Single(await ledger.SummarizeAsync("tasks", ["lead"], null, Officer, Sample.Noon, Cancelled));
        Assert.Equal((1, null), (sum.Open, sum.MedianAnswerMs));
        Assert.Equal((2, 60_000), (Assert.Single(await ledger.SummarizeAsync("tasks", ["lead"], null, null, Sample.Noon, Cancelled)) is { } all ? (all.Open, all.MedianAnswerMs) : default));
        var pairs = new PairQuery("tasks", "assigner", ["lead"], new DateOnly(2026, 3, 1), 1, null);
        Assert.Equal(1, Assert.Single(await ledger.CountPairsAsync(pairs with { Officer = Officer }, Cancelled)).Count);
        Assert.Equal(2, Assert.Single(await ledger.CountPairsAsync(pairs, Cancelled)).Count);
        Assert.Equal([Other, Officer], (await ledger.Feed.ReadAudiencesAsync(["tasks/blocked"], Cancelled))["tasks/blocked"].Blocked);

        // Taken off the list, it is there again.
        await WriteAsync(ledger, "tasks/blocked", 1, [], [], static row => row with { Blocked = [Other] });
        Assert.Equal(2, (await ledger.QueryAsync(Viewer(Officer), Sample.Query(), null, Cancelled)).Hits.Length);
        await WriteAsync(ledger, "tasks/blocked", 2, [], []);
        Assert.Equal(0, await Store.CountAsync("select count(*) from registry where blocked is not null"));

        Viewer Viewer(string? officer) => new("mlsw", null, everything, officer);
    }

    public static TheoryData<string> Bounds => ["long term", "empty term", "term with nul", "many terms", "many added", "many removed", "many blocked", "bad key", "no keys"];

    [Theory]
    [MemberData(nameof(Bounds))]
    public async Task What_breaks_a_bound_is_rejected_alone(string bound)
    {
        await using var ledger = await Store.OpenAsync();
        var change = Sample.Change(Sample.Row("tasks/bad"));
        change = bound switch
        {
            "long term" => change with { AddedTerms = [new string('a', 65)] },
            "empty term" => change with { AddedTerms = [""] },
            "term with nul" => change with { RemovedTerms = ["a\0b"] },
            "many terms" => change with { Row = change.Row with { Terms = [.. Many(257)] } },
            "many added" => change with { AddedTerms = [.. Many(257)] },
            "many removed" => change with { RemovedTerms = [.. Many(257)] },
            "many blocked" => change with { Row = change.Row with { Blocked = [.. Enumerable.Range(0, 65).Select(at => OfficerKey.Of("i", $"{at}"))] } },
            "bad key" => change with { Row = change.Row with { Blocked = ["|"] } },
            _ => change with { Row = change.Row with { Blocked = [Officer.ToUpperInvariant()] } },
        };
        var good = WriteAsync(ledger, "tasks/good", 0, [.. Many(256)]);
        Assert.Equal(AppendStatus.Rejected, (await ledger.AppendAsync(Sample.Append("tasks/bad", 0, registry: change))).Status);
        Assert.Equal(AppendStatus.Appended, await good);
        Assert.Equal(256, await Store.CountAsync("select count(*) from registry_term"));

        static IEnumerable<string> Many(int count) => Enumerable.Range(0, count).Select(static at => $"t{at}");
    }

    private static async Task<AppendStatus> WriteAsync(
        LedgerRuntime ledger, string name, int version, string[] added, string[]? removed = null, Func<RegistryRow, RegistryRow>? with = null, params PartyRow[] parties)
    {
        var row = Sample.Row(name, version + 1);
        var change = Sample.Change(with is null ? row : with(row), parties) with { AddedTerms = [.. added], RemovedTerms = [.. removed ?? []] };
        return (await ledger.AppendAsync(Sample.Append(name, version, registry: change))).Status;
    }
}
