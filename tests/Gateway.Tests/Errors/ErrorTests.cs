using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Coordination.Access;
using Coordination.Hosting;
using Coordination.Ledger;
using Coordination.Outcomes;
using Coordination.Probe.V1;
using Google.Rpc;
using Grpc.Core;

namespace Coordination.Errors;

public sealed class ErrorTests : IAsyncLifetime
{
    private const string Secret = "Nang Keo of Ban Dong";

    private GatewayHost host = null!;

    public static TheoryData<RefusalKind, StatusCode, int> Kinds => new()
    {
        { RefusalKind.InvalidArgument, StatusCode.InvalidArgument, 400 },
        { RefusalKind.NotFound, StatusCode.NotFound, 404 },
        { RefusalKind.PermissionDenied, StatusCode.PermissionDenied, 403 },
        { RefusalKind.FailedPrecondition, StatusCode.FailedPrecondition, 400 },
        { RefusalKind.Aborted, StatusCode.Aborted, 409 },
        { RefusalKind.ResourceExhausted, StatusCode.ResourceExhausted, 429 },
        { RefusalKind.Unavailable, StatusCode.Unavailable, 503 },
    };

    public static TheoryData<Exception, StatusCode, string> Faults => new()
    {
        { new TimeoutException(Secret), StatusCode.DeadlineExceeded, "DEADLINE_EXCEEDED" },
        { new LedgerUnavailableException(Secret), StatusCode.Unavailable, "LEDGER_UNAVAILABLE" },
        { new SiloUnavailableException(Secret), StatusCode.Unavailable, "SERVICE_UNAVAILABLE" },
        { new InvalidOperationException(Secret), StatusCode.Internal, "INTERNAL" },
        { new OperationCanceledException(Secret), StatusCode.Internal, "INTERNAL" },
        { new RpcException(new Grpc.Core.Status(StatusCode.Unknown, Secret)), StatusCode.Internal, "INTERNAL" },
        { new NotImplementedException(Secret), StatusCode.Unimplemented, "NOT_IMPLEMENTED" },
    };

    public async ValueTask InitializeAsync() => host = await GatewayHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_refusal_leaves_as_its_status_over_both_transports(RefusalKind kind, StatusCode code, int http)
    {
        var refusal = new Refusal("TEST_REASON", kind, "Do another thing.", "name").With("state", "closed");
        host.Probe.Answer = _ => throw new RefusedException(refusal);

        var refused = await RpcAssert.Refused(Find(), code, kind == RefusalKind.NotFound ? "NOT_FOUND" : "TEST_REASON");
        var (status, body) = await FindOverRest();

        var info = refused.Detail<ErrorInfo>()!;
        Assert.Equal("coordination", info.Domain);
        Assert.Equal(kind == RefusalKind.Unavailable, refused.Detail<RetryInfo>() is not null);
        Assert.Equal(kind is RefusalKind.InvalidArgument or RefusalKind.FailedPrecondition, refused.Fields().Contains("name"));
        Assert.Equal(http, status);
        Assert.Equal((int)code, body.GetProperty("code").GetInt32());
        var detail = body.GetProperty("details").EnumerateArray().Single(d => d.GetProperty("@type").GetString() == "type.googleapis.com/google.rpc.ErrorInfo");
        Assert.Equal(info.Reason, detail.GetProperty("reason").GetString());
        if (kind != RefusalKind.NotFound)
        {
            Assert.Equal("closed", info.Metadata["state"]);
            Assert.Equal("closed", detail.GetProperty("metadata").GetProperty("state").GetString());
            Assert.Equal("Do another thing.", refused.Status.Detail);
        }
    }

