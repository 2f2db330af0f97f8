using Coordination.Outcomes;

namespace Coordination.Tasks;

/// <summary>Why a task says no, in order of precedence: of several reasons the first that is listed here is given.</summary>
/// <remarks>Before all of them stand NOT_FOUND, PERMISSION_DENIED, REQUEST_ID_REUSED and ETAG_STALE.</remarks>
public static class TaskRefusals
{
    // The right to instruct.
    public static readonly Refusal ParentRequired = new("PARENT_REQUIRED", RefusalKind.PermissionDenied,
        "Only the committee and its secretariat instruct. An agency assigns parts of a task in which it has a part: set parent.", "parent");

    // The request by itself.
    public static readonly Refusal DueAmbiguous = new("DUE_AMBIGUOUS", RefusalKind.InvalidArgument,
        "Give the due time or the number of working days, not both.", "due_in_working_days");

    public static readonly Refusal AssigneeDuplicate = new("ASSIGNEE_DUPLICATE", RefusalKind.InvalidArgument,
        "An agency is named twice. Name the lead once and each supporting agency once.", "supporting");

    public static readonly Refusal DependencyDuplicate = new("DEPENDENCY_DUPLICATE", RefusalKind.InvalidArgument,
        "A dependency is named twice. Name each task once.", "dependencies");

    public static readonly Refusal ValueInvalid = new("VALUE_INVALID", RefusalKind.InvalidArgument,
        "This value is empty, out of range or malformed. Correct the field and send it again.");

    public static readonly Refusal NothingToUpdate = new("NOTHING_TO_UPDATE", RefusalKind.InvalidArgument,
        "The mask names no field that can be changed. Name at least one.", "update_mask");

    // Whose part it is.
    public static readonly Refusal NotYourAssignment = new("NOT_YOUR_ASSIGNMENT", RefusalKind.PermissionDenied,
        "Only the agency to which this part was assigned, or the unit that has the work, can do this.");

    public static readonly Refusal AssignmentNotFound = new("ASSIGNMENT_NOT_FOUND", RefusalKind.NotFound,
        "The task is not assigned to this agency. Read the task to see its assignments.");

    // The life-cycle.
    public static readonly Refusal TransitionNotAllowed = new("TRANSITION_NOT_ALLOWED", RefusalKind.FailedPrecondition,
        "The present state does not allow this step. Read it again; the metadata name the state and the states that allow the step.");

    public static readonly Refusal AlreadyAssigned = new("ALREADY_ASSIGNED", RefusalKind.FailedPrecondition,
        "This agency already has a part in the task. Choose another agency.", "agency");

    // The directory.
    public static readonly Refusal AgencyUnknown = new("AGENCY_UNKNOWN", RefusalKind.FailedPrecondition,
        "The directory has no such agency. List the agencies and name one of them.");

    public static readonly Refusal AgencyNotInForce = new("AGENCY_NOT_IN_FORCE", RefusalKind.FailedPrecondition,
        "The agency's validity has ended or not begun. Name one of its successors, which stand in the metadata.");

    public static readonly Refusal UnitUnknown = new("UNIT_UNKNOWN", RefusalKind.FailedPrecondition,
        "The directory has no such unit. List your agency's units and name one of them.", "unit");

    public static readonly Refusal UnitNotOwn = new("UNIT_NOT_OWN", RefusalKind.FailedPrecondition,
        "The unit belongs to another agency. Name a unit of your own.", "unit");

    public static readonly Refusal UnitNotInForce = new("UNIT_NOT_IN_FORCE", RefusalKind.FailedPrecondition,
        "The unit's validity has ended. Name another unit.", "unit");

    // Time.
    public static readonly Refusal DueTimePassed = new("DUE_TIME_PASSED", RefusalKind.FailedPrecondition,
        "The due time is not in the future. Name a later one.", "due_time");

