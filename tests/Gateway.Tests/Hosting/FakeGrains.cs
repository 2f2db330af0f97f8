using System.Collections.Concurrent;
using System.Reflection;
using Coordination.Access;
using Coordination.Ledger;
using Coordination.Outcomes;

namespace Coordination.Hosting;

/// <summary>A grain factory that hands out what the test put in, and a store that is away for all else.</summary>
public class FakeGrains : DispatchProxy
{
    private readonly ConcurrentDictionary<System.Type, object> grains = new();

    public static (IGrainFactory Factory, FakeGrains Grains) Create()
    {
        var factory = Create<IGrainFactory, FakeGrains>();
        return (factory, (FakeGrains)(object)factory);
    }

    public void Add<TGrain>(TGrain grain) where TGrain : class => grains[typeof(TGrain)] = grain;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var type = targetMethod!.IsGenericMethod ? targetMethod.GetGenericArguments()[0] : throw new NotSupportedException(targetMethod.Name);
        return grains.TryGetValue(type, out var grain) ? grain : throw new LedgerUnavailableException("The test has no such grain.");
    }
}

/// <summary>A ledger in memory, as a caller sees it.</summary>
internal sealed class FakeFeed : IFeedGrain
{
    private readonly Lock gate = new();
    private readonly List<FeedEvent> events = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<(Principal Principal, FeedFilter Filter, long After)> Reads { get; } = [];

    /// <summary>Set: what every call answers.</summary>
    public Refusal? Refusal { get; set; }

    public void Append(string resource = "tasks/t1", string type = "task.assigned", string json = "{}", string actor = "agencies/mlsw", int count = 1)
    {
        lock (gate)
        {
            for (var i = 0; i < count; i++)
            {
                var position = events.Count + 1;
                events.Add(new FeedEvent(position, resource, position, type, DateTimeOffset.UnixEpoch, actor, Guid.NewGuid(),
                    [.. System.Text.Encoding.UTF8.GetBytes(json)]));
            }

            changed.TrySetResult();
            changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async Task<Outcome<FeedPage>> ReadAsync(
        Principal principal, FeedFilter filter, long after, int limit, TimeSpan wait, CancellationToken cancellationToken)
    {
        Reads.Enqueue((principal, filter, after));
        if (Refusal is not null)
            return Refusal;

        Task change;
        lock (gate)
        {
            change = changed.Task;
            if (events.Count > after)
                return Page(filter, after, limit);
        }

        // A real grain waits at most so long; a shorter one does no harm.
        await Task.WhenAny(change, Task.Delay(TimeSpan.FromMilliseconds(Math.Min(50, wait.TotalMilliseconds)), cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            return Page(filter, after, limit);
        }
    }

    public Task<Outcome<long>> HeadAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(Refusal is null ? Outcome<long>.Of(events.Count) : Outcome<long>.Refuse(Refusal));
        }
    }

    private FeedPage Page(FeedFilter filter, long after, int limit)
    {
        var scanned = events.Skip((int)after).Take(limit).ToList();
        return new FeedPage(
            [.. scanned.Where(e => (filter.Resource is null || e.Resource == filter.Resource)
                && (filter.Kinds.IsEmpty || filter.Kinds.Contains(e.Resource[..e.Resource.IndexOf('/', StringComparison.Ordinal)])))],
            scanned.Count > 0 ? scanned[^1].Position : after);
    }
}
