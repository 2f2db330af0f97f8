using System.Collections.Immutable;
using Coordination.Outcomes;

namespace Coordination.Workflows;

/// <summary>What stands in a step's way.</summary>
public static partial class WorkflowRules
{
    /// <summary>The code of a guard with its sentence; the Lao one travels with it, for a gateway holds no definition.</summary>
    private static Refusal Refuse(WorkflowGuard guard)
    {
        var refusal = new Refusal(guard.Code, RefusalKind.FailedPrecondition, guard.Sentence.En);
        return guard.Sentence.Lo.Length == 0 ? refusal : refusal.With("message.lo", guard.Sentence.Lo);
    }

    private static Refusal? RefuseData(WorkflowEntries entries)
    {
        if (entries.Problems.IsEmpty)
            return null;

        var refusal = WorkflowRefusals.DataInvalid;
        foreach (var (field, problem) in entries.Problems)
            refusal = refusal.With($"field.data.{field}", problem);
        return refusal;
    }

    private static Refusal? RefuseCase(WorkflowDefinition definition, StartWorkflow command, StepInputs inputs)
    {
        if (command.Case is null)
            return definition.Case is CaseUse.Required || command.Person.Length > 0 ? WorkflowRefusals.CaseRequired : null;
        if (definition.Case is CaseUse.None)
            return WorkflowRefusals.CaseNotAllowed;
        return definition.Person == (command.Person.Length > 0) ? command.Person.Length > 0 && inputs.Case?.Person is null ? WorkflowRefusals.PersonUnknown : null
            : definition.Person ? WorkflowRefusals.CaseRequired.On("person")
            : WorkflowRefusals.CaseNotAllowed.On("person");
    }

    /// <summary>Who plays which part when it begins.</summary>
    internal static Outcome<ImmutableArray<PartBinding>> BindAtStart(WorkflowDefinition definition, StartWorkflow command, StepInputs inputs)
    {
        var caller = command.Context.Principal;
        var bound = ImmutableArray.CreateBuilder<PartBinding>();
        foreach (var part in definition.Parts)
        {
            var named = command.Parts.FirstOrDefault(p => p.Part == part.Id);
            if (part.Fixed is { } agency)
                bound.Add(named ?? new PartBinding(part.Id, new(agency), null));
            else if (part.Starter && (named is null || command.Parent is null))
                bound.Add(new PartBinding(part.Id, caller.Agency, caller.Unit));
            else if (named is not null)
                bound.Add(named);
            else if (part.Required)
                return WorkflowRefusals.PartUnbound.With("part", part.Id);
        }

        foreach (var named in command.Parts)
        {
            var part = definition.Part(named.Part);
            if (part is null || command.Parts.Count(p => p.Part == named.Part) > 1
                || (part.Starter && command.Parent is null)
                || (part.Fixed is { } agency && agency != named.Agency.Id)) // Of a fixed agency its unit may be named.
            {
                return WorkflowRefusals.PartInvalid;
            }
        }

        return bound.Select(inputs.RefusePart).FirstOrDefault(no => no is not null) is { } cannot ? cannot : bound.ToImmutable();
    }

    private static Refusal? RefuseBindings(WorkflowTransition transition, WorkflowInstance now, ImmutableArray<PartBinding> bindings, StepInputs inputs)
    {
        if (bindings.Any(b => !transition.Binds.Contains(b.Part)) || bindings.Select(b => b.Part).Distinct(StringComparer.Ordinal).Count() != bindings.Length)
            return WorkflowRefusals.PartInvalid;
        if (transition.Binds.FirstOrDefault(part => now.Part(part) is null && !bindings.Any(b => b.Part == part)) is { } missing)
            return WorkflowRefusals.PartUnbound.With("part", missing);
        return bindings.Select(inputs.RefusePart).FirstOrDefault(no => no is not null);
    }
}
