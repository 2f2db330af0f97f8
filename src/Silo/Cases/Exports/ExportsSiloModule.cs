using Coordination.Cases;
using Coordination.Sdk.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Coordination.Silo.Cases;

/// <summary>Exports of cases in the silo. Needs what <see cref="CasesSiloModule"/> brings.</summary>
public sealed class ExportsSiloModule : ISiloModule
{
    public string Id => "exports";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(ExportPermissions.All);
        builder.Services.AddSingleton<ExportRecords>();
        builder.AddAggregate<IExportGrain, ExportState, ExportEvent>(static _ => ExportState.Definition);
    }
}
