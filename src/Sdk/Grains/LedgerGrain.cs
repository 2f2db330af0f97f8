using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Ledger;
using Coordination.Outcomes;
using Coordination.Sdk.Telemetry;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Coordination.Sdk.Grains;

/// <summary>
/// A grain whose state is a fold over its stream. It loads, asks a pure rule, commits; nothing else.
/// </summary>
/// <remarks>
/// It is reentrant around the commit: while one command waits to become durable, the next decides on the pending
/// state and joins the next batch. When a batch fails, every command that built on it fails too, because its
/// expected version cannot be met; the grain then loads again from the ledger and decides anew. The ledger's fence,
/// not the single activation, keeps the stream right.
/// A command that makes a resource does not read first whether it is there: it presumes that it is not, and the fence
/// of version 0 says whether that was so. Only if it was not, or if the rule refuses, is the stream read.
/// </remarks>
[Reentrant]
public abstract partial class LedgerGrain<TState, TEvent> : Grain, IAggregateGrain
    where TState : class, IAggregateState<TState, TEvent>
    where TEvent : class
{
    /// <summary>How often a command is decided anew after somebody else's write, before the caller is told.</summary>
    private const int Attempts = 4;

    /// <summary>How long a grain of a name that nobody made stays in memory.</summary>
    private static readonly TimeSpan AbsentStays = TimeSpan.FromSeconds(10);

    private static readonly Task<AppendResult> Settled = Task.FromResult(new AppendResult(AppendStatus.Appended));

    private static readonly Task<Refusal?> Read = Task.FromResult<Refusal?>(null);

    private readonly LedgerGrainServices services;
    private readonly AggregateDefinition<TState, TEvent> definition;
    private readonly StreamReader<TState, TEvent> reader;
    private readonly ILogger logger;

    private Folded<TState> durable;
    private Folded<TState> pending;
    private Projection? pendingProjection;
    private RequestIndex requests = new();
    private Task<Refusal?>? loaded;
    private Task<AppendResult> newest = Settled;
    private Task<AppendResult>? presumed;
    private int epoch;
    private int inFlight;
    private IGrainTimer? leaving;

    protected LedgerGrain(LedgerGrainServices services, AggregateDefinition<TState, TEvent> definition)
    {
        this.services = services ?? throw new ArgumentNullException(nameof(services));
        this.definition = definition ?? throw new ArgumentNullException(nameof(definition));
        reader = StreamReader<TState, TEvent>.For(definition);
        logger = services.Loggers.CreateLogger(GetType());
        durable = pending = new Folded<TState>(definition.Initial, 0, default);
    }

    /// <summary>The resource's name, which is the stream's.</summary>
    protected string Stream => this.GetPrimaryKeyString();

    protected DateTimeOffset Now => Microseconds.Truncate(services.Time.GetUtcNow());

    /// <summary>Commits a command that makes the resource. A rule refuses when it exists already.</summary>
    protected Task<Outcome<TView>> CreateAsync<TView>(
        Command command, string permission, Func<TState, DateTimeOffset, Decision<TEvent>> decide, Func<TState, int, TView> view) =>
        RunAsync(command, permission, mayCreate: true, decide, view, etagVersion: null);

    /// <summary>Commits a command on an existing resource.</summary>
    /// <param name="command">What is wanted, by whom.</param>
    /// <param name="permission">What the caller must hold, in its relation to this resource.</param>
    /// <param name="decide">The pure rule.</param>
    /// <param name="view">What the caller gets: of the state after the command, and its version.</param>
    /// <param name="etagVersion">Against which version the caller's etag is compared. Default: the aggregate's.</param>
    protected Task<Outcome<TView>> CommitAsync<TView>(
        Command command,
        string permission,
        Func<TState, DateTimeOffset, Decision<TEvent>> decide,
        Func<TState, int, TView> view,
        Func<TState, int>? etagVersion = null) =>
        RunAsync(command, permission, mayCreate: false, decide, view, etagVersion);

    /// <summary>Reads what is durable.</summary>
    protected async Task<Outcome<TView>> ReadAsync<TView>(Principal principal, string permission, Func<TState, int, TView> view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (await EnsureLoadedAsync() is { } away)
            return away;

        if (pending.Version == 0)
            LeaveSoon();
        return Judge(durable, principal, permission) is { } refusal ? refusal : view(durable.State, durable.Version);
    }

    /// <summary>What is durable, for the platform's own use: no right is asked.</summary>
    protected async Task<Outcome<Folded<TState>>> ReadStateAsync()
    {
        if (await EnsureLoadedAsync() is { } away)
            return away;

        if (pending.Version == 0)
            LeaveSoon();
        return durable;
    }

    /// <summary>Whether this request was answered here before, or is about to be: a repeat must not prepare anything anew.</summary>
    protected async Task<bool> WasAnsweredAsync(Guid requestId) => await EnsureLoadedAsync() is null && requests.TryFind(requestId, out _);

    /// <summary>Reads what happened, oldest first.</summary>
    protected async Task<Outcome<HistoryPage>> ReadHistoryAsync(
        Principal principal, string permission, int afterVersion, int limit, CancellationToken cancellationToken)
    {
        if (await EnsureLoadedAsync() is { } away)
            return away;
        if (Judge(durable, principal, permission) is { } refusal)
            return refusal;

        try
        {
            return StreamReader<TState, TEvent>.History(
                await services.Ledger.LoadAsync(Stream, afterVersion, limit + 1, cancellationToken), limit);
        }
        catch (LedgerUnavailableException)
        {
            return CommonRefusals.LedgerUnavailable;
        }
    }

    /// <summary>What the platform does by itself now that something may be due. Default: nothing.</summary>
    protected virtual Decision<TEvent> DecideDue(string dueKind, TState state, DateTimeOffset now) => Decision<TEvent>.Nothing;

    /// <summary>Follows a wake-up after the due events are durable: for work that needs other grains. Default: nothing.</summary>
    protected virtual Task AfterDueAsync(string dueKind, TState state) => Task.CompletedTask;

    /// <summary>
    /// Called after events became durable, and without events after others wrote what this grain had prepared. It must not
    /// throw and not wait.
    /// </summary>
    protected virtual void OnCommitted(TState state, ImmutableArray<TEvent> events)
    {
    }

    /// <inheritdoc />
    public async Task WakeAsync(string dueKind)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await EnsureLoadedAsync() is not null || pending.Version == 0)
                return;

            var decision = DecideDue(dueKind, pending.State, Now);
            if (decision.Refusal is not null)
                return;
            if (decision.Events.IsEmpty)
                break;
            if ((await AppendAsync(decision.Events, Cause.Platform)).Status is AppendStatus.Appended)
                break;
        }

        await AfterDueAsync(dueKind, durable.State);
    }

    /// <summary>Commits events that the platform itself decides, outside any command, from state as it is now.</summary>
    protected async Task<Refusal?> CommitByPlatformAsync(Func<TState, DateTimeOffset, Decision<TEvent>> decide)
    {
        ArgumentNullException.ThrowIfNull(decide);
        AppendStatus? status = null;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await EnsureLoadedAsync() is { } away)
                return away;

            var decision = decide(pending.State, Now);
            if (decision.Refusal is { } refusal)
                return refusal;

            // Nothing to add: what was decided on may still be on its way, and the caller relies on it.
            status = (decision.Events.IsEmpty ? await newest : await AppendAsync(decision.Events, Cause.Platform)).Status;
            if (status is AppendStatus.Appended)
                return null;
        }

        return RefusalFor(status!.Value);
    }

    private async Task<Outcome<TView>> RunAsync<TView>(
        Command command,
        string permission,
        bool mayCreate,
        Func<TState, DateTimeOffset, Decision<TEvent>> decide,
        Func<TState, int, TView> view,
        Func<TState, int>? etagVersion,
        Companions? companions = null)
    {
        ArgumentNullException.ThrowIfNull(command);
        using var activity = CoordinationTelemetry.Activities.StartActivity(command.GetType().Name);
        var outcome = await RunOnceOrAgainAsync();
        if (pending.Version == 0)
            LeaveSoon();
        Count(command, outcome.Refusal);
        return outcome;

        async Task<Outcome<TView>> RunOnceOrAgainAsync()
        {
            var cause = CauseOf(command);
            var presumes = mayCreate && companions is null && loaded is null && presumed is null && pending.Version == 0;
            for (var attempt = 1; ; attempt++, presumes = false)
            {
                if (!presumes && await EnsureLoadedAsync() is { } away)
                    return away;

                if (!(mayCreate && pending.Version == 0))
                {
                    if (Judge(pending, command.Context.Principal, permission) is { } refusal)
                        return refusal;
                }
                else if (!services.Access.May(command.Context.Principal, permission, definition.Relate(pending.State, command.Context.Principal)))
                {
                    return CommonRefusals.PermissionDenied;
                }

                if (requests.TryFind(cause.RequestId, out var mark))
                {
                    if (mark.CommandHash != cause.CommandHash)
                        return CommonRefusals.RequestIdReused;
                    if (await RepeatAsync(mark.Version, view) is { } first)
                        return first;
                    continue; // What it built on failed: decide anew.
                }

                if (presumes && !string.IsNullOrEmpty(command.Context.ETag))
                    continue;
                if (!ETag.Matches(command.Context.ETag, etagVersion?.Invoke(pending.State) ?? pending.Version))
                    return CommonRefusals.ETagStale;

                var decision = decide(pending.State, Now);
                if (presumes && (decision.Refusal is not null || decision.Events.IsEmpty))
                    continue; // It may be a repeat of what once was done: look.
                if (decision.Refusal is { } no)
                    return no;

                List<PreparedAppend>? with = null;
                if (companions is not null && !decision.Events.IsEmpty)
                {
                    (var refused, var isStale, with) = await GatherAsync(companions);
                    decision = isStale ? decision : decide(pending.State, Now);
                    if ((refused ?? decision.Refusal) is { } cannot)
                    {
                        TellAsync(companions, with, appended: false).Ignore();
                        return cannot;
                    }

                    if (isStale && attempt == Attempts)
                        return CommonRefusals.ConcurrentChange;
                    if (isStale)
                        continue;
                }

                if (decision.Events.IsEmpty)
                {
                    var seen = pending;
                    if ((await newest).Status is AppendStatus.Appended)
                        return view(seen.State, seen.Version);
                }
                else
                {
                    var appending = AppendAsync(decision.Events, cause, presumes, with);
                    if (presumes && !appending.IsCompleted)
                        presumed = appending;
                    var after = pending;
                    var result = await appending;
                    if (with is not null && result.Status is not AppendStatus.Unknown)
                        await TellAsync(companions!, with, result.Status is AppendStatus.Appended);
                    if (result.Status is AppendStatus.Appended)
                        return view(after.State, after.Version);
                    if (attempt == Attempts || result.Status is AppendStatus.Rejected or AppendStatus.Busy or AppendStatus.Unavailable)
                        return RefusalFor(result.Status);
                }
            }
        }
    }

    /// <summary>The first result of a request, folded again from the stream; null when it did not become durable.</summary>
    private async Task<Outcome<TView>?> RepeatAsync<TView>(int version, Func<TState, int, TView> view)
    {
        var epochSeen = epoch;
        while (version > durable.Version && inFlight > 0 && epochSeen == epoch)
            await newest;
        if (version > durable.Version)
            return null;
        if (version == durable.Version)
            return view(durable.State, version);

        try
        {
            var then = await reader.FoldAsync(services.Ledger, Stream, version);
            return view(then.State, version);
        }
        catch (LedgerUnavailableException)
        {
            return CommonRefusals.LedgerUnavailable;
        }
    }

    /// <summary>
    /// A name that nobody made must not cost memory for long. It does not leave at once: with many callers of one
    /// moment each answer would throw out the calls behind it, until Orleans refuses to forward them once more.
    /// </summary>
    private void LeaveSoon() => leaving ??= this.RegisterGrainTimer(
        static (grain, _) =>
        {
            if (grain.pending.Version == 0)
                grain.DeactivateOnIdle();
            return Task.CompletedTask;
        },
        this,
        new GrainTimerCreationOptions(AbsentStays, Timeout.InfiniteTimeSpan) { Interleave = true });

    private Refusal? Judge(Folded<TState> folded, Principal principal, string permission)
    {
        if (folded.Version == 0 || definition.IsBlocked?.Invoke(folded.State, principal) is true)
            return CommonRefusals.NotFound;

        var relation = definition.Relate(folded.State, principal);
        return services.Access.Decide(principal, permission, definition.ReadPermission, relation) switch
        {
            AccessDecision.Allowed => null,
            AccessDecision.Denied => CommonRefusals.PermissionDenied,
            _ => CommonRefusals.NotFound,
        };
    }

    private Task<AppendResult> AppendAsync(ImmutableArray<TEvent> events, Cause cause, bool presumes = false, List<PreparedAppend>? with = null)
    {
        // Up to the hand-over nothing awaits: decision, fold and place in the queue are one step.
        var (append, after, becomes) = Draw(pending, pendingProjection, events, cause, Now);
        pending = after;
        pendingProjection = becomes;
        requests.Note(cause.RequestId, cause.CommandHash, after.Version);
        inFlight++;
        return newest = SettleAsync(HandInAsync(append, with), after, events, epoch, presumes);
    }

    private async Task<AppendResult> SettleAsync(Task<AppendResult> append, Folded<TState> after, ImmutableArray<TEvent> events, int epochSeen, bool presumes)
    {
        AppendResult result;
        try
        {
            result = await append;
        }
        finally
        {
            inFlight--;
            if (presumes)
                presumed = null;
        }

        if (result.Status is not AppendStatus.Appended)
        {
            if (epochSeen == epoch)
            {
                ReadAgain();
                LogReload(logger, Stream, result.Status);
            }

            return result;
        }

        if (presumes && epochSeen == epoch)
            loaded = Read; // It was new indeed: there was nothing to read.
        if (after.Version > durable.Version)
        {
            if (epochSeen == epoch)
                durable = after;
            else
                ReadAgain(); // The one before it was given up, but both are there: what was read since may lack this one.
        }

        if (inFlight == 0)
            pendingProjection = null;
        OnCommitted(after.State, events);
        if (definition.SnapshotType is not null && reader.IsSnapshotDue(after.Version, events.Length) && epochSeen == epoch)
            services.Snapshots.WriteAsync(Stream, reader.ToSnapshot(after, requests)).Ignore();
        return result;
    }

    private void Count(Command command, Refusal? refusal)
    {
        CoordinationTelemetry.Commands.Add(
            1,
            new("kind", definition.Kind),
            new("command", command.GetType().Name),
            new("outcome", refusal is null ? "done" : "refused"));
        if (refusal is not null)
            CoordinationTelemetry.Refusals.Add(1, new("kind", definition.Kind), new("reason", refusal.Code));
    }

    private static Refusal RefusalFor(AppendStatus status) => status switch
    {
        AppendStatus.Busy => CommonRefusals.LedgerBusy,
        AppendStatus.Unavailable => CommonRefusals.LedgerUnavailable,
        AppendStatus.Unknown => CommonRefusals.OutcomeUnknown,
        AppendStatus.Rejected => CommonRefusals.ContentNotStorable,
        _ => CommonRefusals.ConcurrentChange,
    };
}
