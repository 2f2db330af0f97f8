using Coordination.Names;
using Coordination.Sdk.Calls;
using Coordination.Workflows;
using Grpc.Core;
using Orleans;

namespace SampleModule;

/// <summary>The module's own service: typed requests on the same engine, rights and refusals as ModuleService.</summary>
internal sealed class SampleModuleGrpcService(IGrainFactory grains) : V1.SampleModuleService.SampleModuleServiceBase
{
    public override async Task<V1.Application> Apply(V1.ApplyRequest request, ServerCallContext context)
    {
        var reviewer = new PartBinding("reviewer", ListCalls.Name<AgencyName>(request.Reviewer), null);
        var data = ProtoFields.Read(request).Where(field => field.Field != "reviewer");
        return ToProto(await grains.StartAsync(
            context, request.RequestId, new StartWorkflow(null!, SampleModuleWorkflow.Id, null, "", request.Province, [reviewer], [.. data])));
    }

    public override async Task<V1.Application> Assess(V1.AssessRequest request, ServerCallContext context) =>
        ToProto(await grains.FireAsync(context, request.Name, request.RequestId, request.Etag, "assess", ProtoFields.Read(request)));

    public override async Task<V1.Application> GetApplication(V1.GetApplicationRequest request, ServerCallContext context) =>
        ToProto(await grains.GetWorkflowAsync(context, request.Name));

    private static V1.Application ToProto(WorkflowView view) => new()
    {
        Name = view.Name.ToString(),
        State = view.State,
        Overdue = view.Overdue,
        Households = int.Parse(view.Data.FirstOrDefault(d => d.Field == "households")?.Values[0] ?? "0", System.Globalization.CultureInfo.InvariantCulture),
    };
}
