using System.Collections.Immutable;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;

namespace Coordination.Client.Errors;

/// <summary>Reads a failed call: google.rpc.Status with its details, or a broken connection.</summary>
internal static class RefusalReader
{
    public static CoordinationException Read(RpcException failure)
    {
        if (failure.StatusCode is StatusCode.Internal or StatusCode.Cancelled or StatusCode.Unknown && IsTransport(failure.Status.DebugException))
            return new(StatusCode.Unavailable, "", "The connection to the platform broke.", failure);
        if (RichStatus(failure) is not { } status)
            return new(failure.StatusCode, "", failure.Status.Detail, failure);

        var info = Detail<ErrorInfo>(status);
        return new CoordinationException(failure.StatusCode, info?.Reason ?? "", status.Message, failure)
        {
            LocalizedMessage = Detail<LocalizedMessage>(status)?.Message is { Length: > 0 } text ? text : null,
            Violations = Detail<BadRequest>(status) is { } bad
                ? [.. bad.FieldViolations.Select(v => new FieldViolation(v.Field, v.Description, v.Reason))]
                : [],
            Metadata = info is null
                ? ImmutableDictionary<string, string>.Empty
                : info.Metadata.ToImmutableDictionary(StringComparer.Ordinal),
            RetryAfter = Detail<RetryInfo>(status)?.RetryDelay is { } delay && delay.ToTimeSpan() is { Ticks: >= 0 } wait ? wait : null,
        };
    }

    // Everything that the network may do to us surfaces as one of these below the gRPC status.
    private static bool IsTransport(Exception? cause) =>
        cause is HttpRequestException or IOException or System.Net.Sockets.SocketException
        || (cause?.InnerException is { } inner && IsTransport(inner));

    private static RpcStatus? RichStatus(RpcException failure)
    {
        try
        {
            return failure.GetRpcStatus();
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or FormatException)
        {
            return null;
        }
    }

    private static T? Detail<T>(RpcStatus status) where T : class, IMessage<T>, new()
    {
        try
        {
            return status.GetDetail<T>();
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
