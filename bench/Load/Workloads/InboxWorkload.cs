using Coordination.Tasks.V1;
using Grpc.Core;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Bench.Load.Workloads;

/// <summary>Agencies read the first page of what is open for them, the earliest due first.</summary>
internal sealed class InboxWorkload(Server server, int agencies) : IWorkload
{
    private const int PageSize = 50;
    private readonly CallOptions[] callers = new CallOptions[agencies];

    public async Task PrepareAsync()
    {
        for (var i = 0; i < agencies; i++)
            callers[i] = await server.AsAsync(Agencies.Code(i));

        var page = await ListAsync(0, 0);
        if (page.Tasks.Count < PageSize)
            throw new InvalidOperationException($"The inbox holds {page.Tasks.Count} tasks: too few for a page of {PageSize}.");
    }

    public Task CallAsync(int client, long sequence) => ListAsync(client, (int)(sequence % agencies));

    private Task<ListTasksResponse> ListAsync(int client, int agency) =>
        server.Tasks(client).ListTasksAsync(
            new ListTasksRequest
            {
                Agency = Agencies.Name(agency),
                OpenOnly = true,
                PageSize = PageSize,
                Order = TaskOrder.DueFirst,
            },
            Server.Bounded(callers[agency])).ResponseAsync;
}
