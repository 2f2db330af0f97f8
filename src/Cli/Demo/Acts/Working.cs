using System.Security.Cryptography;
using System.Text;
using Coordination.Directory.V1;
using Coordination.Tasks.V1;
using Google.Protobuf.WellKnownTypes;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Cli.Demo.Acts;

/// <summary>The work itself: units, dependencies, progress, a hold, sub-tasks.</summary>
internal static class Working
{
    public static async Task PlayAsync(Story story)
    {
        story.Stage.Act("demo.act.work");
        await DelegateAsync(story, story["posters"], "mps").ConfigureAwait(false);
        await DelegateAsync(story, story["training"], "mps").ConfigureAwait(false);
        await DependAsync(story).ConfigureAwait(false);

        foreach (var directive in story.All.Where(d => d.Key is not ("training" or "late")).ToList())
        {
            foreach (var agency in directive.Agencies)
                await WorkAsync(story, directive, agency, 60).ConfigureAwait(false);
            var read = await story.ReadAsync(directive.Task, TaskState.InProgress).ConfigureAwait(false);
            story.Stage.Expect(read.SubTasks.Count > 0 || read.ProgressPercent is > 0 and <= 60, $"{directive.Task}: progress {read.ProgressPercent}");
            story.Stage.Done("demo.progress", directive.Title, read.ProgressPercent);
        }

        await HoldAsync(story, story["health"], "moh").ConfigureAwait(false);
        await PartsAsync(story, story["thailand"]).ConfigureAwait(false);
        await PapersAsync(story, story["shelter"], "lwu").ConfigureAwait(false);
        await ManageAsync(story).ConfigureAwait(false);
    }

    /// <summary>Starts and reports; the states must be readable at once.</summary>
    public static async Task WorkAsync(Story story, Assigned directive, string agency, int percent)
    {
        var player = story.Cast[agency];
        await story.ExpectAsync(await player.StartAsync(directive.Task).ConfigureAwait(false), AssignmentState.InProgress).ConfigureAwait(false);
        var reported = await player.ProgressAsync(directive.Task, percent, "As planned.").ConfigureAwait(false);
        story.Stage.Expect(percent, reported.ProgressPercent, reported.Name);
    }

    private static async Task DelegateAsync(Story story, Assigned directive, string agency)
    {
        var player = story.Cast[agency];
        var units = await player.Client.Directory.ListUnitsAsync(new ListUnitsRequest { Agency = player.Name }, cancellationToken: story.CancellationToken);
        var unit = units.Units.FirstOrDefault(u => u.InForce && directive.Key is "posters" && u.Province is "LA-SV") ?? units.Units.FirstOrDefault(u => u.InForce);
        story.Stage.Expect(unit is not null, story.Session.Texts.Format("demo.no-unit", agency));
        var delegated = await player.DelegateAsync(directive.Task, unit!.Name).ConfigureAwait(false);
        story.Stage.Expect(unit.Name, delegated.Unit, delegated.Name);
        story.Stage.Expect(unit.Name, story.Of(await story.Secretariat.GetAsync(directive.Task).ConfigureAwait(false), agency).Unit, delegated.Name);
        story.Stage.Done("demo.delegated", agency, unit.Name, directive.Title);
    }

    private static async Task DependAsync(Story story)
    {
        var (first, then) = (story["guidelines"], story["training"]);
        await story.Stage.RefusedAsync("DEPENDENCY_OPEN", "start", () => story.Cast["mps"].StartAsync(then.Task)).ConfigureAwait(false);
        story.Stage.Done("demo.dependency-open", then.Title, first.Title);
        await story.Stage.RefusedAsync("DEPENDENCY_CYCLE", "add-dependency", () => story.Secretariat.AddDependencyAsync(first.Task, then.Task)).ConfigureAwait(false);
        story.Stage.Done("demo.dependency-cycle");
    }

    private static async Task HoldAsync(Story story, Assigned directive, string agency)
    {
        var player = story.Cast[agency];
        var before = story.Of(await story.Secretariat.GetAsync(directive.Task).ConfigureAwait(false), agency).DueTime;
        await story.ExpectAsync(
            await player.HoldAsync(directive.Task, "Waiting for the budget of the second half-year.").ConfigureAwait(false), AssignmentState.OnHold).ConfigureAwait(false);
        var held = story.Of(await story.Secretariat.GetAsync(directive.Task).ConfigureAwait(false), agency);
        story.Stage.Expect(held.DueTime is null && held.Reason.Length > 0, $"{held.Name}: on hold");
        await story.ExpectAsync(await player.ResumeAsync(directive.Task).ConfigureAwait(false), AssignmentState.InProgress).ConfigureAwait(false);
        var resumed = story.Of(await story.Secretariat.GetAsync(directive.Task).ConfigureAwait(false), agency);
        story.Stage.Expect(resumed.DueTime is not null && before is not null && resumed.DueTime > before, $"{resumed.Name}: due_time");
        story.Stage.Done("demo.held", agency, directive.Title);
    }

