namespace Coordination.Bench.Load.Measuring;

/// <summary>The CPU that a server and its database spend between the first and the last mark. Id 0: not measured.</summary>
internal sealed class CpuSpan(int serverProcessId, int databaseProcessId)
{
    private readonly List<(double Server, double Database)> marks = [];

    public void Mark() => marks.Add((Seconds(serverProcessId), Seconds(databaseProcessId)));

    public void AddTo(Dictionary<string, double> metrics, long commands)
    {
        if (serverProcessId != 0)
            metrics["server_cpu_s_per_1000"] = (marks[^1].Server - marks[0].Server) / commands * 1000;
        if (databaseProcessId != 0)
            metrics["database_cpu_s_per_1000"] = (marks[^1].Database - marks[0].Database) / commands * 1000;
    }

    private static double Seconds(int processId) => processId == 0 ? 0 : ProcessTimes.CpuSecondsOfTree(processId);
}
