using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Localization;
using Coordination.Modules;
using Coordination.Names;
using Coordination.Outcomes;

namespace Coordination.Silo.Modules;

public sealed class ModuleChangeRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
    private static readonly Principal Operator = new("https://issuer", "operator", AgencyName.FromId("mps"), null, [Role.PlatformOperator]);
    private static readonly Principal Secretary = Operator with { Subject = "secretary", Roles = [Role.Secretariat] };
    private static readonly ModuleView Tide = new("tide", "1.0.0", ModuleState.Active, "", LocalizedText.Empty, [], [], [], "aa", "tide");
    private static readonly ModuleChangeContent Disabling = new("tide", "1.0.0", "aa", ModuleAction.Disable);

    [Fact]
    public void A_change_names_what_is_installed()
    {
        Assert.Equal(ModuleRefusals.NotInstalled, Propose(Disabling with { Module = "ebb" }).Refusal);
        Assert.Equal(ModuleRefusals.OtherVersion, Propose(Disabling with { Version = "1.0.1" }).Refusal);
        Assert.Equal(ModuleRefusals.OtherVersion, Propose(Disabling with { Sha256 = "bb" }).Refusal);
        Assert.Null(Propose(Disabling).Refusal);
    }

    [Fact]
    public void A_folder_without_a_readable_manifest_cannot_be_changed() => Assert.Equal(
        ModuleRefusals.NotInstalled,
        ModuleChangeRules.Propose(ModuleChangeState.Initial, new ProposeModuleChange(New(Operator), Disabling with { Version = "", Sha256 = "" }), [Tide with { Version = "", Sha256 = "" }]).Refusal);

    [Fact]
    public void Another_person_approves_what_was_read_within_a_day()
    {
        var state = Proposed();

        Assert.Equal(ModuleRefusals.SelfApproval, Approve(state, Operator, state.ContentHash, Now).Refusal);
        Assert.Equal(ModuleRefusals.Changed, Approve(state, Secretary, "other", Now).Refusal);
        Assert.Equal(ModuleRefusals.NotProposed, Approve(state, Secretary, state.ContentHash, Now.AddHours(24)).Refusal);
        Assert.IsType<ModuleChangeApproved>(Assert.Single(Approve(state, Secretary, state.ContentHash, Now.AddHours(24).AddTicks(-1)).Events));
    }

    [Fact]
    public void It_can_be_rejected_also_by_whoever_proposed_it()
    {
        var state = Proposed();

        Assert.Equal(ModuleRefusals.Changed, Reject(state, Secretary, "other").Refusal);
        Assert.IsType<ModuleChangeRejected>(Assert.Single(Reject(state, Operator, state.ContentHash).Events));
        Assert.Equal(ModuleRefusals.NotProposed, Reject(After(state, Reject(state, Secretary, state.ContentHash)), Secretary, state.ContentHash).Refusal);
    }

    [Fact]
    public void It_lapses_once_when_nobody_answered()
    {
        var state = Proposed();

        Assert.Empty(ModuleChangeRules.DueBy(state, ModuleChangeRules.LapseKind, Now.AddHours(24).AddTicks(-1)).Events);
        var lapsed = After(state, ModuleChangeRules.DueBy(state, ModuleChangeRules.LapseKind, Now.AddHours(24)));
        Assert.Equal(ModuleChangeStage.Lapsed, lapsed.Stage);
        Assert.Empty(ModuleChangeRules.DueBy(lapsed, ModuleChangeRules.LapseKind, Now.AddHours(25)).Events);
        Assert.Empty(ModuleChangeRules.DueBy(After(state, Approve(state, Secretary, state.ContentHash, Now)), ModuleChangeRules.LapseKind, Now.AddHours(25)).Events);
    }

    [Fact]
    public void Who_may_is_a_matter_of_roles_alone()
    {
        var policy = new AccessPolicy(ModulePermissions.All);

        Assert.Equal([Role.OrgAdmin, Role.PlatformOperator, Role.Secretariat], Holders(ModulePermissions.ProposeChange));
        Assert.Equal([Role.Chair, Role.Secretariat], Holders(ModulePermissions.ApproveChange));
        Assert.Equal([Role.Auditor, Role.Chair, Role.OrgAdmin, Role.PlatformOperator, Role.Secretariat], Holders(ModulePermissions.ReadChanges));
        Assert.Equal(Role.Assignable.Order(StringComparer.Ordinal), Holders(ModulePermissions.Read));

        IEnumerable<string> Holders(string permission) =>
            Role.Assignable.Where(role => policy.May(Operator with { Roles = [role] }, permission, Relation.None)).Order(StringComparer.Ordinal);
    }

    private static CommandContext New(Principal who) => new(Guid.NewGuid(), who);

    private static Decision<ModuleChangeEvent> Propose(ModuleChangeContent content) =>
        ModuleChangeRules.Propose(ModuleChangeState.Initial, new ProposeModuleChange(New(Operator), content), [Tide]);

    private static Decision<ModuleChangeEvent> Approve(ModuleChangeState state, Principal who, string hash, DateTimeOffset at) =>
        ModuleChangeRules.Approve(state, new ApproveModuleChange(New(who), hash), at);

    private static Decision<ModuleChangeEvent> Reject(ModuleChangeState state, Principal who, string hash) =>
        ModuleChangeRules.Reject(state, new RejectModuleChange(New(who), hash, "not_needed"), Now);

    private static ModuleChangeState Proposed() => After(ModuleChangeState.Initial, Propose(Disabling));

    private static ModuleChangeState After(ModuleChangeState state, Decision<ModuleChangeEvent> decision) =>
        decision.Events.Aggregate(state, (s, e) => s.Apply(e, new EventStamp(1, s.CreatedAt == default ? Now : s.CreatedAt, null, Guid.Empty)));
}
