using Coordination.Access;
using Coordination.Names;
using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

/// <summary>Who may do what with a task: every role with every permission in every relation.</summary>
public class TaskPermissionsTests
{
    // Written by hand from the rules of access. *: whatever the relation. O: the caller's agency assigned it. P: it takes
    // part (the lead too). U: the caller's unit has the work. -: never.
    private const string Expected = """
        role                 read  history  list  summarize  assign  manage  respond  work  comment
        chair                *     *        *     *          *       *       -        -     *
        secretariat          *     *        *     *          *       *       -        -     *
        agency_focal_point   OPU   OPU      OPU   OPU        O       O       PU       PU    OPU
        agency_officer       OPU   OPU      OPU   OPU        -       -       PU       PU    OPU
        agency_system        OPU   OPU      OPU   OPU        O       O       PU       PU    OPU
        unit_head            OPU   OPU      OPU   OPU        -       -       PU       PU    OPU
        case_lead            -     -        -     -          -       -       -        -     -
        identity_custodian   -     -        -     -          -       -       -        -     -
        disclosure_approver  -     -        -     -          -       -       -        -     -
        statistician         -     -        -     *          -       -       -        -     -
        auditor              -     *        -     *          -       -       -        -     -
        org_admin            -     -        -     -          -       -       -        -     -
        platform_operator    -     -        -     -          -       -       -        -     -
        platform             *     -        -     -          *       *       -        -     -
        """;

    private static readonly AccessPolicy Policy = new(TaskPermissions.All);

    private static readonly (char Letter, Relation Relation)[] Relations =
    [
        ('O', Relation.Owner), ('P', Relation.Participant), ('P', Relation.Participant | Relation.Lead), ('U', Relation.OwnUnit),
        ('?', Relation.None), ('?', Relation.Everyone), ('?', Relation.Self),
    ];

    public static TheoryData<string, string, string> Cells
    {
        get
        {
            var lines = Expected.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
            var cells = new TheoryData<string, string, string>();
            foreach (var line in lines[1..])
            {
                for (var i = 1; i < line.Length; i++)
                    cells.Add(line[0], "tasks." + lines[0][i], line[i]);
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_role_may(string role, string permission, string allowed)
    {
        var principal = new Principal("test", "s", Cast.Mlsw, null, [role]);
        foreach (var (letter, relation) in Relations)
            Assert.Equal(allowed == "*" || allowed.Contains(letter, StringComparison.Ordinal), Policy.May(principal, permission, relation));
        Assert.Equal(allowed != "-", Policy.MayEver(principal, permission));
    }

    [Fact]
    public void The_table_is_complete()
    {
        Assert.Equal(
            TaskPermissions.All.Select(p => p.Name).Order(StringComparer.Ordinal),
            Cells.Select(c => c.Data.Item2).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            Role.Assignable.Append(Role.Platform).Order(StringComparer.Ordinal), Cells.Select(c => c.Data.Item1).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Without_a_role_an_agency_that_takes_part_may_nothing() =>
        Assert.All(TaskPermissions.All, p => Assert.False(Policy.May(new Principal("test", "s", Cast.Mlsw, null, []), p.Name, (Relation)63)));

    public static TheoryData<string, string?, Relation> Callers => new()
    {
        { "secretariat", null, Relation.Owner },
        { "secretariat", "sec-vt", Relation.None },
        { "mlsw", null, Relation.Participant | Relation.Lead },
        { "mlsw", "mlsw-vt", Relation.OwnUnit },
        { "mlsw", "mlsw-sv", Relation.None },
        { "moh", null, Relation.Participant },
        { "moh", "moh-vt", Relation.None },
        { "moj", null, Relation.None },
        { "lwu", null, Relation.None },
        { "lwu", "mlsw-vt", Relation.None },
    };

    [Theory]
    [MemberData(nameof(Callers))]
    public void A_caller_stands_to_a_task(string agency, string? unit, Relation relation)
    {
        // MOJ gave its part to nobody we look at: it is a former assignee.
        var story = Story.Assigned(supporting: [Cast.Moh, Cast.Moj])
            .Then(new AssignmentReceived(Cast.Mlsw), new AssignmentDelegated(Cast.Mlsw, Cast.MlswVientiane))
            .Then(new AssignmentReassigned(Cast.Moj, new AgencyName("many-1"), "Merged.", null));
        Assert.Equal(relation, TaskRelations.Of(story.State, Cast.Officer(new AgencyName(agency), unit is null ? null : new UnitName(unit))));
    }

    [Fact]
    public void An_agency_can_be_assigner_and_assignee() =>
        Assert.Equal(
            Relation.Owner | Relation.Participant,
            TaskRelations.Of(Story.Assigned(supporting: [Cast.Secretariat]).State, Cast.TheSecretariat));

    [Fact]
    public void Who_is_confined_to_a_unit_makes_no_tasks()
    {
        Assert.Equal(Relation.Owner, TaskRelations.Of(TaskState.Initial, Cast.Officer(Cast.Mlsw)));
        Assert.Equal(Relation.None, TaskRelations.Of(TaskState.Initial, Cast.Officer(Cast.Mlsw, Cast.MlswVientiane)));
    }

    [Fact]
    public void A_caller_confined_to_a_unit_is_shown_that_units_part_only()
    {
        var story = Story.Assigned().Then(new AssignmentReceived(Cast.Mlsw), new AssignmentDelegated(Cast.Mlsw, Cast.MlswVientiane));
        var view = TaskViewing.View(Cast.Task, story.State, story.Version, Instant.Of(story.Now), Cast.Officer(Cast.Mlsw, Cast.MlswVientiane));
        Assert.Equal([Cast.Mlsw], view.Assignments.Select(a => a.Agency));
    }
}
