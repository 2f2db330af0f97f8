using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Cases;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sdk.Modules;
using Coordination.Sealing;
using Coordination.Silo.Cases;
using Coordination.Silo.Cases.Linking;
using Coordination.Silo.Directory;
using Coordination.Silo.Hosting;
using Coordination.Silo.Information;
using Coordination.Silo.Information.Agreements;
using Coordination.Silo.Packs;
using Coordination.Silo.Tasks;
using Coordination.Silo.Tests.Cases;
using Coordination.Silo.Workflows;
using Coordination.Workflows;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using static Coordination.Silo.Tests.Cases.CaseSilo;

namespace Coordination.Silo.Tests.Workflows;

/// <summary>A silo with the engine and these definitions, on a SQLite file that may outlive it.</summary>
internal sealed class WorkflowSilo : IAsyncDisposable
{
    public static readonly Principal House = Story.By("lwu-center", "house", Role.AgencyOfficer);
    public static readonly Principal Doctor = Story.By("moh", "doctor", Role.AgencyOfficer);
    public static readonly Principal Police = Story.By("atd", "police", Role.AgencyOfficer);

    private readonly IHost host;

    private WorkflowSilo(string folder, FakeTimeProvider time, ISiloModule module)
    {
        (Folder, Time) = (folder, time);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Ledger:DataDirectory"] = folder, ["Pack:Directory"] = PackFolder.Lao });
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        builder.AddCoordinationSilo(
            new DirectorySiloModule(), new TasksSiloModule(), new PolicySiloModule(), new RecordsSiloModule(), new GrantsSiloModule(), new AgreementsSiloModule(),
            new RequestsSiloModule(), new LinksSiloModule(), new CasesSiloModule(), new HandoversSiloModule(), new WorkflowsSiloModule(), module);
        builder.Services.AddSingleton(provider => new LedgerGrainServices( // The grains' clock only: Orleans and the store keep their own.
            provider.GetRequiredService<ILedger>(), provider.GetRequiredService<AccessPolicy>(), provider.GetRequiredService<ISnapshots>(), Time,
            provider.GetRequiredService<ILoggerFactory>()));
        host = builder.Build();
    }

    public string Folder { get; }

    public FakeTimeProvider Time { get; }

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public IRegistry Registry => host.Services.GetRequiredService<IRegistry>();

    public ILedger Ledger => host.Services.GetRequiredService<ILedger>();

    public static Task<WorkflowSilo> StartAsync(params IReadOnlyList<WorkflowDefinition> versions) => StartAsync(new Given(versions));

    public static async Task<WorkflowSilo> StartAsync(ISiloModule module, string? folder = null, FakeTimeProvider? time = null)
    {
        var silo = new WorkflowSilo(
            folder ?? Path.Combine(Path.GetTempPath(), "coordination-workflows-" + Guid.NewGuid().ToString("n")), time ?? new FakeTimeProvider(Story.Now), module);
        await silo.host.StartAsync();
        await silo.host.Services.GetRequiredService<Coordination.Directory.IDirectory>().Ready;
        return silo;
    }

    public static StartWorkflow Start(Principal? by = null, CaseName? about = null, Guid? requestId = null, params (string Field, string Value)[] data) => new(
        Story.Context(by ?? House, requestId), "stay", about, "", "", [], Data(data.Length == 0 ? [("intake", "self")] : data));

    public static FireTransition Fire(string transition, Principal? by = null, Guid? requestId = null, string? etag = null, params (string Field, string Value)[] data) =>
        new(Story.Context(by ?? House, requestId, etag), transition, [], Data(data));

    public static ImmutableArray<FieldInput> Data((string Field, string Value)[] data) =>
        [.. data.GroupBy(d => d.Field).Select(g => new FieldInput(g.Key, [.. g.Select(d => new PlainText(d.Value))]))];

    public static PartBinding Binding(string part, string agency) => new(part, new AgencyName(agency), null);

    public IWorkflowGrain Grain(StartWorkflow start) => Grains.Workflow(WorkflowName.For(start.Context.Principal.Agency, start.Context.RequestId));

    public async Task<IWorkflowGrain> StartedAsync(CaseName? about = null)
    {
        var start = Start(about: about);
        var grain = Grain(start);
        Done(await grain.StartAsync(start, default));
        return grain;
    }

    public async Task<IWorkflowGrain> AssessedAsync(CaseName? about = null, string needs = "rest")
    {
        var grain = await StartedAsync(about);
        Done(await grain.FireAsync(Fire("assess", data: [("needs", needs)]) with { Parts = [Binding("doctor", "moh")] }, default));
        return grain;
    }

    /// <summary>A case of the centre, with its newest version.</summary>
    public async Task<CaseName> CaseAsync()
    {
        var open = Story.Open(House with { Roles = [Role.CaseLead] }, Story.Woman);
        return Done(await Grains.Case(NameOf(open)).OpenAsync(open, default)).Name;
    }

    /// <summary>Waits for what follows by itself, for at most 20 seconds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (await holds())
                return;
            await Task.Delay(100);
        }

        Assert.Fail("It did not come about within 20 seconds.");
    }

    /// <summary>Stops it and keeps its folder.</summary>
    public async Task<(string Folder, FakeTimeProvider Time)> StopAsync()
    {
        await host.StopAsync();
        host.Dispose();
        return (Folder, Time);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        System.IO.Directory.Delete(Folder, recursive: true);
    }

    internal sealed class Given(IReadOnlyList<WorkflowDefinition> versions) : ISiloModule
    {
        public string Id => "given";

        public void Configure(SiloModuleBuilder builder)
        {
            foreach (var definition in versions.GroupBy(v => v.Id))
                builder.AddWorkflow([.. definition]);
        }
    }
}
