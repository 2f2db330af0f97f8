using System.Collections.Immutable;
using Coordination.Calendar;
using Coordination.Directory;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Tasks;

namespace Coordination.Silo.Tasks;

/// <summary>What the rules look things up in. None of it waits.</summary>
internal sealed record TaskInputs(IDirectory Directory, IWorkingCalendar Calendar, DeadlineClock Clock);

/// <summary>What other tasks said before a task is assigned.</summary>
/// <param name="Depth">How many tasks would be above it.</param>
/// <param name="Refusal">Why it cannot hang on them; null when it can.</param>
/// <param name="Blocked">Officers who do not see its case; null: none.</param>
internal readonly record struct AssignLinks(int Depth, Refusal? Refusal, ImmutableArray<string>? Blocked = null)
{
    public static readonly AssignLinks None;

    /// <summary>Judges the task above.</summary>
    public static AssignLinks Below(Outcome<TaskStanding> parent)
    {
        if (parent.Refusal is { } away)
            return new AssignLinks(0, away.Kind is RefusalKind.NotFound ? TaskRefusals.ParentNotFound : away);

        var standing = parent.Value;
        return new AssignLinks(
            standing.Depth + 1,
            !standing.MayExtend ? TaskRefusals.ParentNotYours
            : standing.IsClosed ? TaskRefusals.ParentClosed
            : standing.Depth >= TaskLimits.Depth ? TaskRefusals.ParentTooDeep
            : standing.SubTasks >= TaskLimits.SubTasks ? TaskRefusals.TooManySubTasks
            : null);
    }
}

/// <summary>What the dependencies said before a part starts.</summary>
/// <param name="Done">Those that are completed or verified.</param>
/// <param name="Refusal">Why one could not be asked; null when all could.</param>
internal readonly record struct DependencyStandings(ImmutableArray<TaskName> Done, Refusal? Refusal)
{
    public static readonly DependencyStandings None = new([], null);
}
