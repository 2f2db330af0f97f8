using Coordination.Outcomes;

namespace Coordination.Sealing;

/// <summary>Why what is sealed cannot be opened or sealed.</summary>
public static class SealingRefusals
{
    public static readonly Refusal KeyStoreUnavailable = new("KEY_STORE_UNAVAILABLE", RefusalKind.Unavailable,
        "The keys cannot be reached. Repeat with the same request_id.");

    public static readonly Refusal SubjectErased = new("SUBJECT_ERASED", RefusalKind.FailedPrecondition,
        "The person was erased: what was sealed cannot be read any more.");

    /// <summary>All, for the documentation and the translations.</summary>
    public static readonly IReadOnlyList<Refusal> All = [KeyStoreUnavailable, SubjectErased];
}
