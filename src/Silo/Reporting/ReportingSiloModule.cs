using System.Text.Json;
using Coordination.Calendar;
using Coordination.Directory;
using Coordination.Names;
using Coordination.Packs;
using Coordination.Reporting;
using Coordination.Sdk.Modules;
using Coordination.Silo.Search;
using Microsoft.Extensions.DependencyInjection;

namespace Coordination.Silo.Reporting;

/// <summary>Vertical reporting in the silo. Needs <see cref="IDirectory"/>, <see cref="CountryPack"/> and <see cref="IWorkingCalendar"/>.</summary>
public sealed class ReportingSiloModule : ISiloModule
{
    public string Id => "reporting";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(ReportingPermissions.All);
        builder.Services.AddSingleton(provider => new ReportingInputs(
            provider.GetRequiredService<IDirectory>(), provider.GetRequiredService<CountryPack>().Reporting, provider.GetRequiredService<CountryPack>().TimeZone));
        builder.Services.AddSingleton(provider => new ReportClock(
            provider.GetRequiredService<CountryPack>().Reporting, provider.GetRequiredService<IWorkingCalendar>()));
        builder.AddAggregate<IReportCycleGrain, CycleState, CycleEvent>(static _ => ReportCycleGrain.Definition);
        builder.AddAggregate<IReportGrain, ReportState, ReportEvent>(provider => ReportGrain.DefinitionWith(provider.GetRequiredService<ReportClock>()));
        builder.AddSearch(ReportCycleName.Collection, ReportingPermissions.ReadCycles, static (_, match) =>
            match.Hit(JsonSerializer.Deserialize(match.View.AsSpan(), ReportingJson.Default.CycleView)!.Content.Title));
        builder.AddSearch(ReportName.Collection, ReportingPermissions.List, static (_, match) =>
            match.Hit(JsonSerializer.Deserialize(match.View.AsSpan(), ReportingJson.Default.ReportView)!.Header.Title));
    }
}
