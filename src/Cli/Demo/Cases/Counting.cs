using Coordination.Cases.V1;
using Coordination.Statistics.V1;
using static Coordination.Cli.Demo.Cases.CaseStory;

namespace Coordination.Cli.Demo.Cases;

/// <summary>Who sees no case gets numbers, and no small one that is not its own.</summary>
internal static class Counting
{
    public static async Task PlayAsync(CaseStory story)
    {
        story.Stage.Act("demo.case.counting");
        var own = await story[Shelter].Statistics.CountAsync(
            new CountRequest { Kind = "cases", Filters = { new Filter { Dimension = "owner", Values = { Shelter } } } }, cancellationToken: story.CancellationToken);
        var leads = await story[Shelter].Cases.ListCasesAsync(
            new ListCasesRequest { Roles = { ParticipantRole.Lead }, PageSize = 100 }, cancellationToken: story.CancellationToken);
        var total = own.Cells.Single();
        story.Expect(!total.Suppressed && total.Count >= leads.Cases.Count && leads.Cases.Any(c => c.Name == story.Case), "cases");
        story.Done("demo.case.own-numbers", Shelter, total.Count);

        foreach (var who in new[] { Secretariat, Statistician })
        {
            await story.RefusedAsync(who == Secretariat ? "NOT_FOUND" : "PERMISSION_DENIED", who, () => story.GetAsync(who)).ConfigureAwait(false);
            var counted = await story[who].Statistics.CountAsync(new CountRequest { Kind = "people", Cube = { "role", "age_band" } }, cancellationToken: story.CancellationToken);
            story.Expect(counted.Cells.Any(c => c.Grouping == 0), $"people: {who}");
            story.Expect(counted.Cells.All(c => c.Suppressed ? c.Count == 0 : c.Count >= counted.SmallestCell), $"people: {who}");
            story.Expect(!counted.ToString().Contains(story.Case, StringComparison.Ordinal), $"people: {who}");
            story.Done("demo.case.numbers", who, counted.Cells.Count, counted.SuppressedCells, counted.SmallestCell);
        }
    }
}
