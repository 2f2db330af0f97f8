using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sdk.Grains;

namespace Coordination.Silo.Information.Requests;

/// <summary>One information request: loads, opens its key, asks a rule, commits. The key store is never waited for within a decision.</summary>
internal sealed partial class RequestGrain(
    LedgerGrainServices services,
    AggregateDefinition<RequestState, InformationRequestEvent> definition,
    RequestInputs inputs) : LedgerGrain<RequestState, InformationRequestEvent>(services, definition), IInformationRequestGrain
{
    private readonly AccessPolicy access = services.Access;

    private RequestKeys? keys;

    private InformationRequestName Name => ResourceName.Parse<InformationRequestName>(Stream);

    private RequestKeys Keys => keys ??= new RequestKeys(Stream, inputs.Sealer, inputs.Keys);

    public async Task<Outcome<InformationRequestView>> CreateAsync(CreateRequest command, CancellationToken cancellationToken)
    {
        // Before a key is made.
        if (!access.May(command.Context.Principal, InformationPermissions.Ask, RequestRelations.Of(RequestState.Initial, command.Context.Principal)))
            return CommonRefusals.PermissionDenied;
        if (await WasAnsweredAsync(command.Context.RequestId))
        {
            return await ShowAsync(
                await CreateAsync(command, InformationPermissions.Ask, static (_, _) => RequestRefusals.RequestExists, Seen), command, cancellationToken);
        }

        var content = await SealContentAsync(command.Content, command.Context.Principal.Agency, cancellationToken);
        return content.IsRefused
            ? content.Refusal
            : await ShowAsync(
                await CreateAsync(command, InformationPermissions.Ask, (state, now) => RequestRules.Create(state, command, content.Value, inputs.Clock, now), Seen),
                command,
                cancellationToken);
    }

    public async Task<Outcome<InformationRequestView>> ReviseAsync(ReviseRequest command, CancellationToken cancellationToken)
    {
        var read = await ReadAsync(command.Context.Principal, InformationPermissions.Ask, Seen);
        if (read.IsRefused)
            return read.Refusal;

        Outcome<SealedContent> content = read.Value.State.Content;
        if (!await WasAnsweredAsync(command.Context.RequestId) && read.Value.State.Stage is RequestStage.Draft)
            content = await SealContentAsync(command.Content, command.Context.Principal.Agency, cancellationToken);
        return content.IsRefused
            ? content.Refusal
            : await ShowAsync(
                await CommitAsync(command, InformationPermissions.Ask, (state, _) => RequestRules.Revise(state, content.Value), Seen), command, cancellationToken);
    }

    public async Task<Outcome<InformationRequestView>> SubmitAsync(SubmitRequest command, CancellationToken cancellationToken) => await ShowAsync(
        await CommitAsync(
            command, InformationPermissions.Ask, (state, now) => RequestRules.Submit(state, inputs.Policy, inputs.Directory, inputs.Clock, now), Seen),
        command,
        cancellationToken);

    public Task<Outcome<InformationRequestView>> AcknowledgeAsync(AcknowledgeRequest command, CancellationToken cancellationToken) =>
        CommitPartAsync(command, (state, _) => AnswerRules.Acknowledge(state, command.Context.Principal.Agency), cancellationToken);

    public Task<Outcome<InformationRequestView>> StartReviewAsync(StartReview command, CancellationToken cancellationToken) =>
        CommitPartAsync(command, (state, _) => AnswerRules.StartReview(state, command.Context.Principal.Agency), cancellationToken);

    public async Task<Outcome<InformationRequestView>> AskClarificationAsync(AskClarification command, CancellationToken cancellationToken)
    {
        var seal = await SealAsync(command, InformationPermissions.Answer, cancellationToken);
        return seal.IsRefused ? seal.Refusal : await CommitPartAsync(command, (state, _) => AnswerRules.AskClarification(state, command, seal.Value), cancellationToken);
    }

    public async Task<Outcome<InformationRequestView>> ClarifyAsync(Clarify command, CancellationToken cancellationToken)
    {
        var seal = await SealAsync(command, InformationPermissions.Manage, cancellationToken);
        return seal.IsRefused ? seal.Refusal : await ManageAsync(command, (state, now) => RequestRules.Clarify(state, command, seal.Value, now), cancellationToken);
    }

    public async Task<Outcome<InformationRequestView>> AnswerAsync(AnswerQuestion command, CancellationToken cancellationToken)
    {
        var seal = await SealAsync(command, InformationPermissions.Answer, cancellationToken);
        if (seal.IsRefused)
            return seal.Refusal;

        ImmutableArray<ImmutableArray<GrantLink>> grants = [];
        if (command.Grants.Length <= AnswerRules.MostGrants && !await WasAnsweredAsync(command.Context.RequestId))
        {
            var chains = await Task.WhenAll(command.Grants.Select(g => GrainFactory.Grant(g).ChainAsync()));
            if (chains.FirstOrDefault(c => c is { IsRefused: true, Refusal.Kind: not RefusalKind.NotFound }) is { IsRefused: true } away)
                return away.Refusal;
            grants = [.. chains.Select(c => c.IsRefused ? [] : c.Value)];
        }

        return await CommitPartAsync(command, (state, _) => AnswerRules.Answer(state, Name, command, grants, seal.Value), cancellationToken);
    }

    public async Task<Outcome<InformationRequestView>> RefuseAsync(RefuseQuestion command, CancellationToken cancellationToken)
    {
        var seal = await SealAsync(command, InformationPermissions.Answer, cancellationToken);
        return seal.IsRefused ? seal.Refusal : await CommitPartAsync(command, (state, _) => AnswerRules.Refuse(state, command, seal.Value), cancellationToken);
    }

    public async Task<Outcome<InformationRequestView>> WithdrawAsync(WithdrawRequest command, CancellationToken cancellationToken)
    {
        var seal = await SealAsync(command, InformationPermissions.Manage, cancellationToken);
        if (seal.IsRefused)
            return seal.Refusal;

        // A draft that was revised meanwhile has another key.
        var key = (await ReadStateAsync()).Value.State?.Header?.Content.WrappedKey;
        return await ManageAsync(
            command,
            (state, _) => string.Equals(state.Content.WrappedKey, key, StringComparison.Ordinal)
                ? RequestRules.Withdraw(state, seal.Value, command)
                : CommonRefusals.ConcurrentChange,
            cancellationToken);
    }

    public Task<Outcome<InformationRequestView>> CloseAsync(CloseRequest command, CancellationToken cancellationToken) =>
        ManageAsync(command, static (state, _) => RequestRules.Close(state), cancellationToken);

    public Task<Outcome<InformationRequestView>> ExtendAsync(ExtendRequest command, CancellationToken cancellationToken) =>
        ManageAsync(command, (state, now) => RequestRules.Extend(state, command, now), cancellationToken);

    public Task<Outcome<InformationRequestView>> EscalateAsync(EscalateRequest command, CancellationToken cancellationToken) =>
        ManageAsync(command, (state, _) => RequestRules.Escalate(state, command, inputs.Clock), cancellationToken);

    public async Task<Outcome<InformationRequestView>> GetAsync(Principal principal, CancellationToken cancellationToken) =>
        await ShowAsync(Visible(await ReadAsync(principal, InformationPermissions.Read, Seen), principal), principal, cancellationToken);

    public async Task<Outcome<HistoryPage>> HistoryAsync(Principal principal, int afterVersion, int limit, CancellationToken cancellationToken)
    {
        var seen = Visible(await ReadAsync(principal, InformationPermissions.ReadHistory, Seen), principal);
        if (seen.IsRefused)
            return seen.Refusal;

        var state = seen.Value.State;
        var page = await ReadHistoryAsync(principal, InformationPermissions.ReadHistory, afterVersion, limit, cancellationToken);
        if (page.IsRefused)
            return page;

        var entries = page.Value.Entries;
        var whole = state.Head.Requester == principal.Agency;
        var takesPart = whole || state.Find(principal.Agency) is not null;
        if (takesPart && !whole)
            entries = [.. entries.Where(e => RequestRelations.IsFor(e.Data, principal.Agency.Id))];

        // Who only watches over it, and an auditor, get what happened and when, not whom it concerned.
        var shown = takesPart && (await ReadAsync(principal, InformationPermissions.Watch, static (_, version) => version)) is { IsRefused: false };
        return page.Value with { Entries = shown ? entries : [.. entries.Select(e => e with { Data = [] })] };
    }

    public async Task<Outcome<RequestFacts>> FactsAsync()
    {
        var read = await ReadStateAsync();
        if (read.IsRefused)
            return read.Refusal;
        return read.Value.State is not { Header: { } head } state
            ? CommonRefusals.NotFound
            : new RequestFacts(
                head.Requester,
                state.End is not null ? [] : [.. state.Parts.Where(p => !p.IsDone).Select(p => p.Agency)],
                head.Content.Purpose,
                head.Content.LegalBasis,
                head.Content.Questions.Length,
                state.Stage);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        keys?.Dispose();
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <summary>What was never submitted is the requester's own.</summary>
    private static Outcome<Seen> Visible(Outcome<Seen> seen, Principal reader) =>
        seen is { IsRefused: false, Value: { } found } && found.State.SubmittedAt is null && found.State.Head.Requester != reader.Agency ? CommonRefusals.NotFound : seen;

    private static Seen Seen(RequestState state, int version) => new(state, version);

    private async Task<Outcome<InformationRequestView>> ManageAsync(
        InformationRequestCommand command, Func<RequestState, DateTimeOffset, Decision<InformationRequestEvent>> decide, CancellationToken cancellationToken) =>
        await ShowAsync(await CommitAsync(command, InformationPermissions.Manage, decide, Seen), command, cancellationToken);

    /// <summary>Commits what concerns the caller's own part: compared with that part's etag.</summary>
    private async Task<Outcome<InformationRequestView>> CommitPartAsync(
        InformationRequestCommand command, Func<RequestState, DateTimeOffset, Decision<InformationRequestEvent>> decide, CancellationToken cancellationToken) =>
        await ShowAsync(
            await CommitAsync(command, InformationPermissions.Answer, decide, Seen, state => state.Find(command.Context.Principal.Agency)?.Version ?? 0),
            command,
            cancellationToken);
}

/// <summary>A state and its version, on the way to a view.</summary>
internal sealed record Seen(RequestState State, int Version);
