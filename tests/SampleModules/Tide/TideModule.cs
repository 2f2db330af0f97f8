using Coordination.Access;
using Coordination.Sdk.Modules;
using Coordination.Tide.V1;
using Coordination.TideTables;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Coordination.Tide;

/// <summary>A service on a grain.</summary>
public sealed class TideModule : ICoordinationModule
{
    private static readonly Permission Read = Permission.Of("tide.read", [.. Role.Assignable.Select(role => new PermissionGrant(role, Relation.None))]);

    public string Id => "tide";

    public void Configure(SiloModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions([Read]);
        builder.Services.AddSingleton<TideOptions>();
    }

    public void Configure(GatewayModuleBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPermissions([Read]).AddService<TideGrpcService>(TideService.Descriptor);
    }
}

/// <summary>Registered by the module, asked for by its grain.</summary>
internal sealed class TideOptions
{
    public int Offset { get; } = 1;
}

[GenerateSerializer]
public sealed record Level([property: Id(0)] string Place, [property: Id(1)] int Centimetres);

public interface ITideGrain : IGrainWithStringKey
{
    Task<Level> LevelAsync();
}

internal sealed class TideGrain(TideOptions options) : Grain, ITideGrain
{
    public Task<Level> LevelAsync()
    {
        var place = this.GetPrimaryKeyString();
        return Task.FromResult(new Level(place, TideTable.LevelOf(place) + options.Offset));
    }
}

internal sealed class TideGrpcService(IGrainFactory grains) : TideService.TideServiceBase
{
    public override async Task<GetLevelResponse> GetLevel(GetLevelRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        var level = await grains.GetGrain<ITideGrain>(request.Place).LevelAsync();
        return new GetLevelResponse { Centimetres = level.Centimetres };
    }
}
