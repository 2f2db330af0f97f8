using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Coordination.Sdk.Testing;

/// <summary>Everything that the platform told about itself: log lines with their exceptions, spans and metrics, as they would leave the process.</summary>
public sealed class Telemetry : ILoggerProvider
{
    private readonly ConcurrentQueue<string> logs = [];
    private readonly List<Activity> spans = [];
    private readonly List<Metric> metrics = [];

    /// <summary>Lines that contain a text, whatever its case.</summary>
    public IReadOnlyList<string> Find(string text) => [.. All().Where(line => line.Contains(text, StringComparison.OrdinalIgnoreCase))];

    /// <summary>Lines of the log.</summary>
    public IReadOnlyCollection<string> Logs => logs;

    /// <summary>The newest fault of the log with its exception; empty: none.</summary>
    public string LastFault() => logs.LastOrDefault(line => line.StartsWith("Error ", StringComparison.Ordinal)) ?? "";

    /// <summary>Everything, a line each.</summary>
    public IEnumerable<string> All()
    {
        foreach (var line in logs)
            yield return line;
        foreach (var span in Copy(spans))
        {
            yield return $"{span.DisplayName} {span.StatusDescription}";
            foreach (var tag in span.TagObjects)
                yield return $"{span.DisplayName} {tag.Key}={tag.Value}";
            foreach (var tag in span.Events.SelectMany(e => e.Tags))
                yield return $"{span.DisplayName} {tag.Key}={tag.Value}";
        }

        foreach (var line in Copy(metrics).SelectMany(Points))
            yield return line;
    }

    internal void Register(OpenTelemetryBuilder telemetry) => telemetry
        .WithTracing(tracing => tracing.AddInMemoryExporter(spans))
        .WithMetrics(measuring => measuring.AddInMemoryExporter(metrics));

    public ILogger CreateLogger(string categoryName) => new Recording(categoryName, logs);

    public void Dispose()
    {
    }

    private static T[] Copy<T>(List<T> list)
    {
        lock (list)
            return [.. list];
    }

    private static List<string> Points(Metric metric)
    {
        var lines = new List<string>();
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            foreach (var tag in point.Tags)
                lines.Add($"{metric.Name} {tag.Key}={tag.Value}");
        }

        return lines;
    }

    private sealed class Recording(string category, ConcurrentQueue<string> logs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            logs.Enqueue($"{category} scope: {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logs.Enqueue($"{logLevel} {category} {eventId.Id}: {formatter(state, exception)} {exception}");
    }
}
