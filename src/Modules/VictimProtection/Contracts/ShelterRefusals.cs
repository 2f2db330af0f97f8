using Coordination.Outcomes;

namespace Coordination.VictimProtection;

/// <summary>Why a shelter says no, in the order in which it is asked.</summary>
internal static class ShelterRefusals
{
    public static readonly Refusal AlreadyRegistered = new("SHELTER_EXISTS", RefusalKind.FailedPrecondition,
        "The shelter is registered already. Update it.");

    public static readonly Refusal PoliceRunNone = new("POLICE_HOLD_NO_CARE", RefusalKind.FailedPrecondition,
        "An agency that never sees care data cannot give care. Name a shelter or an office of social welfare.");

    public static readonly Refusal BedsInvalid = new("SHELTER_BEDS_INVALID", RefusalKind.InvalidArgument,
        "Name each group and each category once, from 0 to 1,000 beds, and at least one category.", "groups");

    public static readonly Refusal TitleMissing = new("SHELTER_TITLE_MISSING", RefusalKind.InvalidArgument,
        "Name the shelter in English or Lao, without saying where it is.", "title");

    public static readonly Refusal Unchanged = new("SHELTER_UNCHANGED", RefusalKind.FailedPrecondition,
        "That is so already. Read the shelter again.");

    public static readonly Refusal Closed = new("SHELTER_CLOSED", RefusalKind.FailedPrecondition,
        "The shelter admits nobody. Ask another one.", "shelter");

    public static readonly Refusal NotYours = new("SHELTER_NOT_YOURS", RefusalKind.FailedPrecondition,
        "Another agency runs this shelter. Name one that the agency runs that plays the part shelter.", "shelter");

    public static readonly Refusal CategoryNotTaken = new("SHELTER_CATEGORY_NOT_TAKEN", RefusalKind.FailedPrecondition,
        "The shelter does not take people for this reason. Ask another one.", "intake_category");

    public static readonly Refusal GroupNotTaken = new("SHELTER_GROUP_NOT_TAKEN", RefusalKind.FailedPrecondition,
        "The shelter has no beds for this group. Ask another one.", "bed_group");

    /// <summary>Metadata <c>group</c> or <c>category</c>, and <c>free</c>.</summary>
    public static readonly Refusal Full = new("SHELTER_FULL", RefusalKind.FailedPrecondition,
        "Not enough beds are free for this group or category. Decline the request, or ask another shelter.", "shelter");

    public static readonly Refusal HasBed = new("SHELTER_BED_TAKEN", RefusalKind.FailedPrecondition,
        "The stay has a bed in this shelter already.", "shelter");

    public static readonly Refusal TooMany = new("SHELTER_TOO_MANY_STAYS", RefusalKind.ResourceExhausted,
        "A shelter keeps account of at most 2,000 stays at a time.", "shelter");

    public static readonly Refusal Unknown = new("SHELTER_UNKNOWN", RefusalKind.FailedPrecondition,
        "There is no such shelter for this caller. List the shelters and name one.", "shelter");

    /// <summary>All, for the documentation and the translations.</summary>
    public static readonly IReadOnlyList<Refusal> All =
    [
        AlreadyRegistered, PoliceRunNone, TitleMissing, BedsInvalid, Unchanged, Unknown, NotYours, Closed, CategoryNotTaken, GroupNotTaken, HasBed, TooMany, Full,
    ];
}
