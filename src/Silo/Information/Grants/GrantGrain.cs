using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Directory;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Silo.Information.Accesses;

namespace Coordination.Silo.Information.Grants;

/// <summary>What the rules of grants look things up in.</summary>
internal sealed record GrantInputs(InformationPolicy Policy, DisclosurePolicy Disclosure, IDirectory Directory, AccessLog Accesses, IRegistry Registry);

/// <summary>A grant: its life-cycle. Reading under it stands beside.</summary>
internal sealed partial class GrantGrain(
    LedgerGrainServices services,
    AggregateDefinition<GrantState, GrantEvent> definition,
    GrantInputs inputs) : LedgerGrain<GrantState, GrantEvent>(services, definition), IGrantGrain
{
    private const int ChildrenAtOnce = 200;

    private GrantName Name => ResourceName.Parse<GrantName>(Stream);

    public async Task<Outcome<GrantView>> ProposeAsync(ProposeGrant command, CancellationToken cancellationToken)
    {
        if (await WasAnsweredAsync(command.Context.RequestId))
            return await CreateAsync(command, InformationPermissions.ProposeGrants, static (_, _) => GrantRefusals.GrantExists, View);
        if (RefuseRecipient(command.Recipient) is { } refusal)
            return refusal;

        var around = await SurroundingsAsync(command.Record, command.Parent, command.Request, command.Context.Principal.Agency);
        if (around.IsRefused)
            return around.Refusal;

        var terms = GrantRules.Terms(command, around.Value);
        return await CreateAsync(
            command,
            InformationPermissions.ProposeGrants,
            (state, now) => GrantRules.Propose(state, terms, Person.Of(command.Context.Principal), around.Value, inputs.Policy, now),
            View);
    }

    public async Task<Outcome<GrantLink>> GrantByRuleAsync(GrantTerms terms, CancellationToken cancellationToken)
    {
        var read = await ReadStateAsync();
        if (read.IsRefused)
            return read.Refusal;
        if (read.Value.State.Proposal is { } known)
            return string.Equals(known.ContentHash, GrantRules.HashOf(terms), StringComparison.Ordinal) ? Link(read.Value.State) : GrantRefusals.GrantExists;
        if (RefuseRecipient(terms.Recipient) is { } unknown)
            return unknown;

        var around = await SurroundingsAsync(terms.Record, terms.Parent, terms.Request, terms.Grantor);
        if (around.IsRefused)
            return around.Refusal;

        var refusal = await CommitByPlatformAsync((state, now) =>
        {
            if (state.Proposal is { } first)
                return string.Equals(first.ContentHash, GrantRules.HashOf(terms), StringComparison.Ordinal) ? Decision<GrantEvent>.Nothing : GrantRefusals.GrantExists;

            var proposed = GrantRules.Propose(state, terms, null, around.Value, inputs.Policy, now);
            return proposed.Refusal is { } no ? no : Decision<GrantEvent>.Happened([.. proposed.Events, new GrantActivated()]);
        });
        if (refusal is not null)
            return refusal;

        read = await ReadStateAsync();
        return read.IsRefused ? read.Refusal : Link(read.Value.State);
    }

    public Task<Outcome<GrantView>> ApproveAsync(ApproveGrant command, CancellationToken cancellationToken) =>
        CommitAsync(command, InformationPermissions.ApproveGrants, (state, _) => GrantRules.Approve(state, command), View);

    public Task<Outcome<GrantView>> ActivateAsync(ActivateGrant command, CancellationToken cancellationToken) =>
        CommitAsync(command, InformationPermissions.ManageGrants, static (state, now) => GrantRules.Activate(state, now), View);

    public Task<Outcome<GrantView>> SuspendAsync(SuspendGrant command, CancellationToken cancellationToken) =>
        CommitAsync(command, InformationPermissions.ManageGrants, (state, _) => GrantRules.Suspend(state, command), View);

    public Task<Outcome<GrantView>> ResumeAsync(ResumeGrant command, CancellationToken cancellationToken) =>
        CommitAsync(command, InformationPermissions.ManageGrants, static (state, now) => GrantRules.Resume(state, now), View);

    public Task<Outcome<GrantView>> RevokeAsync(RevokeGrant command, CancellationToken cancellationToken) =>
        CommitAsync(command, InformationPermissions.ManageGrants, (state, _) => GrantRules.Revoke(state, command), View);

    public Task<Outcome<GrantView>> GetAsync(Principal principal, CancellationToken cancellationToken) =>
        ReadAsync(principal, InformationPermissions.ReadGrants, View);

    public async Task<Outcome<HistoryPage>> HistoryAsync(Principal principal, int afterVersion, int limit, CancellationToken cancellationToken)
    {
        var page = await ReadHistoryAsync(principal, InformationPermissions.ReadGrantHistory, afterVersion, limit, cancellationToken);
        if (page.IsRefused)
            return page;

        var content = await GetAsync(principal, cancellationToken);
        return content.IsRefused ? page.Value with { Entries = [.. page.Value.Entries.Select(entry => entry with { Data = [] })] } : page;
    }

    public async Task<Outcome<ImmutableArray<GrantLink>>> ChainAsync()
    {
        var read = await ReadStateAsync();
        return read.IsRefused ? read.Refusal
            : read.Value.State.Proposal is null ? CommonRefusals.NotFound
            : await ChainAsync(read.Value.State);
    }

    public Task<Refusal?> ParentEndedAsync() => CommitByPlatformAsync(static (state, _) => GrantRules.EndWithParent(state));

    protected override Decision<GrantEvent> DecideDue(string dueKind, GrantState state, DateTimeOffset now) => GrantRules.DueBy(state, dueKind, now);

    protected override Task AfterDueAsync(string dueKind, GrantState state) => state.ToTell ? TellChildrenAsync() : Task.CompletedTask;

    private GrantLink Link(GrantState state) => new(Name, state.Terms, state.Stage);

    private async Task<Outcome<ImmutableArray<GrantLink>>> ChainAsync(GrantState state)
    {
        if (state.Terms.Parent is not { } parent)
            return ImmutableArray.Create(Link(state));

        // It ends: a child is made after its parent, and at most a few deep.
        var above = await GrainFactory.Grant(parent).ChainAsync();
        return above.IsRefused ? above.Refusal : above.Value.Add(Link(state));
    }

    private Refusal? RefuseRecipient(AgencyName recipient) =>
        inputs.Directory.Find(recipient) is not { } agency ? InformationRefusals.AgencyUnknown.On("recipient").With("agency", recipient.ToString())
        : !agency.IsInForceAt(Now) ? InformationRefusals.AgencyNotInForce.On("recipient").With("agency", recipient.ToString())
        : null;

    /// <summary>What is absent and what is foreign is refused alike: RECORD_NOT_HELD.</summary>
    private async Task<Outcome<GrantSurroundings>> SurroundingsAsync(
        RecordName? record, GrantName? parent, InformationRequestName? request, AgencyName grantor)
    {
        var parents = ImmutableArray<GrantLink>.Empty;
        if (parent is { } above)
        {
            var chain = await GrainFactory.Grant(above).ChainAsync();
            if (chain.IsRefused)
                return chain.Refusal.Kind is RefusalKind.NotFound ? GrantRefusals.RecordNotHeld.On("parent") : chain.Refusal;

            var held = chain.Value[^1];
            var known = held.Stage is not (GrantStage.Proposed or GrantStage.Approved); // Before, its recipient knows nothing of it.
            if (!known || held.Terms.Recipient != grantor || (record is { } named && named != held.Terms.Record))
                return GrantRefusals.RecordNotHeld.On("parent");
            parents = chain.Value;
            record = held.Terms.Record;
        }

        if (record is not { } source)
            return GrantRefusals.RecordNotHeld;

        var facts = await GrainFactory.Record(source).FactsAsync();
        if (facts.IsRefused)
            return facts.Refusal.Kind is RefusalKind.NotFound ? GrantRefusals.RecordNotHeld : facts.Refusal;
        if (parents.IsEmpty && facts.Value.Owner != grantor)
            return GrantRefusals.RecordNotHeld;

        if (request is not { } asked)
            return new GrantSurroundings(facts.Value, parents, null);

        var question = await GrainFactory.InformationRequest(asked).FactsAsync();
        return question.IsRefused
            ? question.Refusal.Kind is RefusalKind.NotFound ? GrantRefusals.RequestNotAnswerable : question.Refusal
            : new GrantSurroundings(facts.Value, parents, question.Value);
    }

    /// <summary>Enforcement does not wait for this: each read asks the whole chain. It makes the end visible.</summary>
    private async Task TellChildrenAsync()
    {
        var query = new RegistryQuery { Kind = GrantName.Collection, Parent = Stream, OpenOnly = true, Order = RegistryOrder.NewestFirst, PageSize = ChildrenAtOnce };
        try
        {
            RegistryCursor? after = null;
            do
            {
                var page = await inputs.Registry.QueryAsync(new Viewer("", null, Everything: true), query, after, CancellationToken.None);
                foreach (var hit in page.Hits)
                {
                    if (await GrainFactory.Grant(ResourceName.Parse<GrantName>(hit.Name)).ParentEndedAsync() is not null)
                        return; // Due work comes again.
                }

                after = page.Next;
            }
            while (after is not null);
        }
        catch (LedgerUnavailableException)
        {
            return;
        }

        await CommitByPlatformAsync(static (state, _) => state.ToTell ? new GrantChildrenTold() : Decision<GrantEvent>.Nothing);
    }

    private GrantView View(GrantState state, int version) => state.View(Name, version);
}
