using System.Collections.Immutable;

namespace Coordination.Outcomes;

/// <summary>What a rule decides: events (none: nothing to do) or a refusal.</summary>
public readonly record struct Decision<TEvent>
{
    private Decision(ImmutableArray<TEvent> events, Refusal? refusal)
    {
        Events = events;
        Refusal = refusal;
    }

    public ImmutableArray<TEvent> Events { get; }

    public Refusal? Refusal { get; }

    public static Decision<TEvent> Nothing => new([], null);

    public static Decision<TEvent> Happened(params ImmutableArray<TEvent> events) => new(events, null);

    public static implicit operator Decision<TEvent>(TEvent happened) => new([happened], null);

    public static implicit operator Decision<TEvent>(ImmutableArray<TEvent> events) => new(events, null);

    public static implicit operator Decision<TEvent>(Refusal refusal) => new([], refusal);
}
