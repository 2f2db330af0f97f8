using Coordination.Ledger.Sqlite;
using Coordination.Ledger.Tests.Compliance;
using Microsoft.Data.Sqlite;

namespace Coordination.Ledger.Tests;

/// <summary>A full disk loses nothing that was acknowledged, and needs no hands afterwards.</summary>
public sealed class SqliteDiskTests : LedgerCompliance
{
    protected override Task<TestStore> CreateAsync() => Task.FromResult<TestStore>(new SqliteTestStore());

    [Fact]
    public async Task When_the_file_cannot_grow_appends_are_refused_and_later_go_on()
    {
        await using var ledger = await Store.OpenAsync();
        SqliteConnection? writer = null;
        ((SqliteStore)ledger.Store).Opened = connection =>
        {
            writer ??= connection;
            Execute(connection, "pragma max_page_count = 80");
        };
        var appended = 0;
        AppendStatus status;
        while ((status = (await AppendAsync(appended)).Status) is AppendStatus.Appended)
        {
            appended++;
        }

        Assert.Equal(AppendStatus.Unavailable, status);
        Assert.InRange(appended, 5, 80);
        await AssertWholeAsync(ledger, appended);
        // A small one may still fit, a large one not: whatever is told is true.
        Assert.Equal(AppendStatus.Unavailable, (await AppendAsync(appended)).Status);
        Execute(writer!, "pragma max_page_count = 100000");
        Assert.Equal(new AppendResult(AppendStatus.Appended, appended + 1), await AppendAsync(appended));
        await AssertWholeAsync(ledger, appended + 1);

        Task<AppendResult> AppendAsync(int at) =>
            ledger.AppendAsync(new Append($"tasks/t{at}", 0, [Sample.Entry(data: new string('x', 8_000))], Sample.Change(Sample.Row($"tasks/t{at}")), null));
    }

    [Fact]
    public async Task A_broken_file_is_reported_and_nothing_is_acknowledged()
    {
        await using (var ledger = await Store.OpenAsync())
        {
            await ledger.AppendAsync(Sample.Append("tasks/t1", 0));
        }

        await File.WriteAllTextAsync(Path.Combine(Store.Folder, "ledger.db"), new string('x', 100_000), Cancelled);
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => Store.OpenAsync());
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
