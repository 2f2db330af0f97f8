using System.Collections.Immutable;
using Coordination.Names;
using Coordination.Workflows;
using Grpc.Core;

namespace Coordination.Sdk.Calls;

/// <summary>How a module's own service drives its workflows: the same engine, rights and refusals as through ModuleService.</summary>
public static class WorkflowCalls
{
    /// <summary>Starts an instance.</summary>
    /// <param name="start">Its context is replaced by the call's.</param>
    /// <exception cref="RefusedException">docs/reference/workflows.md</exception>
    public static async Task<WorkflowView> StartAsync(this IGrainFactory grains, ServerCallContext context, string requestId, StartWorkflow start)
    {
        ArgumentNullException.ThrowIfNull(start);
        var command = start with { Context = context.Command(requestId) };
        var name = WorkflowName.For(command.Context.Principal.Agency, command.Context.RequestId);
        return await grains.Workflow(name).StartAsync(command, context.CancellationToken).ValueOrRefuse();
    }

    /// <summary>Fires a transition.</summary>
    /// <exception cref="RefusedException">docs/reference/workflows.md</exception>
    public static async Task<WorkflowView> FireAsync(
        this IGrainFactory grains,
        ServerCallContext context,
        string name,
        string requestId,
        string etag,
        string transition,
        ImmutableArray<FieldInput> data,
        ImmutableArray<PartBinding> parts = default)
    {
        var command = new FireTransition(context.Command(requestId, etag), transition, parts.IsDefault ? [] : parts, data);
        return await grains.Workflow(ListCalls.Name<WorkflowName>(name)).FireAsync(command, context.CancellationToken).ValueOrRefuse();
    }

    /// <summary>Reads an instance.</summary>
    /// <exception cref="RefusedException">NOT_FOUND, LEDGER_UNAVAILABLE.</exception>
    public static async Task<WorkflowView> GetWorkflowAsync(this IGrainFactory grains, ServerCallContext context, string name)
    {
        ArgumentNullException.ThrowIfNull(context);
        return await grains.Workflow(ListCalls.Name<WorkflowName>(name)).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse();
    }
}
