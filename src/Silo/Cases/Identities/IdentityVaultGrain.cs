using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Cases;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sdk.Grains;
using Coordination.Sdk.Sealing;
using Coordination.Sealing;

namespace Coordination.Silo.Cases;

/// <summary>
/// Who one person of one case is, under a key of its own (domain rule 7). For whom is no identity custodian of the lead it does
/// not exist. Erasing: first it is recorded, from when on nothing is opened; then the keys are destroyed; then that is recorded.
/// </summary>
internal sealed class IdentityVaultGrain(
    LedgerGrainServices services,
    AggregateDefinition<IdentityState, IdentityEvent> definition,
    CaseInputs inputs,
    Sealer sealer,
    IKeyStore keys,
    IIdentityLinker linker,
    CaseAccessLog accesses) : LedgerGrain<IdentityState, IdentityEvent>(services, definition), IIdentityVaultGrain
{
    private readonly AccessPolicy access = services.Access;

    private Task storing = Task.CompletedTask;
    private Task? afterwards;
    private bool isWanted;

    private IdentityName Name => ResourceName.Parse<IdentityName>(Stream);

    public async Task<Outcome<IdentityView>> StoreAsync(StoreIdentity command, CancellationToken cancellationToken)
    {
        if (IdentityName.Of(command.Case, command.Person) != Name)
            return CommonRefusals.NotFound;

        var standing = await StandingAsync(command.Context.Principal, command.Case, CasePermissions.StoreIdentities);
        if (standing.IsRefused)
            return standing.Refusal;
        if (await WasAnsweredAsync(command.Context.RequestId))
            return await CreateAsync(command, CasePermissions.StoreIdentities, static (_, _) => CommonRefusals.RequestIdReused, View);

        // The blind index is of all fields: it is made from what is durable, one at a time.
        var (before, mine) = (storing, new TaskCompletionSource());
        storing = mine.Task;
        await before;
        try
        {
            return await StoreAsync(command, standing.Value, cancellationToken);
        }
        finally
        {
            mine.SetResult();
        }
    }

    private async Task<Outcome<IdentityView>> StoreAsync(StoreIdentity command, CaseStanding standing, CancellationToken cancellationToken)
    {
        var read = await ReadStateAsync();
        if (read.IsRefused)
            return read.Refusal;
        if (IdentityRules.RefuseStore(read.Value.State, command, standing) is { } refusal)
            return refusal;

        var outcome = await Sealed.DoAsync(async () =>
        {
            var (key, wrapped) = await KeyAsync(read.Value.State, cancellationToken);
            using (key)
            {
                var stored = new IdentityStored(
                    command.Case,
                    command.Person,
                    wrapped,
                    [.. command.Fields.Select(f => new SealedIdentityField(f.Field, f.Value.IsEmpty ? null : key.Seal(f.Value.Value, Place(f.Field))))],
                    linker.TokensOf(Plain(key, read.Value.State, command, standing)));
                var storedVersion = read.Value.State.StoredVersion;
                return await CreateAsync(command, CasePermissions.StoreIdentities, (state, _) => IdentityRules.Store(state, stored, storedVersion), View);
            }
        });
        if (outcome.IsRefused)
            return outcome;

        // If it fails, following up tells it again.
        return await ToldAsync(command.Case, command.Person) is { Kind: RefusalKind.FailedPrecondition } gone ? gone : outcome;
    }

    public async Task<Outcome<IdentityView>> GetAsync(Principal principal, CancellationToken cancellationToken)
    {
        var seen = await SeenAsync(principal, CasePermissions.ReadIdentities);
        return seen.IsRefused ? seen.Refusal : seen.Value.Identity.State.View(Name, seen.Value.Identity.Version);
    }

    public async Task<Outcome<OpenedIdentity>> ReadIdentityAsync(ReadIdentity command, CancellationToken cancellationToken)
    {
        var caller = command.Context.Principal;
        var seen = await SeenAsync(caller, CasePermissions.ReadIdentities);
        if (seen.IsRefused)
            return seen.Refusal;

        var (state, version) = (seen.Value.Identity.State, seen.Value.Identity.Version);
        if (inputs.RefuseReading(caller, command.Purpose, seen.Value.Case.Purpose) is { } purpose)
            return purpose;
        if (state.Stage is not IdentityStage.Kept || seen.Value.Case.RetentionEnded || seen.Value.Case.Find(state.Person) is null)
            return CaseRefusals.IdentityErased; // The keys may take a moment longer.

        ImmutableArray<string> fields = command.Fields.IsEmpty ? [.. state.Fields.Keys.Order(StringComparer.Ordinal)] : command.Fields;
        if (fields.Any(f => !state.Fields.ContainsKey(f)))
            return CaseRefusals.IdentityFieldUnknown;

        return await Sealed.DoAsync<OpenedIdentity>(async () =>
        {
            if (await keys.IsDestroyedAsync(Stream, cancellationToken))
                return CaseRefusals.IdentityErased;

            using var key = await sealer.OpenAsync(Stream, state.WrappedKey, cancellationToken);
            ImmutableArray<IdentityFieldInput> opened = [.. fields.Select(f => new IdentityFieldInput(f, new PlainText(key.Open(state.Fields[f], Place(f)))))];
            var read = new CaseContentRead(
                state.Case!.Value, Stream, state.Person, caller.Agency, caller.Subject, command.Purpose, command.Reason, fields);
            var written = await accesses.WriteAsync(command.Context, read, cancellationToken);
            return written.IsRefused ? written.Refusal : new OpenedIdentity(state.View(Name, version), opened, written.Value);
        });
    }

    public async Task<Outcome<IdentityView>> ProposeErasureAsync(ProposeIdentityErasure command, CancellationToken cancellationToken)
    {
        var seen = await SeenAsync(command.Context.Principal, CasePermissions.StoreIdentities);
        return seen.IsRefused ? seen.Refusal : await CommitAsync(
            command, CasePermissions.StoreIdentities, (state, _) => IdentityRules.ProposeErasure(state, command, seen.Value.Case), View);
    }

    public async Task<Outcome<IdentityView>> ApproveErasureAsync(ApproveIdentityErasure command, CancellationToken cancellationToken)
    {
        var seen = await SeenAsync(command.Context.Principal, CasePermissions.ApproveErasures);
        if (seen.IsRefused)
            return seen.Refusal;

        var outcome = await CommitAsync(
            command, CasePermissions.ApproveErasures, (state, now) => IdentityRules.ApproveErasure(state, command, seen.Value.Case, now), View);
        if (outcome.IsRefused)
            return outcome;

        await FollowAsync(); // Now rather than by the next sweep. When it fails, due work goes on with it.
        var read = await ReadStateAsync();
        return read.IsRefused ? read.Refusal : View(read.Value.State, read.Value.Version);
    }

    public async Task<Refusal?> EraseAsync(string cause)
    {
        var refusal = await CommitByPlatformAsync((state, _) => IdentityRules.Erase(state, cause));
        if (refusal is null)
            await FollowAsync();
        return refusal;
    }

    public async Task<Outcome<IdentityFacts>> FactsAsync()
    {
        var read = await ReadStateAsync();
        return read.IsRefused ? read.Refusal : read.Value.State.Case is null ? CommonRefusals.NotFound : read.Value.State.Facts(Name);
    }

    protected override Decision<IdentityEvent> DecideDue(string dueKind, IdentityState state, DateTimeOffset now) => IdentityRules.DueBy(state, dueKind, now);

    protected override Task AfterDueAsync(string dueKind, IdentityState state) => FollowAsync();

    protected override void OnCommitted(IdentityState state, ImmutableArray<IdentityEvent> events)
    {
        if (state.StoredVersion > state.LinkedVersion)
            FollowAsync().Ignore();
    }

    /// <summary>Completes after a round that began after this call.</summary>
    private Task FollowAsync()
    {
        isWanted = true;
        return afterwards is { IsCompleted: false } going ? going : afterwards = FollowWhileWantedAsync();
    }

    private async Task FollowWhileWantedAsync()
    {
        while (isWanted)
        {
            isWanted = false;
            await FollowOnceAsync();
        }
    }

    /// <summary>Destroys what is to be destroyed, tells the case, and looks for matches; what fails is tried again by due work.</summary>
    private async Task FollowOnceAsync()
    {
        try
        {
            var read = await ReadStateAsync();
            if (read.IsRefused || read.Value.State is not { Case: { } of } state)
                return;

            if (state.Stage is IdentityStage.Erasing)
            {
                await keys.DestroyAsync(Stream, CancellationToken.None);
                if (await CommitByPlatformAsync(static (s, _) => s.Stage is IdentityStage.Erasing ? new IdentityErased() : Decision<IdentityEvent>.Nothing) is not null)
                    return;
            }

            if (state.StoredVersion <= state.LinkedVersion)
                return;
            if (state.Stage is IdentityStage.Kept && await ToldAsync(of, state.Person) is not null)
                return;
            if (await linker.LinkAsync(state.Facts(Name), CancellationToken.None) is null)
                await CommitByPlatformAsync((s, _) => s.LinkedVersion >= state.StoredVersion ? Decision<IdentityEvent>.Nothing : new IdentityLinked(state.StoredVersion));
        }
        catch (Exception away) when (away is KeyStoreUnavailableException or LedgerUnavailableException or TimeoutException or OrleansException)
        {
            // Due work comes again.
        }
    }

    /// <summary>Tells the case. When the person was withdrawn, or the retention ended, while it was stored, it goes at once.</summary>
    private async Task<Refusal?> ToldAsync(CaseName of, string person)
    {
        var told = await GrainFactory.Case(of).NoteIdentityAsync(person, Name);
        if (told is { Kind: RefusalKind.FailedPrecondition })
            await CommitByPlatformAsync((state, _) => IdentityRules.Erase(state, told.Code == CaseRefusals.RetentionEnded.Code ? "retention" : "withdrawn"));
        return told;
    }

    private async Task<Outcome<CaseStanding>> StandingAsync(Principal caller, CaseName of, string permission)
    {
        var standing = await GrainFactory.Case(of).StandingAsync(caller);
        return standing.IsRefused ? standing.Refusal
            : access.May(caller, permission, standing.Value.Relation) ? standing
            : access.May(caller, CasePermissions.Read, standing.Value.Relation) ? CommonRefusals.PermissionDenied
            : CommonRefusals.NotFound;
    }

    /// <summary>The identity, for whom it exists.</summary>
    private async Task<Outcome<(Folded<IdentityState> Identity, CaseStanding Case)>> SeenAsync(Principal caller, string permission)
    {
        var read = await ReadStateAsync();
        if (read.IsRefused)
            return read.Refusal;
        if (read.Value.State.Case is not { } of)
            return CommonRefusals.NotFound;

        // Whether it exists is for those who may act on it only: a participant learns nothing by a name.
        var standing = await StandingAsync(caller, of, permission);
        return !standing.IsRefused ? (read.Value, standing.Value)
            : standing.Refusal.Kind is RefusalKind.PermissionDenied ? CommonRefusals.NotFound
            : standing.Refusal;
    }

    private async ValueTask<(DataKey Key, string Wrapped)> KeyAsync(IdentityState state, CancellationToken cancellationToken) =>
        state.Case is null
            ? await sealer.NewAsync(Stream, cancellationToken)
            : (await sealer.OpenAsync(Stream, state.WrappedKey, cancellationToken), state.WrappedKey);

    /// <summary>The fields as they will be, for the blind index.</summary>
    private Dictionary<string, string> Plain(DataKey key, IdentityState state, StoreIdentity command, CaseStanding standing)
    {
        var plain = state.Fields.ToDictionary(f => f.Key, f => key.Open(f.Value, Place(f.Key)), StringComparer.Ordinal);
        foreach (var (field, value) in command.Fields)
        {
            if (value.IsEmpty)
                plain.Remove(field);
            else
                plain[field] = value.Value;
        }

        if (standing.Find(command.Person) is { } person)
            plain["gender"] = CaseWords.Of(person.Gender);
        return plain;
    }

    private string Place(string field) => $"{Stream}/{field}";

    private IdentityView View(IdentityState state, int version) => state.View(Name, version);
}
