using Coordination.Access;
using Coordination.Loading;
using Coordination.Modules;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sdk.Grains;

namespace Coordination.Silo.Modules;

/// <summary>One change of the installed modules: loads, asks a rule, commits.</summary>
internal sealed class ModuleChangeGrain(
    LedgerGrainServices services,
    AggregateDefinition<ModuleChangeState, ModuleChangeEvent> definition,
    ModuleSet modules) : LedgerGrain<ModuleChangeState, ModuleChangeEvent>(services, definition), IModuleChangeGrain
{
    private ModuleChangeName Name => ResourceName.Parse<ModuleChangeName>(Stream);

    public Task<Outcome<ModuleChangeView>> ProposeAsync(ProposeModuleChange command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        return ModuleChangeName.For(command.Context.Principal.Agency, command.Context.RequestId) != Name
            ? Task.FromResult(Outcome<ModuleChangeView>.Refuse(CommonRefusals.NotFound))
            : CreateAsync(
                command, ModulePermissions.ProposeChange, (state, _) => ModuleChangeRules.Propose(state, command, [.. modules.All.Select(m => m.View())]), View);
    }

    public Task<Outcome<ModuleChangeView>> ApproveAsync(ApproveModuleChange command, CancellationToken cancellationToken) =>
        CommitAsync(command, ModulePermissions.ApproveChange, (state, now) => ModuleChangeRules.Approve(state, command, now), View);

    public Task<Outcome<ModuleChangeView>> RejectAsync(RejectModuleChange command, CancellationToken cancellationToken) =>
        CommitAsync(command, ModulePermissions.ApproveChange, (state, now) => ModuleChangeRules.Reject(state, command, now), View);

    public Task<Outcome<ModuleChangeView>> GetAsync(Principal principal, CancellationToken cancellationToken) =>
        ReadAsync(principal, ModulePermissions.ReadChanges, View);

    protected override Decision<ModuleChangeEvent> DecideDue(string dueKind, ModuleChangeState state, DateTimeOffset now) =>
        ModuleChangeRules.DueBy(state, dueKind, now);

    private ModuleChangeView View(ModuleChangeState state, int version) => state.View(Name, version);
}
