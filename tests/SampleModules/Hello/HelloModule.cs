using Coordination.Access;
using Coordination.Hello.V1;
using Coordination.Sdk.Calls;
using Coordination.Sdk.Modules;
using Grpc.Core;

namespace Coordination.Hello;

/// <summary>The smallest module.</summary>
public sealed class HelloModule : ICoordinationModule
{
    private static readonly Permission Greet = Permission.Of("hello.greet", [.. Role.Assignable.Select(role => new PermissionGrant(role, Relation.None))]);

    public string Id => "hello";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions([Greet]);
    }

    public void Configure(GatewayModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions([Greet]).AddService<HelloGrpcService>(HelloService.Descriptor).AddResources(typeof(HelloModule).Assembly);
    }
}

internal sealed class HelloGrpcService : HelloService.HelloServiceBase
{
    public override Task<GreetResponse> Greet(GreetRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(new GreetResponse { Greeting = $"Good day, {context.Principal().Agency}." });
    }
}
