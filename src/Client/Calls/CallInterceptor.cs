using Coordination.Client.Errors;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Coordination.Client.Calls;

/// <summary>Gives every call a token, a deadline and patience, and every failure its type.</summary>
internal sealed class CallInterceptor(CoordinationClientOptions options) : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var call = new UnaryCall<TRequest, TResponse>(options, request, context, continuation);
        return new AsyncUnaryCall<TResponse>(call.RunAsync(), call.HeadersAsync(), call.Status, call.Trailers, call.Dispose);
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        BlockingUnaryCallContinuation<TRequest, TResponse> continuation) =>
        throw new NotSupportedException("Use the method whose name ends in Async: a blocked thread cannot wait for a token and a repeat.");

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var stream = new ServerStream<TRequest, TResponse>(options, request, context, continuation);
        return new AsyncServerStreamingCall<TResponse>(stream, stream.HeadersAsync(), stream.Status, stream.Trailers, stream.Dispose);
    }

    /// <summary>The call's options with language and token. The caller's own headers win.</summary>
    internal static async ValueTask<(CallOptions Call, string? Token)> PrepareAsync(CoordinationClientOptions options, CallOptions call, DateTime? deadline)
    {
        var headers = new Metadata();
        foreach (var header in call.Headers ?? [])
            headers.Add(header);
        if (headers.Get("accept-language") is null)
            headers.Add("accept-language", options.Language);

        string? token = null;
        if (options.TokenSource is { } source && headers.Get("authorization") is null)
        {
            token = await source.GetTokenAsync(call.CancellationToken).ConfigureAwait(false);
            headers.Add("authorization", "Bearer " + token);
        }

        return (call.WithHeaders(headers).WithDeadline(deadline ?? DateTime.MaxValue), token);
    }

    internal static CoordinationException Typed(Exception failure) =>
        failure as CoordinationException ?? RefusalReader.Read((RpcException)failure);
}
