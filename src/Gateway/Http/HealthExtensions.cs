using Coordination.Ledger;
using Coordination.Modules;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coordination.Http;

/// <summary>Liveness and readiness over HTTP and gRPC.</summary>
internal static class HealthExtensions
{
    /// <summary>A check with this tag must pass before the process takes traffic.</summary>
    public const string Ready = "ready";

    public static void AddGatewayHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<LedgerHealthCheck>("ledger", HealthStatus.Unhealthy, [Ready], TimeSpan.FromSeconds(3))
            .AddCheck<ModuleHealthCheck>("modules", HealthStatus.Degraded, [Ready], TimeSpan.FromSeconds(3));
        services.AddGrpcHealthChecks(options => options.Services.Map("", check => check.Tags.Contains(Ready)));
    }

    public static void MapGatewayHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        routes.MapHealthChecks("/healthz/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = WriteAsync });
        routes.MapGrpcHealthChecksService();
    }

    /// <summary>Names, states and what a check tells by itself only: a check's exception may quote a connection string.</summary>
    private static Task WriteAsync(HttpContext http, HealthReport report) =>
        http.Response.WriteAsJsonAsync(
            new HealthAnswer(
                Word(report.Status),
                report.Entries.ToDictionary(entry => entry.Key, entry => Word(entry.Value.Status)),
                report.Entries.SelectMany(entry => entry.Value.Data).ToDictionary(told => told.Key, told => $"{told.Value}")),
            http.RequestAborted);

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "ok",
        HealthStatus.Degraded => "degraded",
        _ => "failing",
    };

    /// <param name="Details">Modules that are not active, and their states.</param>
    private sealed record HealthAnswer(string Status, Dictionary<string, string> Checks, Dictionary<string, string> Details);
}

/// <summary>Whether the cluster answers: a process without a silo that can read the ledger serves nobody.</summary>
internal sealed class LedgerHealthCheck(IGrainFactory grains) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            bound.CancelAfter(Patience);
            var head = await grains.GetGrain<IFeedGrain>(0).HeadAsync(bound.Token).WaitAsync(bound.Token);
            return head.IsRefused ? HealthCheckResult.Unhealthy(head.Refusal.Code) : HealthCheckResult.Healthy();
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            return HealthCheckResult.Unhealthy(thrown.GetType().Name);
        }
    }
}
