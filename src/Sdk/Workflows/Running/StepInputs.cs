using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Calendar;
using Coordination.Names;
using Coordination.Outcomes;

namespace Coordination.Workflows;

/// <summary>What the case says to a step about it.</summary>
/// <param name="Blocked">Officers of its conflict list (<see cref="OfficerKey"/>).</param>
/// <param name="Person">The person whom the instance is about; null: the case as a whole, or the person is not there any more.</param>
public sealed record StepCase(CaseName Name, string Province, Handling Handling, ImmutableArray<string> Blocked, PersonFacts? Person);

/// <summary>What a step is decided on beside the instance and the command. None of it waits.</summary>
/// <param name="Name">The instance's.</param>
/// <param name="Calendar">The country's working time.</param>
/// <param name="RefusePart">Why an agency or unit cannot play a part; null when it can.</param>
/// <param name="Case">Null when the instance is about none.</param>
/// <param name="Texts">The texts of the command, sealed.</param>
public sealed record StepInputs(
    WorkflowName Name,
    DateTimeOffset Now,
    IWorkingCalendar Calendar,
    Func<PartBinding, Refusal?> RefusePart,
    StepCase? Case,
    ImmutableArray<SealedField> Texts);
