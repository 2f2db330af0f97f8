using Coordination.Outcomes;

namespace Coordination.Information;

/// <summary>Why a provider's stream is closed.</summary>
internal static class ProviderRefusals
{
    public static readonly Refusal HelloExpected = new("HELLO_EXPECTED", RefusalKind.InvalidArgument,
        "The first message of the stream says which record types it serves, and no later one does. Send hello once, first.", "hello");

    public static readonly Refusal AnswerUnknown = new("ANSWER_UNKNOWN", RefusalKind.InvalidArgument,
        "The answer is to no query of this stream, or to one that was answered. Answer each query once, with its query_id.", "answer.query_id");

    public static readonly Refusal AnswerInvalid = new("ANSWER_INVALID", RefusalKind.InvalidArgument,
        "A value is longer than 20,000 characters, or there are more than 200 fields. Send what is asked for.", "answer.fields");

    public static readonly Refusal TokenExpired = new("PROVIDER_TOKEN_EXPIRED", RefusalKind.PermissionDenied,
        "The access token with which the stream began has expired. Open the stream again with a new one.");

    public static readonly Refusal StreamEnded = new("PROVIDER_STREAM_ENDED", RefusalKind.Aborted,
        "The server is stopping. Open the stream again at once.");
}
