using System.Collections.Immutable;
using System.Text.Json;
using Coordination.Access;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Registry;

namespace Coordination.Silo.Information.Requests;

/// <summary>How a caller stands to a request, and which of its events it sees.</summary>
internal static class RequestRelations
{
    /// <summary>Who is confined to a unit has no part. Addressees have one from submission on.</summary>
    public static Relation Of(RequestState state, Principal principal) =>
        principal.Unit is not null ? Relation.None
        : state.Header is not { } head || head.Requester == principal.Agency ? Relation.Owner
        : state.Find(principal.Agency) is not null ? Relation.Participant
        : Relation.None;

    /// <summary>Whether an event is for an addressee: of its own part, or for all who take part.</summary>
    public static bool IsFor(InformationRequestEvent happened, string agencyId) => happened switch
    {
        RequestPartEvent part => string.Equals(part.Agency.Id, agencyId, StringComparison.Ordinal),
        RequestDrafted or RequestRevised or RequestOriginTold => false,
        _ => true,
    };

    /// <summary>The same for a stored event.</summary>
    public static bool IsFor(ImmutableArray<byte> data, string agencyId) => IsFor(Read(data.AsSpan()), agencyId);

    /// <summary>The same for a stored event and a party of the registry; what cannot be read is for nobody.</summary>
    public static bool IsFor(LedgerEntry entry, PartyRow party)
    {
        if (string.Equals(party.Role, RequestWords.Requester, StringComparison.Ordinal))
            return true;

        try
        {
            return IsFor(Read(entry.Data.Span), party.Agency);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static InformationRequestEvent Read(ReadOnlySpan<byte> data) =>
        JsonSerializer.Deserialize(data, RequestJson.Default.InformationRequestEvent) ?? throw new JsonException("An event cannot be null.");
}
