using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Calendar;
using Coordination.Directory;
using Coordination.Ledger;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Packs;
using Coordination.Reporting;
using Coordination.Sdk.Grains;
using Coordination.Sdk.Modules;
using Coordination.Silo.Tests.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Coordination.Silo.Reporting;

/// <summary>A silo with reporting on a ledger in memory and a clock of its own.</summary>
internal sealed class ReportingSilo : IAsyncDisposable
{
    private readonly IHost host;

    private ReportingSilo()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        var services = builder.Services;
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton<ILedger>(Ledger);
        services.AddSingleton<ISnapshots>(Ledger);
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(provider => new AccessPolicy(provider.GetServices<Permission>()));
        services.AddSingleton(provider => new LedgerGrainServices(
            Ledger, provider.GetRequiredService<AccessPolicy>(), Ledger, Time, provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IDirectory>(Line.Directory);
        services.AddSingleton<IWorkingCalendar, FakeCalendar>();
        services.AddSingleton(Pack);
        new ReportingSiloModule().Configure(new SiloModuleBuilder(services));
        builder.UseOrleans(orleans => orleans.UseLocalhostClustering(FreePort(), gatewayPort: 0, serviceId: "reporting", clusterId: Guid.NewGuid().ToString("n")));
        host = builder.Build();
    }

    public MemoryLedger Ledger { get; } = new();

    public FakeTimeProvider Time { get; } = new(Line.Now);

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    private static CountryPack Pack { get; } = new()
    {
        Id = "test", Version = "1", DisplayName = LocalizedText.Empty, Country = "LA", Languages = ["lo"], TimeZone = Line.Zone,
        Committee = new PackCommittee(new CommitteeName("ncatip"), LocalizedText.Empty, [], PackNote.None), Agencies = [], Provinces = [], Units = [],
        Calendar = new PackCalendar([DayOfWeek.Monday], [new WorkingHours(new TimeOnly(8, 0), new TimeOnly(16, 0))], []),
        Deadlines = new PackDeadlines([], new Coordination.Tasks.DeadlinePolicy([], [])), Instruments = [], Reporting = Line.Policy,
        Labels = FrozenDictionary<string, FrozenDictionary<string, LocalizedText>>.Empty,
    };

    public static async Task<ReportingSilo> StartAsync()
    {
        var silo = new ReportingSilo();
        await silo.host.StartAsync();
        return silo;
    }

    public async Task<(IReportCycleGrain Grain, CycleView View)> CycleAsync(CycleContent? content = null, DateTimeOffset? opensAt = null)
    {
        var command = new CreateReportCycle(Line.By(Line.TheSecretariat), content ?? Line.Content, opensAt);
        var grain = Grains.ReportCycle(ReportCycleName.For(Line.Office, command.Context.RequestId));
        return (grain, Done(await grain.CreateAsync(command, default)));
    }

    public IReportGrain Report(CycleView cycle, UnitName unit) => Grains.Report(ReportName.For(cycle.Name, unit));

    /// <summary>Wakes a stream for all that is due by now, as the sweeper does, and once more for good measure.</summary>
    public async Task SweepAsync(string stream, IAggregateGrain grain)
    {
        for (var twice = 0; twice < 2; twice++)
        {
            foreach (var due in Ledger.Due(stream).Where(d => d.At <= Time.GetUtcNow()))
                await grain.WakeAsync(due.Kind);
        }
    }

    public IEnumerable<string> Types(string stream) => Ledger.Entries(stream).Select(e => e.Type);

    public static T Done<T>(Outcome<T> outcome)
    {
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }

    public async ValueTask DisposeAsync()
    {
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
