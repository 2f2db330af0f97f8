using System.Diagnostics;
using Coordination.Silo.Hosting;
using Coordination.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Coordination.Loading.Tests;

/// <summary>Silos of one cluster on PostgreSQL hold the same modules, or the newcomer stops.</summary>
public sealed class ClusterTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly string data = System.IO.Directory.CreateTempSubdirectory("coordination-cluster-").FullName;
    private readonly ModulesFolder first = new();
    private readonly ModulesFolder none = new();
    private readonly ModulesFolder otherFiles = new();
    private readonly ModulesFolder higher = new();
    private readonly List<IHost> silos = [];
    private string connection = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        connection = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        first.Add("Tide");
        higher.Add("Tide", manifest: json => json["version"] = "1.1.0");
        var folder = otherFiles.Add("Tide");
        await File.WriteAllTextAsync(Path.Combine(folder, "note.txt"), "another file");
        ModulesFolder.Edit(folder, json => json["files"]!["note.txt"] = ModulesFolder.HashOf(Path.Combine(folder, "note.txt")));
    }

    [Fact]
    public async Task A_silo_with_other_modules_does_not_join_and_a_higher_version_rolls_in()
    {
        var old = await StartAsync(first);
        Assert.Contains("the cluster holds tide 1.0.0, this silo does not", await RefusalAsync(none), StringComparison.Ordinal);
        Assert.Contains("tide 1.0.0 has other files here", await RefusalAsync(otherFiles), StringComparison.Ordinal);
        await StartAsync(first);
        Assert.False((await SetAsync(old)).RollingUpgrade);

        var rolled = await StartAsync(higher);
        Assert.True((await SetAsync(rolled)).RollingUpgrade);
        Assert.Contains("the cluster runs the higher 1.1.0", await RefusalAsync(first), StringComparison.Ordinal);

        foreach (var silo in silos.Where(s => s != rolled).ToArray())
            await StopAsync(silo);
        var begun = Stopwatch.GetTimestamp();
        while ((await SetAsync(rolled)).RollingUpgrade)
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < Patience);
            await Task.Delay(TimeSpan.FromMilliseconds(500), Cancel);
        }
    }

    [Fact]
    public async Task The_process_of_such_a_silo_ends_with_3_and_says_why()
    {
        await StartAsync(first);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(ModulesFolder.Root(), "src", "Silo", "bin", ModulesFolder.Configuration(), "net10.0", "Coordination.Silo.dll"));
        foreach (var argument in Arguments(none))
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Patience);
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);

        Assert.True(process.ExitCode == 3, $"{process.ExitCode}: {await said} {await wrong}");
        Assert.Contains("every silo must hold the same modules", await wrong, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in silos.ToArray())
            await StopAsync(silo);
        foreach (var folder in new[] { first, none, otherFiles, higher })
            folder.Dispose();
        System.IO.Directory.Delete(data, recursive: true);
    }

    private string[] Arguments(ModulesFolder modules) =>
    [
        "--environment=Development", "--Ledger:Store=Postgres", $"--Ledger:ConnectionString={connection}", $"--Ledger:DataDirectory={data}",
        $"--Pack:Directory={Path.Combine(ModulesFolder.Root(), "packs", "lao-pdr")}", "--Silo:Clustered=true", $"--Modules:Directory={modules.Path}",
    ];

    private async Task<IHost> StartAsync(ModulesFolder modules)
    {
        var builder = Host.CreateApplicationBuilder(Arguments(modules));
        builder.AddCoordinationSilo(builder.LoadSiloModules(), CoreSiloModules.All);
        builder.Logging.ClearProviders();
        var host = builder.Build();
        try
        {
            await host.StartAsync(Cancel);
        }
        catch
        {
            host.Dispose();
            throw;
        }

        silos.Add(host);
        return host;
    }

    private async Task<string> RefusalAsync(ModulesFolder modules) =>
        (await Assert.ThrowsAsync<ModulesDifferException>(() => StartAsync(modules))).Message;

    private async Task StopAsync(IHost silo)
    {
        silos.Remove(silo);
        await silo.StopAsync(CancellationToken.None);
        silo.Dispose();
    }

    private static Task<ModuleSetView> SetAsync(IHost silo) => silo.Services.GetRequiredService<IGrainFactory>().Modules().SetAsync();
}
