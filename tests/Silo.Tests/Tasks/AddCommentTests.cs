using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class AddCommentTests
{
    [Fact]
    public void A_comment_carries_who_and_when_and_the_version_as_its_id()
    {
        var story = Story.Assigned().By(Cast.Moh, new CommentAdded("ສະບາຍດີ"));
        var view = TaskViewing.View(story.State.Comments[^1]);
        Assert.Equal(("c2", Cast.Moh, "ສະບາຍດີ", story.Now), (view.Id, view.Agency, view.Text, view.At));
    }

    [Fact]
    public void A_closed_task_takes_comments() =>
        NoteRules.Comment(Story.Assigned().Bring(Cast.Mlsw, AssignmentStage.Cancelled).State, new AddComment(Cast.By(Cast.Mlsw), "Why?"))
            .ShouldBe(new CommentAdded("Why?"));

    [Fact]
    public void Blanks_are_no_comment() =>
        NoteRules.Comment(Story.Assigned().State, new AddComment(Cast.By(Cast.Mlsw), "\n ")).ShouldRefuse(TaskRefusals.ValueInvalid);

    [Fact]
    public void A_thousand_are_the_bound()
    {
        var story = Story.Assigned();
        for (var i = 0; i < 999; i++)
            story.Then(new CommentAdded("x"));
        Assert.Null(NoteRules.Comment(story.State, new AddComment(Cast.By(Cast.Mlsw), "x")).Refusal);
        NoteRules.Comment(story.Then(new CommentAdded("x")).State, new AddComment(Cast.By(Cast.Mlsw), "x")).ShouldRefuse(TaskRefusals.TooManyComments);
    }
}
