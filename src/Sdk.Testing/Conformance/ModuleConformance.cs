using System.Collections.Concurrent;
using System.Collections.Immutable;
using Coordination.Localization;
using Coordination.Sdk.Modules;
using Coordination.Workflows;
using Xunit;

namespace Coordination.Sdk.Testing;

/// <summary>
/// What every module promises. A module's tests inherit it and bring two things that are written by hand: scenarios, and who
/// may and may not take each step.
/// </summary>
/// <typeparam name="TModule">The module.</typeparam>
public abstract partial class ModuleConformance<TModule> where TModule : ICoordinationModule, new()
{
    // One playing for all tests of a class: it is what takes time.
    private static readonly ConcurrentDictionary<System.Type, Lazy<Task<ConformancePlay>>> Played = [];

    private static readonly ModuleContents Contents = new(new TModule());

    /// <summary>Scenarios that together take every step that somebody can take, and set every deadline.</summary>
    protected abstract IEnumerable<Scenario> Scenarios { get; }

    /// <summary>A row for each transition of each workflow, and one for its start.</summary>
    protected abstract AccessMatrix Matrix { get; }

    /// <summary>Modules that it depends on, loaded with it. Default: none.</summary>
    protected virtual ImmutableArray<ICoordinationModule> Beside => [];

    private ImmutableArray<ICoordinationModule> Modules => [new TModule(), .. Beside];

    /// <summary>Whether the module's README must show each workflow's diagram. Default: true.</summary>
    protected virtual bool ReadmeHasDiagrams => true;

    [Fact]
    public void Every_definition_is_valid_and_every_state_is_reached_and_left()
    {
        var faults = Contents.Definitions.SelectMany(d => DefinitionCheck.Faults(d).Select(f => $"{d.Id} {d.Version}: {f}"))
            .Concat(Contents.Definitions.GroupBy(d => d.Id, StringComparer.Ordinal).SelectMany(g => DefinitionCheck.Faults([.. g]).Select(f => $"{g.Key}: {f}")));

        None(faults);
    }

    [Fact]
    public void From_every_state_an_end_can_be_reached()
    {
        var stuck = Contents.Definitions.SelectMany(d =>
        {
            var ends = d.States.Where(s => s.Final).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
            while (d.Transitions.Any(t => t.To is { } to && ends.Contains(to) && t.From.Any(ends.Add)))
            {
            }

            return d.States.Where(s => !ends.Contains(s.Id)).Select(s => $"{d.Id} {d.Version}: from {s.Id} nothing leads to an end.");
        });

        None(stuck);
    }

    [Fact]
    public void Every_step_has_a_permission_in_both_halves()
    {
        var missing =
            from definition in Contents.Newest
            from permission in definition.Transitions.Select(t => WorkflowNames.Permission(definition.Id, t.Id)).Append(WorkflowNames.StartPermission(definition.Id))
            where !Contents.SiloPermissions.Any(p => p.Name == permission) || !Contents.GatewayPermissions.Any(p => p.Name == permission)
            select $"{permission}: register the workflow with AddWorkflow in both halves of the module.";

        None(missing);
    }

    [Fact]
    public void Every_step_has_a_row_in_the_matrix()
    {
        var problems = new List<string>();
        foreach (var definition in Contents.Newest)
        {
            foreach (var (verb, platformOnly) in definition.Transitions.Select(t => (t.Id, t.Parts.IsEmpty)).Prepend(("start", false)))
            {
                if (Matrix.Of(definition.Id, verb) is not { } row)
                    problems.Add($"{definition.Id}: {verb} has no row. Say who may and who may not.");
                else if (row.MayNot.IsEmpty)
                    problems.Add($"{definition.Id}: the row of {verb} names nobody who may not.");
                else if (row.May.IsEmpty != platformOnly)
                    problems.Add($"{definition.Id}: the row of {verb} {(platformOnly ? "names somebody, and only the platform fires it" : "names nobody who may")}.");
            }
        }

        problems.AddRange(Matrix.Rows
            .Where(r => Contents.Newest.FirstOrDefault(d => d.Id == r.Definition) is not { } d || (r.Transition != "start" && d.Transition(r.Transition) is null))
            .Select(r => $"{r.Definition}: the matrix has a row for {r.Transition}, which there is not."));
        None(problems);
    }

