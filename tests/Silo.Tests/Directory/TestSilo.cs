using Coordination.Ledger;
using Coordination.Silo.Hosting;
using Coordination.Silo.Packs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Coordination.Silo.Directory;

/// <summary>A silo with the directory on a SQLite file, as it starts in an installation.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private readonly IHost host;
    private readonly bool keepsData;

    private TestSilo(string packDirectory, string? dataDirectory)
    {
        keepsData = dataDirectory is not null;
        DataDirectory = dataDirectory ?? NewDataDirectory();
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Ledger:DataDirectory"] = DataDirectory,
            ["Pack:Directory"] = packDirectory,
        });
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        builder.AddCoordinationSilo(new DirectorySiloModule());
        host = builder.Build();
    }

    public string DataDirectory { get; }

    public IServiceProvider Services => host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public ILedgerFeed Feed => Services.GetRequiredService<ILedgerFeed>();

    public PackSeeder Seeder => Services.GetRequiredService<PackSeeder>();

    /// <param name="packDirectory">Null: the real pack.</param>
    /// <param name="dataDirectory">Null: a new one, deleted at the end.</param>
    public static async Task<TestSilo> StartAsync(string? packDirectory = null, string? dataDirectory = null)
    {
        var silo = new TestSilo(packDirectory ?? PackFolder.Lao, dataDirectory);
        await silo.host.StartAsync();
        return silo;
    }

    public static string NewDataDirectory() => Path.Combine(Path.GetTempPath(), "coordination-directory-" + Guid.NewGuid().ToString("n"));

    /// <summary>Everything that was written after a position.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> WrittenAfterAsync(long position) => await Feed.ReadAsync(position, 10_000, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        if (!keepsData)
            System.IO.Directory.Delete(DataDirectory, recursive: true);
    }
}

/// <summary>One silo for all tests that share nothing but the real pack; each changes only what it made.</summary>
public sealed class SharedSilo : IAsyncLifetime
{
    private TestSilo? silo;

    internal TestSilo Silo => silo!;

    public async ValueTask InitializeAsync() => silo = await TestSilo.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (silo is not null)
            await silo.DisposeAsync();
    }
}
