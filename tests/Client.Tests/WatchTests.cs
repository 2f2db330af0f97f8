using Coordination.Client.Errors;
using Coordination.Events.V1;
using Coordination.Fakes;
using Grpc.Core;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Client;

public sealed class WatchTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_watch_resumes_from_its_last_token_and_reports_nothing_twice()
    {
        await using var platform = await FakePlatform.StartAsync();
        // The line breaks after 2; the platform repeats 2, as a resumed stream at-least-once may.
        Play(platform, true, Some.Event(1, "a"), Some.Event(2, "b"));
        Play(platform, true, Some.Event(2, "b"), Some.Event(3, "c"), Some.Bookmark("d"));
        Play(platform, false, Some.Event(4, "e"));
        using var client = new CoordinationClient(Some.Options(platform));

        var positions = await PositionsAsync(client, new WatchRequest { FromStart = true }, 4);

        Assert.Equal([1, 2, 3, 4], positions);
        var requests = platform.WatchRequests.Select(w => (w.Request.ResumeToken, w.Request.FromStart)).ToList();
        Assert.Equal([("", true), ("b", false), ("d", false)], requests);
    }

    [Theory]
    [InlineData(StatusCode.Aborted, "WATCH_TOO_SLOW")]
    [InlineData(StatusCode.Unavailable, "SERVER_STOPPING")]
    [InlineData(StatusCode.Unauthenticated, "WATCH_TOKEN_EXPIRED")]
    [InlineData(StatusCode.Internal, "")]
    [InlineData(StatusCode.Cancelled, "")]
    public async Task A_break_that_passes_is_survived(StatusCode code, string reason)
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Watches.Enqueue(async (_, writer, _) =>
        {
            await writer.WriteAsync(Some.Event(1, "a"), Stop);
            throw FakePlatform.Refusal(code, reason, "");
        });
        Play(platform, false, Some.Event(2, "b"));
        using var client = new CoordinationClient(Some.Options(platform));

        Assert.Equal([1, 2], await PositionsAsync(client, new WatchRequest(), 2));
        Assert.Equal("a", platform.WatchRequests.Last().Request.ResumeToken);
    }

    [Fact]
    public async Task A_watch_that_the_platform_refuses_ends_with_the_refusal()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Watches.Enqueue((_, _, _) => throw FakePlatform.Refusal(StatusCode.InvalidArgument, "RESUME_TOKEN_INVALID", "No."));
        using var client = new CoordinationClient(Some.Options(platform));

        var refusal = await Assert.ThrowsAsync<CoordinationException>(() => PositionsAsync(client, new WatchRequest { ResumeToken = "x" }, 1));

        Assert.Equal("RESUME_TOKEN_INVALID", refusal.Reason);
        Assert.Single(platform.WatchRequests);
    }

    [Fact]
    public async Task A_platform_that_never_answers_a_watch_is_given_up()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Watches.Enqueue((_, _, _) => throw FakePlatform.Refusal(StatusCode.Unavailable, "SERVICE_UNAVAILABLE", "Away."));
        var options = Some.Options(platform);
        options.RetryWithin = TimeSpan.FromSeconds(2);
        using var client = new CoordinationClient(options);

        var failure = await Assert.ThrowsAsync<CoordinationException>(() => PositionsAsync(client, new WatchRequest(), 1));

        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.True(failure.Attempts > 1);
    }

    [Fact]
    public async Task A_bookmark_moves_the_token_and_is_reported()
    {
        await using var platform = await FakePlatform.StartAsync();
        Play(platform, false, Some.Bookmark("a"));
        using var client = new CoordinationClient(Some.Options(platform));

        await foreach (var response in client.WatchAsync(new WatchRequest(), Stop))
        {
            Assert.Null(response.Event);
            Assert.Equal("a", response.ResumeToken);
            break;
        }
    }

    [Fact]
    public async Task The_callers_request_is_left_as_it_was()
    {
        await using var platform = await FakePlatform.StartAsync();
        Play(platform, false, Some.Event(1, "a"));
        using var client = new CoordinationClient(Some.Options(platform));
        var request = new WatchRequest { FromStart = true };

        await PositionsAsync(client, request, 1);

        Assert.True(request.FromStart);
        Assert.Empty(request.ResumeToken);
    }

    [Fact]
    public async Task Two_hundred_breaks_at_any_place_lose_and_repeat_nothing()
    {
        const int Events = 400;
        await using var platform = await FakePlatform.StartAsync();
        // Sends from the token's position on and breaks after a few, sometimes going back a little as if unsure.
        var breaks = 0;
        platform.Watches.Enqueue(async (request, writer, _) =>
        {
            var random = new Random(breaks);
            var from = request.ResumeToken.Length == 0 ? 1 : int.Parse(request.ResumeToken, System.Globalization.CultureInfo.InvariantCulture) + 1;
            from = Math.Max(1, from - random.Next(3));
            var sent = 0;
            for (var position = from; position <= Events; position++)
            {
                await writer.WriteAsync(Some.Event(position, position.ToString(System.Globalization.CultureInfo.InvariantCulture)), Stop);
                if (++sent > 3 && random.Next(3) == 0 && Interlocked.Increment(ref breaks) <= 200)
                    throw FakePlatform.Refusal(StatusCode.Unavailable, "", "");
            }
        });
        using var client = new CoordinationClient(Some.Options(platform));

        var positions = await PositionsAsync(client, new WatchRequest { FromStart = true }, Events);

        Assert.Equal(Enumerable.Range(1, Events).Select(i => (long)i), positions);
        Assert.True(breaks > 20);
    }

    private static void Play(FakePlatform platform, bool thenBreak, params WatchResponse[] responses) =>
        platform.Watches.Enqueue(async (_, writer, cancelled) =>
        {
            foreach (var response in responses)
                await writer.WriteAsync(response, cancelled);
            if (thenBreak)
                throw FakePlatform.Refusal(StatusCode.Unavailable, "", "");
            await Task.Delay(Timeout.Infinite, cancelled);
        });

    private static async Task<List<long>> PositionsAsync(CoordinationClient client, WatchRequest request, int count)
    {
        var positions = new List<long>();
        await foreach (var response in client.WatchAsync(request, Stop))
        {
            if (response.Event is { } happened)
                positions.Add(happened.Position);
            if (positions.Count >= count)
                break;
        }

        return positions;
    }
}
