using System.Text.Json;
using System.Text.Json.Nodes;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Sdk.Grains;
using Coordination.Silo.Tasks;
using Coordination.Tasks;
using Coordination.Workflows;

namespace Coordination.Silo.Tests.Tasks;

/// <summary>Every event has a stable name, survives its writing, and folds.</summary>
public class EventCoverageTests
{
    private static readonly EventCodec<TaskEvent> Codec = new(TaskJson.Default.TaskEvent);
    private static readonly DateTimeOffset Due = Cast.Start.AddDays(3);

    // One of each, and the name under which it is stored for ever.
    private static readonly (string Name, TaskEvent Event)[] All =
    [
        ("task.assigned", new TaskAssigned(
            Cast.Secretariat, "T", "D", TaskPriority.Asap, CompletionRule.Any, [new Assignee(Cast.Mlsw, AssignmentRole.Lead)], Due, new TaskName("tabove"), 3,
            new InstrumentName("npa-2021"), "1.2", new CaseName("c1"), "LA-VT", Handling.Green, [Cast.Other], null, new WorkflowParent(new WorkflowName("w1"), "visit.1"))),
        ("task.updated", new TaskUpdated("T2", "", TaskPriority.Stat, "instruments/npa-2021", "", "cases/c1", "LA-SV")),
        ("task.deadline_extended", new DeadlineExtended(Due, Cast.Mlsw, "Floods.")),
        ("task.cancelled", new TaskCancelled("Superseded.")),
        ("task.support_added", new SupportAdded(Cast.Lwu)),
        ("task.dependency_added", new DependencyAdded(Cast.Other)),
        ("task.dependency_removed", new DependencyRemoved(Cast.Other)),
        ("task.commented", new CommentAdded("ສະບາຍດີ")),
        ("task.attached", new AttachmentAdded("R", "urn:r", new string('a', 64), "application/pdf")),
        ("task.reminded", new TaskReminded(Cast.Mlsw, "3-days", Due)),
        ("task.overdue", new TaskOverdue(Cast.Mlsw, Due)),
        ("task.escalated", new TaskEscalated(Cast.Mlsw, "unit", Cast.MlswVientiane, Due)),
        ("task.sub_task_reported", new SubTaskReported(Cast.Other, 4, TaskStage.InProgress, 40)),
        ("task.rolled_up", new TaskRolledUp(Cast.Other, TaskStage.Completed, 100)),
        ("task.origin_told", new TaskOriginTold(new WorkflowName("w1"), TaskStage.Verified)),
        ("task.officers_blocked", new OfficersBlocked(["00112233445566778899aabbccddeeff"])),
        ("assignment.received", new AssignmentReceived(Cast.Mlsw)),
        ("assignment.accepted", new AssignmentAccepted(Cast.Mlsw)),
        ("assignment.rejected", new AssignmentRejected(Cast.Mlsw, "Not ours.")),
        ("assignment.started", new AssignmentStarted(Cast.Mlsw)),
        ("assignment.progress_reported", new ProgressReported(Cast.Mlsw, 40, "Half.")),
        ("assignment.held", new AssignmentHeld(Cast.Mlsw, "Floods.")),
        ("assignment.resumed", new AssignmentResumed(Cast.Mlsw, Due)),
        ("assignment.completed", new AssignmentCompleted(Cast.Mlsw, "Done.")),
        ("assignment.failed", new AssignmentFailed(Cast.Mlsw, "No roads.")),
        ("assignment.delegated", new AssignmentDelegated(Cast.Mlsw, Cast.MlswVientiane)),
        ("assignment.returned", new AssignmentReturned(Cast.Mlsw, "Again.")),
        ("assignment.verified", new AssignmentVerified(Cast.Mlsw)),
        ("assignment.reassigned", new AssignmentReassigned(Cast.Mlsw, Cast.Lwu, "Merged.", Due)),
    ];

    public static TheoryData<string> Names => [.. All.Select(e => e.Name)];

