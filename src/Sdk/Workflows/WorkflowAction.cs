using System.Collections.Immutable;
using Coordination.Localization;

namespace Coordination.Workflows;

/// <summary>What a step brings about. Done once, after the step is durable.</summary>
/// <param name="Id">Lower snake, unique in the definition.</param>
public abstract record WorkflowAction(string Id);

/// <summary>How long: working time follows the country's calendar.</summary>
/// <param name="Time">How much time.</param>
/// <param name="WorkingDays">Instead: so many working days. 0: <paramref name="Time"/> holds.</param>
public readonly record struct WorkflowSpan(TimeSpan Time, int WorkingDays = 0)
{
    public static WorkflowSpan Days(int days) => new(TimeSpan.FromDays(days));

    public static WorkflowSpan Hours(int hours) => new(TimeSpan.FromHours(hours));

    public static WorkflowSpan Working(int days) => new(TimeSpan.Zero, days);
}

/// <summary>
/// Assigns a task to the agency that plays a part, on behalf of the instance's owner. When the task is closed,
/// <see cref="ActionEnded"/> holds and <paramref name="Then"/> is fired by the platform.
/// </summary>
/// <param name="Then">A transition. Default: none.</param>
public sealed record AssignTaskAction(string Id, string Part, LocalizedText Title, WorkflowSpan? DueWithin = null, string? Then = null) : WorkflowAction(Id)
{
    /// <summary>Routine, urgent, asap or stat. Default: routine.</summary>
    public string Priority { get; init; } = "routine";
}

/// <summary>
/// Asks the agency that plays a part for information, in the name of whoever fired the step and with that caller's rights. The
/// text of the question is of the definition, so that it holds nothing of a person; the case says whom it concerns.
/// </summary>
/// <param name="Purpose">A purpose of the country pack.</param>
/// <param name="LegalBasis">An instrument (its id).</param>
/// <param name="Then">Fired by the platform when it was answered or refused. Default: none.</param>
public sealed record AskInformationAction(
    string Id, string Part, LocalizedText Title, ImmutableArray<LocalizedText> Questions, string Purpose, string LegalBasis, string? Then = null)
    : WorkflowAction(Id)
{
    /// <summary>urgent_direct, urgent or normal. Default: normal.</summary>
    public string Urgency { get; init; } = "normal";
}

/// <summary>Starts another workflow about the same case and person. Parts of the same id are played by the same agencies.</summary>
/// <param name="Definition">Its id; it may be of a module that this one depends on.</param>
/// <param name="Then">The child's last state → a transition of this workflow that the platform fires.</param>
public sealed record StartChildAction(string Id, string Definition, ImmutableDictionary<string, string> Then) : WorkflowAction(Id)
{
    /// <summary>Child's part → part of this workflow, where they are called otherwise.</summary>
    public ImmutableDictionary<string, string> Parts { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Child's field → field of this workflow; texts are not carried over.</summary>
    public ImmutableDictionary<string, string> Data { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>Tells the agencies that play these parts, on their watch streams. It holds no personal data: the words are the definition's.</summary>
public sealed record NotifyAction(string Id, ImmutableArray<string> Parts, LocalizedText Message) : WorkflowAction(Id);

/// <summary>
/// Sets a deadline. When it comes, the platform fires <paramref name="Then"/>, or notes that it passed. It ends when the workflow
/// leaves the state in which it was set.
/// </summary>
public sealed record DeadlineAction(string Id, WorkflowSpan Within, LocalizedText Title, string? Then = null) : WorkflowAction(Id)
{
    /// <summary>Counted from the day or time in this field. Default: from the step.</summary>
    public string? FromField { get; init; }

    /// <summary>It goes on whatever the state, until the workflow ends or a step names it in <see cref="EndDeadlineAction"/>. Default: false.</summary>
    public bool Outlives { get; init; }
}

/// <summary>Ends a deadline that outlives its state.</summary>
public sealed record EndDeadlineAction(string Id, string Deadline) : WorkflowAction(Id);

/// <summary>
/// The module's own grain takes part: what its <see cref="IWorkflowCompanion"/> of this name prepares is written in the same
/// transaction as the step, or neither is.
/// </summary>
public sealed record CompanionAction(string Id, string Companion) : WorkflowAction(Id);

/// <summary>The module's own <see cref="IWorkflowEffect"/> of this name runs after the step is durable: at least once, so it must be idempotent.</summary>
public sealed record CodeAction(string Id, string Effect) : WorkflowAction(Id);
