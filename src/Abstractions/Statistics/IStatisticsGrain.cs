using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Localization;
using Coordination.Outcomes;
using Coordination.Registry;
using Orleans.Concurrency;

namespace Coordination.Statistics;

/// <summary>Counts for a reader what that reader may see. A stateless worker; its key is 0.</summary>
public interface IStatisticsGrain : IGrainWithIntegerKey
{
    /// <summary>Refused: PERMISSION_DENIED, those of <see cref="StatisticsRefusals"/>, LEDGER_UNAVAILABLE.</summary>
    [ReadOnly]
    Task<Outcome<StatisticsAnswer>> CountAsync(Principal principal, StatisticsQuestion question, CancellationToken cancellationToken);

    /// <summary>Kinds, dimensions and tables. Refused: PERMISSION_DENIED.</summary>
    [ReadOnly]
    Task<Outcome<StatisticsDescription>> DescribeAsync(Principal principal, CancellationToken cancellationToken);

    /// <summary>A named table. Refused: PERMISSION_DENIED, TABLE_UNKNOWN, PERIOD_INVALID, STATISTICS_TOO_FINE, LEDGER_UNAVAILABLE.</summary>
    [ReadOnly]
    Task<Outcome<StatisticsTable>> ReadTableAsync(Principal principal, string table, string firstPeriod, string lastPeriod, CancellationToken cancellationToken);
}

/// <summary>A question.</summary>
/// <param name="Kind">A name of <see cref="StatisticsKinds.All"/>.</param>
/// <param name="Groupings">Each names the dimensions that it keeps apart, also <c>owner</c>, <c>period</c> and <c>exploitation_any</c>. From 1 to 64.</param>
/// <param name="Filters">By dimension: one of the values must hold.</param>
/// <param name="FirstPeriod"><c>2026</c>, <c>2026-q3</c> or <c>2026-07</c>; empty: from the beginning.</param>
/// <param name="LastPeriod">Inclusive; empty: to the end.</param>
/// <param name="Period">What the dimension <c>period</c> is.</param>
[GenerateSerializer, Immutable]
public sealed record StatisticsQuestion(
    string Kind,
    ImmutableArray<ImmutableArray<string>> Groupings,
    ImmutableDictionary<string, ImmutableArray<string>> Filters,
    string FirstPeriod,
    string LastPeriod,
    FactPeriod Period)
{
    public const int MostGroupings = 64;

    /// <summary>The most cells of an answer.</summary>
    public const int MostCells = 20_000;
}

/// <summary>An answer; cells that it does not list are 0.</summary>
/// <param name="Cells">By grouping, then by values.</param>
/// <param name="SmallestCell">Numbers from 1 to one below are not shown unless they are the reader's own.</param>
/// <param name="RoundedTo">Shown numbers are multiples of this, the reader's own part excepted; 1: exact.</param>
[GenerateSerializer, Immutable]
public sealed record StatisticsAnswer(ImmutableArray<StatisticsCell> Cells, int SmallestCell, int RoundedTo);

/// <param name="Grouping">Its place in the question.</param>
/// <param name="Values">In the order of the grouping's dimensions.</param>
/// <param name="Count">Null: suppressed; there is at least one.</param>
[GenerateSerializer, Immutable]
public readonly record struct StatisticsCell(int Grouping, ImmutableArray<string> Values, long? Count);

/// <summary>What there is to ask.</summary>
[GenerateSerializer, Immutable]
public sealed record StatisticsDescription(
    ImmutableArray<KindDescription> Kinds, ImmutableArray<TableTitle> Tables, int SmallestCell, int RoundedTo);

[GenerateSerializer, Immutable]
public sealed record KindDescription(string Name, ImmutableArray<DimensionDescription> Dimensions);

/// <param name="Overlapping">What is counted falls under several of its values.</param>
/// <param name="Values">Known values; others occur.</param>
[GenerateSerializer, Immutable]
public sealed record DimensionDescription(string Name, bool Overlapping, ImmutableArray<ValueLabel> Values);

[GenerateSerializer, Immutable]
public sealed record ValueLabel(string Code, LocalizedText Label);

[GenerateSerializer, Immutable]
public sealed record TableTitle(string Name, LocalizedText Title);

/// <summary>A named table with its numbers.</summary>
[GenerateSerializer, Immutable]
public sealed record StatisticsTable(
    TableTitle Title, ImmutableArray<TablePart> Parts, ImmutableArray<LocalizedText> Notes, int SmallestCell, int RoundedTo);

/// <param name="Dimensions">The heads of the columns before the number.</param>
[GenerateSerializer, Immutable]
public sealed record TablePart(LocalizedText Title, ImmutableArray<string> Dimensions, ImmutableArray<TableRow> Rows);

/// <param name="Values"><see cref="Total"/>: summed over.</param>
/// <param name="Count">Null: suppressed.</param>
/// <param name="Per100000">Null: not known, suppressed, or a table without rates.</param>
[GenerateSerializer, Immutable]
public sealed record TableRow(ImmutableArray<string> Values, long? Count, double? Per100000)
{
    public const string Total = "total";
}
