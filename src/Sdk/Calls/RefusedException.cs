using System.Collections.Immutable;
using Coordination.Outcomes;
using Grpc.Core;

namespace Coordination.Sdk.Calls;

/// <summary>Carries a refusal from where it is known to the error interceptor, which alone makes a status of it.</summary>
public sealed class RefusedException : Exception
{
    public RefusedException() : this(CommonRefusals.PermissionDenied) { }

    public RefusedException(string message) : this(CommonRefusals.PermissionDenied with { Message = message }) { }

    public RefusedException(string message, Exception innerException) : base(message, innerException) =>
        Refusal = CommonRefusals.PermissionDenied with { Message = message };

    public RefusedException(Refusal refusal) : base(refusal?.Code) => Refusal = refusal!;

    private RefusedException(Refusal refusal, StatusCode code) : this(refusal) => Code = code;

    /// <summary>Why the call is refused.</summary>
    public Refusal Refusal { get; }

    /// <summary>Every field that is wrong, when the request is.</summary>
    public ImmutableArray<FieldViolation> Violations { get; private init; } = [];

    /// <summary>A status that no kind of refusal has; null: the kind says it.</summary>
    internal StatusCode? Code { get; }

    /// <summary>Nobody is known to have called.</summary>
    internal static RefusedException Unauthenticated(Refusal refusal) => new(refusal, StatusCode.Unauthenticated);

    /// <summary>The request breaks rules of its fields.</summary>
    public static RefusedException Invalid(ImmutableArray<FieldViolation> violations) =>
        new(CallRefusals.RequestInvalid) { Violations = violations };

    /// <summary>One field of the request is wrong.</summary>
    public static RefusedException Invalid(string field, string sentence) => Invalid([new FieldViolation(field, sentence)]);
}

/// <summary>One field that is wrong.</summary>
/// <param name="Field">The proto path, for example <c>supporting[3]</c>.</param>
/// <param name="Sentence">What to do about it. Never the value that was sent.</param>
public readonly record struct FieldViolation(string Field, string Sentence);

/// <summary>From an outcome to a value.</summary>
public static class OutcomeExtensions
{
    /// <summary>The value, or the refusal on its way to the caller.</summary>
    /// <exception cref="RefusedException">The outcome is a refusal.</exception>
    public static T ValueOrRefuse<T>(this Outcome<T> outcome) =>
        outcome.IsRefused ? throw new RefusedException(outcome.Refusal) : outcome.Value;

    /// <summary>Awaits and unwraps: <c>await grain.GetAsync(…).ValueOrRefuse()</c>.</summary>
    /// <exception cref="RefusedException">The outcome is a refusal.</exception>
    public static async Task<T> ValueOrRefuse<T>(this Task<Outcome<T>> outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return (await outcome.ConfigureAwait(false)).ValueOrRefuse();
    }

    /// <summary>Awaits and unwraps.</summary>
    /// <exception cref="RefusedException">The outcome is a refusal.</exception>
    public static async ValueTask<T> ValueOrRefuse<T>(this ValueTask<Outcome<T>> outcome) =>
        (await outcome.ConfigureAwait(false)).ValueOrRefuse();
}
