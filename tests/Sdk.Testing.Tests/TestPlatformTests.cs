using Coordination.Access;
using Coordination.Hello;
using Coordination.Hello.V1;
using Grpc.Core;

namespace Coordination.Sdk.Testing;

/// <summary>The platform in a test's process.</summary>
public sealed class TestPlatformTests
{
    [Fact]
    public async Task A_module_serves_whoever_signs_in_also_after_a_restart_and_a_year()
    {
        await using var platform = await TestPlatform.StartAsync(new HelloModule());
        var caller = Caller.Of("mlsw", Role.AgencyOfficer);

        Assert.Contains("agencies/mlsw", (await Greet(caller)).Greeting, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<RpcException>(() => Greet(Caller.Of("mlsw")));
        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);

        await platform.AdvanceAsync(TimeSpan.FromDays(365));
        await platform.RestartAsync();
        Assert.Contains("agencies/mlsw", (await Greet(caller)).Greeting, StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2027, 3, 2, 8, 0, 0, TimeSpan.Zero), platform.Clock.Now, TimeSpan.FromMinutes(5));

        Task<GreetResponse> Greet(Caller by) => new HelloService.HelloServiceClient(platform.As(by)).GreetAsync(new GreetRequest()).ResponseAsync;
    }
}
