using Coordination.Access;
using Coordination.Events.V1;
using Coordination.Hosting;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Coordination.Events;

public sealed class WatchTests : IAsyncLifetime
{
    private GatewayHost host = null!;

    public async ValueTask InitializeAsync() => host = await GatewayHost.StartAsync(options => options.MaxWatchersPerAgency = 2);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_watch_begins_with_a_token_and_then_brings_what_happens()
    {
        host.Feed.Append(count: 3);
        using var watch = Watch(new WatchRequest());

        var first = await Next(watch);
        Assert.Null(first.Event);
        host.Feed.Append("tasks/t9", "task.accepted", """{"agency":"mlsw","percent":12.5,"tags":["a",null,true]}""");
        var happened = await NextEvent(watch);

        Assert.Equal((4, "tasks/t9", "task.accepted", "agencies/mlsw"),
            (happened.Event.Position, happened.Event.Resource, happened.Event.Type, happened.Event.Actor));
        Assert.Equal(12.5, happened.Event.Data.Fields["percent"].NumberValue);
        Assert.Equal(3, happened.Event.Data.Fields["tags"].ListValue.Values.Count);
    }

    [Fact]
    public async Task A_watch_continues_where_its_token_says()
    {
        host.Feed.Append(count: 5);
        string token;
        using (var watch = Watch(new WatchRequest { FromStart = true }))
        {
            await NextEvent(watch);
            token = (await NextEvent(watch)).ResumeToken;
        }

        using var again = Watch(new WatchRequest { ResumeToken = token });
        foreach (var expected in new long[] { 3, 4, 5 })
            Assert.Equal(expected, (await NextEvent(again)).Event.Position);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AAAAAAAAAAAAAAAA")]
    public Task A_token_that_is_none_is_refused(string token) =>
        RpcAssert.Refused(() => Next(Watch(new WatchRequest { ResumeToken = token })), StatusCode.InvalidArgument, "RESUME_TOKEN_INVALID");

    [Fact]
    public async Task A_token_of_a_longer_ledger_is_refused_after_some_patience()
    {
        using var watch = Watch(new WatchRequest { ResumeToken = ResumeToken.Of(1000) });
        var refused = RpcAssert.Refused(() => Next(watch), StatusCode.InvalidArgument, "RESUME_TOKEN_INVALID");
        await AdvanceUntil(refused, TimeSpan.FromSeconds(1));

        await refused;
    }

    [Fact]
    public async Task While_it_is_quiet_bookmarks_keep_the_token_near_the_head()
    {
        using var watch = Watch(new WatchRequest { Kinds = { "cases" }, BookmarkInterval = Duration.FromTimeSpan(TimeSpan.FromSeconds(2)) });
        await Next(watch);
        host.Feed.Append(count: 7);

        var bookmark = Next(watch);
        await AdvanceUntil(bookmark, TimeSpan.FromSeconds(1));

        Assert.Null((await bookmark).Event);
        Assert.True(ResumeToken.TryRead((await bookmark).ResumeToken, out var position));
        Assert.Equal(7, position);
    }

    [Fact]
    public async Task Filters_reach_the_feed_with_the_caller()
    {
        host.Feed.Append("cases/c1");
        host.Feed.Append("tasks/t1");
        host.Feed.Append("tasks/t2");
        using var watch = Watch(new WatchRequest { FromStart = true, Kinds = { "tasks" }, Resource = "tasks/t2" });

        Assert.Equal(3, (await NextEvent(watch)).Event.Position);
        Assert.True(host.Feed.Reads.TryPeek(out var read));
        Assert.Equal("mlsw", read.Principal.Agency.Id);
        Assert.Equal(["tasks"], read.Filter.Kinds);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(61)]
    public async Task An_interval_out_of_bounds_is_named(double seconds)
    {
        var refused = await RpcAssert.Refused(
            () => Next(Watch(new WatchRequest { BookmarkInterval = Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds)) })), StatusCode.InvalidArgument);

