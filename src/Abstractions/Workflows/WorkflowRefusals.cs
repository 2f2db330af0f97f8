using Coordination.Outcomes;

namespace Coordination.Workflows;

/// <summary>Why a step of a workflow is refused. A definition's guards have codes of their own.</summary>
public static class WorkflowRefusals
{
    public static readonly Refusal DefinitionUnknown = new("DEFINITION_UNKNOWN", RefusalKind.NotFound,
        "No active module has such a definition. List the definitions, and ask the platform operator whether its module is disabled.", "definition");

    public static readonly Refusal DefinitionNotLoaded = new("DEFINITION_NOT_LOADED", RefusalKind.Unavailable,
        "This part of the platform does not have that version of the definition yet. Repeat with the same request_id.");

    public static readonly Refusal TransitionUnknown = new("TRANSITION_UNKNOWN", RefusalKind.InvalidArgument,
        "The definition has no such transition. Get the definition and name one of its transitions.", "transition");

    public static readonly Refusal TransitionNotAllowed = new("TRANSITION_NOT_ALLOWED", RefusalKind.FailedPrecondition,
        "The workflow is in a state from which this transition does not lead. Get it and see which transitions it has now.");

    public static readonly Refusal NotYourPart = new("NOT_YOUR_PART", RefusalKind.PermissionDenied,
        "Another part of the workflow fires this transition. Ask the agency that plays it.");

    public static readonly Refusal PartUnbound = new("PART_UNBOUND", RefusalKind.FailedPrecondition,
        "Nobody plays a part that this step needs. Name the agency for it in parts.", "parts");

    public static readonly Refusal PartInvalid = new("PART_INVALID", RefusalKind.InvalidArgument,
        "The definition has no such part, or fixes who plays it, or the step does not bind it.", "parts");

    public static readonly Refusal PartAgencyInvalid = new("PART_AGENCY_INVALID", RefusalKind.FailedPrecondition,
        "An agency or unit that shall play a part is not in force, or the unit is of another agency. Choose from the directory.", "parts");

    public static readonly Refusal CaseRequired = new("CASE_REQUIRED", RefusalKind.InvalidArgument,
        "This workflow is about a case. Name the case, and the person when the definition asks for one.", "case");

    public static readonly Refusal CaseNotAllowed = new("CASE_NOT_ALLOWED", RefusalKind.InvalidArgument,
        "This workflow is not about a case. Leave case and person empty.", "case");

    public static readonly Refusal PersonUnknown = new("WORKFLOW_PERSON_UNKNOWN", RefusalKind.FailedPrecondition,
        "The case has no such person, or the person was withdrawn. Get the case and name one of its people.", "person");

    public static readonly Refusal DataInvalid = new("DATA_INVALID", RefusalKind.InvalidArgument,
        "Some fields are missing or wrong. Get the form of the transition and correct every field that is listed.", "data");

    public static readonly Refusal GuardFailed = new("GUARD_FAILED", RefusalKind.FailedPrecondition,
        "A condition of this step does not hold yet.");

    public static readonly Refusal TextUnknown = new("TEXT_UNKNOWN", RefusalKind.NotFound,
        "There is no such text for your part of the workflow.", "fields");

    public static readonly Refusal TooManySteps = new("WORKFLOW_TOO_LONG", RefusalKind.FailedPrecondition,
        "The workflow has taken as many steps as one may. Close it and start another.");

    /// <summary>All, for the documentation and the translations.</summary>
    public static readonly IReadOnlyList<Refusal> All =
    [
        DefinitionUnknown, DefinitionNotLoaded, TransitionUnknown, TransitionNotAllowed, NotYourPart, PartUnbound, PartInvalid, PartAgencyInvalid,
        CaseRequired, CaseNotAllowed, PersonUnknown, DataInvalid, GuardFailed, TextUnknown, TooManySteps,
    ];
}
