using Coordination.Access;
using Coordination.Names;
using Coordination.Registry;

namespace Coordination.Silo.Information;

/// <summary>What belongs to one agency.</summary>
internal static class Ownership
{
    /// <summary>The party role of the agency that holds it.</summary>
    public const string Role = "owner";

    /// <summary>How a caller stands to what an agency holds. Who is confined to a unit holds nothing for its agency.</summary>
    /// <param name="owner">Null: it does not exist yet, and would be the caller's agency's.</param>
    /// <param name="principal">Who calls.</param>
    public static Relation Relate(AgencyName? owner, Principal principal) =>
        principal.Unit is null && (owner is null || owner == principal.Agency) ? Relation.Owner : Relation.None;

    /// <summary>The one party.</summary>
    public static PartyRow Party(AgencyName owner, string state, bool open) => new() { Agency = owner.Id, Role = Role, State = state, Open = open };
}
