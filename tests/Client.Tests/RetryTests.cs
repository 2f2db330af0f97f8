using Coordination.Client.Calls;
using Coordination.Client.Errors;
using Coordination.Fakes;
using Coordination.Tasks.V1;
using Google.Protobuf;
using Grpc.Core;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Client;

public sealed class RetryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_that_met_an_absent_platform_is_repeated_with_the_same_request_id()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Script.Enqueue(FakePlatform.Refusal(StatusCode.Unavailable, "LEDGER_UNAVAILABLE", "The store is away."));
        platform.Script.Enqueue(FakePlatform.Refusal(StatusCode.Unavailable, "OUTCOME_UNKNOWN", "Lost while writing."));
        using var client = new CoordinationClient(Some.Options(platform));

        var task = await client.Tasks.AssignTaskAsync(new AssignTaskRequest { Title = "x", Lead = "agencies/mlsw" }, cancellationToken: Stop);

        Assert.Equal("tasks/t1", task.Name);
        Assert.Equal(3, platform.Requests.Count);
        var ids = platform.Requests.Select(r => ((AssignTaskRequest)r.Request).RequestId).Distinct().ToList();
        Assert.True(Guid.TryParse(Assert.Single(ids), out _));
    }

    [Fact]
    public async Task A_request_id_that_the_caller_gave_is_kept()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Script.Enqueue(FakePlatform.Refusal(StatusCode.Unavailable, "", ""));
        using var client = new CoordinationClient(Some.Options(platform));
        var given = RequestIds.New();

        await client.Tasks.AssignTaskAsync(new AssignTaskRequest { RequestId = given, Title = "x" }, cancellationToken: Stop);

        Assert.All(platform.Requests, r => Assert.Equal(given, ((AssignTaskRequest)r.Request).RequestId));
        Assert.Equal(2, platform.Requests.Count);
    }

    [Fact]
    public async Task A_command_whose_answer_came_too_late_is_repeated_with_the_same_request_id()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Script.Enqueue(new RpcException(new Status(StatusCode.DeadlineExceeded, "late")));
        using var client = new CoordinationClient(Some.Options(platform));

        await client.Tasks.AssignTaskAsync(new AssignTaskRequest { Title = "x" }, cancellationToken: Stop);

        Assert.Equal(2, platform.Requests.Count);
        Assert.Single(platform.Requests.Select(r => ((AssignTaskRequest)r.Request).RequestId).Distinct());
    }

    [Theory]
    [InlineData(StatusCode.FailedPrecondition, "TRANSITION_NOT_ALLOWED")]
    [InlineData(StatusCode.Aborted, "ETAG_STALE")]
    [InlineData(StatusCode.PermissionDenied, "PERMISSION_DENIED")]
    [InlineData(StatusCode.ResourceExhausted, "LEDGER_BUSY")]
    [InlineData(StatusCode.NotFound, "NOT_FOUND")]
    public async Task A_refusal_is_final(StatusCode code, string reason)
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Script.Enqueue(FakePlatform.Refusal(code, reason, "No."));
        using var client = new CoordinationClient(Some.Options(platform));

        var refusal = await Assert.ThrowsAsync<CoordinationException>(
            async () => await client.Tasks.AssignTaskAsync(new AssignTaskRequest { Title = "x" }, cancellationToken: Stop));

        Assert.Equal(reason, refusal.Reason);
        Assert.Equal(code, refusal.StatusCode);
        Assert.False(refusal.OutcomeUnknown);
        Assert.Single(platform.Requests);
    }

    [Fact]
    public async Task Attempts_are_bounded_and_the_last_failure_says_that_the_outcome_is_unknown()
    {
        await using var platform = await FakePlatform.StartAsync();
        for (var i = 0; i < 10; i++)
            platform.Script.Enqueue(FakePlatform.Refusal(StatusCode.Unavailable, "OUTCOME_UNKNOWN", "Lost while writing."));
        var options = Some.Options(platform);
        options.MaxAttempts = 3;
        using var client = new CoordinationClient(options);

        var failure = await Assert.ThrowsAsync<CoordinationException>(
            async () => await client.Tasks.AssignTaskAsync(new AssignTaskRequest { Title = "x" }, cancellationToken: Stop));

        Assert.Equal(3, platform.Requests.Count);
        Assert.Equal(3, failure.Attempts);
        Assert.True(failure.OutcomeUnknown);
        Assert.Equal(((AssignTaskRequest)platform.Requests.First().Request).RequestId, failure.RequestId);
    }

    [Fact]
    public async Task A_store_that_was_away_all_along_wrote_nothing()
    {
        await using var platform = await FakePlatform.StartAsync();
        for (var i = 0; i < 2; i++)
            platform.Script.Enqueue(FakePlatform.Refusal(StatusCode.Unavailable, "LEDGER_UNAVAILABLE", "The store is away."));
        var options = Some.Options(platform);
        options.MaxAttempts = 2;
        using var client = new CoordinationClient(options);

        var failure = await Assert.ThrowsAsync<CoordinationException>(
            async () => await client.Tasks.AssignTaskAsync(new AssignTaskRequest { Title = "x" }, cancellationToken: Stop));

        Assert.False(failure.OutcomeUnknown);
    }

    [Fact]
    public async Task A_definite_refusal_of_a_repeat_settles_what_was_unknown()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Script.Enqueue(FakePlatform.Refusal(StatusCode.Unavailable, "OUTCOME_UNKNOWN", "Lost while writing."));
        platform.Script.Enqueue(FakePlatform.Refusal(StatusCode.FailedPrecondition, "AGENCY_NOT_IN_FORCE", "No."));
        using var client = new CoordinationClient(Some.Options(platform));

        var failure = await Assert.ThrowsAsync<CoordinationException>(
            async () => await client.Tasks.AssignTaskAsync(new AssignTaskRequest { Title = "x" }, cancellationToken: Stop));

        Assert.Equal("AGENCY_NOT_IN_FORCE", failure.Reason);
        Assert.False(failure.OutcomeUnknown);
    }

    [Fact]
    public async Task The_pause_that_the_platform_asks_for_is_kept()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Script.Enqueue(FakePlatform.Refusal(StatusCode.Unavailable, "LEDGER_UNAVAILABLE", "Away.", retry: TimeSpan.FromMilliseconds(40)));
        var notices = new List<RetryNotice>();
        var options = Some.Options(platform);
        options.OnRetry = notices.Add;
        using var client = new CoordinationClient(options);

        await client.Tasks.AssignTaskAsync(new AssignTaskRequest { Title = "x" }, cancellationToken: Stop);

        Assert.True(Assert.Single(notices).Pause >= TimeSpan.FromMilliseconds(40));
    }

    [Fact]
    public void Pauses_double_up_to_their_bound_and_differ_by_chance()
    {
        var options = new CoordinationClientOptions { FirstPause = TimeSpan.FromMilliseconds(100), LongestPause = TimeSpan.FromSeconds(1) };

        Assert.Equal(TimeSpan.FromMilliseconds(50), RetryPause.Of(options, 1, null, 0));
        Assert.Equal(TimeSpan.FromMilliseconds(100), RetryPause.Of(options, 1, null, 1));
        Assert.Equal(TimeSpan.FromMilliseconds(400), RetryPause.Of(options, 3, null, 1));
        Assert.Equal(TimeSpan.FromSeconds(1), RetryPause.Of(options, 1000, null, 1));
        Assert.True(RetryPause.Of(options, 1, TimeSpan.FromSeconds(9), 0) >= TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task No_time_to_repeat_means_one_attempt()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Script.Enqueue(FakePlatform.Refusal(StatusCode.Unavailable, "LEDGER_UNAVAILABLE", "Away."));
        var options = Some.Options(platform);
        options.RetryWithin = TimeSpan.Zero;
        using var client = new CoordinationClient(options);

        await Assert.ThrowsAsync<CoordinationException>(async () => await client.Tasks.GetTaskAsync(new GetTaskRequest { Name = "tasks/t1" }, cancellationToken: Stop));

        Assert.Single(platform.Requests);
    }

    [Fact]
    public async Task Every_attempt_has_a_deadline_of_ten_seconds_unless_told_otherwise()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var client = new CoordinationClient(Some.Options(platform));

        await client.Tasks.GetTaskAsync(new GetTaskRequest { Name = "tasks/t1" }, cancellationToken: Stop);

        Assert.True(platform.Requests.TryPeek(out var seen));
        Assert.InRange(seen.Deadline - DateTime.UtcNow, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(11));
    }

    [Fact]
    public async Task A_caller_who_gives_up_gets_a_cancellation_not_a_refusal()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var gone = new CancellationTokenSource();
        platform.Answer = _ =>
        {
            gone.Cancel();
            throw FakePlatform.Refusal(StatusCode.Unavailable, "", "");
        };
        using var client = new CoordinationClient(Some.Options(platform));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await client.Tasks.GetTaskAsync(new GetTaskRequest { Name = "tasks/t1" }, cancellationToken: gone.Token));
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_unavailable()
    {
        var platform = await FakePlatform.StartAsync();
        var options = Some.Options(platform);
        options.MaxAttempts = 2;
        await platform.DisposeAsync();
        using var client = new CoordinationClient(options);

        var failure = await Assert.ThrowsAsync<CoordinationException>(
            async () => await client.Tasks.AssignTaskAsync(new AssignTaskRequest { Title = "x" }, cancellationToken: Stop));

        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.True(failure.OutcomeUnknown);
    }

    [Fact]
    public void Reads_have_no_request_id()
    {
        Assert.Empty(RequestIds.Ensure(new GetTaskRequest()));
        Assert.Empty(RequestIds.Ensure("not a message"));
        IMessage command = new AcceptAssignmentRequest();
        var made = RequestIds.Ensure(command);
        Assert.Equal(made, RequestIds.Ensure(command));
    }
}