    [Fact]
    public void No_event_is_left_out() =>
        Assert.Equal(Codec.Names.Values.Order(StringComparer.Ordinal), All.Select(e => e.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_written_under_its_name_and_read_as_it_was(string name)
    {
        var happened = All.Single(e => e.Name == name).Event;
        Assert.Equal(name, Codec.NameOf(happened));
        var bytes = Codec.Write(happened);
        Assert.Equal(name, (string?)JsonNode.Parse(bytes)!["$type"]);
        Assert.Equal(Decisions.Json(happened), Decisions.Json(Codec.Read(bytes)));
        Assert.IsType(happened.GetType(), Codec.Read(bytes));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_folds_in_any_stage(string name)
    {
        foreach (var stage in Enum.GetValues<AssignmentStage>())
        {
            var story = Story.Assigned(due: Due).Bring(Cast.Mlsw, stage);
            var before = story.Version;
            story.Then(All.Single(e => e.Name == name).Event);
            Assert.Equal(before + 1, story.Version);
            Assert.Equal(story.Now, story.State.UpdatedAt.ToTime());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_agency_that_has_no_part_does_not_stop_the_fold(string name)
    {
        if (All.Single(e => e.Name == name).Event is not AssignmentEvent part || part is SupportAdded)
            return;

        var story = Story.Assigned();
        var before = story.State.Assignments;
        story.Then(part with { Agency = Cast.Unknown });
        Assert.Equal(before, story.State.Assignments);
    }

    [Fact]
    public void A_snapshot_is_read_as_the_state_it_was()
    {
        var story = Story.Assigned(due: Due, parent: new TaskName("tabove"));
        foreach (var (_, happened) in All.Where(e => e.Event is not (TaskAssigned or TaskCancelled)))
            story.Then(happened);

        var bytes = JsonSerializer.SerializeToUtf8Bytes(story.State, TaskStateJson.Default.TaskState);
        var read = JsonSerializer.Deserialize(bytes, TaskStateJson.Default.TaskState)!;
        Assert.Equal(
            JsonSerializer.Serialize(story.State, TaskStateJson.Default.TaskState), JsonSerializer.Serialize(read, TaskStateJson.Default.TaskState));
        Assert.Equal(View(story.State), View(read));
        Assert.Equal(Story.Clock.NextMoment(story.State), Story.Clock.NextMoment(read));

        // And it goes on folding.
        var stamp = new EventStamp(story.Version + 1, story.Now, Cast.Secretariat, Guid.Empty);
        Assert.Equal(TaskStage.Cancelled, read.Apply(new TaskCancelled("Superseded."), stamp).Stage);

        string View(TaskState state) => JsonSerializer.Serialize(TaskViewing.View(Cast.Task, state, story.Version, Instant.Of(story.Now)));
    }

    [Fact]
    public void An_event_of_an_older_platform_without_newer_fields_folds()
    {
        var old = """{"$type":"task.assigned","assigner":"agencies/secretariat","title":"T","description":"","priority":"routine","rule":"all","assignees":[{"agency":"agencies/mlsw","role":"lead"}],"depth":0,"handling":3}"""u8;
        var state = TaskState.Initial.Apply(Codec.Read(old), new EventStamp(1, Cast.Start, Cast.Secretariat, Guid.Empty));
        Assert.Empty(state.Dependencies);
        Assert.Equal(TaskStage.Requested, state.Stage);
    }

    [Fact]
    public void Commands_are_told_apart_by_their_content()
    {
        var context = Cast.BySecretariat;
        TaskCommand[] commands =
        [
            new CancelTask(context, "a"), new CancelTask(context, "b"), new AddSupport(context, Cast.Mlsw), new AcceptAssignment(context, Cast.Mlsw),
            new AcknowledgeAssignment(context, Cast.Mlsw), new RejectAssignment(context, Cast.Mlsw, "a"), new ReturnAssignment(context, Cast.Mlsw, "a"),
        ];
        var bytes = commands.Select(c => JsonSerializer.Serialize(c, TaskJson.Default.TaskCommand)).ToArray();
        Assert.Equal(bytes.Length, bytes.Distinct().Count());
        Assert.Equal(bytes[0], JsonSerializer.Serialize<TaskCommand>(new CancelTask(Cast.By(Cast.Lwu), "a"), TaskJson.Default.TaskCommand));
    }
}
