using System.Text.Json;
using Coordination.Access;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sealing;

namespace Coordination.Silo.Information.RecordTypes;

internal sealed class RecordTypeGrain(
    LedgerGrainServices services,
    AggregateDefinition<RecordTypeState, RecordTypeEvent> definition,
    InformationPolicy policy) : LedgerGrain<RecordTypeState, RecordTypeEvent>(services, definition), IRecordTypeGrain
{
    private RecordTypeName Name => ResourceName.Parse<RecordTypeName>(Stream);

    public Task<Outcome<RecordTypeView>> RegisterAsync(RegisterRecordType command, CancellationToken cancellationToken) =>
        CreateAsync(command, InformationPermissions.ManageRecordTypes, (state, _) => RecordTypeRules.Register(state, command, policy), View);

    public Task<Outcome<RecordTypeView>> UpdateAsync(UpdateRecordType command, CancellationToken cancellationToken) =>
        CommitAsync(command, InformationPermissions.ManageRecordTypes, (state, _) => RecordTypeRules.Update(state, command), View);

    public Task<Outcome<RecordTypeView>> RetireAsync(RetireRecordType command, CancellationToken cancellationToken) =>
        CommitAsync(command, InformationPermissions.ManageRecordTypes, (state, _) => RecordTypeRules.Retire(state), View);

    public Task<Outcome<RecordTypeView>> GetAsync(Principal principal, CancellationToken cancellationToken) =>
        ReadAsync(principal, InformationPermissions.ReadRecordTypes, View);

    public async Task<Outcome<RecordTypeFacts>> FactsAsync()
    {
        var read = await ReadStateAsync();
        return read.IsRefused ? read.Refusal : read.Value.Version == 0 ? CommonRefusals.NotFound : read.Value.State.Facts(Name);
    }

    internal static AggregateDefinition<RecordTypeState, RecordTypeEvent> Definition(IKeyStore keys) => new()
    {
        Kind = RecordTypeName.Collection,
        Initial = RecordTypeState.Initial,
        EventType = InformationJson.Default.RecordTypeEvent,
        CommandBytes = command => InformationJson.Bytes(keys, command),
        Project = static (name, state, version, at) =>
        {
            if (state.Owner is not { } owner)
                return Projection.Empty;

            var word = state.Retired ? "retired" : "registered";
            return new Projection(
                new RegistryRow
                {
                    Name = name,
                    Kind = RecordTypeName.Collection,
                    State = word,
                    Open = !state.Retired,
                    Title = $"{state.DisplayName.En} {state.DisplayName.Lo}",
                    Handling = (int)Handling.Green,
                    Version = version,
                    CreatedAt = state.CreatedAt,
                    UpdatedAt = at,
                    View = () => JsonSerializer.SerializeToUtf8Bytes(state.View(ResourceName.Parse<RecordTypeName>(name), version), RecordViewsJson.Default.RecordTypeView),
                },
                [Ownership.Party(owner, word, !state.Retired)],
                []);
        },
        Relate = static (state, principal) => Ownership.Relate(state.Owner, principal),
        ReadPermission = InformationPermissions.ReadRecordTypes,
    };

    private RecordTypeView View(RecordTypeState state, int version) => state.View(Name, version);
}
