using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Coordination.Access;
using Coordination.Hosting;
using Coordination.Probe.V1;
using Grpc.Core;

namespace Coordination.Hardening;

public sealed class TransportTests : IAsyncLifetime
{
    private GatewayHost host = null!;

    public async ValueTask InitializeAsync() => host = await GatewayHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_gzip_bomb_is_not_inflated()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(new byte[50_000_000]);
        var before = GC.GetTotalAllocatedBytes();

        using var response = await SendFrame(1, compressed.ToArray(), ("grpc-encoding", "gzip"));

        Assert.Equal("12", Status(response));
        Assert.True(GC.GetTotalAllocatedBytes() - before < 20_000_000);
    }

    [Fact]
    public Task More_than_a_mebibyte_is_refused() =>
        RpcAssert.Refused(
            host.ProbeClient().CheckAsync(new ProbeRequest { Text = new string('x', 1024 * 1024 + 1) }, Caller()), StatusCode.ResourceExhausted);

    [Fact]
    public async Task A_text_of_ten_mebibytes_is_refused_over_REST_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/probes:check")
        {
            Content = new StringContent($$"""{"text":"{{new string('x', 10 * 1024 * 1024)}}"}""", new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Tokens.For("mlsw", Role.AgencyOfficer));
        request.Headers.ExpectContinue = true;

        using var response = await host.Http.SendAsync(request);

        Assert.True(response.StatusCode is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.BadRequest or HttpStatusCode.TooManyRequests, response.StatusCode.ToString());
    }

    [Fact]
    public async Task Sixty_four_kilobytes_of_metadata_are_refused_and_the_server_lives_on()
    {
        var metadata = Caller();
        metadata.Add("filler", new string('x', 64 * 1024));

        await Assert.ThrowsAsync<RpcException>(async () => await host.ProbeClient().FindAsync(new FindRequest(), metadata));

        Assert.Equal("ok", (await host.ProbeClient().FindAsync(new FindRequest(), Caller())).Text);
    }

    [Theory]
    [InlineData(null, 10)]
    [InlineData(5.0, 5)]
    [InlineData(31_536_000.0, 30)]
    public async Task A_unary_call_has_a_deadline_whatever_its_caller_says(double? asked, double expected)
    {
        var left = TimeSpan.Zero;
        host.Probe.Answer = context =>
        {
            left = context.Deadline - DateTime.UtcNow;
            return Task.FromResult(new ProbeReply());
        };

        await host.ProbeClient().FindAsync(new FindRequest(), Caller(), asked is { } seconds ? DateTime.UtcNow.AddSeconds(seconds) : null);

        Assert.InRange(left.TotalSeconds, expected - 3, expected + 0.1);
    }

    [Theory]
    [InlineData("99999999H", 30)]
    [InlineData("soon", 10)]
    [InlineData("-5S", 10)]
    [InlineData("999999999S", 10)]
    public async Task A_deadline_that_is_none_is_replaced(string header, double expected)
    {
        var left = TimeSpan.Zero;
        host.Probe.Answer = context =>
        {
            left = context.Deadline - DateTime.UtcNow;
            return Task.FromResult(new ProbeReply());
        };

        using var response = await SendFrame(0, [], ("grpc-timeout", header));

        Assert.Equal("0", Status(response));
        Assert.InRange(left.TotalSeconds, expected - 3, expected + 0.1);
    }

    [Fact]
    public async Task A_stream_has_no_deadline_of_the_servers()
    {
        var deadline = DateTime.MinValue;
        host.Probe.Stream = (_, context) =>
        {
            deadline = context.Deadline;
            return Task.CompletedTask;
        };
        using var call = host.ProbeClient().Follow(new FindRequest(), Caller());
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal(DateTime.MaxValue, deadline);
    }

    [Fact]
    public async Task Over_REST_a_call_ends_at_the_default_deadline()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Probe.Answer = async context =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return new ProbeReply();
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/agencies/mlsw/probe");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Tokens.For("mlsw", Role.AgencyOfficer));
        var sent = host.Http.SendAsync(request);
        await entered.Task;

        host.Time.Advance(TimeSpan.FromSeconds(11));
        using var response = await sent;

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
    }

    [Fact]
    public async Task Every_message_of_a_client_stream_is_validated()
    {
        using var call = host.ProbeClient().Gather(Caller());
        await call.RequestStream.WriteAsync(new FindRequest { Name = "agencies/mlsw" });
        await call.RequestStream.WriteAsync(new FindRequest { Name = "not a name" });
        await call.RequestStream.CompleteAsync();

        await RpcAssert.Refused(async () => await call, StatusCode.InvalidArgument, "REQUEST_INVALID");
    }

    [Fact]
    public async Task A_flood_of_resets_leaves_the_server_serving()
    {
        host.Probe.Answer = async context =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return new ProbeReply();
        };
        var client = host.ProbeClient();
        for (var i = 0; i < 500; i++)
        {
            using var cancel = new CancellationTokenSource();
            var call = client.FindAsync(new FindRequest(), Caller(), cancellationToken: cancel.Token);
            await cancel.CancelAsync();
            await Assert.ThrowsAsync<RpcException>(async () => await call);
        }

        host.Probe.Answer = _ => Task.FromResult(new ProbeReply { Text = "alive" });
        Assert.Equal("alive", (await host.ProbeClient().FindAsync(new FindRequest(), Caller())).Text);
    }

    [Fact]
    public async Task What_was_accepted_is_finished_before_the_server_stops()
    {
        await using var stopping = await GatewayHost.StartAsync();
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        stopping.Probe.Answer = async _ =>
        {
            entered.SetResult();
            await release.Task;
            return new ProbeReply { Text = "finished" };
        };
        var call = stopping.ProbeClient().FindAsync(new FindRequest(), stopping.As("mlsw", Role.AgencyOfficer));
        await entered.Task;

        var stopped = stopping.StopAsync();
        release.SetResult();

        Assert.Equal("finished", (await call).Text);
        await stopped;
    }

    [Fact]
    public async Task Reflection_is_there_in_development_only()
    {
        await using var development = await GatewayHost.StartAsync(environment: "Development");

        Assert.Equal(StatusCode.Unimplemented, await Reflect(host));
        Assert.Equal(StatusCode.OK, await Reflect(development));
    }

    private static async Task<StatusCode> Reflect(GatewayHost host)
    {
        var method = new Method<byte[], byte[]>(MethodType.DuplexStreaming, "grpc.reflection.v1alpha.ServerReflection", "ServerReflectionInfo",
            Marshallers.Create(bytes => bytes, bytes => bytes), Marshallers.Create(bytes => bytes, bytes => bytes));
        using var call = host.Channel().CreateCallInvoker().AsyncDuplexStreamingCall(method, null, new CallOptions());
        try
        {
            // list_services
            await call.RequestStream.WriteAsync([0x3a, 0x00]);
            await call.RequestStream.CompleteAsync();
        }
        catch (RpcException)
        {
            // Refused before all was written: the answer says why.
        }

        try
        {
            return await call.ResponseStream.MoveNext(CancellationToken.None) ? StatusCode.OK : StatusCode.NotFound;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    private async Task<HttpResponseMessage> SendFrame(byte compressed, byte[] message, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = host.GrpcAddress };
        var frame = new byte[5 + message.Length];
        frame[0] = compressed;
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/coordination.probe.v1.ProbeService/Find")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Tokens.For("mlsw", Role.AgencyOfficer));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var response = await client.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        return response;
    }

    private static string? Status(HttpResponseMessage response) =>
        (response.TrailingHeaders.TryGetValues("grpc-status", out var trailer) ? trailer
        : response.Headers.TryGetValues("grpc-status", out var header) ? header : []).FirstOrDefault();

    private Metadata Caller() => host.As("mlsw", Role.AgencyOfficer);
}
