using Coordination.Tasks.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Bench.Load.Workloads;

/// <summary>The secretariat assigns a new task to one agency.</summary>
/// <param name="onAssigned">Told each new task's name; may be called by many at once.</param>
internal sealed class AssignWorkload(Server server, int agencies, Action<string>? onAssigned = null) : IWorkload
{
    private static readonly string Description = string.Concat(Enumerable.Repeat(
        "Report what was found at the border crossings, and who was helped. ", 3));

    private CallOptions assigner;

    public async Task PrepareAsync() => assigner = await server.AsAsync(Agencies.Assigner);

    public async Task CallAsync(int client, long sequence)
    {
        var task = await server.Tasks(client).AssignTaskAsync(Request(Agencies.Name((int)(sequence % agencies)), sequence), Server.Bounded(assigner));
        onAssigned?.Invoke(task.Name);
    }

    public static AssignTaskRequest Request(string lead, long number) => new()
    {
        RequestId = Guid.CreateVersion7().ToString(),
        Title = $"Inspect the recruitment offices of the border districts, {number:0000000}",
        Description = Description,
        Lead = lead,
        Priority = Priority.Urgent,
        DueTime = DateTime.UtcNow.AddDays(30 + (number % 60)).ToTimestamp(),
        Province = "LA-VT",
    };
}
