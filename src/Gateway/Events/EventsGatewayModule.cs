using Coordination.Access;
using Coordination.Events.V1;
using Coordination.Sdk.Modules;

namespace Coordination.Events;

/// <summary>Watching.</summary>
internal sealed class EventsGatewayModule : IGatewayModule
{
    public string Id => "events";

    public void Configure(GatewayModuleBuilder builder) =>
        builder.AddPermissions(CorePermissions.All).AddService<EventGrpcService>(EventService.Descriptor);
}
