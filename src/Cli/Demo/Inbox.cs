using System.Collections.Immutable;
using Coordination.Client;
using Coordination.Events.V1;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Cli.Demo;

/// <summary>What one system saw on its watch, and a way to wait for more.</summary>
internal sealed class Inbox : IAsyncDisposable
{
    private readonly CancellationTokenSource ends;
    private readonly Lock guard = new();
    private readonly List<Event> seen = [];
    private readonly Func<Event, bool> keep;
    private readonly TaskCompletionSource established = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task running;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? failure;
    private int closed;

    /// <param name="keep">Sees every event; says which are kept.</param>
    public Inbox(CoordinationClient client, Func<Event, bool>? keep, CancellationToken cancellationToken)
    {
        this.keep = keep ?? (static _ => true);
        ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        running = RunAsync(client);
    }

    public ImmutableArray<Event> Seen
    {
        get
        {
            lock (guard)
                return [.. seen];
        }
    }

    /// <summary>Completes when the platform has answered on the watch: from then on nothing is missed.</summary>
    public Task EstablishedAsync(TimeSpan within, CancellationToken cancellationToken) => established.Task.WaitAsync(within, cancellationToken);

    /// <summary>The first event that fits, already seen or still to come; null when none comes in time.</summary>
    public async Task<Event?> WaitForAsync(Func<Event, bool> fits, TimeSpan within, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(within);
        var looked = 0;
        while (true)
        {
            Task next;
            lock (guard)
            {
                for (; looked < seen.Count; looked++)
                {
                    if (fits(seen[looked]))
                        return seen[looked];
                }

                if (failure is not null)
                    throw failure;
                next = changed.Task;
            }

            try
            {
                await next.WaitAsync(late.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return null;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, 1) == 1)
            return;
        await ends.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        ends.Dispose();
    }

    private async Task RunAsync(CoordinationClient client)
    {
        try
        {
            var request = new WatchRequest { Kinds = { "tasks" }, BookmarkInterval = Duration.FromTimeSpan(TimeSpan.FromSeconds(1)) };
            await foreach (var response in client.WatchAsync(request, ends.Token).ConfigureAwait(false))
            {
                established.TrySetResult();
                if (response.Event is { } happened && keep(happened))
                    Add(happened);
            }
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            established.TrySetCanceled();
        }
        catch (Exception e)
        {
            lock (guard)
                failure = e;
            established.TrySetException(e);
            Wake();
        }
    }

    private void Add(Event happened)
    {
        lock (guard)
            seen.Add(happened);
        Wake();
    }

    private void Wake()
    {
        TaskCompletionSource before;
        lock (guard)
        {
            before = changed;
            changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        before.TrySetResult();
    }
}
