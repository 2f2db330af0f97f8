using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;

namespace Coordination.Loading.Tests;

/// <summary>A module is switched off and on by two people and a restart.</summary>
public sealed class FourEyesTests : IAsyncLifetime
{
    private static readonly Principal Operator = Platform.Officer("operator", Role.PlatformOperator);
    private static readonly Principal Secretary = Platform.Officer("secretary", Role.Secretariat);

    private readonly ModulesFolder modules = new();
    private readonly Platform platform;

    public FourEyesTests() => platform = new Platform(modules.Path);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        modules.Add("Tide");
        await platform.StartAsync();
    }

    [Fact]
    public async Task A_module_is_disabled_and_enabled_by_two_people_and_a_restart()
    {
        var tide = Installed();
        var disabling = await ProposeAsync(Operator, tide, ModuleAction.Disable);
        Assert.Equal(ModuleChangeStage.Proposed, disabling.Value!.Stage);
        Assert.Equal("PERMISSION_DENIED", (await ApproveAsync(Operator, disabling.Value)).Refusal!.Code);
        Assert.Equal("MODULE_CHANGE_CHANGED", (await ApproveAsync(Secretary, disabling.Value with { ContentHash = "other" })).Refusal!.Code);
        var approved = await ApproveAsync(Secretary, disabling.Value);
        Assert.Equal(ModuleChangeStage.Approved, approved.Value!.Stage);
        Assert.Equal("MODULE_CHANGE_NOT_PROPOSED", (await ApproveAsync(Secretary, disabling.Value)).Refusal!.Code);
        Assert.Equal(200, (await platform.GetAsync("/v1/tide/vientiane", "secretariat")).Status);

        await RestartAsync();
        Assert.Equal(ModuleState.Disabled, Installed().State);
        Assert.Equal(404, (await platform.GetAsync("/v1/tide/vientiane", "secretariat")).Status);
        Assert.Equal("ok", (await platform.GetAsync("/healthz/ready")).Body.GetProperty("checks").GetProperty("modules").GetString());

        var enabling = await ProposeAsync(Secretary, Installed(), ModuleAction.Enable);
        Assert.Equal("MODULE_CHANGE_SELF_APPROVAL", (await ApproveAsync(Secretary, enabling.Value!)).Refusal!.Code);
        Assert.False((await ApproveAsync(Platform.Officer("chair", Role.Chair), enabling.Value!)).IsRefused);

        await RestartAsync();
        Assert.True(Installed().State is ModuleState.Active, Installed().Why);
        Assert.Equal(200, (await platform.GetAsync("/v1/tide/vientiane", "secretariat")).Status);

        // An enabling is bound to the files that were seen.
        await platform.StopAsync();
        ModulesFolder.Edit(Path.Combine(modules.Path, "tide"), json => json["version"] = "1.1.0");
        await platform.StartAsync();
        Assert.Equal(ModuleState.Disabled, Installed().State);
        Assert.Contains("other files", Installed().Why, StringComparison.Ordinal);

        var list = await platform.Grains.GetGrain<IRegistryGrain>(0).ListAsync(
            Secretary, ModulePermissions.ReadChanges, new RegistryQuery { Kind = ModuleChangeName.Collection, Parent = "modules/tide" }, null, Cancel);
        Assert.Equal(2, list.Value!.Hits.Length);
    }

    [Fact]
    public async Task Only_what_is_installed_can_be_changed_and_only_by_those_who_may()
    {
        var tide = Installed();

        Assert.Equal("MODULE_NOT_INSTALLED", (await ProposeAsync(Operator, tide with { Id = "ebb" }, ModuleAction.Disable)).Refusal!.Code);
        Assert.Equal("MODULE_OTHER_VERSION", (await ProposeAsync(Operator, tide with { Version = "1.0.1" }, ModuleAction.Disable)).Refusal!.Code);
        Assert.Equal("MODULE_OTHER_VERSION", (await ProposeAsync(Operator, tide with { Sha256 = "00" }, ModuleAction.Disable)).Refusal!.Code);
        Assert.Equal("PERMISSION_DENIED", (await ProposeAsync(Platform.Officer("officer", Role.AgencyOfficer), tide, ModuleAction.Disable)).Refusal!.Code);

        var rejected = await ProposeAsync(Operator, tide, ModuleAction.Disable);
        var answer = await platform.Grains.ModuleChange(rejected.Value!.Name).RejectAsync(new RejectModuleChange(New(Secretary), rejected.Value.ContentHash, "not_needed"), Cancel);
        Assert.Equal((ModuleChangeStage.Rejected, "not_needed"), (answer.Value!.Stage, answer.Value.Reason));
        Assert.Equal("MODULE_CHANGE_NOT_PROPOSED", (await ApproveAsync(Secretary, rejected.Value)).Refusal!.Code);
    }

    [Fact]
    public async Task A_repeat_of_a_proposal_is_the_same_one()
    {
        var context = New(Operator);
        var tide = Installed();

        var first = await ProposeAsync(context, tide, ModuleAction.Disable);
        var again = await ProposeAsync(context, tide, ModuleAction.Disable);

        Assert.Equal(first.Value, again.Value);
        Assert.Equal("REQUEST_ID_REUSED", (await ProposeAsync(context, tide, ModuleAction.Enable)).Refusal!.Code);
    }

    public async ValueTask DisposeAsync()
    {
        await platform.DisposeAsync();
        modules.Dispose();
    }

    private LoadedModule Installed() => platform.Modules.Find("tide")!;

    private async Task RestartAsync()
    {
        await platform.StopAsync();
        await platform.StartAsync();
    }

    private static CommandContext New(Principal who) => new(Guid.NewGuid(), who);

    private Task<Outcome<ModuleChangeView>> ProposeAsync(Principal who, LoadedModule module, ModuleAction action) => ProposeAsync(New(who), module, action);

    private Task<Outcome<ModuleChangeView>> ProposeAsync(CommandContext context, LoadedModule module, ModuleAction action) =>
        platform.Grains.ModuleChange(ModuleChangeName.For(context.Principal.Agency, context.RequestId))
            .ProposeAsync(new ProposeModuleChange(context, new ModuleChangeContent(module.Id, module.Version, module.Sha256, action)), Cancel);

    private Task<Outcome<ModuleChangeView>> ApproveAsync(Principal who, ModuleChangeView change) =>
        platform.Grains.ModuleChange(change.Name).ApproveAsync(new ApproveModuleChange(New(who), change.ContentHash), Cancel);
}
