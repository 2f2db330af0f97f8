using Coordination.Access;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Search;
using static Coordination.Silo.Tests.Search.SearchSilo;

namespace Coordination.Silo.Tests.Search;

/// <summary>Each test has words of its own, so that they share a silo.</summary>
public sealed class SearchGrainTests(SearchSilo silo)
{
    private static readonly Principal Officer = As("mlsw", Role.AgencyOfficer);
    private static readonly Principal Secretariat = As("secretariat", Role.Secretariat);

    [Fact]
    public async Task Each_kind_is_searched_with_the_rights_of_its_list()
    {
        await silo.WriteAsync("things/k1", "kestrel shelter", [Party("mlsw")]);
        await silo.WriteAsync("things/k2", "kestrel border", [Party("mps")]);
        await silo.WriteAsync("notices/k3", "kestrel notice", []);

        Assert.Equal("notices/k3 things/k1", await silo.FindAsync(Officer, "kestrel"));
        Assert.Equal("notices/k3 things/k2", await silo.FindAsync(As("mps", Role.AgencyOfficer), "kestrel"));
        Assert.Equal("notices/k3 things/k2 things/k1", await silo.FindAsync(Secretariat, "kestrel"));
        Assert.Equal("things/k1", await silo.FindAsync(Officer, "kestrel", "things"));
        Assert.Equal("things/k1", await silo.FindAsync(Officer, "shelter kestrel", "things", "nothing"));
        Assert.Equal("", await silo.FindAsync(Officer, "kestrel", "nothing"));
        Assert.Equal("", await silo.FindAsync(Officer, "border kestrelx"));
    }

