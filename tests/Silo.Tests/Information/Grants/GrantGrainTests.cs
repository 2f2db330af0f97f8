using Coordination.Access;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Silo.Information.Grants;
using static Coordination.Silo.Tests.Information.Grants.GrantSilo;

namespace Coordination.Silo.Tests.Information.Grants;

public sealed class GrantGrainTests(SharedGrantSilo shared) : IClassFixture<SharedGrantSilo>
{
    private readonly GrantSilo silo = shared.Silo;

    [Fact]
    public async Task Two_persons_release_a_name_and_the_recipient_knows_nothing_before()
    {
        var record = await silo.RecordAsync();
        var proposed = Done(await silo.ProposeAsync(Proposal(record.Record) with { Fields = ["village", "name"] }));
        var grain = silo.Grains.Grant(proposed.Name);

        Assert.True(proposed.NeedsApproval);
        Refused(GrantRefusals.ApprovalRequired, await grain.ActivateAsync(new ActivateGrant(Context(Holder)), default));
        Refused(CommonRefusals.NotFound, await grain.GetAsync(Police, default));
        Refused(CommonRefusals.NotFound, await silo.ReadAsync(proposed.Name, Police));
        Refused(CommonRefusals.PermissionDenied, await grain.ApproveAsync(new ApproveGrant(Context(Holder), proposed.ContentHash), default));
        Refused(CommonRefusals.NotFound, await grain.ApproveAsync(new ApproveGrant(Context(By("moh", "x", Role.DisclosureApprover)), proposed.ContentHash), default));

        Done(await grain.ApproveAsync(new ApproveGrant(Context(Approver), proposed.ContentHash), default));
        Done(await grain.ActivateAsync(new ActivateGrant(Context(Holder)), default));
        var read = Done(await silo.ReadAsync(proposed.Name, Police));

        Assert.Equal([new OpenedField("name", "Kham"), new OpenedField("village", "Ban Nongbone")], read.Fields);
        Assert.Equal(Handling.Amber, read.Handling);
        Assert.Equal(GrantStage.Active, Done(await grain.GetAsync(Police, default)).Stage);
    }

    [Fact]
    public async Task Who_proposed_does_not_approve_whatever_its_roles()
    {
        var both = By("lwu", "both", Role.AgencyOfficer, Role.DisclosureApprover);
        var record = await silo.RecordAsync();
        var proposed = Done(await silo.ProposeAsync(Proposal(record.Record, both) with { Fields = ["name"] }));

        Refused(InformationRefusals.SelfApproval, await silo.Grains.Grant(proposed.Name).ApproveAsync(new ApproveGrant(Context(both), proposed.ContentHash), default));
    }