    public static readonly Refusal DueTimeTooFar = new("DUE_TIME_TOO_FAR", RefusalKind.FailedPrecondition,
        "The due time lies more than 50 years ahead. Name an earlier one.", "due_time");

    public static readonly Refusal DueTimeNotLater = new("DUE_TIME_NOT_LATER", RefusalKind.FailedPrecondition,
        "A deadline can only be moved to a later time. Name one after the present due time.", "due_time");

    // Links.
    public static readonly Refusal ParentNotFound = new("PARENT_NOT_FOUND", RefusalKind.NotFound,
        "There is no such task above for this caller. Check the name, and that your agency takes part in it.", "parent");

    public static readonly Refusal ParentNotYours = new("PARENT_NOT_YOURS", RefusalKind.PermissionDenied,
        "Only the assigner of the task above or one of its assignees can make a sub-task of it.", "parent");

    public static readonly Refusal ParentClosed = new("PARENT_CLOSED", RefusalKind.FailedPrecondition,
        "The task above is closed. Assign the task without it, or below another one.", "parent");

    public static readonly Refusal ParentTooDeep = new("PARENT_TOO_DEEP", RefusalKind.FailedPrecondition,
        "Sub-tasks are nested as deep as they may be. Assign it below a task nearer to the top.", "parent");

    public static readonly Refusal DependencyNotFound = new("DEPENDENCY_NOT_FOUND", RefusalKind.NotFound,
        "There is no such task for this caller. Check the name, and that your agency takes part in it.", "dependency");

    public static readonly Refusal DependencyCycle = new("DEPENDENCY_CYCLE", RefusalKind.FailedPrecondition,
        "The task would in the end wait for itself. Remove another dependency first.", "dependency");

    public static readonly Refusal DependencyOpen = new("DEPENDENCY_OPEN", RefusalKind.FailedPrecondition,
        "A task on which this one depends is not completed; the metadata name it. Start when it is, or ask the assigner to remove the dependency.");

    // Bounds.
    public static readonly Refusal TooManyAssignees = new("TOO_MANY_ASSIGNEES", RefusalKind.ResourceExhausted,
        "A task has at most 1,000 assignees, former ones included. Divide it into sub-tasks.");

    public static readonly Refusal TooManyComments = new("TOO_MANY_COMMENTS", RefusalKind.ResourceExhausted,
        "A task has at most 1,000 comments. Continue in a document and attach it.");

    public static readonly Refusal TooManyAttachments = new("TOO_MANY_ATTACHMENTS", RefusalKind.ResourceExhausted,
        "A task has at most 200 attachments. Collect the documents in one and attach that.");

    public static readonly Refusal TooManyDependencies = new("TOO_MANY_DEPENDENCIES", RefusalKind.ResourceExhausted,
        "A task has at most 50 dependencies. Put a task between.");

    public static readonly Refusal TooManySubTasks = new("TOO_MANY_SUB_TASKS", RefusalKind.ResourceExhausted,
        "A task has at most 1,000 sub-tasks. Put a task between.", "parent");

    /// <summary>All, in order of precedence, for the documentation and the translations.</summary>
    public static readonly IReadOnlyList<Refusal> All =
    [
        ParentRequired,
        DueAmbiguous, AssigneeDuplicate, DependencyDuplicate, ValueInvalid, NothingToUpdate,
        NotYourAssignment, AssignmentNotFound,
        TransitionNotAllowed, AlreadyAssigned,
        AgencyUnknown, AgencyNotInForce, UnitUnknown, UnitNotOwn, UnitNotInForce,
        DueTimePassed, DueTimeTooFar, DueTimeNotLater,
        ParentNotFound, ParentNotYours, ParentClosed, ParentTooDeep,
        DependencyNotFound, DependencyCycle, DependencyOpen,
        TooManyAssignees, TooManyComments, TooManyAttachments, TooManyDependencies, TooManySubTasks,
    ];
}
