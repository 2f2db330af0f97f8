using System.Collections.Immutable;
using System.Text.Json;
using Coordination.Access;
using Coordination.Information;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;

namespace Coordination.Silo.Information.Grants;

/// <summary>What of a grant is seen beside its events, and by whom.</summary>
internal static class GrantProjection
{
    public static AggregateDefinition<GrantState, GrantEvent> Definition { get; } = new()
    {
        Kind = GrantName.Collection,
        Initial = GrantState.Initial,
        EventType = GrantJson.Default.GrantEvent,
        CommandBytes = GrantJson.Bytes,
        Project = Of,
        Relate = Relate,
        ReadPermission = InformationPermissions.ReadGrants,
    };

    /// <summary>
    /// The grantor owns it; its recipient, once it was active, and the record's owner take part. Who is confined to a unit
    /// takes part only where it is named.
    /// </summary>
    public static Relation Relate(GrantState state, Principal principal)
    {
        if (state.Proposal is not { } proposal)
            return principal.Unit is null ? Relation.Owner : Relation.None;

        var terms = proposal.Terms;
        var receives = state.Activated && terms.Recipient == principal.Agency;
        if (principal.Unit is not null)
            return receives && terms.Officers.Contains(principal.Subject, StringComparer.Ordinal) ? Relation.Participant : Relation.None;

        return (terms.Grantor == principal.Agency ? Relation.Owner : Relation.None)
            | (receives || proposal.Owner == principal.Agency ? Relation.Participant : Relation.None);
    }

    private static Projection Of(string name, GrantState state, int version, DateTimeOffset at)
    {
        if (state.Proposal is not { Terms: { } terms } proposal)
            return Projection.Empty;

        var (word, open) = (InformationText.Of(state.Stage), !state.HasEnded);
        return new Projection(
            new RegistryRow
            {
                Name = name,
                Kind = GrantName.Collection,
                State = word,
                Open = open,
                Due = terms.Until,
                Parent = terms.Parent?.ToString(),
                Instrument = terms.Record.ToString(), // By which lists are narrowed to a record,
                Case = terms.Request?.ToString(), // and to a request.
                Handling = (int)terms.Handling,
                Version = version,
                CreatedAt = state.CreatedAt,
                UpdatedAt = at,
                View = () => JsonSerializer.SerializeToUtf8Bytes(state.View(ResourceName.Parse<GrantName>(name), version), GrantViewsJson.Default.GrantView),
            },
            Parties(state, proposal, word, open),
            GrantRules.Due(state));
    }

    private static ImmutableArray<PartyRow> Parties(GrantState state, GrantProposed proposal, string word, bool open)
    {
        var grantor = new PartyRow { Agency = proposal.Terms.Grantor.Id, Role = GrantWords.Grantor, State = word, Open = open };
        var owner = new PartyRow { Agency = proposal.Owner.Id, Role = GrantWords.Owner, State = word, Open = open };
        return state.Activated
            ? [grantor, owner, new PartyRow { Agency = proposal.Terms.Recipient.Id, Role = GrantWords.Recipient, State = word, Open = open, Due = proposal.Terms.Until }]
            : [grantor, owner];
    }
}