    [Fact]
    public async Task Of_two_approvals_at_once_one_counts()
    {
        var record = await silo.RecordAsync();
        var proposed = Done(await silo.ProposeAsync(Proposal(record.Record) with { Fields = ["name"] }));
        var grain = silo.Grains.Grant(proposed.Name);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            grain.ApproveAsync(new ApproveGrant(Context(By("lwu", $"approver-{i}", Role.DisclosureApprover)), proposed.ContentHash), default)));

        Assert.Single(outcomes, o => !o.IsRefused);
        Assert.All(outcomes.Where(o => o.IsRefused), o => Refused(InformationRefusals.TransitionNotAllowed, o));
    }

    [Fact]
    public async Task Every_release_about_a_child_needs_a_second_person()
    {
        var record = await silo.RecordAsync(minor: true);

        Assert.True(Done(await silo.ProposeAsync(Proposal(record.Record))).NeedsApproval);
    }

    [Fact]
    public async Task What_is_absent_and_what_is_foreign_cannot_be_granted_alike()
    {
        var record = await silo.RecordAsync();
        var active = await silo.ActiveAsync(Proposal(record.Record) with { OnwardDepth = 1 });

        Refused(GrantRefusals.RecordNotHeld, await silo.ProposeAsync(Proposal(new RecordName("rabsent"))));
        Refused(GrantRefusals.RecordNotHeld, await silo.ProposeAsync(Proposal(record.Record, By("moh", "x", Role.AgencyOfficer))));
        Refused(GrantRefusals.RecordNotHeld, await silo.ProposeAsync(Onward(active, Ministry, Prosecutor.Agency)));
        Refused(GrantRefusals.RecordNotHeld, await silo.ProposeAsync(Onward(new GrantName("gabsent"), Police, Prosecutor.Agency)));
    }

    [Fact]
    public async Task Health_is_never_released_to_the_police()
    {
        var record = await silo.RecordAsync();

        Refused(GrantRefusals.ClassDenied, await silo.ProposeAsync(Proposal(record.Record) with { Fields = ["illness"] }));
    }

    [Theory]
    [InlineData("fields")]
    [InlineData("until")]
    [InlineData("purpose")]
    [InlineData("onward_depth")]
    public async Task What_is_passed_on_is_never_wider(string dimension)
    {
        var record = await silo.RecordAsync();
        var active = await silo.ActiveAsync(Proposal(record.Record) with { OnwardDepth = 1 });
        var onward = Onward(active, Police, Prosecutor.Agency);
        var wider = dimension switch
        {
            "fields" => onward with { Fields = ["village", "name"] },
            "until" => onward with { Until = Now.AddDays(31) },
            "purpose" => onward with { Purpose = "prosecution" },
            _ => onward with { OnwardDepth = 1 },
        };

        var outcome = await silo.ProposeAsync(wider);

        Refused(GrantRefusals.WiderThanParent, outcome);
        Assert.Equal(dimension, outcome.Refusal!.Metadata!["dimension"]);
    }

    [Fact]
    public async Task What_may_not_be_passed_on_is_not()
    {
        var record = await silo.RecordAsync();
        var active = await silo.ActiveAsync(Proposal(record.Record));

        Refused(GrantRefusals.OnwardNotAllowed, await silo.ProposeAsync(Onward(active, Police, Prosecutor.Agency)));
    }

    [Fact]
    public async Task A_repeated_proposal_is_answered_and_another_content_is_not()
    {
        var record = await silo.RecordAsync();
        var command = Proposal(record.Record);

        var first = Done(await silo.ProposeAsync(command));
        Done(await silo.Grains.Grant(first.Name).ActivateAsync(new ActivateGrant(Context(Holder)), default));

        Assert.Equal(GrantStage.Proposed, Done(await silo.ProposeAsync(command)).Stage);
        Refused(CommonRefusals.RequestIdReused, await silo.ProposeAsync(command with { Until = Now.AddDays(3) }));
    }

    [Fact]
    public async Task A_rule_grants_once_and_needs_no_second_person()
    {
        var record = await silo.RecordAsync();
        var terms = GrantRules.Terms(Proposal(record.Record) with { Fields = ["name"] }, new GrantSurroundings(record, [], null))
            with { Agreement = new StandingAgreementName("aone") };
        var grain = silo.Grains.Grant(GrantName.For(Holder.Agency, Guid.NewGuid()));

        var links = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => grain.GrantByRuleAsync(terms, default)));

        Assert.All(links, link => Assert.Equal(GrantStage.Active, Done(link).Stage));
        Assert.Equal(2, Done(await grain.HistoryAsync(Holder, 0, 10, default)).Entries.Length);
        Refused(GrantRefusals.GrantExists, await grain.GrantByRuleAsync(terms with { Until = Now.AddDays(1) }, default));
    }

    [Fact]
    public async Task An_auditor_sees_that_something_happened_and_nothing_of_it()
    {
        var record = await silo.RecordAsync();
        var active = await silo.ActiveAsync(Proposal(record.Record));
        var history = Done(await silo.Grains.Grant(active).HistoryAsync(By("lwu", "auditor", Role.Auditor), 0, 10, default));

        Assert.Equal(["grant.proposed", "grant.activated"], history.Entries.Select(e => e.Type));
        Assert.All(history.Entries, e => Assert.Empty(e.Data));
        Refused(CommonRefusals.NotFound, await silo.Grains.Grant(active).HistoryAsync(By("moh", "auditor", Role.Auditor), 0, 10, default));
    }
}
