using System.Collections.Frozen;
using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Modules;
using Coordination.Outcomes;
using Coordination.Workflows;
using Orleans.Concurrency;

namespace Coordination.Silo.Workflows;

/// <summary>Shows the definitions of this silo to processes that do not hold them.</summary>
[StatelessWorker, Reentrant]
internal sealed class DefinitionsGrain(WorkflowCatalogue catalogue, AccessPolicy access) : Grain, IDefinitionsGrain
{
    private FrozenDictionary<string, string>? modules;

    public async Task<Outcome<ImmutableArray<DefinitionSummaryView>>> ListAsync(Principal principal, CancellationToken cancellationToken)
    {
        if (!MayRead(principal))
            return CommonRefusals.PermissionDenied;

        var owners = await ModulesAsync();
        return catalogue.All.Select(versions => versions[^1]).Select(newest => new DefinitionSummaryView(
            newest.Id,
            owners.GetValueOrDefault(newest.Id, ""),
            newest.Version,
            newest.Title,
            newest.Summary,
            newest.Case,
            newest.Person,
            CanStart(principal, newest))).ToImmutableArray();
    }

    public async Task<Outcome<DefinitionView>> GetAsync(Principal principal, string id, int version, CancellationToken cancellationToken)
    {
        var found = Find(principal, id, version);
        if (found.IsRefused)
            return found.Refusal;

        var versions = catalogue.All.First(all => all[0].Id == id).Select(d => d.Version).ToImmutableArray();
        return DefinitionViews.Of(found.Value, (await ModulesAsync()).GetValueOrDefault(id, ""), versions);
    }

    public Task<Outcome<DiagramView>> RenderAsync(
        Principal principal, string id, int version, DiagramFormat format, string language, CancellationToken cancellationToken)
    {
        var found = Find(principal, id, version);
        if (found.IsRefused)
            return Task.FromResult<Outcome<DiagramView>>(found.Refusal);

        var text = format is DiagramFormat.Dot ? WorkflowDiagram.Dot(found.Value, language) : WorkflowDiagram.Mermaid(found.Value, language);
        return Task.FromResult<Outcome<DiagramView>>(new DiagramView(text, found.Value.Version));
    }

    public Task<Outcome<FormView>> FormAsync(
        Principal principal, string id, int version, string transition, string language, CancellationToken cancellationToken) =>
        Task.FromResult(Form(Find(principal, id, version), transition, language));

    private static Outcome<FormView> Form(Outcome<WorkflowDefinition> found, string transition, string language)
    {
        if (found.IsRefused)
            return found.Refusal;

        return WorkflowForm.Of(found.Value, transition) is { } form ? DefinitionViews.Of(form, language) : WorkflowRefusals.TransitionUnknown;
    }

    private Outcome<WorkflowDefinition> Find(Principal principal, string id, int version)
    {
        if (!MayRead(principal))
            return CommonRefusals.PermissionDenied;
        return (version == 0 ? catalogue.Newest(id) : catalogue.Find(id, version)) is { } definition ? definition : WorkflowRefusals.DefinitionUnknown;
    }

    private bool MayRead(Principal principal) => access.May(principal, WorkflowPermissions.ReadDefinitions, Relation.None);

    private static bool CanStart(Principal principal, WorkflowDefinition definition) =>
        definition.Start.Roles.Any(principal.Has)
        && (definition.Start.Agencies.IsEmpty || definition.Start.Agencies.Contains(principal.Agency.Id));

    /// <summary>Which module brings which definition: as it was when the silo started, so it is asked for once.</summary>
    private async ValueTask<FrozenDictionary<string, string>> ModulesAsync()
    {
        if (modules is not null)
            return modules;

        var set = await GrainFactory.Modules().SetAsync();
        return modules = set.Modules
            .Where(module => module.State is ModuleState.Active)
            .SelectMany(module => module.Definitions.Select(definition => (definition, module.Id)))
            .DistinctBy(pair => pair.definition, StringComparer.Ordinal)
            .ToFrozenDictionary(pair => pair.definition, pair => pair.Id, StringComparer.Ordinal);
    }
}
