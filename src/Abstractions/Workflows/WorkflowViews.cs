using System.Collections.Immutable;
using Coordination.Names;
using Coordination.Sealing;

namespace Coordination.Workflows;

/// <summary>An instance as a caller sees it.</summary>
/// <param name="Data">Fields that the caller's parts may see.</param>
/// <param name="Texts">Ids of sealed fields that hold something and that the caller's parts may see.</param>
/// <param name="Overdue">A deadline passed that its state has not left yet.</param>
[GenerateSerializer, Immutable]
public sealed record WorkflowView(
    WorkflowName Name,
    string Definition,
    int DefinitionVersion,
    string State,
    bool Final,
    bool Overdue,
    AgencyName Owner,
    CaseName? Case,
    string Person,
    string Province,
    ImmutableArray<PartBinding> Parts,
    ImmutableArray<FieldValue> Data,
    ImmutableArray<string> Texts,
    ImmutableArray<WorkflowDeadline> Deadlines,
    ImmutableArray<WorkflowEffectView> Effects,
    ImmutableArray<TransitionView> Transitions,
    WorkflowName? Parent,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version);

/// <param name="Resource">Empty while it is owed.</param>
/// <param name="Ended">How it ended; empty while it goes on.</param>
[GenerateSerializer, Immutable]
public sealed record WorkflowEffectView(string Id, string Action, EffectKind Kind, string Resource, string Refusal, string Ended);

/// <summary>What the caller could fire from here.</summary>
/// <param name="Refusals">Codes of guards that do not hold yet; empty: it can be fired now.</param>
[GenerateSerializer, Immutable]
public sealed record TransitionView(string Id, string To, ImmutableArray<string> Refusals);

/// <summary>One row of a list.</summary>
/// <param name="Due">The earliest deadline that has not passed.</param>
/// <param name="Overdue">A deadline passed that its state has not left yet.</param>
[GenerateSerializer, Immutable]
public sealed record WorkflowSummaryView(
    WorkflowName Name,
    string Definition,
    int DefinitionVersion,
    string State,
    bool Final,
    AgencyName Owner,
    CaseName? Case,
    string Person,
    string Province,
    DateTimeOffset? Due,
    bool Overdue,
    DateTimeOffset UpdatedAt);

[GenerateSerializer, Immutable]
public sealed record OpenedText(string Field, PlainText Text);
