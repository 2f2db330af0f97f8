using System.Runtime.CompilerServices;
using Coordination.Client.Calls;
using Coordination.Client.Errors;
using Coordination.Events.V1;
using Grpc.Core;

namespace Coordination.Client.Watching;

/// <summary>A watch that outlives its connections.</summary>
internal sealed class EventWatch(EventService.EventServiceClient events, CoordinationClientOptions options)
{
    private static readonly TimeSpan DefaultBookmarks = TimeSpan.FromSeconds(15);
    private readonly TimeProvider time = options.TimeProvider;

    public async IAsyncEnumerable<WatchResponse> RunAsync(WatchRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Three bookmarks missed: the connection is dead, whatever TCP says.
        var silence = (request.BookmarkInterval?.ToTimeSpan() ?? DefaultBookmarks) * 3 + options.Deadline;
        var established = false;
        var reported = 0L;
        var attempt = 0;
        var brokenSince = time.GetUtcNow();

        while (true)
        {
            CoordinationException failure;
            using (var quiet = new CancellationTokenSource(silence, time))
            using (var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, quiet.Token))
            using (var call = events.Watch(request, cancellationToken: ends.Token))
            {
                while (true)
                {
                    WatchResponse response;
                    try
                    {
                        if (!await call.ResponseStream.MoveNext(ends.Token).ConfigureAwait(false))
                        {
                            failure = new(StatusCode.Unavailable, "", "The platform ended the watch.");
                            break;
                        }

                        response = call.ResponseStream.Current;
                    }
                    catch (CoordinationException e)
                    {
                        failure = e;
                        break;
                    }
                    catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
                    {
                        failure = new(StatusCode.Unavailable, "", "The watch was silent for too long.");
                        break;
                    }

                    quiet.CancelAfter(silence);
                    (established, attempt) = (true, 0);
                    brokenSince = time.GetUtcNow();
                    if (response.ResumeToken.Length > 0)
                        (request.ResumeToken, request.FromStart) = (response.ResumeToken, false);

                    if (response.Event is { } happened)
                    {
                        if (happened.Position <= reported)
                            continue;
                        reported = happened.Position;
                    }

                    yield return response;
                    // What the reader did meanwhile is not the connection's silence.
                    quiet.CancelAfter(silence);
                }
            }

            cancellationToken.ThrowIfCancellationRequested();
            await PauseAsync(failure, ++attempt, established, brokenSince, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PauseAsync(CoordinationException failure, int attempt, bool established, DateTimeOffset brokenSince, CancellationToken cancellationToken)
    {
        if (!Passes(failure, attempt))
            throw failure.After(attempt, "", false);

        var pause = RetryPause.Of(options, attempt, failure.RetryAfter, Random.Shared.NextDouble());
        var patience = established ? options.WatchResumeWithin : options.RetryWithin;
        if (patience != Timeout.InfiniteTimeSpan && time.GetUtcNow() + pause - brokenSince > patience)
            throw failure.After(attempt, "", false);

        options.OnRetry?.Invoke(new RetryNotice("/coordination.events.v1.EventService/Watch", attempt, pause, failure));
        await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
    }

    // A token that ended while the stream was open is renewed once; being told so twice in a row is a refusal.
    private static bool Passes(CoordinationException failure, int attempt) =>
        failure.IsTransient
        || failure.Reason is "WATCH_TOO_SLOW"
        || failure.StatusCode is StatusCode.Cancelled or StatusCode.Internal or StatusCode.Unknown
        || (failure.StatusCode is StatusCode.Unauthenticated && failure.Reason is not "TOKEN_REFUSED" && attempt <= 1);
}
