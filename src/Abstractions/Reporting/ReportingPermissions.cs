using System.Collections.Immutable;
using Coordination.Access;
using static Coordination.Access.Permission;

namespace Coordination.Reporting;

/// <summary>What can be done in vertical reporting and who may, by role and relation (docs/reference/reporting.md).</summary>
/// <remarks>
/// A report has one line: its unit, the unit that approves for its province, its ministry, the secretariat. Who is confined
/// to a unit stands in the line only when that unit reports or approves (<see cref="Relation.OwnUnit"/>). The ministry leads;
/// the unit's agency, when it is another, and the approver's agency take part.
/// </remarks>
public static class ReportingPermissions
{
    public const string ReadCycles = "report_cycles.read";
    public const string ManageCycles = "report_cycles.manage";
    public const string Read = "reports.read";
    public const string List = "reports.list";

    /// <summary>That something happened; its content only with <see cref="Read"/>.</summary>
    public const string ReadHistory = "reports.history";

    public const string Rollup = "reports.rollup";
    public const string Coverage = "reports.coverage";
    public const string Submit = "reports.submit";
    public const string Approve = "reports.approve";
    public const string Accept = "reports.accept";
    public const string Return = "reports.return";
    public const string Comment = "reports.comment";
    public const string Extend = "reports.extend";

    /// <summary>Making and ending reports with their cycle. No method asks for it: only the platform holds it.</summary>
    public const string Make = "reports.make";

    private const Relation Line = Relation.Owner | Relation.Lead | Relation.Participant | Relation.OwnUnit;

    private static readonly ImmutableArray<PermissionGrant> Committee = [new(Role.Chair, Relation.None), new(Role.Secretariat, Relation.None)];

    private static readonly ImmutableArray<PermissionGrant> InLine =
        [new(Role.AgencyFocalPoint, Line), new(Role.AgencyOfficer, Line), new(Role.AgencySystem, Line), new(Role.UnitHead, Line)];

    private static readonly ImmutableArray<PermissionGrant> Approvers =
        [new(Role.UnitHead, Relation.OwnUnit), new(Role.AgencyFocalPoint, Relation.Lead)];

    private static readonly PermissionGrant TheSecretariat = new(Role.Secretariat, Relation.None);

    private static readonly PermissionGrant ThePlatform = new(Role.Platform, Relation.None);

    public static readonly IReadOnlyList<Permission> All =
    [
        Of(ReadCycles, [.. Role.Assignable.Append(Role.Platform).Select(role => new PermissionGrant(role, Relation.None))]),
        Of(ManageCycles, TheSecretariat, ThePlatform),
        Of(Read, [.. Committee, .. InLine, ThePlatform]),
        Of(List, [.. Committee, .. InLine]),
        Of(ReadHistory, [.. Committee, .. InLine, new(Role.Auditor, Relation.None)]),
        Of(Rollup, [.. Committee, .. InLine]),
        Of(Coverage, [.. Role.Assignable.Select(role => new PermissionGrant(role, Relation.None))]),
        Of(Submit, new(Role.UnitHead, Relation.OwnUnit), new(Role.AgencyOfficer, Relation.OwnUnit), new(Role.AgencySystem, Relation.OwnUnit)),
        Of(Approve, Approvers),
        Of(Accept, TheSecretariat),
        Of(Return, [.. Approvers, TheSecretariat]),
        Of(Comment, [.. Approvers, TheSecretariat]),
        Of(Extend, TheSecretariat),
        Of(Make, ThePlatform),
    ];
}
