using Coordination.Modules.V1;
using Grpc.Core;

namespace Coordination.Fakes;

/// <summary>Modules, definitions and workflows, as a test tells it.</summary>
internal sealed class FakeModules(FakePlatform platform) : ModuleService.ModuleServiceBase
{
    public override Task<ListModulesResponse> ListModules(ListModulesRequest request, ServerCallContext context) =>
        platform.Reply<ListModulesResponse>(request, context);

    public override Task<Module> GetModule(GetModuleRequest request, ServerCallContext context) => platform.Reply<Module>(request, context);

    public override Task<ModuleChange> ProposeModuleChange(ProposeModuleChangeRequest request, ServerCallContext context) =>
        platform.Reply<ModuleChange>(request, context);

    public override Task<ModuleChange> ApproveModuleChange(ApproveModuleChangeRequest request, ServerCallContext context) =>
        platform.Reply<ModuleChange>(request, context);

    public override Task<ModuleChange> RejectModuleChange(RejectModuleChangeRequest request, ServerCallContext context) =>
        platform.Reply<ModuleChange>(request, context);

    public override Task<ModuleChange> GetModuleChange(GetModuleChangeRequest request, ServerCallContext context) =>
        platform.Reply<ModuleChange>(request, context);

    public override Task<ListModuleChangesResponse> ListModuleChanges(ListModuleChangesRequest request, ServerCallContext context) =>
        platform.Reply<ListModuleChangesResponse>(request, context);

    public override Task<ListDefinitionsResponse> ListDefinitions(ListDefinitionsRequest request, ServerCallContext context) =>
        platform.Reply<ListDefinitionsResponse>(request, context);

    public override Task<Definition> GetDefinition(GetDefinitionRequest request, ServerCallContext context) => platform.Reply<Definition>(request, context);

    public override Task<RenderDefinitionResponse> RenderDefinition(RenderDefinitionRequest request, ServerCallContext context) =>
        platform.Reply<RenderDefinitionResponse>(request, context);

    public override Task<Form> GetForm(GetFormRequest request, ServerCallContext context) => platform.Reply<Form>(request, context);

    public override Task<Workflow> StartWorkflow(StartWorkflowRequest request, ServerCallContext context) => platform.Reply<Workflow>(request, context);

    public override Task<Workflow> FireTransition(FireTransitionRequest request, ServerCallContext context) => platform.Reply<Workflow>(request, context);

    public override Task<Workflow> GetWorkflow(GetWorkflowRequest request, ServerCallContext context) => platform.Reply<Workflow>(request, context);

    public override Task<ListWorkflowsResponse> ListWorkflows(ListWorkflowsRequest request, ServerCallContext context) =>
        platform.Reply<ListWorkflowsResponse>(request, context);

    public override Task<GetWorkflowHistoryResponse> GetWorkflowHistory(GetWorkflowHistoryRequest request, ServerCallContext context) =>
        platform.Reply<GetWorkflowHistoryResponse>(request, context);

    public override Task<ReadWorkflowTextResponse> ReadWorkflowText(ReadWorkflowTextRequest request, ServerCallContext context) =>
        platform.Reply<ReadWorkflowTextResponse>(request, context);
}
