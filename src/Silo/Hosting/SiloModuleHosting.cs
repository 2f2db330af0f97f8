using System.Collections.Immutable;
using Coordination.Ledger;
using Coordination.Ledger.Hosting;
using Coordination.Loading;
using Coordination.Loading.Hosting;
using Coordination.Registry;
using Coordination.Silo.Modules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Coordination.Silo.Hosting;

/// <summary>Loads modules for a silo.</summary>
public static class SiloModuleHosting
{
    /// <summary>
    /// Loads the modules of the configuration's section <c>Modules</c>, but for those that an approved change in the ledger
    /// disables. To be called before <see cref="SiloHosting"/> adds the silo. Brings the ledger's schema up to date.
    /// </summary>
    /// <exception cref="LedgerUnavailableException">There are modules, and the store is away.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">Names every option that is wrong.</exception>
    public static ModuleSet LoadSiloModules(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return ModuleHosting.HasModules(builder.Configuration)
            ? builder.LoadModules(Task.Run(() => ReadApprovedAsync(builder.Configuration)).GetAwaiter().GetResult())
            : ModuleSet.Empty;
    }

    private static async Task<ImmutableDictionary<string, ApprovedModuleChange>> ReadApprovedAsync(IConfiguration configuration)
    {
        var options = configuration.GetSection("Ledger").Get<LedgerOptions>() ?? new LedgerOptions();
        await LedgerServiceCollectionExtensions.MigrateLedgerAsync(options, CancellationToken.None);
        await using var services = new ServiceCollection().AddLedger(options).AddLogging().BuildServiceProvider();
        return await new ApprovedChanges(services.GetRequiredService<ILedger>(), services.GetRequiredService<IRegistry>()).ReadAsync(CancellationToken.None);
    }
}