    [Fact]
    public async Task Every_field_that_a_refusal_names_in_its_metadata_is_listed_and_its_own_translation_is_told()
    {
        var refusal = new Refusal("TEST_DATA", RefusalKind.InvalidArgument, "Correct every field.", "data")
            .With("field.data.to", "Give it.").With("field.data.at", "Set it to a day.").With("message.lo", "ແກ້ໄຂ.").With("state", "open");
        host.Probe.Answer = _ => throw new RefusedException(refusal);

        var refused = await RpcAssert.Refused(Find(), StatusCode.InvalidArgument, "TEST_DATA");

        Assert.Equal(["data.at", "data.to"], refused.Fields());
        Assert.Equal("state", Assert.Single(refused.Detail<ErrorInfo>()!.Metadata.Keys));
        Assert.Null(refused.Detail<LocalizedMessage>());
        var translated = new StatusBuilder(new Translations([])).Build(refusal, language: "lo");
        Assert.Equal("ແກ້ໄຂ.", translated.Detail<LocalizedMessage>()!.Message);
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task A_fault_says_nothing_of_itself(Exception fault, StatusCode code, string reason)
    {
        host.Probe.Answer = _ => throw fault;

        var refused = await RpcAssert.Refused(Find(), code, reason);
        var (_, body) = await FindOverRest();

        Assert.DoesNotContain(Secret, refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, body.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Status.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_incident_is_found_in_the_log_by_its_number()
    {
        host.Probe.Answer = _ => throw new InvalidOperationException(Secret);

        var refused = await RpcAssert.Refused(Find(), StatusCode.Internal);

        var incident = refused.Detail<ErrorInfo>()!.Metadata["incident"];
        Assert.Contains(host.Logs.Lines, line => line.Contains(incident, StringComparison.Ordinal) && line.Contains("InvalidOperationException", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Absent_and_forbidden_are_one_answer_to_the_byte()
    {
        host.Probe.Answer = _ => throw new RefusedException(new Refusal("TASK_HIDDEN", RefusalKind.NotFound, "It is hidden from you.").With("name", "tasks/t1"));
        var forbidden = await RpcAssert.Refused(Find(), StatusCode.NotFound);
        host.Probe.Answer = _ => throw new RefusedException(CommonRefusals.NotFound);
        var absent = await RpcAssert.Refused(Find(), StatusCode.NotFound);

        Assert.Equal(absent.Status.Detail, forbidden.Status.Detail);
        Assert.Equal(absent.Trailers.GetValueBytes("grpc-status-details-bin"), forbidden.Trailers.GetValueBytes("grpc-status-details-bin"));
    }

    [Fact]
    public async Task A_refusal_is_said_in_Lao_too_when_the_caller_reads_it()
    {
        host.Probe.Answer = _ => throw new RefusedException(CommonRefusals.ETagStale);
        var metadata = host.As("mlsw", Role.AgencyOfficer);
        metadata.Add("accept-language", "fr, lo;q=0.9, en;q=0.5");

        var refused = await RpcAssert.Refused(host.ProbeClient().FindAsync(new FindRequest(), metadata), StatusCode.Aborted, "ETAG_STALE");

        var lao = refused.Detail<LocalizedMessage>()!;
        Assert.Equal("lo", lao.Locale);
        Assert.Contains("etag", lao.Message, StringComparison.Ordinal);
        Assert.Equal(CommonRefusals.ETagStale.Message, refused.Status.Detail);
        Assert.Null((await RpcAssert.Refused(Find(), StatusCode.Aborted)).Detail<LocalizedMessage>());
    }

    [Theory]
    [InlineData(null, "en")]
    [InlineData("", "en")]
    [InlineData("lo-LA", "lo")]
    [InlineData("en-GB,en;q=0.9,lo;q=0.8", "en")]
    [InlineData("lo;q=0", "en")]
    [InlineData("lo;q=x, *", "en")]
    [InlineData("low", "en")]
    [InlineData(";;;,,q=", "en")]
    public void The_preferred_language_is_read_from_the_header(string? header, string language) =>
        Assert.Equal(language, Languages.Preferred(header));

    [Fact]
    public void Every_refusal_that_nouns_share_and_that_the_gateway_makes_has_a_Lao_sentence()
    {
        var translations = new Translations(TranslationCatalogue.Embedded(typeof(GatewayOptions).Assembly));
        var refusals = new[] { typeof(CommonRefusals), typeof(GatewayRefusals) }
            .SelectMany(type => type.GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static))
            .Select(field => field.GetValue(null)).OfType<Refusal>().ToList();

        Assert.NotEmpty(refusals);
        Assert.All(refusals, refusal => Assert.NotNull(translations.Find("lo", $"refusal.{refusal.Code}")));
    }

    [Fact]
    public async Task Bytes_that_are_no_message_are_refused_with_a_reason()
    {
        var method = new Method<byte[], byte[]>(MethodType.Unary, ProbeService.Descriptor.FullName, "Find",
            Marshallers.Create(bytes => bytes, bytes => bytes), Marshallers.Create(bytes => bytes, bytes => bytes));
        var call = host.Channel().CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(host.As("mlsw", Role.AgencyOfficer)), [0x0a, 0xff, 0xff]);

        await RpcAssert.Refused(call, StatusCode.InvalidArgument, "MESSAGE_MALFORMED");
    }

    [Fact]
    public async Task Text_that_is_no_UTF8_is_refused()
    {
        var method = new Method<byte[], byte[]>(MethodType.Unary, ProbeService.Descriptor.FullName, "Find",
            Marshallers.Create(bytes => bytes, bytes => bytes), Marshallers.Create(bytes => bytes, bytes => bytes));
        var call = host.Channel().CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(host.As("mlsw", Role.AgencyOfficer)), [0x0a, 2, 0xc3, 0x28]);

        await RpcAssert.Refused(call, StatusCode.InvalidArgument);
    }

    [Fact]
    public async Task Broken_JSON_is_a_bad_request()
    {
        using var request = Rest(HttpMethod.Post, "/v1/probes:check");
        request.Content = new StringContent("{\"text\": ", new MediaTypeHeaderValue("application/json"));
        using var response = await host.Http.SendAsync(request);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal(3, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Over_REST_every_bad_field_is_named()
    {
        using var request = Rest(HttpMethod.Post, "/v1/probes:check");
        request.Content = JsonContent.Create(new { percent = 200, uuid = "x" });
        using var response = await host.Http.SendAsync(request);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();

        var fields = body.GetProperty("details").EnumerateArray()
            .Where(detail => detail.TryGetProperty("fieldViolations", out _))
            .SelectMany(detail => detail.GetProperty("fieldViolations").EnumerateArray().Select(violation => violation.GetProperty("field").GetString()));
        Assert.Equal(["required_text", "uuid", "percent", "needed_number", "needed_colour", "needed_inner", "needed_list"], fields);
    }

    private AsyncUnaryCall<ProbeReply> Find() => host.ProbeClient().FindAsync(new FindRequest(), host.As("mlsw", Role.AgencyOfficer));

    private async Task<(int Status, JsonElement Body)> FindOverRest()
    {
        using var request = Rest(HttpMethod.Get, "/v1/agencies/mlsw/probe");
        using var response = await host.Http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    private HttpRequestMessage Rest(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Tokens.For("mlsw", Role.AgencyOfficer));
        return request;
    }
}
