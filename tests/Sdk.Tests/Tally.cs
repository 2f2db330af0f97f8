using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Ledger;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Orleans.Concurrency;

namespace Coordination.Sdk.Tests;

/// <summary>A noun as a module would write it: a count that its owner raises, with a bell at a time.</summary>
public interface ITallyGrain : IAggregateGrain
{
    Task<Outcome<TallyView>> OpenAsync(OpenTally command);

    Task<Outcome<TallyView>> RaiseAsync(RaiseTally command);

    Task<Outcome<TallyView>> GetAsync(Principal principal);

    Task<Outcome<HistoryPage>> HistoryAsync(Principal principal, int after, int limit);

    Task<Outcome<PreparedAppend>> PrepareRaiseAsync(RaiseTally command);

    /// <summary>Raises this tally and others by the same, together or not at all.</summary>
    Task<Outcome<TallyView>> RaiseWithAsync(RaiseTally command, ImmutableArray<string> others);
}

[GenerateSerializer, Immutable]
public sealed record TallyView(int Sum, int Version, bool Rang);

[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(OpenTally), "open")]
[JsonDerivedType(typeof(RaiseTally), "raise")]
public abstract record TallyCommand(CommandContext Context) : Command(Context);

[GenerateSerializer, Immutable]
public sealed record OpenTally(CommandContext Context, DateTimeOffset? Bell) : TallyCommand(Context);

[GenerateSerializer, Immutable]
public sealed record RaiseTally(CommandContext Context, int By) : TallyCommand(Context);

[JsonDerivedType(typeof(TallyOpened), "tally.opened")]
[JsonDerivedType(typeof(TallyRaised), "tally.raised")]
[JsonDerivedType(typeof(TallyRang), "tally.rang")]
public abstract record TallyEvent;

public sealed record TallyOpened(DateTimeOffset? Bell) : TallyEvent;

public sealed record TallyRaised(int By) : TallyEvent;

public sealed record TallyRang : TallyEvent;

public sealed record TallyState(string? Owner, int Sum, DateTimeOffset? Bell, bool Rang) : IAggregateState<TallyState, TallyEvent>
{
    public static readonly TallyState None = new(null, 0, null, false);

    public TallyState Apply(TallyEvent happened, EventStamp stamp) => happened switch
    {
        TallyOpened e => this with { Owner = stamp.Actor?.Id, Bell = e.Bell },
        TallyRaised e => this with { Sum = Sum + e.By },
        TallyRang => this with { Rang = true },
        _ => throw new ArgumentException(happened.GetType().Name),
    };
}

internal static class Tally
{
    public const string Read = "tallies.read";
    public const string Open = "tallies.open";
    public const string Raise = "tallies.raise";
    public static readonly Refusal Exists = new("TALLY_EXISTS", RefusalKind.FailedPrecondition, "Choose another name.");
    public static readonly Refusal TooLate = new("TOO_LATE", RefusalKind.FailedPrecondition, "Choose a later time.");
    public static readonly Refusal TooMuch = new("TOO_MUCH", RefusalKind.FailedPrecondition, "Raise it by less.");

    public static readonly ImmutableArray<Permission> Permissions =
    [
        Permission.Of(Read, new PermissionGrant(Role.AgencyOfficer, Relation.Owner), new PermissionGrant(Role.Secretariat, Relation.None)),
        Permission.Of(Open, new PermissionGrant(Role.AgencyOfficer, Relation.None)),
        Permission.Of(Raise, new PermissionGrant(Role.AgencyOfficer, Relation.Owner)),
    ];

    public static readonly AggregateDefinition<TallyState, TallyEvent> Definition = new()
    {
        Kind = "tallies",
        Initial = TallyState.None,
        EventType = TallyJson.Default.TallyEvent,
        CommandBytes = command => JsonSerializer.SerializeToUtf8Bytes((TallyCommand)command, TallyJson.Default.TallyCommand),
        SnapshotType = TallyJson.Default.TallyState,
        Project = Project,
        Relate = (state, principal) => state.Owner == principal.Agency.Id ? Relation.Owner : Relation.None,
        ReadPermission = Read,
    };

    public static TallyView View(TallyState state, int version) => new(state.Sum, version, state.Rang);

    private static Projection Project(string name, TallyState state, int version, DateTimeOffset at) => new(
        new RegistryRow
        {
            Name = name, Kind = "tallies", State = state.Rang ? "rang" : "open", Open = !state.Rang, Version = version,
            CreatedAt = at, UpdatedAt = at, View = () => JsonSerializer.SerializeToUtf8Bytes(state, TallyJson.Default.TallyState),
        },
        state.Owner is null ? [] : [new PartyRow { Agency = state.Owner, Role = "owner", State = "open", Open = true }],
        state.Bell is { } bell && !state.Rang ? [new DueRow("bell", bell)] : []);
}

[JsonSerializable(typeof(TallyEvent))]
[JsonSerializable(typeof(TallyCommand))]
[JsonSerializable(typeof(TallyState))]
internal sealed partial class TallyJson : JsonSerializerContext;

[Reentrant]
internal sealed class TallyGrain(LedgerGrainServices services) : LedgerGrain<TallyState, TallyEvent>(services, Tally.Definition), ITallyGrain
{
    public Task<Outcome<TallyView>> OpenAsync(OpenTally command) => CreateAsync(
        command,
        Tally.Open,
        (state, now) => state.Owner is not null ? Tally.Exists : command.Bell < now ? Tally.TooLate : new TallyOpened(command.Bell),
        Tally.View);

    public Task<Outcome<TallyView>> RaiseAsync(RaiseTally command) => CommitAsync(
        command,
        Tally.Raise,
        (_, _) => command.By == 0 ? Decision<TallyEvent>.Nothing : command.By > 100 ? Tally.TooMuch : new TallyRaised(command.By),
        Tally.View);

    public Task<Outcome<PreparedAppend>> PrepareRaiseAsync(RaiseTally command) =>
        PrepareAsync(command, Tally.Raise, (_, _) => command.By == 0 ? Decision<TallyEvent>.Nothing : command.By > 100 ? Tally.TooMuch : new TallyRaised(command.By));

    public Task<Outcome<TallyView>> RaiseWithAsync(RaiseTally command, ImmutableArray<string> others) => CommitTogetherAsync(
        command,
        Tally.Raise,
        (_, _) => command.By > 200 ? Tally.TooMuch : new TallyRaised(command.By),
        async (_, prepared) =>
        {
            foreach (var other in others)
            {
                var outcome = await GrainFactory.GetGrain<ITallyGrain>(other).PrepareRaiseAsync(command);
                if (outcome.Refusal is { } refusal)
                    return refusal;
                prepared.Add(outcome.Value!);
            }

            return null;
        },
        prepared => GrainFactory.GetGrain<ITallyGrain>(prepared.Stream),
        Tally.View);

    public Task<Outcome<TallyView>> GetAsync(Principal principal) => ReadAsync(principal, Tally.Read, Tally.View);

    public Task<Outcome<HistoryPage>> HistoryAsync(Principal principal, int after, int limit) =>
        ReadHistoryAsync(principal, Tally.Read, after, limit, CancellationToken.None);

    protected override Decision<TallyEvent> DecideDue(string dueKind, TallyState state, DateTimeOffset now) =>
        state is { Rang: false, Bell: { } bell } && bell <= now ? new TallyRang() : Decision<TallyEvent>.Nothing;
}
