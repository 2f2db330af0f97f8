using System.Collections.Immutable;
using Grpc.Core;

namespace Coordination.Client.Errors;

/// <summary>The platform refused a call, or did not answer it in the time that the options allow.</summary>
public sealed class CoordinationException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="statusCode">The kind of no.</param>
    /// <param name="reason">UPPER_SNAKE, or empty when there was no platform to give one.</param>
    /// <param name="message">An English sentence that says what to do.</param>
    public CoordinationException(StatusCode statusCode, string reason, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        StatusCode = statusCode;
        Reason = reason;
    }

    /// <summary>Gets the gRPC status.</summary>
    public StatusCode StatusCode { get; }

    /// <summary>Gets the stable code to switch on, for example <c>TRANSITION_NOT_ALLOWED</c>; empty when none was given.</summary>
    public string Reason { get; }

    /// <summary>Gets the sentence in the language that the options ask for, when the platform has it.</summary>
    public string? LocalizedMessage { get; init; }

    /// <summary>Gets every bad field at once; empty unless the request itself was wrong.</summary>
    public ImmutableArray<FieldViolation> Violations { get; init; } = [];

    /// <summary>Gets identifiers that help a program, for example the current state.</summary>
    public ImmutableDictionary<string, string> Metadata { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Gets how long the platform asked to wait before a repeat.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets the request_id of the command, to repeat it later; empty for a read.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>Gets how many attempts were made.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>
    /// Gets a value indicating whether the command may have happened although no answer came. Repeating it with the
    /// same request_id settles that.
    /// </summary>
    public bool OutcomeUnknown { get; init; }

    /// <summary>Gets a value indicating whether the platform, not the request, is the reason: the same call may succeed later.</summary>
    public bool IsTransient => RetryAfter is not null
        || StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded
        || (StatusCode is StatusCode.Aborted && Reason is "CONCURRENT_CHANGE");

    /// <summary>The same failure as the last of several attempts.</summary>
    internal CoordinationException After(int attempts, string requestId, bool outcomeUnknown) => new(StatusCode, Reason, Message, InnerException)
    {
        LocalizedMessage = LocalizedMessage,
        Violations = Violations,
        Metadata = Metadata,
        RetryAfter = RetryAfter,
        RequestId = requestId,
        Attempts = attempts,
        OutcomeUnknown = outcomeUnknown && requestId.Length > 0,
    };
}
