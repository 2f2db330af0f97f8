using Coordination.Ledger.V1;
using Coordination.Sdk.Modules;

namespace Coordination.Ledger;

/// <summary>Evidence. Its permissions are the platform's own and come with the events.</summary>
internal sealed class LedgerGatewayModule : IGatewayModule
{
    public string Id => "ledger";

    public void Configure(GatewayModuleBuilder builder) => builder.AddService<LedgerGrpcService>(LedgerService.Descriptor);
}
