using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Coordination.Client.Calls;

/// <summary>A server stream that begins with its first read, when the token is at hand. It is not repeated.</summary>
internal sealed class ServerStream<TRequest, TResponse>(
    CoordinationClientOptions options,
    TRequest request,
    ClientInterceptorContext<TRequest, TResponse> context,
    Interceptor.AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) : IAsyncStreamReader<TResponse>, IDisposable
    where TRequest : class
    where TResponse : class
{
    private readonly TaskCompletionSource<Metadata> headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource disposed = new();
    private AsyncServerStreamingCall<TResponse>? call;
    private CancellationTokenSource? ends;

    public TResponse Current => call is { } open ? open.ResponseStream.Current : throw new InvalidOperationException("Nothing was read yet.");

    public Task<Metadata> HeadersAsync() => headers.Task;

    public Status Status() => call is { } open ? open.GetStatus() : throw new InvalidOperationException("The stream has not begun.");

    public Metadata Trailers() => call is { } open ? open.GetTrailers() : throw new InvalidOperationException("The stream has not begun.");

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        string? token = null;
        try
        {
            if (call is null)
            {
                ends = CancellationTokenSource.CreateLinkedTokenSource(context.Options.CancellationToken, disposed.Token);
                (var prepared, token) = await CallInterceptor.PrepareAsync(
                    options, context.Options.WithCancellationToken(ends.Token), context.Options.Deadline).ConfigureAwait(false);
                call = continuation(request, new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, prepared));
            }

            var more = await call.ResponseStream.MoveNext(cancellationToken).ConfigureAwait(false);
            if (!headers.Task.IsCompleted)
                headers.TrySetResult(await call.ResponseHeadersAsync.ConfigureAwait(false));
            return more;
        }
        catch (RpcException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ends?.Token.ThrowIfCancellationRequested();
            if (e.StatusCode is StatusCode.Unauthenticated && token is not null)
                options.TokenSource!.Reject(token);
            throw CallInterceptor.Typed(e);
        }
    }

    public void Dispose()
    {
        disposed.Cancel();
        call?.Dispose();
    }
}
