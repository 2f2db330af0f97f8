using Coordination.Outcomes;

namespace Coordination.Statistics;

/// <summary>What statistics refuse, and what to do then.</summary>
public static class StatisticsRefusals
{
    public static readonly Refusal KindUnknown = new("KIND_UNKNOWN", RefusalKind.InvalidArgument,
        "Nothing of this kind is counted. Describe the statistics and name one of their kinds.", "kind");

    public static readonly Refusal DimensionUnknown = new("DIMENSION_UNKNOWN", RefusalKind.InvalidArgument,
        "The kind has no such dimension. Describe the statistics and name its dimensions.", "groupings");

    public static readonly Refusal GroupingsInvalid = new("GROUPINGS_INVALID", RefusalKind.InvalidArgument,
        "Give groupings or a cube, each dimension once in each and each filter once with a value, and a granularity with the dimension period.", "groupings");

    public static readonly Refusal PeriodInvalid = new("PERIOD_INVALID", RefusalKind.InvalidArgument,
        "Write periods as 2026, 2026-q3 or 2026-07, from 1900 to 2999, the earlier one first.", "first_period");

    public static readonly Refusal TableUnknown = new("TABLE_UNKNOWN", RefusalKind.InvalidArgument,
        "There is no table of this name. Describe the statistics and name one of their tables.", "table");

    public static readonly Refusal TooFine = new("STATISTICS_TOO_FINE", RefusalKind.ResourceExhausted,
        "The answer would have too many cells. Ask for fewer dimensions at once, or for fewer groupings.");

    /// <summary>Every refusal, for the catalogue and the documentation.</summary>
    public static readonly IReadOnlyList<Refusal> All = [KindUnknown, DimensionUnknown, GroupingsInvalid, PeriodInvalid, TableUnknown, TooFine];
}
