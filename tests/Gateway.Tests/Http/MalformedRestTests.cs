using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Coordination.Access;
using Coordination.Hosting;
using Coordination.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Coordination.Http;

/// <summary>What REST cannot read is refused with a reason and the field, and what was sent is nowhere.</summary>
public sealed class MalformedRestTests
{
    private const string Canary = "NangKeoCanary77";
    private const string Check = "/v1/probes:check";

    /// <summary>Body and the field that is named; null: none can be.</summary>
    private static readonly (string Body, string? Field)[] Bodies =
    [
        ("""{"colour":"NangKeoCanary77"}""", "colour"),
        ("""{"colour":["NangKeoCanary77"]}""", "colour"),
        ("""{"neededColour":{"a":"NangKeoCanary77"}}""", "needed_colour"),
        ("""{"needed_colour":"NangKeoCanary77"}""", "needed_colour"),
        ("""{"colours":["COLOUR_RED","NangKeoCanary77"]}""", "colours[1]"),
        ("""{"colours":"NangKeoCanary77"}""", "colours"),
        ("""{"colour":99999999999}""", "colour"),
        ("""{"percent":"NangKeoCanary77"}""", "percent"),
        ("""{"percent":1.5}""", "percent"),
        ("""{"percent":null}""", "percent"),
        ("""{"percent":true}""", "percent"),
        ("""{"neededNumber":"NangKeoCanary77"}""", "needed_number"),
        ("""{"neededNumber":"9223372036854775808"}""", "needed_number"),
        ("""{"large":"-NangKeoCanary77"}""", "large"),
        ("""{"large":-1}""", "large"),
        ("""{"real":"NangKeoCanary77"}""", "real"),
        ("""{"text":{"a":"NangKeoCanary77"} }""", "text"),
        ("""{"text":["NangKeoCanary77"]}""", "text"),
        ("""{"text":7}""", "text"),
        ("""{"text":"NangKeoCanary77\ud800"}""", "text"),
        ("""{"names":"NangKeoCanary77"}""", "names"),
        ("""{"names":{"NangKeoCanary77":"NangKeoCanary77"} }""", "names"),
        ("""{"names":["a",{"NangKeoCanary77":1}]}""", "names[1]"),
        ("""{"names":[null]}""", "names[0]"),
        ("""{"inner":"NangKeoCanary77"}""", "inner"),
        ("""{"inner":{"label":{"NangKeoCanary77":1} } }""", "inner.label"),
        ("""{"inner":{"NangKeoCanary77":1} }""", "inner"),
        ("""{"inner":{"deeper":{"deeper":{"label":["NangKeoCanary77"]} } } }""", "inner.deeper.deeper.label"),
        ("""{"inners":[{"label":"a"},{"label":["NangKeoCanary77"]}]}""", "inners[1].label"),
        ("""{"inners":["NangKeoCanary77"]}""", "inners[0]"),
        ("""{"time":"NangKeoCanary77"}""", "time"),
        ("""{"time":1700000000}""", "time"),
        ("""{"time":{"seconds":"NangKeoCanary77"} }""", "time"),
        ("""{"time":"2026-13-45T99:00:00Z"}""", "time"),
        ("""{"span":"NangKeoCanary77"}""", "span"),
        ("""{"span":"NangKeoCanary77s"}""", "span"),
        ("""{"data":"NangKeoCanary77!"}""", "data"),
        ("""{"data":[1,2]}""", "data"),
        ("""{"many":"NangKeoCanary77"}""", "many"),
        ("""{"labels":["NangKeoCanary77"]}""", "labels"),
        ("""{"labels":{"NangKeoCanary77":{"NangKeoCanary77":1} } }""", "labels"),
        ("""{"free":"NangKeoCanary77"}""", "free"),
        ("""{"maybe":["NangKeoCanary77"]}""", "maybe"),
        ("""{"other":"NangKeoCanary77"}""", "other"),
        ("""{"NangKeoCanary77":"NangKeoCanary77"}""", ""),
        ("""["NangKeoCanary77"]""", ""),
        ($"\"{Canary}\"", ""),
        ("null", ""),
        ("7", ""),
        ("", null),
        (" ", null),
        (Canary, null),
        ("""{"text":"NangKeoCanary77", NangKeoCanary77""", null),
        ("""{"text":"NangKeoCanary77",}""", null),
        ("""{"text":"NangKeoCanary77" /* a */ }""", null),
        ("""{"text":'NangKeoCanary77'}""", null),
        ("""{"text":"NangKeoCanary77"}{"text":"NangKeoCanary77"}""", null),
        ("""{"text":"NangKeoCanary77" "many":[]}""", null),
        ("{\"text\":\"" + Canary + "\u0001\"}", null),
        ("""{"text":"\xNangKeoCanary77"}""", null),
        ("{\"one\":\"a\",\"other\":5,\"text\":[\"" + Canary + "\"]}", "text"),
        (string.Concat(Enumerable.Repeat("{\"inner\":", 100)) + $"\"{Canary}\"" + new string('}', 100), null),
        (new string('[', 100_000), null),
        (string.Concat(Enumerable.Repeat("{\"free\":{\"a\":", 200)) + $"\"{Canary}\"" + new string('}', 400), null),
    ];

