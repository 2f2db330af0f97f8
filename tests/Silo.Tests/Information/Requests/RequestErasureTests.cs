using Coordination.Access;
using Coordination.Information;
using Coordination.Names;
using Coordination.Sealing;
using static Coordination.Silo.Tests.Information.Records.Given;
using static Coordination.Silo.Tests.Information.Records.RecordSilo;
using static Coordination.Silo.Tests.Information.Requests.RequestSilo;

namespace Coordination.Silo.Tests.Information.Requests;

public sealed class RequestErasureTests(RequestSilo silo) : IClassFixture<RequestSilo>
{
    [Fact]
    public async Task After_the_person_is_erased_a_request_about_it_shows_no_text_and_seals_none()
    {
        var register = new RegisterSubject(Context(MlswOfficer), false, Now.AddYears(1));
        var person = Done(await silo.Grains.Subject(SubjectName.For(MlswOfficer.Agency, register.Context.RequestId)).RegisterAsync(register, default)).Name;
        Refused(RecordRefusals.SubjectUnknown, await silo.CreateAsync(Content() with { Subject = person, Addressees = [MohOfficer.Agency] }, by: LwuOfficer));
        var name = await silo.AskAsync(Content() with { Subject = person });
        Done(await silo.Grain(name).AcknowledgeAsync(new AcknowledgeRequest(Context(MohOfficer)), default));

        Done(await silo.Grains.Subject(person).ProposeErasureAsync(new ProposeErasure(Context(MlswOfficer), "They asked."), default));
        Done(await silo.Grains.Subject(person).ApproveErasureAsync(new ApproveErasure(Context(By("mlsw", "approver", Role.DisclosureApprover))), default));

        foreach (var reader in new[] { MlswOfficer, MohOfficer })
        {
            var view = Done(await silo.Grain(name).GetAsync(reader, default));
            Assert.True(view.Erased);
            Assert.All(view.Questions, q => Assert.Equal("", q.Text.Value));
        }

        Refused(SealingRefusals.SubjectErased, await silo.Grain(name).AnswerAsync(Answer(MohOfficer, 1, "Here."), default));
        Refused(SealingRefusals.SubjectErased, await silo.CreateAsync(Content() with { Subject = person }));
        Assert.Equal(RequestStage.Closed, Done(await silo.Grain(name).CloseAsync(new CloseRequest(Context(MlswOfficer)), default)).Stage);
    }

    [Fact]
    public async Task While_the_keys_are_away_nothing_is_asked_and_nothing_read_and_a_repeat_succeeds()
    {
        var name = await silo.ReviewedAsync();
        var (id, answer) = (Guid.NewGuid(), Answer(MohOfficer, 1, "Here."));
        silo.Keys.Away = true;
        try
        {
            Refused(SealingRefusals.KeyStoreUnavailable, await silo.CreateAsync(Content(), requestId: id));
            Refused(SealingRefusals.KeyStoreUnavailable, await silo.Grain(name).GetAsync(MlswOfficer, default));
            Refused(SealingRefusals.KeyStoreUnavailable, await silo.Grain(name).AnswerAsync(answer, default));
            Assert.True(Done(await silo.Grain(name).GetAsync(TheChair, default)).Redacted); // Needs no key.
        }
        finally
        {
            silo.Keys.Away = false;
        }

        Done(await silo.CreateAsync(Content(), requestId: id));
        Done(await silo.Grain(name).AnswerAsync(answer, default));
    }
}
