using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Resources;

namespace Coordination.Silo.Hosting;

/// <summary>Traces, metrics and logs of a silo that is a process of its own, over OTLP when an endpoint is set.</summary>
internal static class SiloTelemetry
{
    public static void AddSiloTelemetry(this IHostApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return; // Nobody listens: nothing is recorded.

        builder.Logging.AddOpenTelemetry(logging => logging.IncludeFormattedMessage = true);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("coordination-silo"))
            .WithTracing(tracing => tracing
                .AddSource("Coordination.*")
                .AddSource("Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Storage"))
            .WithMetrics(metrics => metrics.AddMeter("Coordination.*").AddMeter("Microsoft.Orleans"))
            .UseOtlpExporter();
    }
}
