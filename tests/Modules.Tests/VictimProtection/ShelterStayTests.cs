using System.Collections.Immutable;
using Coordination.VictimProtection;
using Coordination.VictimProtection.Effects;
using Coordination.VictimProtection.Workflows;
using Coordination.Workflows;

namespace Coordination.Modules.Tests.VictimProtection;

public sealed class ShelterStayTests
{
    public static TheoryData<string> ResidentStates => [.. ShelterStayWorkflow.Resident];

    [Fact]
    public void The_definition_has_no_fault() => Assert.Empty(DefinitionCheck.Faults([Stay.Definition]));

    [Fact]
    public void Every_word_is_there_in_both_languages() =>
        Assert.All(DefinitionWords.All(Stay.Definition), w => Assert.True(w.En.Length > 0 && w.Lo.Length > 0, w.En));

    [Fact]
    public void Whoever_enters_a_field_sees_it() => Assert.Empty(DefinitionWords.EnteredBlindly(Stay.Definition));

    [Fact]
    public void A_stay_goes_from_the_request_to_the_follow_up()
    {
        var play = Stay.Eligible();
        play.Must(
            "lwu-center", "begin_reintegration", Stay.Reintegration, ("consent_to_reintegration", "given"), ("exit_destination", "family"), ("exit_risk", "managed"));
        play.Must("mlsw", "follow_up", ("follow_up_date", play.Today), ("follow_up_outcome", "well"));
        play.Must("mlsw", "close");

        Assert.True(play.Instance.Final);
        Assert.Contains(play.Instance.Effects, e => e.Owed.Action == "reintegration_task");
    }

