using Coordination.Options.V1;
using Coordination.Tasks.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Xunit;

namespace Coordination.Standalone.Tests;

/// <summary>R10: absent and forbidden look alike, for every method that names a task.</summary>
public sealed class LookAlikeTests(SharedPlatform shared)
{
    private readonly Platform platform = shared.Platform;

    public static TheoryData<string> Methods =>
    [
        .. TaskService.Descriptor.Methods
            .Where(m => m.GetOptions().GetExtension(OptionsExtensions.Authorization).ResourceField is "name" or "task.name")
            .Select(m => m.Name),
    ];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_task_of_others_and_no_task_get_the_same_answer(string method)
    {
        var task = await platform.AssignAsync(null, "mofa", "moh");
        var absent = "tasks/t" + new string('a', task.Name.Length - "tasks/t".Length);

        var forbidden = await CallAsync(method, task.Name, "lftu");
        var missing = await CallAsync(method, absent, "lftu");

        Assert.True(forbidden.StatusCode is StatusCode.NotFound or StatusCode.PermissionDenied, $"{method}: {forbidden}");
        Assert.Equal(missing.StatusCode, forbidden.StatusCode);
        Assert.Equal(missing.Status.Detail, forbidden.Status.Detail);
        Assert.Equal(
            missing.Trailers.GetValueBytes("grpc-status-details-bin"),
            forbidden.Trailers.GetValueBytes("grpc-status-details-bin"));
    }

    [Fact]
    public async Task A_former_assignee_sees_nothing_more()
    {
        var task = await platform.AssignAsync(null, "moes");
        await platform.Tasks.ReassignAssignmentAsync(
            new ReassignAssignmentRequest { RequestId = Platform.NewId(), Name = $"{task.Name}/assignments/moes", Agency = "agencies/lyu", Reason = "It is theirs." },
            await platform.AsAsync("secretariat"));

        Assert.Equal(StatusCode.NotFound, (await CallAsync("GetTask", task.Name, "moes")).StatusCode);
        Assert.Equal(task.Name, (await platform.Tasks.GetTaskAsync(new GetTaskRequest { Name = task.Name }, await platform.AsAsync("lyu"))).Name);
    }

    [Fact]
    public async Task Lists_and_counts_show_an_agency_its_own_only()
    {
        var mine = await platform.AssignAsync(null, "lfnd");
        var theirs = await platform.AssignAsync(null, "mnd");
        var asLfnd = await platform.AsAsync("lfnd");

        var list = await platform.Tasks.ListTasksAsync(new ListTasksRequest { PageSize = 200 }, asLfnd);
        var others = await platform.Tasks.ListTasksAsync(new ListTasksRequest { PageSize = 200, Agency = "agencies/mnd" }, asLfnd);
        var summary = await platform.Tasks.SummarizeTasksAsync(new SummarizeTasksRequest(), asLfnd);

        Assert.Contains(list.Tasks, t => t.Name == mine.Name);
        Assert.DoesNotContain(list.Tasks, t => t.Name == theirs.Name);
        Assert.DoesNotContain(others.Tasks, t => t.Name == theirs.Name);
        Assert.All(summary.Agencies, a => Assert.Equal("agencies/lfnd", a.Agency));
    }

    private async System.Threading.Tasks.Task<RpcException> CallAsync(string method, string task, string client)
    {
        var descriptor = TaskService.Descriptor.FindMethodByName(method);
        var request = Requests.Valid(descriptor, task, agency: "mofa");
        return await Assert.ThrowsAsync<RpcException>(async () => await Requests.CallAsync(platform, descriptor, request, client));
    }
}

/// <summary>Requests and calls by descriptor.</summary>
internal static class Requests
{
    /// <summary>A request of a task method in which every field is valid.</summary>
    public static IMessage Valid(MethodDescriptor method, string task, string agency, string text = "A text.")
    {
        var request = (IMessage)Activator.CreateInstance(method.InputType.ClrType)!;
        foreach (var field in method.InputType.Fields.InDeclarationOrder())
        {
            var rule = field.GetOptions()?.GetExtension(OptionsExtensions.Rule);
            object? value = field switch
            {
                { Name: "request_id" } => Platform.NewId(),
                { Name: "name" } => rule?.Resource == "assignments" ? $"{task}/assignments/{agency}" : task,
                { Name: "task", FieldType: FieldType.Message } => new Tasks.V1.Task { Name = task, Title = text },
                { Name: "update_mask" } => new Google.Protobuf.WellKnownTypes.FieldMask { Paths = { "title" } },
                { Name: "attachment" } => new Attachment { Title = text, Uri = "https://example.org/x", Sha256 = new string('a', 64) },
                { Name: "due_time" } => Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero)),
                { Name: "dependency" } => "tasks/tdependency",
                { Name: "unit" } => "units/atu-la-vt",
                { Name: "agency" } => "agencies/moj",
                { Name: "reason" or "report" or "text" or "title" } => text,
                _ => null,
            };
            if (value is not null)
                field.Accessor.SetValue(request, value);
        }

        return request;
    }

    public static async System.Threading.Tasks.Task<IMessage> CallAsync(Platform platform, MethodDescriptor method, IMessage request, string client)
    {
        var call = typeof(TaskService.TaskServiceClient).GetMethod(method.Name + "Async", [request.GetType(), typeof(CallOptions)])!;
        dynamic answer = call.Invoke(platform.Tasks, [request, new CallOptions(await platform.AsAsync(client))])!;
        return (IMessage)await answer.ResponseAsync;
    }
}
