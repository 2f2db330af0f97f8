using Coordination.Tasks.V1;
using Grpc.Core;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Bench.Load.Workloads;

/// <summary>The secretariat reads one of a thousand tasks that it assigned before.</summary>
internal sealed class GetWorkload(Server server, int agencies) : IWorkload
{
    private const int Tasks = 1_000;
    private readonly string[] names = new string[Tasks];
    private CallOptions assigner;

    public async Task PrepareAsync()
    {
        assigner = await server.AsAsync(Agencies.Assigner);
        await Parallel.ForEachAsync(Enumerable.Range(0, Tasks), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
            names[i] = (await server.Tasks(i).AssignTaskAsync(
                AssignWorkload.Request(Agencies.Name(i % agencies), i), Server.Bounded(assigner))).Name);
    }

    public Task CallAsync(int client, long sequence) =>
        server.Tasks(client).GetTaskAsync(
            new GetTaskRequest { Name = names[sequence % Tasks] }, Server.Bounded(assigner)).ResponseAsync;
}

/// <summary>The secretariat reads each of the named tasks once.</summary>
internal sealed class TouchWorkload(Server server, IReadOnlyList<string> names) : IWorkload
{
    private CallOptions assigner;

    public async Task PrepareAsync() => assigner = await server.AsAsync(Agencies.Assigner);

    public Task CallAsync(int client, long sequence) =>
        server.Tasks(client).GetTaskAsync(new GetTaskRequest { Name = names[(int)sequence] }, Server.Bounded(assigner)).ResponseAsync;
}
