using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sdk.Grains;
using Coordination.Sdk.Sealing;
using Coordination.Sealing;
using Coordination.Silo.Cases;
using Coordination.Workflows;
using Orleans.Concurrency;

namespace Coordination.Silo.Workflows;

/// <summary>One running workflow of any definition.</summary>
[Reentrant]
internal sealed partial class WorkflowGrain(
    LedgerGrainServices services,
    AggregateDefinition<WorkflowInstance, WorkflowEvent> definition,
    WorkflowInputs inputs,
    WorkflowEffects effects,
    CaseAccessLog accesses)
    : LedgerGrain<WorkflowInstance, WorkflowEvent>(services, definition), IWorkflowGrain
{
    private readonly AccessPolicy access = services.Access;

    /// <summary>Stream → who prepared something in it for a step of this instance.</summary>
    private readonly Dictionary<string, IWorkflowCompanion> preparers = new(StringComparer.Ordinal);

    private WorkflowName Name => ResourceName.Parse<WorkflowName>(Stream);

    public async Task<Outcome<WorkflowView>> StartAsync(StartWorkflow command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var caller = command.Context.Principal;
        var repeats = await WasAnsweredAsync(command.Context.RequestId);
        if (inputs.Catalogue.Newest(command.Definition) is not { } newest)
            return WorkflowRefusals.DefinitionUnknown;

        StepCase? about = null;
        if (command.Case is { } name && !repeats)
        {
            var asked = await WorkflowInputs.CaseAsync(GrainFactory, name, command.Person, caller);
            if (asked.IsRefused)
                return asked.Refusal;
            if ((asked.Value.Standing.Relation & (Relation.Lead | Relation.Participant)) == 0)
                return CommonRefusals.PermissionDenied;
            if (asked.Value.Standing.RetentionEnded)
                return CaseRefusals.RetentionEnded;
            if (asked.Value.Standing.Stage is CaseStage.Closed)
                return CaseRefusals.CaseClosed;
            about = asked.Value.Step;
        }

        var step = inputs.Step(Name, Now, about, []);
        if (!repeats && WorkflowRules.Start(WorkflowInstance.Initial, newest, command, step).Refusal is { } no)
            return access.May(caller, WorkflowNames.StartPermission(newest.Id), Relation.Lead) ? no : CommonRefusals.PermissionDenied;

        var entries = WorkflowEntries.Read(newest, newest.Start.Required, newest.Start.Optional, command.Data, static _ => false);
        var texts = await SealAsync(command.Case, repeats ? [] : entries.Texts, cancellationToken);
        if (texts.IsRefused)
            return texts.Refusal;

        var permission = WorkflowNames.StartPermission(newest.Id);
        var actions = newest.Start.Actions.AddRange(newest.States[0].Entry);
        return actions.Any(a => a is CompanionAction)
            ? await CreateTogetherAsync(command, permission, Decide, GatherFor(newest, "", actions, Facts, command.Context), GrainOf, ViewFor(caller, about))
            : await CreateAsync(command, permission, Decide, ViewFor(caller, about));

        Decision<WorkflowEvent> Decide(WorkflowInstance state, DateTimeOffset now) =>
            repeats ? CommonRefusals.ConcurrentChange // The first try failed meanwhile, and for a repeat nothing was asked.
            : WorkflowRules.Start(state, newest, command, step with { Now = now, Texts = texts.Value });

        WorkflowFacts Facts(WorkflowInstance state) => WorkflowRules.Facts(
            state, entries.Values, WorkflowRules.BindAtStart(newest, command, step) is { IsRefused: false } bound ? bound.Value : [], step with { Now = Now }, command.Case);
    }

    public async Task<Outcome<WorkflowView>> FireAsync(FireTransition command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var caller = command.Context.Principal;
        var seen = await SeeAsync(caller, WorkflowPermissions.Read);
        if (seen.IsRefused)
            return seen.Refusal;
        var (state, about, running) = seen.Value;
        var permission = WorkflowNames.Permission(running.Id, command.Transition);
        if (running.Transition(command.Transition) is not { } transition)
            return WorkflowRefusals.TransitionUnknown;

        var repeats = await WasAnsweredAsync(command.Context.RequestId);
        var step = inputs.Step(Name, Now, about, []);
        var entries = WorkflowEntries.Read(running, transition.Required, transition.Optional, command.Data, static _ => true);
        ImmutableArray<SealedField> sealedTexts = [];
        if (!repeats && !entries.Texts.IsEmpty)
        {
            // Refused before anything is sealed; decided again with the texts on the state of that moment.
            if (WorkflowRules.Fire(state, running, command, step).Refusal is { } no && string.IsNullOrEmpty(command.Context.ETag))
                return MayFire(state, running, command.Transition, caller) ? no : CommonRefusals.PermissionDenied;
            var texts = await SealAsync(state.Begun!.Case, entries.Texts, cancellationToken);
            if (texts.IsRefused)
                return texts.Refusal;
            sealedTexts = texts.Value;
        }

        var from = WorkflowRules.Migrate(state, running)?.To ?? state.State; // Who takes part in leaving a state that is called otherwise now.
        var actions = WorkflowRules.ActionsOf(running, from, transition);
        return actions.Any(a => a is CompanionAction)
            ? await CommitTogetherAsync(command, permission, Decide, GatherFor(running, transition.Id, actions, Facts, command.Context), GrainOf, ViewFor(caller, about))
            : await CommitAsync(command, permission, Decide, ViewFor(caller, about));

        Decision<WorkflowEvent> Decide(WorkflowInstance at, DateTimeOffset now) =>
            repeats ? CommonRefusals.ConcurrentChange // The first try failed meanwhile, and for a repeat nothing was sealed.
            : at.State != state.State && transition.From.Contains(at.State) ? CommonRefusals.ConcurrentChange // Others may take part in leaving that state.
            : WorkflowRules.Fire(at, running, command, step with { Now = now, Texts = sealedTexts });

        WorkflowFacts Facts(WorkflowInstance at) => WorkflowRules.Facts(at, entries.Values, command.Parts, step with { Now = Now }, at.Begun?.Case);
    }

    public async Task<Outcome<WorkflowView>> GetAsync(Principal principal, CancellationToken cancellationToken)
    {
        var seen = await SeeAsync(principal, WorkflowPermissions.Read);
        return seen.IsRefused ? seen.Refusal : await ReadAsync(principal, WorkflowPermissions.Read, ViewFor(principal, seen.Value.Case));
    }

    public async Task<Outcome<HistoryPage>> HistoryAsync(Principal principal, int afterVersion, int limit, CancellationToken cancellationToken)
    {
        var seen = await SeeAsync(principal, WorkflowPermissions.ReadHistory);
        if (seen.IsRefused)
            return seen.Refusal;
        var page = await ReadHistoryAsync(principal, WorkflowPermissions.ReadHistory, afterVersion, limit, cancellationToken);
        if (page.IsRefused)
            return page.Refusal;

        // An auditor learns that something happened, never what.
        var reads = access.May(principal, WorkflowPermissions.Read, WorkflowProjection.Relate(seen.Value.State, principal, static _ => false));
        var parts = seen.Value.State.PartsOf(principal);
        return page.Value with
        {
            Entries =
            [
                .. page.Value.Entries
                    .Where(e => e.Type != "workflow.blocked")
                    .Select(e => e with { Data = reads ? ImmutableArray.Create(WorkflowShow.Event(e.Data.AsSpan(), parts)) : [] }),
            ],
        };
    }

    public async Task<Outcome<ImmutableArray<OpenedText>>> ReadTextAsync(ReadWorkflowText command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var reader = command.Context.Principal;
        var seen = await SeeAsync(reader, WorkflowPermissions.ReadText);
        if (seen.IsRefused)
            return seen.Refusal;
        var (state, _, _) = seen.Value;
        var about = state.Begun!.Case;
        var parts = state.PartsOf(reader);
        var texts = command.Fields.Distinct(StringComparer.Ordinal).Select(f => state.Texts.GetValueOrDefault(f)).ToImmutableArray();
        if (texts.IsEmpty || texts.Any(t => t is null || !WorkflowShow.IsFor(t.VisibleTo, parts)))
            return WorkflowRefusals.TextUnknown;

        var keptFor = "";
        if (about is { } name)
        {
            var facts = await GrainFactory.Case(name).FactsAsync();
            if (facts.IsRefused)
                return facts.Refusal;
            if (facts.Value.RetentionEnded)
                return CaseRefusals.RetentionEnded;
            keptFor = facts.Value.Purpose;
        }

        if (inputs.RefuseReading(reader, command.Purpose, keptFor) is { } no)
            return no;

        // Opened first, in memory only: what cannot be opened was not read. That it was read is durable before the answer.
        var opened = await OpenAsync(about, texts!, cancellationToken);
        if (opened.IsRefused)
            return opened.Refusal;
        ImmutableArray<string> fields = [.. texts.Select(t => t!.Field)];
        if (about is { } of)
        {
            var person = state.Begun.Person;
            var entry = new CaseContentRead(of, Stream, person.Length == 0 ? null : person, reader.Agency, reader.Subject, command.Purpose, command.Reason, fields);
            var written = await accesses.WriteAsync(command.Context, entry, cancellationToken);
            return written.IsRefused ? written.Refusal : opened;
        }

        var logged = await CommitAsync(
            command,
            WorkflowPermissions.ReadText,
            (_, _) => new WorkflowTextRead(reader.Agency, reader.Subject, command.Purpose, command.Reason, fields),
            static (_, version) => version);
        return logged.IsRefused ? logged.Refusal : opened;
    }

    public Task<Refusal?> NoteBlockedAsync(ImmutableArray<string> officers) => CommitByPlatformAsync((state, _) =>
        !state.Exists || state.Blocked.SequenceEqual(officers) ? Decision<WorkflowEvent>.Nothing : new WorkflowBlocked(officers));

    protected override async Task AfterDueAsync(string dueKind, WorkflowInstance state)
    {
        if (dueKind.StartsWith(WorkflowProjection.DeadlineKind, StringComparison.Ordinal))
            await ByPlatformAsync((now, running, step) => WorkflowRules.Due(now, running, dueKind[WorkflowProjection.DeadlineKind.Length..], step));
        else
            await AfterEffectsDueAsync(dueKind, state);
    }

    /// <summary>Something that the platform decides by itself on the definition and the case as they are now; what cannot be asked now comes again.</summary>
    private async Task<Refusal?> ByPlatformAsync(Func<WorkflowInstance, WorkflowDefinition, StepInputs, Decision<WorkflowEvent>> decide)
    {
        var read = await ReadStateAsync();
        if (read.IsRefused)
            return read.Refusal;
        if (read.Value.State is not { Begun: { } begun } state)
            return CommonRefusals.NotFound;
        if (inputs.Catalogue.For(begun.Definition, state.DefinitionVersion) is not { } running)
            return WorkflowRefusals.DefinitionNotLoaded;

        StepCase? about = null;
        if (begun.Case is { } name)
        {
            var asked = await WorkflowInputs.CaseAsync(GrainFactory, name, begun.Person, principal: null);
            if (asked.IsRefused)
                return asked.Refusal;
            about = asked.Value.Step;
        }

        return await CommitByPlatformAsync((now, at) => decide(now, running, inputs.Step(Name, at, about, [])));
    }

    /// <summary>The instance, its case and the definition by which it goes on, for whoever may see it.</summary>
    private async Task<Outcome<(WorkflowInstance State, StepCase? Case, WorkflowDefinition Running)>> SeeAsync(Principal principal, string permission)
    {
        var read = await ReadAsync(principal, permission, static (state, _) => state);
        if (read.IsRefused)
            return read.Refusal;
        var begun = read.Value.Begun!;
        if (inputs.Catalogue.For(begun.Definition, read.Value.DefinitionVersion) is not { } running)
            return WorkflowRefusals.DefinitionNotLoaded;
        if (begun.Case is not { } name)
            return (read.Value, null, running);

        var asked = await WorkflowInputs.CaseAsync(GrainFactory, name, begun.Person, principal: null);
        if (asked.IsRefused)
            return asked.Refusal;
        return asked.Value.Step.Blocked.Contains(OfficerKey.Of(principal))
            ? CommonRefusals.NotFound // For an officer of its conflict list nothing of a case exists (domain rule 9).
            : (read.Value, asked.Value.Step, running);
    }

    private Func<WorkflowInstance, List<PreparedAppend>, Task<Refusal?>> GatherFor(
        WorkflowDefinition running, string transition, ImmutableArray<WorkflowAction> actions, Func<WorkflowInstance, WorkflowFacts> facts, CommandContext context) =>
        async (state, prepared) =>
        {
            var to = transition.Length == 0 ? running.States[0].Id : running.Transition(transition)!.To ?? state.State;
            var step = new WorkflowStep(running.Id, running.Version, transition, to, facts(state), context.Principal, context.RequestId);
            foreach (var action in actions.OfType<CompanionAction>())
            {
                var companion = inputs.Companion(action.Companion);
                var outcome = await companion.PrepareAsync(step, GrainFactory, CancellationToken.None);
                if (outcome.IsRefused)
                    return outcome.Refusal;
                foreach (var append in outcome.Value)
                {
                    preparers[append.Stream] = companion;
                    prepared.Add(append);
                }
            }

            return null;
        };

    private IAggregateGrain GrainOf(PreparedAppend prepared) =>
        preparers.TryGetValue(prepared.Stream, out var companion)
            ? companion.GrainOf(prepared, GrainFactory)
            : throw new InvalidOperationException("Nobody prepared this.");

    private async Task<Outcome<ImmutableArray<SealedField>>> SealAsync(
        CaseName? about, ImmutableArray<(WorkflowField Field, PlainText Text)> texts, CancellationToken cancellationToken)
    {
        try
        {
            return await inputs.SealAsync(Name, about, texts, cancellationToken);
        }
        catch (KeyDestroyedException)
        {
            return CaseRefusals.RetentionEnded;
        }
        catch (KeyStoreUnavailableException)
        {
            return SealingRefusals.KeyStoreUnavailable;
        }
    }

    private async Task<Outcome<ImmutableArray<OpenedText>>> OpenAsync(CaseName? about, IEnumerable<SealedField> texts, CancellationToken cancellationToken)
    {
        try
        {
            return await inputs.OpenAsync(Name, about, texts, cancellationToken);
        }
        catch (KeyDestroyedException)
        {
            return CaseRefusals.RetentionEnded;
        }
        catch (KeyStoreUnavailableException)
        {
            return SealingRefusals.KeyStoreUnavailable;
        }
        catch (SealBrokenException)
        {
            return CommonRefusals.StreamParked; // Somebody altered what is stored.
        }
    }

    private bool MayFire(WorkflowInstance state, WorkflowDefinition running, string transition, Principal caller) =>
        access.May(caller, WorkflowNames.Permission(running.Id, transition), WorkflowProjection.Relate(state, caller, part => running.Part(part) is { Leads: true }));

    private Func<WorkflowInstance, int, WorkflowView> ViewFor(Principal caller, StepCase? about) => (state, version) =>
    {
        var begun = state.Begun!;
        var running = inputs.Catalogue.For(begun.Definition, state.DefinitionVersion);
        var parts = state.PartsOf(caller);
        return new WorkflowView(
            Name, begun.Definition, state.DefinitionVersion, state.State, state.Final, state.Overdue, begun.Owner, begun.Case, begun.Person, begun.Province,
            state.Parts,
            [.. state.Data.Values.Where(v => WorkflowShow.IsFor(v.VisibleTo, parts)).OrderBy(v => v.Field, StringComparer.Ordinal)],
            [.. state.Texts.Values.Where(t => WorkflowShow.IsFor(t.VisibleTo, parts)).Select(t => t.Field).Order(StringComparer.Ordinal)],
            state.Deadlines,
            [.. state.Effects.Select(e => new WorkflowEffectView(e.Owed.Id, e.Owed.Action, e.Owed.Kind, e.Resource, e.Refusal, e.Ended))],
            running is null ? [] : WorkflowRules.Offered(state, running, caller, t => MayFire(state, running, t.Id, caller), inputs.Step(Name, Now, about, [])),
            begun.Parent?.Name, state.CreatedAt, state.UpdatedAt, version);
    };
}
