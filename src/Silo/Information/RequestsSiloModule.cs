using Coordination.Calendar;
using Coordination.Information;
using Coordination.Names;
using Coordination.Packs;
using Coordination.Sdk.Modules;
using Coordination.Sealing;
using Coordination.Silo.Information.Requests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Coordination.Silo.Information;

/// <summary>Information requests in the silo. Needs <see cref="CountryPack"/>, <see cref="InformationPolicy"/>, <see cref="IWorkingCalendar"/> and a key store.</summary>
public sealed class RequestsSiloModule : ISiloModule
{
    public string Id => "information-requests";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(InformationPermissions.All);
        builder.Services.TryAddSingleton(provider => new RequestClock(
            provider.GetRequiredService<CountryPack>().Deadlines.InformationRequests,
            provider.GetRequiredService<InformationPolicy>(),
            provider.GetRequiredService<IWorkingCalendar>()));
        builder.AddSearch(InformationRequestName.Collection, InformationPermissions.List, RequestSearch.Show);
        builder.Services.AddSingleton<RequestInputs>();
        builder.AddAggregate<IInformationRequestGrain, RequestState, InformationRequestEvent>(
            provider => RequestProjection.Definition(provider.GetRequiredService<RequestClock>(), provider.GetRequiredService<IKeyStore>()));
    }
}
