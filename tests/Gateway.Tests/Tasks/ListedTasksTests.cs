using Coordination.Access;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Tasks;

namespace Coordination.Gateway.Tests.Tasks;

public class ListedTasksTests
{
    private static readonly DateTimeOffset Due = new(2026, 3, 12, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Before = Due.AddDays(-1);
    private static readonly Principal Officer = new("test", "s", new AgencyName("mlsw"), null, [Role.AgencyOfficer]);
    private static readonly Principal OfUnit = Officer with { Unit = new UnitName("mlsw-vt") };

    private readonly ListedTasks listed = new(capacity: 2);

    [Fact]
    public void A_task_that_did_not_change_is_made_once() =>
        Assert.Same(listed.Of(Hit(), Before, Officer), listed.Of(Hit(), Before.AddHours(1), Officer));

    [Fact]
    public void A_new_version_is_shown_at_once_and_an_older_page_still_shows_its_own()
    {
        listed.Of(Hit(), Before, Officer);
        var changed = listed.Of(Hit(version: 8, title: "Survey every shelter"), Before, Officer);
        Assert.Equal(("v8", "Survey every shelter"), (changed.Etag, changed.Title));

        var late = listed.Of(Hit(), Before, Officer);
        Assert.Equal(("v7", "Survey the shelters"), (late.Etag, late.Title));
    }

    [Fact]
    public void A_kept_task_becomes_overdue_by_the_platforms_time_and_not_a_moment_before()
    {
        Assert.False(listed.Of(Hit(), Before, Officer).Overdue);
        Assert.False(listed.Of(Hit(), Due, Officer).Overdue);
        Assert.True(listed.Of(Hit(), Due.AddTicks(10), Officer).Overdue);
        Assert.False(listed.Of(Hit(), Due, Officer).Overdue); // A page that another silo made a little earlier.
    }

    [Fact]
    public void Each_part_becomes_overdue_at_its_own_time()
    {
        Assert.Equal([true, false], Parts(Due.AddMinutes(1)));
        Assert.Equal([true, false], Parts(Due.AddHours(2)));
        Assert.Equal([true, true], Parts(Due.AddHours(2).AddMinutes(1)));

        bool[] Parts(DateTimeOffset asOf) => [.. listed.Of(Hit(), asOf, Officer).Assignments.Select(a => a.Overdue)];
    }

    [Fact]
    public void A_caller_confined_to_a_unit_neither_gets_what_was_kept_for_others_nor_leaves_its_own()
    {
        Assert.Equal(["agencies/mlsw"], AgenciesFor(OfUnit));
        Assert.Equal(["agencies/mlsw", "agencies/moh"], AgenciesFor(Officer));
        Assert.Equal(["agencies/mlsw"], AgenciesFor(OfUnit));
        Assert.Empty(AgenciesFor(OfUnit with { Unit = new UnitName("mlsw-ch") }));

        string[] AgenciesFor(Principal reader) => [.. listed.Of(Hit(), Before, reader).Assignments.Select(a => a.Agency)];
    }

    [Fact]
    public void What_nobody_asks_for_is_forgotten_and_what_is_asked_for_stays()
    {
        var first = listed.Of(Hit("tasks/ta"), Before, Officer);
        var second = listed.Of(Hit("tasks/tb"), Before, Officer); // Fills the first generation.
        Assert.Same(second, listed.Of(Hit("tasks/tb"), Before, Officer));
        listed.Of(Hit("tasks/tc"), Before, Officer); // Fills the second.
        Assert.Same(second, listed.Of(Hit("tasks/tb"), Before, Officer));
        Assert.NotSame(first, listed.Of(Hit("tasks/ta"), Before, Officer));
    }

    private static RegistryHit Hit(string name = "tasks/tone", int version = 7, string title = "Survey the shelters") =>
        new(name, version, [.. TaskSummary.Write(new TaskSummaryView
        {
            Title = title,
            Stage = TaskStage.InProgress,
            Assigner = new AgencyName("secretariat"),
            Due = Due.AddHours(2),
            OverdueFrom = Due,
            CreatedAt = Due.AddDays(-10),
            UpdatedAt = Due.AddDays(-2),
            Assignments = [Part("mlsw", new UnitName("mlsw-vt"), Due), Part("moh", null, Due.AddHours(2))],
        })]);

    private static AssignmentSummary Part(string agency, UnitName? unit, DateTimeOffset due) => new()
    {
        Agency = new AgencyName(agency),
        Role = AssignmentRole.Lead,
        Stage = AssignmentStage.InProgress,
        Unit = unit,
        Due = due,
        RequestedAt = Due.AddDays(-10),
        Version = 4,
    };
}
