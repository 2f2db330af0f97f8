using Coordination.Cli.Printing;
using Coordination.Information.V1;
using static Coordination.Cli.Demo.Info.InfoStory;

namespace Coordination.Cli.Demo.Info;

/// <summary>Each answers for itself: in part, whole, or with a refusal and its code.</summary>
internal static class Answering
{
    public static async Task PlayAsync(InfoStory story)
    {
        await AnswerAsync(story, Shelter, new AnswerQuestionRequest { Question = 1, Text = "The person is safe; the rest follows.", Partial = true }).ConfigureAwait(false);
        var partly = Asking.Part(story, await Asking.GetAsync(story, Asker).ConfigureAwait(false), Shelter);
        story.Expect(PartState.PartiallyAnswered, partly.State, story.Request.Name);
        story.Expect(AnswerState.PartlyAnswered, Answer(story, partly, 1).State, story.Request.Name);

        await AnswerAsync(story, Shelter, new AnswerQuestionRequest { Question = 1, Text = "See the grant.", Grants = { story.FromShelter.Name } }).ConfigureAwait(false);
        await RefuseAsync(story, Shelter, 2, RefusalCode.NotHeld, "").ConfigureAwait(false);
        await RefuseAsync(story, Shelter, 3, RefusalCode.EndangersPerson, "The address protects her.").ConfigureAwait(false);
        var done = Asking.Part(story, await Asking.GetAsync(story, Asker).ConfigureAwait(false), Shelter);
        story.Expect(PartState.Answered, done.State, story.Request.Name);
        story.ExpectSame([story.FromShelter.Name], Answer(story, done, 1).Grants, story.Request.Name);
        story.Expect(RefusalCode.EndangersPerson, Answer(story, done, 3).RefusalCode, story.Request.Name);
        story.Done("demo.info.answered", Shelter, 1, 3, story.Session.Texts.Of(RefusalCode.EndangersPerson));

        await AnswerAsync(story, Ministry, new AnswerQuestionRequest { Question = 2, Text = "See the grant.", Partial = true, Grants = { story.FromMinistry.Name } }).ConfigureAwait(false);
        await AnswerAsync(story, Ministry, new AnswerQuestionRequest { Question = 2, Text = "No other permit is known." }).ConfigureAwait(false);
        await RefuseAsync(story, Ministry, 0, RefusalCode.NotHeld, "").ConfigureAwait(false);
        var permits = Asking.Part(story, await Asking.GetAsync(story, Asker).ConfigureAwait(false), Ministry);
        story.Expect(RefusalCode.NotHeld, Answer(story, permits, 1).RefusalCode, story.Request.Name);
        story.Expect(RefusalCode.NotHeld, Answer(story, permits, 3).RefusalCode, story.Request.Name);
        story.Done("demo.info.answered", Ministry, 2, "1, 3", story.Session.Texts.Of(RefusalCode.NotHeld));

        var joint = await Asking.GetAsync(story, Asker).ConfigureAwait(false);
        story.Expect(InformationRequestState.Answered, joint.State, joint.Name);
        story.Expect(2, joint.Parts.Count(p => p.DoneTime is not null), joint.Name);
        story.Done("demo.info.joint", Asker, story.Session.Texts.Of(joint.State));
    }

    private static async Task AnswerAsync(InfoStory story, string agency, AnswerQuestionRequest request)
    {
        request.Name = story.Request.Name;
        await story[agency].Information.AnswerQuestionAsync(request, cancellationToken: story.CancellationToken);
    }

    private static async Task RefuseAsync(InfoStory story, string agency, int question, RefusalCode code, string why) => await story[agency].Information.RefuseQuestionAsync(
        new RefuseQuestionRequest { Name = story.Request.Name, Question = question, Code = code, Explanation = why }, cancellationToken: story.CancellationToken);

    private static Answer Answer(InfoStory story, Part part, int question)
    {
        var answer = part.Answers.FirstOrDefault(a => a.Question == question);
        story.Stage.Expect(answer is not null, $"{story.Request.Name}: {part.Agency}, {question}");
        return answer!;
    }
}
