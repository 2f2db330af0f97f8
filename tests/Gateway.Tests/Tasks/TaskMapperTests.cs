using Coordination.Access;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Tasks;
using V1 = Coordination.Tasks.V1;

namespace Coordination.Gateway.Tests.Tasks;

public class TaskMapperTests
{
    private static readonly DateTimeOffset Due = new(2026, 3, 12, 8, 0, 0, TimeSpan.Zero);
    private static readonly Principal Officer = new("test", "s", new AgencyName("mlsw"), null, [Role.AgencyOfficer]);

    [Fact]
    public void Words_have_the_same_numbers_on_both_sides()
    {
        AssertSame<TaskStage, V1.TaskState>();
        AssertSame<AssignmentStage, V1.AssignmentState>();
        AssertSame<AssignmentRole, V1.AssignmentRole>();
        AssertSame<CompletionRule, V1.CompletionRule>();
        AssertSame<TaskPriority, V1.Priority>();
        AssertSame<Handling, Coordination.Type.V1.Handling>();

        static void AssertSame<TOurs, TProto>() where TOurs : struct, Enum where TProto : struct, Enum =>
            Assert.Equal(
                Enum.GetValues<TProto>().Select(v => (Number(v), v.ToString())).Where(v => v.Item1 != 0),
                Enum.GetValues<TOurs>().Select(v => (Number(v), v.ToString())));

        static int Number<T>(T value) where T : struct, Enum => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_task_of_a_list_is_overdue_by_the_platforms_time()
    {
        var hit = new RegistryHit("tasks/tone", 7, [.. TaskSummary.Write(Summary())]);
        var before = TaskMapper.ToProto(hit, TaskSummary.Read(hit.View.AsSpan()), Due, Officer);
        Assert.False(before.Overdue);
        Assert.Null(before.OverdueSince);
        Assert.Equal(("tasks/tone", "v7", "tasks/tone/assignments/mlsw"), (before.Name, before.Etag, before.Assignments[0].Name));

        var after = TaskMapper.ToProto(hit, TaskSummary.Read(hit.View.AsSpan()), Due.AddSeconds(1), Officer);
        Assert.True(after.Overdue);
        Assert.Equal(Due, after.OverdueSince.ToDateTimeOffset());
        Assert.Equal([true, false], after.Assignments.Select(a => a.Overdue)); // MOH is on hold.
    }

    [Fact]
    public void A_closed_task_of_a_list_is_not_overdue()
    {
        var hit = new RegistryHit("tasks/tone", 7, [.. TaskSummary.Write(Summary() with { Stage = TaskStage.Cancelled })]);
        var task = TaskMapper.ToProto(hit, TaskSummary.Read(hit.View.AsSpan()), Due.AddDays(9), Officer);
        Assert.False(task.Overdue);
        Assert.All(task.Assignments, a => Assert.False(a.Overdue));
    }

    [Fact]
    public void A_caller_confined_to_a_unit_sees_that_units_part_only()
    {
        var hit = new RegistryHit("tasks/tone", 7, [.. TaskSummary.Write(Summary())]);
        var unit = Officer with { Unit = new UnitName("mlsw-vt") };
        Assert.Equal(["agencies/mlsw"], TaskMapper.ToProto(hit, TaskSummary.Read(hit.View.AsSpan()), Due, unit).Assignments.Select(a => a.Agency));
    }

    [Fact]
    public void A_summary_counts_by_state_and_leaves_the_median_out_when_there_is_none()
    {
        var row = TaskMapper.ToProto(new PartySummary(
            "mlsw", 3, 1, System.Collections.Immutable.ImmutableDictionary<string, long>.Empty.Add("completed", 2).Add("verified", 5), null));
        Assert.Equal(("agencies/mlsw", 3L, 1L, 2L, 5L), (row.Agency, row.Open, row.Overdue, row.Completed, row.Verified));
        Assert.Null(row.MedianTimeToAccept);
    }

    private static TaskSummaryView Summary() => new()
    {
        Title = "Survey the shelters",
        Stage = TaskStage.InProgress,
        Priority = TaskPriority.Urgent,
        Rule = CompletionRule.All,
        Assigner = new AgencyName("secretariat"),
        Handling = Handling.Amber,
        Due = Due,
        OverdueFrom = Due,
        CreatedAt = Due.AddDays(-10),
        UpdatedAt = Due.AddDays(-1),
        Assignments =
        [
            new AssignmentSummary
            {
                Agency = new AgencyName("mlsw"), Role = AssignmentRole.Lead, Stage = AssignmentStage.InProgress, Unit = new UnitName("mlsw-vt"),
                Due = Due, RequestedAt = Due.AddDays(-10), Version = 4,
            },
            new AssignmentSummary
            {
                Agency = new AgencyName("moh"), Role = AssignmentRole.Support, Stage = AssignmentStage.OnHold, RequestedAt = Due.AddDays(-10), Version = 6,
            },
        ],
    };
}
