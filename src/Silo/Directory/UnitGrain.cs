using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Directory;
using Coordination.Outcomes;
using Coordination.Packs;
using Coordination.Sdk.Grains;

namespace Coordination.Silo.Directory;

internal sealed class UnitGrain(
    LedgerGrainServices services,
    AggregateDefinition<UnitState, UnitEvent> definition,
    AccessPolicy access,
    CountryPack pack,
    DirectoryView directory) : LedgerGrain<UnitState, UnitEvent>(services, definition), IUnitGrain
{
    public async Task<Outcome<UnitView>> CreateAsync(CreateUnit command, CancellationToken cancellationToken)
    {
        var agency = await GrainFactory.Agency(command.Agency).FactsAsync(cancellationToken);
        return agency.IsRefused ? agency.Refusal : await CreateAsync(
            command, DirectoryPermissions.Manage, (state, now) => UnitRules.Create(state, command, agency.Value.Entry, pack, now), View);
    }

    public async Task<Outcome<UnitView>> UpdateAsync(UpdateUnit command, CancellationToken cancellationToken) =>
        await WithHeadAsync(
            await CommitAsync(command, DirectoryPermissions.Manage, (state, now) => UnitRules.Update(state, command, pack, now), View),
            command.Context.Principal,
            cancellationToken);

    public async Task<Outcome<UnitView>> RetireAsync(RetireUnit command, CancellationToken cancellationToken) =>
        await WithHeadAsync(
            await CommitAsync(command, DirectoryPermissions.Manage, UnitRules.Retire, View), command.Context.Principal, cancellationToken);

    public async Task<Outcome<UnitView>> ApplyPackAsync(ApplyUnitPack command, CancellationToken cancellationToken)
    {
        var agency = await GrainFactory.Agency(command.Agency).FactsAsync(cancellationToken);
        return agency.IsRefused ? agency.Refusal : await CreateAsync(
            command, DirectoryPermissions.Seed, (state, _) => UnitRules.ApplyPack(state, command, agency.Value.Entry, pack), View);
    }

    public async Task<Outcome<UnitView>> GetAsync(Principal principal, CancellationToken cancellationToken) =>
        await WithHeadAsync(await ReadAsync(principal, DirectoryPermissions.Read, View), principal, cancellationToken);

    public async Task<Outcome<UnitFacts>> FactsAsync(CancellationToken cancellationToken)
    {
        var read = await ReadStateAsync();
        if (read.IsRefused)
            return read.Refusal;
        return new UnitFacts(read.Value.Version == 0 ? null : read.Value.State.ToEntry());
    }

    protected override void OnCommitted(UnitState state, ImmutableArray<UnitEvent> events) => directory.Put(state);

    private UnitView View(UnitState state, int version) => new(
        state.Name!.Value, state.DisplayName, state.Agency, state.Province, state.District, state.Affected, "",
        state.ValidUntil, state.IsInForceAt(Now), version);

    /// <summary>The head is an officer, and officers are shown to few.</summary>
    private async Task<Outcome<UnitView>> WithHeadAsync(Outcome<UnitView> unit, Principal principal, CancellationToken cancellationToken)
    {
        if (unit.IsRefused)
            return unit;

        var relation = unit.Value.Agency == principal.Agency ? Relation.Everyone | Relation.Self : Relation.Everyone;
        if (!access.May(principal, DirectoryPermissions.ReadOfficers, relation))
            return unit;

        var officers = await GrainFactory.Roster(unit.Value.Agency).ListAsync(cancellationToken);
        if (officers.IsRefused)
            return officers.Refusal;
        var head = officers.Value.FirstOrDefault(o => o.HeadsUnit && o.Unit == unit.Value.Name);
        return head is null ? unit : unit.Value with { Head = head.Subject };
    }
}
