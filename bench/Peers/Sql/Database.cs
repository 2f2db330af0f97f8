using Npgsql;

namespace Coordination.Bench.Peers.Sql;

/// <summary>How both peers that store reach PostgreSQL.</summary>
internal static class Database
{
    /// <summary>
    /// Pooled, every statement prepared on each connection at its first use, nothing reset in between. The size of the
    /// pool comes with the connection string.
    /// </summary>
    public static NpgsqlDataSource Open(string connectionString) =>
        new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = 50,
            AutoPrepareMinUsages = 1,
            NoResetOnClose = true,
        }.ConnectionString).Build();

    public static async Task CreateSchemaAsync(string connectionString)
    {
        using var reader = new StreamReader(typeof(Database).Assembly.GetManifestResourceStream("schema.sql")!);
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(await reader.ReadToEndAsync());
        await command.ExecuteNonQueryAsync();
    }
}
