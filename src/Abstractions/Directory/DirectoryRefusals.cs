using Coordination.Outcomes;

namespace Coordination.Directory;

/// <summary>What the directory refuses, and what to do then.</summary>
public static class DirectoryRefusals
{
    public static readonly Refusal AgencyExists = new("AGENCY_EXISTS", RefusalKind.FailedPrecondition,
        "An agency of this code is registered. Choose another code, or update that agency.", "agency_id");

    public static readonly Refusal AgencyUnknown = new("AGENCY_UNKNOWN", RefusalKind.FailedPrecondition,
        "There is no agency of this name. List the agencies and name one of them.", "agency");

    public static readonly Refusal AgencyEnded = new("AGENCY_ENDED", RefusalKind.FailedPrecondition,
        "The agency is not in force. Name one of its successors.", "agency");

    public static readonly Refusal SuccessorUnknown = new("SUCCESSOR_UNKNOWN", RefusalKind.FailedPrecondition,
        "A successor is not registered. Register it first, then retire the agency.", "successors");

    public static readonly Refusal SuccessorSelf = new("SUCCESSOR_SELF", RefusalKind.FailedPrecondition,
        "An agency cannot succeed itself. Name those that took over, or none.", "successors");

    public static readonly Refusal SuccessorEnded = new("SUCCESSOR_ENDED", RefusalKind.FailedPrecondition,
        "A successor is not in force when the agency ends. Name one that is.", "successors");

    public static readonly Refusal ValidityInverted = new("VALIDITY_INVERTED", RefusalKind.FailedPrecondition,
        "The end does not lie after the beginning. Give a later end or an earlier beginning.", "valid_until");

    public static readonly Refusal ParentCycle = new("PARENT_CYCLE", RefusalKind.FailedPrecondition,
        "The agency would stand above itself. Choose a parent that is not below it, at most 16 levels deep.", "parent");

    public static readonly Refusal UnitExists = new("UNIT_EXISTS", RefusalKind.FailedPrecondition,
        "A unit of this code is registered. Choose another code, or update that unit.", "unit_id");

    public static readonly Refusal UnitUnknown = new("UNIT_UNKNOWN", RefusalKind.FailedPrecondition,
        "The agency has no unit of this name. List its units and name one of them.", "unit");

    public static readonly Refusal UnitEnded = new("UNIT_ENDED", RefusalKind.FailedPrecondition,
        "The unit is not in force. Name another unit of the agency.", "unit");

    public static readonly Refusal UnitMoved = new("UNIT_MOVED", RefusalKind.FailedPrecondition,
        "A unit keeps its agency and its province. Retire it and register another.", "unit");

    public static readonly Refusal ProvinceUnknown = new("PROVINCE_UNKNOWN", RefusalKind.FailedPrecondition,
        "The country has no province of this code. List the provinces and name one of them.", "province");

    public static readonly Refusal DistrictUnknown = new("DISTRICT_UNKNOWN", RefusalKind.FailedPrecondition,
        "The country pack lists this province's districts, and this is none of them. Leave it empty for the whole province.", "district");

    public static readonly Refusal MembershipOverlaps = new("MEMBERSHIP_OVERLAPS", RefusalKind.FailedPrecondition,
        "The agency is a member at that time already. End that membership first.", "valid_from");

    public static readonly Refusal MembershipUnknown = new("MEMBERSHIP_UNKNOWN", RefusalKind.FailedPrecondition,
        "The agency has no open membership that could end. Leave valid_until out to add one, or give valid_from too.", "agency");

    public static readonly Refusal MembershipsFull = new("MEMBERSHIPS_FULL", RefusalKind.ResourceExhausted,
        "The committee has 1,000 memberships, past ones included. More are not kept.");

    public static readonly Refusal RoleUnknown = new("ROLE_UNKNOWN", RefusalKind.FailedPrecondition,
        "There is no such role. Use the roles that the access rules list.", "officer.roles");

    public static readonly Refusal RoleNotGrantable = new("ROLE_NOT_GRANTABLE", RefusalKind.PermissionDenied,
        "You cannot grant a role that you do not hold. Ask the secretariat.", "officer.roles");

    public static readonly Refusal HeadWithoutUnit = new("HEAD_WITHOUT_UNIT", RefusalKind.FailedPrecondition,
        "A head needs a unit. Name the unit that the officer heads.", "officer.unit");

    public static readonly Refusal OfficerUnknown = new("OFFICER_UNKNOWN", RefusalKind.FailedPrecondition,
        "The agency has no officer of this subject. Read the agency to see its officers.", "subject");

    public static readonly Refusal OfficersFull = new("OFFICERS_FULL", RefusalKind.ResourceExhausted,
        "The agency has 10,000 officers. Remove one before adding another.");

    /// <summary>Every refusal, for the catalogue and the documentation.</summary>
    public static readonly IReadOnlyList<Refusal> All =
    [
        AgencyExists, AgencyUnknown, AgencyEnded, SuccessorUnknown, SuccessorSelf, SuccessorEnded, ValidityInverted,
        ParentCycle, UnitExists, UnitUnknown, UnitEnded, UnitMoved, ProvinceUnknown, DistrictUnknown, MembershipOverlaps,
        MembershipUnknown, MembershipsFull, RoleUnknown, RoleNotGrantable, HeadWithoutUnit, OfficerUnknown, OfficersFull,
    ];
}
