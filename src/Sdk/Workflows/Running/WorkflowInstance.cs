using System.Collections.Immutable;
using System.Diagnostics;
using Coordination.Access;
using Coordination.Aggregates;

namespace Coordination.Workflows;

/// <summary>What a step started and what became of it.</summary>
/// <param name="Settled">Done, or known to be impossible.</param>
/// <param name="Resource">A task, a request, a child; empty: none.</param>
/// <param name="Refusal">The code of why it cannot be done; empty: none.</param>
/// <param name="Ended">How what it started ended; empty: it goes on.</param>
/// <param name="At">When the step was taken that owes it.</param>
public sealed record RunningEffect(OwedEffect Owed, bool Settled, string Resource, string Refusal, string Ended, DateTimeOffset At);

/// <summary>One running workflow: the fold of its events, which needs no definition.</summary>
/// <param name="Begun">Null before the first event.</param>
/// <param name="DefinitionVersion">The version by which it goes on.</param>
/// <param name="FirstIn">When it first came to a state.</param>
/// <param name="Ended">Action → how what it started ended, the newest.</param>
/// <param name="Steps">How many steps it has taken.</param>
/// <param name="ToldParent">The instance that started it knows how it ended.</param>
public sealed record WorkflowInstance(
    WorkflowStarted? Begun,
    int DefinitionVersion,
    string State,
    bool Final,
    ImmutableArray<PartBinding> Parts,
    ImmutableDictionary<string, FieldValue> Data,
    ImmutableDictionary<string, SealedField> Texts,
    ImmutableDictionary<string, DateTimeOffset> FirstIn,
    ImmutableHashSet<string> Fired,
    ImmutableArray<WorkflowDeadline> Deadlines,
    ImmutableArray<RunningEffect> Effects,
    ImmutableDictionary<string, string> Ended,
    ImmutableArray<string> Turn,
    ImmutableArray<string> Blocked,
    int Steps,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    bool ToldParent = false) : IAggregateState<WorkflowInstance, WorkflowEvent>
{
    /// <summary>The part that the agency plays that started it, in <see cref="WorkflowTransition.Parts"/> and <see cref="WorkflowField.VisibleTo"/>.</summary>
    public const string Owner = "owner";

    public static readonly WorkflowInstance Initial = new(
        null, 0, "", false, [], ImmutableDictionary<string, FieldValue>.Empty, ImmutableDictionary<string, SealedField>.Empty,
        ImmutableDictionary<string, DateTimeOffset>.Empty, [], [], [], ImmutableDictionary<string, string>.Empty, [], [], 0, default, default);

    public bool Exists => Begun is not null;

    public bool Overdue => !Final && Deadlines.Any(d => d.Passed);

    /// <summary>The earliest deadline that has not passed.</summary>
    public DateTimeOffset? Due => Deadlines.Where(d => !d.Passed).Select(d => (DateTimeOffset?)d.Due).Min();

    /// <summary>What is still to be done.</summary>
    public IEnumerable<OwedEffect> Owed => Effects.Where(e => !e.Settled).Select(e => e.Owed);

    public PartBinding? Part(string part) => Parts.FirstOrDefault(p => p.Part == part);

    /// <summary>The parts that a caller plays: those of its agency; of a caller that is confined to a unit, those of that unit.</summary>
    public ImmutableArray<string> PartsOf(Principal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (Begun is not { } begun)
            return [];

        var parts = Parts.Where(p => p.Agency == principal.Agency && (principal.Unit is null || p.Unit == principal.Unit)).Select(p => p.Part);
        return begun.Owner == principal.Agency && (principal.Unit is null || begun.OwnerUnit == principal.Unit) ? [Owner, .. parts] : [.. parts];
    }

    public WorkflowInstance Apply(WorkflowEvent happened, EventStamp stamp)
    {
        var after = happened switch
        {
            WorkflowStarted e => Start(e, stamp.At),
            TransitionFired e => Move(e, stamp.At),
            WorkflowMigrated e => this with { DefinitionVersion = e.ToVersion, State = e.To, FirstIn = Came(e.To, stamp.At), Turn = e.Turn },
            EffectSettled e => this with { Effects = With(e.Id, x => x with { Settled = true, Resource = e.Resource, Refusal = e.Refusal }) },
            EffectEnded e => this with
            {
                Effects = With(e.Id, x => x with { Ended = e.State }),
                Ended = Effects.FirstOrDefault(x => x.Owed.Id == e.Id) is { } ended ? Ended.SetItem(ended.Owed.Action, e.State) : Ended,
            },
            DeadlinePassed e => this with { Deadlines = [.. Deadlines.Select(d => d.Id == e.Deadline ? d with { Passed = true } : d)] },
            WorkflowBlocked e => this with { Blocked = e.Officers },
            ParentTold => this with { ToldParent = true },
            PartsNotified or WorkflowTextRead => this,
            _ => throw new UnreachableException(happened?.GetType().Name),
        };
        return happened is WorkflowTextRead ? after : after with { UpdatedAt = stamp.At };
    }

    private static WorkflowInstance Start(WorkflowStarted e, DateTimeOffset at) => Initial with
    {
        Begun = e with { Data = [], Texts = [], Parts = [], Deadlines = [], Owed = [], Turn = [], Blocked = [] },
        DefinitionVersion = e.DefinitionVersion,
        State = e.State,
        Final = e.Final,
        Parts = e.Parts,
        Data = e.Data.ToImmutableDictionary(v => v.Field),
        Texts = e.Texts.ToImmutableDictionary(t => t.Field),
        FirstIn = Initial.FirstIn.Add(e.State, at),
        Deadlines = e.Final ? [] : e.Deadlines,
        Effects = [.. e.Owed.Select(o => new RunningEffect(o, false, "", "", "", at))],
        Turn = e.Turn,
        Blocked = e.Blocked,
        Steps = 1,
        CreatedAt = at,
    };

    private WorkflowInstance Move(TransitionFired e, DateTimeOffset at)
    {
        var kept = Deadlines.Where(d => !e.Ended.Contains(d.Id) && !e.Deadlines.Any(n => n.Id == d.Id));
        return this with
        {
            State = e.To,
            Final = e.Final,
            Parts = [.. Parts.Where(p => !e.Parts.Any(n => n.Part == p.Part)), .. e.Parts],
            Data = Enter(e.Data),
            Texts = Texts.SetItems(e.Texts.Select(t => KeyValuePair.Create(t.Field, t))),
            FirstIn = Came(e.To, at),
            Fired = Fired.Add(e.Transition),
            Deadlines = e.Final ? [] : [.. kept, .. e.Deadlines],
            Effects = [.. Effects, .. e.Owed.Select(o => new RunningEffect(o, false, "", "", "", at))],
            Turn = e.Turn,
            Steps = Steps + 1,
        };
    }

    private ImmutableDictionary<string, FieldValue> Enter(ImmutableArray<FieldValue> entered)
    {
        var data = Data;
        foreach (var value in entered)
            data = value.Values.IsEmpty ? data.Remove(value.Field) : data.SetItem(value.Field, value);
        return data;
    }

    private ImmutableDictionary<string, DateTimeOffset> Came(string state, DateTimeOffset at) => FirstIn.ContainsKey(state) ? FirstIn : FirstIn.Add(state, at);

    private ImmutableArray<RunningEffect> With(string id, Func<RunningEffect, RunningEffect> change) =>
        [.. Effects.Select(x => x.Owed.Id == id ? change(x) : x)];
}