    [Theory]
    [InlineData(Role.Statistician)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.PlatformOperator)]
    [InlineData(Role.OrgAdmin)]
    public async Task Who_may_not_list_a_kind_finds_none_of_it(string role)
    {
        var word = $"heron{role.Replace("_", "", StringComparison.Ordinal)}";
        await silo.WriteAsync($"things/h-{word}", word, [Party("mlsw")]);
        await silo.WriteAsync($"notices/h-{word}", word, []);

        Assert.Equal($"notices/h-{word}", await silo.FindAsync(As("mlsw", role), word));
        Assert.Equal("", await silo.FindAsync(As("mlsw", role), word, "things"));
    }

    [Fact]
    public async Task A_role_that_no_token_may_carry_does_not_search() =>
        Assert.Equal(CommonRefusals.PermissionDenied.Code, (await silo.AskAsync(As("mlsw", "emperor"), "x")).Refusal!.Code);

    [Fact]
    public async Task Who_is_confined_to_a_unit_finds_what_that_unit_works_on()
    {
        await silo.WriteAsync("things/o1", "osprey", [Party("mlsw") with { Unit = "lsw-la-vt" }]);
        await silo.WriteAsync("things/o2", "osprey", [Party("mlsw")]);

        Assert.Equal("things/o1", await silo.FindAsync(As("mlsw", Role.UnitHead, "lsw-la-vt"), "osprey"));
        Assert.Equal("", await silo.FindAsync(As("mlsw", Role.UnitHead, "lsw-la-ph"), "osprey"));
        Assert.Equal("things/o2 things/o1", await silo.FindAsync(Officer, "osprey"));
    }

    [Fact]
    public async Task What_is_blocked_for_an_officer_does_not_exist_for_it_whatever_it_may_see_else()
    {
        await silo.WriteAsync("things/b1", "bittern", [Party("mlsw")], OfficerKey.Of(Officer), OfficerKey.Of(Secretariat));
        await silo.WriteAsync("things/b2", "bittern", [Party("mlsw")]);

        Assert.Equal("things/b2", await silo.FindAsync(Officer, "bittern"));
        Assert.Equal("things/b2", await silo.FindAsync(Secretariat, "bittern"));
        Assert.Equal("things/b2 things/b1", await silo.FindAsync(As("mlsw", Role.AgencyOfficer, subject: "other"), "bittern"));
        Assert.Equal(("", 1), (await silo.AskAsync(Officer, "bittern", pageSize: 1)).Value! is var page ? (page.NextPageToken, page.Hits.Length) : default);
    }

    [Fact]
    public async Task Pages_are_filled_from_what_the_caller_may_see_and_no_token_leads_to_nothing()
    {
        for (var at = 0; at < 60; at++)
            await silo.WriteAsync($"things/p{at}", at % 2 == 0 ? $"plover {at}" : $"plover {at}?", [Party("mps"), Party("mlsw")]);

        // Hidden ones stand between and, for the last page, behind.
        var other = As("mps", Role.AgencyOfficer);
        Assert.Equal(Enumerable.Range(0, 60).Where(at => at % 2 == 0).Reverse().Select(at => $"things/p{at}"), await PagesAsync(other, 10, [10, 10, 10]));
        Assert.Equal(Enumerable.Range(0, 60).Reverse().Select(at => $"things/p{at}"), await PagesAsync(Officer, 25, [25, 25, 10]));
        await silo.WriteAsync("things/p60", "plover?", [Party("mps")]);
        Assert.Equal(30, (await PagesAsync(other, 100, [30])).Count);

        async Task<List<string>> PagesAsync(Principal principal, int size, int[] expected)
        {
            List<string> names = [];
            List<int> sizes = [];
            var token = "";
            do
            {
                var page = (await silo.AskAsync(principal, "plover", size, token)).Value!;
                names.AddRange(page.Hits.Select(hit => hit.Name));
                sizes.Add(page.Hits.Length);
                token = page.NextPageToken;
            }
            while (token.Length > 0);
            Assert.Equal(expected, sizes);
            return names;
        }
    }

    [Fact]
    public async Task A_token_is_of_no_use_for_another_search_or_caller()
    {
        await silo.WriteAsync("things/t1", "tern", [Party("mlsw")]);
        await silo.WriteAsync("things/t2", "tern", [Party("mlsw")]);
        var token = (await silo.AskAsync(Officer, "tern", 1)).Value!.NextPageToken;

        Assert.Equal("things/t1", Assert.Single((await silo.AskAsync(Officer, "tern", 5, token)).Value!.Hits).Name);
        foreach (var (principal, text, used) in new[]
                 {
                     (Officer, "tern x", token), (As("mps", Role.AgencyOfficer), "tern", token), (Secretariat, "tern", token),
                     (As("mlsw", Role.AgencyOfficer, subject: "other"), "tern", token), (As("mlsw", Role.UnitHead, "lsw-la-vt"), "tern", token),
                     (Officer, "tern", token[..^1]), (Officer, "tern", "%"), (Officer, "tern", new string('A', 400)),
                 })
        {
            Assert.Equal(CommonRefusals.PageTokenInvalid.Code, (await silo.AskAsync(principal, text, 1, used)).Refusal!.Code);
        }

        Assert.Equal(CommonRefusals.PageTokenInvalid.Code, (await silo.AskAsync(Officer, "tern", 1, token, "things")).Refusal!.Code);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("*")]
    [InlineData("\"")]
    [InlineData("' OR 1=1 --")]
    [InlineData("\" OR \"kthings")]
    [InlineData("tokens:gull")]
    [InlineData("':*")]
    [InlineData("kthings")]
    [InlineData("|mlsw|")]
    public async Task Nothing_that_is_typed_is_an_operator(string text)
    {
        await silo.WriteAsync($"things/g{Guid.NewGuid():n}", "gull", [Party("moj")]);

        Assert.Equal("", await silo.FindAsync(As("nobody", Role.AgencyOfficer), text, "things"));
        Assert.Equal("", await silo.FindAsync(As("moj", Role.AgencyOfficer), text.Replace("gull", "gulp", StringComparison.Ordinal), "things"));
    }

    [Fact]
    public async Task A_hit_shows_what_the_list_shows()
    {
        await silo.WriteAsync("things/z1", "ສຳຫຼວດ zander", [Party("mlsw")]);

        var hit = Assert.Single((await silo.AskAsync(Officer, "ຫຼວດ")).Value!.Hits);
        Assert.Equal(new SearchHit("things/z1", "things", "ສຳຫຼວດ zander", "open", "LA-VT", DateTimeOffset.UnixEpoch.AddDays(1), 1), hit);
    }

    private static PartyRow Party(string agency) => new() { Agency = agency, Role = "lead", State = "open", Open = true };
}
