using Coordination.Ledger;
using Coordination.Registry;
using Microsoft.Extensions.Time.Testing;

namespace Coordination.Silo.Ledger;

public sealed class AudienceCacheTests
{
    private readonly FakeFeed feed = new();
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task Watchers_of_the_same_events_share_one_look_up()
    {
        var cache = new AudienceCache(feed, time);
        var entry = feed.Add("things/t1", 1);
        feed.Audiences["things/t1"] = Audience("mlsw");

        await cache.ForAsync([entry], default);
        await cache.ForAsync([entry], default);

        Assert.Equal(1, feed.AudienceReads);
    }

    [Fact]
    public async Task A_new_party_never_misses_the_event_that_made_it_one()
    {
        var cache = new AudienceCache(feed, time);
        feed.Audiences["things/t1"] = Audience("mlsw");
        await cache.ForAsync([feed.Add("things/t1", 1)], default);

        var joined = feed.Add("things/t1", 2);
        feed.Audiences["things/t1"] = Audience("mlsw", "moh");

        Assert.Equal(2, (await cache.ForAsync([joined], default))["things/t1"].Parties.Length);
    }

    [Fact]
    public async Task A_right_that_was_taken_away_ends_within_a_second()
    {
        var cache = new AudienceCache(feed, time);
        var entry = feed.Add("things/t1", 1);
        feed.Audiences["things/t1"] = Audience("mlsw");
        await cache.ForAsync([entry], default);
        feed.Audiences["things/t1"] = Audience();
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty((await cache.ForAsync([entry], default))["things/t1"].Parties);
    }

    [Fact]
    public async Task A_resource_without_a_row_has_no_audience()
    {
        var cache = new AudienceCache(feed, time);

        Assert.Empty((await cache.ForAsync([feed.Add("things/t9", 1)], default))["things/t9"].Parties);
    }

    private static RegistryAudience Audience(params string[] agencies) =>
        new(3, [.. agencies.Select(a => new PartyRow { Agency = a, Role = "support", State = "open", Open = true })]);
}
