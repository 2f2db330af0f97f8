using Coordination.Access;
using Coordination.Hosting;
using Coordination.Outcomes;
using Grpc.Core;

namespace Coordination.Information;

/// <summary>A provider's stream over real gRPC, with providers that behave and with others.</summary>
public sealed class ProviderStreamTests : IAsyncLifetime
{
    private const string Type = "recordTypes/mlsw-families";

    private GatewayHost host = null!;
    private FakeHub hub = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await GatewayHost.StartAsync(options => options.MaxWatchersPerAgency = 2);
        hub = new FakeHub(host.Time);
        host.Grains.Add<IProviderHubGrain>(hub);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_query_goes_out_and_its_answer_comes_back_cut_to_what_was_asked()
    {
        using var stream = await ReadyAsync();
        var asked = hub.Ask("F-7", "village", "head");
        var query = await QueryAsync(stream);

        Assert.Equal(
            (asked.Id.ToString("N"), Type, "F-7", "agencies/atd", "investigation", "grants/g1"),
            (query.QueryId, query.RecordType, query.Reference, query.Recipient, query.Purpose, query.Grant));
        Assert.Equal(["village", "head"], query.Fields);
        Assert.Equal(asked.Deadline, query.Deadline.ToDateTimeOffset());

        // One beside what was asked, one twice, one with a name that is none.
        await AnswerAsync(stream, query, ("passport", "P1"), ("village", "ບ້ານ\nສອງ"), ("village", "again"), ("\u202e </script>", "x"));
        var reply = await hub.Replies.Reader.ReadAsync(Stop);

        Assert.True(reply.Found);
        Assert.Equal([new OpenedField("village", "ບ້ານ\nສອງ")], reply.Fields);
        Assert.Equal(3, reply.Excess);
    }

    [Fact]
    public async Task No_such_record_is_an_answer_and_what_stands_beside_it_is_not()
    {
        using var stream = await ReadyAsync();
        hub.Ask("F-8", "village");
        var query = await QueryAsync(stream);
        await stream.RequestStream.WriteAsync(
            new() { Answer = new() { QueryId = query.QueryId, Found = false, Fields = { new V1.ProvidedField { Field = "village", Value = "x" } } } }, Stop);

        var reply = await hub.Replies.Reader.ReadAsync(Stop);
        Assert.Equal((false, 0, 0), (reply.Found, reply.Fields.Length, reply.Excess));
    }

    [Fact]
    public async Task Answers_may_come_in_any_order_and_no_more_queries_go_out_than_the_provider_wants()
    {
        using var stream = await ReadyAsync(concurrency: 2);
        foreach (var reference in new[] { "1", "2", "3", "4" })
            hub.Ask(reference, "village");
        var (first, second) = (await QueryAsync(stream), await QueryAsync(stream));
        var third = stream.ResponseStream.MoveNext(Stop);
        Assert.Equal(2, hub.Waiting);
        Assert.False(third.IsCompleted);

        await AnswerAsync(stream, second, ("village", second.Reference));
        Assert.Equal("2", (await hub.Replies.Reader.ReadAsync(Stop)).Fields[0].Value);
        Assert.True(await third);
        Assert.Equal("3", stream.ResponseStream.Current.Query.Reference);
        Assert.Equal(1, hub.Waiting);
        await AnswerAsync(stream, first, ("village", first.Reference));
        Assert.Equal("1", (await hub.Replies.Reader.ReadAsync(Stop)).Fields[0].Value);
    }

    [Fact]
    public async Task A_stream_may_bring_more_than_one_message_may_hold()
    {
        using var stream = await ReadyAsync();
        for (var i = 0; i < 20; i++)
        {
            hub.Ask("F", "a", "b");
            await AnswerAsync(stream, await QueryAsync(stream), ("a", new string('ກ', 20_000)), ("b", new string('ຂ', 20_000)));
            Assert.Equal(2, (await hub.Replies.Reader.ReadAsync(Stop)).Fields.Length);
        }
    }

