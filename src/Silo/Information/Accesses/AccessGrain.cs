using Coordination.Access;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sdk.Grains;

namespace Coordination.Silo.Information.Accesses;

internal sealed class AccessGrain(LedgerGrainServices services, AggregateDefinition<AccessState, AccessEvent> definition)
    : LedgerGrain<AccessState, AccessEvent>(services, definition), IAccessGrain
{
    public Task<Outcome<AccessView>> GetAsync(Principal principal, CancellationToken cancellationToken) =>
        ReadAsync(principal, InformationPermissions.ReadAccess, (state, _) => state.View(ResourceName.Parse<AccessName>(Stream)));
}
