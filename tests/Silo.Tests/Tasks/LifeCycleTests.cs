using Coordination.Outcomes;
using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

/// <summary>Every stage of an assignment with every verb. What is not listed is refused as TRANSITION_NOT_ALLOWED.</summary>
public class LifeCycleTests
{
    // Written by hand from the life-cycle of the domain: stage, verb → stage. "=": allowed, the stage stays.
    private const string Expected = """
        requested    acknowledge → received
        requested    reassign    → reassigned
        requested    extend      =
        requested    cancel      → cancelled
        received     accept      → accepted
        received     reject      → rejected
        received     delegate    =
        received     reassign    → reassigned
        received     extend      =
        received     cancel      → cancelled
        accepted     start       → in_progress
        accepted     delegate    =
        accepted     reassign    → reassigned
        accepted     extend      =
        accepted     cancel      → cancelled
        in_progress  report      =
        in_progress  hold        → on_hold
        in_progress  complete    → completed
        in_progress  fail        → failed
        in_progress  delegate    =
        in_progress  reassign    → reassigned
        in_progress  extend      =
        in_progress  cancel      → cancelled
        on_hold      resume      → in_progress
        on_hold      delegate    =
        on_hold      reassign    → reassigned
        on_hold      extend      =
        on_hold      cancel      → cancelled
        completed    return      → returned
        completed    verify      → verified
        completed    cancel      → cancelled
        returned     start       → in_progress
        returned     delegate    =
        returned     reassign    → reassigned
        returned     extend      =
        returned     cancel      → cancelled
        rejected     reassign    → reassigned
        rejected     cancel      =
        verified     cancel      =
        failed       reassign    → reassigned
        failed       cancel      =
        reassigned   cancel      =
        """;

    private static readonly Dictionary<(string Stage, string Verb), string> Allowed = Expected.Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .ToDictionary(words => (words[0], words[1]), words => words[2] == "=" ? words[0] : words[3]);

    private static readonly Dictionary<string, Func<TaskState, DateTimeOffset, Decision<TaskEvent>>> Verbs = new()
    {
        ["acknowledge"] = (s, _) => ResponseRules.Acknowledge(s, new AcknowledgeAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw)),
        ["accept"] = (s, _) => ResponseRules.Accept(s, new AcceptAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw)),
        ["reject"] = (s, _) => ResponseRules.Reject(s, new RejectAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw, "No.")),
        ["start"] = (s, _) => WorkRules.Start(s, new StartAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw), DependencyStandings.None),
        ["report"] = (s, _) => WorkRules.ReportProgress(s, new ReportProgress(Cast.By(Cast.Mlsw), Cast.Mlsw, 40, "")),
        ["hold"] = (s, _) => WorkRules.Hold(s, new HoldAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw, "Floods.")),
        ["resume"] = (s, now) => WorkRules.Resume(s, new ResumeAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw), now),
        ["complete"] = (s, _) => WorkRules.Complete(s, new CompleteAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw, "Done.")),
        ["fail"] = (s, _) => WorkRules.Fail(s, new FailAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw, "No roads.")),
        ["delegate"] = (s, now) =>
            ResponseRules.Delegate(s, new DelegateAssignment(Cast.By(Cast.Mlsw), Cast.Mlsw, Cast.MlswVientiane), now, Story.Inputs.Directory),
        ["return"] = (s, _) => ReviewRules.Return(s, new ReturnAssignment(Cast.BySecretariat, Cast.Mlsw, "Again.")),
        ["verify"] = (s, _) => ReviewRules.Verify(s, new VerifyAssignment(Cast.BySecretariat, Cast.Mlsw)),
        ["reassign"] = (s, now) =>
            ReviewRules.Reassign(s, new ReassignAssignment(Cast.BySecretariat, Cast.Mlsw, Cast.Lwu, "Merged."), now, Story.Inputs.Directory),
        ["extend"] = (s, now) => ManageRules.ExtendDeadline(s, new ExtendDeadline(Cast.BySecretariat, now.AddDays(90), Cast.Mlsw, "Floods."), now),
        ["cancel"] = (s, _) => ManageRules.Cancel(s, new CancelTask(Cast.BySecretariat, "Superseded.")),
    };

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var stage in Enum.GetValues<AssignmentStage>())
            {
                foreach (var verb in Verbs.Keys)
                    pairs.Add(TaskWords.Of(stage), verb);
            }

            return pairs;
        }
    }

    [Fact]
    public void The_table_names_stages_and_verbs_that_exist() =>
        Assert.All(Allowed.Keys, pair => Assert.Contains((pair.Stage, pair.Verb), Pairs.Select(row => (row.Data.Item1, row.Data.Item2))));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_stage_with_every_verb(string stage, string verb)
    {
        // Another agency supports and is at work, so that the task itself is open whatever the lead does.
        var story = Story.Assigned(CompletionRule.Any, due: Cast.Start.AddDays(30))
            .Bring(Cast.Moh, AssignmentStage.InProgress)
            .Bring(Cast.Mlsw, Enum.GetValues<AssignmentStage>().Single(s => TaskWords.Of(s) == stage));
        if (stage == "verified")
            story = Story.Assigned(due: Cast.Start.AddDays(30)).Bring(Cast.Mlsw, AssignmentStage.Verified); // By any the task would be closed.
        Assert.Equal(stage, TaskWords.Of(story.Part(Cast.Mlsw).Stage));

        var decision = Verbs[verb](story.State, story.Now);
        if (Allowed.TryGetValue((stage, verb), out var becomes))
        {
            Assert.Null(decision.Refusal);
            Assert.Equal(becomes, TaskWords.Of(story.Then(decision).Part(Cast.Mlsw).Stage));
        }
        else if (stage == "reassigned" && decision.Refusal?.Code is "ASSIGNMENT_NOT_FOUND")
        {
            Assert.Contains(verb, (string[])["acknowledge", "accept", "reject", "start", "report", "hold", "resume", "complete", "fail", "delegate", "extend"]);
        }
        else
        {
            var refusal = decision.ShouldRefuse(TaskRefusals.TransitionNotAllowed);
            Assert.Equal(stage == "cancelled" && verb is "cancel" or "extend" ? "cancelled" : stage, refusal.Metadata!["state"]);
            Assert.NotEmpty(refusal.Metadata["allowed"]);
        }
    }
}
