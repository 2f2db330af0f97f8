using System.Collections.Concurrent;
using Coordination.Access;
using Coordination.Names;
using Coordination.Outcomes;
using Grpc.Core;

namespace Coordination.Information;

/// <summary>One provider's stream: it pulls queries of each of its record types from the hubs, and brings the answers back.</summary>
internal sealed class ProviderStream(
    IGrainFactory grains, Principal principal, IServerStreamWriter<V1.ServeResponse> responses, int concurrency, TimeProvider time) : IDisposable
{
    /// <summary>Well below the patience of the hub.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(250);

    /// <summary>Queries that were not answered in time and may still be.</summary>
    private const int MostLate = 1_000;

    private readonly Guid session = Guid.NewGuid();
    private readonly ConcurrentDictionary<Guid, Taken> taken = new();
    private readonly ConcurrentQueue<Guid> lateOrder = new();
    private readonly ConcurrentDictionary<Guid, bool> late = new();
    private readonly SemaphoreSlim writing = new(1, 1);

    private sealed record Taken(IProviderHubGrain Hub, ProviderQuery Query, SemaphoreSlim Room);

    public void Dispose() => writing.Dispose();

    /// <exception cref="RefusedException">RECORD_TYPE_NOT_YOURS, PROVIDERS_FULL, or the ledger's.</exception>
    public async Task AttachAsync(IEnumerable<RecordTypeName> types)
    {
        foreach (var type in types)
        {
            if (await grains.ProviderHub(type).AttachAsync(principal, session) is { } refusal)
                throw new RefusedException(refusal);
        }
    }

    public async Task DetachAsync(IEnumerable<RecordTypeName> types)
    {
        foreach (var type in types)
        {
            try
            {
                await grains.ProviderHub(type).DetachAsync(session);
            }
            catch (Exception away) when (away is OrleansException or TimeoutException)
            {
                // The hub misses the signs of life within seconds.
            }
        }
    }

    /// <summary>Sends the queries of one record type until it is cancelled.</summary>
    public async Task PumpAsync(RecordTypeName type, CancellationToken cancellationToken)
    {
        var hub = grains.ProviderHub(type);
        using var room = new SemaphoreSlim(concurrency, concurrency);
        while (true)
        {
            GiveUpLate();
            var has = await room.WaitAsync(Beat, cancellationToken);
            var query = await TakeAsync(hub, has, cancellationToken);
            if (query is null)
            {
                if (has)
                    room.Release();
                continue;
            }

            taken[query.Id] = new Taken(hub, query, room);
            await SendAsync(new V1.ServeResponse { Query = ToProto(query) }, cancellationToken);
        }
    }

    public async Task SendAsync(V1.ServeResponse response, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await responses.WriteAsync(response, cancellationToken);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <exception cref="RefusedException">ANSWER_UNKNOWN, ANSWER_INVALID.</exception>
    public async Task AnswerAsync(V1.ProviderAnswer answer)
    {
        if (!Guid.TryParseExact(answer.QueryId, "N", out var id))
            throw new RefusedException(ProviderRefusals.AnswerUnknown);
        if (!taken.TryRemove(id, out var asked))
        {
            if (late.TryRemove(id, out _))
                return; // The reader was told long ago.
            throw new RefusedException(ProviderRefusals.AnswerUnknown);
        }

        Release(asked.Room);
        try
        {
            await asked.Hub.AnswerAsync(session, id, ProviderAnswers.Cut(asked.Query.Question.Fields, answer));
        }
        catch (RefusedException)
        {
            await asked.Hub.FailAsync(session, id);
            throw;
        }
    }

    private async Task<ProviderQuery?> TakeAsync(IProviderHubGrain hub, bool takes, CancellationToken cancellationToken)
    {
        try
        {
            var take = await hub.TakeAsync(session, takes, Beat);
            if (!take.IsRefused)
                return take.Value.Query;

            // The hub was made anew, on another silo.
            if (await hub.AttachAsync(principal, session) is not { } refusal)
                return null;
            if (refusal.Kind is not RefusalKind.Unavailable)
                throw new RefusedException(refusal);

            await Task.Delay(BetweenTries, time, cancellationToken);
        }
        catch (Exception away) when (away is OrleansException or TimeoutException)
        {
            await Task.Delay(BetweenTries, time, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return null;
    }

    /// <summary>What was not answered in time takes no room any more.</summary>
    private void GiveUpLate()
    {
        var now = time.GetUtcNow();
        foreach (var (id, asked) in taken)
        {
            if (asked.Query.Deadline > now)
                continue;

            late[id] = true; // First, so that an answer that comes now is never one to an unknown query.
            if (!taken.TryRemove(id, out _))
            {
                late.TryRemove(id, out _);
                continue;
            }

            lateOrder.Enqueue(id);
            if (lateOrder.Count > MostLate && lateOrder.TryDequeue(out var oldest))
                late.TryRemove(oldest, out _);
            Release(asked.Room);
        }
    }

    private static void Release(SemaphoreSlim room)
    {
        try
        {
            room.Release();
        }
        catch (ObjectDisposedException)
        {
            // Its pump has ended.
        }
    }

    private static V1.ProviderQuery ToProto(ProviderQuery query)
    {
        var message = new V1.ProviderQuery
        {
            QueryId = query.Id.ToString("N"),
            RecordType = query.Question.RecordType.ToString(),
            Reference = query.Question.Reference,
            Recipient = query.Question.Recipient.ToString(),
            Purpose = query.Question.Purpose,
            Grant = query.Question.Grant.ToString(),
            Deadline = query.Deadline.ToProto(),
        };
        message.Fields.AddRange(query.Question.Fields);
        return message;
    }
}
