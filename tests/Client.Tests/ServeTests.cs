using System.Collections.Concurrent;
using Coordination.Client.Errors;
using Coordination.Client.Providing;
using Coordination.Client.Tokens;
using Coordination.Fakes;
using Coordination.Information.V1;
using Grpc.Core;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Client;

public sealed class ServeTests : IAsyncLifetime
{
    private static readonly ProviderHello Hello = new() { RecordTypes = { "recordTypes/mlsw-families" }, Concurrency = 7 };

    private readonly CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly ConcurrentQueue<ProviderAnswer> answers = new();
    private FakePlatform platform = null!;
    private int expected;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => platform = await FakePlatform.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await platform.DisposeAsync();
        ending.Dispose();
    }

    [Fact]
    public async Task A_query_is_looked_up_and_only_what_was_asked_is_sent()
    {
        Play(Query("q1", "village", "missing"), Query("q2", "village"));
        await ServeAsync(
            (query, _) => new(query.QueryId == "q2" ? null : new Dictionary<string, string> { ["village"] = "ບ້ານ", ["head"] = "never sent" }), 2);

        var (found, absent) = (answers.Single(a => a.QueryId == "q1"), answers.Single(a => a.QueryId == "q2"));
        Assert.Equal([new ProvidedField { Field = "village", Value = "ບ້ານ" }], found.Fields);
        Assert.True(found.Found);
        Assert.False(absent.Found);
        Assert.Empty(absent.Fields);
        Assert.Equal(Hello, platform.Hellos.Single().Hello);
    }

    [Fact]
    public async Task Lookups_run_beside_one_another_and_answers_keep_no_order()
    {
        Play(Query("slow"), Query("fast"));
        var fast = new TaskCompletionSource();
        await ServeAsync(
            async (query, _) =>
            {
                if (query.QueryId == "slow")
                    await fast.Task;
                else
                    fast.SetResult();
                return new Dictionary<string, string>();
            },
            2);

        Assert.Equal(["fast", "slow"], answers.Select(a => a.QueryId).Order());
    }

    [Fact]
    public async Task A_lookup_that_fails_is_not_answered_and_the_others_are()
    {
        Play(Query("bad"), Query("good"));
        await ServeAsync((query, _) => query.QueryId == "bad" ? throw new InvalidOperationException("secret") : new(new Dictionary<string, string>()), 1);

        Assert.Equal("good", answers.Single().QueryId);
        Assert.Single(platform.Hellos);
    }

    [Theory]
    [InlineData(StatusCode.Aborted, "PROVIDER_STREAM_ENDED")]
    [InlineData(StatusCode.Unavailable, "")]
    [InlineData(StatusCode.Unauthenticated, "PROVIDER_TOKEN_EXPIRED")]
    [InlineData(StatusCode.Cancelled, "")]
    [InlineData(StatusCode.Internal, "")]
    public async Task A_break_that_passes_is_survived(StatusCode code, string reason)
    {
        platform.Serves.Enqueue(async (_, writer, _) =>
        {
            await writer.WriteAsync(new ServeResponse { Ready = new() }, Stop);
            throw FakePlatform.Refusal(code, reason, "");
        });
        Play(Query("q1"));
        var ready = 0;
        await ServeAsync((_, _) => new(new Dictionary<string, string>()), 1, () => ready++);

        Assert.Equal(2, ready);
        Assert.Equal(2, platform.Hellos.Count);
    }

    [Fact]
    public async Task A_stream_that_just_ends_is_opened_again()
    {
        platform.Serves.Enqueue((_, writer, cancelled) => writer.WriteAsync(new ServeResponse { Ready = new() }, cancelled));
        Play(Query("q1"));
        await ServeAsync((_, _) => new(new Dictionary<string, string>()), 1);

        Assert.Equal(2, platform.Hellos.Count);
    }

    [Fact]
    public async Task When_a_token_ends_the_next_stream_begins_with_a_new_one()
    {
        var number = 0;
        platform.Issue = _ => (200, $$"""{"access_token":"token-{{++number}}","expires_in":600,"token_type":"Bearer"}""");
        using var tokens = new ClientCredentialsTokenSource(new ClientCredentials(new Uri(platform.Http, "/connect/token"), "mlsw", "s"));
        platform.Serves.Enqueue(async (_, writer, _) =>
        {
            await writer.WriteAsync(new ServeResponse { Ready = new() }, Stop);
            throw FakePlatform.Refusal(StatusCode.Unauthenticated, "PROVIDER_TOKEN_EXPIRED", "");
        });
        Play(Query("q1"));
        await ServeAsync((_, _) => new(new Dictionary<string, string>()), 1, tokens: tokens);

        Assert.Equal(["Bearer token-1", "Bearer token-2"], platform.Hellos.Select(h => h.Headers.GetValue("authorization")));
    }

    [Theory]
    [InlineData(StatusCode.PermissionDenied, "RECORD_TYPE_NOT_YOURS")]
    [InlineData(StatusCode.InvalidArgument, "ANSWER_INVALID")]
    [InlineData(StatusCode.ResourceExhausted, "PROVIDERS_FULL")]
    public async Task What_the_platform_refuses_ends_it(StatusCode code, string reason)
    {
        platform.Serves.Enqueue((_, _, _) => throw FakePlatform.Refusal(code, reason, "No."));

        var refusal = await Assert.ThrowsAsync<CoordinationException>(() => ServeAsync((_, _) => default, 1));

        Assert.Equal(reason, refusal.Reason);
        Assert.Single(platform.Hellos);
    }

    [Fact]
    public async Task When_the_stream_breaks_running_lookups_are_cancelled()
    {
        var began = new TaskCompletionSource();
        platform.Serves.Enqueue(async (_, writer, _) =>
        {
            await writer.WriteAsync(Query("q0"), Stop);
            await began.Task;
            throw FakePlatform.Refusal(StatusCode.Unavailable, "", "");
        });
        Play(Query("q1"));
        var cancelled = false;
        await ServeAsync(
            async (query, cancellation) =>
            {
                if (query.QueryId == "q0")
                {
                    using var told = cancellation.Register(() => cancelled = true);
                    began.SetResult();
                    await Task.Delay(Timeout.Infinite, cancellation);
                }

                return new Dictionary<string, string>();
            },
            1);

        Assert.True(cancelled);
        Assert.Equal("q1", answers.Single().QueryId);
    }

    private static ServeResponse Query(string id, params string[] fields) => new() { Query = new() { QueryId = id, Reference = "F-7", Fields = { fields } } };

    /// <summary>A stream that is ready, asks, and keeps what is answered.</summary>
    private void Play(params ServeResponse[] queries) => platform.Serves.Enqueue(async (reader, writer, cancelled) =>
    {
        await writer.WriteAsync(new ServeResponse { Ready = new() }, cancelled);
        foreach (var query in queries)
            await writer.WriteAsync(query, cancelled);
        while (await reader.MoveNext(cancelled))
        {
            answers.Enqueue(reader.Current.Answer);
            if (answers.Count >= expected)
                await ending.CancelAsync();
        }
    });

    /// <summary>Serves until so many answers have arrived.</summary>
    private async Task ServeAsync(ProviderLookup lookup, int count, Action? onReady = null, ITokenSource? tokens = null)
    {
        expected = count;
        var options = Some.Options(platform);
        options.TokenSource = tokens ?? options.TokenSource;
        using var client = new CoordinationClient(options);
        try
        {
            await client.ServeAsync(Hello, lookup, onReady, ending.Token);
            Assert.Fail("It never ends by itself.");
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested && !Stop.IsCancellationRequested)
        {
            // Enough was answered.
        }
    }
}
