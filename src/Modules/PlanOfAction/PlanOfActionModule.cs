using Coordination.PlanOfAction.Contracts;
using Coordination.PlanOfAction.Gateway;
using Coordination.PlanOfAction.Grains;
using Coordination.PlanOfAction.Workflows;
using Coordination.Sdk.Modules;

namespace Coordination.PlanOfAction;

/// <summary>Plans of action with their life, agreements, and what is reported about them.</summary>
public sealed class PlanOfActionModule : ICoordinationModule
{
    public string Id => "plan-of-action";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(PlanPermissions.All);
        builder.AddAggregate<IPlanGrain, PlanState, PlanEvent>(static _ => PlanProjection.Definition);
        builder.AddWorkflow(PlanOfActionWorkflow.Version1);
        builder.AddWorkflow(AgreementWorkflow.Version1);
        builder.AddCompanion<PlanCompanion>();
        builder.AddEffect<ReportCycleEffect>();
    }

    public void Configure(GatewayModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(PlanPermissions.All)
            .AddWorkflow(PlanOfActionWorkflow.Version1)
            .AddWorkflow(AgreementWorkflow.Version1)
            .AddService<PlanGrpcService>(V1.PlanService.Descriptor)
            .AddService<PlanProcessGrpcService>(V1.PlanProcessService.Descriptor)
            .AddService<AgreementGrpcService>(V1.AgreementService.Descriptor)
            .AddResources(typeof(PlanOfActionModule).Assembly);
    }
}
