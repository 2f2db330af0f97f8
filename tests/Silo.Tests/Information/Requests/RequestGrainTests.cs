using System.Text;
using Coordination.Access;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sealing;
using static Coordination.Silo.Tests.Information.Records.Given;
using static Coordination.Silo.Tests.Information.Records.RecordSilo;
using static Coordination.Silo.Tests.Information.Requests.RequestSilo;

namespace Coordination.Silo.Tests.Information.Requests;

public sealed class RequestGrainTests(RequestSilo silo) : IClassFixture<RequestSilo>
{
    [Fact]
    public async Task The_requester_sees_all_an_addressee_its_part_and_the_chair_no_text()
    {
        var name = await silo.ReviewedAsync();
        Done(await silo.Grain(name).AnswerAsync(Answer(MohOfficer, 1, "In Pakse."), default));

        var whole = Done(await silo.Grain(name).GetAsync(MlswOfficer, default));
        Assert.Equal(2, whole.Parts.Length);
        Assert.Equal("Where is she?", whole.Questions[0].Text.Value);
        Assert.Equal("In Pakse.", whole.Parts[0].Answers[0].Text.Value);
        Assert.Equal(RequestStage.PartiallyAnswered, whole.Stage);

        var own = Done(await silo.Grain(name).GetAsync(LwuOfficer, default));
        Assert.Equal(LwuOfficer.Agency, Assert.Single(own.Parts).Agency);
        Assert.Equal(RequestStage.Submitted, own.Stage);
        Assert.Equal("Since when?", own.Questions[1].Text.Value);

        var chair = Done(await silo.Grain(name).GetAsync(TheChair, default));
        Assert.True(chair.Redacted);
        Assert.Empty(chair.Questions);
        Assert.All(chair.Parts, p => Assert.Empty(p.Answers));

        Refused(CommonRefusals.NotFound, await silo.Grain(name).GetAsync(MojOfficer, default));
        Refused(CommonRefusals.NotFound, await silo.Grain(name).GetAsync(MlswOfficer with { Unit = new UnitName("lsw-la-vt") }, default));
        Refused(CommonRefusals.NotFound, await silo.Grain(name).AnswerAsync(Answer(MojOfficer, 1, "x"), default));
        Refused(CommonRefusals.PermissionDenied, await silo.Grain(name).AnswerAsync(Answer(MlswOfficer, 1, "x"), default));
        Refused(CommonRefusals.PermissionDenied, await silo.Grain(name).CloseAsync(new CloseRequest(Context(MohOfficer)), default));
        Refused(CommonRefusals.PermissionDenied, await silo.Grain(name).CloseAsync(new CloseRequest(Context(TheChair)), default));
    }

    [Fact]
    public async Task A_draft_is_the_requesters_own()
    {
        var name = Done(await silo.CreateAsync(Content(), submit: false)).Name;

        foreach (var other in new[] { MohOfficer, LwuOfficer, MojOfficer, TheChair })
        {
            Refused(CommonRefusals.NotFound, await silo.Grain(name).GetAsync(other, default));
            Refused(CommonRefusals.NotFound, await silo.Grain(name).HistoryAsync(other, 0, 10, default));
        }

        Assert.Equal(RequestStage.Draft, Done(await silo.Grain(name).GetAsync(MlswOfficer, default)).Stage);
        var revised = Done(await silo.Grain(name).ReviseAsync(new ReviseRequest(Context(MlswOfficer), Content(Asking.Question("Another?"))), default));
        Assert.Equal("Another?", Assert.Single(revised.Questions).Text.Value);
        Assert.Equal(RequestStage.Submitted, Done(await silo.Grain(name).SubmitAsync(new SubmitRequest(Context(MlswOfficer)), default)).Stage);
        Assert.Equal("Another?", Done(await silo.Grain(name).GetAsync(MohOfficer, default)).Questions[0].Text.Value);
    }

