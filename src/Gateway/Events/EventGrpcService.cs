using Coordination.Errors;
using Coordination.Events.V1;
using Coordination.Hosting;
using Coordination.Ledger;
using Grpc.Core;

namespace Coordination.Events;

/// <summary>The stream of what a caller may see. What it may see is the feed grain's to say, page by page.</summary>
internal sealed class EventGrpcService(
    IGrainFactory grains, GatewayOptions options, WatcherCount watchers, IHostApplicationLifetime lifetime, TimeProvider time)
    : EventService.EventServiceBase
{
    private const int PageSize = 256;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DefaultBookmarkInterval = TimeSpan.FromSeconds(15);

    public override async Task Watch(WatchRequest request, IServerStreamWriter<WatchResponse> responseStream, ServerCallContext context)
    {
        var identity = context.Identity();
        var interval = BookmarkInterval(request);
        var filter = new FeedFilter([.. request.Kinds], request.Resource.Length > 0 ? request.Resource : null);
        using var watcher = watchers.Enter(identity.Principal.Agency);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var feed = grains.GetGrain<IFeedGrain>(0);
        var position = await StartAsync(request, feed, stop.Token);

        // At once, so that a watcher that has seen nothing yet can already resume.
        await SendAsync(responseStream, new WatchResponse { ResumeToken = ResumeToken.Of(position) }, context);
        var lastSent = time.GetUtcNow();
        try
        {
            while (true)
            {
                ThrowIfOver(identity, position);
                var wait = Shortest(LongestWait, lastSent + interval - time.GetUtcNow(), identity.ExpiresAt - time.GetUtcNow());
                var page = await feed.ReadAsync(identity.Principal, filter, position, PageSize, wait, stop.Token).ValueOrRefuse();
                foreach (var happened in page.Events)
                {
                    ThrowIfOver(identity, position);
                    await SendAsync(responseStream, Response(happened), context);
                    position = happened.Position;
                    lastSent = time.GetUtcNow();
                }

                position = Math.Max(position, page.ScannedTo);
                if (time.GetUtcNow() - lastSent >= interval)
                {
                    await SendAsync(responseStream, new WatchResponse { ResumeToken = ResumeToken.Of(position) }, context);
                    lastSent = time.GetUtcNow();
                }
            }
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            throw Ended(GatewayRefusals.ServerStopping, position);
        }
    }

    private async Task<long> StartAsync(WatchRequest request, IFeedGrain feed, CancellationToken cancellationToken)
    {
        if (request.ResumeToken.Length == 0)
            return request.FromStart ? 0 : await feed.HeadAsync(cancellationToken).ValueOrRefuse();

        if (!ResumeToken.TryRead(request.ResumeToken, out var position))
            throw new RefusedException(GatewayRefusals.ResumeTokenInvalid);

        // Another silo may know of a newer head than the one that is asked here; a token of another ledger stays ahead.
        var patience = time.GetUtcNow() + LongestWait;
        while (await feed.HeadAsync(cancellationToken).ValueOrRefuse() < position)
        {
            if (time.GetUtcNow() >= patience)
                throw new RefusedException(GatewayRefusals.ResumeTokenInvalid);
            await Task.Delay(TimeSpan.FromMilliseconds(250), time, cancellationToken);
        }

        return position;
    }

    private static TimeSpan BookmarkInterval(WatchRequest request)
    {
        if (request.BookmarkInterval is null)
            return DefaultBookmarkInterval;

        var interval = request.BookmarkInterval.ToTimeSpan();
        return interval >= TimeSpan.FromSeconds(1) && interval <= TimeSpan.FromMinutes(1)
            ? interval
            : throw RefusedException.Invalid("bookmark_interval", "Set it to a duration from 1 second to 1 minute, or leave it out.");
    }

    private void ThrowIfOver(CallIdentity identity, long position)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            throw Ended(GatewayRefusals.ServerStopping, position);
        if (time.GetUtcNow() >= identity.ExpiresAt)
            throw RefusedException.Unauthenticated(GatewayRefusals.WatchTokenExpired.With("resume_token", ResumeToken.Of(position)));
    }

    private async Task SendAsync(IServerStreamWriter<WatchResponse> stream, WatchResponse response, ServerCallContext context)
    {
        // The transport holds a write back while its reader does not read: that is all the buffer a watcher gets.
        var write = stream.WriteAsync(response, context.CancellationToken);
        if (write.IsCompletedSuccessfully)
            return;

        try
        {
            await write.WaitAsync(options.WatchWriteTimeout, time);
        }
        catch (TimeoutException)
        {
            throw new RefusedException(GatewayRefusals.WatchTooSlow);
        }
    }

    private static RefusedException Ended(Outcomes.Refusal refusal, long position) => new(refusal.With("resume_token", ResumeToken.Of(position)));

    private static TimeSpan Shortest(params ReadOnlySpan<TimeSpan> waits)
    {
        var shortest = TimeSpan.MaxValue;
        foreach (var wait in waits)
            shortest = wait < shortest ? wait : shortest;
        return shortest < TimeSpan.Zero ? TimeSpan.Zero : shortest;
    }

    private static WatchResponse Response(FeedEvent happened) => new()
    {
        ResumeToken = ResumeToken.Of(happened.Position),
        Event = new Event
        {
            Position = happened.Position,
            Resource = happened.Resource,
            Version = happened.Version,
            Type = happened.Type,
            Time = happened.At.ToProto(),
            Actor = happened.Actor ?? "",
            RequestId = happened.RequestId == Guid.Empty ? "" : happened.RequestId.ToString(),
            Data = ProtoValues.ToStruct(happened.Data.AsSpan()),
        },
    };
}
