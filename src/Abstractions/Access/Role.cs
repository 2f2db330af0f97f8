namespace Coordination.Access;

/// <summary>The roles of the access rules (docs/operating/access.md).</summary>
public static class Role
{
    public const string Chair = "chair";
    public const string Secretariat = "secretariat";
    public const string AgencyFocalPoint = "agency_focal_point";
    public const string AgencyOfficer = "agency_officer";
    public const string UnitHead = "unit_head";
    public const string CaseLead = "case_lead";
    public const string IdentityCustodian = "identity_custodian";
    public const string DisclosureApprover = "disclosure_approver";

    /// <summary>Aggregates only.</summary>
    public const string Statistician = "statistician";

    /// <summary>Reads that something happened, never its content.</summary>
    public const string Auditor = "auditor";

    public const string OrgAdmin = "org_admin";
    public const string AgencySystem = "agency_system";

    /// <summary>Runs the platform; sees no content of cases.</summary>
    public const string PlatformOperator = "platform_operator";

    /// <summary>The platform itself. No token may carry it.</summary>
    public const string Platform = "platform";

    /// <summary>Every role that a token may carry.</summary>
    public static readonly IReadOnlyList<string> Assignable =
    [
        Chair, Secretariat, AgencyFocalPoint, AgencyOfficer, UnitHead, CaseLead, IdentityCustodian,
        DisclosureApprover, Statistician, Auditor, OrgAdmin, AgencySystem, PlatformOperator,
    ];
}
