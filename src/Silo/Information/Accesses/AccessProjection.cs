using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Silo.Information.Grants;

namespace Coordination.Silo.Information.Accesses;

/// <param name="Read">Null before the one event.</param>
internal sealed record AccessState(AccessRead? Read, DateTimeOffset At) : IAggregateState<AccessState, AccessEvent>
{
    public static readonly AccessState Initial = new(null, default);

    public AccessState Apply(AccessEvent happened, EventStamp stamp) => happened switch
    {
        AccessRead e => new(e, stamp.At),
        _ => throw new UnreachableException(happened?.GetType().Name),
    };

    public AccessView View(AccessName name) => Read is not { } read
        ? throw new InvalidOperationException("The access does not exist.")
        : new(name, At, read.Grant, read.Record, read.RecordType, read.Owner, read.Reader, read.ReaderSubject, read.Purpose, read.LegalBasis, read.Fields, read.Handling, read.Excess, read.Request);
}

/// <summary>What of an access is seen, and by whom: the owner of the record, the reader's agency, and who passed it on.</summary>
internal static class AccessProjection
{
    private const string Word = "read";

    public static AggregateDefinition<AccessState, AccessEvent> Definition { get; } = new()
    {
        Kind = AccessName.Collection,
        Initial = AccessState.Initial,
        EventType = GrantJson.Default.AccessEvent,
        CommandBytes = static _ => throw new NotSupportedException("An access takes no commands."),
        Project = Of,
        Relate = Relate,
        ReadPermission = InformationPermissions.ReadAccess,
    };

    /// <summary>Columns that have no meaning of their own here narrow lists: see <see cref="AccessWords"/>.</summary>
    public static Projection Of(string name, AccessState state, int version, DateTimeOffset at) => state.Read is not { } read ? Projection.Empty : new Projection(
        new RegistryRow
        {
            Name = name,
            Kind = AccessName.Collection,
            State = Word,
            Open = false,
            Parent = read.Grant.ToString(),
            Instrument = read.Record.ToString(),
            Case = read.Reader.ToString(),
            Province = read.ReaderSubject,
            Handling = (int)read.Handling,
            Version = version,
            CreatedAt = state.At,
            UpdatedAt = at,
            View = () => JsonSerializer.SerializeToUtf8Bytes(state.View(ResourceName.Parse<AccessName>(name)), GrantViewsJson.Default.AccessView),
        },
        Parties(read),
        []);

    private static Relation Relate(AccessState state, Principal principal) =>
        state.Read is not { } read || principal.Unit is not null ? Relation.None
        : (read.Owner == principal.Agency ? Relation.Owner : Relation.None)
        | (read.Reader == principal.Agency || read.Via.Contains(principal.Agency) ? Relation.Participant : Relation.None);

    private static ImmutableArray<PartyRow> Parties(AccessRead read)
    {
        var (owner, reader) = (Party(read.Owner, AccessWords.Owner), Party(read.Reader, AccessWords.Reader));
        return read.Via.IsEmpty ? [owner, reader] : [owner, reader, .. read.Via.Select(agency => Party(agency, AccessWords.Via))];
    }

    private static PartyRow Party(AgencyName agency, string role) => new() { Agency = agency.Id, Role = role, State = Word, Open = false };
}
