using Coordination.Tasks.V1;
using Google.Protobuf.WellKnownTypes;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Cli.Demo.Acts;

/// <summary>The secretariat assigns the plan's directives, and one that will run late.</summary>
internal static class Assigning
{
    public static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(5);

    public static async Task PlayAsync(Story story, Plan plan)
    {
        story.Stage.Act("demo.act.assign", plan.Directives.Count);
        foreach (var planned in plan.Directives)
        {
            var request = planned.ToRequest(story.Session.Texts.Language, story.Run);
            foreach (var needed in planned.Needs ?? [])
                request.Dependencies.Add(story[needed].Task);
            var task = await story.Secretariat.AssignAsync(request).ConfigureAwait(false);
            story.Stage.Expect(TaskState.Requested, task.State, task.Name);
            story.Stage.Expect(planned.Support.Count + 1, task.Assignments.Count, task.Name);
            story.Stage.Expect(task.Assignments.All(a => a.State is AssignmentState.Requested), task.Name);
            story.Stage.Expect(story.Secretariat.Name, task.Assigner, task.Name);
            story.Stage.Expect(task.DueTime is not null, $"{task.Name}: due_time");
            story.Remember(planned.Key, task, [planned.Lead, .. planned.Support]);
            story.Stage.Done("demo.assigned", task.Title, planned.Lead, string.Join(", ", planned.Support));
        }

        var late = await story.Secretariat.AssignAsync(new AssignTaskRequest
        {
            Title = story.Title("Send the situation note of the week", "ສົ່ງບົດລາຍງານສະພາບການປະຈຳອາທິດ"),
            Lead = "agencies/mlsw",
            Priority = Priority.Stat,
            DueTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow + LateAfter),
        }).ConfigureAwait(false);
        story.Remember("late", late, ["mlsw"]);
        story.Stage.Done("demo.assigned-late", late.Title, LateAfter.TotalSeconds);

        var request2 = plan.Directives[0].ToRequest(story.Session.Texts.Language, story.Run);
        await SameIdAsync(story, request2).ConfigureAwait(false);
    }

    // A line was cut, the sender does not know and sends again: it must stay one task.
    private static async Task SameIdAsync(Story story, AssignTaskRequest request)
    {
        request.Title = story.Title("Name a contact point for the plan", "ແຕ່ງຕັ້ງຜູ້ປະສານງານຂອງແຜນ");
        request.Supporting.Clear();
        var first = await story.Secretariat.AssignAsync(request).ConfigureAwait(false);
        var second = (await story.Secretariat.Client.Tasks.AssignTaskAsync(request, cancellationToken: story.CancellationToken)).Name;
        story.Stage.Expect(first.Name, second, "request_id");
        story.Remember("contact", first, [request.Lead["agencies/".Length..]]);
        story.Stage.Done("demo.same-id");
    }
}