    [Fact]
    public async Task A_query_that_is_not_answered_takes_no_room_for_ever_and_its_late_answer_is_forgiven()
    {
        using var stream = await ReadyAsync(concurrency: 1);
        hub.Ask("1", "village");
        var slow = await QueryAsync(stream);
        host.Time.Advance(TimeSpan.FromSeconds(6));
        hub.Ask("2", "village");
        var next = await QueryAsync(stream);

        await AnswerAsync(stream, slow, ("village", "late"));
        await AnswerAsync(stream, next, ("village", "in time"));
        Assert.Equal("in time", (await hub.Replies.Reader.ReadAsync(Stop)).Fields[0].Value);

        await AnswerAsync(stream, slow, ("village", "twice"));
        await ClosedAsync(stream, StatusCode.InvalidArgument, "ANSWER_UNKNOWN");
    }

    [Fact]
    public async Task A_stream_that_does_not_begin_with_hello_is_closed()
    {
        using var stream = Open();
        await stream.RequestStream.WriteAsync(new() { Answer = new() { QueryId = "x" } }, Stop);
        await ClosedAsync(stream, StatusCode.InvalidArgument, "HELLO_EXPECTED", attached: false);

        using var empty = Open();
        await empty.RequestStream.WriteAsync(new(), Stop);
        await ClosedAsync(empty, StatusCode.InvalidArgument, "HELLO_EXPECTED", attached: false);

        using var ended = Open();
        await ended.RequestStream.CompleteAsync();
        await ClosedAsync(ended, StatusCode.InvalidArgument, "HELLO_EXPECTED", attached: false);
    }

    [Fact]
    public async Task A_stream_that_says_nothing_is_closed_and_gives_its_place_back()
    {
        using var silent = Open();
        var closed = ClosedAsync(silent, StatusCode.InvalidArgument, "HELLO_EXPECTED", attached: false);
        await AdvanceUntil(closed, TimeSpan.FromSeconds(1));
        await closed;
        using var one = await ReadyAsync();
        using var two = await ReadyAsync();

        using var three = Open();
        await ClosedAsync(three, StatusCode.ResourceExhausted, "TOO_MANY_WATCHERS", attached: false);
    }

    [Fact]
    public async Task A_second_hello_closes_the_stream()
    {
        using var stream = await ReadyAsync();
        await stream.RequestStream.WriteAsync(new() { Hello = new() { RecordTypes = { Type } } }, Stop);
        await ClosedAsync(stream, StatusCode.InvalidArgument, "HELLO_EXPECTED");
    }

    [Theory]
    [InlineData("hello.record_types", 0)]
    [InlineData("hello.record_types", 0, "recordTypes/a", 101)]
    [InlineData("hello.record_types[0]", 0, "agencies/mlsw")]
    [InlineData("hello.record_types[0]", 0, "recordTypes/../x")]
    [InlineData("hello.record_types[0]", 0, "")]
    [InlineData("hello.concurrency", 101, Type)]
    [InlineData("hello.concurrency", -1, Type)]
    public async Task A_malformed_hello_is_named(string field, int concurrency, string? type = null, int times = 1)
    {
        using var stream = Open();
        var hello = new V1.ProviderHello { Concurrency = concurrency };
        if (type is not null)
            hello.RecordTypes.AddRange(Enumerable.Repeat(type, times));
        await stream.RequestStream.WriteAsync(new() { Hello = hello }, Stop);

        var refused = await RpcAssert.Refused(() => stream.ResponseStream.MoveNext(Stop), StatusCode.InvalidArgument);
        Assert.Contains(refused.Fields(), named => named.StartsWith(field, StringComparison.Ordinal));
        Assert.Equal(0, hub.Attached);
    }

    [Fact]
    public async Task A_type_that_is_not_the_callers_closes_the_stream_and_leaves_none_of_the_others_attached()
    {
        hub.Admit = number => number == 2 ? RecordRefusals.RecordTypeNotYours.On("record_types") : null;
        using var stream = Open();
        await stream.RequestStream.WriteAsync(new() { Hello = new() { RecordTypes = { Type, "recordTypes/mps-files" } } }, Stop);
        await ClosedAsync(stream, StatusCode.PermissionDenied, "RECORD_TYPE_NOT_YOURS");
    }

