using Coordination.Development;
using Coordination.Directory.V1;
using Coordination.Sdk.Modules;

namespace Coordination.Directory;

/// <summary>The directory at the gateway.</summary>
internal sealed class DirectoryGatewayModule : IGatewayModule
{
    public string Id => "directory";

    public void Configure(GatewayModuleBuilder builder)
    {
        builder.AddPermissions(DirectoryPermissions.All).AddService<DirectoryGrpcService>(DirectoryService.Descriptor);
        builder.Services.AddSingleton<IDevelopmentClients, DirectoryDevelopmentClients>();
    }
}
