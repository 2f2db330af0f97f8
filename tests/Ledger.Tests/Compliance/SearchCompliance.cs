using System.Collections.Immutable;
using System.Globalization;
using Coordination.Access;
using Coordination.Registry;

namespace Coordination.Ledger.Tests.Compliance;

/// <summary>Full text over titles: what matches, in which order, and for whom.</summary>
public abstract class SearchCompliance : LedgerCompliance
{
    private static readonly string Officer = OfficerKey.Of("https://idp", "somchai");

    public static TheoryData<string, string> Texts => new()
    {
        { "shelters", "t2" },
        { "shelter", "t2 t1" }, // The last word is the beginning of one,
        { "shel", "t2 t1" },
        { "shel survey", "t2" }, // another is not.
        { "SURVEY", "t2" },
        { "ＳＵＲＶＥＹ", "t2" }, // NFKC.
        { "border shelter", "t1 t3 t2" }, // Both before one of them.
        { "100%", "t3" },
        { "%", "" },
        { "done_x", "t3" },
        { "done", "t3" },
        { "ສຳຫຼວດ", "t4" }, // Lao, a part of a longer run,
        { "ສໍາຫລວດ", "" }, // in another spelling,
        { "ສໍາຫຼວດ", "t4" }, // in the other encoding of ຳ.
        { "ຊາຍແດນ", "t4" },
        { "ດນ", "t4" }, // Two characters in the middle.
        { "ນ", "t5 t4" },
        { "ແດນຊາຍ", "" }, // Its three-character parts occur; the whole does not.
        { "ຊາຍແດນ survey", "t4 t2" },
        { "ສຳຫຼວດ border ຊາຍແດນ", "t4 t3 t1" },
        { "ພາກ2026", "t5" }, // A run of Lao ends where digits begin.
        { "2026", "t5" },
        { "résumé", "t5" },
        { "resume", "" },
        { "", "" },
        { "   ", "" },
        { "\" OR tokens:*", "" },
        { "' | '", "" },
        { "border\") OR (\"kagencies", "t3 t1" },
        { "wborder", "" }, // How a token is written inside finds nothing,
        { "ktasks", "" }, // nor does a kind.
        { "NOT border", "t3 t1" },
        { "bord*", "t3 t1" },
        { "survey AND border", "t3 t2 t1" },
        { "border border BORDER", "t3 t1" },
        { "t1'; drop table registry; --", "t1" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_text_finds_what_it_says(string text, string expected)
    {
        await using var ledger = await Store.OpenAsync();
        await FillAsync(ledger);
        Assert.Equal(expected, await FindAsync(ledger, text));
        ledger.Store.SearchWindow = 0; // By the text index alone.
        Assert.Equal(expected, await FindAsync(ledger, text));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2_000)]
    public async Task A_very_long_text_is_cut_and_answered(int window)
    {
        await using var ledger = await Store.OpenAsync();
        ledger.Store.SearchWindow = window;
        await FillAsync(ledger);
        await WriteAsync(ledger, "tasks/long", 0, new string('x', 3_000) + " tail " + new string('ກ', 1_000));
        Assert.Equal("long", await FindAsync(ledger, new string('x', 2_999)));
        Assert.Equal("long", await FindAsync(ledger, new string('ກ', 900)));
        Assert.Equal("", await FindAsync(ledger, new string('ກ', 1_001)));
        Assert.Equal("t3 t1", await FindAsync(ledger, string.Join(' ', Enumerable.Range(0, 15).Select(at => $"none{at}")) + " border survey"));
        Assert.Equal("", await FindAsync(ledger, string.Concat(Enumerable.Range(0, 2_000).Select(at => (char)(0x4E00 + at)))));
        Assert.Equal("t3 t1", await FindAsync(ledger, "border \ud800 \0 \udc00"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)] // Sometimes enough, sometimes not.
    [InlineData(30)]
    [InlineData(2_000)]
    public async Task The_newest_come_first_and_pages_lose_and_repeat_nothing(int window)
    {
        await using var ledger = await Store.OpenAsync();
        ledger.Store.SearchWindow = window;
        for (var at = 0; at < 60; at++)
        {
            await WriteAsync(ledger, $"tasks/t{at}", 0, at % 3 == 0 ? "border survey" : at % 3 == 1 ? "border" : "survey");
        }

        foreach (var (text, expected) in new (string, IEnumerable<int>)[]
                 {
                     ("border", Enumerable.Range(0, 60).Where(static at => at % 3 != 2).Reverse()),
                     ("border survey", Enumerable.Range(0, 60).OrderBy(static at => at % 3 == 0 ? 0 : 1).ThenByDescending(static at => at)),
                 })
        {
            List<int> seen = [];
            MatchCursor? after = null;
            while (await ledger.SearchAsync(Search(text) with { Limit = 7, After = after }, Cancelled) is { Length: > 0 } page)
            {
                seen.AddRange(page.Select(static match => int.Parse(match.Name[7..], CultureInfo.InvariantCulture)));
                after = page[^1].Cursor;
            }

            Assert.Equal(expected, seen);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2_000)]
    public async Task Only_what_the_viewer_may_see_is_found(int window)
    {
        await using var ledger = await Store.OpenAsync();
        ledger.Store.SearchWindow = window;
        await WriteAsync(ledger, "tasks/mine", 0, "border", null, Sample.Party("mlsw") with { Unit = "u1" }, Sample.Party("mlsw", "support"));
        await WriteAsync(ledger, "tasks/foreign", 0, "border", null, Sample.Party("mps"));
        await WriteAsync(ledger, "tasks/former", 0, "border", null, Sample.Party("mlsw") with { UntilVersion = 1 }, Sample.Party("mps"));
        await WriteAsync(ledger, "tasks/blocked", 0, "border secret", static row => row with { Blocked = [Officer] }, Sample.Party("mlsw"));
        await WriteAsync(ledger, "units/u1", 0, "border unit", static row => row with { Kind = "units", Province = "LA-VT", State = "registered" });

        Assert.Equal("blocked mine", await FindAsync(ledger, "border", Own("tasks")));
        Assert.Equal("mine", await FindAsync(ledger, "border", Own("tasks"), new Viewer("mlsw", null, false, Officer)));
        Assert.Equal("", await FindAsync(ledger, "secret", Own("tasks"), new Viewer("mlsw", null, false, Officer)));
        Assert.Equal("former foreign mine", await FindAsync(ledger, "border", All("tasks"), new Viewer("x", null, true, Officer)));
        Assert.Equal("mine", await FindAsync(ledger, "border", Own("tasks"), new Viewer("mlsw", "u1", false)));
        Assert.Equal("", await FindAsync(ledger, "border", Own("tasks"), new Viewer("mlsw", "u2", false)));
        Assert.Equal("", await FindAsync(ledger, "border", Own("tasks"), new Viewer("moj", null, false)));
        Assert.Equal("", await FindAsync(ledger, "border", Own("units")));
        Assert.Equal("u1 mine", await FindAsync(ledger, "border", [.. All("units"), .. Own("tasks")], new Viewer("mlsw", "u1", false)));
        Assert.Equal("", await FindAsync(ledger, "border", []));
        Assert.Equal("", await FindAsync(ledger, "border", Own("tasks"), new Viewer("%", null, false)));

        var match = Assert.Single(await ledger.SearchAsync(Search("unit") with { Scopes = All("units") }, Cancelled));
        Assert.Equal(("units", "registered", "LA-VT", Sample.Noon, 1), (match.Kind, match.State, match.Province, match.UpdatedAt, match.Version));
    }

    [Fact]
    public async Task A_title_that_changes_is_found_by_its_new_words_only()
    {
        await using var ledger = await Store.OpenAsync();
        ledger.Store.SearchWindow = 0;
        await WriteAsync(ledger, "tasks/t1", 0, "border");
        await WriteAsync(ledger, "tasks/t1", 1, "shelter", static row => row, "border");
        Assert.Equal("", await FindAsync(ledger, "border"));
        Assert.Equal("t1", await FindAsync(ledger, "shelter"));

        // A change that keeps the title, and one whose first row comes late.
        await WriteAsync(ledger, "tasks/t1", 2, "shelter", static row => row, "shelter");
        await ledger.AppendAsync(Sample.Append("tasks/t2", 0));
        await WriteAsync(ledger, "tasks/t2", 1, "late shelter");
        Assert.Equal("t2 t1", await FindAsync(ledger, "shelter"));

        // Several in one batch: the last one counts.
        await Task.WhenAll(Enumerable.Range(0, 100).Select(version =>
            WriteAsync(ledger, "tasks/t3", version, $"word{version}", static row => row, version == 0 ? null : $"word{version - 1}")));
        Assert.Equal("t3", await FindAsync(ledger, "word99"));
        Assert.Equal("", await FindAsync(ledger, "word98 x"));
    }

    [Fact]
    public async Task What_was_written_before_there_was_an_index_is_found_after_the_next_start()
    {
        await using (var ledger = await Store.OpenAsync())
        {
            ledger.Store.SearchWindow = 0;
            await FillAsync(ledger);
            await Store.ExecuteAsync("delete from registry_search");
            Assert.Equal("", await FindAsync(ledger, "border"));
        }

        await using var again = await Store.OpenAsync();
        Assert.Equal("t3 t1", await FindAsync(again, "border"));
        Assert.Equal("t4", await FindAsync(again, "ຊາຍແດນ"));
        await WriteAsync(again, "tasks/t9", 0, "border");
        await using var third = await Store.OpenAsync();
        Assert.Equal("t9 t3 t1", await FindAsync(third, "border"));
    }

    private static async Task FillAsync(LedgerRuntime ledger)
    {
        await WriteAsync(ledger, "tasks/t1", 0, "Border shelter, T1");
        await WriteAsync(ledger, "tasks/t2", 0, "Survey of SHELTERS");
        await WriteAsync(ledger, "tasks/t3", 0, "100% done_x (border)");
        await WriteAsync(ledger, "tasks/t4", 0, "ກອງປະຊຸມສໍາຫຼວດຊາຍແດນ");
        await WriteAsync(ledger, "tasks/t5", 0, "ນ Résumé ພາກ2026");
    }

    private static async Task WriteAsync(
        LedgerRuntime ledger, string name, int version, string title, Func<RegistryRow, RegistryRow>? with, string? before)
    {
        var row = Sample.Row(name, version + 1) with { Title = title };
        var change = Sample.Change(with is null ? row : with(row)) with { TitleBefore = before };
        Assert.Equal(AppendStatus.Appended, (await ledger.AppendAsync(Sample.Append(name, version, registry: change))).Status);
    }

    private static async Task WriteAsync(
        LedgerRuntime ledger, string name, int version, string title, Func<RegistryRow, RegistryRow>? with = null, params PartyRow[] parties)
    {
        var row = Sample.Row(name, version + 1) with { Title = title };
        Assert.Equal(AppendStatus.Appended, (await ledger.AppendAsync(Sample.Append(name, version, registry: Sample.Change(with is null ? row : with(row), parties)))).Status);
    }

    private static RegistrySearch Search(string text) => new(text, All("tasks"), new Viewer("mlsw", null, false), 50, null);

    private static ImmutableArray<SearchScope> All(string kind) => [new(kind, true)];

    private static ImmutableArray<SearchScope> Own(string kind) => [new(kind, false)];

    private static async Task<string> FindAsync(LedgerRuntime ledger, string text, ImmutableArray<SearchScope>? scopes = null, Viewer? viewer = null)
    {
        var search = Search(text);
        search = search with { Scopes = scopes ?? search.Scopes, Viewer = viewer ?? search.Viewer };
        return string.Join(' ', (await ledger.SearchAsync(search, Cancelled)).Select(static match => match.Name[(match.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]));
    }
}
