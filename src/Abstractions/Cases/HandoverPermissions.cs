using System.Collections.Immutable;
using Coordination.Access;
using static Coordination.Access.Permission;

namespace Coordination.Cases;

/// <summary>What can be done with transfers, and who may. The sender is the owner, the recipient takes part; offering is judged by the part in the case.</summary>
public static class TransferPermissions
{
    public const string Offer = "transfers.offer";
    public const string Revoke = "transfers.revoke";
    public const string Answer = "transfers.answer";
    public const string Read = "transfers.read";
    public const string List = "transfers.list";
    public const string Watch = "transfers.watch";

    public static readonly IReadOnlyList<Permission> All =
    [
        Of(Offer, HandoverRoles.Deciders(Relation.Lead | Relation.Owner)), // Owner: a repeat finds what it made.
        Of(Revoke, HandoverRoles.Deciders(Relation.Owner)),
        Of(Answer, HandoverRoles.Deciders(Relation.Participant)),
        Of(Read, HandoverRoles.Workers(HandoverRoles.BothSides)),
        Of(List, HandoverRoles.Workers(HandoverRoles.BothSides)),
        Of(Watch, new PermissionGrant(Role.AgencySystem, HandoverRoles.BothSides)),
    ];
}

/// <summary>What can be done with referrals, and who may.</summary>
public static class ReferralPermissions
{
    public const string Offer = "referrals.offer";
    public const string Revoke = "referrals.revoke";
    public const string Answer = "referrals.answer";
    public const string Read = "referrals.read";
    public const string ReadText = "referrals.read_text";
    public const string List = "referrals.list";
    public const string Watch = "referrals.watch";

    public static readonly IReadOnlyList<Permission> All =
    [
        Of(Offer, HandoverRoles.Workers(Relation.Lead | Relation.Participant | Relation.Owner)),
        Of(Revoke, HandoverRoles.Workers(Relation.Owner)),
        Of(Answer, HandoverRoles.Workers(Relation.Participant)),
        Of(Read, HandoverRoles.Workers(HandoverRoles.BothSides)),
        Of(ReadText, HandoverRoles.Workers(HandoverRoles.BothSides)),
        Of(List, HandoverRoles.Workers(HandoverRoles.BothSides)),
        Of(Watch, new PermissionGrant(Role.AgencySystem, HandoverRoles.BothSides)),
    ];
}

internal static class HandoverRoles
{
    public const Relation BothSides = Relation.Owner | Relation.Participant;

    /// <summary>Who gives a case away or takes it on.</summary>
    public static ImmutableArray<PermissionGrant> Deciders(Relation relations) =>
        [new(Role.AgencyFocalPoint, relations), new(Role.CaseLead, relations), new(Role.UnitHead, relations), new(Role.AgencySystem, relations)];

    public static ImmutableArray<PermissionGrant> Workers(Relation relations) => [new(Role.AgencyOfficer, relations), .. Deciders(relations)];
}
