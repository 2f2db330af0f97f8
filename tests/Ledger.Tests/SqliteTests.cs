using Coordination.Ledger.Tests.Compliance;

namespace Coordination.Ledger.Tests;

public sealed class SqliteAppendTests : AppendCompliance
{
    protected override Task<TestStore> CreateAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}
