using Coordination.Outcomes;

namespace Coordination.Sdk.Calls;

/// <summary>Refusals of a call, before a grain is asked.</summary>
public static class CallRefusals
{
    /// <summary>INVALID_ARGUMENT with every bad field in <c>BadRequest</c>.</summary>
    public static readonly Refusal RequestInvalid = new("REQUEST_INVALID", RefusalKind.InvalidArgument,
        "The request breaks rules of its fields. Correct every field that is listed and send it again.");

    public static readonly Refusal TokenMissing = new("TOKEN_MISSING", RefusalKind.PermissionDenied,
        "Send a token of your agency in the metadata authorization, as \"Bearer …\".");
}