    private static async Task PartsAsync(Story story, Assigned whole)
    {
        var titles = new[]
        {
            story.Title("Collect the ministries' proposals for the joint plan", "ເກັບກຳຂໍ້ສະເໜີຂອງບັນດາກະຊວງສຳລັບແຜນຮ່ວມ"),
            story.Title("Agree the dates of the bilateral meeting", "ຕົກລົງວັນເວລາຂອງກອງປະຊຸມສອງຝ່າຍ"),
        };
        var parts = new List<Assigned>();
        foreach (var title in titles)
        {
            var part = await story.Secretariat.AssignAsync(new AssignTaskRequest { Title = title, Lead = "agencies/mofa", Parent = whole.Task }).ConfigureAwait(false);
            story.Stage.Expect(whole.Task, part.Parent, part.Name);
            parts.Add(new Assigned("part", part.Name, part.Title, ["mofa"]));
        }

        var mofa = story.Cast["mofa"];
        foreach (var (part, percent) in parts.Zip([80, 40]))
        {
            await mofa.AcknowledgeAsync(part.Task).ConfigureAwait(false);
            await mofa.AcceptAsync(part.Task).ConfigureAwait(false);
            await WorkAsync(story, part, "mofa", percent).ConfigureAwait(false);
        }

        var rolled = await story.BecomesAsync(
            whole.Task, "roll-up", t => t.SubTasks.Count == 2 && t.SubTasks.Select(s => s.ProgressPercent).Order().SequenceEqual([40, 80])).ConfigureAwait(false);
        story.Stage.Done("demo.rolled-up", whole.Title, rolled.SubTasks.Count, rolled.ProgressPercent);
        foreach (var part in parts)
        {
            await story.ExpectAsync(await mofa.CompleteAsync(part.Task, "Done.").ConfigureAwait(false), AssignmentState.Completed).ConfigureAwait(false);
            await story.ExpectAsync(await story.Secretariat.VerifyAsync(part.Task, "mofa").ConfigureAwait(false), AssignmentState.Verified).ConfigureAwait(false);
        }

        await story.BecomesAsync(whole.Task, "roll-up", t => t.SubTasks.All(s => s.State is TaskState.Verified && s.ProgressPercent == 100)).ConfigureAwait(false);
        story.Stage.Done("demo.parts-verified", parts.Count);
    }

    private static async Task PapersAsync(Story story, Assigned directive, string agency)
    {
        var player = story.Cast[agency];
        var attached = await player.AttachAsync(directive.Task, new Attachment
        {
            Title = "Figures by month",
            Uri = $"https://documents.example/{story.Run}/figures.xlsx",
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(story.Run))),
            MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }).ConfigureAwait(false);
        var comment = await story.Secretariat.CommentAsync(directive.Task, "Please add the vocational courses.").ConfigureAwait(false);
        var read = await story.Secretariat.GetAsync(directive.Task).ConfigureAwait(false);
        story.Stage.Expect(read.Attachments.Any(a => a.Id == attached.Id && a.Agency == player.Name), $"{directive.Task}: attachment");
        story.Stage.Expect(read.Comments.Any(c => c.Id == comment.Id), $"{directive.Task}: comment");
        story.Stage.Done("demo.papers", agency, directive.Title);
    }

    // What an assigner does beside: more time, more hands, and an end.
    private static async Task ManageAsync(Story story)
    {
        var patrols = story["patrols"];
        var before = (await story.Secretariat.GetAsync(patrols.Task).ConfigureAwait(false)).DueTime;
        var later = Timestamp.FromDateTimeOffset(before.ToDateTimeOffset() + TimeSpan.FromDays(14));
        var extended = await story.Secretariat.ExtendAsync(new ExtendDeadlineRequest
        {
            Name = patrols.Task, DueTime = later, Reason = "The rainy season closes two roads.",
        }).ConfigureAwait(false);
        story.Stage.Expect(later.Seconds, extended.DueTime.Seconds, $"{patrols.Task}: due_time");
        story.Stage.Done("demo.extended", patrols.Title, 14);

        var fair = await story.Secretariat.AssignAsync(new AssignTaskRequest
        {
            Title = story.Title("Prepare a stand at the provincial fair", "ກະກຽມຮ້ານວາງສະແດງ ໃນງານຕະຫຼາດນັດຂອງແຂວງ"), Lead = "agencies/lyu",
        }).ConfigureAwait(false);
        var helped = await story.Secretariat.AddSupportAsync(fair.Name, "lfnd").ConfigureAwait(false);
        story.Stage.Expect(2, helped.Assignments.Count, fair.Name);
        var cancelled = await story.Secretariat.CancelAsync(fair.Name, "The fair was called off.").ConfigureAwait(false);
        story.Stage.Expect(TaskState.Cancelled, cancelled.State, fair.Name);
        story.Stage.Expect(cancelled.Assignments.All(a => a.State is AssignmentState.Cancelled), fair.Name);
        story.Stage.Done("demo.cancelled", fair.Title);
    }
}
