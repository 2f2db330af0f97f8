using Coordination.Sdk.Modules;
using Coordination.VictimProtection.Effects;
using Coordination.VictimProtection.Gateway;
using Coordination.VictimProtection.Grains;
using Coordination.VictimProtection.V1;
using Coordination.VictimProtection.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace Coordination.VictimProtection;

/// <summary>Identification of victims, stays in shelters, beds, referral to services.</summary>
public sealed class VictimProtectionModule : ICoordinationModule
{
    public string Id => VictimProtectionSettings.Module;

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = VictimProtectionSettings.From(builder.Settings(Id));
        builder.Services.AddSingleton(settings);
        builder.AddPermissions(ShelterPermissions.All);
        builder.AddAggregate<IShelterGrain, ShelterState, ShelterEvent>(static _ => ShelterProjection.Definition);
        builder.AddWorkflow(ScreeningWorkflow.Definition(settings));
        builder.AddWorkflow(ShelterStayWorkflow.Definition(settings));
        builder.AddCompanion<Beds>();
        builder.AddEffect<DecideStatus>();
        builder.AddEffect<AppealStatus>();
        builder.AddEffect<OfferServiceReferral>();
        builder.AddEffect<FreeBed>();
    }

    public void Configure(GatewayModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = VictimProtectionSettings.From(builder.Settings(Id));
        builder.AddPermissions(ShelterPermissions.All)
            .AddWorkflow(ScreeningWorkflow.Definition(settings))
            .AddWorkflow(ShelterStayWorkflow.Definition(settings))
            .AddService<ScreeningGrpcService>(ScreeningService.Descriptor)
            .AddService<ShelterStayGrpcService>(ShelterStayService.Descriptor)
            .AddService<ShelterGrpcService>(ShelterService.Descriptor)
            .AddResources(typeof(VictimProtectionModule).Assembly);
    }
}
