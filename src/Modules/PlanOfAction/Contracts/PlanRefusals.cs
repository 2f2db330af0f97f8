using Coordination.Outcomes;

namespace Coordination.PlanOfAction.Contracts;

/// <summary>Why something cannot be done with a plan, and what to do then.</summary>
public static class PlanRefusals
{
    public static readonly Refusal ContentInvalid = new("PLAN_CONTENT_INVALID", RefusalKind.InvalidArgument,
        "The content does not fit together. Correct what the metadata names: ids that occur twice, dates that run backwards, agencies or activities that are not there.", "content");

    public static readonly Refusal NotEditable = new("PLAN_NOT_EDITABLE", RefusalKind.FailedPrecondition,
        "The content can be changed in draft, in consultation and in mid-term review only. Bring the plan there first.");

    public static readonly Refusal ReportedOn = new("PLAN_REPORTED_ON", RefusalKind.FailedPrecondition,
        "An indicator or activity that was reported on is missing in the new content. Keep it, and cancel the activity if it is given up.", "content");

    public static readonly Refusal NotApproved = new("PLAN_NOT_APPROVED", RefusalKind.FailedPrecondition,
        "A plan that is not approved cannot report. Wait until the Government has approved it.");

    public static readonly Refusal Ended = new("PLAN_ENDED", RefusalKind.FailedPrecondition,
        "The plan is superseded or withdrawn. Report about the plan that follows it.");

    public static readonly Refusal Incomplete = new("PLAN_INCOMPLETE", RefusalKind.FailedPrecondition,
        "The plan is not complete. Every objective needs an output, every output an activity, every activity an indicator.");

    public static readonly Refusal HasProcess = new("PLAN_HAS_PROCESS", RefusalKind.FailedPrecondition,
        "The life of this plan has begun already, or another process leads it. Use the process that the plan names.", "plan");

    public static readonly Refusal NotYours = new("PLAN_NOT_YOURS", RefusalKind.PermissionDenied,
        "Only the agency that made the plan can start its life.", "plan");

    public static readonly Refusal IndicatorUnknown = new("INDICATOR_UNKNOWN", RefusalKind.FailedPrecondition,
        "The plan has no such indicator. Read the plan and name one of its indicators.", "indicator");

    public static readonly Refusal ActivityUnknown = new("ACTIVITY_UNKNOWN", RefusalKind.FailedPrecondition,
        "The plan has no such activity. Read the plan and name one of its activities.", "activity");

    public static readonly Refusal NotYourActivity = new("NOT_YOUR_ACTIVITY", RefusalKind.PermissionDenied,
        "Another agency leads this activity. Its lead, the plan's owner or a side of a joint plan reports.");

    public static readonly Refusal PeriodInvalid = new("PLAN_PERIOD_INVALID", RefusalKind.InvalidArgument,
        "There is no such period, or it lies outside the plan. Write 2026, 2026-h1, 2026-q3 or 2026-07.", "period");

    public static readonly Refusal StatusInvalid = new("ACTIVITY_STATUS_INVALID", RefusalKind.InvalidArgument,
        "Say how far the activity is: planned, under way, done or cancelled.", "status");

    public static readonly Refusal ActivityAssigned = new("ACTIVITY_ASSIGNED", RefusalKind.FailedPrecondition,
        "The activity is a task already. Follow the task that the plan names.", "activity");

    public static readonly Refusal CycleOfAnotherPlan = new("CYCLE_OF_ANOTHER_PLAN", RefusalKind.FailedPrecondition,
        "This reporting cycle is about something else, or none of its figures is an indicator of the plan.", "cycle");

    /// <summary>All, for the documentation and the translations.</summary>
    public static readonly IReadOnlyList<Refusal> All =
    [
        ContentInvalid, NotEditable, ReportedOn, NotApproved, Ended, Incomplete, HasProcess, NotYours, IndicatorUnknown, ActivityUnknown,
        NotYourActivity, PeriodInvalid, StatusInvalid, ActivityAssigned, CycleOfAnotherPlan,
    ];
}
