using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Sealing;

namespace Coordination.Workflows;

/// <summary>What a caller enters in one field. Values in canonical form: <c>true</c>, <c>42</c>, <c>2026-01-31</c>, a code, a name, a text.</summary>
/// <param name="Values">One; any number for a field that takes several; none clears it.</param>
[GenerateSerializer, Immutable]
public sealed record FieldInput(string Field, ImmutableArray<PlainText> Values);

/// <summary>Who plays a part.</summary>
/// <param name="Part">The definition's id of it.</param>
/// <param name="Unit">The agency's unit that does the work; null: the agency itself.</param>
[GenerateSerializer, Immutable]
public sealed record PartBinding(string Part, AgencyName Agency, UnitName? Unit);

[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(StartWorkflow), "start")]
[JsonDerivedType(typeof(FireTransition), "fire")]
[JsonDerivedType(typeof(ReadWorkflowText), "read_text")]
public abstract record WorkflowCommand(CommandContext Context) : Command(Context);

/// <summary>Starts an instance of the newest version of a definition; it gets the name <see cref="WorkflowName.For"/> of the caller's agency and request.</summary>
/// <param name="Definition">Its id.</param>
/// <param name="Case">What it is about; null when the definition allows that.</param>
/// <param name="Person">The person of the case, <c>p1</c>; empty: the case as a whole.</param>
/// <param name="Province">ISO 3166-2; empty: the case's, or none.</param>
/// <param name="Parts">Those that the definition does not fix itself.</param>
/// <param name="Parent">The instance that starts it as its child; null: nobody.</param>
[GenerateSerializer, Immutable]
public sealed record StartWorkflow(
    CommandContext Context,
    string Definition,
    CaseName? Case,
    string Person,
    string Province,
    ImmutableArray<PartBinding> Parts,
    ImmutableArray<FieldInput> Data,
    WorkflowParent? Parent = null) : WorkflowCommand(Context);

/// <summary>
/// The instance for which something is there: a child, a task, a request for information. It is told when that has ended
/// (<see cref="IWorkflowGrain.EffectEndedAsync"/>).
/// </summary>
/// <param name="Effect">The effect of the instance from which it came.</param>
[GenerateSerializer, Immutable]
public sealed record WorkflowParent(WorkflowName Name, string Effect);

/// <param name="Transition">The definition's id of it.</param>
/// <param name="Parts">Parts that the transition binds.</param>
[GenerateSerializer, Immutable]
public sealed record FireTransition(
    CommandContext Context, string Transition, ImmutableArray<PartBinding> Parts, ImmutableArray<FieldInput> Data) : WorkflowCommand(Context);

/// <summary>Opens sealed texts; that they were read is durable before the answer.</summary>
/// <param name="Fields">Ids of text fields.</param>
/// <param name="Purpose">A purpose of the country pack.</param>
/// <param name="Reason">A code of why.</param>
[GenerateSerializer, Immutable]
public sealed record ReadWorkflowText(CommandContext Context, ImmutableArray<string> Fields, string Purpose, string Reason) : WorkflowCommand(Context);
