using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Tasks;
using Microsoft.Extensions.Logging;

namespace Coordination.Silo.Tasks;

/// <summary>What a task has to do with other tasks: the one above, those it waits for, those that wait for it.</summary>
internal sealed partial class TaskGrain
{
    private bool rollingUp;

    private ITaskGraphGrain Graph => GrainFactory.GetGrain<ITaskGraphGrain>(ITaskGraphGrain.Key);

    public async Task<Outcome<TaskStanding>> StandingAsync(Principal viewer, CancellationToken cancellationToken) =>
        await ReadAsync(viewer, TaskPermissions.Read, (state, _) => new TaskStanding(
            state.Stage,
            state.Head.Depth,
            state.SubTasks.Length,
            viewer.Unit is null
            && (access.May(viewer, TaskPermissions.Manage, Relation.None) || TaskRelations.Of(state, viewer) is not Relation.None)));

    public Task<Refusal?> ReportSubTaskAsync(TaskName subTask, int version, TaskStage stage, int percent) =>
        CommitByPlatformAsync((state, _) => RollUpRules.Report(state, subTask, version, stage, percent));

    public Task<Refusal?> NoteBlockedAsync(ImmutableArray<string> officers) => CommitByPlatformAsync((state, _) =>
        state.Header is not { } head ? CommonRefusals.NotFound
        : (head.Blocked.IsDefault ? [] : head.Blocked).SequenceEqual(officers, StringComparer.Ordinal) ? Decision<TaskEvent>.Nothing
        : new OfficersBlocked(officers));

    protected override void OnCommitted(TaskState state, ImmutableArray<TaskEvent> events)
    {
        // At once when all goes well; if the silo dies here, the due work does it.
        if (state.News is not null)
            RollUpAsync().Ignore();
        if (state.OriginNews is not null)
            TellOriginAsync().Ignore();
    }

    protected override Task AfterDueAsync(string dueKind, TaskState state) => dueKind switch
    {
        TaskProjection.RollUpKind => RollUpAsync(),
        TaskProjection.OriginKind => TellOriginAsync(),
        _ => Task.CompletedTask,
    };

    /// <summary>Tells the task above how this one stands, until it knows.</summary>
    private async Task RollUpAsync()
    {
        if (rollingUp)
            return; // It looks again before it ends.

        rollingUp = true;
        try
        {
            while (true)
            {
                var read = await ReadStateAsync();
                if (read.IsRefused || read.Value.State.News is not { } news)
                    return;

                var above = GrainFactory.GetGrain<ITaskGrain>(read.Value.State.Head.Parent!.Value.ToString());
                if (await above.ReportSubTaskAsync(Name, read.Value.Version, news.Stage, news.Percent) is { } refusal)
                {
                    LogNotRolledUp(logger, Stream, refusal.Code);
                    return;
                }

                if (await CommitByPlatformAsync((state, _) => RollUpRules.Told(state, news)) is not null)
                    return;
            }
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            LogNotRolledUp(logger, Stream, fault.GetType().Name); // The row of due work stands; it is tried again.
        }
        finally
        {
            rollingUp = false;
        }
    }

    /// <summary>Asks what a new task would hang on, and reserves its dependencies. Nothing is asked for a repeat.</summary>
    private async Task<AssignLinks> LinksForAsync(AssignTask command, CancellationToken cancellationToken)
    {
        // Only the committee instructs out of itself; an agency hands on parts of what it has a part in.
        var caller = command.Context.Principal;
        var blocked = await BlockedAsync(command.Case);
        if (command.Parent is null && !access.May(caller, TaskPermissions.Manage, Relation.None) && !await LeadsCaseAsync(command))
            return new AssignLinks(0, TaskRefusals.ParentRequired);
        if (command.Parent is null && command.Dependencies.IsEmpty)
            return AssignLinks.None with { Blocked = blocked };

        if (!access.May(caller, TaskPermissions.Assign, TaskRelations.Of(TaskState.Initial, caller))
            || await WasAnsweredAsync(command.Context.RequestId))
        {
            return AssignLinks.None;
        }

        var links = command.Parent is { } parent
            ? AssignLinks.Below(await GrainFactory.GetGrain<ITaskGrain>(parent.ToString()).StandingAsync(caller, cancellationToken)) with { Blocked = blocked }
            : AssignLinks.None with { Blocked = blocked };
        if (links.Refusal is not null || command.Dependencies.IsEmpty)
            return links;

        if (await RefuseDependenciesAsync(command.Dependencies, caller, cancellationToken) is { } unseen)
            return links with { Refusal = unseen };

        var read = await ReadStateAsync();
        if (read.IsRefused || AssignRules.Assign(read.Value.State, command, Now, inputs, links).Refusal is not null)
            return links; // It will be refused: no edge is drawn.

        return links with { Refusal = await Graph.ReserveAsync(Name, command.Dependencies) };
    }

