using Coordination.Access;
using Coordination.Directory;
using Coordination.Outcomes;
using Coordination.Sdk.Grains;

namespace Coordination.Silo.Directory;

internal sealed class CommitteeGrain(LedgerGrainServices services, AggregateDefinition<CommitteeState, CommitteeEvent> definition)
    : LedgerGrain<CommitteeState, CommitteeEvent>(services, definition), ICommitteeGrain
{
    public async Task<Outcome<CommitteeView>> SetMembershipAsync(SetMembership command, CancellationToken cancellationToken)
    {
        var agency = await GrainFactory.Agency(command.Agency).FactsAsync(cancellationToken);
        return agency.IsRefused ? agency.Refusal : await CommitAsync(
            command, DirectoryPermissions.Manage, (state, now) => CommitteeRules.Set(state, command, agency.Value.Entry, now), View);
    }

    public Task<Outcome<CommitteeView>> ApplyPackAsync(ApplyCommitteePack command, CancellationToken cancellationToken) =>
        CreateAsync(command, DirectoryPermissions.Seed, (state, _) => CommitteeRules.ApplyPack(state, command), View);

    public Task<Outcome<CommitteeView>> GetAsync(Principal principal, CancellationToken cancellationToken) =>
        ReadAsync(principal, DirectoryPermissions.Read, View);

    private static CommitteeView View(CommitteeState state, int version) =>
        new(state.Name!.Value, state.DisplayName, state.Memberships, version, state.PackMark);
}