    private static readonly (string Address, string Field)[] Addresses =
    [
        ($"/v1/cases?pageSize={Canary}", "page_size"),
        ("/v1/cases?pageSize=99999999999", "page_size"),
        ("/v1/cases?pageSize=1&pageSize=2", "page_size"),
        ($"/v1/cases?page_size={Canary}", "page_size"),
        ($"/v1/cases?openOnly={Canary}", "open_only"),
        ($"/v1/cases?states=CASE_STATE_OPENED&states={Canary}", "states"),
        ($"/v1/cases?{Canary}=1", ""),
        ($"/v1/cases?{Canary}.a.b=1", ""),
        ($"/v1/cases?pageSize.{Canary}=1", ""),
        ($"/v1/events:watch?bookmarkInterval={Canary}", "bookmark_interval"),
        ($"/v1/events:watch?fromStart={Canary}", "from_start"),
        ($"/v1/agencies/mlsw/probe?unknown={Canary}", ""),
    ];

    [Fact]
    public async Task Every_malformed_body_and_address_has_a_reason_and_its_field_and_repeats_nothing()
    {
        var (spans, metrics) = (new List<Activity>(), new List<Metric>());
        var host = await StartAsync(spans, metrics);
        await using (host)
        {
            host.Probe.Answer = static _ => throw new InvalidOperationException("It was read.");
            foreach (var (body, field) in Bodies)
                await RefusedAsync(host, Post(Check, new StringContent(body, new MediaTypeHeaderValue("application/json"))), field, body);
            foreach (var (address, field) in Addresses)
                await RefusedAsync(host, new HttpRequestMessage(HttpMethod.Get, address), field, address);

            var latin = new ByteArrayContent([.. "{\"text\":\""u8, .. Encoding.UTF8.GetBytes(Canary), 0xFF, .. "\"}"u8]);
            latin.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            await RefusedAsync(host, Post(Check, latin), "text", "bytes that are no UTF-8");
            foreach (var type in new[] { $"text/{Canary}", $"application/json; charset={Canary}", "application/x-www-form-urlencoded", "application/json; charset=utf-16" })
            {
                var content = new StringContent("""{"text":"NangKeoCanary77"}""");
                content.Headers.Remove("Content-Type");
                content.Headers.TryAddWithoutValidation("Content-Type", type);
                await RefusedAsync(host, Post(Check, content), "content-type", type);
            }

            host.Services.GetRequiredService<TracerProvider>().ForceFlush();
            host.Services.GetRequiredService<MeterProvider>().ForceFlush();
        }

        Assert.NotEmpty(spans);
        var told = host.Logs.Lines
            .Concat(spans.SelectMany(span => span.TagObjects.Select(tag => $"{span.DisplayName} {tag.Key}={tag.Value}")))
            .Concat(spans.SelectMany(span => span.Events.SelectMany(e => e.Tags.Select(tag => $"{e.Name} {tag.Key}={tag.Value}"))))
            .Concat(spans.Select(span => span.StatusDescription ?? ""))
            .Concat(Points(metrics));
        Assert.DoesNotContain(told, line => line.Contains(Canary, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_told_so()
    {
        await using var host = await GatewayHost.StartAsync();
        using var response = await host.Http.SendAsync(Post(Check, new StringContent(
            "{\"text\":\"" + Canary + new string('a', 3_000_000) + "\"}", new MediaTypeHeaderValue("application/json"))));

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("MESSAGE_TOO_LARGE", Reason(await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Where_the_JSON_breaks_is_told_and_in_the_callers_language()
    {
        await using var host = await GatewayHost.StartAsync();
        var request = Post(Check, new StringContent("{\n  \"text\": oops\n}", new MediaTypeHeaderValue("application/json")));
        request.Headers.AcceptLanguage.ParseAdd("lo");
        using var response = await host.Http.SendAsync(request);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        var details = body.RootElement.GetProperty("details");
        Assert.Equal("2", details[0].GetProperty("metadata").GetProperty("line").GetString());
        Assert.Equal("lo", details[1].GetProperty("locale").GetString());
    }

    [Theory]
    [InlineData("""{"text":null,"colour":1,"colours":["COLOUR_RED",0],"neededNumber":"7","large":3,"real":"NaN","data":"AAE=","time":"2026-01-31T09:00:00.5+07:00","span":"3.5s","labels":{"ກ":"ຂ"},"free":{"a":[1,null,{"b":true}]},"inner":null,"maybe":""}""")]
    [InlineData("""{"required_text":"a","short_text":"abc","inners":[{"label":"x","deeper":{"label":"y"}}],"many":[],"other":5}""")]
    public async Task What_is_well_formed_is_read(string body)
    {
        await using var host = await GatewayHost.StartAsync();
        using var request = Post(Check, new StringContent("\uFEFF" + body, new MediaTypeHeaderValue("application/json", "utf-8")));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Tokens.For("mlsw", Role.AgencyOfficer));
        using var response = await host.Http.SendAsync(request);

        // Read, and then refused for what is required and absent.
        Assert.Equal("REQUEST_INVALID", Reason(await response.Content.ReadAsStringAsync()));
    }

    private static Task<GatewayHost> StartAsync(List<Activity> spans, List<Metric> metrics) => GatewayHost.StartAsync(build: builder =>
    {
        // As talkative as a configuration can make it.
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddFilter("Grpc", LogLevel.Trace).AddFilter("Microsoft.AspNetCore.Hosting", LogLevel.Trace)
            .AddFilter<LogSink>(null, LogLevel.Trace).AddFilter<LogSink>("Grpc.AspNetCore.Grpc.JsonTranscoding.ServerCallHandler", LogLevel.Trace);
        builder.Services.AddCoordinationTelemetry()
            .WithTracing(tracing => tracing.AddInMemoryExporter(spans))
            .WithMetrics(measuring => measuring.AddInMemoryExporter(metrics));
    });

    private static HttpRequestMessage Post(string address, HttpContent content) => new(HttpMethod.Post, address) { Content = content };

    private static async Task RefusedAsync(GatewayHost host, HttpRequestMessage request, string? field, string about)
    {
        using (request)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Tokens.For("mlsw", Role.AgencyOfficer));
            using var response = await host.Http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            var message = $"{about[..Math.Min(about.Length, 200)]} → {(int)response.StatusCode} {text}";
            Assert.True(response.StatusCode == HttpStatusCode.BadRequest, message);
            Assert.True(Reason(text) == "MESSAGE_MALFORMED", message);
            Assert.DoesNotContain(Canary, text + response.Headers + response.Content.Headers, StringComparison.OrdinalIgnoreCase);
            using var body = JsonDocument.Parse(text);
            var details = body.RootElement.GetProperty("details").EnumerateArray().ToArray();
            var named = details.Where(d => d.TryGetProperty("fieldViolations", out _)).SelectMany(d => d.GetProperty("fieldViolations").EnumerateArray()).ToArray();
            if (field is null)
                Assert.True(named.Length == 0, message);
            else
                Assert.True(named.Length == 1 && (named[0].TryGetProperty("field", out var path) ? path.GetString() : "") == field, message);
        }
    }

    private static string? Reason(string body)
    {
        using var json = JsonDocument.Parse(body);
        var first = json.RootElement.GetProperty("details")[0];
        Assert.Equal("coordination", first.GetProperty("domain").GetString());
        return first.GetProperty("reason").GetString();
    }

    private static ConcurrentQueue<string> Points(IEnumerable<Metric> metrics)
    {
        var lines = new ConcurrentQueue<string>();
        foreach (var metric in metrics)
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                var line = metric.Name;
                foreach (var tag in point.Tags)
                    line += $" {tag.Key}={tag.Value}";
                lines.Enqueue(line);
            }
        }

        return lines;
    }
}
