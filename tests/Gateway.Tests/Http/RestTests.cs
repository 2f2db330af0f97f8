using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Coordination.Access;
using Coordination.Hosting;
using Coordination.Outcomes;
using Coordination.Probe.V1;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Grpc.Net.Client.Web;

namespace Coordination.Http;

public sealed class RestTests : IAsyncLifetime
{
    private GatewayHost host = null!;

    public async ValueTask InitializeAsync() => host = await GatewayHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_browser_speaks_gRPC_Web()
    {
        using var channel = GrpcChannel.ForAddress(host.HttpAddress, new GrpcChannelOptions
        {
            HttpHandler = new GrpcWebHandler(new HttpClientHandler()), HttpVersion = HttpVersion.Version11,
        });

        Assert.Equal("ok", (await new ProbeService.ProbeServiceClient(channel).FindAsync(new FindRequest(), host.As("mlsw", Role.AgencyOfficer))).Text);
        await RpcAssert.Refused(new ProbeService.ProbeServiceClient(channel).FindAsync(new FindRequest()), Grpc.Core.StatusCode.Unauthenticated, "TOKEN_MISSING");
    }

    [Fact]
    public async Task REST_needs_a_token_as_gRPC_does()
    {
        using var response = await host.Http.GetAsync(new Uri("/v1/agencies/mlsw/probe", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("TOKEN_MISSING", body.GetProperty("details")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task REST_streams_events_one_a_line()
    {
        host.Feed.Append("tasks/t1", "task.assigned", """{"lead":"mlsw"}""");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events:watch?fromStart=true");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Tokens.For("mlsw", Role.AgencySystem));
        using var response = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        using var bookmark = JsonDocument.Parse((await reader.ReadLineAsync())!);
        using var happened = JsonDocument.Parse((await reader.ReadLineAsync())!);

        Assert.Equal(16, bookmark.RootElement.GetProperty("resumeToken").GetString()!.Length);
        Assert.Equal("mlsw", happened.RootElement.GetProperty("event").GetProperty("data").GetProperty("lead").GetString());
    }

    [Fact]
    public async Task The_process_lives_and_is_ready_while_the_ledger_answers()
    {
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync(new Uri("/healthz/live", UriKind.Relative))).StatusCode);
        var ready = await host.Http.GetFromJsonAsync<JsonElement>("/healthz/ready");
        Assert.Equal("ok", ready.GetProperty("status").GetString());
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, (await new Health.HealthClient(host.Channel()).CheckAsync(new HealthCheckRequest())).Status);

        host.Feed.Refusal = CommonRefusals.LedgerUnavailable;

        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync(new Uri("/healthz/live", UriKind.Relative))).StatusCode);
        using var away = await host.Http.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        Assert.Equal("failing", (await away.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("checks").GetProperty("ledger").GetString());
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, (await new Health.HealthClient(host.Channel()).CheckAsync(new HealthCheckRequest())).Status);
    }

    [Fact]
    public async Task The_OpenAPI_document_carries_the_protos_comments_and_rules()
    {
        var document = await host.Http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        var watch = document.GetProperty("paths").GetProperty("/v1/events:watch").GetProperty("get");
        Assert.StartsWith("Streams events in the ledger's order", watch.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Contains(watch.GetProperty("parameters").EnumerateArray(), parameter =>
            parameter.GetProperty("name").GetString() == "bookmarkInterval"
            && parameter.GetProperty("description").GetString()!.StartsWith("From 1 second to 1 minute", StringComparison.Ordinal));
        var found = document.GetProperty("paths").GetProperty("/v1/agencies/{agency}/probe").GetProperty("get");
        Assert.Equal("path", found.GetProperty("parameters")[0].GetProperty("in").GetString());
        var check = document.GetProperty("paths").GetProperty("/v1/probes:check").GetProperty("post");
        Assert.True(check.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _));
        var schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.Equal("date-time", schemas.GetProperty("coordination.events.v1.Event").GetProperty("properties").GetProperty("time").GetProperty("format").GetString());
        var request = schemas.GetProperty("coordination.probe.v1.ProbeRequest");
        Assert.Equal("^agencies/[a-z][a-z0-9-]{0,62}$", request.GetProperty("properties").GetProperty("agency").GetProperty("pattern").GetString());
        Assert.Contains(request.GetProperty("required").EnumerateArray(), field => field.GetString() == "requiredText");
        Assert.True(schemas.TryGetProperty("google.rpc.Status", out _));
        Assert.NotEmpty(watch.GetProperty("security").EnumerateArray());
    }

    [Theory]
    [InlineData("/v1/{name=tasks/*}", "/v1/tasks/{task}", "name")]
    [InlineData("/v1/{name=tasks/*/assignments/*}:reportProgress", "/v1/tasks/{task}/assignments/{assignment}:reportProgress", "name")]
    [InlineData("/v1/{agency.name=agencies/*}", "/v1/agencies/{agency}", "agency.name")]
    [InlineData("/v1/tasks:summarize", "/v1/tasks:summarize", null)]
    [InlineData("/v1/things/{thing_id}", "/v1/things/{thing_id}", "thing_id")]
    public void A_path_of_the_proto_becomes_one_of_OpenAPI(string template, string path, string? field)
    {
        var parsed = RestTemplate.Parse(template);

        Assert.Equal(path, parsed.Path);
        Assert.Equal(field is null ? [] : [field], parsed.Fields);
    }
}
