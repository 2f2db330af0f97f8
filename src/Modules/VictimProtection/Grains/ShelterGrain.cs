using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Orleans.Concurrency;

namespace Coordination.VictimProtection.Grains;

[Reentrant]
internal sealed class ShelterGrain(
    LedgerGrainServices services, AggregateDefinition<ShelterState, ShelterEvent> definition, VictimProtectionSettings settings)
    : LedgerGrain<ShelterState, ShelterEvent>(services, definition), IShelterGrain
{
    private ShelterName Name => ResourceName.Parse<ShelterName>(Stream);

    public Task<Outcome<ShelterView>> RegisterAsync(RegisterShelter command, CancellationToken cancellationToken) =>
        CreateAsync(command, ShelterPermissions.Register, (state, _) => ShelterRules.Register(state, command, settings), View);

    public Task<Outcome<ShelterView>> ExecuteAsync(ShelterCommand command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command is RegisterShelter or BedCommand
            ? Task.FromResult(Outcome<ShelterView>.Refuse(CommonRefusals.PermissionDenied)) // These have doors of their own.
            : CommitAsync(command, ShelterPermissions.Manage, (state, _) => ShelterRules.Decide(state, command), View);
    }

    public Task<Outcome<ShelterView>> GetAsync(Principal principal, CancellationToken cancellationToken) => ReadAsync(principal, ShelterPermissions.Read, View);

    public async Task<Outcome<PreparedAppend>> PrepareAsync(BedCommand command, CancellationToken cancellationToken)
    {
        var prepared = await PrepareAsync(command, ShelterPermissions.Admit, (state, _) => ShelterRules.Decide(state, command));
        return prepared.Refusal?.Code == CommonRefusals.NotFound.Code ? ShelterRefusals.Unknown
            : prepared.Refusal?.Code == CommonRefusals.PermissionDenied.Code ? ShelterRefusals.NotYours
            : prepared;
    }

    public Task<Refusal?> FreeAsync(WorkflowName stay) => CommitByPlatformAsync((state, _) => ShelterRules.Free(state, stay));

    private ShelterView View(ShelterState state, int version) => state.View(Name, version);
}

/// <summary>What of a shelter is seen beside its events: numbers for who runs it and for who watches over it.</summary>
internal static class ShelterProjection
{
    public const string Operator = "operator";
    public const string Overseer = "overseer";

    public static readonly AggregateDefinition<ShelterState, ShelterEvent> Definition = new()
    {
        Kind = ShelterName.Collection,
        Initial = ShelterState.Initial,
        EventType = ShelterJson.Default.ShelterEvent,
        CommandBytes = command => JsonSerializer.SerializeToUtf8Bytes((ShelterCommand)command, ShelterJson.Default.ShelterCommand),
        Project = Project,
        Relate = Relate,
        ReadPermission = ShelterPermissions.Read,
        WatchPermission = ShelterPermissions.Watch,
    };

    /// <summary>Before it is registered, whoever registers it runs it. A caller that is confined to a unit runs no shelter.</summary>
    private static Relation Relate(ShelterState state, Principal principal) =>
        principal.Unit is not null ? Relation.None
        : state.Operator is not { } runs || runs == principal.Agency ? Relation.Owner
        : state.Overseers.Contains(principal.Agency) ? Relation.Participant
        : Relation.None;

    private static Projection Project(string name, ShelterState state, int version, DateTimeOffset at)
    {
        if (state.Operator is not { } runs)
            return Projection.Empty;

        var word = state.Open ? "open" : "closed";
        return new Projection(
            new RegistryRow
            {
                Name = name,
                Kind = ShelterName.Collection,
                State = word,
                Open = state.Open,
                Title = $"{state.Title.En} {state.Title.Lo}".Trim(),
                Handling = (int)Handling.Amber,
                Version = version,
                CreatedAt = state.CreatedAt,
                UpdatedAt = at,
                View = () => JsonSerializer.SerializeToUtf8Bytes(state.View(ResourceName.Parse<ShelterName>(name), version), ShelterJson.Default.ShelterView),
            },
            [
                new PartyRow { Agency = runs.Id, Role = Operator, State = word, Open = state.Open },
                .. state.Overseers.Select(o => new PartyRow { Agency = o.Id, Role = Overseer, State = word, Open = false }),
            ],
            []);
    }
}