    [Fact]
    public async Task Scenarios_come_true()
    {
        var play = await PlayAsync();

        None(play.About(ConformancePlay.Scenarios));
    }

    [Fact]
    public async Task Scenarios_take_every_step_and_set_every_deadline()
    {
        var play = await PlayAsync();
        var missing = Contents.Newest.SelectMany(d => d.Transitions.Where(t => !play.WasFired(d.Id, t.Id)).Select(t => $"{d.Id}: no scenario comes to {t.Id}.")
            .Concat(WorkflowRules.Actions(d).OfType<DeadlineAction>().Where(a => !play.WasSet(d.Id, a.Id)).Select(a => $"{d.Id}: no scenario sets the deadline {a.Id}.")));

        None(missing);
    }

    [Fact]
    public async Task Who_may_can_and_who_may_not_cannot()
    {
        var play = await PlayAsync();

        None(play.About(ConformancePlay.Access));
    }

    [Fact]
    public async Task A_repeat_changes_nothing()
    {
        var play = await PlayAsync();

        None(play.About(ConformancePlay.Repeats));
    }

    [Fact]
    public async Task No_text_of_a_field_is_in_logs_traces_metrics_or_refusals()
    {
        var play = await PlayAsync();

        None(play.About(ConformancePlay.PersonalData));
    }

    [Fact]
    public void Every_word_is_in_Lao_and_English()
    {
        var missing = Contents.Definitions
            .SelectMany(ModuleContents.Texts)
            .Where(t => t.Text != LocalizedText.Empty || !t.Path.EndsWith(".Summary", StringComparison.Ordinal)) // A summary may be left out.
            .SelectMany(t => new[] { (t.Path, Language: "en", Words: t.Text.En), (t.Path, Language: "lo", Words: t.Text.Lo) })
            .Where(t => string.IsNullOrWhiteSpace(t.Words))
            .Select(t => $"{t.Path}: no words in '{t.Language}'.")
            .ToList();
        var lao = Contents.Translated("lo");
        missing.AddRange(Contents.Refusals.Where(r => !lao.Contains($"refusal.{r.Code}")).Select(r => $"{r.Code}: Translations/lo.json has no sentence under refusal.{r.Code}."));

        None(missing);
    }

    [Fact]
    public void The_diagrams_of_the_README_are_those_of_the_definitions()
    {
        if (!ReadmeHasDiagrams || Contents.Definitions.IsEmpty)
            return;

        var readme = Contents.Readme();
        Assert.True(readme is not null, "The module has no README.md beside its project.");
        var missing = Contents.Newest
            .Select(definition => (definition.Id, Drawn: WorkflowDiagram.Mermaid(definition)))
            .Where(diagram => !Flat(readme).Contains(Flat(diagram.Drawn), StringComparison.Ordinal))
            .Select(diagram => $"The README lacks the diagram of {diagram.Id}. Put it into a block ```mermaid:{Environment.NewLine}{diagram.Drawn}");

        None(missing);
    }

    /// <summary>Fails with all of them, whole.</summary>
    private static void None(IEnumerable<string> problems)
    {
        var all = problems.ToArray();
        Assert.True(all.Length == 0, string.Join(Environment.NewLine, all));
    }

    private Task<ConformancePlay> PlayAsync() => Played.GetOrAdd(
        GetType(), _ => new Lazy<Task<ConformancePlay>>(() => Task.Run(() => ConformancePlay.PlayAsync(Modules, Contents, Scenarios, Matrix)))).Value;

    private static string Flat(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
}
