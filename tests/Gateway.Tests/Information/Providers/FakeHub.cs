using System.Collections.Concurrent;
using System.Threading.Channels;
using Coordination.Access;
using Coordination.Names;
using Coordination.Outcomes;

namespace Coordination.Information;

/// <summary>A hub that gives out what the test puts in and remembers what comes back.</summary>
internal sealed class FakeHub(TimeProvider time) : IProviderHubGrain
{
    private readonly Channel<ProviderQuery> waiting = Channel.CreateUnbounded<ProviderQuery>();

    /// <summary>What each attaching is told, by its number from 1.</summary>
    public Func<int, Refusal?> Admit { get; set; } = _ => null;

    /// <summary>Set: thrown by the next take.</summary>
    public Exception? Fault { get; set; }

    public ConcurrentDictionary<Guid, bool> Sessions { get; } = [];

    public int Attached { get; private set; }

    public Channel<ProviderReply> Replies { get; } = Channel.CreateUnbounded<ProviderReply>();

    public Channel<Guid> Failed { get; } = Channel.CreateUnbounded<Guid>();

    public Channel<Guid> Detached { get; } = Channel.CreateUnbounded<Guid>();

    public int Waiting => waiting.Reader.Count;

    public ProviderQuery Ask(string reference, params string[] fields)
    {
        var question = new ProviderQuestion(
            new RecordTypeName("mlsw-families"), reference, [.. fields], new AgencyName("atd"), "investigation", new GrantName("g1"));
        var query = new ProviderQuery(Guid.NewGuid(), question, time.GetUtcNow().AddSeconds(5));
        waiting.Writer.TryWrite(query);
        return query;
    }

    public Task<Outcome<ProviderReply>> QueryAsync(ProviderQuestion question, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Refusal?> AttachAsync(Principal principal, Guid session)
    {
        var refusal = Admit(++Attached);
        if (refusal is null)
            Sessions[session] = true;
        return Task.FromResult(refusal);
    }

    public async Task<Outcome<ProviderTake>> TakeAsync(Guid session, bool takes, TimeSpan wait)
    {
        if (Fault is { } fault)
        {
            Fault = null;
            throw fault;
        }

        if (!Sessions.ContainsKey(session))
            return InformationRefusals.SessionUnknown;
        if (!takes)
            return default(ProviderTake);

        // A real hub waits longer; a shorter wait does no harm.
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        try
        {
            return new ProviderTake(await waiting.Reader.ReadAsync(limit.Token));
        }
        catch (OperationCanceledException)
        {
            return default(ProviderTake);
        }
    }

    public Task AnswerAsync(Guid session, Guid query, ProviderReply reply)
    {
        Replies.Writer.TryWrite(reply);
        return Task.CompletedTask;
    }

    public Task FailAsync(Guid session, Guid query)
    {
        Failed.Writer.TryWrite(query);
        return Task.CompletedTask;
    }

    public Task DetachAsync(Guid session)
    {
        Sessions.TryRemove(session, out _);
        Detached.Writer.TryWrite(session);
        return Task.CompletedTask;
    }
}
