using System.Reflection;
using Coordination.Access;
using Coordination.Workflows;
using Microsoft.Extensions.DependencyInjection;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Coordination.Sdk.Modules;

/// <summary>What a noun or module brings to the gateway. The core's own nouns are registered by the same door.</summary>
public interface IGatewayModule
{
    /// <summary>Lower-case letters, digits and hyphens, for example <c>tasks</c>.</summary>
    string Id { get; }

    void Configure(GatewayModuleBuilder builder);
}

/// <summary>A gRPC service that a module offers.</summary>
public abstract class GatewayService(ServiceDescriptor descriptor)
{
    /// <summary>From its generated code: its methods, their authorisation, its HTTP routes.</summary>
    public ServiceDescriptor Descriptor { get; } = descriptor ?? throw new ArgumentNullException(nameof(descriptor));

    /// <summary>Hands the service's type to whoever maps it.</summary>
    public abstract void Accept(IGatewayServiceMapper mapper);
}

/// <summary>Maps services to the transport.</summary>
public interface IGatewayServiceMapper
{
    void Map<TService>(GatewayService service) where TService : class;
}

/// <summary>An assembly that carries embedded resources: <c>Translations/*.json</c> and <c>Protos/*.binpb</c>.</summary>
/// <param name="Assembly">Translations are objects of key and sentence; a <c>.binpb</c> is a descriptor set with source info.</param>
public sealed record GatewayResources(Assembly Assembly);

/// <summary>Registers what a module brings.</summary>
public sealed class GatewayModuleBuilder(IServiceCollection services)
{
    /// <summary>For what the module's services need of their own.</summary>
    public IServiceCollection Services { get; } = services ?? throw new ArgumentNullException(nameof(services));

    /// <summary>
    /// A service: it is mapped to gRPC, gRPC-Web and REST, its methods are guarded by their authorisation option, and
    /// the OpenAPI document describes it. One instance serves every call, so it must hold no state of a call.
    /// </summary>
    public GatewayModuleBuilder AddService<TService>(ServiceDescriptor descriptor) where TService : class
    {
        Services.AddSingleton<TService>();
        Services.AddSingleton<GatewayService>(new Typed<TService>(descriptor));
        return this;
    }

    /// <summary>Permissions and who holds them: the same list that the silo's half of the module registers.</summary>
    public GatewayModuleBuilder AddPermissions(IEnumerable<Permission> permissions)
    {
        ArgumentNullException.ThrowIfNull(permissions);
        foreach (var permission in permissions)
            Services.AddSingleton(permission);
        return this;
    }

    /// <summary>The permissions of a workflow, which methods of the module's own service may name: the same versions that the silo's half registers.</summary>
    public GatewayModuleBuilder AddWorkflow(params IReadOnlyList<WorkflowDefinition> versions) => AddPermissions(WorkflowNames.Permissions(versions));

    /// <summary>Translations and the comments of protos that are embedded in an assembly.</summary>
    public GatewayModuleBuilder AddResources(Assembly assembly)
    {
        Services.AddSingleton(new GatewayResources(assembly));
        return this;
    }

    private sealed class Typed<TService>(ServiceDescriptor descriptor) : GatewayService(descriptor) where TService : class
    {
        public override void Accept(IGatewayServiceMapper mapper) => mapper.Map<TService>(this);
    }
}
