using Coordination.Outcomes;

namespace Coordination.Reporting;

/// <summary>Why vertical reporting says no, and what to do then.</summary>
public static class ReportingRefusals
{
    public static readonly Refusal CycleExists = new("CYCLE_EXISTS", RefusalKind.FailedPrecondition,
        "A cycle of this name was made before. Use a new request_id.");

    /// <summary>Metadata <c>code</c>, when one is wrong.</summary>
    public static readonly Refusal TemplateInvalid = new("TEMPLATE_INVALID", RefusalKind.FailedPrecondition,
        "The template needs a figure or a question, each code once and each label in English.", "content.template");

    public static readonly Refusal PeriodInvalid = new("PERIOD_INVALID", RefusalKind.FailedPrecondition,
        "Name a period from 2000 to 2200: 2026, 2026-h1, 2026-q3 or 2026-07.", "content.period");

    public static readonly Refusal DueNotAscending = new("DUE_NOT_ASCENDING", RefusalKind.FailedPrecondition,
        "Each level needs time after the one below. Give ascending times for unit, province, ministry and secretariat.", "content.due");

    public static readonly Refusal DuePassed = new("DUE_PASSED", RefusalKind.FailedPrecondition,
        "That time has passed, or lies before the opening. Give a later one.", "due_time");

    /// <summary>Metadata <c>unit</c>.</summary>
    public static readonly Refusal UnitUnknown = new("REPORTING_UNIT_UNKNOWN", RefusalKind.FailedPrecondition,
        "There is no unit of this name. List the units and name one of them.", "content.units");

    /// <summary>Metadata <c>unit</c>.</summary>
    public static readonly Refusal UnitEnded = new("REPORTING_UNIT_ENDED", RefusalKind.FailedPrecondition,
        "The unit does not cover the period: it ends before. Leave it out.", "content.units");

    /// <summary>Metadata <c>unit</c> and <c>province</c>.</summary>
    public static readonly Refusal UnitWithoutRoute = new("UNIT_WITHOUT_ROUTE", RefusalKind.FailedPrecondition,
        "Nobody approves for the unit's province. Name the approving unit in the country pack's reporting.yaml, or leave the unit out.", "content.units");

    public static readonly Refusal NoUnits = new("NO_UNITS", RefusalKind.FailedPrecondition,
        "No unit of an affected province covers the period. Name the units, or mark what is affected.", "content.units");

    public static readonly Refusal TooManyUnits = new("TOO_MANY_UNITS", RefusalKind.FailedPrecondition,
        "A cycle has at most 1,000 reports. Name units or agencies, and open another cycle for the others.", "content.units");

    /// <summary>Metadata <c>state</c>.</summary>
    public static readonly Refusal TransitionNotAllowed = new("TRANSITION_NOT_ALLOWED", RefusalKind.FailedPrecondition,
        "Its state does not allow this. Read it again to see what it waits for.");

    public static readonly Refusal NotTheReportingUnit = new("NOT_THE_REPORTING_UNIT", RefusalKind.PermissionDenied,
        "Only the unit whose report it is can submit it. Approve, return or comment instead.");

    /// <summary>Metadata <c>waiting_for</c>.</summary>
    public static readonly Refusal NotYourStep = new("NOT_YOUR_STEP", RefusalKind.PermissionDenied,
        "This step is another level's. Leave it to that level, or ask it to act.");

    /// <summary>Metadata <c>state</c> and <c>waiting_for</c>.</summary>
    public static readonly Refusal StepBelowMissing = new("STEP_BELOW_MISSING", RefusalKind.FailedPrecondition,
        "The level below has not approved this submission. Wait for it.", "step");

    /// <summary>Metadata <c>submission</c>: the newest.</summary>
    public static readonly Refusal SubmissionChanged = new("SUBMISSION_CHANGED", RefusalKind.FailedPrecondition,
        "The report was submitted again since. Read the newest submission and decide on it.", "submission");

