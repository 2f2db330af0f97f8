using Coordination.Client;
using Coordination.Tasks.V1;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Cli.Demo;

/// <summary>Reads histories whole.</summary>
internal static class Histories
{
    private const int PageSize = 1000;

    // Longest list that a task may have is bounded by the platform; this bounds a server that never ends.
    private const int MostPages = 1000;

    public static async Task<IReadOnlyList<TaskHistoryEntry>> ReadAsync(CoordinationClient client, string task, CancellationToken cancellationToken)
    {
        var entries = new List<TaskHistoryEntry>();
        var request = new GetTaskHistoryRequest { Name = task, PageSize = PageSize };
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await client.Tasks.GetTaskHistoryAsync(request, cancellationToken: cancellationToken);
            entries.AddRange(answer.Entries);
            if (answer.NextPageToken.Length == 0)
                return entries;
            request.PageToken = answer.NextPageToken;
        }

        throw new DemoFailedException($"The history of {task} does not end.");
    }

    public static HistoryLine Line(TaskHistoryEntry entry) => new(entry.Version, entry.Type, entry.Actor, entry.RequestId, About(entry.Data));

    private static string About(Struct? data) =>
        data is not null && data.Fields.TryGetValue("agency", out var agency) ? agency.ToString() : "";
}
