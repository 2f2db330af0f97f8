using System.Collections.Immutable;
using System.Text.Json;
using Coordination.Access;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sdk.Sealing;
using Coordination.Sealing;

namespace Coordination.Silo.Information.Records;

/// <summary>A record. Its data key is opened at first need and stays in memory with the grain; the key store is asked at each opening whether the person's key still is.</summary>
internal sealed class RecordGrain(
    LedgerGrainServices services,
    AggregateDefinition<RecordState, RecordEvent> definition,
    Sealer sealer,
    IKeyStore keys) : LedgerGrain<RecordState, RecordEvent>(services, definition), IRecordGrain
{
    private const string ReferenceField = "/reference";

    private DataKey? opened;

    private RecordName Name => ResourceName.Parse<RecordName>(Stream);

    public async Task<Outcome<RecordView>> OfferAsync(OfferRecord command, CancellationToken cancellationToken)
    {
        if (await WasAnsweredAsync(command.Context.RequestId))
            return await CreateAsync(command, InformationPermissions.ManageRecords, static (_, _) => RecordRefusals.RecordExists, View);

        var around = await SurroundingsAsync(command.Type, command.Subject);
        if (around.IsRefused)
            return around.Refusal;
        if (RecordRules.RefuseOffer(command, around.Value) is { } refusal)
            return refusal;

        return await SealingAsync(async () =>
        {
            var (key, wrapped) = await sealer.NewAsync(command.Subject.ToString(), cancellationToken);
            using (key)
            {
                var reference = key.Seal(command.Reference.Value, Stream + ReferenceField);
                var values = Seal(key, command.Values);
                var offered = await CreateAsync(
                    command,
                    InformationPermissions.ManageRecords,
                    (state, _) => RecordRules.Offer(state, command, around.Value.Type!, wrapped, reference, values),
                    View);
                return !offered.IsRefused && await WasErasedMeanwhileAsync(command.Subject) ? SealingRefusals.SubjectErased : offered;
            }
        });
    }

    public async Task<Outcome<RecordView>> UpdateAsync(UpdateRecord command, CancellationToken cancellationToken)
    {
        var read = await ReadAsync(command.Context.Principal, InformationPermissions.ManageRecords, static (state, _) => state);
        if (read.IsRefused)
            return read.Refusal;
        if (await WasAnsweredAsync(command.Context.RequestId))
            return await CommitAsync(command, InformationPermissions.ManageRecords, static (_, _) => RecordRefusals.RecordEnded, View);

        var around = await SurroundingsAsync(read.Value.Head.Type, read.Value.Head.Subject);
        if (around.IsRefused)
            return around.Refusal;
        if (RecordRules.RefuseUpdate(read.Value, command, around.Value) is { } refusal)
            return refusal;

        return await SealingAsync(async () =>
        {
            var values = Seal(await OpenKeyAsync(read.Value.Head, cancellationToken), command.Values);
            return await CommitAsync(command, InformationPermissions.ManageRecords, (state, _) => RecordRules.Update(state, values), View);
        });
    }

    public Task<Outcome<RecordView>> WithdrawAsync(WithdrawRecord command, CancellationToken cancellationToken) =>
        CommitAsync(command, InformationPermissions.ManageRecords, static (state, _) => RecordRules.Withdraw(state), View);

    public Task<Outcome<RecordView>> RaiseHandlingAsync(RaiseHandling command, CancellationToken cancellationToken) =>
        CommitAsync(command, InformationPermissions.ManageRecords, (state, _) => RecordRules.Raise(state, command), View);

    public Task<Outcome<RecordView>> ProposeLowerHandlingAsync(ProposeLowerHandling command, CancellationToken cancellationToken) =>
        CommitAsync(command, InformationPermissions.ManageRecords, (state, _) => RecordRules.ProposeLower(state, command), View);

    public Task<Outcome<RecordView>> ApproveLowerHandlingAsync(ApproveLowerHandling command, CancellationToken cancellationToken) =>
        CommitAsync(command, InformationPermissions.ApproveLabels, (state, now) => RecordRules.ApproveLower(state, command, now), View);

    public Task<Outcome<RecordView>> GetAsync(Principal principal, CancellationToken cancellationToken) =>
        ReadAsync(principal, InformationPermissions.ReadRecords, View);

    public async Task<Refusal?> EraseAsync()
    {
        var refusal = await CommitByPlatformAsync(static (state, _) => RecordRules.Erase(state));
        if (refusal is null)
            Forget();
        return refusal;
    }

    public async Task<Outcome<RecordFacts>> FactsAsync()
    {
        var read = await ReadStateAsync();
        if (read.IsRefused)
            return read.Refusal;
        if (read.Value.State is not { Header: { } head } state)
            return CommonRefusals.NotFound;

        var around = await SurroundingsAsync(head.Type, head.Subject);
        if (around.IsRefused)
            return around.Refusal;
        if (around.Value is not { Type: { } type, Subject: { } subject })
            return CommonRefusals.NotFound;

        var stage = subject.Stage is SubjectStage.Erasing or SubjectStage.Erased ? RecordStage.Erased : state.Stage;
        return new RecordFacts(Name, head.Type, head.Owner, head.Subject, subject.Minor, state.Handling, type.HeldBy, type.Purposes, type.Fields, stage)
        {
            TypeRetired = type.Retired,
        };
    }

    public async Task<Outcome<ImmutableArray<OpenedField>>> OpenFieldsAsync(ImmutableArray<string> fields, CancellationToken cancellationToken)
    {
        var read = await OfferedAsync();
        if (read.IsRefused)
            return read.Refusal;

        return await SealingAsync<ImmutableArray<OpenedField>>(async () =>
        {
            var key = await OpenKeyAsync(read.Value.Head, cancellationToken);
            var plain = ImmutableArray.CreateBuilder<OpenedField>(fields.Length);
            foreach (var field in fields)
                plain.Add(new OpenedField(field, read.Value.Values.TryGetValue(field, out var value) ? key.Open(value, ContextOf(field)) : null));
            return plain.MoveToImmutable();
        });
    }

    public async Task<Outcome<string>> OpenReferenceAsync(CancellationToken cancellationToken)
    {
        var read = await OfferedAsync();
        return read.IsRefused
            ? read.Refusal
            : await SealingAsync<string>(async () => (await OpenKeyAsync(read.Value.Head, cancellationToken)).Open(read.Value.Head.Reference, Stream + ReferenceField));
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Forget();
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    protected override Decision<RecordEvent> DecideDue(string dueKind, RecordState state, DateTimeOffset now) => RecordRules.DueBy(state, now);

    internal static AggregateDefinition<RecordState, RecordEvent> Definition(IKeyStore keys) => new()
    {
        Kind = RecordName.Collection,
        Initial = RecordState.Initial,
        EventType = InformationJson.Default.RecordEvent,
        CommandBytes = command => InformationJson.Bytes(keys, command),
        Project = static (name, state, version, at) => state.Header is not { } head ? Projection.Empty : new Projection(
            new RegistryRow
            {
                Name = name,
                Kind = RecordName.Collection,
                State = Word(state.Stage),
                Open = state.Stage is RecordStage.Offered,
                Parent = head.Subject.ToString(),
                Instrument = head.Type.ToString(), // By which lists are narrowed to a type.
                Handling = (int)state.Handling,
                Version = version,
                CreatedAt = head.CreatedAt,
                UpdatedAt = at,
                View = () => JsonSerializer.SerializeToUtf8Bytes(state.View(ResourceName.Parse<RecordName>(name), version), RecordViewsJson.Default.RecordView),
            },
            [Ownership.Party(head.Owner, Word(state.Stage), state.Stage is RecordStage.Offered)],
            RecordRules.Due(state)),
        Relate = static (state, principal) => Ownership.Relate(state.Header?.Owner, principal),
        ReadPermission = InformationPermissions.ReadRecords,
    };

    private static string Word(RecordStage stage) => stage switch
    {
        RecordStage.Offered => "offered",
        RecordStage.Withdrawn => "withdrawn",
        _ => "erased",
    };

    private static async Task<Outcome<T>> SealingAsync<T>(Func<Task<Outcome<T>>> work)
    {
        try
        {
            return await work();
        }
        catch (KeyDestroyedException)
        {
            return SealingRefusals.SubjectErased;
        }
        catch (Exception away) when (away is KeyStoreUnavailableException or ObjectDisposedException)
        {
            return SealingRefusals.KeyStoreUnavailable; // Disposed: the record left memory between two steps.
        }
        catch (SealBrokenException)
        {
            return CommonRefusals.StreamParked; // Somebody altered what is stored.
        }
    }

    /// <summary>A person whose erasure was decided while its record was being made may not have found that record.</summary>
    private async Task<bool> WasErasedMeanwhileAsync(SubjectName subject) =>
        await GrainFactory.Subject(subject).FactsAsync() is { IsRefused: false, Value.Stage: SubjectStage.Erasing or SubjectStage.Erased }
        && await EraseAsync() is null;

    private async Task<Outcome<RecordState>> OfferedAsync()
    {
        var read = await ReadStateAsync();
        return read.IsRefused ? read.Refusal
            : read.Value.State.Header is null ? CommonRefusals.NotFound
            : read.Value.State.Stage is RecordStage.Erased ? SealingRefusals.SubjectErased
            : read.Value.State;
    }

    private async Task<Outcome<RecordSurroundings>> SurroundingsAsync(RecordTypeName type, SubjectName subject)
    {
        var asked = (Type: GrainFactory.RecordType(type).FactsAsync(), Subject: GrainFactory.Subject(subject).FactsAsync());
        var (kind, person) = (await asked.Type, await asked.Subject);
        if (kind is { IsRefused: true, Refusal.Kind: not RefusalKind.NotFound })
            return kind.Refusal;
        if (person is { IsRefused: true, Refusal.Kind: not RefusalKind.NotFound })
            return person.Refusal;
        return new RecordSurroundings(kind.IsRefused ? null : kind.Value, person.IsRefused ? null : person.Value);
    }

    private ImmutableArray<SealedField> Seal(DataKey key, ImmutableArray<FieldInput> values) =>
        [.. values.Select(v => new SealedField(v.Field, v.Value.IsEmpty ? null : key.Seal(v.Value.Value, ContextOf(v.Field))))];

    private string ContextOf(string field) => $"{Stream}/{field}";

    private async ValueTask<DataKey> OpenKeyAsync(RecordHeader head, CancellationToken cancellationToken)
    {
        if (await keys.IsDestroyedAsync(head.Subject.ToString(), cancellationToken))
        {
            Forget();
            throw new KeyDestroyedException("The person's key was destroyed.");
        }

        if (opened is { } known)
            return known;

        var fresh = await sealer.OpenAsync(head.Subject.ToString(), head.WrappedKey, cancellationToken);
        if (opened is { } first)
        {
            fresh.Dispose();
            return first;
        }

        return opened = fresh;
    }

    private void Forget()
    {
        opened?.Dispose();
        opened = null;
    }

    private RecordView View(RecordState state, int version) => state.View(Name, version);
}
