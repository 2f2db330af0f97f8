using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Ledger;

namespace Coordination.Registry;

/// <summary>One countable thing, written with the events of its resource: what statistics are made of. Never anything that names a person.</summary>
/// <remarks>The key is (resource, item). A resource has at most 200 facts; the grain writes only those that changed.</remarks>
public sealed record FactRow
{
    /// <summary>Which of the resource's countable things, for example <c>p1</c>; the same item replaces what was said of it before.</summary>
    public required string Item { get; init; }

    /// <summary>What is counted, for example <c>people</c>; a <see cref="FactKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The id of the agency whose number it is; it sees its own numbers unsuppressed.</summary>
    public required string Owner { get; init; }

    /// <summary>The day by which it is counted into periods.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Values in the order of <see cref="FactKind.Dimensions"/>, each at most 128 characters; empty: not known.</summary>
    public required ImmutableArray<string> Values { get; init; }
}

/// <summary>A kind of facts and what it can be broken down by.</summary>
/// <param name="Name">For example <c>people</c>.</param>
/// <param name="Dimensions">At most 12, lower snake; their order is that of the stored values and is never changed, only added to.</param>
public sealed record FactKind(string Name, ImmutableArray<string> Dimensions)
{
    public const int MostDimensions = 12;

    /// <summary>Where a dimension stands, or -1.</summary>
    public int IndexOf(string dimension) => Dimensions.IndexOf(dimension, StringComparer.Ordinal);
}

/// <summary>The facts of a resource that changed, written with its events.</summary>
/// <param name="Rows">Only rows that are new or changed.</param>
/// <param name="Removed">Items to delete.</param>
public sealed record FactChange(ImmutableArray<FactRow> Rows, ImmutableArray<string> Removed);

/// <summary>How days fall into periods.</summary>
public enum FactPeriod
{
    /// <summary>Everything is one period.</summary>
    None,

    /// <summary><c>2026</c>.</summary>
    Year,

    /// <summary><c>2026-q3</c>.</summary>
    Quarter,

    /// <summary><c>2026-07</c>.</summary>
    Month,
}

/// <summary>Counts facts of one kind by combinations of dimensions.</summary>
/// <param name="Kind">The kind, with its dimensions.</param>
/// <param name="Groupings">Each names the dimensions that it keeps apart (of the kind, or <c>owner</c>, or <c>period</c>); the others are summed over. From 1 to 64.</param>
/// <param name="Filters">By dimension (or <c>owner</c>): one of the values must hold.</param>
/// <param name="From">The first day; null: from the beginning.</param>
/// <param name="Until">The day after the last one; null: to the end.</param>
/// <param name="Period">What the dimension <c>period</c> is.</param>
public sealed record FactQuery(
    FactKind Kind,
    ImmutableArray<ImmutableArray<string>> Groupings,
    ImmutableDictionary<string, ImmutableArray<string>> Filters,
    DateOnly? From,
    DateOnly? Until,
    FactPeriod Period)
{
    /// <summary>The most cells that are answered; a question with more is refused by <see cref="FactLimitException"/>.</summary>
    public const int MostCells = 100_000;
}

/// <summary>One number.</summary>
/// <param name="Grouping">Which of the query's groupings.</param>
/// <param name="Values">In the order of that grouping's dimensions.</param>
public readonly record struct FactCell(int Grouping, ImmutableArray<string> Values, long Count);

/// <summary>Counting what was written.</summary>
[PlatformOnly]
public interface IFacts
{
    /// <summary>Cells above 0, in no order.</summary>
    /// <exception cref="LedgerUnavailableException">The store is away.</exception>
    /// <exception cref="FactLimitException">More than <see cref="FactQuery.MostCells"/>.</exception>
    Task<ImmutableArray<FactCell>> CountAsync(FactQuery query, CancellationToken cancellationToken);
}

/// <summary>The question has too many cells.</summary>
public sealed class FactLimitException : Exception
{
    public FactLimitException() { }

    public FactLimitException(string message) : base(message) { }

    public FactLimitException(string message, Exception innerException) : base(message, innerException) { }
}
