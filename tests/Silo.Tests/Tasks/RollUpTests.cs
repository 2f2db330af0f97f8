using CsCheck;
using Coordination.Names;
using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

/// <summary>The task's own state and progress, against a naive reading of the rules.</summary>
public class RollUpTests
{
    private static readonly Gen<AssignmentStage> Stage = OneOf([.. Enum.GetValues<AssignmentStage>().Where(s => s is not AssignmentStage.Cancelled)]);

    private static readonly Gen<(AssignmentStage Stage, int Percent)> Part = Gen.Select(Stage, Gen.Int[0, 100]);

    private static readonly Gen<(TaskStage Stage, int Percent)> Sub = Gen.Select(OneOf(Enum.GetValues<TaskStage>()), Gen.Int[0, 100]);

    [Fact]
    public void Any_parts_under_any_rule() =>
        Gen.Select(OneOf(Enum.GetValues<CompletionRule>()), Part.Array[1, 24], Sub.Array[0, 4], Gen.Bool).Sample(
            (rule, parts, subs, cancelled) =>
            {
                var state = State(rule, parts, subs, cancelled);
                Assert.Equal(NaiveStage(rule, parts, cancelled), state.Stage);
                Assert.Equal(NaivePercent(rule, parts, subs), state.Totals.Percent);
                Assert.Equal(parts.Any(p => IsOpen(p.Stage)), state.Totals.AnyOpen);
            },
            iter: 5_000);

    [Fact]
    public void What_was_kept_of_an_earlier_state_never_shows_in_a_later_one() =>
        Gen.Select(OneOf(Enum.GetValues<CompletionRule>()), Gen.Select(OneOf(Cast.Mlsw, Cast.Moh), Gen.Int[0, 6]).Array[1, 20]).Sample(
            (rule, steps) =>
            {
                var story = Story.Assigned(rule, due: Cast.Start.AddDays(1));
                foreach (var (agency, step) in steps)
                {
                    _ = (story.State.Totals, Story.Clock.NextMoment(story.State), story.Part(agency).ToKeptParty(story.State.Stage.IsOpen()));
                    story.Then(Happens(agency, step));
                    var fresh = story.State with { Assignments = [.. story.State.Assignments.Select(a => a with { })] };
                    Assert.Equal(fresh.Totals, story.State.Totals);
                    Assert.Equal(Story.Clock.NextMoment(fresh), Story.Clock.NextMoment(story.State));
                    Assert.Equal(fresh.Find(agency)!.ToParty(true), story.Part(agency).ToKeptParty(true));
                }
            },
            iter: 500);

    [Theory]
    [InlineData(CompletionRule.All, "completed completed", TaskStage.Completed, 100)]
    [InlineData(CompletionRule.All, "completed in_progress", TaskStage.InProgress, 50)]
    [InlineData(CompletionRule.All, "verified completed", TaskStage.Completed, 100)]
    [InlineData(CompletionRule.All, "verified rejected", TaskStage.Verified, 100)]
    [InlineData(CompletionRule.All, "rejected rejected", TaskStage.Failed, 0)]
    [InlineData(CompletionRule.All, "failed completed", TaskStage.Failed, 50)]
    [InlineData(CompletionRule.All, "received requested", TaskStage.Requested, 0)]
    [InlineData(CompletionRule.All, "accepted requested", TaskStage.InProgress, 0)]
    [InlineData(CompletionRule.Any, "failed completed", TaskStage.Completed, 100)]
    [InlineData(CompletionRule.Any, "failed failed", TaskStage.Failed, 0)]
    [InlineData(CompletionRule.Any, "failed requested", TaskStage.InProgress, 0)]
    [InlineData(CompletionRule.Any, "verified in_progress", TaskStage.Verified, 100)]
    [InlineData(CompletionRule.Lead, "completed requested", TaskStage.Completed, 100)]
    [InlineData(CompletionRule.Lead, "in_progress verified", TaskStage.InProgress, 0)]
    [InlineData(CompletionRule.Lead, "rejected in_progress", TaskStage.Failed, 0)]
    [InlineData(CompletionRule.Lead, "returned failed", TaskStage.InProgress, 0)]
    public void The_rule_decides(CompletionRule rule, string leadAndSupport, TaskStage stage, int percent)
    {
        var stages = leadAndSupport.Split(' ').Select(word => Enum.GetValues<AssignmentStage>().Single(s => TaskWords.Of(s) == word)).ToArray();
        var story = Story.Assigned(rule).Bring(Cast.Mlsw, stages[0]).Bring(Cast.Moh, stages[1]);
        Assert.Equal((stage, percent), (story.State.Stage, story.State.Totals.Percent));
    }

    [Fact]
    public void Under_the_lead_rule_the_new_lead_counts()
    {
        var story = Story.Assigned(CompletionRule.Lead).Then(new AssignmentReassigned(Cast.Mlsw, Cast.Moj, "Merged.", null)).Bring(Cast.Moj, AssignmentStage.Completed);
        Assert.Equal(TaskStage.Completed, story.State.Stage);
    }

    [Fact]
    public void Sub_tasks_count_beside_the_parts_and_cancelled_ones_do_not()
    {
        var story = Story.Assigned().Then(
            new SubTaskReported(Cast.Other, 1, TaskStage.InProgress, 50), new SubTaskReported(new TaskName("tthird"), 1, TaskStage.Cancelled, 80));
        Assert.Equal(16, story.State.Totals.Percent); // (0 + 0 + 50) / 3
        Assert.Equal(TaskStage.Requested, story.State.Stage);
    }

