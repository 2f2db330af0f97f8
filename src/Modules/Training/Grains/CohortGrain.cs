using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sdk.Grains;
using Coordination.Training.Contracts;
using Orleans.Concurrency;

namespace Coordination.Training.Grains;

/// <summary>One cohort: loads, asks a rule, commits.</summary>
[Reentrant]
internal sealed class CohortGrain(LedgerGrainServices services, AggregateDefinition<CohortState, CohortEvent> definition)
    : LedgerGrain<CohortState, CohortEvent>(services, definition), ICohortGrain
{
    private CohortName Name => ResourceName.Parse<CohortName>(Stream);

    public async Task<Outcome<CohortView>> CreateAsync(CreateCohort command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var course = await GrainFactory.Course(command.Course).GetAsync(command.Context.Principal, cancellationToken);
        if (course is { IsRefused: true, Refusal.Kind: not RefusalKind.NotFound })
            return course.Refusal;
        return await CreateAsync(
            command, TrainingPermissions.CreateCohort, (state, _) => CohortRules.Create(state, command, course.Value?.Content), ViewFor(command.Context.Principal));
    }

    public Task<Outcome<CohortView>> ExecuteAsync(CohortCommand command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var permission = command switch
        {
            RegisterParticipants => TrainingPermissions.Register,
            RecordFollowUp => TrainingPermissions.FollowUp,
            _ => TrainingPermissions.Manage,
        };
        return CommitAsync(command, permission, (state, _) => CohortRules.Decide(state, command), ViewFor(command.Context.Principal));
    }

    public Task<Outcome<PreparedAppend>> PrepareMoveAsync(MoveCohort command, CancellationToken cancellationToken) =>
        PrepareAsync(command, null, (state, _) => CohortRules.Move(state, command));

    public Task<Outcome<CohortView>> GetAsync(Principal principal, CancellationToken cancellationToken) =>
        ReadAsync(principal, TrainingPermissions.Read, ViewFor(principal));

    private Func<CohortState, int, CohortView> ViewFor(Principal principal) => (state, version) => state.View(Name, version, principal);
}
