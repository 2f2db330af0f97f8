using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Directory;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sdk.Grains;

namespace Coordination.Silo.Directory;

internal sealed class AgencyGrain(
    LedgerGrainServices services,
    AggregateDefinition<AgencyState, AgencyEvent> definition,
    AccessPolicy access,
    DirectoryView directory) : LedgerGrain<AgencyState, AgencyEvent>(services, definition), IAgencyGrain
{
    public async Task<Outcome<AgencyView>> CreateAsync(CreateAgency command, CancellationToken cancellationToken)
    {
        var around = await SurroundingsOf(command.Parent, [], cancellationToken);
        return around.IsRefused ? around.Refusal : await CreateAsync(
            command, DirectoryPermissions.Manage, (state, now) => AgencyRules.Create(state, command, around.Value, now), View);
    }

    public async Task<Outcome<AgencyView>> UpdateAsync(UpdateAgency command, CancellationToken cancellationToken)
    {
        var around = await SurroundingsOf(command.Fields.HasFlag(AgencyFields.Parent) ? command.Parent : null, [], cancellationToken);
        if (around.IsRefused)
            return around.Refusal;

        var outcome = await CommitAsync(
            command, DirectoryPermissions.Manage, (state, now) => AgencyRules.Update(state, command, around.Value, now), View);
        return await WithOfficersAsync(outcome, command.Context.Principal, cancellationToken);
    }

    public async Task<Outcome<AgencyView>> RetireAsync(RetireAgency command, CancellationToken cancellationToken)
    {
        var around = await SurroundingsOf(null, command.Successors, cancellationToken);
        if (around.IsRefused)
            return around.Refusal;

        var outcome = await CommitAsync(
            command, DirectoryPermissions.Manage, (state, now) => AgencyRules.Retire(state, command, around.Value, now), View);
        return await WithOfficersAsync(outcome, command.Context.Principal, cancellationToken);
    }

    public async Task<Outcome<AgencyView>> ApplyPackAsync(ApplyAgencyPack command, CancellationToken cancellationToken)
    {
        var around = await SurroundingsOf(command.Parent, command.Successors, cancellationToken);
        return around.IsRefused ? around.Refusal : await CreateAsync(
            command, DirectoryPermissions.Seed, (state, now) => AgencyRules.ApplyPack(state, command, around.Value, now), View);
    }

    public async Task<Outcome<AgencyView>> SetOfficerAsync(SetOfficer command, CancellationToken cancellationToken)
    {
        var agency = await GetAsync(command.Context.Principal, cancellationToken);
        if (agency.IsRefused)
            return agency;

        var officers = await GrainFactory.Roster(command.Agency).SetAsync(command, cancellationToken);
        return officers.IsRefused ? officers.Refusal : Shown(agency.Value, officers.Value, command.Context.Principal);
    }

    public async Task<Outcome<AgencyView>> RemoveOfficerAsync(RemoveOfficer command, CancellationToken cancellationToken)
    {
        var agency = await GetAsync(command.Context.Principal, cancellationToken);
        if (agency.IsRefused)
            return agency;

        var officers = await GrainFactory.Roster(command.Agency).RemoveAsync(command, cancellationToken);
        return officers.IsRefused ? officers.Refusal : Shown(agency.Value, officers.Value, command.Context.Principal);
    }

    public async Task<Outcome<AgencyView>> GetAsync(Principal principal, CancellationToken cancellationToken) =>
        await WithOfficersAsync(await ReadAsync(principal, DirectoryPermissions.Read, View), principal, cancellationToken);

    public async Task<Outcome<AgencyFacts>> FactsAsync(CancellationToken cancellationToken)
    {
        var read = await ReadStateAsync();
        if (read.IsRefused)
            return read.Refusal;
        return new AgencyFacts(read.Value.Version == 0 ? null : read.Value.State.ToEntry());
    }

    protected override void OnCommitted(AgencyState state, ImmutableArray<AgencyEvent> events) => directory.Put(state);

    /// <summary>
    /// The parent with all above it, and the successors, from the grains that decide about them: the silo's own copy
    /// may be a second old, and such commands are rare.
    /// </summary>
    private async Task<Outcome<Surroundings>> SurroundingsOf(AgencyName? parent, ImmutableArray<AgencyName> successors, CancellationToken cancellationToken)
    {
        var known = ImmutableDictionary.CreateBuilder<AgencyName, AgencyEntry>();
        var wanted = new Queue<(AgencyName Agency, bool Upwards)>(successors.Distinct().Select(s => (s, false)));
        if (parent is { } above)
            wanted.Enqueue((above, true));

        // Its own name is in no need of a question: the rule knows the state.
        var self = ResourceName.Parse<AgencyName>(Stream);
        for (var asked = 0; wanted.TryDequeue(out var next) && asked <= Surroundings.MaxDepth + successors.Length; asked++)
        {
            if (next.Agency == self)
                continue;

            var facts = await GrainFactory.Agency(next.Agency).FactsAsync(cancellationToken);
            if (facts.IsRefused)
                return facts.Refusal;
            if (facts.Value.Entry is not { } entry)
                continue;

            known[next.Agency] = entry;
            if (next.Upwards && entry.Parent is { } higher)
                wanted.Enqueue((higher, true));
        }

        return new Surroundings(known.ToImmutable());
    }

    private AgencyView View(AgencyState state, int version) => new(
        state.Name!.Value, state.DisplayName, state.Kind, state.Parent, state.Country, state.ValidFrom, state.ValidUntil,
        state.Successors, state.IsInForceAt(Now), [], version);

    private async Task<Outcome<AgencyView>> WithOfficersAsync(Outcome<AgencyView> agency, Principal principal, CancellationToken cancellationToken)
    {
        if (agency.IsRefused || !MaySeeOfficers(agency.Value.Name, principal))
            return agency;

        var officers = await GrainFactory.Roster(agency.Value.Name).ListAsync(cancellationToken);
        return officers.IsRefused ? officers.Refusal : agency.Value with { Officers = officers.Value };
    }

    private AgencyView Shown(AgencyView agency, ImmutableArray<OfficerView> officers, Principal principal) =>
        MaySeeOfficers(agency.Name, principal) ? agency with { Officers = officers } : agency;

    private bool MaySeeOfficers(AgencyName agency, Principal principal) =>
        access.May(principal, DirectoryPermissions.ReadOfficers, agency == principal.Agency ? Relation.Everyone | Relation.Self : Relation.Everyone);
}
