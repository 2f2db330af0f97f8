using Coordination.Ledger.Tests.Compliance;

namespace Coordination.Ledger.Tests;

public sealed class PostgresAppendTests : AppendCompliance
{
    protected override async Task<TestStore> CreateAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresTogetherTests : TogetherCompliance
{
    protected override async Task<TestStore> CreateAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresRegistryTests : RegistryCompliance
{
    protected override async Task<TestStore> CreateAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresDueWorkTests : DueWorkCompliance
{
    protected override async Task<TestStore> CreateAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresFeedTests : FeedCompliance
{
    protected override async Task<TestStore> CreateAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresEvidenceTests : EvidenceCompliance
{
    protected override async Task<TestStore> CreateAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresSchemaTests : SchemaCompliance
{
    protected override async Task<TestStore> CreateAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresTermsTests : TermsCompliance
{
    protected override async Task<TestStore> CreateAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresFactsTests : FactsCompliance
{
    protected override async Task<TestStore> CreateAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresSearchTests : SearchCompliance
{
    protected override async Task<TestStore> CreateAsync() => await PostgresTestStore.CreateAsync();
}
