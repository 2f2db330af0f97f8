using Coordination.Access;
using Coordination.Aggregates;
using Grpc.Core;

namespace Coordination.Sdk.Calls;

/// <summary>Who calls and until when that is known.</summary>
public sealed record CallIdentity(Principal Principal, DateTimeOffset ExpiresAt);

/// <summary>What a gRPC service asks of its call.</summary>
public static class CallExtensions
{
    /// <summary>The metadata in which a caller states the purpose of a call.</summary>
    public const string PurposeHeader = "coordination-purpose";

    private static readonly object IdentityKey = new();

    /// <summary>Who calls: verified before the service was entered, kept for the call.</summary>
    /// <exception cref="RefusedException">UNAUTHENTICATED: the method is public and nobody is known to have called.</exception>
    public static Principal Principal(this ServerCallContext context) => context.Identity().Principal;

    /// <summary>What every command carries.</summary>
    /// <param name="requestId">The request's field; its form was validated before.</param>
    /// <param name="etag">The request's field; empty: whatever the version.</param>
    public static CommandContext Command(this ServerCallContext context, string requestId, string? etag = null) =>
        Guid.TryParse(requestId, out var id)
            ? new CommandContext(id, context.Principal(), string.IsNullOrEmpty(etag) ? null : etag)
            : throw RefusedException.Invalid("request_id", "Set it to a UUID that you make anew for each command.");

    /// <summary>The purpose that the caller states, or null.</summary>
    public static string? Purpose(this ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.RequestHeaders.GetValue(PurposeHeader);
    }

    /// <summary>Who calls and until when that is known.</summary>
    /// <exception cref="RefusedException">UNAUTHENTICATED: the method is public and nobody is known to have called.</exception>
    public static CallIdentity Identity(this ServerCallContext context) =>
        (context ?? throw new ArgumentNullException(nameof(context))).UserState.TryGetValue(IdentityKey, out var identity)
            ? (CallIdentity)identity
            : throw RefusedException.Unauthenticated(CallRefusals.TokenMissing);

    internal static void SetIdentity(this ServerCallContext context, CallIdentity identity) => context.UserState[IdentityKey] = identity;
}
