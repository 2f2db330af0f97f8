using System.Diagnostics;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Sealing;

namespace Coordination.Silo.Cases;

/// <summary>One case: loads, asks a rule, commits.</summary>
internal sealed partial class CaseGrain(
    LedgerGrainServices services,
    AggregateDefinition<CaseState, CaseEvent> definition,
    CaseInputs inputs,
    IKeyStore keys,
    IRegistry registry) : LedgerGrain<CaseState, CaseEvent>(services, definition), ICaseGrain
{
    private Task? afterwards;
    private bool isWanted;

    private CaseName Name => ResourceName.Parse<CaseName>(Stream);

    public Task<Outcome<CaseView>> OpenAsync(OpenCase command, CancellationToken cancellationToken) =>
        CreateAsync(command, CasePermissions.Open, (state, now) => CaseRules.Open(state, command, now, inputs), ViewFor(command));

    public Task<Outcome<CaseView>> ExecuteAsync(CaseCommand command, CancellationToken cancellationToken) =>
        CommitAsync(command, PermissionOf(command), (state, now) => Decide(state, command, now), ViewFor(command));

    public Task<Outcome<CaseView>> GetAsync(Principal principal, CancellationToken cancellationToken) =>
        ReadAsync(principal, CasePermissions.Read, (state, version) => state.View(Name, version, state.Relate(principal)));

    /// <summary>
    /// An auditor's history says that something happened, not what; and so a participant's of whose identity is kept. That an
    /// officer was blocked is not in the history of whoever works on the case and may not block: its versions have a gap there.
    /// </summary>
    public async Task<Outcome<HistoryPage>> HistoryAsync(Principal principal, int afterVersion, int limit, CancellationToken cancellationToken)
    {
        var page = await ReadHistoryAsync(principal, CasePermissions.ReadHistory, afterVersion, limit, cancellationToken);
        if (page.IsRefused)
            return page;

        var content = await ReadAsync(principal, CasePermissions.Contribute, (state, _) => state.Relate(principal));
        var (works, leads) = (!content.IsRefused, !content.IsRefused && (content.Value & Relation.Lead) != 0);
        var blocks = !works || !(await ReadAsync(principal, CasePermissions.Block, static (_, version) => version)).IsRefused;
        return page.Value with
        {
            Entries =
            [
                .. page.Value.Entries
                    .Where(e => blocks || !CaseProjection.IsAboutBlocking(e.Type))
                    .Select(e => leads || (works && !CaseProjection.IsForLeadOnly(e.Type)) ? e : e with { Data = [] }),
            ],
        };
    }

    public async Task<Outcome<CaseStanding>> StandingAsync(Principal principal)
    {
        var read = await ReadStateAsync();
        return read.IsRefused ? read.Refusal
            : read.Value.State.Header is null || read.Value.State.Relate(principal) is var relation && relation is Relation.None ? CommonRefusals.NotFound
            : read.Value.State.Standing(Name, relation, read.Value.Version);
    }

    public async Task<Outcome<CaseStanding>> FactsAsync()
    {
        var read = await ReadStateAsync();
        return read.IsRefused ? read.Refusal
            : read.Value.State.Header is null ? CommonRefusals.NotFound
            : read.Value.State.Standing(Name, Relation.None, read.Value.Version);
    }

    public Task<Refusal?> NoteIdentityAsync(string person, IdentityName identity) => CommitByPlatformAsync((state, _) =>
        state.RetentionEnded ? CaseRefusals.RetentionEnded
        : state.FindPerson(person) is not { } known ? CaseRefusals.PersonUnknown
        : known.Identity == identity ? Decision<CaseEvent>.Nothing
        : new IdentityKept(person, identity));

    protected override Decision<CaseEvent> DecideDue(string dueKind, CaseState state, DateTimeOffset now) =>
        dueKind == CaseProjection.RetentionKind ? CaseRules.RetentionDue(state, now) : Decision<CaseEvent>.Nothing;

    protected override Task AfterDueAsync(string dueKind, CaseState state) =>
        dueKind == CaseProjection.TellTasksKind ? TellTasksAsync(last: true) : FollowAsync();

    /// <summary>At once when all goes well; if the silo dies here, the due work does it.</summary>
    protected override void OnCommitted(CaseState state, System.Collections.Immutable.ImmutableArray<CaseEvent> events)
    {
        if (GuardianTasks.AreOwed(state) || state is { RetentionEnded: true, KeysDestroyed: false } || events.Any(static e => e is PersonWithdrawn))
            FollowAsync().Ignore();
        if (events.Any(static e => e is OfficerBlocked or OfficerUnblocked))
            TellTasksAsync(last: false).Ignore();
        if (events.Any(static e => e is OfficerBlocked or OfficerUnblocked or LeadTransferred or ParticipantUnitSet))
            GrainFactory.LinkShelf().FollowAsync(Name).Ignore(); // If it fails, a link catches up when it is read.
    }

    private Decision<CaseEvent> Decide(CaseState state, CaseCommand command, DateTimeOffset now) => command switch
    {
        UpdateCase c => CaseRules.Update(state, c, inputs),
        AssessCase => CaseRules.Assess(state),
        ActivateCase => CaseRules.Activate(state),
        FollowUpCase => CaseRules.FollowUp(state),
        CloseCase c => CaseRules.Close(state, c, inputs),
        ReopenCase c => CaseRules.Reopen(state, c, now, inputs),
        AddParticipant c => ParticipantRules.Add(state, c, now, inputs),
        RemoveParticipant c => ParticipantRules.Remove(state, c),
        SetParticipantUnit c => ParticipantRules.SetUnit(state, c, now, inputs),
        AddPerson c => PersonRules.Add(state, c, now, inputs),
        UpdatePerson c => PersonRules.Update(state, c, now, inputs),
        WithdrawPerson c => PersonRules.Withdraw(state, c, now, inputs),
        DecideVictimStatus c => PersonRules.DecideStatus(state, c, inputs),
        AppealVictimStatus c => PersonRules.Appeal(state, c, now, inputs),
        AppointGuardian c => PersonRules.AppointGuardian(state, c, now, inputs),
        RecordOffence c => PersonRules.RecordOffence(state, c),
        RemoveOffence c => PersonRules.RemoveOffence(state, c),
        RecordEvent c => TimelineRules.Record(state, c),
        RetractEvent c => TimelineRules.Retract(state, c),
        PlanService c => SupportRules.Plan(state, c, now, inputs),
        UpdateService c => SupportRules.Update(state, c, now, inputs),
        ExtendCaseRetention c => CaseRules.ExtendRetention(state, c, now, inputs),
        PlaceCaseHold c => CaseRules.PlaceHold(state, c),
        LiftCaseHold c => CaseRules.LiftHold(state, c),
        BlockOfficer c => CaseRules.Block(state, c),
        UnblockOfficer c => CaseRules.Unblock(state, c),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    private static string PermissionOf(CaseCommand command) => command switch
    {
        CloseCase or ReopenCase => CasePermissions.Close,
        DecideVictimStatus => CasePermissions.Decide,
        PlaceCaseHold or LiftCaseHold => CasePermissions.Hold,
        BlockOfficer or UnblockOfficer => CasePermissions.Block,
        UpdateCase or AssessCase or ActivateCase or FollowUpCase or AddParticipant or RemoveParticipant or WithdrawPerson or ExtendCaseRetention => CasePermissions.Manage,
        _ => CasePermissions.Contribute,
    };

    private Func<CaseState, int, CaseView> ViewFor(CaseCommand command) =>
        (state, version) => state.View(Name, version, state.Relate(command.Context.Principal));

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

    /// <summary>What other grains have to do about this case, until it is done.</summary>
    private async Task FollowOnceAsync()
    {
        try
        {
            for (var round = 0; round < 3; round++)
            {
                var read = await ReadStateAsync();
                if (read.IsRefused || read.Value.State.Header is null)
                    return;

                var state = read.Value.State;
                foreach (var gone in state.People.Where(p => p is { Withdrawn: true, Identity: not null }))
                {
                    if (await GrainFactory.Identity(gone.Identity!.Value).EraseAsync("withdrawn") is null)
                        await CommitByPlatformAsync((s, _) => s.People.Any(p => p.Id == gone.Id && p.Identity is not null) ? new IdentityReleased(gone.Id) : Decision<CaseEvent>.Nothing);
                }

                var ended = state is { RetentionEnded: true, KeysDestroyed: false };
                if (ended)
                {
                    if (!await DestroyKeysAsync(state))
                        return;
                    if (await CommitByPlatformAsync(static (s, _) => s.KeysDestroyed ? Decision<CaseEvent>.Nothing : new CaseKeysDestroyed()) is not null)
                        return;
                }

                if (!GuardianTasks.AreOwed(state))
                    return;

                var done = await new GuardianTasks(GrainFactory, inputs).SettleAsync(Name, state);
                if (done.Count == 0 || await CommitByPlatformAsync((s, _) => Decision<CaseEvent>.Happened([.. done.Where(e => IsNews(s, e))])) is not null)
                    return;
            }
        }
        catch (Exception away) when (away is KeyStoreUnavailableException or LedgerUnavailableException or TimeoutException or OrleansException)
        {
            // Due work comes again.
        }
    }

    private static bool IsNews(CaseState state, CaseEvent happened) => happened switch
    {
        GuardianTaskAssigned e => !state.OpenGuardianTasks.Contains(e.Person) && state.People.Any(p => p.Id == e.Person && p.GuardianTask != e.Task),
        GuardianTaskClosed e => state.OpenGuardianTasks.Contains(e.Person),
        _ => true,
    };

    private async Task<bool> DestroyKeysAsync(CaseState state)
    {
        await keys.DestroyAsync(Stream, CancellationToken.None); // First: nothing that fails after it may keep the keys.
        var told = true;
        foreach (var person in state.People)
        {
            if (person.Identity is { } identity)
                told &= await GrainFactory.Identity(identity).EraseAsync("retention") is null;
        }

        // An identity that was stored while its case could not be told yet is found by the index.
        var query = new RegistryQuery { Kind = IdentityName.Collection, Case = Stream, Order = RegistryOrder.NewestFirst, PageSize = 500 };
        var page = await registry.QueryAsync(new Viewer("", null, Everything: true), query, null, CancellationToken.None);
        foreach (var hit in page.Hits)
            told &= await GrainFactory.Identity(ResourceName.Parse<IdentityName>(hit.Name)).EraseAsync("retention") is null;
        return told;
    }
}