        Assert.Equal(["bookmark_interval"], refused.Fields());
    }

    [Fact]
    public async Task A_watch_ends_when_its_token_expires_and_says_where_to_continue()
    {
        using var watch = Watch(new WatchRequest());
        await Next(watch);

        var refused = RpcAssert.Refused(() => Drain(watch), StatusCode.Unauthenticated, "WATCH_TOKEN_EXPIRED");
        await AdvanceUntil(refused, TimeSpan.FromMinutes(1));

        Assert.True(ResumeToken.TryRead((await refused).Detail<ErrorInfo>()!.Metadata["resume_token"], out _));
    }

    [Fact]
    public async Task An_agency_has_a_bounded_number_of_watches_and_gets_a_place_back()
    {
        using var one = Watch(new WatchRequest());
        await Next(one);
        using (var two = Watch(new WatchRequest()))
        {
            await Next(two);
            Assert.Equal(2, Watchers());
            await RpcAssert.Refused(() => Next(Watch(new WatchRequest())), StatusCode.ResourceExhausted, "TOO_MANY_WATCHERS");
            using var other = Watch(new WatchRequest(), "mps");
            await Next(other);
        }

        // The server learns of a reader's leaving when its next wait ends.
        while (Watchers() > 1)
            await Task.Yield();
        using var three = Watch(new WatchRequest());
        Assert.NotNull(await Next(three));
    }

    [Fact]
    public async Task A_reader_that_does_not_read_is_closed()
    {
        await using var slow = await GatewayHost.StartAsync();
        // More than any window or buffer on the way holds.
        slow.Feed.Append(json: $$"""{"filler":"{{new string('x', 100_000)}}"}""", count: 200);
        using var watch = new EventService.EventServiceClient(slow.Channel()).Watch(
            new WatchRequest { FromStart = true }, slow.As("mlsw", Role.AgencySystem), cancellationToken: TestContext.Current.CancellationToken);
        var watchers = slow.Services.GetRequiredService<WatcherCount>();
        await Next(watch);

        // Time passes only while the watch is stuck: when its count falls to nothing it was closed.
        while (watchers.Of("mlsw") > 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
            slow.Time.Advance(TimeSpan.FromSeconds(5));
        }

        await RpcAssert.Refused(() => Drain(watch), StatusCode.Aborted, "WATCH_TOO_SLOW");
    }

    [Fact]
    public async Task When_the_server_stops_a_watch_is_told_where_to_continue()
    {
        await using var stopping = await GatewayHost.StartAsync();
        stopping.Feed.Append(count: 2);
        using var watch = new EventService.EventServiceClient(stopping.Channel()).Watch(
            new WatchRequest(), stopping.As("mlsw", Role.AgencySystem), cancellationToken: TestContext.Current.CancellationToken);
        await Next(watch);

        var refused = RpcAssert.Refused(() => Drain(watch), StatusCode.Aborted, "SERVER_STOPPING");
        await stopping.StopAsync();

        Assert.True(ResumeToken.TryRead((await refused).Detail<ErrorInfo>()!.Metadata["resume_token"], out var position));
        Assert.Equal(2, position);
    }

    [Fact]
    public async Task When_the_store_is_away_a_watch_says_so()
    {
        host.Feed.Refusal = Outcomes.CommonRefusals.LedgerUnavailable;

        await RpcAssert.Refused(() => Next(Watch(new WatchRequest())), StatusCode.Unavailable, "LEDGER_UNAVAILABLE");
    }

    [Fact]
    public void A_resume_token_is_read_back_and_a_mangled_one_is_not()
    {
        foreach (var position in new[] { 0, 1, 42, long.MaxValue })
        {
            var token = ResumeToken.Of(position);
            Assert.True(ResumeToken.TryRead(token, out var read));
            Assert.Equal(position, read);
            for (var i = 0; i < token.Length; i++)
            {
                var mangled = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
                Assert.False(ResumeToken.TryRead(mangled, out _));
            }
        }
    }

    private int Watchers() => host.Services.GetRequiredService<WatcherCount>().Of("mlsw");

    private async Task AdvanceUntil(Task done, TimeSpan step)
    {
        while (!done.IsCompleted)
        {
            host.Time.Advance(step);
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    private AsyncServerStreamingCall<WatchResponse> Watch(WatchRequest request, string agency = "mlsw") =>
        new EventService.EventServiceClient(host.Channel()).Watch(
            request, host.As(agency, Role.AgencySystem), cancellationToken: TestContext.Current.CancellationToken);

    private static async Task<WatchResponse> Next(AsyncServerStreamingCall<WatchResponse> watch)
    {
        Assert.True(await watch.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        return watch.ResponseStream.Current;
    }

    private static async Task<WatchResponse> NextEvent(AsyncServerStreamingCall<WatchResponse> watch)
    {
        while (true)
        {
            var response = await Next(watch);
            if (response.Event is not null)
                return response;
        }
    }

    private static async Task Drain(AsyncServerStreamingCall<WatchResponse> watch)
    {
        while (await watch.ResponseStream.MoveNext(TestContext.Current.CancellationToken))
            Assert.NotEmpty(watch.ResponseStream.Current.ResumeToken);
    }
}
