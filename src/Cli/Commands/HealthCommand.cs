using System.CommandLine;
using Coordination.Cli.Connecting;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;

namespace Coordination.Cli.Commands;

/// <summary><c>coord health</c>: whether the platform lives, and can serve, over both ports.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Build(Leaves leaves) => leaves.Leaf(
        "health",
        async (session, _, cancellationToken) =>
        {
            var live = await HttpAsync(session, "/healthz/live", cancellationToken).ConfigureAwait(false);
            var ready = await HttpAsync(session, "/healthz/ready", cancellationToken).ConfigureAwait(false);
            var grpc = await GrpcAsync(session, cancellationToken).ConfigureAwait(false);
            var well = live.Well && ready.Well && grpc.Well;
            if (session.Output.Json)
            {
                session.Output.WriteLine(System.Text.Json.JsonSerializer.Serialize(new { live = live.Well, ready = ready.Well, grpc = grpc.Well }));
            }
            else
            {
                session.Output.Table(
                    ["check", "address", "result"],
                    [
                        [session.Texts["health.live"], live.Address, Say(session, live)],
                        [session.Texts["health.ready"], ready.Address, Say(session, ready)],
                        [session.Texts["health.grpc"], grpc.Address, Say(session, grpc)],
                    ]);
            }

            return well ? ExitCodes.Ok : ExitCodes.Unreachable;
        });

    private static string Say(Session session, Result result) =>
        result.Well ? session.Texts["health.well"] : session.Texts.Format("health.ill", result.Detail);

    private static async Task<Result> HttpAsync(Session session, string path, CancellationToken cancellationToken)
    {
        var address = new Uri(session.Installation.Http, path);
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(address, cancellationToken).ConfigureAwait(false);
            return new(answer.IsSuccessStatusCode, address.ToString(), $"HTTP {(int)answer.StatusCode}");
        }
        catch (HttpRequestException e)
        {
            return new(false, address.ToString(), e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(false, address.ToString(), session.Texts["health.late"]);
        }
    }

    private static async Task<Result> GrpcAsync(Session session, CancellationToken cancellationToken)
    {
        var address = session.Installation.Grpc;
        using var channel = GrpcChannel.ForAddress(address);
        try
        {
            var answer = await new Health.HealthClient(channel)
                .CheckAsync(new HealthCheckRequest(), deadline: DateTime.UtcNow + Patience, cancellationToken: cancellationToken).ConfigureAwait(false);
            return new(answer.Status is HealthCheckResponse.Types.ServingStatus.Serving, address.ToString(), answer.Status.ToString());
        }
        catch (RpcException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new(false, address.ToString(), e.Status.StatusCode.ToString());
        }
    }

    private sealed record Result(bool Well, string Address, string Detail);
}
