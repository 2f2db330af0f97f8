using Coordination.Cli.Printing;
using Coordination.Information.V1;
using static Coordination.Cli.Demo.Info.InfoStory;

namespace Coordination.Cli.Demo.Info;

/// <summary>One agency asks two at once; each receives it, one asks back.</summary>
internal static class Asking
{
    public static async Task PlayAsync(InfoStory story)
    {
        story.Stage.Act("demo.info.asking");
        var content = Content(story);
        var outside = content.Clone();
        (outside.Purpose, outside.LegalBasis) = ("reintegration", "instruments/victim-protection-guidelines");
        await story.RefusedAsync("PURPOSE_OUTSIDE_LEGAL_BASES", "ask", () => CreateAsync(story, outside)).ConfigureAwait(false);
        story.Done("demo.info.bad-basis", "PURPOSE_OUTSIDE_LEGAL_BASES");

        story.Request = await CreateAsync(story, content).ConfigureAwait(false);
        var name = story.Request.Name;
        story.Expect(InformationRequestState.Submitted, story.Request.State, name);
        story.ExpectSame(["agencies/" + Ministry, "agencies/" + Shelter], story.Request.Parts.Select(p => p.Agency), name);
        story.Stage.Expect(story.Request.Parts.All(p => p.DueTime is not null), name);
        story.Done("demo.info.asked", Asker, $"{Shelter}, {Ministry}", story.Session.Texts.Of(story.Request.DueTime));

        await story.RefusedAsync("NOT_FOUND", name, () => GetAsync(story, Third)).ConfigureAwait(false);
        var seen = await story.Secretariat.Information.GetInformationRequestAsync(new GetInformationRequestRequest { Name = name }, cancellationToken: story.CancellationToken);
        story.Stage.Expect(seen.Redacted && seen.Questions.All(q => q.Text.Length == 0 && q.RecordReference.Length == 0), name);
        story.Done("demo.info.hidden-request", Third);

        foreach (var agency in new[] { Shelter, Ministry })
            await ReceiveAsync(story, agency).ConfigureAwait(false);
        await ClarifyAsync(story).ConfigureAwait(false);
    }

    /// <summary>The request as an agency sees it.</summary>
    public static async Task<InformationRequest> GetAsync(InfoStory story, string agency) => await story[agency].Information.GetInformationRequestAsync(
        new GetInformationRequestRequest { Name = story.Request.Name }, cancellationToken: story.CancellationToken);

    public static Part Part(InfoStory story, InformationRequest request, string agency)
    {
        var part = request.Parts.FirstOrDefault(p => p.Agency == "agencies/" + agency);
        story.Stage.Expect(part is not null, $"{request.Name}: {agency}");
        return part!;
    }

    private static async Task ReceiveAsync(InfoStory story, string agency)
    {
        var inbox = await story[agency].Information.ListInformationRequestsAsync(
            new ListInformationRequestsRequest { Box = RequestBox.Inbox, OpenOnly = true, NewestFirst = true, PageSize = 50 }, cancellationToken: story.CancellationToken);
        story.Stage.Expect(inbox.Requests.Any(r => r.Name == story.Request.Name), $"inbox of {agency}");
        await story[agency].Information.AcknowledgeInformationRequestAsync(
            new AcknowledgeInformationRequestRequest { Name = story.Request.Name }, cancellationToken: story.CancellationToken);
        await story[agency].Information.StartReviewAsync(new StartReviewRequest { Name = story.Request.Name }, cancellationToken: story.CancellationToken);
        var read = await GetAsync(story, agency).ConfigureAwait(false);
        story.Expect(PartState.UnderReview, Part(story, read, agency).State, story.Request.Name);
        story.Expect(story.MinistryReference, read.Questions[1].RecordReference, story.Request.Name);
        story.Done("demo.info.received", agency);
    }

    private static async Task ClarifyAsync(InfoStory story)
    {
        await story[Ministry].Information.AskClarificationAsync(
            new AskClarificationRequest { Name = story.Request.Name, Question = "Which of the two permits is meant?" }, cancellationToken: story.CancellationToken);
        var asked = await GetAsync(story, Asker).ConfigureAwait(false);
        story.Expect(PartState.Clarification, Part(story, asked, Ministry).State, story.Request.Name);
        story.Expect("Which of the two permits is meant?", Part(story, asked, Ministry).Clarifications[^1].Question, story.Request.Name);

        await story[Asker].Information.ClarifyAsync(
            new ClarifyRequest { Name = story.Request.Name, Agency = "agencies/" + Ministry, Reply = "The newer one." }, cancellationToken: story.CancellationToken);
        var replied = Part(story, await GetAsync(story, Ministry).ConfigureAwait(false), Ministry);
        story.Expect(PartState.UnderReview, replied.State, story.Request.Name);
        story.Expect("The newer one.", replied.Clarifications[^1].Reply, story.Request.Name);
        story.Stage.Expect(replied.DueTime >= Part(story, asked, Ministry).DueTime, story.Request.Name);
        story.Done("demo.info.clarified", Ministry, Asker);
    }

    private static async Task<InformationRequest> CreateAsync(InfoStory story, InformationRequestContent content) => await story[Asker].Information.CreateInformationRequestAsync(
        new CreateInformationRequestRequest { Content = content, Submit = true }, cancellationToken: story.CancellationToken);

    private static InformationRequestContent Content(InfoStory story) => new()
    {
        Title = story.Title("A person found at a checkpoint", "ບຸກຄົນທີ່ພົບຢູ່ດ່ານ"),
        Addressees = { "agencies/" + Shelter, "agencies/" + Ministry },
        Purpose = Purpose,
        LegalBasis = Basis,
        Urgency = Urgency.Urgent,
        Questions =
        {
            new Question
            {
                Text = "Who is the person, and which languages are spoken?", RecordType = story.ShelterType.Name,
                Fields = { "given_name", "nationality", "languages" }, RecordReference = story.ShelterReference,
            },
            new Question
            {
                Text = "Who employed the person?", RecordType = story.MinistryType.Name, Fields = { "employer", "permit_until" }, RecordReference = story.MinistryReference,
            },
            new Question { Text = "Where does the person live now?" },
        },
    };
}
