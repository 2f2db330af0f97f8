using Coordination.Statistics.V1;
using Grpc.Core;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Bench.Load.Workloads;

/// <summary>The secretariat asks one question of statistics over and over; its answers are suppressed like those of any reader.</summary>
/// <param name="question">Which of <see cref="Questions"/>.</param>
internal sealed class StatisticsWorkload(Server server, int question) : IWorkload
{
    /// <summary>From a single number to a whole table with its totals.</summary>
    private static readonly CountRequest[] Questions =
    [
        Of("", [[]]),
        Of("", [["gender", "age_band"], ["gender"], ["age_band"], []]),
        Of("", [["province", "exploitation_any"]]),
        Of("2026", [["province"], ["gender"], []], every: Granularity.Month),
        Of("", [["citizenship", "gender", "age_band"]], role: "victim"),
    ];

    private StatisticsService.StatisticsServiceClient client = null!;
    private CallOptions reader;

    public async Task PrepareAsync()
    {
        client = new StatisticsService.StatisticsServiceClient(server.Channel);
        reader = await server.AsAsync(Agencies.Assigner);
        var answer = await client.CountAsync(Questions[question], Server.Bounded(reader));
        if (answer.Cells.Count == 0)
            throw new InvalidOperationException("There is nothing to count: fill the facts first.");
    }

    public Task CallAsync(int client, long sequence) => this.client.CountAsync(Questions[question], Server.Bounded(reader)).ResponseAsync;

    private static CountRequest Of(string year, string[][] groupings, Granularity every = Granularity.Unspecified, string? role = null)
    {
        var request = new CountRequest { Kind = "people", FirstPeriod = year, LastPeriod = year, Granularity = every };
        foreach (var dimensions in groupings)
        {
            var grouping = new Grouping();
            grouping.Dimensions.AddRange(dimensions);
            if (every is not Granularity.Unspecified)
                grouping.Dimensions.Add("period");
            request.Groupings.Add(grouping);
        }

        if (role is not null)
            request.Filters.Add(new Filter { Dimension = "role", Values = { role } });
        return request;
    }
}
