using System.Collections.Immutable;
using Coordination.Aggregates;
using Coordination.Ledger;
using Coordination.Outcomes;

namespace Coordination.Sdk.Grains;

/// <summary>
/// Writing with other grains, together or not at all. One grain collects what the others prepare and appends it with its
/// own; nobody is locked. Whoever prepared is in doubt until it is told the outcome, or finds that its stream went on:
/// while it is in doubt it looks at the end of its stream before it uses what it remembers. The version on which it
/// decided is the fence, as always: what comes between makes the whole fail.
/// </summary>
public abstract partial class LedgerGrain<TState, TEvent>
{
    /// <summary>What is prepared at most beside each other; beyond it the grain stays in doubt until its stream goes on.</summary>
    private const int MostTickets = 64;

    /// <summary>How long whoever wrote waits until the others have heard of it: they find out by themselves otherwise.</summary>
    private static readonly TimeSpan TellWithin = TimeSpan.FromSeconds(2);

    private HashSet<Guid>? tickets;
    private int preparedOn;

    /// <summary>Something was prepared on the version that is remembered, and what became of it is not known.</summary>
    private bool IsInDoubt
    {
        get
        {
            if (tickets is not null && durable.Version > preparedOn)
                tickets = null; // The stream went on: by what was prepared, or never by it any more.
            return tickets is not null;
        }
    }

    /// <inheritdoc />
    public async Task SettlePreparedAsync(Guid ticket, int version, bool appended)
    {
        if (appended)
        {
            if (durable.Version >= version || loaded is null)
                return;
            ReadAgain();
            if (await EnsureLoadedAsync() is null)
                OnCommitted(durable.State, []);
        }
        else if (tickets is not null && tickets.Remove(ticket) && tickets.Count == 0)
        {
            tickets = null;
        }
    }

    /// <summary>Decides on what is durable, waiting for what is on its way, and hands out what is to be written instead of writing it.</summary>
    /// <param name="command">What is wanted, by whom; it is what the events are noted under.</param>
    /// <param name="permission">What the caller must hold here; null: whoever asks has judged that, and the grain's rule judges the rest.</param>
    /// <param name="decide">The pure rule.</param>
    /// <returns>Empty when the rule finds nothing to do, or when this very command was carried out before.</returns>
    protected async Task<Outcome<PreparedAppend>> PrepareAsync(
        Command command, string? permission, Func<TState, DateTimeOffset, Decision<TEvent>> decide)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(decide);
        var cause = CauseOf(command);
        for (var attempt = 0; attempt < MostTickets; attempt++)
        {
            if (await EnsureLoadedAsync() is { } away)
                return away;
            if (pending.Version != durable.Version)
            {
                await newest;
                continue;
            }

            if (durable.Version == 0)
            {
                LeaveSoon();
                return CommonRefusals.NotFound;
            }

            if (permission is not null && Judge(durable, command.Context.Principal, permission) is { } refusal)
                return refusal;
            if (requests.TryFind(cause.RequestId, out var mark))
                return mark.CommandHash == cause.CommandHash ? new PreparedAppend(Stream, Guid.Empty, mark.Version, []) : CommonRefusals.RequestIdReused;

            var decision = decide(durable.State, Now);
            if (decision.Refusal is { } no)
                return no;
            if (decision.Events.IsEmpty)
                return new PreparedAppend(Stream, Guid.Empty, durable.Version, []);

            var (append, after, _) = Draw(durable, null, decision.Events, cause, Now);
            return PreparedAppends.Of(append, Doubt(), after.Version);
        }

