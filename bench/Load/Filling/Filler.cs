using System.Globalization;
using Npgsql;

namespace Coordination.Bench.Load.Filling;

/// <summary>Fills the platform's registry, so that lists can be measured over many tasks without assigning each.</summary>
internal static class Filler
{
    /// <summary>
    /// Writes copies of the newest task into the index of a PostgreSQL store: rows of lists, without events.
    /// fill --connection STRING --tasks N --agencies N
    /// </summary>
    public static async Task<int> FillAsync(Arguments arguments)
    {
        using var script = new StreamReader(typeof(Filler).Assembly.GetManifestResourceStream("fill-postgres.sql")!);
        var tasks = arguments.Number("tasks", 0).ToString(CultureInfo.InvariantCulture);
        var agencies = arguments.Number("agencies", 20).ToString(CultureInfo.InvariantCulture);
        await RunAsync(
            arguments.Text("connection"),
            (await script.ReadToEndAsync())
                .Replace(":tasks", tasks, StringComparison.Ordinal)
                .Replace(":agencies", agencies, StringComparison.Ordinal));
        await RunAsync(arguments.Text("connection"), "VACUUM ANALYZE");
        return 0;
    }

    /// <summary>
    /// Writes facts of people straight into the table of a PostgreSQL store, without cases and events.
    /// facts --connection STRING --people N --agencies N
    /// </summary>
    public static async Task<int> FillFactsAsync(Arguments arguments)
    {
        using var script = new StreamReader(typeof(Filler).Assembly.GetManifestResourceStream("facts-postgres.sql")!);
        await RunAsync(
            arguments.Text("connection"),
            (await script.ReadToEndAsync())
                .Replace(":people", arguments.Number("people", 1_000_000).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace(":agencies", arguments.Number("agencies", 20).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        await RunAsync(arguments.Text("connection"), "VACUUM ANALYZE fact");
        return 0;
    }

    /// <summary>
    /// Executes one statement.
    /// sql --connection STRING --command SQL
    /// </summary>
    public static async Task<int> ExecuteAsync(Arguments arguments)
    {
        await RunAsync(arguments.Text("connection"), arguments.Text("command"));
        return 0;
    }

    private static async Task RunAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = (int)TimeSpan.FromMinutes(30).TotalSeconds;
        await command.ExecuteNonQueryAsync();
    }
}
