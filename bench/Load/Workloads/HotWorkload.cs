using Coordination.Tasks.V1;
using Grpc.Core;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Bench.Load.Workloads;

/// <summary>One task with many assignees; each client reports the progress of one of them, again and again.</summary>
internal sealed class HotWorkload(Server server, int clients, int agencies) : IWorkload
{
    private readonly (string Assignment, CallOptions Options)[] assignees = new (string, CallOptions)[Math.Min(clients, agencies - 1)];

    public async Task PrepareAsync()
    {
        var request = AssignWorkload.Request(Agencies.Name(0), 0);
        request.Supporting.AddRange(Enumerable.Range(1, agencies - 1).Select(Agencies.Name));
        var task = await server.Tasks(0).AssignTaskAsync(request, Server.Bounded(await server.AsAsync(Agencies.Assigner)));
        await Parallel.ForEachAsync(Enumerable.Range(0, assignees.Length), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            var name = $"{task.Name}/assignments/{Agencies.Code(i + 1)}";
            var options = await server.AsAsync(Agencies.Code(i + 1));
            assignees[i] = (name, options);
            var tasks = server.Tasks(i);
            await tasks.AcknowledgeAssignmentAsync(new AcknowledgeAssignmentRequest { RequestId = NewId(), Name = name }, Server.Bounded(options));
            await tasks.AcceptAssignmentAsync(new AcceptAssignmentRequest { RequestId = NewId(), Name = name }, Server.Bounded(options));
            await tasks.StartAssignmentAsync(new StartAssignmentRequest { RequestId = NewId(), Name = name }, Server.Bounded(options));
        });
    }

    public Task CallAsync(int client, long sequence)
    {
        var (assignment, options) = assignees[client % assignees.Length];
        return server.Tasks(client).ReportProgressAsync(
            new ReportProgressRequest
            {
                RequestId = NewId(),
                Name = assignment,
                ProgressPercent = (int)(sequence % 100),
                Text = "Two of the five offices are inspected.",
            },
            Server.Bounded(options)).ResponseAsync;
    }

    private static string NewId() => Guid.CreateVersion7().ToString();
}
