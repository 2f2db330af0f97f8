using Coordination.Silo.Tasks;
using Coordination.Tasks;

namespace Coordination.Silo.Tests.Tasks;

public class AddAttachmentTests
{
    private static readonly AddAttachment Command = new(Cast.By(Cast.Mlsw), "Report", "https://example.org/r.pdf", new string('a', 64), "application/pdf");

    [Fact]
    public void A_reference_is_kept_with_its_digest()
    {
        var story = Story.Assigned();
        story.By(Cast.Mlsw, NoteRules.Attach(story.State, Command).Events[0]);
        var view = TaskViewing.View(story.State.Attachments[^1]);
        Assert.Equal(("a2", "Report", "https://example.org/r.pdf", new string('a', 64), "application/pdf", Cast.Mlsw), (view.Id, view.Title, view.Uri, view.Sha256, view.MediaType, view.Agency));
    }

    [Theory]
    [InlineData("http://example.org/r.pdf")]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    public void Other_places_than_https_and_urn_are_refused(string uri) =>
        Assert.Equal("attachment.uri", NoteRules.Attach(Story.Assigned().State, Command with { Uri = uri }).ShouldRefuse(TaskRefusals.ValueInvalid).Field);

    [Theory]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("abc")]
    public void A_digest_is_64_lower_case_hexadecimal_digits(string sha256) =>
        Assert.Equal("attachment.sha256", NoteRules.Attach(Story.Assigned().State, Command with { Sha256 = sha256 }).ShouldRefuse(TaskRefusals.ValueInvalid).Field);

    [Fact]
    public void A_title_is_demanded() =>
        Assert.Equal("attachment.title", NoteRules.Attach(Story.Assigned().State, Command with { Title = "" }).ShouldRefuse(TaskRefusals.ValueInvalid).Field);

    [Fact]
    public void Two_hundred_are_the_bound()
    {
        var story = Story.Assigned();
        for (var i = 0; i < 200; i++)
            story.Then(new AttachmentAdded("x", "urn:x", new string('a', 64), ""));
        NoteRules.Attach(story.State, Command).ShouldRefuse(TaskRefusals.TooManyAttachments);
    }
}
