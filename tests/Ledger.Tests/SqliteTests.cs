using Coordination.Ledger.Tests.Compliance;

namespace Coordination.Ledger.Tests;

public sealed class SqliteAppendTests : AppendCompliance
{
    protected override Task<TestStore> CreateAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteTogetherTests : TogetherCompliance
{
    protected override Task<TestStore> CreateAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteRegistryTests : RegistryCompliance
{
    protected override Task<TestStore> CreateAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteDueWorkTests : DueWorkCompliance
{
    protected override Task<TestStore> CreateAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteFeedTests : FeedCompliance
{
    protected override Task<TestStore> CreateAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteEvidenceTests : EvidenceCompliance
{
    protected override Task<TestStore> CreateAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteSchemaTests : SchemaCompliance
{
    protected override Task<TestStore> CreateAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteTermsTests : TermsCompliance
{
    protected override Task<TestStore> CreateAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteFactsTests : FactsCompliance
{
    protected override Task<TestStore> CreateAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteSearchTests : SearchCompliance
{
    protected override Task<TestStore> CreateAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}