        return CommonRefusals.ConcurrentChange;
    }

    /// <summary>Commits a command together with what other grains prepare for it: all of it or nothing.</summary>
    /// <param name="command">What is wanted, by whom.</param>
    /// <param name="permission">What the caller must hold, in its relation to this resource.</param>
    /// <param name="decide">The pure rule. Asked before anything is gathered, and again with what was gathered.</param>
    /// <param name="gather">Asks the others, on the state that was decided on, and puts what they prepared into the list as it comes. Null, or why it cannot be.</param>
    /// <param name="grainOf">Who prepared something.</param>
    /// <param name="view">What the caller gets.</param>
    protected Task<Outcome<TView>> CommitTogetherAsync<TView>(
        Command command,
        string permission,
        Func<TState, DateTimeOffset, Decision<TEvent>> decide,
        Func<TState, List<PreparedAppend>, Task<Refusal?>> gather,
        Func<PreparedAppend, IAggregateGrain> grainOf,
        Func<TState, int, TView> view) =>
        RunAsync(command, permission, mayCreate: false, decide, view, etagVersion: null, new Companions(gather, grainOf));

    /// <summary>Makes the resource together with what other grains prepare for it.</summary>
    protected Task<Outcome<TView>> CreateTogetherAsync<TView>(
        Command command,
        string permission,
        Func<TState, DateTimeOffset, Decision<TEvent>> decide,
        Func<TState, List<PreparedAppend>, Task<Refusal?>> gather,
        Func<PreparedAppend, IAggregateGrain> grainOf,
        Func<TState, int, TView> view) =>
        RunAsync(command, permission, mayCreate: true, decide, view, etagVersion: null, new Companions(gather, grainOf));

    /// <summary>Commits events that the platform itself decides together with what other grains prepare for them.</summary>
    protected async Task<Refusal?> CommitByPlatformTogetherAsync(
        Func<TState, DateTimeOffset, Decision<TEvent>> decide,
        Func<TState, List<PreparedAppend>, Task<Refusal?>> gather,
        Func<PreparedAppend, IAggregateGrain> grainOf)
    {
        ArgumentNullException.ThrowIfNull(decide);
        var companions = new Companions(gather, grainOf);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await EnsureLoadedAsync() is { } away)
                return away;
            if (decide(pending.State, Now) is not { Events.IsEmpty: false, Refusal: null })
                return null;

            var (refused, isStale, with) = await GatherAsync(companions);
            var decision = isStale ? default : decide(pending.State, Now);
            if (refused is not null)
                return refused;
            if (isStale || decision.Refusal is not null || decision.Events.IsEmpty)
            {
                await TellAsync(companions, with, appended: false);
                continue;
            }

            var result = await AppendAsync(decision.Events, Cause.Platform, presumes: false, with);
            if (result.Status is not AppendStatus.Unknown)
                await TellAsync(companions, with, result.Status is AppendStatus.Appended);
            if (result.Status is AppendStatus.Appended)
                return null;
            if (result.Status is AppendStatus.Rejected or AppendStatus.Busy or AppendStatus.Unavailable)
                return RefusalFor(result.Status);
        }

        return CommonRefusals.ConcurrentChange;
    }

    /// <summary>Looks whether the stream went on since it was prepared for; if so, reads it.</summary>
    private async Task<Refusal?> LookAsync()
    {
        if (await EnsureReadAsync() is { } away)
            return away;
        if (!IsInDoubt)
            return null;

        var (seen, mine) = (durable.Version, newest);
        try
        {
            if ((await services.Ledger.LoadAsync(Stream, seen, 1, CancellationToken.None)).IsEmpty)
                return null;
        }
        catch (LedgerUnavailableException)
        {
            return CommonRefusals.LedgerUnavailable;
        }

        await mine; // What is there may be what this grain wrote itself meanwhile.
        if (durable.Version <= seen)
            ReadAgain();
        return await EnsureReadAsync();
    }

    private Guid Doubt()
    {
        var ticket = Guid.NewGuid();
        if (!IsInDoubt)
        {
            tickets = [];
            preparedOn = durable.Version;
        }

        tickets!.Add(tickets.Count < MostTickets ? ticket : Guid.Empty);
        return ticket;
    }

    /// <summary>Asks the others; whoever prepared in vain is told so.</summary>
    private async Task<(Refusal? Refusal, bool IsStale, List<PreparedAppend> Prepared)> GatherAsync(Companions companions)
    {
        List<PreparedAppend> prepared = [];
        var (seen, epochSeen) = (pending.Version, epoch);
        Refusal? refusal = null;
        var gathered = false;
        try
        {
            refusal = await companions.Gather(pending.State, prepared);
            gathered = refusal is null && seen == pending.Version && epochSeen == epoch;
            return (refusal, !gathered, prepared);
        }
        finally
        {
            if (!gathered)
                TellAsync(companions, prepared, appended: false).Ignore();
        }
    }

    private async Task TellAsync(Companions companions, List<PreparedAppend> prepared, bool appended)
    {
        try
        {
            await Task.WhenAll(prepared.Where(p => !p.IsEmpty).Select(p => companions.GrainOf(p).SettlePreparedAsync(p.Ticket, p.Version, appended)))
                .WaitAsync(TellWithin);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            LogNotTold(logger, Stream, fault.GetType().Name);
        }
    }

    private Task<AppendResult> HandInAsync(Append append, List<PreparedAppend>? with)
    {
        if (with is null || with.TrueForAll(static p => p.IsEmpty))
            return services.Ledger.AppendAsync(append);

        var all = ImmutableArray.CreateBuilder<Append>(with.Count + 1);
        all.Add(append);
        foreach (var prepared in with)
        {
            if (!prepared.IsEmpty)
                all.Add(PreparedAppends.Read(prepared));
        }

        return services.Ledger.AppendTogetherAsync(all.ToImmutable());
    }

    /// <summary>The append of events on a state, the state after it, and what is visible of that.</summary>
    private (Append Append, Folded<TState> After, Projection Becomes) Draw(
        Folded<TState> before, Projection? known, ImmutableArray<TEvent> events, Cause cause, DateTimeOffset now)
    {
        var (after, entries) = reader.Extend(before, events, now, cause);
        var was = known ?? (before.Version == 0 ? Projection.Empty : definition.Project(Stream, before.State, before.Version, before.At));
        var becomes = definition.Project(Stream, after.State, after.Version, now);
        var append = new Append(
            Stream, before.Version, entries, ProjectionDiff.Registry(was, becomes), ProjectionDiff.Due(was, becomes), ProjectionDiff.Facts(was, becomes));
        return (append, after, becomes);
    }

    private Cause CauseOf(Command command) => command.Context.RequestId == Guid.Empty
        ? Cause.Platform
        : new(
            command.Context.RequestId,
            CommandHash.Of(command, definition.CommandBytes(command)),
            command.Context.Principal.Agency.Id,
            command.Context.Principal.Subject);

    private sealed record Companions(Func<TState, List<PreparedAppend>, Task<Refusal?>> Gather, Func<PreparedAppend, IAggregateGrain> GrainOf);
}
