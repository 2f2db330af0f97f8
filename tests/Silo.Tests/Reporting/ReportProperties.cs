using Coordination.Access;
using Coordination.Outcomes;
using Coordination.Reporting;
using Coordination.Silo.Tests.Tasks;
using static Coordination.Silo.Reporting.Line;

namespace Coordination.Silo.Reporting;

/// <summary>Random people do random things at random times.</summary>
public sealed class ReportProperties
{
    private static readonly ReportClock Clock = new(Policy, new FakeCalendar());

    private static readonly Principal[] People =
    [
        Head, Officer, Province, OtherProvince, Ministry, OtherMinistry, TheSecretariat, TheChair,
        // The same person at several levels.
        Officer with { Subject = "same" }, Province with { Subject = "same" }, Ministry with { Subject = "same" }, TheSecretariat with { Subject = "same" },
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_step_stands_without_the_one_below_and_every_submission_is_kept(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 250; round++)
        {
            var (state, now) = (Opened, Now);
            var given = new List<long>();
            for (var i = 0; i < 60; i++)
            {
                now += TimeSpan.FromHours(random.Next(0, 48));
                var before = state;
                var decision = Any(state, random, now);
                if (decision.Refusal is not null)
                    continue;

                state = state.Then(decision, now);
                if (decision.Events is [ReportSubmitted submitted])
                    given.Add(submitted.Figures[0].Value);
                Check(before, state);
                Assert.Equal(given, state.Submissions.Select(s => s.Figures[0].Value));
            }
        }
    }

    private static Decision<ReportEvent> Any(ReportState state, Random random, DateTimeOffset now)
    {
        var by = By(People[random.Next(People.Length)]);
        var read = Math.Max(0, state.Submissions.Length - random.Next(2) * random.Next(2));
        return random.Next(10) switch
        {
            0 or 1 or 2 => ReportRules.Submit(state, new SubmitReport(by, [new("victims_identified", random.Next(1_000)), new("trainings", 1)], Narratives), now),
            3 or 4 or 5 or 6 => ReportRules.Approve(state, new ApproveReport(by, (ReportStep)random.Next(0, 5), read, ""), now),
            7 => ReportRules.Return(state, new ReturnReport(by, read, "No.", (ReportStep)random.Next(0, 5)), now),
            8 => Decision<ReportEvent>.Happened(Clock.DueBy(state, now)),
            _ => random.Next(20) == 0 ? ReportRules.End(state) : ReportRules.Extend(state, new ExtendReport(by, now.AddDays(random.Next(90))), now),
        };
    }

    private static void Check(ReportState before, ReportState after)
    {
        // Approvals are the steps from below, without a gap, of the newest submission, each by another person.
        var steps = after.Approvals.Select(a => (int)a.Step).ToArray();
        Assert.Equal(Enumerable.Range((int)ReportStep.Province, steps.Length), steps);
        Assert.All(after.Approvals, a => Assert.Equal(after.Submissions.Length, a.Submission));
        Assert.Equal(after.Approvers.Length, after.Approvers.Distinct().Count());
        if (after.Newest is { } newest)
            Assert.DoesNotContain(newest.By, after.Approvers);

        Assert.Equal(
            after.Stage switch
            {
                ReportStage.ProvinceApproved => 1,
                ReportStage.MinistryApproved => 2,
                ReportStage.SecretariatAccepted => 3,
                ReportStage.Closed => after.Approvals.Length,
                _ => 0,
            },
            after.Approvals.Length);
        if (after.Stage is ReportStage.MinistryApproved && before.Stage is not ReportStage.MinistryApproved)
            Assert.Equal(ReportStage.ProvinceApproved, before.Stage);
        if (before.IsDone)
            Assert.Equal(before.Stage, after.Stage);

        // What was submitted before is as it was.
        Assert.Equal(before.Submissions, after.Submissions.Take(before.Submissions.Length));
    }
}
