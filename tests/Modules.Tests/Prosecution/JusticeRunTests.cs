using Coordination.Access;
using Coordination.Modules.Tests.Driving;
using Coordination.Names;
using Coordination.Prosecution.Workflows;
using Coordination.Workflows;
using static Coordination.Modules.Tests.Driving.PureRun;

namespace Coordination.Modules.Tests.Prosecution;

public sealed class JusticeRunTests
{
    private static readonly PersonFacts Suspect = new("p2", "suspect", "", Child: false, HasGuardian: false);
    private static readonly Principal Police = By("atd");
    private static readonly Principal Prosecutor = By("opp");
    private static readonly Principal Court = By("psc");
    private static readonly Principal Support = By("lwu");

    private static readonly (string, string)[] File =
    [
        ("referral_date", "2026-02-10"), ("offence", "offences/la-penal-code-2017-215"), ("victim_is_child", "true"), ("acts", "recruitment"),
        ("purposes", "prostitution_of_others"),
    ];

    [Fact]
    public void A_proceeding_goes_from_the_complaint_to_the_restitution()
    {
        var run = InCourt();
        Assert.Equal("", run.Fire("schedule_hearing", Court, ("hearing_date", "2026-03-01"), ("hearing_mode", "closed")));
        Assert.Equal("", Decide(run, ("decision", "convicted"), ("sentence_months", "96"), ("restitution_ordered", "true"), ("restitution_kip", "20000000")));
        run.Come("appeal_window"); // Nobody appealed.
        Assert.Equal("final", run.State.State);
        Assert.Equal("SENTENCE_NOT_ENFORCED", run.Fire("close", Court, ("close_date", "2026-06-01")));
        Assert.Equal("", run.Fire("enforce", Court, ("enforcement_date", "2026-05-01")));
        Assert.Equal("", run.Fire("record_restitution", Court, ("restitution_paid_kip", "5000000"), ("restitution_paid_date", "2026-05-20")));
        Assert.Equal("RESTITUTION_OPEN", run.Fire("close", Court, ("close_date", "2026-06-01")));
        Assert.Equal("", run.Fire("record_restitution", Court, ("restitution_paid_kip", "20000000"), ("restitution_paid_date", "2026-05-30")));
        Assert.Equal("", run.Fire("close", Court, ("close_date", "2026-06-01")));
        Assert.True(run.State.Final);
    }

    [Theory]
    [InlineData("victim", "possible")]
    [InlineData("victim", "actual")]
    [InlineData("victim", "not_victim")]
    public void A_victim_cannot_be_the_subject_of_a_proceeding(string role, string status)
    {
        var run = new PureRun(JusticeWorkflow.Version1) { Person = new("p1", role, status, false, false) };

        Assert.Equal("VICTIM_NOT_OFFENDER", Start(run));
        Assert.False(run.State.Exists);
    }

    [Theory]
    [InlineData("witness")]
    [InlineData("relative")]
    public void Only_a_suspect_is_the_subject(string role) =>
        Assert.Equal("SUBJECT_NOT_SUSPECT", Start(new PureRun(JusticeWorkflow.Version1) { Person = new("p3", role, "", false, false) }));

    [Fact]
    public void Whoever_is_found_to_be_a_victim_later_goes_no_further_and_it_ends_at_once()
    {
        var run = InCourt();
        run.Person = Suspect with { Role = "victim", Status = "actual" };

        Assert.Equal("VICTIM_NOT_OFFENDER", Decide(run, ("decision", "convicted")));
        Assert.Equal("", run.Fire("recognise_victim", Prosecutor));
        Assert.Equal("ended_as_victim", run.State.State);
    }

    [Fact]
    public void Exploiting_an_adult_needs_means_and_exploiting_a_child_needs_none()
    {
        var adult = UnderInvestigation();
        Assert.Equal("MEANS_MISSING", adult.Fire("refer_to_prosecutor", Police, [.. File.Where(f => f.Item1 != "victim_is_child"), ("victim_is_child", "false")]));
        Assert.Equal("", adult.Fire("refer_to_prosecutor", Police,
            [.. File.Where(f => f.Item1 != "victim_is_child"), ("victim_is_child", "false"), ("means", "deception"), ("means", "abuse_of_vulnerability")]));

        Assert.Equal("", UnderInvestigation().Fire("refer_to_prosecutor", Police, File));
    }

    [Fact]
    public void An_act_is_judged_by_the_law_of_its_day()
    {
        var run = UnderInvestigation("2012-07-01");

        Assert.Equal("OFFENCE_NOT_IN_FORCE", run.Fire("refer_to_prosecutor", Police, File));
        Assert.Equal("", run.Fire("refer_to_prosecutor", Police, [.. File.Where(f => f.Item1 != "offence"), ("offence", "offences/la-penal-law-2005-134")]));
    }

    [Fact]
    public void Another_offence_needs_none_of_the_elements_of_trafficking() =>
        Assert.Equal("", UnderInvestigation().Fire(
            "refer_to_prosecutor", Police, ("referral_date", "2026-02-10"), ("offence", "offences/la-other"), ("victim_is_child", "false")));

