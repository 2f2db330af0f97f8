using Coordination.Sdk.Modules;

namespace Coordination.Throws;

/// <summary>Cannot be made: it throws, with a text that nobody must repeat.</summary>
public sealed class ThrowsModule : ICoordinationModule
{
    public ThrowsModule() => throw new NotSupportedException("Keo, born 2012, of Ban Na");

    public string Id => "throws";

    public void Configure(SiloModuleBuilder builder) => ArgumentNullException.ThrowIfNull(builder);

    public void Configure(GatewayModuleBuilder builder) => ArgumentNullException.ThrowIfNull(builder);
}