    public static readonly Refusal SubmissionUnknown = new("SUBMISSION_UNKNOWN", RefusalKind.FailedPrecondition,
        "The report has no such submission. Ask for one from 1 to submission_count.", "submission");

    public static readonly Refusal SelfApproval = new("REPORT_SELF_APPROVAL", RefusalKind.PermissionDenied,
        "You submitted this or approved it at a level below. Another person must take this step.");

    public static readonly Refusal StepNotBelow = new("STEP_NOT_BELOW", RefusalKind.FailedPrecondition,
        "The reason must concern a level below yours. Name that level, or leave it out for the unit.", "to");

    public static readonly Refusal TooManySubmissions = new("TOO_MANY_SUBMISSIONS", RefusalKind.FailedPrecondition,
        "A report has at most 50 submissions. Ask the secretariat to close it with the cycle.");

    public static readonly Refusal TooManyComments = new("TOO_MANY_REPORT_COMMENTS", RefusalKind.FailedPrecondition,
        "A report has at most 200 comments. Approve or return it without one.");

    /// <summary>Metadata <c>code</c>.</summary>
    public static readonly Refusal FigureUnknown = new("FIGURE_UNKNOWN", RefusalKind.FailedPrecondition,
        "The template has no figure of this code. Read the cycle's template.", "figures");

    /// <summary>Metadata <c>code</c>.</summary>
    public static readonly Refusal FigureTwice = new("FIGURE_TWICE", RefusalKind.FailedPrecondition,
        "A figure is given twice. Give each once.", "figures");

    /// <summary>Metadata <c>code</c> and <c>minimum</c>.</summary>
    public static readonly Refusal FigureBelowMinimum = new("FIGURE_BELOW_MINIMUM", RefusalKind.FailedPrecondition,
        "A figure lies below the template's minimum. Correct it.", "figures");

    /// <summary>Metadata <c>code</c>.</summary>
    public static readonly Refusal FigureMissing = new("FIGURE_MISSING", RefusalKind.FailedPrecondition,
        "A figure is missing. Give it; when there was nothing, it is 0.", "figures");

    /// <summary>Metadata <c>code</c>.</summary>
    public static readonly Refusal NarrativeUnknown = new("NARRATIVE_UNKNOWN", RefusalKind.FailedPrecondition,
        "The template has no question of this code. Read the cycle's template.", "narratives");

    /// <summary>Metadata <c>code</c>.</summary>
    public static readonly Refusal NarrativeTwice = new("NARRATIVE_TWICE", RefusalKind.FailedPrecondition,
        "A question is answered twice. Answer each once.", "narratives");

    /// <summary>Metadata <c>code</c>.</summary>
    public static readonly Refusal NarrativeMissing = new("NARRATIVE_MISSING", RefusalKind.FailedPrecondition,
        "A question has no answer and needs one. Answer it.", "narratives");

    /// <summary>Metadata <c>state</c>.</summary>
    public static readonly Refusal ReportClosed = new("REPORT_CLOSED", RefusalKind.FailedPrecondition,
        "The report is done: it was accepted, or its cycle was closed. Say it in the next period's report.");

    public static readonly Refusal DueNotLater = new("DUE_NOT_LATER", RefusalKind.FailedPrecondition,
        "The step has until then already. Give a later time.", "due_time");

    /// <summary>All, for the documentation and the translations.</summary>
    public static readonly IReadOnlyList<Refusal> All =
    [
        CycleExists, TemplateInvalid, PeriodInvalid, DueNotAscending, DuePassed,
        UnitUnknown, UnitEnded, UnitWithoutRoute, NoUnits, TooManyUnits,
        TransitionNotAllowed, NotTheReportingUnit, NotYourStep, StepBelowMissing, SubmissionChanged,
        SubmissionUnknown, SelfApproval, StepNotBelow, TooManySubmissions, TooManyComments,
        FigureUnknown, FigureTwice, FigureBelowMinimum, FigureMissing, NarrativeUnknown,
        NarrativeTwice, NarrativeMissing, ReportClosed, DueNotLater,
    ];
}