    [Theory]
    [InlineData(Role.AgencyOfficer)]
    [InlineData(Role.AgencyFocalPoint)]
    [InlineData(Role.Secretariat)]
    [InlineData(Role.PlatformOperator)]
    public async Task Only_an_agencys_system_serves(string role)
    {
        using var stream = Open(role);
        await RpcAssert.Refused(() => stream.ResponseStream.MoveNext(Stop), StatusCode.PermissionDenied, "PERMISSION_DENIED");
        Assert.Equal(0, hub.Attached);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no id")]
    [InlineData("00000000000000000000000000000001")]
    public async Task An_answer_to_an_unknown_query_closes_the_stream(string id)
    {
        using var stream = await ReadyAsync();
        await stream.RequestStream.WriteAsync(new() { Answer = new() { QueryId = id, Found = true } }, Stop);
        await ClosedAsync(stream, StatusCode.InvalidArgument, "ANSWER_UNKNOWN");
        Assert.False(hub.Replies.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Another_streams_query_cannot_be_answered()
    {
        using var one = await ReadyAsync();
        hub.Ask("F-7", "village");
        var query = await QueryAsync(one);
        using var other = await ReadyAsync();

        await AnswerAsync(other, query, ("village", "forged"));
        await ClosedAsync(other, StatusCode.InvalidArgument, "ANSWER_UNKNOWN");
        await AnswerAsync(one, query, ("village", "true"));
        Assert.Equal("true", (await hub.Replies.Reader.ReadAsync(Stop)).Fields[0].Value);
    }

    [Fact]
    public async Task A_second_answer_closes_the_stream_and_changes_nothing()
    {
        using var stream = await ReadyAsync();
        hub.Ask("F-7", "village");
        var query = await QueryAsync(stream);
        await AnswerAsync(stream, query, ("village", "one"));
        await AnswerAsync(stream, query, ("village", "two"));

        await ClosedAsync(stream, StatusCode.InvalidArgument, "ANSWER_UNKNOWN");
        Assert.Equal("one", (await hub.Replies.Reader.ReadAsync(Stop)).Fields[0].Value);
        Assert.False(hub.Replies.Reader.TryRead(out _));
    }

    [Theory]
    [InlineData(1, 20_001)]
    [InlineData(201, 1)]
    public async Task An_answer_out_of_bounds_closes_the_stream_and_the_reader_is_told_at_once(int fields, int length)
    {
        using var stream = await ReadyAsync();
        var asked = hub.Ask("F-7", "village");
        var query = await QueryAsync(stream);
        await AnswerAsync(stream, query, [.. Enumerable.Range(0, fields).Select(i => ($"f{i}", new string('x', length)))]);

        await ClosedAsync(stream, StatusCode.InvalidArgument, "ANSWER_INVALID");
        Assert.Equal(asked.Id, await hub.Failed.Reader.ReadAsync(Stop));
        Assert.False(hub.Replies.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Ten_megabytes_are_not_read()
    {
        using var stream = await ReadyAsync();
        hub.Ask("F-7", "village");
        var query = await QueryAsync(stream);
        try
        {
            await AnswerAsync(stream, query, ("village", new string('x', 10_000_000)));
        }
        catch (RpcException)
        {
            // The stream was closed while it was being sent.
        }

        await RpcAssert.Refused(() => stream.ResponseStream.MoveNext(Stop), StatusCode.ResourceExhausted);
        await hub.Detached.Reader.ReadAsync(Stop);
        Assert.False(hub.Replies.Reader.TryRead(out _));
    }

    [Fact]
    public async Task The_stream_ends_with_its_token()
    {
        using var stream = await ReadyAsync();
        var closed = ClosedAsync(stream, StatusCode.Unauthenticated, "PROVIDER_TOKEN_EXPIRED");
        await AdvanceUntil(closed, TimeSpan.FromMinutes(1));
        await closed;
    }

    [Fact]
    public async Task The_stream_ends_when_the_server_stops()
    {
        using var stream = await ReadyAsync();
        var closed = ClosedAsync(stream, StatusCode.Aborted, "PROVIDER_STREAM_ENDED");
        await host.StopAsync();
        await closed;
    }

    [Fact]
    public async Task A_provider_that_leaves_is_detached()
    {
        var stream = await ReadyAsync();
        stream.Dispose();
        await hub.Detached.Reader.ReadAsync(Stop);

        using var polite = await ReadyAsync();
        await polite.RequestStream.CompleteAsync();
        Assert.False(await polite.ResponseStream.MoveNext(Stop));
        await hub.Detached.Reader.ReadAsync(Stop);
        Assert.Empty(hub.Sessions);
    }

    [Fact]
    public async Task When_the_hub_was_made_anew_the_stream_attaches_again_by_itself()
    {
        using var stream = await ReadyAsync();
        hub.Sessions.Clear();
        await AdvanceUntil(() => hub.Attached == 2);
        hub.Ask("F-7", "village");

        Assert.Equal("F-7", (await QueryAsync(stream)).Reference);
    }

    [Fact]
    public async Task While_the_store_or_a_silo_is_away_the_stream_waits_and_tries_again()
    {
        using var stream = await ReadyAsync();
        hub.Admit = number => number < 4 ? CommonRefusals.LedgerUnavailable : null;
        hub.Fault = new SiloUnavailableException("gone");
        hub.Sessions.Clear();
        await AdvanceUntil(() => hub.Attached == 4);
        hub.Ask("F-7", "village");

        Assert.Equal("F-7", (await QueryAsync(stream)).Reference);
    }

    [Fact]
    public async Task A_type_that_became_anothers_closes_the_stream_when_it_attaches_again()
    {
        using var stream = await ReadyAsync();
        hub.Admit = _ => RecordRefusals.RecordTypeNotYours.On("record_types");
        hub.Sessions.Clear();
        await ClosedAsync(stream, StatusCode.PermissionDenied, "RECORD_TYPE_NOT_YOURS");
    }

    [Fact]
    public async Task Neither_reference_nor_value_nor_name_of_an_excess_field_is_logged()
    {
        using (var stream = await ReadyAsync())
        {
            hub.Ask("canary-reference", "village");
            await AnswerAsync(stream, await QueryAsync(stream), ("village", "canary-value"), ("canary-field", "canary-more"));
            await hub.Replies.Reader.ReadAsync(Stop);
            hub.Ask("canary-reference", "village");
            await AnswerAsync(stream, await QueryAsync(stream), ("canary-field", new string('c', 20_001)));
            var closed = await RpcAssert.Refused(() => stream.ResponseStream.MoveNext(Stop), StatusCode.InvalidArgument, "ANSWER_INVALID");
            Assert.DoesNotContain("canary", closed.ToString(), StringComparison.Ordinal);
        }

        await host.StopAsync();
        Assert.NotEmpty(host.Logs.Lines);
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains("canary", StringComparison.Ordinal));
    }

    private AsyncDuplexStreamingCall<V1.ServeRequest, V1.ServeResponse> Open(string role = Role.AgencySystem) =>
        new V1.ProviderService.ProviderServiceClient(host.Channel()).Serve(host.As("mlsw", role), cancellationToken: Stop);

    private async Task<AsyncDuplexStreamingCall<V1.ServeRequest, V1.ServeResponse>> ReadyAsync(int concurrency = 0)
    {
        var stream = Open();
        await stream.RequestStream.WriteAsync(new() { Hello = new() { RecordTypes = { Type }, Concurrency = concurrency } }, Stop);
        Assert.True(await stream.ResponseStream.MoveNext(Stop));
        Assert.Equal([Type], stream.ResponseStream.Current.Ready.RecordTypes);
        return stream;
    }

    private static async Task<V1.ProviderQuery> QueryAsync(AsyncDuplexStreamingCall<V1.ServeRequest, V1.ServeResponse> stream)
    {
        Assert.True(await stream.ResponseStream.MoveNext(Stop));
        return stream.ResponseStream.Current.Query;
    }

    private static Task AnswerAsync(
        AsyncDuplexStreamingCall<V1.ServeRequest, V1.ServeResponse> stream, V1.ProviderQuery query, params (string Field, string Value)[] fields)
    {
        var answer = new V1.ProviderAnswer { QueryId = query.QueryId, Found = true };
        answer.Fields.AddRange(fields.Select(sent => new V1.ProvidedField { Field = sent.Field, Value = sent.Value }));
        return stream.RequestStream.WriteAsync(new() { Answer = answer }, Stop);
    }

    /// <summary>The stream ends so, and no hub takes it for present.</summary>
    private async Task ClosedAsync(
        AsyncDuplexStreamingCall<V1.ServeRequest, V1.ServeResponse> stream, StatusCode code, string reason, bool attached = true)
    {
        await RpcAssert.Refused(() => stream.ResponseStream.MoveNext(Stop), code, reason);
        if (attached)
            await hub.Detached.Reader.ReadAsync(Stop);
    }

    private async Task AdvanceUntil(Func<bool> holds)
    {
        while (!holds())
        {
            host.Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(5, Stop);
        }
    }

    private async Task AdvanceUntil(Task done, TimeSpan step)
    {
        while (!done.IsCompleted)
        {
            host.Time.Advance(step);
            await Task.Delay(5, Stop);
        }
    }
}
