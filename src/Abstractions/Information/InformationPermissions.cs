using System.Collections.Immutable;
using Coordination.Access;
using static Coordination.Access.Permission;

namespace Coordination.Information;

/// <summary>What can be done with information requests, records, grants, consents, agreements, and who may (docs/operating/access.md).</summary>
/// <remarks>
/// Relations: owner is the agency that asked, holds, granted or proposed; participant is the other side (addressee,
/// recipient). The chair and the secretariat see that requests exist and whether they are late, never a text; they see
/// no record, grant or access. An agency_system acts for its agency but never as the second pair of eyes.
/// </remarks>
public static class InformationPermissions
{
    public const string Read = "information.read";
    public const string ReadHistory = "information.history";
    public const string List = "information.list";
    public const string Watch = "information.watch";
    public const string Ask = "information.ask";
    public const string Manage = "information.manage";
    public const string Answer = "information.answer";

    public const string ReadRecordTypes = "record_types.read";
    public const string ManageRecordTypes = "record_types.manage";
    public const string ReadSubjects = "subjects.read";
    public const string ManageSubjects = "subjects.manage";
    public const string HoldSubjects = "subjects.hold";
    public const string ApproveErasure = "subjects.approve";
    public const string ReadRecords = "records.read";
    public const string ManageRecords = "records.manage";
    public const string ApproveLabels = "records.approve";
    public const string ReadConsents = "consents.read";
    public const string ManageConsents = "consents.manage";

    public const string ReadGrants = "grants.read";
    public const string ListGrants = "grants.list";
    public const string ReadGrantHistory = "grants.history";
    public const string ProposeGrants = "grants.propose";
    public const string ApproveGrants = "grants.approve";
    public const string ManageGrants = "grants.manage";
    public const string UseGrants = "grants.use";

    public const string ReadAgreements = "agreements.read";
    public const string ProposeAgreements = "agreements.propose";
    public const string ApproveAgreements = "agreements.approve";
    public const string ManageAgreements = "agreements.manage";

    public const string Serve = "providers.serve";

    public const string ListDisclosures = "disclosures.list";
    public const string ListOwnAccess = "disclosures.list_own";
    public const string ReadAccess = "disclosures.read";
    public const string SummarizeSharing = "disclosures.summarize";

    private const Relation AnyPart = Relation.Owner | Relation.Participant;

    private static readonly ImmutableArray<PermissionGrant> Committee = [new(Role.Chair, Relation.None), new(Role.Secretariat, Relation.None)];

    private static readonly ImmutableArray<PermissionGrant> Platform = [new(Role.Platform, Relation.None)];

    public static readonly IReadOnlyList<Permission> All =
    [
        Of(Read, [.. Committee, .. Agencies(AnyPart)]),
        Of(ReadHistory, [.. Committee, .. Agencies(AnyPart), new(Role.Auditor, AnyPart)]),
        Of(Watch, Agencies(AnyPart)), // Events carry sealed texts and persons: the committee lists instead.
        Of(List, [.. Committee, .. Agencies(AnyPart)]),
        Of(Ask, Agencies(Relation.Owner)),
        Of(Manage, Agencies(Relation.Owner)),
        Of(Answer, Agencies(Relation.Participant)),

        Of(ReadRecordTypes, [.. Role.Assignable.Select(role => new PermissionGrant(role, Relation.None))]),
        Of(ManageRecordTypes, Speakers(Relation.Owner)),
        Of(ReadSubjects, [.. Agencies(Relation.Owner), new(Role.DisclosureApprover, Relation.Owner), new(Role.IdentityCustodian, Relation.Owner)]),
        Of(ManageSubjects, [.. Agencies(Relation.Owner), new(Role.IdentityCustodian, Relation.Owner)]),
        Of(HoldSubjects, new(Role.AgencyFocalPoint, Relation.Owner), new(Role.DisclosureApprover, Relation.Owner)),
        Of(ApproveErasure, new PermissionGrant(Role.DisclosureApprover, Relation.Owner)),
        Of(ReadRecords, [.. Agencies(Relation.Owner), new(Role.DisclosureApprover, Relation.Owner)]),
        Of(ManageRecords, Agencies(Relation.Owner)),
        Of(ApproveLabels, new PermissionGrant(Role.DisclosureApprover, Relation.Owner)),
        Of(ReadConsents, [.. Agencies(Relation.Owner), new(Role.DisclosureApprover, Relation.Owner)]),
        Of(ManageConsents, Agencies(Relation.Owner)),

        Of(ReadGrants, [.. Agencies(AnyPart), new(Role.DisclosureApprover, AnyPart)]),
        Of(ListGrants, [.. Agencies(AnyPart), new(Role.DisclosureApprover, AnyPart)]),
        Of(ReadGrantHistory, [.. Agencies(AnyPart), new(Role.DisclosureApprover, AnyPart), new(Role.Auditor, AnyPart)]),
        Of(ProposeGrants, [.. Agencies(Relation.Owner), .. Platform]),
        Of(ApproveGrants, new PermissionGrant(Role.DisclosureApprover, Relation.Owner)),
        Of(ManageGrants, [.. Speakers(Relation.Owner), new(Role.AgencyOfficer, Relation.Owner), new(Role.DisclosureApprover, Relation.Owner)]),
        Of(UseGrants, Agencies(Relation.Participant)),

        Of(ReadAgreements, [.. Agencies(AnyPart), new(Role.DisclosureApprover, AnyPart)]),
        Of(ProposeAgreements, Speakers(Relation.Owner)),
        Of(ApproveAgreements, new PermissionGrant(Role.DisclosureApprover, AnyPart)),
        Of(ManageAgreements, [.. Speakers(AnyPart), new(Role.DisclosureApprover, AnyPart)]),

        Of(Serve, new PermissionGrant(Role.AgencySystem, Relation.None)),

        Of(ListDisclosures, [.. Agencies(Relation.Owner), new(Role.DisclosureApprover, Relation.Owner), new(Role.Auditor, Relation.Owner)]),
        Of(ListOwnAccess, new(Role.AgencyFocalPoint, Relation.Participant), new(Role.DisclosureApprover, Relation.Participant),
            new(Role.Auditor, Relation.Participant), new(Role.AgencySystem, Relation.Participant)),
        Of(ReadAccess, [.. Agencies(AnyPart), new(Role.DisclosureApprover, AnyPart), new(Role.Auditor, AnyPart)]),
        Of(SummarizeSharing, [.. Committee, .. Agencies(AnyPart), new(Role.Auditor, AnyPart), new(Role.Statistician, Relation.None)]),
    ];

    /// <summary>Who works for an agency.</summary>
    private static ImmutableArray<PermissionGrant> Agencies(Relation relations) =>
    [
        new(Role.AgencyFocalPoint, relations),
        new(Role.AgencyOfficer, relations),
        new(Role.AgencySystem, relations),
        new(Role.UnitHead, relations),
        new(Role.CaseLead, relations),
    ];

    /// <summary>Who speaks for an agency towards others.</summary>
    private static ImmutableArray<PermissionGrant> Speakers(Relation relations) =>
        [new(Role.AgencyFocalPoint, relations), new(Role.AgencySystem, relations)];
}
