using Coordination.Names;
using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

/// <summary>Policy of these tests: reminders 3 days and 1 day before; unit +1, province +2, ministry +3, secretariat +5, chair +7 days (asap, stat).</summary>
public class DeadlineClockTests
{
    private static readonly DateTimeOffset Due = Cast.Start.AddDays(10);

    [Fact]
    public void Without_a_deadline_nothing_is_ever_due()
    {
        var story = Story.Assigned();
        Assert.False(Story.Clock.NextMoment(story.State).IsSet);
        Assert.Empty(Story.Clock.DueBy(story.State, Instant.Of(Cast.Start.AddYears(10))));
    }

    [Fact]
    public void The_whole_course_each_step_once_at_its_moment()
    {
        var story = Story.Assigned(due: Due, priority: TaskPriority.Stat, supporting: []).Bring(Cast.Moh, AssignmentStage.Rejected)
            .Then(new AssignmentReceived(Cast.Mlsw), new AssignmentDelegated(Cast.Mlsw, Cast.MlswVientiane));
        (double Days, TaskEvent Event)[] course =
        [
            (-3, new TaskReminded(Cast.Mlsw, "3-days", Due)),
            (-1, new TaskReminded(Cast.Mlsw, "1-day", Due)),
            (0, new TaskOverdue(Cast.Mlsw, Due)),
            (1, new TaskEscalated(Cast.Mlsw, "unit", Cast.MlswVientiane, Due)),
            (2, new TaskEscalated(Cast.Mlsw, "province", Cast.MlswVientiane, Due)),
            (3, new TaskEscalated(Cast.Mlsw, "ministry", Cast.MlswVientiane, Due)),
            (5, new TaskEscalated(Cast.Mlsw, "secretariat", Cast.MlswVientiane, Due)),
            (7, new TaskEscalated(Cast.Mlsw, "chair", Cast.MlswVientiane, Due)),
        ];
        foreach (var (days, happens) in course)
        {
            var moment = Due.AddDays(days);
            Assert.Equal(moment, Story.Clock.NextMoment(story.State).OrNull());
            Assert.Empty(Wake(story, moment.AddMicroseconds(-1)));
            Assert.Equal([Decisions.Json(happens)], Wake(story, moment).Select(Decisions.Json));
            Assert.Empty(Wake(story, moment)); // Woken again.
        }

        Assert.False(Story.Clock.NextMoment(story.State).IsSet);
        Assert.Empty(Wake(story, Due.AddYears(1)));
    }

    [Fact]
    public void A_late_wake_does_all_that_is_due_in_order_and_each_part_by_itself()
    {
        var story = Story.Assigned(due: Due);
        string[] expected =
        [
            "3-days mlsw", "3-days moh", "1-day mlsw", "1-day moh", "overdue mlsw", "overdue moh",
            "ministry mlsw", "ministry moh", "secretariat mlsw", "secretariat moh",
        ];
        Assert.Equal(expected, Wake(story, Due.AddDays(30)).Select(Short));
        Assert.Empty(Wake(story, Due.AddDays(31)));
    }

    [Fact]
    public void Levels_below_the_ministry_are_passed_over_without_a_unit()
    {
        var story = Story.Assigned(due: Due).Bring(Cast.Moh, AssignmentStage.Rejected);
        Wake(story, Due);
        Assert.Equal(Due.AddDays(3), Story.Clock.NextMoment(story.State).OrNull());
        Assert.Equal(["ministry mlsw"], Wake(story, Due.AddDays(3)).Select(Short));

        // Delegated only now: what was passed over is not climbed any more.
        story.At(Due.AddDays(3)).Then(new AssignmentReceived(Cast.Mlsw), new AssignmentDelegated(Cast.Mlsw, Cast.MlswVientiane));
        Assert.Equal(["secretariat mlsw"], Wake(story, Due.AddDays(6)).Select(Short));
    }

    [Fact]
    public void The_chair_hears_of_asap_and_stat_only()
    {
        Assert.Equal(["ministry mlsw", "secretariat mlsw"], Rungs(TaskPriority.Urgent));
        Assert.Equal(["ministry mlsw", "secretariat mlsw", "chair mlsw"], Rungs(TaskPriority.Asap));

        static IEnumerable<string> Rungs(TaskPriority priority) =>
            Wake(Story.Assigned(due: Due, priority: priority).Bring(Cast.Moh, AssignmentStage.Rejected), Due.AddDays(30)).OfType<TaskEscalated>().Select(Short);
    }

