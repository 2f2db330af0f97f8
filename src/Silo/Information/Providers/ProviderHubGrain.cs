using Coordination.Access;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Silo.Information.Providers;

/// <summary>
/// Streams pull: wherever a gateway process has one, it asks this grain for the next query. A process that dies asks no
/// more; when this grain is made anew elsewhere, the streams attach again.
/// </summary>
[Reentrant]
internal sealed class ProviderHubGrain(AccessPolicy access, TimeProvider time) : Grain, IProviderHubGrain
{
    /// <summary>How long a provider has to answer; the caller's own deadline may be nearer.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly ProviderHub hub = new();

    public async Task<Outcome<ProviderReply>> QueryAsync(ProviderQuestion question, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var query = new ProviderQuery(Guid.NewGuid(), question, now + AnswerWithin);
        var asked = hub.Ask(query, now);
        if (asked.IsRefused)
            return asked.Refusal;

        try
        {
            return await asked.Value.WaitAsync(AnswerWithin, time, cancellationToken);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            return InformationRefusals.ProviderAway;
        }
        finally
        {
            hub.GiveUp(query.Id);
        }
    }

    public async Task<Refusal?> AttachAsync(Principal principal, Guid session)
    {
        var type = await GrainFactory.RecordType(ResourceName.Parse<RecordTypeName>(this.GetPrimaryKeyString())).FactsAsync();
        if (type is { IsRefused: true, Refusal.Kind: not RefusalKind.NotFound })
            return type.Refusal;
        if (type.IsRefused || type.Value.Owner != principal.Agency || type.Value.HeldBy is not HeldBy.Provider
            || principal.Unit is not null || !access.May(principal, InformationPermissions.Serve, Relation.None))
        {
            return RecordRefusals.RecordTypeNotYours.On("record_types");
        }

        return hub.Attach(session, time.GetUtcNow()) ? null : InformationRefusals.ProvidersFull;
    }

    public async Task<Outcome<ProviderTake>> TakeAsync(Guid session, bool takes, TimeSpan wait)
    {
        if (!hub.Knows(session))
            return InformationRefusals.SessionUnknown;

        hub.Seen(session, time.GetUtcNow());
        if (!takes)
            return default(ProviderTake);
        if (hub.Take(session, time.GetUtcNow()) is { } ready)
            return new ProviderTake(ready);
        if (wait > TimeSpan.Zero)
            await hub.Signal(session).WaitAsync(wait < LongestWait ? wait : LongestWait, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        if (!hub.Knows(session))
            return InformationRefusals.SessionUnknown;

        hub.Seen(session, time.GetUtcNow());
        return new ProviderTake(hub.Take(session, time.GetUtcNow()));
    }

    public Task AnswerAsync(Guid session, Guid query, ProviderReply reply)
    {
        hub.Answer(session, query, reply);
        return Task.CompletedTask;
    }

    public Task FailAsync(Guid session, Guid query)
    {
        hub.Answer(session, query, InformationRefusals.ProviderAway);
        return Task.CompletedTask;
    }

    public Task DetachAsync(Guid session)
    {
        hub.Detach(session);
        return Task.CompletedTask;
    }
}
