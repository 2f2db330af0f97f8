using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Directory;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sdk.Grains;

namespace Coordination.Silo.Directory;

internal sealed class RosterGrain(
    LedgerGrainServices services,
    AggregateDefinition<RosterState, RosterEvent> definition,
    AccessPolicy access) : LedgerGrain<RosterState, RosterEvent>(services, definition), IRosterGrain
{
    public async Task<Outcome<ImmutableArray<OfficerView>>> SetAsync(SetOfficer command, CancellationToken cancellationToken)
    {
        // Before anything is written or looked up for a caller who may not do it.
        var relation = command.Context.Principal.Agency == command.Agency ? Relation.Everyone | Relation.Self : Relation.Everyone;
        if (!access.May(command.Context.Principal, DirectoryPermissions.Officers, relation))
            return CommonRefusals.PermissionDenied;

        var agency = await GrainFactory.Agency(command.Agency).FactsAsync(cancellationToken);
        if (agency.IsRefused)
            return agency.Refusal;
        if (agency.Value.Entry is not { } entry)
            return CommonRefusals.NotFound;

        UnitEntry? unit = null;
        if (command.Unit is { } name)
        {
            var facts = await GrainFactory.Unit(name).FactsAsync(cancellationToken);
            if (facts.IsRefused)
                return facts.Refusal;
            unit = facts.Value.Entry;
        }

        var opened = await OpenAsync(command.Agency);
        return opened is not null ? opened : await CommitAsync(
            command, DirectoryPermissions.Officers, (state, now) => RosterRules.Set(state, command, entry, unit, now), View);
    }

    public async Task<Outcome<ImmutableArray<OfficerView>>> RemoveAsync(RemoveOfficer command, CancellationToken cancellationToken)
    {
        var relation = command.Context.Principal.Agency == command.Agency ? Relation.Everyone | Relation.Self : Relation.Everyone;
        if (!access.May(command.Context.Principal, DirectoryPermissions.Officers, relation))
            return CommonRefusals.PermissionDenied;

        var read = await ReadStateAsync();
        if (read.IsRefused)
            return read.Refusal;
        return read.Value.Version == 0 ? DirectoryRefusals.OfficerUnknown : await CommitAsync(
            command, DirectoryPermissions.Officers, (state, _) => RosterRules.Remove(state, command), View);
    }

    public async Task<Outcome<ImmutableArray<OfficerView>>> ListAsync(CancellationToken cancellationToken)
    {
        var read = await ReadStateAsync();
        return read.IsRefused ? read.Refusal : View(read.Value.State, read.Value.Version);
    }

    /// <summary>A roster begins with its first officer, so that its relation to its agency is in its state.</summary>
    private async Task<Refusal?> OpenAsync(AgencyName agency)
    {
        var read = await ReadStateAsync();
        if (read.IsRefused)
            return read.Refusal;
        if (read.Value.Version > 0)
            return null;

        var requestId = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes("roster/" + agency.Id)).AsSpan(0, 16), bigEndian: true);
        var command = new OpenRoster(new CommandContext(requestId, Principal.Platform), agency);
        return (await CreateAsync(command, DirectoryPermissions.Seed, (state, _) => RosterRules.Open(state, command), View)).Refusal;
    }

    private static ImmutableArray<OfficerView> View(RosterState state, int version) => [.. state.Officers.Values];
}
