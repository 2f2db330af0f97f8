namespace Coordination.Outcomes;

/// <summary>Refusals that every noun shares.</summary>
public static class CommonRefusals
{
    public static readonly Refusal NotFound = new("NOT_FOUND", RefusalKind.NotFound,
        "There is no such resource for this caller. Check the name, and that your agency takes part in it.");

    public static readonly Refusal PermissionDenied = new("PERMISSION_DENIED", RefusalKind.PermissionDenied,
        "Your agency or role may not do this. Ask an officer whose role allows it.");

    public static readonly Refusal RequestIdReused = new("REQUEST_ID_REUSED", RefusalKind.FailedPrecondition,
        "This request_id was used for another command. Use a new UUID for each new command.", "request_id");

    public static readonly Refusal ETagStale = new("ETAG_STALE", RefusalKind.Aborted,
        "It was changed since you read it. Read it again, decide again and send the new etag.", "etag");

    public static readonly Refusal ConcurrentChange = new("CONCURRENT_CHANGE", RefusalKind.Aborted,
        "It was changed at the same moment. Repeat with the same request_id.");

    public static readonly Refusal LedgerBusy = new("LEDGER_BUSY", RefusalKind.ResourceExhausted,
        "Too many commands wait to be written. Repeat later with the same request_id.");

    public static readonly Refusal LedgerUnavailable = new("LEDGER_UNAVAILABLE", RefusalKind.Unavailable,
        "The store is away. Repeat with the same request_id.");

    public static readonly Refusal OutcomeUnknown = new("OUTCOME_UNKNOWN", RefusalKind.Unavailable,
        "The connection to the store was lost while writing. Repeat with the same request_id to learn what became of it.");

    public static readonly Refusal ContentNotStorable = new("CONTENT_NOT_STORABLE", RefusalKind.InvalidArgument,
        "The store refuses this content. Look for characters that are no text.");

    public static readonly Refusal StreamParked = new("STREAM_PARKED", RefusalKind.FailedPrecondition,
        "What is stored of this resource cannot be read and was set aside. Tell the platform operator its name.");

    public static readonly Refusal PageTokenInvalid = new("PAGE_TOKEN_INVALID", RefusalKind.InvalidArgument,
        "The page token is of another query or is malformed. Repeat the query without it.", "page_token");
}
