using System.Diagnostics;
using Grpc.AspNetCore.Server;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Coordination.Telemetry;

/// <summary>Traces, metrics and logs over OTLP.</summary>
public static class TelemetryExtensions
{
    /// <summary>The standard variable that says where telemetry goes; without it nothing is measured and a call costs nothing.</summary>
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Sources =
        ["Coordination.*", "Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Storage", "Npgsql"];

    private static readonly string[] Meters =
    [
        "Coordination.*", "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql",
    ];

    internal static void AddGatewayTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[EndpointVariable]))
            return;

        builder.Services.AddCoordinationTelemetry().UseOtlpExporter();
    }

    /// <summary>Everything that is measured, without an exporter. What leaves holds identifiers only.</summary>
    public static OpenTelemetryBuilder AddCoordinationTelemetry(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("coordination", serviceVersion: typeof(TelemetryExtensions).Assembly.GetName().Version?.ToString()))
            .WithTracing(tracing => tracing
                .AddSource(Sources)
                .AddAspNetCoreInstrumentation(options =>
                {
                    options.RecordException = false;
                    options.Filter = http => !http.Request.Path.StartsWithSegments("/healthz", StringComparison.Ordinal);
                    options.EnrichWithHttpResponse = (activity, response) => RemoveContent(activity, response.HttpContext);
                }))
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddRuntimeInstrumentation())
            .WithLogging();
    }

    /// <summary>An address is the caller's text: what remains of it is the route and the method.</summary>
    private static void RemoveContent(Activity activity, HttpContext http)
    {
        activity.SetTag("url.query", null);
        activity.SetTag("url.full", null);
        activity.SetTag("user_agent.original", null);
        var endpoint = http.GetEndpoint();
        var method = endpoint?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.FullName;
        activity.SetTag("url.path", method ?? (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "");
        if (method is not null)
            activity.SetTag("rpc.method", method);
    }
}
