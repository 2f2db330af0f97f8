using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sdk.Grains;
using Coordination.Silo.Cases.Handovers;
using Coordination.Tasks;
using Orleans.Concurrency;

namespace Coordination.Silo.Cases.Transfers;

/// <summary>One transfer: whatever it does, it does in one transaction with its case, and an acceptance with the tasks too.</summary>
[Reentrant]
internal sealed class TransferGrain(
    LedgerGrainServices services, AggregateDefinition<TransferState, TransferEvent> definition, HandoverInputs inputs)
    : LedgerGrain<TransferState, TransferEvent>(services, definition), ITransferGrain
{
    /// <summary>Tasks that move at once; with the case and the transfer itself they are less than the ledger takes together.</summary>
    internal const int MostTasks = 200;

    /// <summary>Tasks that are asked at the same time.</summary>
    private const int AtOnce = 16;

    /// <summary>A task whose clock says that it came up to this long after the acceptance was on its way then.</summary>
    private static readonly TimeSpan SameMoment = TimeSpan.FromSeconds(10);

    private readonly AccessPolicy access = services.Access;

    private Task? following;

    private TransferName Name => ResourceName.Parse<TransferName>(Stream);

    public async Task<Outcome<TransferView>> OfferAsync(OfferTransfer command, CancellationToken cancellationToken)
    {
        var around = await SurroundAsync(command);
        return around.IsRefused
            ? around.Refusal
            : await CreateTogetherAsync(
                command,
                TransferPermissions.Offer,
                (state, now) => around.Value.Standing is { } standing
                    ? TransferRules.Offer(state, command, standing, around.Value.Consent, inputs, now)
                    : CommonRefusals.ConcurrentChange,
                (_, prepared) => AskCaseAsync(command.Case, new OfferCaseTransfer(Plain(command), Name, command.To), prepared),
                GrainOf,
                View);
    }

    public async Task<Outcome<TransferView>> AcceptAsync(AcceptTransfer command, CancellationToken cancellationToken)
    {
        var seen = await SeeAsync(command.Context.Principal, TransferPermissions.Answer);
        if (seen.IsRefused)
            return seen.Refusal;
        var consent = await HandoverInputs.ConsentAsync(GrainFactory, seen.Value.DataTransfer);
        if (consent.IsRefused)
            return consent.Refusal;

        var (caseVersion, moved) = (0, ImmutableArray<MovedTask>.Empty);
        return await CommitTogetherAsync(
            command,
            TransferPermissions.Answer,
            (state, now) => TransferRules.Accept(state, consent.Value, caseVersion, moved, now),
            async (state, prepared) =>
            {
                var no = await GatherAsync(state.Offer!, command, prepared);
                caseVersion = prepared.Count > 0 ? prepared[0].Version : 0;
                moved = [.. prepared.Skip(1).Where(p => !p.IsEmpty).Select(p => new MovedTask(ResourceName.Parse<TaskName>(p.Stream), p.Version))];
                return no;
            },
            GrainOf,
            View);
    }

    public async Task<Outcome<TransferView>> DeclineAsync(DeclineTransfer command, CancellationToken cancellationToken)
    {
        var seen = await SeeAsync(command.Context.Principal, TransferPermissions.Answer);
        return seen.IsRefused
            ? seen.Refusal
            : await CommitTogetherAsync(
                command,
                TransferPermissions.Answer,
                (state, now) => TransferRules.Decline(state, command, inputs.Cases, now),
                (state, prepared) => EndAsync(state, Plain(command), prepared),
                GrainOf,
                View);
    }

    public async Task<Outcome<TransferView>> RevokeAsync(RevokeTransfer command, CancellationToken cancellationToken)
    {
        var seen = await SeeAsync(command.Context.Principal, TransferPermissions.Revoke);
        return seen.IsRefused
            ? seen.Refusal
            : await CommitTogetherAsync(
                command,
                TransferPermissions.Revoke,
                (state, _) => TransferRules.Revoke(state, command),
                (state, prepared) => EndAsync(state, Plain(command), prepared),
                GrainOf,
                View);
    }

    public async Task<Outcome<TransferView>> GetAsync(Principal principal, CancellationToken cancellationToken)
    {
        var seen = await SeeAsync(principal, TransferPermissions.Read);
        return seen.IsRefused ? seen.Refusal : await ReadAsync(principal, TransferPermissions.Read, View);
    }

    public async Task<Outcome<ReceiptView>> ReceiptAsync(Principal principal, int version, CancellationToken cancellationToken)
    {
        var seen = await SeeAsync(principal, TransferPermissions.Read);
        if (seen.IsRefused)
            return seen.Refusal;
        var read = await ReadAsync(principal, TransferPermissions.Read, static (state, newest) => (state.Answered, Newest: newest));
        return read.IsRefused ? read.Refusal
            : version > read.Value.Newest ? CommonRefusals.NotFound
            : await inputs.ReceiptAsync(
                Stream, version == 0 ? read.Value.Answered : version, seen.Value.Case, seen.Value.From, seen.Value.To, principal.Agency, cancellationToken);
    }

    protected override Task AfterDueAsync(string dueKind, TransferState state) => dueKind switch
    {
        TransferProjection.AnswerKind => CommitByPlatformTogetherAsync(
            TransferRules.Lapse,
            (seen, prepared) => EndAsync(seen, new CommandContext(Guid.Empty, Principal.Platform), prepared),
            GrainOf),
        // Waking too early does no harm: what was on its way at the acceptance must have arrived.
        TransferProjection.FollowKind when state.Following && Now >= state.AcceptedAt + TransferProjection.FollowAfter =>
            following is { IsCompleted: false } going ? going : following = FollowAsync(state),
        _ => Task.CompletedTask,
    };

    /// <summary>The case first, then each task in which the sender leads.</summary>
    private async Task<Refusal?> GatherAsync(CaseTransferOffered offer, AcceptTransfer command, List<PreparedAppend> prepared)
    {
        var change = new ChangeCaseLead(Plain(command), Name, offer.From, offer.To, offer.ToUnit, offer.FormerStays);
        if (await AskCaseAsync(offer.Case, change, prepared) is { } no)
            return no;

        ImmutableArray<TaskName> tasks;
        try
        {
            tasks = await inputs.LedTasksAsync(offer.Case, offer.From, MostTasks);
        }
        catch (LedgerUnavailableException)
        {
            return CommonRefusals.LedgerUnavailable;
        }

        if (tasks.Length > MostTasks)
            return HandoverRefusals.TooManyTasks;

        var move = new MoveLead(Plain(command), offer.Case, offer.From, offer.To, Stream);
        foreach (var some in tasks.Chunk(AtOnce))
        {
            var outcomes = await Task.WhenAll(some.Select(task => GrainFactory.GetGrain<ITaskGrain>(task.ToString()).PrepareMoveAsync(move)));
            prepared.AddRange(outcomes.Where(outcome => !outcome.IsRefused).Select(outcome => outcome.Value!));
            if (outcomes.FirstOrDefault(outcome => outcome.IsRefused).Refusal is { } refused)
                return refused;
        }

        return null;
    }

    private Task<Refusal?> EndAsync(TransferState state, CommandContext context, List<PreparedAppend> prepared) =>
        AskCaseAsync(state.Offer!.Case, new EndCaseTransfer(context, Name), prepared);

    private async Task<Refusal?> AskCaseAsync(CaseName name, CaseHandover step, List<PreparedAppend> prepared)
    {
        var outcome = await GrainFactory.Case(name).PrepareAsync(step);
        if (outcome.IsRefused)
            return outcome.Refusal;
        prepared.Add(outcome.Value);
        return null;
    }

    /// <summary>
    /// Moves what the sender had assigned to itself while the acceptance was being written, and tells the case again: a silo
    /// that died in between may have left a memory behind that did not hear of it.
    /// </summary>
    private async Task FollowAsync(TransferState state)
    {
        var offer = state.Offer!;
        try
        {
            await GrainFactory.Case(offer.Case).SettlePreparedAsync(Guid.Empty, state.CaseVersion, appended: true);
            foreach (var told in state.Moved)
                await GrainFactory.GetGrain<ITaskGrain>(told.Task.ToString()).SettlePreparedAsync(Guid.Empty, told.Version, appended: true);

            var moved = ImmutableArray.CreateBuilder<TaskName>();
            var move = new MoveLead(new CommandContext(Guid.Empty, Principal.Platform), offer.Case, offer.From, offer.To, Stream);
            foreach (var task in await inputs.LedTasksAsync(offer.Case, offer.From, MostTasks))
            {
                var grain = GrainFactory.GetGrain<ITaskGrain>(task.ToString());
                var read = await grain.CreatedAtAsync();
                if (read.IsRefused)
                    return; // Due work comes again.
                if (read.Value > state.AcceptedAt + SameMoment)
                    continue; // A new one, as a participant.
                if (await grain.MoveAsync(move) is not null)
                    return;
                moved.Add(task);
            }

            await CommitByPlatformAsync((now, _) => TransferRules.Follow(now, moved.ToImmutable()));
        }
        catch (LedgerUnavailableException)
        {
            // Due work comes again.
        }
    }

    /// <summary>What the case and the person say before an offer. For a repeat nothing is asked.</summary>
    private async Task<Outcome<(CaseStanding? Standing, ConsentFacts Consent)>> SurroundAsync(OfferTransfer command)
    {
        if (await WasAnsweredAsync(command.Context.RequestId))
            return (null, default(ConsentFacts));

        var standing = await GrainFactory.Case(command.Case).StandingAsync(command.Context.Principal);
        if (standing.IsRefused)
            return standing.Refusal;
        if (!access.May(command.Context.Principal, TransferPermissions.Offer, standing.Value.Relation))
            return CommonRefusals.PermissionDenied;

        var consent = await HandoverInputs.ConsentAsync(GrainFactory, command.DataTransfer);
        return consent.IsRefused ? consent.Refusal : (standing.Value, consent.Value);
    }

    /// <summary>What was offered, for whoever may do this and is not blocked for the case.</summary>
    private async Task<Outcome<CaseTransferOffered>> SeeAsync(Principal principal, string permission)
    {
        var read = await ReadAsync(principal, permission, static (state, _) => state.Offer!);
        return read.IsRefused ? read.Refusal
            : await HandoverInputs.RefuseBlockedAsync(GrainFactory, read.Value.Case, principal) is { } blocked ? blocked
            : read;
    }

    private IAggregateGrain GrainOf(PreparedAppend prepared) => prepared.Stream.StartsWith(CaseName.Collection, StringComparison.Ordinal)
        ? GrainFactory.GetGrain<ICaseGrain>(prepared.Stream)
        : GrainFactory.GetGrain<ITaskGrain>(prepared.Stream);

    /// <summary>Who commands and under which request; what was read is this resource's affair alone.</summary>
    private static CommandContext Plain(TransferCommand command) => command.Context with { ETag = null };

    private TransferView View(TransferState state, int version) => state.View(Name, version);
}