    [Fact]
    public void A_stay_never_depends_on_cooperation_with_a_prosecution()
    {
        var text = DefinitionWords.Text(Stay.Definition);

        Assert.All(
            new[] { "prosecut", "cooperat", "co-operat", "testif", "testimon", "witness", "investigat", "statement", "police_interview" },
            word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
        Assert.DoesNotContain(Conditions(Stay.Definition), c => c is PersonStatus or PersonRole or ActionEnded);
    }

    [Theory]
    [InlineData("possible")]
    [InlineData("actual")]
    [InlineData("not_victim")]
    [InlineData("")]
    public void Nobody_s_status_matters_for_a_bed(string status)
    {
        var play = Stay.Requested(category: "domestic_violence");
        play.Person = play.Person with { Status = status };

        play.Must("lwu-center", "admit", ("shelter", "shelters/s1"), ("bed_group", "women"), ("consent_to_stay", "given"));
    }

    [Fact]
    public void There_are_three_intake_categories() =>
        Assert.Equal(["trafficking", "domestic_violence", "sexual_exploitation"], Stay.Definition.Field("intake_category")!.Options.Select(o => o.Code));

    [Theory]
    [MemberData(nameof(ResidentStates))]
    public void Whoever_stays_may_leave_from_every_state_and_nothing_has_to_be_said(string state)
    {
        foreach (var (agency, step) in new[] { ("lwu-center", "leave_early"), ("lwu", "leave_early"), ("atd", "report_exit") })
        {
            var play = Stay.In(state);
            Assert.Equal(state, play.State);

            play.Must(agency, step);

            Assert.Equal("early_exit", play.State);
            Assert.Contains(play.Instance.Owed, o => o.Action.StartsWith("free_bed_after", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_child_without_a_guardian_may_leave_too()
    {
        var play = Stay.Admitted(child: true);

        play.Must("lwu-center", "leave_early");

        Assert.Equal("early_exit", play.State);
    }

    [Fact]
    public void Leaving_is_unblockable_in_the_definition_and_from_nowhere_else_is_a_bed_freed_without_a_step()
    {
        foreach (var id in new[] { "leave_early", "report_exit", "withdraw_request" })
        {
            var step = Stay.Definition.Transition(id)!;
            Assert.True(step.Unblockable);
            Assert.Empty(step.Guards);
            Assert.Empty(step.Required);
            Assert.Empty(step.Binds);
        }

        Assert.Equal(ShelterStayWorkflow.Resident, Stay.Definition.Transition("leave_early")!.From);
        var leaving = Stay.Definition.Transitions.Where(t => t.From.Any(ShelterStayWorkflow.Resident.Contains) && t.To is { } to && !ShelterStayWorkflow.Resident.Contains(to));
        Assert.All(leaving, t => Assert.Contains(t.Actions, a => a is CompanionAction or CodeAction { Effect: FreeBed.EffectName }));
    }

    [Fact]
    public void Nobody_is_ready_to_leave_before_ninety_days_and_before_every_strand_was_offered()
    {
        var play = Stay.InCare();
        play.Must("lwu-center", "offer_counselling", ("counselling_offered_date", play.Today));
        play.Must("lwu-center", "offer_recovery", ("recovery_offered_date", play.Today));
        Assert.Equal("ENTITLEMENT_RUNS", play.Fire("lwu-center", "mark_eligible")!.Code);

        play.Pass(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1));
        Assert.Equal("ENTITLEMENT_RUNS", play.Fire("lwu-center", "mark_eligible")!.Code);

        play.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal("STRANDS_NOT_OFFERED", play.Fire("lwu-center", "mark_eligible")!.Code);

        play.Must("lwu-center", "offer_vocational_training", ("vocational_training_offered_date", play.Today));
        play.Must("lwu-center", "mark_eligible");
    }

    [Fact]
    public void Declining_a_strand_takes_nothing_away_and_it_may_be_taken_up_later()
    {
        var play = Stay.InCare();
        Assert.Equal("STRAND_NOT_OFFERED", play.Fire("lwu-center", "decline_counselling", ("counselling_declined_date", play.Today))!.Code);
        foreach (var strand in Stay.Strands)
        {
            play.Must("lwu-center", $"offer_{strand}", ($"{strand}_offered_date", play.Today));
            play.Must("lwu-center", $"decline_{strand}", ($"{strand}_declined_date", play.Today));
        }

        play.Must("lwu-center", "take_up_recovery", ("recovery_taken_up_date", play.Today));
        play.Pass(TimeSpan.FromDays(90));
        play.Must("lwu-center", "mark_eligible");
    }

    [Fact]
    public void Nobody_is_kept_without_consent()
    {
        var play = Stay.Requested();

        Assert.Equal("CONSENT_TO_STAY_MISSING", play.Fire("lwu-center", "admit", ("shelter", "shelters/s1"), ("bed_group", "women"), ("consent_to_stay", "refused"))!.Code);
        play.Must("atd", "withdraw_request");
    }

    [Fact]
    public void Every_right_of_the_checklist_is_explained_and_the_guideline_s_version_is_pinned()
    {
        var play = Stay.Admitted();
        var all = ShelterStayWorkflow.Rights;
        foreach (var missing in all)
        {
            var told = string.Join(',', all.Where(r => r != missing));
            Assert.Equal("RIGHTS_NOT_EXPLAINED", play.Fire("lwu-center", "assess_needs", ("needs", "safety"), ("rights_explained", told))!.Code);
        }

        play.Must("lwu-center", "assess_needs", ("needs", "safety"), ("rights_explained", string.Join(',', all)));
        Assert.Equal("victim-protection-guidelines@1", Assert.IsType<TransitionFired>(play.Happened.OfType<TransitionFired>().Last()).Guideline);
    }

    [Fact]
    public void A_child_sleeps_among_children_or_families_and_an_adult_does_not()
    {
        var child = Stay.Requested();
        child.Person = child.Person with { Child = true };
        Assert.Equal("CHILD_AMONG_ADULTS", child.Fire("lwu-center", "admit", ("shelter", "shelters/s1"), ("bed_group", "women"), ("consent_to_stay", "given"))!.Code);
        child.Must("lwu-center", "admit", ("shelter", "shelters/s1"), ("bed_group", "families"), ("consent_to_stay", "given"));

        var adult = Stay.Requested();
        Assert.Equal("CHILD_AMONG_ADULTS", adult.Fire("lwu-center", "admit", ("shelter", "shelters/s1"), ("bed_group", "boys"), ("consent_to_stay", "given"))!.Code);
    }

    [Fact]
    public void A_child_is_taken_in_at_once_and_gets_a_guardian_before_anything_is_planned()
    {
        var play = Stay.Assessed(child: true);
        Assert.Equal("NO_GUARDIAN", play.Fire("lwu-center", "agree_care_plan", ("plan_agreed_by", "person"), ("care_plan", "School."))!.Code);

        play.Person = play.Person with { HasGuardian = true };
        play.Must("lwu-center", "agree_care_plan", ("plan_agreed_by", "person_and_guardian"), ("care_plan", "School."));
    }

    [Fact]
    public void A_child_goes_home_only_after_a_best_interests_decision_that_says_so()
    {
        var play = Stay.Eligible(child: true, guardian: true);
        Assert.Equal("NO_BEST_INTERESTS_DECISION", Leave(play)!.Code);

        play.Must("lwu-center", "decide_best_interests", ("best_interests", "otherwise"), ("best_interests_date", play.Today));
        Assert.Equal("NO_BEST_INTERESTS_DECISION", Leave(play)!.Code);

        play.Must("lwu-center", "decide_best_interests", ("best_interests", "as_planned"), ("best_interests_date", play.Today));
        Assert.Null(Leave(play));
    }

    [Fact]
    public void Nobody_is_sent_where_the_risk_is_high_or_against_the_own_will()
    {
        var play = Stay.Eligible();

        Assert.Equal("EXIT_NOT_SAFE", Leave(play, risk: "high")!.Code);
        Assert.Equal("CONSENT_TO_REINTEGRATION_MISSING", Leave(play, consent: "refused")!.Code);
        Assert.Null(Leave(play));
    }

    [Fact]
    public void The_police_hold_no_part_in_care_and_see_none_of_it()
    {
        var start = new Play(Stay.Definition);
        Assert.Equal("POLICE_HOLD_NO_CARE", start.Start("mlsw", ImmutableDictionary<string, string>.Empty.Add("shelter", "atd"), ("intake_category", "trafficking"))!.Code);
        Assert.Equal(
            "POLICE_HOLD_NO_CARE",
            start.Start("mlsw", ImmutableDictionary<string, string>.Empty.Add("shelter", "lwu-center").Add("oversight", "mps"), ("intake_category", "trafficking"))!.Code);

        var play = Stay.Eligible();
        Assert.Equal("POLICE_HOLD_NO_CARE", Leave(play, to: "mps")!.Code);

        Assert.Equal(["intake_category"], play.SeenBy("atd")); // What it entered when it asked for the bed.
        Assert.Empty(play.SeenBy("lwu")); // Watching over a shelter is no care either.
        Assert.Contains("needs", play.SeenBy("lwu-center"));
        Assert.All(Stay.Definition.Fields, f => Assert.False(f.VisibleTo.IsEmpty, f.Id));
    }

    [Fact]
    public void The_review_comes_again_and_a_late_one_is_a_flag()
    {
        var play = Stay.InCare();
        play.Pass(TimeSpan.FromDays(31));
        Assert.True(play.Instance.Overdue);
        Assert.Equal("in_care", play.State);

        play.Must("lwu-center", "review_care", ("review_outcome", "continue"));
        Assert.False(play.Instance.Overdue);
        play.Pass(TimeSpan.FromDays(29));
        Assert.False(play.Instance.Overdue);
        play.Pass(TimeSpan.FromDays(1));
        Assert.True(play.Instance.Overdue);
    }

    [Fact]
    public void Settings_change_the_entitlement_and_wrong_ones_are_all_named()
    {
        var longer = ShelterStayWorkflow.Definition(VictimProtectionSettings.Default with { EntitlementDays = 180 });

        Assert.Contains(longer.Transition("mark_eligible")!.Guards, g => g.When is PassedSince { Time.TotalDays: 180 });
    }

    private static Coordination.Outcomes.Refusal? Leave(Play play, string consent = "given", string risk = "low", string to = "mlsw") => play.Fire(
        "lwu-center", "begin_reintegration", ImmutableDictionary<string, string>.Empty.Add("reintegration", to),
        ("consent_to_reintegration", consent), ("exit_destination", "family"), ("exit_risk", risk));

    private static IEnumerable<WorkflowCondition> Conditions(WorkflowDefinition definition) => DefinitionWords.Guards(definition).SelectMany(g => Within(g.When));

    private static IEnumerable<WorkflowCondition> Within(WorkflowCondition condition) => condition switch
    {
        AllHold all => all.Conditions.SelectMany(Within),
        AnyHolds any => any.Conditions.SelectMany(Within),
        DoesNotHold not => Within(not.Condition),
        _ => [condition],
    };
}
