using Coordination.Hosting;
using Coordination.Names;
using Coordination.Registry;
using Grpc.Core;

namespace Coordination.Tasks;

/// <summary>Tasks over gRPC: reading. Commands stand beside.</summary>
internal sealed partial class TaskGrpcService(IGrainFactory grains, ListedTasks listed) : V1.TaskService.TaskServiceBase
{
    private const int DefaultHistoryPage = 200;

    private readonly NamedGrains<ITaskGrain> tasks = new(grains);
    private IRegistryGrain? registry;

    private IRegistryGrain Registry => registry ??= grains.GetGrain<IRegistryGrain>(0);

    public override async Task<V1.Task> GetTask(V1.GetTaskRequest request, ServerCallContext context) =>
        TaskMapper.ToProto(await Grain(request.Name).GetAsync(context.Principal(), context.CancellationToken).ValueOrRefuse());

    public override async Task<V1.ListTasksResponse> ListTasks(V1.ListTasksRequest request, ServerCallContext context)
    {
        var reader = context.Principal();
        var list = await Registry
            .ListAsync(reader, TaskPermissions.List, TaskListMapper.Query(request), request.PageToken, context.CancellationToken)
            .ValueOrRefuse();
        var response = new V1.ListTasksResponse { NextPageToken = list.NextPageToken };
        foreach (var hit in list.Hits)
            response.Tasks.Add(listed.Of(hit, list.AsOf, reader));
        return response;
    }

    public override async Task<V1.SummarizeTasksResponse> SummarizeTasks(V1.SummarizeTasksRequest request, ServerCallContext context)
    {
        var agency = TaskCommandMapper.NameOrNull<AgencyName>(request.Agency)?.Id;
        var rows = await Registry
            .SummarizeAsync(context.Principal(), TaskPermissions.Summarize, TaskName.Collection, TaskListMapper.Assignees, agency, context.CancellationToken)
            .ValueOrRefuse();
        var response = new V1.SummarizeTasksResponse();
        response.Agencies.AddRange(rows.Select(TaskMapper.ToProto));
        return response;
    }

    public override async Task<V1.GetTaskHistoryResponse> GetTaskHistory(V1.GetTaskHistoryRequest request, ServerCallContext context)
    {
        var after = HistoryToken.Read(request.Name, request.PageToken);
        var page = await Grain(request.Name)
            .HistoryAsync(context.Principal(), after, request.PageSize == 0 ? DefaultHistoryPage : request.PageSize, context.CancellationToken)
            .ValueOrRefuse();
        var response = new V1.GetTaskHistoryResponse { NextPageToken = page.NextAfterVersion is { } next ? HistoryToken.Of(request.Name, next) : "" };
        response.Entries.AddRange(page.Entries.Select(TaskMapper.ToProto));
        return response;
    }

    private ITaskGrain Grain(string name) => Grain(TaskCommandMapper.Name<TaskName>(name));

    private ITaskGrain Grain(TaskName name) => tasks.Of(name.ToString());
}
