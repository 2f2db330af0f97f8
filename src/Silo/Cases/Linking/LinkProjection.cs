using System.Text.Json;
using Coordination.Access;
using Coordination.Cases;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sealing;

namespace Coordination.Silo.Cases.Linking;

/// <summary>What of a link is seen beside its events, and by whom.</summary>
internal static class LinkProjection
{
    public static AggregateDefinition<LinkState, LinkEvent> Definition(IKeyStore keys) => new()
    {
        Kind = LinkName.Collection,
        Initial = LinkState.Initial,
        EventType = LinkJson.Default.LinkEvent,
        CommandBytes = LinkJson.Bytes,
        Project = (name, state, version, at) => Of(keys, name, state, version, at),
        Relate = static (state, principal) => state.SidesOf(principal).IsEmpty ? Relation.None : Relation.Lead,
        ReadPermission = LinkPermissions.Read,
        WatchPermission = LinkPermissions.Watch,
        IsFor = IsFor,
    };

    /// <summary>An event of one side is for that side's party; what cannot be read is for nobody.</summary>
    public static bool IsFor(LedgerEntry entry, PartyRow party)
    {
        try
        {
            return IsFor(Read(entry.Data.Span), party.Role);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static bool IsFor(LinkEvent happened, string side) => happened switch
    {
        LinkSideSet e => string.Equals(e.Side, side, StringComparison.Ordinal),
        LinkAnswered e => string.Equals(e.Side, side, StringComparison.Ordinal),
        _ => true,
    };

    public static LinkEvent Read(ReadOnlySpan<byte> data) =>
        JsonSerializer.Deserialize(data, LinkJson.Default.LinkEvent) ?? throw new JsonException("An event cannot be null.");

    private static Projection Of(IKeyStore keys, string name, LinkState state, int version, DateTimeOffset at)
    {
        if (state.Stage is LinkStage.None || state.First.Seen == 0 || state.First.Case == default)
            return Projection.Empty;

        return new Projection(
            new RegistryRow
            {
                Name = name,
                Kind = LinkName.Collection,
                State = LinkWords.Of(state.Stage),
                Open = state.Stage is LinkStage.Suggested,
                Due = state.Stage is LinkStage.Suggested ? state.LapsesAt : null,
                Handling = (int)Handling.AmberStrict,
                Terms = [.. Terms(keys, state).Distinct(StringComparer.Ordinal)],
                Blocked = [.. state.First.Blocked.Concat(state.Second.Blocked).Distinct(StringComparer.Ordinal).Take(MostBlocked)],
                Version = version,
                CreatedAt = state.CreatedAt,
                UpdatedAt = at,
                View = () => JsonSerializer.SerializeToUtf8Bytes(state, LinkJson.Default.LinkState),
            },
            [Party(LinkWords.First, state.First, state), Party(LinkWords.Second, state.Second, state)],
            LinkRules.Due(state, at));
    }

    /// <summary>As many as a row can hold; reading asks the state, which has all.</summary>
    private const int MostBlocked = 64;

    private static string[] Terms(IKeyStore keys, LinkState state) =>
    [
        LinkKeys.TermOf(keys, state.First.Identity), LinkKeys.TermOf(keys, state.Second.Identity),
        LinkKeys.TermOf(keys, state.First.Case), LinkKeys.TermOf(keys, state.Second.Case),
    ];

    private static PartyRow Party(string role, LinkSide side, LinkState state) => new()
    {
        Agency = side.Lead.Id,
        Role = role,
        Unit = side.Unit?.Id,
        State = LinkWords.Of(side.Answer),
        Open = state.Stage is LinkStage.Suggested && side.Answer is LinkAnswer.None,
        Due = state.Stage is LinkStage.Suggested ? state.LapsesAt : null,
    };
}