    [Fact]
    public async Task An_addressee_sees_in_history_and_on_the_stream_only_what_is_its_own()
    {
        var name = await silo.ReviewedAsync();
        Done(await silo.Grain(name).AnswerAsync(Answer(MohOfficer, 1, "In Pakse."), default));

        var whole = Done(await silo.Grain(name).HistoryAsync(MlswOfficer, 0, 100, default)).Entries;
        var own = Done(await silo.Grain(name).HistoryAsync(LwuOfficer, 0, 100, default)).Entries;
        Assert.Equal(7, whole.Length); // Drafted, submitted, sent twice, received, review started, answered.
        Assert.Equal(["information_request.submitted", "information_request.sent"], own.Select(e => e.Type));
        Assert.All(own, e => Assert.DoesNotContain("agencies/moh", Encoding.UTF8.GetString(e.Data.AsSpan()), StringComparison.Ordinal));
        Assert.All(Done(await silo.Grain(name).HistoryAsync(TheChair, 0, 100, default)).Entries, e => Assert.Empty(e.Data));
        var auditor = By("lwu", "auditor", Role.Auditor);
        Assert.All(Done(await silo.Grain(name).HistoryAsync(auditor, 0, 100, default)).Entries, e => Assert.Empty(e.Data));

        foreach (var (principal, expected) in new[] { (MlswOfficer, 7), (MohOfficer, 5), (LwuOfficer, 2), (MojOfficer, 0), (TheChair, 0) })
            Assert.Equal(expected, await WatchedAsync(principal, name));
    }

    [Fact]
    public async Task A_repeat_of_every_verb_is_answered_as_the_first_time()
    {
        var (id, name) = (Guid.NewGuid(), default(InformationRequestName));
        name = Done(await silo.CreateAsync(Content(), submit: false, id)).Name;
        Assert.Equal(1, Done(await silo.CreateAsync(Content(), submit: false, id)).Version);
        Refused(CommonRefusals.RequestIdReused, await silo.CreateAsync(Content(Asking.Question("Another?")), submit: false, id));
        var grain = silo.Grain(name);

        await TwiceAsync(MlswOfficer, c => grain.ReviseAsync(new ReviseRequest(c, Content()), default));
        Assert.Equal("Where is she?", Done(await silo.CreateAsync(Content(), submit: false, id)).Questions[0].Text.Value); // Under its first key.
        await TwiceAsync(MlswOfficer, c => grain.SubmitAsync(new SubmitRequest(c), default));
        await TwiceAsync(MohOfficer, c => grain.AcknowledgeAsync(new AcknowledgeRequest(c), default));
        await TwiceAsync(MohOfficer, c => grain.StartReviewAsync(new StartReview(c), default));
        await TwiceAsync(MohOfficer, c => grain.AskClarificationAsync(new AskClarification(c, new PlainText("Which?")), default));
        await TwiceAsync(MlswOfficer, c => grain.ClarifyAsync(new Clarify(c, MohOfficer.Agency, new PlainText("She.")), default));
        await TwiceAsync(MohOfficer, c => grain.AnswerAsync(new AnswerQuestion(c, 1, new PlainText("Here."), [], false), default));
        await TwiceAsync(MohOfficer, c => grain.RefuseAsync(new RefuseQuestion(c, 2, RefusalCode.NotHeld, new PlainText("No.")), default));
        await TwiceAsync(MlswOfficer, c => grain.ExtendAsync(new ExtendRequest(c, Now.AddDays(30), null), default));
        await TwiceAsync(MlswOfficer, c => grain.EscalateAsync(new EscalateRequest(c, LwuOfficer.Agency, "Soon."), default));
        await TwiceAsync(MlswOfficer, c => grain.WithdrawAsync(new WithdrawRequest(c, new PlainText("Found.")), default));
        Refused(RequestRefusals.RequestClosed, await grain.CloseAsync(new CloseRequest(Context(MlswOfficer)), default));
        await TwiceAsync(MlswOfficer, async c => await silo.Grain(await silo.AskAsync()).CloseAsync(new CloseRequest(c), default), sameGrain: false);

        async Task TwiceAsync(Principal by, Func<Aggregates.CommandContext, Task<Outcome<InformationRequestView>>> send, bool sameGrain = true)
        {
            var context = Context(by);
            var first = Done(await send(context));
            if (sameGrain)
                Assert.Equal(first.Version, Done(await send(context)).Version);
        }
    }

