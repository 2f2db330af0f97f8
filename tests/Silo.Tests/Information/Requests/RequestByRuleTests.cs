using Coordination.Access;
using Coordination.Information;
using Coordination.Names;
using Coordination.Sealing;
using Coordination.Silo.Information.Requests;
using static Coordination.Silo.Tests.Information.Records.Given;
using static Coordination.Silo.Tests.Information.Records.RecordSilo;
using static Coordination.Silo.Tests.Information.Requests.RequestSilo;

namespace Coordination.Silo.Tests.Information.Requests;

public sealed class RequestByRuleTests(RequestSilo silo) : IClassFixture<RequestSilo>
{
    private static readonly InstrumentName Guidelines = new("victim-protection-guidelines");

    [Fact]
    public async Task What_an_agreement_admits_is_granted_and_what_is_absent_or_outside_stays_open_alike()
    {
        var type = new RecordTypeName("lwu-rooms");
        var focal = Focal("lwu");
        Done(await silo.Grains.RecordType(type).RegisterAsync(
            new RegisterRecordType(Context(focal), Words, HeldBy.Platform, Fields, ["victim_protection"], Handling.Amber), default));
        var register = new RegisterSubject(Context(LwuOfficer), false, Now.AddYears(1));
        var person = Done(await silo.Grains.Subject(SubjectName.For(LwuOfficer.Agency, register.Context.RequestId)).RegisterAsync(register, default)).Name;
        Done(await silo.Grains.RecordFinder().OfferAsync(
            new OfferRecord(Context(LwuOfficer), type, person, new PlainText("A-17"), [Value("room", "4")], null), default));
        var agreement = await AgreedAsync(type);

        var name = await silo.AskAsync(Content(
            Ask(type, "a-17 ", "room", agreement), // Within the agreement; the reference as people type it.
            Ask(type, "A-18", "room", agreement), // No such record.
            Ask(type, "A-17", "note", agreement), // A field outside the agreement.
            Ask(type, "A-17", "room", new StandingAgreementName("anone"))));
        for (var i = 0; i < 200 && Done(await silo.Grain(name).HistoryAsync(MlswOfficer, 0, 100, default)).Entries.Length < 12; i++)
            await Task.Delay(25);
        await silo.Grain(name).WakeAsync(RequestClock.AdmitKind); // Once more does no harm.

        var view = Done(await silo.Grain(name).GetAsync(MlswOfficer, default));
        var (moh, lwu) = (view.Parts[0], view.Parts[1]);
        Assert.Equal([AnswerStage.Answered, AnswerStage.Open, AnswerStage.Open, AnswerStage.Open], lwu.Answers.Select(a => a.Stage));
        Assert.All(moh.Answers, a => Assert.Equal(AnswerStage.Open, a.Stage)); // Not MOH's record.
        var grant = Assert.Single(lwu.Answers[0].Grants);
        var chain = Done(await silo.Grains.Grant(grant).ChainAsync());
        Assert.Equal((LwuOfficer.Agency, MlswOfficer.Agency, GrantStage.Active), (chain[^1].Terms.Grantor, chain[^1].Terms.Recipient, chain[^1].Stage));
        Assert.Equal(["room"], chain[^1].Terms.Fields);

        var types = Done(await silo.Grain(name).HistoryAsync(MlswOfficer, 0, 100, default)).Entries.Select(e => e.Type).ToArray();
        Assert.Single(types, t => t == "information_request.granted_by_rule");
        Assert.Equal(7, types.Count(t => t == "information_request.left_to_person"));
    }

    private static QuestionInput Ask(RecordTypeName type, string reference, string field, StandingAgreementName agreement) =>
        new(new PlainText("?"), type, [field], new PlainText(reference), agreement);

    private async Task<StandingAgreementName> AgreedAsync(RecordTypeName type)
    {
        var content = new AgreementContent(
            LwuOfficer.Agency, MlswOfficer.Agency, type, ["room"], "victim_protection", Guidelines, Handling.Amber, 30, 0, Now.AddDays(200), []);
        var context = Context(Focal("lwu"));
        var grain = silo.Grains.StandingAgreement(StandingAgreementName.For(LwuOfficer.Agency, context.RequestId));
        var proposed = Done(await grain.ProposeAsync(new ProposeAgreement(context, content), default));
        foreach (var agency in new[] { "lwu", "mlsw" })
            Done(await grain.ApproveAsync(new ApproveAgreement(Context(By(agency, "approver-" + agency, Role.DisclosureApprover)), content.Hash()), default));
        return proposed.Name;
    }
}
