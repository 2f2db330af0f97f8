using System.Net;
using System.Net.Sockets;
using Coordination.Access;
using Coordination.Calendar;
using Coordination.Directory;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sdk.Grains;
using Coordination.Sdk.Modules;
using Coordination.Silo.Tasks;
using Coordination.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

[assembly: AssemblyFixture(typeof(Coordination.Silo.Tests.Tasks.TaskSilo))]

namespace Coordination.Silo.Tests.Tasks;

/// <summary>A silo with tasks on a ledger in memory. Tests share it; each makes tasks of its own and leaves the clock alone.</summary>
public class TaskSilo : IAsyncLifetime
{
    private readonly IHost host;

    public TaskSilo()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        var services = builder.Services;
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton<ILedger>(Ledger);
        services.AddSingleton<ISnapshots>(Ledger);
        services.AddSingleton(provider => new AccessPolicy(provider.GetServices<Permission>()));
        services.AddSingleton(provider => new LedgerGrainServices( // The grains' clock only: Orleans keeps its own.
            Ledger, provider.GetRequiredService<AccessPolicy>(), Ledger, Time, provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IDirectory>(new FakeDirectory());
        services.AddSingleton<IWorkingCalendar>(new FakeCalendar());
        services.AddSingleton(Story.Policy);
        new TasksSiloModule().Configure(new SiloModuleBuilder(services));
        builder.UseOrleans(orleans => orleans.UseLocalhostClustering(FreePort(), gatewayPort: 0, serviceId: "tasks", clusterId: Guid.NewGuid().ToString("n")));
        host = builder.Build();
    }

    internal MemoryLedger Ledger { get; } = new();

    internal FakeTimeProvider Time { get; } = new(Cast.Start);

    internal IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    internal ITaskGrain Grain(TaskName name) => Grains.GetGrain<ITaskGrain>(name.ToString());

    /// <summary>Assigned by the secretariat: MLSW leads, MOH supports.</summary>
    internal async Task<TaskName> AssignAsync(Func<AssignTask, AssignTask>? change = null)
    {
        var command = Command();
        command = change is null ? command : change(command);
        var name = TaskName.For(command.Context.Principal.Agency, command.Context.RequestId);
        var outcome = await Grain(name).AssignAsync(command, default);
        Assert.Null(outcome.Refusal);
        return name;
    }

    internal static AssignTask Command() => new(
        Cast.By(Cast.TheSecretariat), "Survey the shelters", "All of them.", Cast.Mlsw, [Cast.Moh], TaskPriority.Routine, CompletionRule.All,
        null, null, null, null, null, null, null, Handling.Amber, []);

    /// <summary>Brings the lead's part to in_progress.</summary>
    internal async Task WorkAsync(TaskName name)
    {
        var grain = Grain(name);
        Done(await grain.AcknowledgeAsync(new AcknowledgeAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw), default));
        Done(await grain.AcceptAsync(new AcceptAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw), default));
        Done(await grain.StartAsync(new StartAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw), default));
    }

    internal static T Done<T>(Outcome<T> outcome)
    {
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }

    /// <summary>Takes every grain out of memory, so that the next call loads from the ledger.</summary>
    internal Task ForgetAsync() => Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    /// <summary>Waits for what follows a commit by itself.</summary>
    internal static async Task UntilAsync(Func<bool> holds)
    {
        for (var i = 0; i < 2_000 && !holds(); i++)
            await Task.Yield();
        for (var i = 0; i < 500 && !holds(); i++)
            await Task.Delay(10);
        Assert.True(holds(), "It did not come to pass.");
    }

    public async ValueTask InitializeAsync() => await host.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await host.StopAsync();
        host.Dispose();
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
