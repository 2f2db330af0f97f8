using Coordination.Outcomes;

namespace Coordination.Errors;

/// <summary>Refusals that the gateway makes itself, before a grain is asked.</summary>
internal static class GatewayRefusals
{
    public static readonly Refusal RequestInvalid = CallRefusals.RequestInvalid;

    /// <summary>The bytes are not the message that the method takes.</summary>
    public static readonly Refusal MessageMalformed = new("MESSAGE_MALFORMED", RefusalKind.InvalidArgument,
        "The message cannot be read as this method's request. Build it from the published protos, with texts in UTF-8.");

    public static readonly Refusal MessageTooLarge = new("MESSAGE_TOO_LARGE", RefusalKind.ResourceExhausted,
        "The message is longer than this server reads. Send less at once.");

    public static readonly Refusal PurposeRequired = new("PURPOSE_REQUIRED", RefusalKind.InvalidArgument,
        "State the purpose of this call in the metadata coordination-purpose.");

    public static readonly Refusal TokenMissing = CallRefusals.TokenMissing;

    public static readonly Refusal TokenInvalid = new("TOKEN_INVALID", RefusalKind.PermissionDenied,
        "The token is not one that this platform trusts. Ask your issuer for an access token (at+jwt) for the audience coordination.");

    public static readonly Refusal TokenExpired = new("TOKEN_EXPIRED", RefusalKind.PermissionDenied,
        "The token has expired. Ask your issuer for a new one.");

    public static readonly Refusal TokenLivesTooLong = new("TOKEN_LIFETIME_TOO_LONG", RefusalKind.PermissionDenied,
        "The token lives longer than the platform allows. Ask your issuer for tokens of at most 10 minutes.");

    public static readonly Refusal TokenWithoutAgency = new("TOKEN_AGENCY_INVALID", RefusalKind.PermissionDenied,
        "The token names no agency in the form of the directory, or a unit that is malformed. Ask your issuer to set the claims agency and unit.");

    public static readonly Refusal CertificateRequired = new("CERTIFICATE_REQUIRED", RefusalKind.PermissionDenied,
        "Connect with the client certificate of your agency.");

    public static readonly Refusal CertificateAgencyMismatch = new("CERTIFICATE_AGENCY_MISMATCH", RefusalKind.PermissionDenied,
        "The client certificate is of another agency than the token. Use the certificate and the token of one agency.");

    public static readonly Refusal WatchTooSlow = new("WATCH_TOO_SLOW", RefusalKind.Aborted,
        "The reader was too slow and the stream was closed. Watch again from the last token that was received.");

    public static readonly Refusal WatchTokenExpired = new("WATCH_TOKEN_EXPIRED", RefusalKind.PermissionDenied,
        "The access token with which the watch began has expired. Watch again with a new one, from the last resume token that was received.");

    public static readonly Refusal ServerStopping = new("SERVER_STOPPING", RefusalKind.Aborted,
        "The server is stopping. Continue at once from the last token that was received.");

    public static readonly Refusal TooManyWatchers = new("TOO_MANY_WATCHERS", RefusalKind.ResourceExhausted,
        "Your agency has as many watches open as it may. Close one, or share one stream.");

    public static readonly Refusal ResumeTokenInvalid = new("RESUME_TOKEN_INVALID", RefusalKind.InvalidArgument,
        "The resume token is malformed or of another ledger. Begin without it, or with from_start.", "resume_token");

    public static readonly Refusal DeadlineExceeded = new("DEADLINE_EXCEEDED", RefusalKind.Unavailable,
        "The answer did not come in time; the command may have been carried out. Repeat with the same request_id.");

    public static readonly Refusal ServiceUnavailable = new("SERVICE_UNAVAILABLE", RefusalKind.Unavailable,
        "The platform cannot be reached at the moment. Repeat with the same request_id.");

    public static readonly Refusal Cancelled = new("CANCELLED", RefusalKind.Aborted,
        "The caller gave up the call.");

    public static readonly Refusal Internal = new("INTERNAL", RefusalKind.Unavailable,
        "Something went wrong that should not. Tell the platform operator the incident's number.");

    public static readonly Refusal NotImplemented = new("NOT_IMPLEMENTED", RefusalKind.FailedPrecondition,
        "This server does not offer the method.");
}
