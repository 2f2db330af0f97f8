using System.Collections.Immutable;
using Coordination.Tasks;

namespace Coordination.Silo.Tasks;

/// <summary>What follows from all parts of a task together. Pure.</summary>
/// <param name="Percent">From 0 to 100.</param>
/// <param name="OverdueFrom">The earliest due time of a part whose clock runs; none when the task is closed.</param>
/// <param name="AnyOpen">Whether a part is open.</param>
internal sealed record TaskTotals(TaskStage Stage, int Percent, Instant OverdueFrom, bool AnyOpen)
{
    public Standing Standing => new(Stage, Percent);

    public static TaskTotals Of(TaskState state)
    {
        if (state.Header is not { } head)
            return new TaskTotals(TaskStage.Requested, 0, Instant.None, false);

        var tally = new Tally();
        foreach (var part in state.Assignments)
            tally.Add(part);

        var stage = state.Cancelled ? TaskStage.Cancelled : StageBy(head.Rule, tally);
        return new TaskTotals(stage, PercentBy(head.Rule, tally, state.SubTasks), stage.IsOpen() ? tally.EarliestDue : Instant.None, tally.Open > 0);
    }

    /// <summary>The completion rule: all, any or the lead.</summary>
    private static TaskStage StageBy(CompletionRule rule, in Tally tally)
    {
        var (verified, completed, impossible) = rule switch
        {
            CompletionRule.Any => (tally.Verified > 0, tally.Completed > 0, tally.Counting == tally.Failed),
            CompletionRule.Lead => (
                tally.Lead is AssignmentStage.Verified,
                tally.Lead is AssignmentStage.Completed,
                tally.Lead is null or AssignmentStage.Rejected or AssignmentStage.Failed),
            _ => (
                tally.Counting > 0 && tally.Verified == tally.Counting,
                tally.Counting > 0 && tally.Verified + tally.Completed == tally.Counting,
                tally.Counting == 0 || tally.Failed > 0),
        };

        return verified ? TaskStage.Verified
            : completed ? TaskStage.Completed
            : impossible ? TaskStage.Failed
            : tally.Accepted > 0 ? TaskStage.InProgress
            : TaskStage.Requested;
    }

    /// <summary>
    /// The mean of the parts that count and of the sub-tasks, rounded down. By the rule all count that did not reject
    /// or hand over, or the one that is farthest, or the lead. A cancelled sub-task does not count.
    /// </summary>
    private static int PercentBy(CompletionRule rule, in Tally tally, ImmutableArray<SubTask> subTasks)
    {
        var (sum, count) = rule switch
        {
            CompletionRule.Any => (tally.Farthest, tally.Counting > 0 ? 1 : 0),
            CompletionRule.Lead when tally.Lead is null or AssignmentStage.Rejected => (0, 0),
            CompletionRule.Lead => (tally.LeadPercent, 1),
            _ => (tally.PercentSum, tally.Counting),
        };

        foreach (var subTask in subTasks)
        {
            if (subTask.Stage is TaskStage.Cancelled)
                continue;
            sum += subTask.Percent;
            count++;
        }

        return count == 0 ? 0 : sum / count;
    }

    private struct Tally
    {
        public int Counting, Accepted, Completed, Verified, Failed, Open, PercentSum, Farthest, LeadPercent;
        public AssignmentStage? Lead;
        public Instant EarliestDue;

        public void Add(Assignment part)
        {
            var stage = part.Stage;
            if (part.Role is AssignmentRole.Lead && stage is not AssignmentStage.Reassigned)
            {
                Lead = stage;
                LeadPercent = part.EffectivePercent;
            }

            if (stage is AssignmentStage.Rejected or AssignmentStage.Reassigned)
                return;

            Counting++;
            PercentSum += part.EffectivePercent;
            Farthest = Math.Max(Farthest, part.EffectivePercent);
            switch (stage)
            {
                case AssignmentStage.Completed: Completed++; break;
                case AssignmentStage.Verified: Verified++; break;
                case AssignmentStage.Failed: Failed++; break;
            }

            if (stage is not (AssignmentStage.Requested or AssignmentStage.Received or AssignmentStage.Cancelled))
                Accepted++;
            if (part.IsOpen)
                Open++;
            if (part.ClockRuns)
                EarliestDue = Instant.Earlier(EarliestDue, part.Due);
        }
    }
}
