using System.Text.Json;
using Coordination.Access;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sealing;

namespace Coordination.Silo.Information.Subjects;

/// <summary>
/// A person's data. Erasing takes three steps, each of which may be repeated: it is recorded that it was decided, from when
/// on nothing is opened; the keys are destroyed and the records told; it is recorded that they are. What is interrupted is
/// gone on with by due work.
/// </summary>
internal sealed class SubjectGrain(
    LedgerGrainServices services,
    AggregateDefinition<SubjectState, SubjectEvent> definition,
    IKeyStore keys,
    IRegistry registry) : LedgerGrain<SubjectState, SubjectEvent>(services, definition), ISubjectGrain
{
    private const int RecordsAtOnce = 200;

    private Task? erasing;

    private SubjectName Name => ResourceName.Parse<SubjectName>(Stream);

    public Task<Outcome<SubjectView>> RegisterAsync(RegisterSubject command, CancellationToken cancellationToken) =>
        CreateAsync(command, InformationPermissions.ManageSubjects, (state, now) => SubjectRules.Register(state, command, now), View);

    public Task<Outcome<SubjectView>> ExtendRetentionAsync(ExtendRetention command, CancellationToken cancellationToken) =>
        CommitAsync(command, InformationPermissions.ManageSubjects, (state, now) => SubjectRules.ExtendRetention(state, command, now), View);

    public Task<Outcome<SubjectView>> PlaceLegalHoldAsync(PlaceLegalHold command, CancellationToken cancellationToken) =>
        CommitAsync(command, InformationPermissions.HoldSubjects, (state, _) => SubjectRules.PlaceLegalHold(state, command), View);

    public Task<Outcome<SubjectView>> LiftLegalHoldAsync(LiftLegalHold command, CancellationToken cancellationToken) =>
        CommitAsync(command, InformationPermissions.HoldSubjects, (state, _) => SubjectRules.LiftLegalHold(state, command), View);

    public Task<Outcome<SubjectView>> ProposeErasureAsync(ProposeErasure command, CancellationToken cancellationToken) =>
        CommitAsync(command, InformationPermissions.ManageSubjects, (state, _) => SubjectRules.ProposeErasure(state, command), View);

    public async Task<Outcome<SubjectView>> ApproveErasureAsync(ApproveErasure command, CancellationToken cancellationToken)
    {
        var outcome = await CommitAsync(command, InformationPermissions.ApproveErasure, (state, now) => SubjectRules.ApproveErasure(state, command, now), View);
        if (outcome.IsRefused)
            return outcome;

        // Now rather than by the next sweep. When it fails, due work goes on with it.
        await EraseAsync();
        return await GetAsync(command.Context.Principal, cancellationToken);
    }

    public Task<Outcome<SubjectView>> GetAsync(Principal principal, CancellationToken cancellationToken) =>
        ReadAsync(principal, InformationPermissions.ReadSubjects, View);

    public async Task<Outcome<SubjectFacts>> FactsAsync()
    {
        var read = await ReadStateAsync();
        return read.IsRefused ? read.Refusal
            : read.Value.State.Owner is not { } owner ? CommonRefusals.NotFound
            : new SubjectFacts(owner, read.Value.State.Minor, read.Value.State.Stage);
    }

    protected override Decision<SubjectEvent> DecideDue(string dueKind, SubjectState state, DateTimeOffset now) => SubjectRules.DueBy(state, dueKind, now);

    protected override Task AfterDueAsync(string dueKind, SubjectState state) => state.Stage is SubjectStage.Erasing ? EraseAsync() : Task.CompletedTask;

    internal static AggregateDefinition<SubjectState, SubjectEvent> Definition(IKeyStore keys) => new()
    {
        Kind = SubjectName.Collection,
        Initial = SubjectState.Initial,
        EventType = InformationJson.Default.SubjectEvent,
        CommandBytes = command => InformationJson.Bytes(keys, command),
        Project = static (name, state, version, at) =>
        {
            if (state.Owner is not { } owner)
                return Projection.Empty;

            var (word, open) = (Word(state.Stage), state.Stage is not SubjectStage.Erased);
            return new Projection(
                new RegistryRow
                {
                    Name = name,
                    Kind = SubjectName.Collection,
                    State = word,
                    Open = open,
                    Due = state.LegalHold is null && open ? state.RetainUntil : null,
                    Handling = (int)Handling.AmberStrict,
                    Version = version,
                    CreatedAt = state.CreatedAt,
                    UpdatedAt = at,
                    View = () => JsonSerializer.SerializeToUtf8Bytes(state.View(ResourceName.Parse<SubjectName>(name), version), RecordViewsJson.Default.SubjectView),
                },
                [Ownership.Party(owner, word, open)],
                SubjectRules.Due(state, at));
        },
        Relate = static (state, principal) => Ownership.Relate(state.Owner, principal),
        ReadPermission = InformationPermissions.ReadSubjects,
    };

    private static string Word(SubjectStage stage) => stage switch
    {
        SubjectStage.Held => "held",
        SubjectStage.ErasureProposed => "erasure_proposed",
        SubjectStage.Erasing => "erasing",
        _ => "erased",
    };

    private Task EraseAsync() => erasing is { IsCompleted: false } going ? going : erasing = EraseOnceAsync();

    private async Task EraseOnceAsync()
    {
        var read = await ReadStateAsync();
        if (read.IsRefused || read.Value.State.Stage is not SubjectStage.Erasing)
            return;

        try
        {
            await keys.DestroyAsync(Stream, CancellationToken.None); // First: nothing that fails after it may keep the keys.
            if (!await TellRecordsAsync())
                return;
        }
        catch (Exception away) when (away is KeyStoreUnavailableException or LedgerUnavailableException or TimeoutException or OrleansException)
        {
            return; // Due work comes again.
        }

        await CommitByPlatformAsync(static (state, _) => state.Stage is SubjectStage.Erasing ? new SubjectErased() : Decision<SubjectEvent>.Nothing);
    }

    /// <summary>False: not all could be told yet. A record whose stream is damaged cannot be told ever, and must not keep the person from being erased.</summary>
    private async Task<bool> TellRecordsAsync()
    {
        var query = new RegistryQuery { Kind = RecordName.Collection, Parent = Stream, Order = RegistryOrder.NewestFirst, PageSize = RecordsAtOnce };
        var told = true;
        RegistryCursor? after = null;
        do
        {
            var page = await registry.QueryAsync(new Viewer("", null, Everything: true), query, after, CancellationToken.None);
            var refusals = await Task.WhenAll(page.Hits.Select(hit => GrainFactory.Record(ResourceName.Parse<RecordName>(hit.Name)).EraseAsync()));
            told &= refusals.All(refusal => refusal is null || refusal.Code == CommonRefusals.StreamParked.Code);
            after = page.Next;
        }
        while (after is not null);
        return told;
    }

    private SubjectView View(SubjectState state, int version) => state.View(Name, version);
}
