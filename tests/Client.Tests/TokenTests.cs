using Coordination.Client.Errors;
using Coordination.Client.Tokens;
using Coordination.Fakes;
using Coordination.Tasks.V1;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Client;

public sealed class TokenTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_asked_for_by_client_credentials_and_kept_until_shortly_before_its_end()
    {
        await using var platform = await FakePlatform.StartAsync();
        var time = new FakeTimeProvider();
        using var source = Source(platform, time);

        var first = await source.GetTokenAsync(Stop);
        time.Advance(TimeSpan.FromMinutes(7));
        var second = await source.GetTokenAsync(Stop);
        Assert.Single(platform.TokenRequests);
        time.Advance(TimeSpan.FromMinutes(2));
        await source.GetTokenAsync(Stop);

        Assert.Equal("token-of-mlsw", first);
        Assert.Equal(first, second);
        Assert.Equal(2, platform.TokenRequests.Count);
        Assert.True(platform.TokenRequests.TryPeek(out var form));
        Assert.Equal("client_credentials", form["grant_type"]);
        Assert.Equal("mlsw", form["client_id"]);
        Assert.Equal("s3cret & more", form["client_secret"]);
    }

    [Fact]
    public async Task Many_callers_at_once_ask_once()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var source = Source(platform, new FakeTimeProvider());

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => source.GetTokenAsync(Stop).AsTask()));

        Assert.Single(platform.TokenRequests);
    }

    [Fact]
    public async Task A_token_that_was_rejected_is_not_handed_out_again()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var source = Source(platform, new FakeTimeProvider());

        source.Reject(await source.GetTokenAsync(Stop));
        await source.GetTokenAsync(Stop);

        Assert.Equal(2, platform.TokenRequests.Count);
    }

    [Fact]
    public async Task An_issuer_that_refuses_is_told_apart_from_one_that_is_away_and_the_secret_stays_out_of_it()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var source = Source(platform, new FakeTimeProvider());

        platform.Issue = _ => (401, """{"error":"invalid_client"}""");
        var refused = await Assert.ThrowsAsync<CoordinationException>(async () => await source.GetTokenAsync(Stop));
        platform.Issue = _ => (503, "");
        var away = await Assert.ThrowsAsync<CoordinationException>(async () => await source.GetTokenAsync(Stop));

        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
        Assert.Equal("TOKEN_REFUSED", refused.Reason);
        Assert.Contains("invalid_client", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(StatusCode.Unavailable, away.StatusCode);
        Assert.True(away.IsTransient);

        platform.Issue = _ => (400, """{"error":"temporarily_unavailable"}"""); // As the development issuer while it starts.
        Assert.True((await Assert.ThrowsAsync<CoordinationException>(async () => await source.GetTokenAsync(Stop))).IsTransient);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("""{"access_token":7}""")]
    public async Task An_answer_that_is_no_token_is_refused(string body)
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Issue = _ => (200, body);
        using var source = Source(platform, new FakeTimeProvider());

        var refused = await Assert.ThrowsAsync<CoordinationException>(async () => await source.GetTokenAsync(Stop));

        Assert.Equal("TOKEN_REFUSED", refused.Reason);
    }

    [Fact]
    public async Task A_call_that_is_told_its_token_is_no_good_gets_a_new_one_once()
    {
        await using var platform = await FakePlatform.StartAsync();
        var number = 0;
        platform.Issue = _ => (200, $$"""{"access_token":"token-{{++number}}","expires_in":600}""");
        platform.Script.Enqueue(FakePlatform.Refusal(StatusCode.Unauthenticated, "TOKEN_INVALID", "No."));
        using var source = Source(platform, TimeProvider.System);
        var options = Some.Options(platform);
        options.TokenSource = source;
        using var client = new CoordinationClient(options);

        await client.Tasks.GetTaskAsync(new GetTaskRequest { Name = "tasks/t1" }, cancellationToken: Stop);

        Assert.Equal(["Bearer token-1", "Bearer token-2"], platform.Requests.Select(r => r.Headers.GetValue("authorization")));
    }

    [Fact]
    public async Task Being_told_twice_is_a_refusal()
    {
        await using var platform = await FakePlatform.StartAsync();
        for (var i = 0; i < 5; i++)
            platform.Script.Enqueue(FakePlatform.Refusal(StatusCode.Unauthenticated, "TOKEN_INVALID", "No."));
        using var client = new CoordinationClient(Some.Options(platform));

        var refusal = await Assert.ThrowsAsync<CoordinationException>(
            async () => await client.Tasks.GetTaskAsync(new GetTaskRequest { Name = "tasks/t1" }, cancellationToken: Stop));

        Assert.Equal("TOKEN_INVALID", refusal.Reason);
        Assert.Equal(2, platform.Requests.Count);
    }

    [Fact]
    public async Task The_language_is_asked_for()
    {
        await using var platform = await FakePlatform.StartAsync();
        var options = Some.Options(platform);
        options.Language = "lo";
        using var client = new CoordinationClient(options);

        await client.Tasks.GetTaskAsync(new GetTaskRequest { Name = "tasks/t1" }, cancellationToken: Stop);

        Assert.True(platform.Requests.TryPeek(out var seen));
        Assert.Equal("lo", seen.Headers.GetValue("accept-language"));
    }

    [Fact]
    public void Options_out_of_their_bounds_are_all_named()
    {
        var wrong = Assert.Throws<ArgumentException>(() => new CoordinationClient(new CoordinationClientOptions
        {
            Address = new Uri("ftp://x"), Deadline = TimeSpan.FromMinutes(5), MaxAttempts = 0,
        }));

        Assert.Contains("Address", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("Deadline", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("MaxAttempts", wrong.Message, StringComparison.Ordinal);
    }

    private static ClientCredentialsTokenSource Source(FakePlatform platform, TimeProvider time) =>
        new(new ClientCredentials(new Uri(platform.Http, "/connect/token"), "mlsw", "s3cret & more"), time);
}
