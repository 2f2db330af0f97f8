using Coordination.Names;
using Coordination.Registry;
using Coordination.Workflows;
using Grpc.Core;

namespace Coordination.Modules;

/// <summary>Running workflows of any definition.</summary>
internal sealed partial class ModuleGrpcService
{
    private const int DefaultHistoryPage = 200;

    public override async Task<V1.Workflow> StartWorkflow(V1.StartWorkflowRequest request, ServerCallContext context)
    {
        var start = new StartWorkflow(
            context.Command(request.RequestId),
            ModuleMapper.Id(request.Definition),
            NameOrNull<CaseName>(request.Case),
            request.Person,
            request.Province,
            WorkflowMapper.Parts(request.Parts),
            FieldValues.Read(request.Data));
        return await ToProtoAsync(await grains.StartAsync(context, request.RequestId, start), context);
    }

    public override async Task<V1.Workflow> FireTransition(V1.FireTransitionRequest request, ServerCallContext context) => await ToProtoAsync(
        await grains.FireAsync(
            context, request.Name, request.RequestId, request.Etag, request.Transition, FieldValues.Read(request.Data), WorkflowMapper.Parts(request.Parts)),
        context);

    public override async Task<V1.Workflow> GetWorkflow(V1.GetWorkflowRequest request, ServerCallContext context) =>
        await ToProtoAsync(await grains.GetWorkflowAsync(context, request.Name), context);

    public override async Task<V1.ListWorkflowsResponse> ListWorkflows(V1.ListWorkflowsRequest request, ServerCallContext context)
    {
        var principal = context.Principal();
        var query = new RegistryQuery
        {
            Kind = WorkflowName.Collection,
            Terms = request.Definition.Length == 0 ? [] : [WorkflowTerms.Definition(ModuleMapper.Id(request.Definition))],
            States = [.. request.States.Distinct(StringComparer.Ordinal)],
            Case = OrNull(request.Case),
            Province = OrNull(request.Province),
            Party = request.MyTurn ? principal.Agency.Id : null,
            OpenOnly = request.OpenOnly || request.MyTurn,
            OverdueAt = request.OverdueOnly ? DateTimeOffset.UnixEpoch : null, // The silo sets its own time.
            Order = request.Order is V1.WorkflowOrder.DueFirst ? RegistryOrder.DueFirst : RegistryOrder.NewestFirst,
        };
        var list = await grains.ListAsync(context, WorkflowPermissions.List, query, request.PageSize, request.PageToken);
        var response = new V1.ListWorkflowsResponse { NextPageToken = list.NextPageToken };
        foreach (var hit in list.Hits)
        {
            // The row says that the caller's agency plays a part; the definition says which of its roles may read.
            var row = Rows.Read(hit, WorkflowJson.Default.WorkflowSummaryView);
            var definition = await known.OfAsync(principal, row.Definition, row.DefinitionVersion, context.CancellationToken);
            if (definition is null || !definition.MayRead(principal))
                continue;

            var workflow = WorkflowMapper.ToProto(row);
            workflow.Overdue = row.Overdue || (!row.Final && row.Due < list.AsOf);
            response.Workflows.Add(workflow);
        }

        return response;
    }

    public override async Task<V1.GetWorkflowHistoryResponse> GetWorkflowHistory(V1.GetWorkflowHistoryRequest request, ServerCallContext context)
    {
        var after = HistoryToken.Read(request.Name, request.PageToken);
        var limit = request.PageSize == 0 ? DefaultHistoryPage : request.PageSize;
        var page = await Workflow(request.Name).HistoryAsync(context.Principal(), after, limit, context.CancellationToken).ValueOrRefuse();
        var response = new V1.GetWorkflowHistoryResponse { NextPageToken = page.NextAfterVersion is { } next ? HistoryToken.Of(request.Name, next) : "" };
        response.Entries.AddRange(page.Entries.Select(WorkflowMapper.ToProto));
        return response;
    }

    public override async Task<V1.ReadWorkflowTextResponse> ReadWorkflowText(V1.ReadWorkflowTextRequest request, ServerCallContext context)
    {
        var command = new ReadWorkflowText(
            context.Command(request.RequestId),
            [.. request.Fields.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            request.Purpose,
            request.Reason);
        var response = new V1.ReadWorkflowTextResponse();
        foreach (var opened in await Workflow(request.Name).ReadTextAsync(command, context.CancellationToken).ValueOrRefuse())
            response.Texts[opened.Field] = opened.Text.Value;
        return response;
    }

    private IWorkflowGrain Workflow(string name) => grains.Workflow(Name<WorkflowName>(name));

    private async Task<V1.Workflow> ToProtoAsync(WorkflowView view, ServerCallContext context) => WorkflowMapper.ToProto(
        view, await known.OfAsync(context.Principal(), view.Definition, view.DefinitionVersion, context.CancellationToken));
}
