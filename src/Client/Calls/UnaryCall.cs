using Coordination.Client.Errors;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Coordination.Client.Calls;

/// <summary>One call and its repeats. The message is sent again as it is, so the request_id stays the same.</summary>
internal sealed class UnaryCall<TRequest, TResponse>(
    CoordinationClientOptions options,
    TRequest request,
    ClientInterceptorContext<TRequest, TResponse> context,
    Interceptor.AsyncUnaryCallContinuation<TRequest, TResponse> continuation) : IDisposable
    where TRequest : class
    where TResponse : class
{
    private readonly TimeProvider time = options.TimeProvider;
    private readonly TaskCompletionSource<Metadata> headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource disposed = new();
    private AsyncUnaryCall<TResponse>? last;

    public Task<Metadata> HeadersAsync() => headers.Task;

    public Status Status() => last is { } call ? call.GetStatus() : throw new InvalidOperationException("The call has not ended.");

    public Metadata Trailers() => last is { } call ? call.GetTrailers() : throw new InvalidOperationException("The call has not ended.");

    public void Dispose() => disposed.Cancel();

    public async Task<TResponse> RunAsync()
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.Options.CancellationToken, disposed.Token);
        var requestId = RequestIds.Ensure(request);
        var given = context.Options.Deadline;
        var until = time.GetUtcNow() + options.RetryWithin;
        if (given is { } wish && wish.ToUniversalTime() < until)
            until = wish.ToUniversalTime();
        var unknown = false;
        var renewed = false;

        for (var attempt = 1; ; attempt++)
        {
            string? token = null;
            CoordinationException failure;
            try
            {
                var deadline = (time.GetUtcNow() + options.Deadline).UtcDateTime;
                if (given is { } end && end.ToUniversalTime() < deadline)
                    deadline = end.ToUniversalTime();
                (var call, token) = await CallInterceptor.PrepareAsync(options, context.Options.WithCancellationToken(ends.Token), deadline).ConfigureAwait(false);
                return await SendAsync(call).ConfigureAwait(false);
            }
            catch (Exception e) when (e is RpcException or CoordinationException)
            {
                ends.Token.ThrowIfCancellationRequested();
                failure = CallInterceptor.Typed(e);
                unknown |= MayHaveHappened(failure);
                if (failure.StatusCode is StatusCode.Unauthenticated && token is not null && !renewed)
                {
                    // The issuer's keys may have changed under a token that we keep: ask once for another.
                    options.TokenSource!.Reject(token);
                    renewed = true;
                    continue;
                }
            }

            var pause = RetryPause.Of(options, attempt, failure.RetryAfter, Random.Shared.NextDouble());
            // A definite answer to a repeat is the answer to the command: it settles what was unknown before.
            if (!failure.IsTransient || attempt >= options.MaxAttempts || time.GetUtcNow() + pause > until)
                throw failure.After(attempt, requestId, MayHaveHappened(failure) || (unknown && failure.IsTransient));

            options.OnRetry?.Invoke(new RetryNotice(context.Method.FullName, attempt, pause, failure));
            await Task.Delay(pause, time, ends.Token).ConfigureAwait(false);
        }
    }

    private async Task<TResponse> SendAsync(CallOptions call)
    {
        last = continuation(request, new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, call));
        try
        {
            var response = await last.ResponseAsync.ConfigureAwait(false);
            headers.TrySetResult(await last.ResponseHeadersAsync.ConfigureAwait(false));
            return response;
        }
        catch
        {
            last.Dispose();
            throw;
        }
    }

    // These say that nothing was written; any other silence or fault may hide a command that happened.
    private static bool MayHaveHappened(CoordinationException failure) =>
        failure.Reason is not ("LEDGER_UNAVAILABLE" or "LEDGER_BUSY" or "ISSUER_UNAVAILABLE")
        && failure.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled or StatusCode.Internal or StatusCode.Unknown;
}
