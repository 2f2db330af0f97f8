using Coordination.Access;
using Coordination.Modules.Tests.Driving;
using Coordination.Training.Workflows;
using Coordination.Workflows;
using static Coordination.Modules.Tests.Driving.PureRun;

namespace Coordination.Modules.Tests.Training;

public sealed class TrainingRunTests
{
    private static readonly Principal Organiser = By("mlsw");
    private static readonly Principal Secretariat = By("secretariat", Role.Secretariat);
    private static readonly string One = new('1', 64);
    private static readonly string Two = new('2', 64);

    [Fact]
    public void Six_months_after_the_certificates_the_platform_asks_for_the_follow_up()
    {
        var run = Certified();
        Assert.Equal("FOLLOW_UP_TOO_EARLY", run.Fire("follow_up", Organiser, ("followed_up_date", "2026-05-01")));
        var certified = run.Now;
        run.Come("follow_up_due");
        Assert.True(run.Now - certified >= TimeSpan.FromDays(180));
        Assert.Equal("certified", run.State.State);
        Assert.Single(run.State.Owed, e => e.Kind is EffectKind.Task);
        Assert.Equal("", run.Fire("follow_up", Organiser, ("followed_up_date", "2026-11-01")));
        Assert.True(run.State.Final);
    }

    [Fact]
    public void The_secretariat_approves_and_nobody_else()
    {
        var run = Needed("course");
        Assert.Equal("NOT_YOUR_PART", run.Fire("approve", Organiser));
        Assert.Equal("", run.Fire("approve", Secretariat));
    }

    [Fact]
    public void It_is_not_delivered_before_its_first_day()
    {
        var run = Scheduled("course", "2027-01-01", "2027-01-05");
        Assert.Equal("NOT_YET_HELD", run.Fire("deliver", Organiser, ("delivered_date", "2027-01-05")));
        Assert.Equal("DATES_RUN_BACKWARDS", run.Fire("reschedule", Organiser, ("begin_date", "2026-03-05"), ("end_date", "2026-03-01")));
        Assert.Equal("", run.Fire("reschedule", Organiser, ("begin_date", "2026-03-01"), ("end_date", "2026-03-02")));
        Assert.Equal("", run.Fire("deliver", Organiser, ("delivered_date", "2026-03-02")));
    }

    [Fact]
    public void A_workshop_ends_with_its_conclusions_and_a_course_does_not()
    {
        var course = Scheduled("course", "2026-03-01", "2026-03-02");
        Assert.Equal("", course.Fire("deliver", Organiser, ("delivered_date", "2026-03-02")));
        Assert.Equal("NOT_A_WORKSHOP", course.Fire("close_workshop", Organiser, ("conclusions_sha256", One)));

        var workshop = Scheduled("workshop", "2026-03-01", "2026-03-02");
        Assert.Equal("", workshop.Fire("deliver", Organiser, ("delivered_date", "2026-03-02")));
        Assert.Equal("", workshop.Fire("close_workshop", Organiser, ("conclusions_sha256", One)));
        Assert.True(workshop.State.Final);
    }

    [Fact]
    public void A_campaign_shows_what_was_cleared_and_nothing_else()
    {
        var run = Campaign();
        Assert.Equal("TRANSITION_NOT_ALLOWED", run.Fire("launch", Organiser, ("launch_date", "2026-04-01")));
        Assert.Equal("NOT_YOUR_PART", run.Fire("clear", Organiser, ("cleared_material_sha256", One), ("clear_date", "2026-03-20")));
        Assert.Equal("", run.Fire("clear", Secretariat, ("cleared_material_sha256", One), ("clear_date", "2026-03-20")));
        Assert.Equal("MATERIAL_NOT_CLEARED", run.Fire("launch", Organiser, ("launch_date", "2026-04-01")));
        Assert.Equal("", run.Fire("change_material", Organiser, ("material_sha256", One)));
        Assert.Equal("", run.Fire("clear", Secretariat, ("clear_date", "2026-03-21")));
        Assert.Equal("", run.Fire("launch", Organiser, ("launch_date", "2026-04-01")));
        Assert.Equal("", run.Fire("report_reach", Organiser, ("people_reached", "12000"), ("events_held", "14")));
        Assert.Equal("", run.Fire("evaluate", Organiser, ("evaluation_sha256", Two), ("knowledge_before_percent", "31"), ("knowledge_after_percent", "64")));
        Assert.Equal("", run.Fire("close", Secretariat));
    }

    [Fact]
    public void The_secretariat_halts_a_campaign_and_it_must_be_cleared_anew()
    {
        var run = Campaign();
        Assert.Equal("", run.Fire("clear", Secretariat, ("cleared_material_sha256", One), ("cleared_material_sha256", Two), ("clear_date", "2026-03-20")));
        Assert.Equal("", run.Fire("launch", Organiser, ("launch_date", "2026-04-01")));
        Assert.Equal("", run.Fire("halt", Secretariat, ("return_reason", "identifies_a_victim")));
        Assert.Equal("TRANSITION_NOT_ALLOWED", run.Fire("launch", Organiser, ("launch_date", "2026-04-02")));
    }

    private static PureRun Campaign()
    {
        var run = new PureRun(CampaignWorkflow.Version1);
        Assert.Equal("", run.Start(Organiser, null,
            ("audiences", "youth"), ("channels", "radio"), ("languages", "lao"), ("languages", "hmong"), ("material_sha256", One), ("material_sha256", Two),
            ("begin_date", "2026-04-01"), ("end_date", "2026-06-30")));
        return run;
    }

    private static PureRun Needed(string kind)
    {
        var run = new PureRun(TrainingWorkflow.Version1);
        Assert.Equal("", run.Start(Organiser, null, ("kind", kind), ("need_source", "capacity_gap"), ("course", "courses/kone")));
        return run;
    }

    private static PureRun Scheduled(string kind, string begin, string end)
    {
        var run = Needed(kind);
        Assert.Equal("", run.Fire("approve", Secretariat));
        Assert.Equal("", run.Fire("schedule", Organiser, ("cohort", "cohorts/hone"), ("begin_date", begin), ("end_date", end)));
        return run;
    }

    private static PureRun Certified()
    {
        var run = Scheduled("course", "2026-03-01", "2026-03-02");
        Assert.Equal("", run.Fire("deliver", Organiser, ("delivered_date", "2026-03-02")));
        Assert.Equal("", run.Fire("assess", Organiser, ("assessed_date", "2026-03-02")));
        Assert.Equal("", run.Fire("certify", Organiser, ("certified_date", "2026-03-02")));
        return run;
    }
}