    [Fact]
    public async Task Two_addressees_answer_at_once()
    {
        var name = await silo.ReviewedAsync();
        Done(await silo.Grain(name).AcknowledgeAsync(new AcknowledgeRequest(Context(LwuOfficer)), default));

        var etag = Sdk.Grains.ETag.Of(Done(await silo.Grain(name).GetAsync(LwuOfficer, default)).Version);
        var moh = silo.Grain(name).AnswerAsync(Answer(MohOfficer, 1, "Here."), default);
        var lwu = silo.Grain(name).AnswerAsync(Answer(LwuOfficer, 1, "There.") with { Context = Context(LwuOfficer, etag: etag) }, default);
        Done(await moh);
        Assert.Equal("There.", Done(await lwu).Parts[0].Answers[0].Text.Value);
        Assert.Equal(2, Done(await silo.Grain(name).GetAsync(MlswOfficer, default)).Parts.Count(p => p.Stage is PartStage.PartiallyAnswered));
    }

    [Fact]
    public async Task Lists_hold_a_request_once_even_after_refusals()
    {
        var name = await silo.ReviewedAsync();
        Done(await silo.Grain(name).RefuseAsync(new RefuseQuestion(Context(MohOfficer), 1, RefusalCode.NotHeld, new PlainText("")), default));
        Done(await silo.Grain(name).RefuseAsync(new RefuseQuestion(Context(MohOfficer), 2, RefusalCode.NoConsent, new PlainText("")), default));

        var query = new RegistryQuery { Kind = InformationRequestName.Collection, Party = "moh", PartyRoles = [RequestWords.Addressee], PageSize = 500 };
        foreach (var each in new[] { query, query with { Party = null, PartyRoles = [] }, query with { PartyStates = ["refused"] } })
        {
            var list = Done(await silo.Grains.GetGrain<IRegistryGrain>(0).ListAsync(MohOfficer, InformationPermissions.List, each, null, default));
            Assert.Single(list.Hits, hit => hit.Name == name.ToString());
        }
    }

    [Fact]
    public async Task What_is_sealed_stands_in_no_file()
    {
        const string Canary = "CANARY-Phommachanh-7731";
        var name = await silo.AskAsync(Content(Asking.Question(Canary), Asking.Question(Canary + "2")));
        Done(await silo.Grain(name).AcknowledgeAsync(new AcknowledgeRequest(Context(MohOfficer)), default));
        Done(await silo.Grain(name).StartReviewAsync(new StartReview(Context(MohOfficer)), default));
        Done(await silo.Grain(name).AskClarificationAsync(new AskClarification(Context(MohOfficer), new PlainText(Canary)), default));
        Done(await silo.Grain(name).ClarifyAsync(new Clarify(Context(MlswOfficer), MohOfficer.Agency, new PlainText(Canary)), default));
        Done(await silo.Grain(name).AnswerAsync(Answer(MohOfficer, 1, Canary), default));
        Done(await silo.Grain(name).RefuseAsync(new RefuseQuestion(Context(MohOfficer), 2, RefusalCode.NotHeld, new PlainText(Canary)), default));
        Done(await silo.Grain(name).WithdrawAsync(new WithdrawRequest(Context(MlswOfficer), new PlainText(Canary)), default));
        var seen = Done(await silo.Grain(name).GetAsync(MlswOfficer, default));
        Assert.Equal(Canary, seen.WithdrawReason.Value);
        Assert.Equal(Canary, seen.Parts[0].Clarifications[0].Reply.Value);
        Assert.Equal(Canary, seen.Parts[0].Answers[1].Explanation.Value);

        foreach (var file in System.IO.Directory.GetFiles(silo.DataDirectory, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Canary)) < 0, file);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(Canary)) < 0, file);
        }
    }

    private async Task<int> WatchedAsync(Principal principal, InformationRequestName name)
    {
        var (feed, seen, after) = (silo.Grains.GetGrain<IFeedGrain>(0), 0, 0L);
        while (true)
        {
            var page = Done(await feed.ReadAsync(principal, new FeedFilter([], name.ToString()), after, 1_000, TimeSpan.Zero, default));
            seen += page.Events.Length;
            if (page.ScannedTo == after)
                return seen;
            after = page.ScannedTo;
        }
    }
}
