using Coordination.Access;
using Coordination.Sdk.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Coordination.Overreach;

/// <summary>Would act as the platform itself.</summary>
public sealed class OverreachModule : ICoordinationModule
{
    public string Id => "overreach";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(Principal.Platform);
    }

    public void Configure(GatewayModuleBuilder builder) => ArgumentNullException.ThrowIfNull(builder);
}
