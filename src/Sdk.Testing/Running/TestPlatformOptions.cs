using System.Collections.Immutable;
using Coordination.Sdk.Modules;
using Microsoft.AspNetCore.Builder;

namespace Coordination.Sdk.Testing;

/// <summary>What a <see cref="TestPlatform"/> is made of.</summary>
public sealed record TestPlatformOptions
{
    /// <summary>Gets the modules beside the core. Default: none.</summary>
    public ImmutableArray<ICoordinationModule> Modules { get; init; } = [];

    /// <summary>Gets the folder of the country pack. Default: the Lao pack that the test kit carries.</summary>
    public string? Pack { get; init; }

    /// <summary>Gets when the platform's time begins. Default: Monday, 2 March 2026, 08:00 UTC.</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Gets what changes the host before it is built. Default: nothing.</summary>
    public Action<WebApplicationBuilder>? Configure { get; init; }
}
