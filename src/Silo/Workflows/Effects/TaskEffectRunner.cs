using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Calendar;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Tasks;
using Coordination.Workflows;

namespace Coordination.Silo.Workflows;

/// <summary>
/// Assigns a task to the agency that plays a part. The platform does it on behalf of the agency that owns the instance: that
/// agency is the assigner, and verifies the task.
/// </summary>
internal sealed class TaskEffectRunner(IWorkingCalendar calendar) : IEffectRunner
{
    public EffectKind Kind => EffectKind.Task;

    public async Task<Outcome<string>> RunAsync(DueEffect effect, IGrainFactory grains)
    {
        if (effect.Action is not AssignTaskAction action)
            return WorkflowRefusals.DefinitionNotLoaded;
        if (effect.Player(action.Part) is not { } player)
            return WorkflowRefusals.PartUnbound;

        var begun = effect.State.Begun!;
        var platform = Principal.Platform with { Agency = begun.Owner };
        AssignTask Assign(Guid request, TaskPriority priority, DateTimeOffset? due) => new(
            new CommandContext(request, platform), action.Title.En, action.Title.Lo, player.Agency, [], priority, CompletionRule.Lead, due, null, null, null, null,
            begun.Case, begun.Province.Length == 0 ? null : begun.Province, begun.Handling, [], new WorkflowParent(effect.Name, effect.Owed.Id));

        var due = action.DueWithin is not { } span ? (DateTimeOffset?)null
            : span.WorkingDays > 0 ? calendar.EndOfWorkingDay(effect.At, span.WorkingDays)
            : effect.At + span.Time;
        var request = effect.RequestId("task");
        var outcome = await grains.GetGrain<ITaskGrain>(TaskName.For(begun.Owner, request).ToString())
            .AssignAsync(Assign(request, PriorityOf(action.Priority), due), CancellationToken.None);

        // A limit that passed while the platform was down is as late as a task can say: it is due at once.
        if (outcome is { IsRefused: true, Refusal: var late } && late.Code == TaskRefusals.DueTimePassed.Code)
        {
            request = effect.RequestId("task-late");
            outcome = await grains.GetGrain<ITaskGrain>(TaskName.For(begun.Owner, request).ToString())
                .AssignAsync(Assign(request, TaskPriority.Stat, null), CancellationToken.None);
        }

        // The name follows from the request: if it was used, it was for this.
        return outcome is { IsRefused: true, Refusal: var no } && no.Code != CommonRefusals.RequestIdReused.Code
            ? no
            : TaskName.For(begun.Owner, request).ToString();
    }

    private static TaskPriority PriorityOf(string word) => word switch
    {
        "urgent" => TaskPriority.Urgent,
        "asap" => TaskPriority.Asap,
        "stat" => TaskPriority.Stat,
        _ => TaskPriority.Routine,
    };
}
