using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Sdk.Grains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(Coordination.Sdk.Tests.TallySilo))]

namespace Coordination.Sdk.Tests;

/// <summary>One silo for all tests of this assembly; each test has a stream of its own.</summary>
public sealed class TallySilo : IAsyncLifetime
{
    public static readonly Principal Owner = new("test", "officer-1", new AgencyName("mlsw"), null, [Role.AgencyOfficer]);
    public static readonly Principal Stranger = new("test", "officer-2", new AgencyName("moh"), null, [Role.AgencyOfficer]);
    public static readonly Principal Secretariat = new("test", "officer-3", new AgencyName("secretariat"), null, [Role.Secretariat]);

    private readonly IHost host;

    public TallySilo()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        builder.Services.AddSingleton<RoutedLedger>();
        builder.Services.AddSingleton<ILedger>(p => p.GetRequiredService<RoutedLedger>());
        builder.Services.AddSingleton<ISnapshots>(p => p.GetRequiredService<RoutedLedger>());
        builder.Services.AddSingleton(new AccessPolicy(Tally.Permissions));
        builder.Services.AddSingleton(p => new LedgerGrainServices(
            p.GetRequiredService<ILedger>(), p.GetRequiredService<AccessPolicy>(), p.GetRequiredService<ISnapshots>(), Time,
            p.GetRequiredService<ILoggerFactory>()));
        builder.UseOrleans(orleans => orleans.UseLocalhostClustering(FreePort(), gatewayPort: 0));
        host = builder.Build();
    }

    /// <summary>The grains' clock only: Orleans keeps its own, or its calls would time out when a test moves on.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    /// <summary>A new tally with a ledger of its own.</summary>
    internal (ITallyGrain Grain, ScriptedLedger Ledger, string Name) NewTally()
    {
        var name = "tallies/t" + Guid.NewGuid().ToString("n");
        var ledger = new ScriptedLedger();
        host.Services.GetRequiredService<RoutedLedger>().Route(name, ledger);
        return (Grain(name), ledger, name);
    }

    /// <summary>Another tally on the ledger of one that is there.</summary>
    internal (ITallyGrain Grain, string Name) NewTally(ScriptedLedger ledger)
    {
        var name = "tallies/t" + Guid.NewGuid().ToString("n");
        host.Services.GetRequiredService<RoutedLedger>().Route(name, ledger);
        return (Grain(name), name);
    }

    internal ITallyGrain Grain(string name) => host.Services.GetRequiredService<IGrainFactory>().GetGrain<ITallyGrain>(name);

    /// <summary>Takes the grain out of memory, so that the next call loads it again.</summary>
    internal async Task ForgetAsync() =>
        await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    public static CommandContext By(Principal principal, string? etag = null, Guid? requestId = null) => new(requestId ?? Guid.NewGuid(), principal, etag);

    public async ValueTask InitializeAsync() => await host.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        socket.Start();
        return ((System.Net.IPEndPoint)socket.LocalEndpoint).Port;
    }
}
