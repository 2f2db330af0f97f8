using System.Collections.Immutable;
using Coordination.Access;
using static Coordination.Access.Permission;

namespace Coordination.Cases;

/// <summary>What can be done with cases and what hangs on them, and who may (docs/operating/access.md).</summary>
/// <remarks>
/// Relations: lead is the agency that leads, participant one that works on it, observer one that sees how it goes. A caller
/// confined to a unit has the relation of its agency only when the participant entry names its unit. The chair, the
/// secretariat, statisticians and the platform operator have no business here: numbers come from statistics.
/// </remarks>
public static class CasePermissions
{
    public const string Read = "cases.read";
    public const string ReadHistory = "cases.history";
    public const string List = "cases.list";

    /// <summary>Events on the watch stream: for agency systems, which are no officers with conflicts of interest.</summary>
    public const string Watch = "cases.watch";

    public const string Open = "cases.open";
    public const string Manage = "cases.manage";
    public const string Contribute = "cases.contribute";
    public const string Close = "cases.close";
    public const string Decide = "cases.decide";
    public const string Hold = "cases.hold";
    public const string Block = "cases.block";

    public const string WriteNotes = "notes.write";
    public const string ReadNotes = "notes.read";
    public const string ListNotes = "notes.list";

    public const string StoreIdentities = "identities.store";
    public const string ReadIdentities = "identities.read";
    public const string ApproveErasures = "identities.approve";

    public const string ListAccesses = "case_accesses.list";

    private const Relation Working = Relation.Lead | Relation.Participant;
    private const Relation AnyPart = Working | Relation.Observer;

    public static readonly IReadOnlyList<Permission> All =
    [
        Of(Read, [.. Workers(AnyPart), new(Role.IdentityCustodian, AnyPart), new(Role.DisclosureApprover, AnyPart)]),
        Of(ReadHistory, [.. Workers(Working), new(Role.Auditor, AnyPart)]),
        Of(List, [.. Workers(AnyPart), new(Role.IdentityCustodian, AnyPart), new(Role.DisclosureApprover, AnyPart)]),
        Of(Watch, new PermissionGrant(Role.AgencySystem, Working)),
        Of(Open, Workers(Relation.Lead)),
        Of(Manage, Workers(Relation.Lead)),
        Of(Contribute, Workers(Working)),
        Of(Close, new(Role.AgencyFocalPoint, Relation.Lead), new(Role.CaseLead, Relation.Lead), new(Role.UnitHead, Relation.Lead), new(Role.AgencySystem, Relation.Lead)),
        Of(Decide, new(Role.AgencyFocalPoint, Working), new(Role.CaseLead, Working), new(Role.AgencySystem, Working)),
        Of(Hold, new(Role.AgencyFocalPoint, Relation.Lead), new(Role.DisclosureApprover, Relation.Lead)),
        Of(Block, new(Role.AgencyFocalPoint, Relation.Lead), new(Role.CaseLead, Relation.Lead), new(Role.UnitHead, Relation.Lead)),

        Of(WriteNotes, Workers(Working)),
        Of(ReadNotes, Workers(Working)),
        Of(ListNotes, Workers(Working)),

        Of(StoreIdentities, new PermissionGrant(Role.IdentityCustodian, Relation.Lead)),
        Of(ReadIdentities, new PermissionGrant(Role.IdentityCustodian, Relation.Lead)),
        Of(ApproveErasures, new(Role.IdentityCustodian, Relation.Lead), new(Role.DisclosureApprover, Relation.Lead)),

        Of(ListAccesses, new(Role.AgencyFocalPoint, Relation.Lead), new(Role.CaseLead, Relation.Lead), new(Role.UnitHead, Relation.Lead),
            new(Role.DisclosureApprover, Relation.Lead), new(Role.Auditor, Relation.Lead), new(Role.AgencySystem, Relation.Lead)),
    ];

    /// <summary>Who works on cases for an agency or a unit.</summary>
    private static ImmutableArray<PermissionGrant> Workers(Relation relations) =>
    [
        new(Role.AgencyFocalPoint, relations),
        new(Role.AgencyOfficer, relations),
        new(Role.AgencySystem, relations),
        new(Role.UnitHead, relations),
        new(Role.CaseLead, relations),
    ];
}
