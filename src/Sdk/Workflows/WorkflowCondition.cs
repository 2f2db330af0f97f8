using System.Collections.Immutable;

namespace Coordination.Workflows;

/// <summary>What must hold. Pure data, so that it can be written in YAML, shown and checked; <see cref="CodeHolds"/> for the rest.</summary>
public abstract record WorkflowCondition
{
    public static WorkflowCondition operator &(WorkflowCondition one, WorkflowCondition other) => new AllHold([one, other]);

    public static WorkflowCondition operator |(WorkflowCondition one, WorkflowCondition other) => new AnyHolds([one, other]);

    public static WorkflowCondition operator !(WorkflowCondition one) => new DoesNotHold(one);

    public static WorkflowCondition BitwiseAnd(WorkflowCondition left, WorkflowCondition right) => left & right;

    public static WorkflowCondition BitwiseOr(WorkflowCondition left, WorkflowCondition right) => left | right;

    public static WorkflowCondition LogicalNot(WorkflowCondition item) => !item;
}

public sealed record AllHold(ImmutableArray<WorkflowCondition> Conditions) : WorkflowCondition;

public sealed record AnyHolds(ImmutableArray<WorkflowCondition> Conditions) : WorkflowCondition;

public sealed record DoesNotHold(WorkflowCondition Condition) : WorkflowCondition;

/// <summary>The field has a value, after what the step enters.</summary>
public sealed record FieldIsSet(string Field) : WorkflowCondition;

/// <summary>Compares a field with a constant, by the field's type. A field without value compares to nothing.</summary>
public sealed record FieldCompares(string Field, Comparison How, string Value) : WorkflowCondition;

/// <summary>Some value of the field is one of these.</summary>
public sealed record FieldIsAnyOf(string Field, ImmutableArray<string> Values) : WorkflowCondition;

/// <summary>The list has all of these.</summary>
public sealed record FieldHasAll(string Field, ImmutableArray<string> Values) : WorkflowCondition;

/// <summary>So much time has passed since the workflow first came to a state.</summary>
public sealed record PassedSince(string State, TimeSpan Time) : WorkflowCondition;

/// <summary>So much time has passed since the day or time in a field.</summary>
public sealed record PassedSinceField(string Field, TimeSpan Time) : WorkflowCondition;

/// <summary>The workflow has been in a state.</summary>
public sealed record HasBeen(string State) : WorkflowCondition;

/// <summary>A transition was fired.</summary>
public sealed record HasFired(string Transition) : WorkflowCondition;

/// <summary>What an action started has ended (a task closed, a request answered, a child at its end), in one of these words; none: however.</summary>
public sealed record ActionEnded(string Action, ImmutableArray<string> States) : WorkflowCondition;

/// <summary>A part is played by somebody.</summary>
public sealed record PartIsBound(string Part) : WorkflowCondition;

/// <summary>The person of the case is a child, or shows signs of childhood while the age is not known (domain duty 12).</summary>
public sealed record PersonIsChild : WorkflowCondition;

/// <summary>The person has a guardian.</summary>
public sealed record PersonHasGuardian : WorkflowCondition;

/// <summary>The person's victim status is one of: <c>possible</c>, <c>actual</c>, <c>not_victim</c>.</summary>
public sealed record PersonStatus(ImmutableArray<string> Statuses) : WorkflowCondition;

/// <summary>The person's role in the case is one of: <c>victim</c>, <c>suspect</c>, <c>witness</c>, <c>relative</c>.</summary>
public sealed record PersonRole(ImmutableArray<string> Roles) : WorkflowCondition;

/// <summary>A rule in code: pure, it sees the facts and the clock and nothing else.</summary>
/// <param name="Label">How diagrams call it.</param>
public sealed record CodeHolds(string Label, Func<WorkflowFacts, bool> Rule) : WorkflowCondition;
