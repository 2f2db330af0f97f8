using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using Coordination.Access;
using Coordination.Hosting;
using Coordination.Outcomes;
using Coordination.Probe.V1;
using Coordination.Telemetry;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Coordination.Hardening;

/// <summary>No text of a caller is found in logs, spans or metrics, whether the call succeeds or fails.</summary>
public sealed class CanaryTests
{
    private const string Canary = "NangKeoCanary77";

    [Fact]
    public async Task What_a_caller_writes_is_in_no_log_span_or_metric()
    {
        var (spans, metrics) = (new List<Activity>(), new List<Metric>());
        var host = await GatewayHost.StartAsync(build: builder => builder.Services.AddCoordinationTelemetry()
            .WithTracing(tracing => tracing.AddInMemoryExporter(spans))
            .WithMetrics(measuring => measuring.AddInMemoryExporter(metrics)));
        await using (host)
        {
            var answers = new ConcurrentQueue<Func<Task<ProbeReply>>>(
            [
                () => Task.FromResult(new ProbeReply { Text = Canary }),
                () => throw new RefusedException(CommonRefusals.ETagStale),
                () => throw new InvalidOperationException(Canary),
                () => throw new TimeoutException(Canary),
            ]);
            foreach (var answer in answers)
            {
                host.Probe.Answer = _ => answer();
                await CallEverywhere(host);
            }

            host.Services.GetRequiredService<TracerProvider>().ForceFlush();
            host.Services.GetRequiredService<MeterProvider>().ForceFlush();
        }

        Assert.NotEmpty(spans);
        Assert.NotEmpty(metrics);
        var told = host.Logs.Lines
            .Concat(spans.SelectMany(span => span.TagObjects.Select(tag => $"{span.DisplayName} {tag.Key}={tag.Value}")))
            .Concat(spans.SelectMany(span => span.Events.SelectMany(e => e.Tags.Select(tag => $"{e.Name} {tag.Key}={tag.Value}"))))
            .Concat(spans.Select(span => span.StatusDescription ?? ""))
            .Concat(Points(metrics));
        Assert.DoesNotContain(told, line => line.Contains(Canary, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Points(IEnumerable<Metric> metrics)
    {
        foreach (var metric in metrics)
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                var line = metric.Name;
                foreach (var tag in point.Tags)
                    line += $" {tag.Key}={tag.Value}";
                yield return line;
            }
        }
    }

    private static async Task CallEverywhere(GatewayHost host)
    {
        var token = host.Tokens.For("mlsw", Role.AgencyOfficer);
        var metadata = GatewayHost.Bearer(token);
        metadata.Add("x-name", Canary);
        var valid = new ProbeRequest
        {
            Text = Canary, RequiredText = Canary, Lines = Canary, NeededNumber = 1, NeededColour = Colour.Red,
            NeededInner = new Inner { Label = "ok" }, NeededList = { Canary }, Labels = { [Canary] = Canary },
        };
        var invalid = new ProbeRequest { Text = Canary + "\0", Uuid = Canary, Agency = Canary, Labels = { [Canary + "\0"] = Canary } };
        await Try(() => host.ProbeClient().CheckAsync(valid, metadata).ResponseAsync);
        await Try(() => host.ProbeClient().CheckAsync(invalid, metadata).ResponseAsync);
        await Try(() => host.ProbeClient().CheckAsync(valid, GatewayHost.Bearer(Canary)).ResponseAsync);

        foreach (var (method, path, body) in new (HttpMethod, string, string?)[]
        {
            (HttpMethod.Get, $"/v1/agencies/mlsw/probe?unknown={Canary}", null),
            (HttpMethod.Get, $"/v1/agencies/{Canary}/probe", null),
            (HttpMethod.Get, $"/nowhere/{Canary}?name={Canary}", null),
            (HttpMethod.Post, "/v1/probes:check", $$"""{"text":"{{Canary}}","requiredText":"{{Canary}}"}"""),
            (HttpMethod.Post, "/v1/probes:check", $$"""{"text":"{{Canary}}", {{Canary}}"""),
            (HttpMethod.Post, "/v1/probes:check", $$"""{"{{Canary}}":1, "percent":"{{Canary}}"}"""),
        })
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.UserAgent.ParseAdd(Canary);
            if (body is not null)
                request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
            using var response = await host.Http.SendAsync(request);
        }
    }

    private static async Task Try(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (RpcException)
        {
            // What is told about it is the test's matter, not how it ends.
        }
    }
}