    [Fact]
    public void A_priority_that_rises_lets_the_chair_hear()
    {
        var story = Story.Assigned(due: Due).Bring(Cast.Moh, AssignmentStage.Rejected);
        Wake(story, Due.AddDays(30));
        story.Then(new TaskUpdated(null, null, TaskPriority.Stat, null, null, null, null));
        Assert.Equal(["chair mlsw"], Wake(story, Due.AddDays(30)).Select(Short));
    }

    [Fact]
    public void A_reminder_whose_moment_was_before_the_deadline_was_set_is_not_sent()
    {
        var story = Story.Assigned(due: Cast.Start.AddDays(2)).Bring(Cast.Moh, AssignmentStage.Rejected);
        Assert.Equal(["1-day mlsw", "overdue mlsw"], Wake(story, Cast.Start.AddDays(2)).Select(Short));
    }

    [Fact]
    public void The_clock_stands_still_on_hold_and_goes_on_where_it_stood()
    {
        var story = Story.Assigned(due: Due).Bring(Cast.Moh, AssignmentStage.Rejected).Bring(Cast.Mlsw, AssignmentStage.InProgress);
        Assert.Equal(["3-days mlsw"], Wake(story, Due.AddDays(-2)).Select(Short));
        story.At(Due.AddDays(-2)).Then(new AssignmentHeld(Cast.Mlsw, "Floods."));
        var held = story.Now;
        Assert.False(Story.Clock.NextMoment(story.State).IsSet);
        Assert.Empty(Wake(story, Due.AddDays(40)));
        Assert.False(story.State.Totals.OverdueFrom.IsSet);

        story.At(held.AddDays(20));
        story.Then(WorkRules.Resume(story.State, new ResumeAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw), story.Now));
        Assert.Equal(Due.AddDays(20), story.Part(Cast.Mlsw).Due.OrNull());
        Assert.Equal(Due.AddDays(19), Story.Clock.NextMoment(story.State).OrNull());
        Assert.Empty(Wake(story, Due.AddDays(19).AddMicroseconds(-1)));
        Assert.Equal(["1-day mlsw", "overdue mlsw"], Wake(story, Due.AddDays(20)).Select(Short)); // Not the 3 days again.
    }

    [Fact]
    public void A_hold_while_late_stops_the_ladder_and_does_not_climb_it_twice()
    {
        var story = Story.Assigned(due: Due).Bring(Cast.Moh, AssignmentStage.Rejected).Bring(Cast.Mlsw, AssignmentStage.InProgress);
        Wake(story, Due.AddDays(3));
        story.At(Due.AddDays(4)).Then(new AssignmentHeld(Cast.Mlsw, "Floods."));
        var held = story.Now;
        story.At(held.AddDays(10));
        story.Then(WorkRules.Resume(story.State, new ResumeAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw), story.Now));
        Assert.Equal(Due.AddDays(15), Story.Clock.NextMoment(story.State).OrNull());
        Assert.Equal(["secretariat mlsw"], Wake(story, Due.AddDays(60)).Select(Short));
    }

    [Fact]
    public void An_extended_deadline_begins_the_course_anew()
    {
        var story = Story.Assigned(due: Due).Bring(Cast.Moh, AssignmentStage.Rejected);
        Wake(story, Due.AddDays(3));
        story.At(Due.AddDays(4)).Then(new DeadlineExtended(Due.AddDays(14), null, "Floods."));
        Assert.False(story.Part(Cast.Mlsw).OverdueSince.IsSet);
        string[] again = ["3-days mlsw", "1-day mlsw", "overdue mlsw", "ministry mlsw", "secretariat mlsw"];
        Assert.Equal(again, Wake(story, Due.AddDays(60)).Select(Short));

        var view = TaskViewing.View(Cast.Task, story.State, story.Version);
        Assert.Equal(["ministry", "ministry", "secretariat"], view.Escalations.Select(e => e.Level));
    }

    [Fact]
    public void A_clock_that_goes_back_does_nothing_twice_and_nothing_early()
    {
        var story = Story.Assigned(due: Due);
        Wake(story, Due);
        Assert.Empty(Wake(story, Due.AddDays(-1)));
        Assert.Empty(Wake(story, Due));
        Assert.Equal(Due.AddDays(3), Story.Clock.NextMoment(story.State).OrNull());
    }

    [Theory]
    [InlineData(AssignmentStage.Completed)]
    [InlineData(AssignmentStage.Verified)]
    [InlineData(AssignmentStage.Failed)]
    [InlineData(AssignmentStage.Cancelled)]
    [InlineData(AssignmentStage.Rejected)]
    internal void A_part_that_is_not_open_is_left_in_peace(AssignmentStage stage)
    {
        var story = Story.Assigned(due: Due).Bring(Cast.Moh, AssignmentStage.Rejected).Bring(Cast.Mlsw, stage);
        Assert.Empty(Wake(story, Due.AddDays(30)));
    }

    [Fact]
    public void When_the_task_is_closed_the_others_are_left_in_peace()
    {
        var story = Story.Assigned(CompletionRule.Any, Due).Bring(Cast.Mlsw, AssignmentStage.Verified);
        Assert.Empty(Wake(story, Due.AddDays(30)));
        Assert.False(story.Part(Cast.Moh).ToParty(taskOpen: false).Open);
    }

    [Fact]
    public void What_is_sent_back_late_is_late()
    {
        var story = Story.Assigned(due: Due).Bring(Cast.Moh, AssignmentStage.Rejected).Bring(Cast.Mlsw, AssignmentStage.Completed);
        Assert.Empty(Wake(story, Due.AddDays(1)));
        story.At(Due.AddDays(2)).Then(new AssignmentReturned(Cast.Mlsw, "Two are missing."));
        Assert.Contains("overdue mlsw", Wake(story, story.Now).Select(Short));
    }

    [Fact]
    public void A_new_assignee_is_reminded_by_itself()
    {
        var story = Story.Assigned(due: Due).Bring(Cast.Moh, AssignmentStage.Rejected);
        Wake(story, Due.AddDays(-2));
        story.At(Due.AddDays(-2)).Then(new AssignmentReassigned(Cast.Mlsw, Cast.Moj, "Merged.", Due));
        Assert.Equal(["1-day moj", "overdue moj"], Wake(story, Due).Select(Short));
    }

    [Fact]
    public void Working_time_is_the_calendars()
    {
        var clock = new DeadlineClock(
            new DeadlinePolicy(
                [new ReminderRule("8-hours", TimeSpan.FromHours(8), WorkingTime: true)],
                [new EscalationRung("ministry", TimeSpan.FromHours(16), WorkingTime: true, [])]),
            new FakeCalendar());
        var story = Story.Assigned(due: Due).Bring(Cast.Moh, AssignmentStage.Rejected);
        Assert.Equal(Due.AddDays(-1), clock.NextMoment(story.State).OrNull());
        Assert.Equal(Due.AddDays(2), clock.NextMoment(story.Then(new TaskReminded(Cast.Mlsw, "8-hours", Due), new TaskOverdue(Cast.Mlsw, Due)).State).OrNull());
    }

    [Fact]
    public void A_thousand_late_parts_are_done_in_bounded_steps()
    {
        AgencyName[] many = [.. Enumerable.Range(0, 999).Select(i => new AgencyName($"many-{i}"))];
        var story = Story.Assigned(due: Due, supporting: many);
        var (woken, done) = (0, 0);
        while (Wake(story, Due.AddDays(30)) is { Count: > 0 } events)
        {
            Assert.InRange(events.Count, 1, 1_000);
            woken++;
            done += events.Count;
        }

        Assert.Equal((5, 5_000), (woken, done)); // 2 reminders, the flag, 2 rungs.
    }

    /// <summary>What a wake-up decides, folded; at the time of the wake-up.</summary>
    private static IReadOnlyList<TaskEvent> Wake(Story story, DateTimeOffset now)
    {
        var events = Story.Clock.DueBy(story.State, Instant.Of(now));
        var before = story.Now;
        story.At(now);
        foreach (var happened in events)
            story.At(now - TimeSpan.FromMinutes(1)).Then(happened);
        story.At(before > now ? before : now);
        return events;
    }

    private static string Short(TaskEvent happened) => happened switch
    {
        TaskReminded e => $"{e.Reminder} {e.Agency.Id}",
        TaskOverdue e => $"overdue {e.Agency.Id}",
        TaskEscalated e => $"{e.Level} {e.Agency.Id}",
        _ => happened.ToString(),
    };
}
