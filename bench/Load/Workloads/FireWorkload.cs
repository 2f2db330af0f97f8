using System.Globalization;
using Coordination.Modules.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Bench.Load.Workloads;

/// <summary>Many running workflows; each call takes a step of one of them, to and fro between two states.</summary>
/// <remarks>A client has workflows of its own, so that each is where its client left it.</remarks>
internal sealed class FireWorkload(Server server, int clients, int agencies) : IWorkload
{
    /// <summary>A workflow takes 2,000 steps at most.</summary>
    private const int OfEachClient = 64;

    private static readonly string[] Steps = ["answer", "ask_again"];

    private readonly (string Name, int Taken)[][] own = new (string, int)[clients][];
    private readonly int[] turn = new int[clients];
    private CallOptions assigner;

    public async Task PrepareAsync()
    {
        assigner = await server.AsAsync(Agencies.Assigner);
        await Parallel.ForEachAsync(Enumerable.Range(0, clients), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (client, _) =>
        {
            own[client] = new (string, int)[OfEachClient];
            for (var i = 0; i < OfEachClient; i++)
            {
                var started = await server.Modules(client).StartWorkflowAsync(
                    new StartWorkflowRequest
                    {
                        RequestId = NewId(),
                        Definition = "definitions/bench-loop",
                        Province = "LA-VT",
                        Parts = { new PartBinding { Part = "assignee", Agency = Agencies.Name((client + i) % agencies) } },
                    },
                    Server.Bounded(assigner));
                own[client][i] = (started.Name, 0);
            }
        });
    }

    public async Task CallAsync(int client, long sequence)
    {
        var at = turn[client] = (turn[client] + 1) % OfEachClient;
        var (name, taken) = own[client][at];
        var request = new FireTransitionRequest
        {
            RequestId = NewId(),
            Name = name,
            Transition = Steps[taken % Steps.Length],
            Data =
            {
                ["finding"] = Value.ForString("something"),
                ["helped"] = Value.ForNumber(1 + (sequence % 100)),
                ["seen_date"] = Value.ForString(DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            },
        };
        await server.Modules(client).FireTransitionAsync(request, Server.Bounded(assigner));
        own[client][at] = (name, taken + 1);
    }

    private static string NewId() => Guid.CreateVersion7().ToString();
}
