using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Coordination.Registry;

namespace Coordination.Ledger.Index;

/// <summary>One statement that counts facts by every dimension that some groupings of a question keep apart.</summary>
internal sealed class FactSql
{
    /// <summary>The dimensions that every kind has beside its own.</summary>
    private const string Owner = "owner", Period = "period";

    /// <summary>The most values of all filters.</summary>
    private const int MostFilterValues = 1_000;

    /// <summary>
    /// The most dimensions for which groupings share a statement. Each more multiplies the rows that it yields: beyond
    /// this a statement for each grouping is faster than one for all.
    /// </summary>
    private const int MostShared = 4;

    private FactSql(string text, ImmutableArray<string> columns, ImmutableArray<int> groupings, Dictionary<string, object> parameters) =>
        (Text, Columns, Groupings, Parameters) = (text, columns, groupings, parameters);

    /// <summary>Columns: those of <see cref="Columns"/>, then the count.</summary>
    public string Text { get; }

    /// <summary>The dimensions in the order of the columns; the period is a number.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>Which groupings of the question it answers.</summary>
    public ImmutableArray<int> Groupings { get; }

    public Dictionary<string, object> Parameters { get; }

    /// <param name="grouped">Whether the store groups; otherwise each fact is a row that counts 1.</param>
    /// <exception cref="ArgumentException">An unknown dimension, or a number out of its bounds.</exception>
    public static ImmutableArray<FactSql> For(FactQuery query, bool grouped)
    {
        if (query.Kind.Dimensions.Length > FactKind.MostDimensions)
        {
            throw new ArgumentException("The kind has too many dimensions.", nameof(query));
        }

        if (query.Groupings is not { IsDefault: false, Length: >= 1 and <= 64 })
        {
            throw new ArgumentException("From 1 to 64 groupings.", nameof(query));
        }

        if (query.Filters.Sum(static filter => filter.Value.Length) > MostFilterValues)
        {
            throw new ArgumentException("The filters have too many values.", nameof(query));
        }

        var passes = new List<(HashSet<string> Columns, List<int> Groupings)>();
        foreach (var at in Enumerable.Range(0, query.Groupings.Length).OrderByDescending(at => query.Groupings[at].Length))
        {
            var pass = passes.Find(pass => !grouped || pass.Columns.IsSupersetOf(query.Groupings[at])
                || pass.Columns.Union(query.Groupings[at]).Count() <= MostShared);
            if (pass.Columns is null)
            {
                passes.Add(pass = (new HashSet<string>(StringComparer.Ordinal), []));
            }

            pass.Columns.UnionWith(query.Groupings[at]);
            pass.Groupings.Add(at);
        }

        return [.. passes.Select(pass => Compose(query, [.. pass.Columns.Order(StringComparer.Ordinal)], [.. pass.Groupings], grouped))];
    }

    /// <summary>How a period is written, from the number by which it was grouped.</summary>
    public static string PeriodOf(FactPeriod period, long number) => period switch
    {
        FactPeriod.Year => number.ToString("0000", CultureInfo.InvariantCulture),
        FactPeriod.Quarter => string.Create(CultureInfo.InvariantCulture, $"{number / 10:0000}-q{number % 10}"),
        FactPeriod.Month => string.Create(CultureInfo.InvariantCulture, $"{number / 100:0000}-{number % 100:00}"),
        _ => "",
    };

    public static bool IsPeriod(string column) => column == Period;

    private static FactSql Compose(FactQuery query, ImmutableArray<string> columns, ImmutableArray<int> groupings, bool grouped)
    {
        var parameters = new Dictionary<string, object> { ["kind"] = query.Kind.Name };
        var by = columns.Select(column => Expression(query, column)).ToArray();
        var sql = new StringBuilder("select ");
        for (var at = 0; at < by.Length; at++)
        {
            sql.Append(CultureInfo.InvariantCulture, $"{by[at]} as c{at}, ");
        }

        sql.Append(grouped || by.Length == 0 ? "count(*)" : "1").Append(" from fact where kind = @kind");
        AddFilters(sql, query, parameters);
        if (grouped && by.Length > 0)
        {
            sql.Append(" group by ").AppendJoin(", ", Enumerable.Range(1, by.Length).Select(static at => at.ToString(CultureInfo.InvariantCulture)));
        }

        return new FactSql(sql.ToString(), columns, groupings, parameters);
    }

    private static void AddFilters(StringBuilder sql, FactQuery query, Dictionary<string, object> parameters)
    {
        var number = 0;
        foreach (var (dimension, values) in query.Filters.OrderBy(static filter => filter.Key, StringComparer.Ordinal))
        {
            if (dimension == Period)
            {
                throw new ArgumentException("A period is given by its days.", nameof(query));
            }

            // One of no values never holds.
            sql.Append(CultureInfo.InvariantCulture, $" and {(values.IsDefaultOrEmpty ? "1 = 0" : Expression(query, dimension))}");
            for (var at = 0; !values.IsDefault && at < values.Length; at++, number++)
            {
                sql.Append(CultureInfo.InvariantCulture, $"{(at == 0 ? " in (" : ", ")}@filter{number}");
                parameters[$"filter{number}"] = values[at];
            }

            sql.Append(values.IsDefaultOrEmpty ? "" : ")");
        }

        if (query.From is { } from)
        {
            sql.Append(" and day >= @from");
            parameters["from"] = Number(from);
        }

        if (query.Until is { } until)
        {
            sql.Append(" and day < @until");
            parameters["until"] = Number(until);
        }
    }

    private static string Expression(FactQuery query, string dimension) => dimension switch
    {
        Owner => Owner,
        Period => query.Period switch
        {
            FactPeriod.Year => "day / 10000",
            FactPeriod.Quarter => "day / 10000 * 10 + (day / 100 % 100 + 2) / 3",
            FactPeriod.Month => "day / 100",
            // A constant that is not taken for the number of a column.
            _ => "day * 0",
        },
        _ => query.Kind.IndexOf(dimension) is >= 0 and var at
            ? string.Create(CultureInfo.InvariantCulture, $"d{at}")
            : throw new ArgumentException("A dimension is not one of the kind's.", nameof(query)),
    };

    private static int Number(DateOnly day) => (day.Year * 10_000) + (day.Month * 100) + day.Day;
}