    [Fact]
    public void Only_what_is_newer_is_news_to_the_task_above()
    {
        var story = Story.Assigned();
        RollUpRules.Report(story.State, Cast.Other, 4, TaskStage.InProgress, 20).ShouldBe(new SubTaskReported(Cast.Other, 4, TaskStage.InProgress, 20));
        story.Then(new SubTaskReported(Cast.Other, 4, TaskStage.InProgress, 20));
        RollUpRules.Report(story.State, Cast.Other, 4, TaskStage.InProgress, 20).ShouldBe();
        RollUpRules.Report(story.State, Cast.Other, 3, TaskStage.Requested, 0).ShouldBe();
        RollUpRules.Report(story.State, Cast.Other, 5, TaskStage.Completed, 100).ShouldBe(new SubTaskReported(Cast.Other, 5, TaskStage.Completed, 100));
    }

    [Fact]
    public void A_sub_task_has_news_until_the_task_above_was_told()
    {
        var story = Story.Assigned(parent: Cast.Other);
        var news = Assert.NotNull(story.State.News);
        story.Then(RollUpRules.Told(story.State, news));
        Assert.Null(story.State.News);
        Assert.NotNull(story.Bring(Cast.Mlsw, AssignmentStage.Accepted).State.News);
        Assert.Null(Story.Assigned().State.News);
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static TaskEvent Happens(AgencyName agency, int step) => step switch
    {
        0 => new AssignmentAccepted(agency),
        1 => new ProgressReported(agency, 55, ""),
        2 => new AssignmentCompleted(agency, "Done."),
        3 => new AssignmentVerified(agency),
        4 => new AssignmentFailed(agency, "No."),
        5 => new TaskOverdue(agency, Cast.Start.AddDays(1)),
        _ => new AssignmentHeld(agency, "Floods."),
    };

    private static TaskState State(CompletionRule rule, (AssignmentStage Stage, int Percent)[] parts, (TaskStage Stage, int Percent)[] subs, bool cancelled)
    {
        var story = Story.Assigned(rule);
        return story.State with
        {
            Cancelled = cancelled,
            Assignments =
            [
                .. parts.Select((p, i) => Assignment.Requested(
                    new AgencyName($"a{i}"), i == 0 ? AssignmentRole.Lead : AssignmentRole.Support, 1, Instant.Of(Cast.Start), Instant.None)
                    with { Stage = p.Stage, Percent = (byte)p.Percent }),
            ],
            SubTasks = [.. subs.Select((s, i) => new SubTask(new TaskName($"t{i}"), 1, s.Stage, s.Percent))],
        };
    }

    private static TaskStage NaiveStage(CompletionRule rule, (AssignmentStage Stage, int Percent)[] parts, bool cancelled)
    {
        if (cancelled)
            return TaskStage.Cancelled;

        var lead = parts[0].Stage;
        var counting = parts.Select(p => p.Stage).Where(s => s is not (AssignmentStage.Rejected or AssignmentStage.Reassigned)).ToList();
        bool Met(Func<AssignmentStage, bool> done) => rule switch
        {
            CompletionRule.All => counting.Count > 0 && counting.All(done),
            CompletionRule.Any => counting.Any(done),
            _ => done(lead),
        };
        if (Met(s => s is AssignmentStage.Verified))
            return TaskStage.Verified;
        if (Met(s => s is AssignmentStage.Verified or AssignmentStage.Completed))
            return TaskStage.Completed;

        var hopeless = rule switch
        {
            CompletionRule.All => counting.Count == 0 || counting.Contains(AssignmentStage.Failed),
            CompletionRule.Any => counting.All(s => s is AssignmentStage.Failed),
            _ => lead is AssignmentStage.Rejected or AssignmentStage.Failed or AssignmentStage.Reassigned,
        };
        return hopeless ? TaskStage.Failed
            : counting.Any(s => s is not (AssignmentStage.Requested or AssignmentStage.Received)) ? TaskStage.InProgress
            : TaskStage.Requested;
    }

    private static int NaivePercent(CompletionRule rule, (AssignmentStage Stage, int Percent)[] parts, (TaskStage Stage, int Percent)[] subs)
    {
        static int Of((AssignmentStage Stage, int Percent) p) => p.Stage is AssignmentStage.Completed or AssignmentStage.Verified ? 100 : p.Percent;
        var counting = parts.Where(p => p.Stage is not (AssignmentStage.Rejected or AssignmentStage.Reassigned)).Select(Of).ToList();
        List<int> of = rule switch
        {
            CompletionRule.All => counting,
            CompletionRule.Any => counting.Count == 0 ? [] : [counting.Max()],
            _ => parts[0].Stage is AssignmentStage.Rejected or AssignmentStage.Reassigned ? [] : [Of(parts[0])],
        };
        of.AddRange(subs.Where(s => s.Stage is not TaskStage.Cancelled).Select(s => s.Percent));
        return of.Count == 0 ? 0 : of.Sum() / of.Count;
    }

    private static bool IsOpen(AssignmentStage stage) => stage is
        AssignmentStage.Requested or AssignmentStage.Received or AssignmentStage.Accepted
        or AssignmentStage.InProgress or AssignmentStage.OnHold or AssignmentStage.Returned;
}
