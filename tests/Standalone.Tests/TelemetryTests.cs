using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Coordination.Tasks.V1;
using Grpc.Core;
using Xunit;

namespace Coordination.Standalone.Tests;

[CollectionDefinition(nameof(Listening), DisableParallelization = true)]
public sealed class Listening;

/// <summary>One trace from the call to the commit, and nothing of the content in any of it (R14).</summary>
[Collection(nameof(Listening))]
public sealed class TelemetryTests
{
    [Fact]
    public async Task One_trace_leads_from_the_call_to_the_commit()
    {
        await using var platform = await Platform.StartAsync();
        var ended = new ConcurrentQueue<Activity>();
        using var listener = Listen(ended);
        var trace = ActivityTraceId.CreateRandom();
        var metadata = await platform.AsAsync("secretariat");
        metadata.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");

        await platform.Tasks.AssignTaskAsync(
            new AssignTaskRequest { RequestId = Platform.NewId(), Title = "Posters", Lead = "agencies/mps" }, metadata);

        var sources = ended.Where(a => a.TraceId == trace).Select(a => a.Source.Name).ToHashSet(StringComparer.Ordinal);
        Assert.Contains("Microsoft.AspNetCore", sources);
        Assert.Contains("Coordination.Grains", sources);
        Assert.Contains("Coordination.Ledger", sources);
    }

    [Fact]
    public async Task Nothing_that_a_caller_wrote_is_in_logs_traces_metrics_or_refusals()
    {
        const string Canary = "Khamla-canary-7531";
        await using var platform = await Platform.StartAsync();
        var ended = new ConcurrentQueue<Activity>();
        var measured = new ConcurrentQueue<string>();
        using var listener = Listen(ended);
        using var meters = Measure(measured);
        var refusals = new List<string>();
        var task = await platform.AssignAsync(r => (r.Title, r.Description, r.Objective) = (Canary, Canary, Canary), "mlsw", "lwu");

        foreach (var method in TaskService.Descriptor.Methods.Where(m => !m.IsServerStreaming))
        {
            foreach (var client in new[] { "secretariat", "mlsw", "lftu" })
            {
                try
                {
                    await Requests.CallAsync(platform, method, Requests.Valid(method, task.Name, "mlsw", Canary), client);
                }
                catch (RpcException refused)
                {
                    refusals.Add(refused.ToString());
                    refusals.AddRange(refused.Trailers.Select(t => t.IsBinary ? System.Text.Encoding.UTF8.GetString(t.ValueBytes) : t.Value));
                }
            }
        }

        // In a place where it does not belong, too: a name, a token, an address.
        using var http = new HttpClient();
        await http.GetAsync(new Uri($"{platform.HttpAddress}/v1/tasks/{Canary}?text={Canary}"));
        await Assert.ThrowsAsync<RpcException>(async () => await platform.Tasks.GetTaskAsync(
            new GetTaskRequest { Name = Canary }, new Metadata { { "authorization", "Bearer " + Canary } }));
        await Assert.ThrowsAsync<RpcException>(async () => await platform.Tasks.GetTaskAsync(
            new GetTaskRequest { Name = Canary }, await platform.AsAsync("mlsw")));

        var spans = ended.Select(a => $"{a.DisplayName} {string.Join(' ', a.TagObjects)} {string.Join(' ', a.Events.SelectMany(e => e.Tags))}").ToArray();
        Assert.NotEmpty(refusals);
        Assert.NotEmpty(platform.Logs);
        Assert.NotEmpty(spans);
        Assert.NotEmpty(measured);
        Assert.DoesNotContain(refusals, text => text.Contains(Canary, StringComparison.Ordinal));
        Assert.DoesNotContain(platform.Logs, text => text.Contains(Canary, StringComparison.Ordinal));
        Assert.DoesNotContain(spans.Where(s => !s.Contains("http.request", StringComparison.Ordinal)), text => text.Contains(Canary, StringComparison.Ordinal));
        Assert.DoesNotContain(measured, text => text.Contains(Canary, StringComparison.Ordinal));
    }

    private static ActivityListener Listen(ConcurrentQueue<Activity> ended)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Coordination.", StringComparison.Ordinal)
                || source.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal)
                || source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static MeterListener Measure(ConcurrentQueue<string> measured)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name.StartsWith("Coordination.", StringComparison.Ordinal))
                    l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Enqueue(Text(instrument, tags)));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured.Enqueue(Text(instrument, tags)));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => measured.Enqueue(Text(instrument, tags)));
        listener.Start();
        return listener;
    }

    private static string Text(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = instrument.Name;
        foreach (var tag in tags)
            text += $" {tag.Key}={tag.Value}";
        return text;
    }
}
