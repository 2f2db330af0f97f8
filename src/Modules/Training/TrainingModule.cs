using Coordination.Sdk.Modules;
using Coordination.Training.Contracts;
using Coordination.Training.Gateway;
using Coordination.Training.Grains;
using Coordination.Training.Workflows;

namespace Coordination.Training;

/// <summary>Courses, cohorts and their trainings; workshops; awareness campaigns.</summary>
public sealed class TrainingModule : ICoordinationModule
{
    public string Id => "training";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(TrainingPermissions.All);
        builder.AddAggregate<ICourseGrain, CourseState, CourseEvent>(static _ => CourseState.Definition);
        builder.AddAggregate<ICohortGrain, CohortState, CohortEvent>(static _ => CohortProjection.Definition);
        builder.AddWorkflow(TrainingWorkflow.Version1);
        builder.AddWorkflow(CampaignWorkflow.Version1);
        builder.AddCompanion<CohortCompanion>();
    }

    public void Configure(GatewayModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions(TrainingPermissions.All)
            .AddWorkflow(TrainingWorkflow.Version1)
            .AddWorkflow(CampaignWorkflow.Version1)
            .AddService<CourseGrpcService>(V1.CourseService.Descriptor)
            .AddService<TrainingGrpcService>(V1.TrainingService.Descriptor)
            .AddService<CampaignGrpcService>(V1.CampaignService.Descriptor)
            .AddResources(typeof(TrainingModule).Assembly);
    }
}
