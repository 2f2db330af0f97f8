using Coordination.Outcomes;
using Coordination.Tasks;

namespace Coordination.Silo.Tasks;

/// <summary>Comments and references to documents; also on a closed task.</summary>
internal static class NoteRules
{
    public static Decision<TaskEvent> Comment(TaskState state, AddComment command) =>
        string.IsNullOrWhiteSpace(command.Text) ? TaskRefusals.ValueInvalid.On("text")
        : state.Comments.Length >= TaskLimits.Comments ? TaskRefusals.TooManyComments
        : new CommentAdded(command.Text);

    public static Decision<TaskEvent> Attach(TaskState state, AddAttachment command) =>
        string.IsNullOrWhiteSpace(command.Title) ? TaskRefusals.ValueInvalid.On("attachment.title")
        : !IsReference(command.Uri) ? TaskRefusals.ValueInvalid.On("attachment.uri")
        : !IsSha256(command.Sha256) ? TaskRefusals.ValueInvalid.On("attachment.sha256")
        : state.Attachments.Length >= TaskLimits.Attachments ? TaskRefusals.TooManyAttachments
        : new AttachmentAdded(command.Title, command.Uri, command.Sha256, command.MediaType);

    private static bool IsReference(string uri) =>
        uri.StartsWith("https://", StringComparison.Ordinal) || uri.StartsWith("urn:", StringComparison.Ordinal);

    private static bool IsSha256(string text) => text.Length == 64 && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
}
