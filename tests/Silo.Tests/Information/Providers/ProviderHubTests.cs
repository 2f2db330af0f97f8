using Coordination.Information;
using Coordination.Names;
using Coordination.Silo.Information.Providers;

namespace Coordination.Silo.Tests.Information.Providers;

public sealed class ProviderHubTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly ProviderHub hub = new();
    private readonly Guid one = Guid.NewGuid();
    private readonly Guid other = Guid.NewGuid();

    [Fact]
    public void Without_a_stream_the_provider_is_away() => Assert.Equal(InformationRefusals.ProviderAway, hub.Ask(Query(), Now).Refusal);

    [Fact]
    public async Task A_query_goes_to_one_stream_and_its_answer_back()
    {
        hub.Attach(one, Now);
        hub.Attach(other, Now);
        var query = Query();
        var asked = hub.Ask(query, Now).Value;

        Assert.Same(query, hub.Take(one, Now));
        Assert.Null(hub.Take(other, Now));
        hub.Answer(one, query.Id, new ProviderReply(true, [], 0));

        Assert.True((await asked!).Value!.Found);
    }

    [Fact]
    public async Task Another_streams_answer_changes_nothing()
    {
        hub.Attach(one, Now);
        hub.Attach(other, Now);
        var query = Query();
        var asked = hub.Ask(query, Now).Value!;
        hub.Take(one, Now);

        hub.Answer(other, query.Id, new ProviderReply(true, [], 0));
        hub.Answer(one, Guid.NewGuid(), new ProviderReply(true, [], 0));
        Assert.False(asked.IsCompleted);

        hub.Answer(one, query.Id, new ProviderReply(false, [], 0));
        hub.Answer(one, query.Id, new ProviderReply(true, [], 0)); // A second one comes too late.
        Assert.False((await asked).Value!.Found);
    }

    [Fact]
    public void Queries_are_taken_in_their_order_and_by_whom_asks()
    {
        hub.Attach(one, Now);
        hub.Attach(other, Now);
        var queries = Enumerable.Range(0, 4).Select(_ => Query()).ToArray();
        foreach (var query in queries)
            hub.Ask(query, Now);

        Assert.Equal(queries, new[] { hub.Take(one, Now), hub.Take(other, Now), hub.Take(one, Now), hub.Take(one, Now) });
    }

    [Fact]
    public async Task What_a_stream_left_unanswered_is_given_to_another_one_once()
    {
        hub.Attach(one, Now);
        hub.Attach(other, Now);
        var query = Query();
        var asked = hub.Ask(query, Now).Value!;
        hub.Take(one, Now);

        hub.Detach(one);
        Assert.Same(query, hub.Take(other, Now));
        hub.Attach(one, Now);
        hub.Detach(other);

        Assert.Equal(InformationRefusals.ProviderAway, (await asked).Refusal);
    }

    [Fact]
    public async Task When_the_last_stream_goes_all_that_wait_are_told()
    {
        hub.Attach(one, Now);
        var asked = Enumerable.Range(0, 5).Select(_ => hub.Ask(Query(), Now).Value!).ToArray();
        hub.Take(one, Now);

        hub.Detach(one);

        Assert.All(await Task.WhenAll(asked), answer => Assert.Equal(InformationRefusals.ProviderAway, answer.Refusal));
    }

    [Fact]
    public void A_stream_without_a_sign_of_life_is_gone()
    {
        hub.Attach(one, Now);
        hub.Seen(one, Now.AddSeconds(9));
        Assert.False(hub.Ask(Query(), Now.AddSeconds(18)).IsRefused);

        Assert.Equal(InformationRefusals.ProviderAway, hub.Ask(Query(), Now.AddSeconds(19)).Refusal);
        Assert.False(hub.Knows(one));
    }

    [Fact]
    public void A_query_whose_time_is_over_is_not_sent()
    {
        hub.Attach(one, Now);
        hub.Ask(Query(), Now);

        Assert.Null(hub.Take(one, Now.AddSeconds(5)));
    }

    [Fact]
    public async Task Queries_have_a_bound_and_giving_up_makes_room()
    {
        hub.Attach(one, Now);
        var first = Query();
        var asked = hub.Ask(first, Now).Value!;
        for (var i = 1; i < ProviderHub.MostQueries; i++)
            Assert.False(hub.Ask(Query(), Now).IsRefused);

        Assert.Equal(InformationRefusals.ProviderBusy, hub.Ask(Query(), Now).Refusal);
        hub.GiveUp(first.Id);
        Assert.Equal(InformationRefusals.ProviderAway, (await asked).Refusal);
        Assert.False(hub.Ask(Query(), Now).IsRefused);
    }

    [Fact]
    public void Streams_have_a_bound()
    {
        for (var i = 0; i < ProviderHub.MostSessions; i++)
            Assert.True(hub.Attach(Guid.NewGuid(), Now));

        Assert.False(hub.Attach(one, Now));
        Assert.True(hub.Attach(one, Now.AddSeconds(10))); // The others are gone.
    }

    [Fact]
    public void Whoever_waits_is_woken_by_a_query_and_by_its_own_end()
    {
        hub.Attach(one, Now);
        hub.Attach(other, Now);
        var (first, second) = (hub.Signal(one), hub.Signal(other));
        Assert.False(first.IsCompleted || second.IsCompleted);

        hub.Ask(Query(), Now);
        Assert.True(first.IsCompleted && second.IsCompleted);
        hub.Take(one, Now);
        var again = hub.Signal(other);
        hub.Detach(other);
        Assert.True(again.IsCompleted);
    }

    [Fact]
    public void A_stream_that_is_unknown_takes_nothing()
    {
        hub.Attach(one, Now);
        hub.Ask(Query(), Now);

        Assert.Null(hub.Take(other, Now));
        Assert.True(hub.Signal(other).IsCompleted);
    }

    private static ProviderQuery Query() => new(
        Guid.NewGuid(),
        new ProviderQuestion(new RecordTypeName("mlsw-families"), "A-17", ["village"], new AgencyName("atd"), "investigation", new GrantName("gone")),
        Now.AddSeconds(5));
}
