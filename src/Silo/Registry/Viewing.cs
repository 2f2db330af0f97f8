using Coordination.Access;
using Coordination.Registry;

namespace Coordination.Silo.Registry;

/// <summary>For whom a list of the registry is made.</summary>
internal static class Viewing
{
    /// <summary>The relations in which an agency has a part in a resource.</summary>
    private const Relation AnyPart = Relation.Owner | Relation.Lead | Relation.Participant | Relation.OwnUnit;

    /// <summary>Null when the caller may not list that kind at all.</summary>
    public static Viewer? ViewerFor(this AccessPolicy access, Principal principal, string permission) =>
        access.May(principal, permission, Relation.None) ? new Viewer(principal.Agency.Id, null, Everything: true, OfficerKey.Of(principal))
        : access.May(principal, permission, AnyPart) ? new Viewer(principal.Agency.Id, principal.Unit?.Id, Everything: false, OfficerKey.Of(principal))
        : null;
}
