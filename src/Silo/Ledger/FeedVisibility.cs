using Coordination.Access;
using Coordination.Ledger;
using Coordination.Registry;
using Coordination.Sdk.Modules;

namespace Coordination.Silo.Ledger;

/// <summary>Whether a caller may see an event. Pure.</summary>
internal sealed class FeedVisibility(AccessPolicy access, AggregateKinds kinds)
{
    public bool MaySee(Principal principal, LedgerEntry entry, RegistryAudience audience)
    {
        if (kinds.Of(entry.Stream) is not { } kind)
            return false;
        if (!audience.Blocked.IsDefaultOrEmpty && audience.Blocked.Contains(OfficerKey.Of(principal)))
            return false;
        if (access.May(principal, kind.WatchPermission, Relation.None))
            return true;

        foreach (var party in audience.Parties)
        {
            if (IsPartOf(principal, party, entry.Version)
                && kind.IsFor?.Invoke(entry, party) is not false
                && access.May(principal, kind.WatchPermission, principal.Unit is null ? Relation.Owner | Relation.Lead | Relation.Participant : Relation.OwnUnit))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What of the event's content a caller sees who may see the event.</summary>
    public ReadOnlySpan<byte> Shown(Principal principal, LedgerEntry entry, RegistryAudience audience) =>
        kinds.Of(entry.Stream)?.Show is { } show
            ? show(entry, [.. audience.Parties.Where(party => IsPartOf(principal, party, entry.Version))])
            : entry.Data.Span;

    private static bool IsPartOf(Principal principal, PartyRow party, int version) =>
        string.Equals(party.Agency, principal.Agency.Id, StringComparison.Ordinal)
        && (party.UntilVersion is not { } until || version <= until)
        && (principal.Unit is not { } unit || string.Equals(party.Unit, unit.Id, StringComparison.Ordinal));
}
