using Coordination.Sdk.Modules;

namespace Coordination.Hangs;

/// <summary>Waits for what never comes.</summary>
public sealed class HangsModule : ICoordinationModule
{
    public string Id => "hangs";

    public void Configure(SiloModuleBuilder builder)
    {
        using var never = new ManualResetEventSlim();
        never.Wait();
    }

    public void Configure(GatewayModuleBuilder builder) => ArgumentNullException.ThrowIfNull(builder);
}
