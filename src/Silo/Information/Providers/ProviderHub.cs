using Coordination.Information;
using Coordination.Outcomes;

namespace Coordination.Silo.Information.Providers;

/// <summary>
/// The queries and streams of one record type: who waits for what. It knows no grain and no clock; it is used by one
/// thread at a time.
/// </summary>
internal sealed class ProviderHub
{
    /// <summary>Queries that wait or are being answered.</summary>
    public const int MostQueries = 1_000;

    public const int MostSessions = 100;

    /// <summary>A stream that gave no sign of life for so long is gone.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Dictionary<Guid, Session> sessions = [];
    private readonly Dictionary<Guid, Query> queries = [];
    private readonly LinkedList<Query> waiting = [];

    public bool Knows(Guid session) => sessions.ContainsKey(session);

    /// <summary>False: there are too many.</summary>
    public bool Attach(Guid session, DateTimeOffset now)
    {
        Forget(now);
        if (!sessions.ContainsKey(session) && sessions.Count >= MostSessions)
            return false;

        sessions.TryAdd(session, new Session { SeenAt = now });
        return true;
    }

    public void Seen(Guid session, DateTimeOffset now)
    {
        if (sessions.TryGetValue(session, out var known))
            known.SeenAt = now;
    }

    /// <summary>Puts a query into the queue, for the stream that asks first.</summary>
    public Outcome<Task<Outcome<ProviderReply>>> Ask(ProviderQuery query, DateTimeOffset now)
    {
        Forget(now);
        if (sessions.Count == 0)
            return InformationRefusals.ProviderAway;
        if (queries.Count >= MostQueries)
            return InformationRefusals.ProviderBusy;

        var asked = new Query(query);
        queries.Add(query.Id, asked);
        Enqueue(asked);
        return asked.Answer.Task;
    }

    /// <summary>The next query that has time left, or null.</summary>
    public ProviderQuery? Take(Guid session, DateTimeOffset now)
    {
        if (!sessions.TryGetValue(session, out var taker))
            return null;

        while (waiting.First is { } first)
        {
            waiting.RemoveFirst();
            if (first.Value.Sent.Deadline <= now)
                continue; // Whoever asked gives up by itself.

            first.Value.Taker = session;
            taker.Taken.Add(first.Value.Sent.Id);
            return first.Value.Sent;
        }

        return null;
    }

    /// <summary>Completes when there is something to take.</summary>
    public Task Signal(Guid session) => sessions.TryGetValue(session, out var known) && waiting.Count == 0
        ? (known.Wake ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task
        : Task.CompletedTask;

    public void Answer(Guid session, Guid query, Outcome<ProviderReply> answer)
    {
        if (queries.TryGetValue(query, out var asked) && asked.Taker == session)
            End(asked, answer);
    }

    /// <summary>Whoever asked waits no longer.</summary>
    public void GiveUp(Guid query)
    {
        if (queries.TryGetValue(query, out var asked))
            End(asked, InformationRefusals.ProviderAway);
    }

    public void Detach(Guid session)
    {
        if (!sessions.Remove(session, out var gone))
            return;

        gone.Wake?.TrySetResult();
        foreach (var id in gone.Taken)
        {
            if (!queries.TryGetValue(id, out var asked))
                continue;
            if (asked.Again || sessions.Count == 0)
            {
                End(asked, InformationRefusals.ProviderAway);
                continue;
            }

            (asked.Again, asked.Taker) = (true, null);
            Enqueue(asked);
        }

        if (sessions.Count > 0)
            return;
        foreach (var asked in queries.Values.ToArray())
            End(asked, InformationRefusals.ProviderAway);
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (id, session) in sessions.ToArray())
        {
            if (session.SeenAt + Patience <= now)
                Detach(id);
        }
    }

    private void Enqueue(Query asked)
    {
        waiting.AddLast(asked);
        foreach (var session in sessions.Values)
        {
            session.Wake?.TrySetResult();
            session.Wake = null;
        }
    }

    private void End(Query asked, Outcome<ProviderReply> answer)
    {
        queries.Remove(asked.Sent.Id);
        waiting.Remove(asked);
        if (asked.Taker is { } taker && sessions.TryGetValue(taker, out var session))
            session.Taken.Remove(asked.Sent.Id);
        asked.Answer.TrySetResult(answer);
    }

    private sealed class Session
    {
        public DateTimeOffset SeenAt { get; set; }

        public HashSet<Guid> Taken { get; } = [];

        public TaskCompletionSource? Wake { get; set; }
    }

    private sealed class Query(ProviderQuery sent)
    {
        public ProviderQuery Sent { get; } = sent;

        public TaskCompletionSource<Outcome<ProviderReply>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Guid? Taker { get; set; }

        public bool Again { get; set; }
    }
}
