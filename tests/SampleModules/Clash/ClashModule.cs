using Coordination.Sdk.Modules;

namespace Coordination.Clash;

public sealed class ClashModule : ICoordinationModule
{
    public string Id => "clash";

    public void Configure(SiloModuleBuilder builder) => ArgumentNullException.ThrowIfNull(builder);

    public void Configure(GatewayModuleBuilder builder) => ArgumentNullException.ThrowIfNull(builder);
}

public interface IOtherTaskGrain : IGrainWithStringKey
{
    Task NothingAsync();
}

/// <summary>Orleans calls it <c>task</c>, as it calls the platform's own.</summary>
internal sealed class TaskGrain : Grain, IOtherTaskGrain
{
    public Task NothingAsync() => Task.CompletedTask;
}