    [Fact]
    public void A_child_suspect_has_a_guardian_and_a_lawyer_before_the_prosecutor_sees_the_file_and_is_heard_in_private()
    {
        var run = UnderInvestigation();
        run.Person = Suspect with { Child = true };
        Assert.Equal("CHILD_WITHOUT_GUARDIAN", run.Fire("refer_to_prosecutor", Police, File));
        run.Person = run.Person with { HasGuardian = true };
        Assert.Equal("CHILD_WITHOUT_LAWYER", run.Fire("refer_to_prosecutor", Police, File));
        Assert.Equal("", run.Fire("record_safeguards", Police, ("legal_aid", "declined")));
        Assert.Equal("CHILD_WITHOUT_LAWYER", run.Fire("refer_to_prosecutor", Police, File));
        Assert.Equal("", run.Fire("record_safeguards", Police, ("legal_aid", "assigned"), ("interpreter", "true")));
        Assert.Equal("", run.Fire("refer_to_prosecutor", Police, File));
        Assert.Equal("", run.Fire("charge", Prosecutor, ("charge_date", "2026-02-20")));

        Assert.Equal("CHILD_HEARING_OPEN", run.Fire("schedule_hearing", Court, ("hearing_date", "2026-03-01"), ("hearing_mode", "open")));
    }

    [Fact]
    public void It_rests_and_goes_on_where_it_was()
    {
        var run = InCourt();
        Assert.Equal("", run.Fire("suspend_trial", Court, ("suspend_reason", "victim_recovers"), ("suspend_date", "2026-03-01")));
        Assert.Equal("TRANSITION_NOT_ALLOWED", Decide(run, ("decision", "acquitted")));
        Assert.Equal("", run.Fire("resume_trial", Court, ("resume_date", "2026-04-01")));
        Assert.Equal("court", run.State.State);
        Assert.Equal("DATA_INVALID", run.Fire("dismiss_trial", Court, ("dismiss_date", "2026-04-02"))); // A reason is demanded.
        Assert.Equal("", run.Fire("dismiss_trial", Court, ("dismiss_reason", "suspect_died"), ("dismiss_date", "2026-04-02")));
        Assert.True(run.State.Final);
    }

    [Fact]
    public void An_appeal_can_bring_a_retrial_or_an_end_without_a_sentence()
    {
        var run = InCourt();
        Assert.Equal("", Decide(run, ("decision", "convicted")));
        Assert.Equal("", run.Fire("appeal", Court, ("appeal_date", "2026-03-20"), ("appealed_by", "accused")));
        Assert.DoesNotContain(run.State.Deadlines, d => d.Id == "appeal_window");
        Assert.Equal("", run.Fire("order_retrial", Court, ("appeal_decision_date", "2026-04-20")));
        Assert.Equal("", Decide(run, ("decision", "convicted")));
        Assert.Equal("", run.Fire("appeal", Prosecutor, ("appeal_date", "2026-05-20"), ("appealed_by", "prosecutor")));
        Assert.Equal("", run.Fire("decide_appeal", Court, ("appeal_outcome", "overturned"), ("appeal_decision_date", "2026-06-20")));
        Assert.Equal("NOTHING_TO_ENFORCE", run.Fire("enforce", Court, ("enforcement_date", "2026-07-01")));
        Assert.Equal("", run.Fire("close", Court, ("close_date", "2026-07-01")));
    }

    [Fact]
    public void Restitution_that_was_ordered_has_an_amount() =>
        Assert.Equal("RESTITUTION_AMOUNT_MISSING", Decide(InCourt(), ("decision", "convicted"), ("restitution_ordered", "true")));

    [Fact]
    public void Each_part_does_its_own()
    {
        var run = UnderInvestigation();
        Assert.Equal("NOT_YOUR_PART", run.Fire("refer_to_prosecutor", Court, File));
        Assert.Equal("NOT_YOUR_PART", run.Fire("note_support", Police, ("support_note", "x")));
        Assert.Equal("", run.Fire("involve_support", Police, [new PartBinding("victim_support", new AgencyName("lwu"), null)]));
        Assert.Equal("", run.Fire("note_support", Support, ("support_note", "She sleeps badly."), ("protection_needs", "screen")));
        Assert.Equal("NOT_YOUR_PART", run.Fire("refer_to_prosecutor", Support, File));
        Assert.Equal("PERMISSION_DENIED", Start(new PureRun(JusticeWorkflow.Version1) { Person = Suspect }, Support));
    }

    private static string Start(PureRun run, Principal? by = null) =>
        run.Start(by ?? Police, null, ("complaint_date", "2026-01-10"), ("received_from", "victim"), ("complaint_text", "He promised work."));

    private static PureRun UnderInvestigation(string act = "2025-11-01")
    {
        var run = new PureRun(JusticeWorkflow.Version1) { Person = Suspect };
        Assert.Equal("", Start(run));
        Assert.Equal("", run.Fire("record_incident", Police, ("act_date", act)));
        Assert.Equal("", run.Fire("open_investigation", Police, ("investigation_date", "2026-01-12")));
        return run;
    }

    private static PureRun InCourt()
    {
        var run = UnderInvestigation();
        Assert.Equal("", run.Fire("refer_to_prosecutor", Police, File));
        Assert.Equal("", run.Fire("charge", Prosecutor, ("charge_date", "2026-02-20")));
        return run;
    }

    private static string Decide(PureRun run, params (string, string)[] data) =>
        run.Fire("decide", Court, [("decision_date", "2026-03-10"), ("appeal_until_date", "2026-03-30"), .. data]);
}
