using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;

namespace Coordination.Workflows;

/// <summary>What a condition, a companion and an effect may know. Sealed texts are not in it.</summary>
/// <param name="Now">When the step is decided.</param>
/// <param name="State">Before the step; empty at the start.</param>
/// <param name="Data">By field, with what the step enters.</param>
/// <param name="Parts">By part, with what the step binds.</param>
/// <param name="FirstIn">When the workflow first came to a state.</param>
/// <param name="Fired">Transitions that were fired.</param>
/// <param name="Ended">Action → how what it started ended.</param>
/// <param name="Person">Of the case; null when it is about none.</param>
public sealed record WorkflowFacts(
    WorkflowName Name,
    DateTimeOffset Now,
    string State,
    ImmutableDictionary<string, ImmutableArray<string>> Data,
    ImmutableDictionary<string, PartBinding> Parts,
    ImmutableDictionary<string, DateTimeOffset> FirstIn,
    ImmutableHashSet<string> Fired,
    ImmutableDictionary<string, string> Ended,
    CaseName? Case,
    PersonFacts? Person)
{
    /// <summary>The value of a field that holds one; null when it has none.</summary>
    public string? Value(string field) => Data.GetValueOrDefault(field) is { IsDefaultOrEmpty: false } values ? values[0] : null;
}

/// <summary>What a case says of a person, in codes.</summary>
/// <param name="Id"><c>p1</c>.</param>
/// <param name="Role"><c>victim</c>, <c>suspect</c>, <c>witness</c> or <c>relative</c>.</param>
/// <param name="Status"><c>possible</c>, <c>actual</c> or <c>not_victim</c>; empty: not a victim's role.</param>
/// <param name="Child">A child, or of unknown age with signs of childhood.</param>
/// <param name="HasGuardian">A guardian was appointed.</param>
public sealed record PersonFacts(string Id, string Role, string Status, bool Child, bool HasGuardian);

/// <summary>A step that is being taken.</summary>
/// <param name="Transition">Empty: the start.</param>
/// <param name="Facts">With what the step enters.</param>
/// <param name="Caller">With whose rights the module acts: what this caller may not see, the module may not see.</param>
/// <param name="RequestId">Of the step; a companion derives its own command's from it.</param>
public sealed record WorkflowStep(string Definition, int Version, string Transition, string To, WorkflowFacts Facts, Principal Caller, Guid RequestId);

/// <summary>A grain of the module that is written together with a step.</summary>
public interface IWorkflowCompanion
{
    /// <summary>As <see cref="CompanionAction"/> names it.</summary>
    string Name { get; }

    /// <summary>
    /// Asks the module's grains to prepare what the step does to them. A refusal refuses the step. It may be asked again for the
    /// same step.
    /// </summary>
    Task<Outcome<ImmutableArray<PreparedAppend>>> PrepareAsync(WorkflowStep step, IGrainFactory grains, CancellationToken cancellationToken);

    /// <summary>The grain that prepared it.</summary>
    IAggregateGrain GrainOf(PreparedAppend prepared, IGrainFactory grains);
}

/// <summary>Something in code that follows a step.</summary>
public interface IWorkflowEffect
{
    /// <summary>As <see cref="CodeAction"/> names it.</summary>
    string Name { get; }

    /// <summary>Does it, under the step's request: a repeat must change nothing. Refused with <see cref="RefusalKind.Unavailable"/> it is tried again.</summary>
    /// <returns>The resource that came of it; empty: none that has a name.</returns>
    Task<Outcome<string>> RunAsync(WorkflowStep step, IGrainFactory grains, CancellationToken cancellationToken);
}
