using System.Diagnostics.CodeAnalysis;
using Coordination.Cases.V1;
using Coordination.Information.V1;
using Coordination.Modules.V1;
using Coordination.Tasks.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Coordination.Bench.Load.Workloads;

/// <summary>A server under load: a few connections to it, and who calls.</summary>
internal sealed class Server : IDisposable
{
    /// <summary>Well below the 100 streams that a server allows on one connection.</summary>
    private const int ClientsPerConnection = 32;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(25);

    private readonly GrpcChannel[] channels;
    private readonly TaskService.TaskServiceClient[] clients;
    private readonly GrantService.GrantServiceClient[] grants;
    private readonly CaseService.CaseServiceClient[] cases;
    private readonly ModuleService.ModuleServiceClient[] modules;
    private readonly DevelopmentTokens? tokens;

    /// <param name="tokens">Null for a server that asks for none.</param>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The channel disposes its handler.")]
    public Server(string address, int clients, DevelopmentTokens? tokens)
    {
        this.tokens = tokens;
        channels = [.. Enumerable.Range(0, (clients + ClientsPerConnection - 1) / ClientsPerConnection).Select(_ =>
            GrpcChannel.ForAddress(address, new GrpcChannelOptions
            {
                HttpHandler = new SocketsHttpHandler { UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null },
                DisposeHttpClient = true,
            }))];
        this.clients = [.. channels.Select(channel => new TaskService.TaskServiceClient(channel))];
        cases = [.. channels.Select(channel => new CaseService.CaseServiceClient(channel))];
        modules = [.. channels.Select(channel => new ModuleService.ModuleServiceClient(channel))];
        grants = [.. channels.Select(channel => new GrantService.GrantServiceClient(channel))];
    }

    public TaskService.TaskServiceClient Tasks(int client) => clients[client / ClientsPerConnection % clients.Length];

    public GrantService.GrantServiceClient Grants(int client) => grants[client / ClientsPerConnection % grants.Length];

    public CaseService.CaseServiceClient Cases(int client) => cases[client / ClientsPerConnection % cases.Length];

    public ModuleService.ModuleServiceClient Modules(int client) => modules[client / ClientsPerConnection % modules.Length];

    /// <summary>For what is called before anything is measured.</summary>
    public GrpcChannel Channel => channels[0];

    /// <summary>Calls as the development client of an agency.</summary>
    public async Task<CallOptions> AsAsync(string agency) =>
        new(headers: tokens is null ? null : await tokens.HeadersOfAsync(agency), deadline: null);

    public static CallOptions Bounded(CallOptions options) => options.WithDeadline(DateTime.UtcNow + Deadline);

    public void Dispose()
    {
        foreach (var channel in channels)
            channel.Dispose();
    }
}
