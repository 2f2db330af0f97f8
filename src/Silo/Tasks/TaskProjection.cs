using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Tasks;

namespace Coordination.Silo.Tasks;

/// <summary>What of a task is seen beside its events: its row, its parties, what is due.</summary>
internal static class TaskProjection
{
    /// <summary>The task above has yet to be told how this one stands.</summary>
    public const string RollUpKind = "rollup";

    /// <summary>The workflow of the task has yet to be told how it ended.</summary>
    public const string OriginKind = "origin";

    public static Projection Of(string name, TaskState state, int version, DateTimeOffset at, DeadlineClock clock)
    {
        if (state.Header is not { } head)
            return Projection.Empty;

        var totals = state.Totals;
        var row = new RegistryRow
        {
            Name = name,
            Kind = TaskName.Collection,
            State = TaskWords.Of(totals.Stage),
            Open = totals.Stage.IsOpen(),
            Title = head.Title,
            Priority = (int)head.Priority,
            Due = totals.OverdueFrom.OrNull(),
            Province = head.Province,
            Case = head.Case?.ToString(),
            Instrument = head.Instrument?.ToString(),
            Parent = head.Parent?.ToString(),
            Handling = (int)head.Handling,
            Blocked = head.Blocked.IsDefault ? [] : head.Blocked,
            Version = version,
            CreatedAt = head.CreatedAt.ToTime(),
            UpdatedAt = at,
            View = () => TaskSummary.Write(TaskViewing.Summarize(state)),
        };
        return new Projection(row, Parties(state, head, totals), Due(state, clock));
    }

    private static ImmutableArray<PartyRow> Parties(TaskState state, TaskHeader head, TaskTotals totals)
    {
        var open = totals.Stage.IsOpen();
        var rows = new PartyRow[state.Assignments.Length + 1];
        rows[0] = new PartyRow
        {
            Agency = head.Assigner.Id,
            Role = TaskWords.Assigner,
            State = TaskWords.Of(totals.Stage),
            Open = open,
            Due = totals.OverdueFrom.OrNull(),
        };
        // Few are made anew, which leaves less in memory; of many only those that changed.
        var keep = state.Assignments.Length > TaskState.Few;
        for (var i = 0; i < state.Assignments.Length; i++)
            rows[i + 1] = keep ? state.Assignments[i].ToKeptParty(open) : state.Assignments[i].ToParty(open);
        return ImmutableCollectionsMarshal.AsImmutableArray(rows);
    }

    private static ImmutableArray<DueRow> Due(TaskState state, DeadlineClock clock)
    {
        var next = clock.NextMoment(state);
        var rolling = state.News is not null;
        ImmutableArray<DueRow> due = (next.IsSet, rolling) switch
        {
            (false, false) => [],
            (true, false) => [new DueRow(DeadlineClock.DueKind, next.ToTime())],
            (false, true) => [RollUp(state)],
            _ => [new DueRow(DeadlineClock.DueKind, next.ToTime()), RollUp(state)],
        };
        return state.OriginNews is null ? due : due.Add(Origin(state));
    }

    /// <summary>Due since the task exists: there is nothing to wait for, and the time must not change while it is not done.</summary>
    private static DueRow RollUp(TaskState state) => new(RollUpKind, state.Head.CreatedAt.ToTime());

    private static DueRow Origin(TaskState state) => new(OriginKind, state.Head.CreatedAt.ToTime());
}
