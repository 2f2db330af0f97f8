namespace Coordination.Silo.Tasks;

/// <summary>
/// Base of an immutable record that keeps something computed from itself: a changed copy (<c>with</c>) starts without
/// it, and two records are equal whatever they have computed.
/// </summary>
internal abstract record Derived<T> where T : class
{
    private T? kept;

    protected Derived()
    {
    }

    protected Derived(Derived<T> original) => _ = original;

    public virtual bool Equals(Derived<T>? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>Computes once. Two threads may both compute; they get equal values.</summary>
    protected T Keep(Func<T> compute) => kept ??= compute();

    /// <summary>Computes once, from the record itself.</summary>
    protected T Keep<TSelf>(TSelf self, Func<TSelf, T> compute) => kept ??= compute(self);
}
