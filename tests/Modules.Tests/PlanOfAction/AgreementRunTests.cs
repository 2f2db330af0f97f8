using Coordination.Modules.Tests.Driving;
using Coordination.Names;
using Coordination.PlanOfAction.Workflows;
using Coordination.Workflows;
using static Coordination.Modules.Tests.Driving.PureRun;

namespace Coordination.Modules.Tests.PlanOfAction;

public sealed class AgreementRunTests
{
    private static readonly Access.Principal Lead = By("mlsw");
    private static readonly Access.Principal Partner = By("th-msdhs");
    private static readonly Access.Principal Approver = By("mofa");
    private static readonly string First = new('a', 64);
    private static readonly string Second = new('b', 64);

    [Fact]
    public void The_text_that_is_signed_is_the_text_that_was_approved()
    {
        var run = Negotiated();
        Assert.Equal("", run.Fire("approve_text", Approver, ("approval_date", "2026-03-01"), ("approved_draft_sha256", First)));
        Assert.Equal("TEXT_NOT_APPROVED", Sign(run));
        Assert.Equal("", run.Fire("approve_text", Approver, ("approval_date", "2026-03-02"), ("approved_draft_sha256", Second)));
        Assert.Equal("", Sign(run));
    }

    [Fact]
    public void Before_its_end_somebody_is_reminded_and_at_its_end_it_ends()
    {
        var run = InForce();
        run.Come("first_review");
        Assert.Equal("in_force", run.State.State);
        Assert.Single(run.State.Owed, e => e.Kind is EffectKind.Task);
        run.Come("first_expiry");
        Assert.Equal("ended", run.State.State);
    }

    [Fact]
    public void A_renewal_sets_another_end_and_the_first_one_does_nothing_any_more()
    {
        var run = InForce();
        Assert.Equal("", run.Fire("renew", Lead, ("in_force_date", "2031-04-01"), ("review_date", "2035-10-01"), ("expiry_date", "2036-03-31")));
        Assert.Equal(["next_expiry", "next_review"], run.State.Deadlines.Select(d => d.Id).Order());
        Assert.Equal("", run.Fire("attach_joint_plan", Partner, ("joint_plan", "plans/pjoint")));
        Assert.Equal("", run.Fire("end", Lead, ("end_reason", "replaced"), ("end_date", "2033-01-01")));
    }

    [Fact]
    public void Without_an_end_nothing_ends_it()
    {
        var run = Signed();
        Assert.Equal("", run.Fire("enter_into_force_without_end", Lead, ("in_force_date", "2026-04-01")));
        Assert.Empty(run.State.Deadlines);
    }

    [Fact]
    public void Days_that_run_backwards_are_refused() =>
        Assert.Equal("DATES_RUN_BACKWARDS", Signed().Fire("enter_into_force", Lead, ("in_force_date", "2026-04-01"), ("review_date", "2032-01-01"), ("expiry_date", "2031-03-31")));

    [Fact]
    public void The_partner_proposes_texts_and_leads_nothing()
    {
        var run = Negotiated(submit: false);
        Assert.Equal("", run.Fire("propose_text", Partner, ("draft_sha256", First), ("round", "3")));
        Assert.Equal("NOT_YOUR_PART", run.Fire("submit_for_approval", Partner));
        Assert.Equal(["lead", "approver"], AgreementWorkflow.Version1.Field("return_reason")!.VisibleTo);
    }

    private static PureRun Negotiated(bool submit = true)
    {
        var run = new PureRun(AgreementWorkflow.Version1);
        Assert.Equal("PART_UNBOUND", run.Start(Lead, null, ("kind", "memorandum_of_understanding")));
        Assert.Equal("", run.Start(
            Lead, [new PartBinding("partner", new AgencyName("th-msdhs"), null)], ("kind", "memorandum_of_understanding"), ("instrument", "instruments/mou-thailand")));
        Assert.Equal("", run.Fire("start_drafting", Lead));
        Assert.Equal("", run.Fire("start_negotiation", Lead, ("draft_sha256", First)));
        Assert.Equal("", run.Fire("propose_text", Lead, ("draft_sha256", Second)));
        if (submit)
            Assert.Equal("", run.Fire("submit_for_approval", Lead));
        return run;
    }

    private static PureRun Signed()
    {
        var run = Negotiated();
        Assert.Equal("", run.Fire("approve_text", Approver, ("approval_date", "2026-03-02"), ("approved_draft_sha256", Second)));
        Assert.Equal("", Sign(run));
        return run;
    }

    private static PureRun InForce()
    {
        var run = Signed();
        Assert.Equal("", run.Fire("enter_into_force", Lead, ("in_force_date", "2026-04-01"), ("review_date", "2030-10-01"), ("expiry_date", "2031-03-31")));
        return run;
    }

    private static string Sign(PureRun run) => run.Fire("sign", Lead, ("signed_date", "2026-03-15"), ("signed_sha256", First));
}
