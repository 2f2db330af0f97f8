using System.Data;
using System.Data.Common;
using Coordination.Ledger.Hosting;
using Microsoft.Data.Sqlite;

namespace Coordination.Ledger.Tests.Compliance;

/// <summary>Migrations, and the tables that Orleans' AdoNet providers use.</summary>
public abstract class SchemaCompliance : LedgerCompliance
{
    [Fact]
    public async Task Several_silos_may_start_together_on_an_empty_store()
    {
        var ledgers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Store.OpenAsync())));
        var results = await Task.WhenAll(ledgers.Select((ledger, at) => ledger.AppendAsync(Sample.Append($"tasks/t{at}", 0))));
        Assert.All(results, static result => Assert.Equal(AppendStatus.Appended, result.Status));
        await AssertWholeAsync(ledgers[0], 4);
        foreach (var ledger in ledgers)
        {
            await ledger.DisposeAsync();
        }
    }

    [Fact]
    public async Task Every_query_that_the_providers_ask_for_is_there()
    {
        await using var orleans = await OpenOrleansAsync();
        string[] expected =
        [
            "CleanupDefunctSiloEntriesKey", "ClearStorageKey", "DeleteMembershipTableEntriesKey", "DeleteReminderRowKey", "DeleteReminderRowsKey",
            "DeleteStorageKey", "GatewaysQueryKey", "InsertMembershipKey", "InsertMembershipVersionKey", "MembershipReadAllKey",
            "MembershipReadRowKey", "ReadFromStorageKey", "ReadRangeRows1Key", "ReadRangeRows2Key", "ReadReminderRowKey", "ReadReminderRowsKey",
            "UpdateIAmAlivetimeKey", "UpdateMembershipKey", "UpsertReminderRowKey", "WriteToStorageKey",
        ];
        Assert.Equal(expected, (await orleans.Queries()).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Grain_state_has_one_first_writer_and_each_version_one_next()
    {
        await using var orleans = await OpenOrleansAsync();
        Task<object?> WriteAsync(int? version, string? extension = "k1", byte[]? payload = null) => orleans.AskAsync(
            "WriteToStorageKey",
            [.. Grain(extension), ("GrainStateVersion", DbType.Int32, version), ("PayloadBinary", DbType.Binary, payload ?? [1, 2])], "NewGrainStateVersion");
        foreach (var extension in new[] { "k1", null })
        {
            Assert.Equal(1, Number(await WriteAsync(null, extension)));
            Assert.Null(await WriteAsync(null, extension));
            Assert.Equal(2, Number(await WriteAsync(1, extension, [9])));
            Assert.Null(await WriteAsync(1, extension));
            Assert.Equal(new byte[] { 9 }, await orleans.AskAsync("ReadFromStorageKey", Grain(extension), "PayloadBinary"));
            Assert.Equal(2, Number(await orleans.AskAsync("ReadFromStorageKey", Grain(extension), "Version")));
            Assert.Null(await orleans.AskAsync("ClearStorageKey", [.. Grain(extension), ("GrainStateVersion", DbType.Int32, 1)], "NewGrainStateVersion"));
            Assert.Equal(3, Number(await orleans.AskAsync("ClearStorageKey", [.. Grain(extension), ("GrainStateVersion", DbType.Int32, 2)], "NewGrainStateVersion")));
            Assert.Equal(4, Number(await orleans.AskAsync("DeleteStorageKey", [.. Grain(extension), ("GrainStateVersion", DbType.Int32, 3)], "NewGrainStateVersion")));
            Assert.Null(await orleans.AskAsync("ReadFromStorageKey", Grain(extension), "Version"));
        }

        static (string, DbType, object?)[] Grain(string? extension) =>
        [
            ("GrainIdHash", DbType.Int32, 1), ("GrainIdN0", DbType.Int64, 2L), ("GrainIdN1", DbType.Int64, 3L), ("GrainTypeHash", DbType.Int32, 4),
            ("GrainTypeString", DbType.String, "type"), ("GrainIdExtensionString", DbType.String, extension), ("ServiceId", DbType.String, "s"),
        ];
    }

    [Fact]
    public async Task Membership_moves_by_its_version()
    {
        await using var orleans = await OpenOrleansAsync();
        (string, DbType, object?) deployment = ("DeploymentId", DbType.String, "d");
        Assert.Equal(1, Number(await orleans.AskAsync("InsertMembershipVersionKey", [deployment], "RowCount")));
        Assert.Equal(0, Number(await orleans.AskAsync("InsertMembershipVersionKey", [deployment], "RowCount")));
        Task<object?> InsertAsync(int port, int version) => orleans.AskAsync(
            "InsertMembershipKey",
            [
                .. Silo(port), ("Version", DbType.Int32, version), ("SiloName", DbType.String, "silo"), ("HostName", DbType.String, "host"), ("Status", DbType.Int32, 3),
                ("ProxyPort", DbType.Int32, 30000), ("StartTime", DbType.DateTime, Sample.Noon.UtcDateTime), ("IAmAliveTime", DbType.DateTime, Sample.Noon.UtcDateTime),
            ],
            "RowCount");
        Assert.Equal(1, Number(await InsertAsync(1, 0)));
        Assert.Equal(0, Number(await InsertAsync(2, 0)));
        Assert.Equal(0, Number(await InsertAsync(1, 1)));
        Assert.Equal(1, Number(await InsertAsync(2, 1)));
        Task<object?> UpdateAsync(int version) => orleans.AskAsync(
            "UpdateMembershipKey",
            [
                .. Silo(1), ("Version", DbType.Int32, version), ("Status", DbType.Int32, 6), ("SuspectTimes", DbType.String, null),
                ("IAmAliveTime", DbType.DateTime, Sample.Noon.UtcDateTime),
            ],
            "RowCount");
        Assert.Equal(0, Number(await UpdateAsync(1)));
        Assert.Equal(1, Number(await UpdateAsync(2)));
        Assert.Equal(6, Number(await orleans.AskAsync("MembershipReadRowKey", Silo(1), "Status")));
        Assert.Equal(3, Number(await orleans.AskAsync("MembershipReadAllKey", [deployment], "Version")));
        Assert.Equal(DBNull.Value, await orleans.AskAsync("MembershipReadRowKey", Silo(9), "Address"));
        await orleans.AskAsync("UpdateIAmAlivetimeKey", [.. Silo(2), ("IAmAliveTime", DbType.DateTime, Sample.Noon.AddDays(1).UtcDateTime)], null);
        Assert.Equal(30000, Number(await orleans.AskAsync("GatewaysQueryKey", [deployment, ("Status", DbType.Int32, 3)], "ProxyPort")));
        await orleans.AskAsync("CleanupDefunctSiloEntriesKey", [deployment, ("IAmAliveTime", DbType.DateTime, Sample.Noon.AddHours(1).UtcDateTime)], null);
        Assert.Equal(DBNull.Value, await orleans.AskAsync("MembershipReadRowKey", Silo(1), "Address"));
        Assert.Equal("127.0.0.1", await orleans.AskAsync("MembershipReadRowKey", Silo(2), "Address"));
        await orleans.AskAsync("DeleteMembershipTableEntriesKey", [deployment], null);
        Assert.Null(await orleans.AskAsync("MembershipReadAllKey", [deployment], "Version"));

        static (string, DbType, object?)[] Silo(int port) =>
        [
            ("DeploymentId", DbType.String, "d"), ("Address", DbType.String, "127.0.0.1"), ("Port", DbType.Int32, port), ("Generation", DbType.Int32, 1),
        ];
    }

    [Fact]
    public async Task Reminders_are_kept_by_version_and_found_by_range()
    {
        await using var orleans = await OpenOrleansAsync();
        Task<object?> UpsertAsync(string grain, int hash) => orleans.AskAsync(
            "UpsertReminderRowKey",
            [
                .. Reminder(grain), ("StartTime", DbType.DateTime, Sample.Noon.UtcDateTime), ("Period", DbType.Int64, 60_000L), ("GrainHash", DbType.Int32, hash),
            ],
            "Version");
        Assert.Equal(0, Number(await UpsertAsync("g1", -5)));
        Assert.Equal(1, Number(await UpsertAsync("g1", -5)));
        Assert.Equal(0, Number(await UpsertAsync("g2", 5)));
        Assert.Equal(60_000, Number(await orleans.AskAsync("ReadReminderRowKey", Reminder("g1"), "Period")));
        Assert.Equal("r", await orleans.AskAsync("ReadReminderRowsKey", [.. Reminder("g1")[..2]], "ReminderName"));
        Assert.Equal("g2", await orleans.AskAsync("ReadRangeRows1Key", Range(0, 10), "GrainId"));
        Assert.Equal("g1", await orleans.AskAsync("ReadRangeRows2Key", Range(10, 0), "GrainId"));
        Assert.Equal(0, Number(await orleans.AskAsync("DeleteReminderRowKey", [.. Reminder("g1"), ("Version", DbType.Int32, 0)], "RowCount")));
        Assert.Equal(1, Number(await orleans.AskAsync("DeleteReminderRowKey", [.. Reminder("g1"), ("Version", DbType.Int32, 1)], "RowCount")));
        await orleans.AskAsync("DeleteReminderRowsKey", [("ServiceId", DbType.String, "s")], null);
        Assert.Null(await orleans.AskAsync("ReadReminderRowKey", Reminder("g2"), "Period"));

        static (string, DbType, object?)[] Reminder(string grain) =>
            [("ServiceId", DbType.String, "s"), ("GrainId", DbType.String, grain), ("ReminderName", DbType.String, "r")];

        static (string, DbType, object?)[] Range(int begin, int end) =>
            [("ServiceId", DbType.String, "s"), ("BeginHash", DbType.Int32, begin), ("EndHash", DbType.Int32, end)];
    }

    private static int Number(object? value) => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture);

    private async Task<Orleans> OpenOrleansAsync()
    {
        await LedgerServiceCollectionExtensions.MigrateLedgerAsync(Store.Options(), Cancelled);
        var database = OrleansDatabase.For(Store.Options());
        DbConnection connection = database.Invariant == "Npgsql" ? Store.Connect() : new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync(Cancelled);
        return new Orleans(connection);
    }

    // Asks as the providers do: the text of a key, parameters by name, a column of the first row by name.
    private sealed class Orleans(DbConnection connection) : IAsyncDisposable
    {
        public async Task<Dictionary<string, string>> Queries()
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "select QueryKey, QueryText from OrleansQuery";
            await using var reader = await command.ExecuteReaderAsync(Cancelled);
            Dictionary<string, string> queries = [];
            while (await reader.ReadAsync(Cancelled))
            {
                queries.Add(reader.GetString(0), reader.GetString(1));
            }

            return queries;
        }

        public async Task<object?> AskAsync(string key, (string Name, DbType Type, object? Value)[] parameters, string? result)
        {
            var text = (await Queries())[key];
            await using var command = connection.CreateCommand();
            command.CommandText = text;
            foreach (var (name, type, value) in parameters)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.DbType, parameter.Value) = (name, type, value ?? DBNull.Value);
                command.Parameters.Add(parameter);
            }

            await using var reader = await command.ExecuteReaderAsync(Cancelled);
            object? found = null;
            do
            {
                while (await reader.ReadAsync(Cancelled))
                {
                    found ??= result is null ? null : reader.GetValue(reader.GetOrdinal(result));
                }
            }
            while (await reader.NextResultAsync(Cancelled));

            return found;
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