    /// <summary>Who does not see the case does not see its tasks; null when that is nobody.</summary>
    private async Task<ImmutableArray<string>?> BlockedAsync(CaseName? of) =>
        of is { } name && await GrainFactory.Case(name).FactsAsync() is { IsRefused: false, Value.Blocked: { IsEmpty: false } blocked } ? blocked : null;

    /// <summary>Who leads a case assigns the tasks of that case.</summary>
    private async Task<bool> LeadsCaseAsync(AssignTask command) =>
        command.Case is { } of
        && await GrainFactory.Case(of).StandingAsync(command.Context.Principal) is { IsRefused: false, Value.Relation: Relation.Lead };

    /// <summary>Draws an edge before the task's own event says so. Null when it is drawn, or need not be.</summary>
    private async Task<Refusal?> ReserveAsync(AddDependency command, CancellationToken cancellationToken)
    {
        var caller = command.Context.Principal;
        var read = await ReadAsync(caller, TaskPermissions.Manage, static (state, _) => state);
        if (read.IsRefused || await WasAnsweredAsync(command.Context.RequestId))
            return null; // The commit says so itself.
        if (DependencyRules.Add(read.Value, command, Name, link: null) is { Refusal: not null } or { Events.IsEmpty: true })
            return null;

        return await RefuseDependenciesAsync([command.Dependency], caller, cancellationToken)
            ?? await Graph.ReserveAsync(Name, [command.Dependency]);
    }

    /// <summary>Takes an edge away that the task does not have: it was removed, or could not be added after all.</summary>
    private async Task ReleaseUnlessDrawnAsync(TaskName dependency)
    {
        var read = await ReadStateAsync();
        if (!read.IsRefused && read.Value.State.Header is not null && !read.Value.State.Dependencies.Contains(dependency))
            await Graph.ReleaseAsync(Name, dependency);
    }

    private async Task<Refusal?> RefuseDependenciesAsync(ImmutableArray<TaskName> dependencies, Principal caller, CancellationToken cancellationToken)
    {
        var standings = await AskAsync(dependencies, caller, cancellationToken);
        for (var i = 0; i < dependencies.Length; i++)
        {
            if (standings[i].Refusal is { } away)
            {
                return away.Kind is RefusalKind.NotFound
                    ? TaskRefusals.DependencyNotFound.With("dependency", dependencies[i].ToString())
                    : away;
            }
        }

        return null;
    }

    /// <summary>Which dependencies are done. The platform asks: whether a part can start does not hang on what its agency may see.</summary>
    private async Task<DependencyStandings> StandingsAsync(CancellationToken cancellationToken)
    {
        var read = await ReadStateAsync();
        if (read.IsRefused || read.Value.State.Dependencies.IsEmpty)
            return DependencyStandings.None;

        var dependencies = read.Value.State.Dependencies;
        var standings = await AskAsync(dependencies, Principal.Platform, cancellationToken);
        return new DependencyStandings(
            [.. dependencies.Where((_, i) => standings[i] is { IsRefused: false, Value.IsDone: true })],
            standings.FirstOrDefault(s => s.Refusal is { Kind: RefusalKind.Unavailable }).Refusal);
    }

    private Task<Outcome<TaskStanding>[]> AskAsync(ImmutableArray<TaskName> tasks, Principal viewer, CancellationToken cancellationToken) =>
        Task.WhenAll(tasks.Select(task => GrainFactory.GetGrain<ITaskGrain>(task.ToString()).StandingAsync(viewer, cancellationToken)));

    [LoggerMessage(EventId = 2201, Level = LogLevel.Warning, Message = "{Stream} could not tell the task above how it stands ({Reason}); trying again")]
    private static partial void LogNotRolledUp(ILogger logger, string stream, string reason);
}
