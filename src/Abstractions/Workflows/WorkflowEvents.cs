using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Names;
using Coordination.Sealing;

namespace Coordination.Workflows;

/// <summary>What happens to an instance. The names are stable for ever.</summary>
/// <remarks>What a step owes is in its event as data, so that the state is a fold that needs no definition.</remarks>
[JsonDerivedType(typeof(WorkflowStarted), "workflow.started")]
[JsonDerivedType(typeof(TransitionFired), "workflow.fired")]
[JsonDerivedType(typeof(WorkflowMigrated), "workflow.migrated")]
[JsonDerivedType(typeof(EffectSettled), "workflow.effect_settled")]
[JsonDerivedType(typeof(EffectEnded), "workflow.effect_ended")]
[JsonDerivedType(typeof(DeadlinePassed), "workflow.deadline_passed")]
[JsonDerivedType(typeof(PartsNotified), "workflow.notified")]
[JsonDerivedType(typeof(ParentTold), "workflow.parent_told")]
[JsonDerivedType(typeof(WorkflowTextRead), "workflow.text_read")]
[JsonDerivedType(typeof(WorkflowBlocked), "workflow.blocked")]
public abstract record WorkflowEvent;

/// <summary>The value of a field that is no personal data.</summary>
/// <param name="VisibleTo">Parts that see it; empty: all.</param>
[GenerateSerializer, Immutable]
public sealed record FieldValue(string Field, ImmutableArray<string> Values, ImmutableArray<string> VisibleTo);

/// <summary>A text as it is stored.</summary>
/// <param name="WrappedKey">Its data key, wrapped by the key of the case, or of the instance when it is about none.</param>
/// <param name="VisibleTo">Parts that see it; empty: all.</param>
public sealed record SealedField(string Field, SealedText Text, string WrappedKey, ImmutableArray<string> VisibleTo);

/// <summary>What kind of thing a step owes.</summary>
public enum EffectKind { None, Task, Information, Child, Code }

/// <summary>Something that a step owes: done after it is durable, at least once, each time under the same request.</summary>
/// <param name="Id">Unique in the instance: the action's id and the version of the step.</param>
/// <param name="Action">The definition's id of the action.</param>
/// <param name="Step">The transition whose actions hold it; empty: the start's.</param>
/// <param name="By">Who fired the step.</param>
public sealed record OwedEffect(string Id, string Action, EffectKind Kind, string Step, Principal By);

/// <param name="Id">The definition's id of the deadline.</param>
/// <param name="Passed">It came and nothing was fired.</param>
[GenerateSerializer, Immutable]
public sealed record WorkflowDeadline(string Id, DateTimeOffset Due, bool Passed = false);

/// <param name="Guideline">The version of the guideline that the step followed, for example <c>vpg-2020@1</c>; empty: none.</param>
/// <param name="Blocked">Officers of the case's conflict list (<see cref="OfficerKey"/>).</param>
public sealed record WorkflowStarted(
    string Definition,
    int DefinitionVersion,
    string Guideline,
    AgencyName Owner,
    UnitName? OwnerUnit,
    CaseName? Case,
    string Person,
    string Province,
    Handling Handling,
    ImmutableArray<PartBinding> Parts,
    string State,
    bool Final,
    ImmutableArray<FieldValue> Data,
    ImmutableArray<SealedField> Texts,
    ImmutableArray<WorkflowDeadline> Deadlines,
    ImmutableArray<OwedEffect> Owed,
    ImmutableArray<string> Turn,
    ImmutableArray<string> Blocked,
    WorkflowParent? Parent) : WorkflowEvent;

/// <param name="Part">The part for which the caller fired it; empty: the owner, or the platform.</param>
/// <param name="Deadlines">Set by the step.</param>
/// <param name="Ended">Deadlines that ended with the state.</param>
/// <param name="Turn">Parts that can fire something from here.</param>
public sealed record TransitionFired(
    string Transition,
    string From,
    string To,
    bool Final,
    string Part,
    string Guideline,
    ImmutableArray<PartBinding> Parts,
    ImmutableArray<FieldValue> Data,
    ImmutableArray<SealedField> Texts,
    ImmutableArray<WorkflowDeadline> Deadlines,
    ImmutableArray<string> Ended,
    ImmutableArray<OwedEffect> Owed,
    ImmutableArray<string> Turn) : WorkflowEvent;

/// <summary>It goes on by a newer version of its definition.</summary>
public sealed record WorkflowMigrated(int FromVersion, int ToVersion, string From, string To, string Guideline, ImmutableArray<string> Turn) : WorkflowEvent;

/// <summary>What was owed is done, or cannot be done.</summary>
/// <param name="Resource">What came of it: a task, a request, a child; empty: nothing that has a name.</param>
/// <param name="Refusal">The code of why it cannot be done; empty: it is done.</param>
public sealed record EffectSettled(string Id, string Resource, string Refusal) : WorkflowEvent;

/// <summary>What came of an effect has ended: a task was closed, a request answered, a child reached its end.</summary>
/// <param name="State">How it ended, in its own words: <c>verified</c>, <c>cancelled</c>, a child's state.</param>
public sealed record EffectEnded(string Id, string State) : WorkflowEvent;

/// <summary>Nobody did in time what the deadline asks for, and it fires no transition.</summary>
public sealed record DeadlinePassed(string Deadline) : WorkflowEvent;

/// <summary>The instance that started this one knows how it ended.</summary>
public sealed record ParentTold(WorkflowName Parent) : WorkflowEvent;

/// <param name="Message">The definition's id of it.</param>
public sealed record PartsNotified(string Message, ImmutableArray<string> Parts) : WorkflowEvent;

/// <summary>Sealed texts were read; no value is in it.</summary>
public sealed record WorkflowTextRead(AgencyName Reader, string ReaderSubject, string Purpose, string Reason, ImmutableArray<string> Fields) : WorkflowEvent;

/// <summary>The case's conflict list, as it is now.</summary>
public sealed record WorkflowBlocked(ImmutableArray<string> Officers) : WorkflowEvent;
