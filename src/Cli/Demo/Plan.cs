using System.Text.Json;
using Coordination.Tasks.V1;
using Coordination.Type.V1;

namespace Coordination.Cli.Demo;

/// <summary>The directives that the demo assigns, from <c>Demo/plan.json</c>.</summary>
internal sealed record Plan(IReadOnlyList<PlannedDirective> Directives)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Plan Load()
    {
        using var stream = typeof(Plan).Assembly.GetManifestResourceStream("demo.plan.json")
            ?? throw new InvalidOperationException("The demo's plan is not in this build.");
        return JsonSerializer.Deserialize<Plan>(stream, Json)!;
    }
}

/// <param name="Key">How the story refers to it.</param>
/// <param name="Rule">all, any or lead.</param>
/// <param name="Days">Due in so many working days.</param>
/// <param name="Needs">Keys of directives that must be completed first.</param>
internal sealed record PlannedDirective(
    string Key,
    LocalizedTitle Title,
    string Lead,
    IReadOnlyList<string> Support,
    string Priority,
    string Rule,
    int Days,
    string Instrument,
    string Objective,
    string? Province,
    IReadOnlyList<string>? Needs)
{
    public AssignTaskRequest ToRequest(string language, string run) => new()
    {
        Title = Title.In(language, run),
        Lead = "agencies/" + Lead,
        Supporting = { Support.Select(s => "agencies/" + s) },
        Priority = Reading.EnumValues.TryParse<Priority>(Priority, out var priority) ? priority : default,
        CompletionRule = Rule is "lead" ? CompletionRule.Lead : Rule is "any" ? CompletionRule.Any : CompletionRule.All,
        DueInWorkingDays = Days,
        Instrument = "instruments/" + Instrument,
        Objective = Objective,
        Province = Province ?? "",
        Handling = Handling.Amber,
    };
}

internal sealed record LocalizedTitle(string En, string Lo)
{
    /// <summary>The title with the run's mark, so that a second run is told from the first.</summary>
    public string In(string language, string run) => $"{(language is "lo" ? Lo : En)} [{run}]";
}
