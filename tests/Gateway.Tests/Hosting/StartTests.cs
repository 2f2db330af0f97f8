using Coordination.Auth;
using Coordination.Probe.V1;
using Coordination.Sdk.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Coordination.Hosting;

public sealed class StartTests
{
    [Fact]
    public async Task A_service_whose_methods_lack_their_rule_keeps_the_process_from_starting()
    {
        var refused = await Assert.ThrowsAsync<UnguardedMethodException>(() => GatewayHost.StartAsync(modules: [new ProbeModule(), new UnguardedModule()]));

        Assert.Contains("UnguardedService/WithoutRule: has no option", refused.Message, StringComparison.Ordinal);
        Assert.Contains("UnguardedService/UnknownPermission: its permission nobody.declared.it", refused.Message, StringComparison.Ordinal);
        Assert.Contains("UnguardedService/WithoutAudit: its authorization sets no audit level", refused.Message, StringComparison.Ordinal);
        Assert.Contains("UnguardedService/WrongField: its resource_field no.such", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ProbeService", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_was_mapped_by_another_way_is_found_too()
    {
        var refused = await Assert.ThrowsAsync<UnguardedMethodException>(() => GatewayHost.StartAsync(
            map: app => app.MapGrpcService<UnguardedModule.Service>(), modules: [new ProbeModule()]));

        Assert.Contains("UnguardedService/WithoutRule: is mapped but has no rule.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_option_that_is_wrong_is_named_at_once()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.StartAsync(options =>
        {
            options.Address = "everywhere";
            options.MaxReceiveBytes = 1;
            options.MaxSendBytes = int.MaxValue;
            options.MaxHeaderBytes = 1;
            options.MaxStreamsPerConnection = 1;
            options.DefaultDeadline = TimeSpan.FromHours(1);
            options.ShutdownTimeout = TimeSpan.Zero;
            options.MaxWatchersPerAgency = 0;
            options.WatchWriteTimeout = TimeSpan.Zero;
            options.Tls.ClientCertificates = ClientCertificateUse.Required;
            options.Tls.KeyPath = "/no/such/key.pem";
            options.Issuer.Authority = "http://issuer.test";
            options.Issuer.Audience = "";
            options.Issuer.MaxTokenLifetime = TimeSpan.FromDays(1);
            options.Issuer.ClockSkew = TimeSpan.FromDays(1);
            options.Issuer.AgencyClaim = "";
        }));

        Assert.Equal(17, refused.Failures.Count());
        Assert.All(refused.Failures, failure => Assert.StartsWith("Gateway:", failure, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_an_issuer_the_process_does_not_start()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.StartAsync(options => options.Issuer.Authority = null));

        Assert.Equal(["Gateway:Issuer:Authority must say who issues tokens."], refused.Failures);
    }

    [Fact]
    public async Task The_core_services_are_all_guarded()
    {
        await using var host = await GatewayHost.StartAsync();

        var rules = host.Services.GetRequiredService<MethodRules>();
        Assert.Empty(rules.Problems);
        Assert.NotNull(rules.Find("/coordination.events.v1.EventService/Watch"));
        Assert.NotNull(rules.Find("/coordination.ledger.v1.LedgerService/VerifyLedger"));
    }

    private sealed class UnguardedModule : IGatewayModule
    {
        public string Id => "unguarded";

        public void Configure(GatewayModuleBuilder builder) => builder.AddService<Service>(UnguardedService.Descriptor);

        internal sealed class Service : UnguardedService.UnguardedServiceBase;
    }
}
