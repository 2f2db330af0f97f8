using System.Collections.Immutable;

namespace Coordination.Outcomes;

/// <summary>Which kind of no; each maps to one gRPC status.</summary>
public enum RefusalKind
{
    /// <summary>INVALID_ARGUMENT: the request is wrong whatever the state.</summary>
    InvalidArgument,

    /// <summary>NOT_FOUND: absent, or hidden from this caller.</summary>
    NotFound,

    /// <summary>PERMISSION_DENIED: the caller may see it but not do this.</summary>
    PermissionDenied,

    /// <summary>FAILED_PRECONDITION: the state does not allow it.</summary>
    FailedPrecondition,

    /// <summary>ABORTED: somebody changed it meanwhile; read again.</summary>
    Aborted,

    /// <summary>RESOURCE_EXHAUSTED: a bound is met.</summary>
    ResourceExhausted,

    /// <summary>UNAVAILABLE: the store is away; repeat with the same request_id.</summary>
    Unavailable,
}

/// <summary>A business no, declared once and returned as a value.</summary>
/// <param name="Code">UPPER_SNAKE, stable for ever: clients switch on it.</param>
/// <param name="Message">One English sentence that says what to do. Never personal data.</param>
/// <param name="Field">The request's field that is wrong, when one is.</param>
/// <param name="Metadata">Identifiers that help a program, for example the current state.</param>
[GenerateSerializer, Immutable]
public sealed record Refusal(
    string Code,
    RefusalKind Kind,
    string Message,
    string? Field = null,
    ImmutableDictionary<string, string>? Metadata = null)
{
    /// <summary>The same refusal with one more identifier.</summary>
    public Refusal With(string key, string value) =>
        this with { Metadata = (Metadata ?? ImmutableDictionary<string, string>.Empty).SetItem(key, value) };

    /// <summary>The same refusal about a field.</summary>
    public Refusal On(string field) => this with { Field = field };
}
