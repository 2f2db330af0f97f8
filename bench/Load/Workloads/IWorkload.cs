namespace Coordination.Bench.Load.Workloads;

/// <summary>What the clients of a closed loop do.</summary>
internal interface IWorkload
{
    /// <summary>Makes what the calls need, before anything is counted.</summary>
    Task PrepareAsync();

    /// <summary>One call.</summary>
    /// <param name="client">From 0.</param>
    /// <param name="sequence">Counts the calls of all clients, from 0.</param>
    /// <exception cref="Grpc.Core.RpcException">It failed.</exception>
    Task CallAsync(int client, long sequence);
}
