using Coordination.Sdk.Modules;

namespace SampleModule;

/// <summary>What the platform loads: the workflow in both halves, the service at the gateway.</summary>
public sealed class SampleModuleModule : ICoordinationModule
{
    public string Id => "sample-module";

    public void Configure(SiloModuleBuilder builder) =>
        builder.AddWorkflow(SampleModuleWorkflow.Version1);

    public void Configure(GatewayModuleBuilder builder) =>
        builder.AddWorkflow(SampleModuleWorkflow.Version1)
            .AddService<SampleModuleGrpcService>(V1.SampleModuleService.Descriptor)
            .AddResources(typeof(SampleModuleModule).Assembly);
}
