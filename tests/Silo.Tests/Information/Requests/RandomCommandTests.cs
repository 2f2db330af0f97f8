using Coordination.Information;
using Coordination.Outcomes;
using Coordination.Sealing;
using Coordination.Silo.Information.Requests;
using Coordination.Silo.Tests.Tasks;

namespace Coordination.Silo.Tests.Information.Requests;

public sealed class RandomCommandTests
{
    [Fact]
    public void A_thousand_random_histories_keep_every_invariant()
    {
        for (var seed = 0; seed < 1_000; seed++)
        {
            var random = new Random(seed);
            var (state, now) = (Asking.Submitted(), Asking.Start);
            for (var step = 0; step < 40; step++)
            {
                now = now.AddMinutes(random.Next(0, 2_000));
                var decision = Any(state, random, now);
                if (decision.Refusal is null)
                    state = state.Then(_ => decision, now);
                Check(state, now, seed);
            }
        }
    }

    private static Decision<InformationRequestEvent> Any(RequestState state, Random random, DateTimeOffset now)
    {
        var agency = random.Next(2) == 0 ? Cast.Moh : Cast.Lwu;
        var (by, mlsw, text) = (Cast.By(agency), Cast.By(Cast.Mlsw), new PlainText("text"));
        return random.Next(40) switch
        {
            < 5 => AnswerRules.Acknowledge(state, agency),
            < 9 => AnswerRules.StartReview(state, agency),
            < 13 => AnswerRules.AskClarification(state, new AskClarification(by, text), Asking.Seal),
            < 18 => RequestRules.Clarify(state, new Clarify(mlsw, agency, text), Asking.Seal, now),
            < 25 => Asking.Answer(state, agency, random.Next(0, 4), random.Next(2) == 0),
            < 29 => AnswerRules.Refuse(state, new RefuseQuestion(by, random.Next(0, 4), RefusalCode.NoConsent, text), Asking.Seal),
            < 31 => RequestRules.Extend(state, new ExtendRequest(mlsw, now.AddDays(random.Next(-1, 20)), random.Next(2) == 0 ? agency : null), now),
            < 33 => RequestRules.Escalate(state, new EscalateRequest(mlsw, agency, "x"), Asking.Clock),
            < 38 => Asking.Clock.DueBy(state, now),
            38 => RequestRules.Withdraw(state, Asking.Seal, new WithdrawRequest(mlsw, text)),
            _ => RequestRules.Close(state),
        };
    }

    private static void Check(RequestState state, DateTimeOffset now, int seed)
    {
        var why = $"seed {seed}";
        Assert.True(state.End is null || state.Stage == state.End, why);
        Assert.True(state.End is not null || state.Stage == PartStages.OfParts([.. state.Parts.Select(p => p.Stage)]), why);
        Assert.True(state.Stage.IsOpen() == state.Parts.Any(p => !p.IsDone), why);
        foreach (var part in state.Parts)
        {
            Assert.True(part.IsDone == part.DoneAt is not null, why);
            Assert.True(part.Clarifications.Count(c => c.RepliedAt is null) <= 1, why);
            Assert.True(part.Reminded.Distinct().Count() == part.Reminded.Length, why);
            Assert.True(part.AnsweredIn is null or { Ticks: >= 0 }, why);
            Assert.True(!part.IsDone || !Asking.Clock.DueBy(state, DateTimeOffset.MaxValue).OfType<RequestPartEvent>().Any(e => e.Agency == part.Agency), why);
            Assert.True(!part.ClockRuns || part.OverdueSince is not null || Asking.Clock.NextMoment(state) <= part.Due, why);
        }

        var projection = RequestProjection.Of(Asking.Name.ToString(), state, 1, now, Asking.Clock);
        Assert.True(projection.Row!.Open == state.Stage.IsOpen(), why);
        Assert.True(projection.Parties.Select(p => (p.Agency, p.Role)).Distinct().Count() == projection.Parties.Length, why);
        Assert.True(state.Stage.IsOpen() || projection.Due.IsEmpty, why);
        Assert.True(projection.Parties.Where(p => p.Role.StartsWith("refused_", StringComparison.Ordinal)).All(p => !p.Open && p.State == "refused"), why);
    }

    [Fact]
    public void The_stage_of_a_request_is_defined_for_every_pair_of_parts()
    {
        foreach (var one in Enum.GetValues<PartStage>())
        {
            foreach (var other in Enum.GetValues<PartStage>())
                Assert.Equal(PartStages.OfParts([one, other]), PartStages.OfParts([other, one]));
            Assert.Equal(one switch
            {
                PartStage.Withdrawn or PartStage.Closed => RequestStage.Refused, // Both end the request itself: not asked.
                _ => Enum.Parse<RequestStage>(one.ToString()),
            }, PartStages.OfParts([one]));
        }
    }
}
