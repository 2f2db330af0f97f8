using Xunit;

[assembly: AssemblyFixture(typeof(Coordination.Standalone.Tests.SharedPlatform))]

namespace Coordination.Standalone.Tests;

/// <summary>One platform for tests that need none of their own.</summary>
public sealed class SharedPlatform : IAsyncLifetime
{
    public Platform Platform { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Platform = await Platform.StartAsync();

    public ValueTask DisposeAsync() => Platform.DisposeAsync();
}
