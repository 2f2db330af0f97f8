using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Localization;

namespace Coordination.Workflows;

/// <summary>
/// A workflow as data: states, transitions, what each demands and what each brings about. Immutable. A version that has been
/// in use is never changed: a change is a new version, with a migration.
/// </summary>
public sealed record WorkflowDefinition
{
    /// <summary>Lower-case letters, digits and hyphens, unique in the installation, for example <c>shelter-stay</c>.</summary>
    public required string Id { get; init; }

    /// <summary>From 1.</summary>
    public required int Version { get; init; }

    public required LocalizedText Title { get; init; }

    public LocalizedText Summary { get; init; } = LocalizedText.Empty;

    /// <summary>The guideline and its version that the steps follow, for example <c>vpg-2020@1</c>; pinned into every step. Default: none.</summary>
    public string Guideline { get; init; } = "";

    /// <summary>Default: an instance is not about a case.</summary>
    public CaseUse Case { get; init; }

    /// <summary>Whether an instance is about one person of the case. Needs <see cref="Case"/>. Default: about the case as a whole.</summary>
    public bool Person { get; init; }

    /// <summary>How far what an instance holds may go. Default: the agencies that play a part.</summary>
    public Handling Handling { get; init; } = Handling.Amber;

    public ImmutableArray<WorkflowPart> Parts { get; init; } = [];

    /// <summary>Everything that an instance can hold. A transition names which of them it asks for.</summary>
    public ImmutableArray<WorkflowField> Fields { get; init; } = [];

    /// <summary>The first is where it starts.</summary>
    public required ImmutableArray<WorkflowState> States { get; init; }

    /// <summary>How it is started: who may, what must be said, what it brings about.</summary>
    public required WorkflowStart Start { get; init; }

    public required ImmutableArray<WorkflowTransition> Transitions { get; init; }

    /// <summary>How running instances of older versions go on by this one.</summary>
    public ImmutableArray<WorkflowMigration> Migrations { get; init; } = [];

    public WorkflowState? State(string id) => States.FirstOrDefault(s => s.Id == id);

    public WorkflowTransition? Transition(string id) => Transitions.FirstOrDefault(t => t.Id == id);

    public WorkflowField? Field(string id) => Fields.FirstOrDefault(f => f.Id == id);

    public WorkflowPart? Part(string id) => Parts.FirstOrDefault(p => p.Id == id);
}

/// <summary>A part that one agency plays.</summary>
/// <param name="Id">Lower snake, for example <c>shelter</c>.</param>
public sealed record WorkflowPart(string Id, LocalizedText Title)
{
    /// <summary>The agency (its id, <c>lwu-center</c>) that always plays it. Default: it is bound by whoever starts it or by a transition.</summary>
    public string? Fixed { get; init; }

    /// <summary>Whoever starts the workflow plays it. Default: false.</summary>
    public bool Starter { get; init; }

    /// <summary>Must be bound at the start. Default: a transition may bind it later.</summary>
    public bool Required { get; init; }

    /// <summary>It leads: relation <see cref="Relation.Lead"/>. Default: it takes part.</summary>
    public bool Leads { get; init; }
}

/// <param name="Id">Lower snake, for example <c>in_care</c>.</param>
public sealed record WorkflowState(string Id, LocalizedText Title)
{
    /// <summary>Nothing follows. Default: false.</summary>
    public bool Final { get; init; }

    /// <summary>When the workflow comes here, whatever transition leads here.</summary>
    public ImmutableArray<WorkflowAction> Entry { get; init; } = [];

    /// <summary>When the workflow leaves it.</summary>
    public ImmutableArray<WorkflowAction> Exit { get; init; } = [];
}

/// <summary>How an instance begins. Makes the permission <c>workflow.(definition).start</c>.</summary>
public sealed record WorkflowStart
{
    /// <summary>Roles of <see cref="Role"/> that may start it.</summary>
    public required ImmutableArray<string> Roles { get; init; }

    /// <summary>Agencies (ids) that may; empty: any.</summary>
    public ImmutableArray<string> Agencies { get; init; } = [];

    /// <summary>Ids of fields that must or may be given.</summary>
    public ImmutableArray<string> Required { get; init; } = [];

    public ImmutableArray<string> Optional { get; init; } = [];

    public ImmutableArray<WorkflowGuard> Guards { get; init; } = [];

    public ImmutableArray<WorkflowAction> Actions { get; init; } = [];
}

/// <summary>A step. Makes the permission <c>workflow.(definition).(id)</c>.</summary>
/// <param name="Id">A verb in lower snake, unique in the definition, for example <c>admit</c>.</param>
public sealed record WorkflowTransition(string Id, LocalizedText Title)
{
    /// <summary>States from which it leads.</summary>
    public required ImmutableArray<string> From { get; init; }

    /// <summary>Where it leads. Default: the workflow stays where it is.</summary>
    public string? To { get; init; }

    /// <summary>Parts whose agencies may fire it. Empty: nobody but the platform (a deadline).</summary>
    public ImmutableArray<string> Parts { get; init; } = [];

    /// <summary>Roles of <see cref="Role"/> that may. Empty: nobody but the platform.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>Ids of fields that must be given (or be known already, for those that were given before and are not personal).</summary>
    public ImmutableArray<string> Required { get; init; } = [];

    public ImmutableArray<string> Optional { get; init; } = [];

    /// <summary>Parts that it binds or binds anew; the caller names their agencies.</summary>
    public ImmutableArray<string> Binds { get; init; } = [];

    /// <summary>The first that does not hold is the refusal.</summary>
    public ImmutableArray<WorkflowGuard> Guards { get; init; } = [];

    public ImmutableArray<WorkflowAction> Actions { get; init; } = [];

    /// <summary>
    /// Nothing may stand in its way: it has no required fields, guards or companions, and what it brings about cannot make it
    /// fail. A resident who wishes to leave (domain duty 3). Default: false.
    /// </summary>
    public bool Unblockable { get; init; }
}

/// <summary>A condition that a step demands.</summary>
/// <param name="Code">UPPER_SNAKE: the refusal's code when it does not hold.</param>
/// <param name="Sentence">What to do, in both languages.</param>
public sealed record WorkflowGuard(string Code, LocalizedText Sentence, WorkflowCondition When);

/// <param name="FromVersion">Of the same definition.</param>
/// <param name="States">Old state → new state, for those that are called otherwise or are gone.</param>
public sealed record WorkflowMigration(int FromVersion, ImmutableDictionary<string, string> States);
