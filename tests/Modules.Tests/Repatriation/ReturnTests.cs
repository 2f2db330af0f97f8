using System.Collections.Immutable;
using Coordination.Repatriation.Workflows;
using Coordination.Workflows;
using static Coordination.Modules.Tests.Repatriation.Returning;

namespace Coordination.Modules.Tests.Repatriation;

public sealed class ReturnTests
{
    private const string FromThailand = "return-from-thailand";

    public static TheoryData<string> Routes => Returning.Routes;

    [Fact]
    public void There_are_four_returns() =>
        Assert.Equal(["return-from-thailand", "return-from-viet-nam", "return-to-thailand", "return-to-viet-nam"], Definitions.Keys.Order());

    [Theory]
    [MemberData(nameof(Routes))]
    public void The_definition_has_no_fault_and_all_its_words(string route)
    {
        Assert.Empty(DefinitionCheck.Faults([Definitions[route]]));
        Assert.All(DefinitionWords.All(Definitions[route]), w => Assert.True(w.En.Length > 0 && w.Lo.Length > 0, w.En));
        Assert.Empty(DefinitionWords.EnteredBlindly(Definitions[route]));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public void A_return_goes_from_the_interview_to_the_feedback(string route)
    {
        var play = InTransit(route);
        Record(play, route);
        play.Must(Receiver(route), "escort_home", ("escort_date", play.Today));
        play.Must(Receiver(route), "begin_reintegration");
        play.Must(Receiver(route), "record_follow_up", ("follow_up_date", play.Today), ("follow_up_outcome", "well"));
        play.Must(Receiver(route), "send_feedback", ("feedback", "reintegrated"), ("feedback_date", play.Today));
        play.Must("mlsw", "close");

        Assert.True(play.Instance.Final);
        string[] states = ["interviewed", "tracing_requested", "with_province", "family_assessed", "result_returned", "return_planned", "family_prepared", "handover", "transit", "escorted_home", "reintegration", "feedback_sent", "closed"];
        Assert.Equal(states, play.Instance.FirstIn.OrderBy(s => Array.IndexOf(states, s.Key)).Select(s => s.Key));
        Assert.Contains(play.Instance.Effects, e => e.Owed.Action == "tracing_task");
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public void Nobody_returns_without_an_individual_safety_assessment(string route)
    {
        var play = ResultReturned(route);
        Consent(play);
        Assert.Equal("NO_SAFETY_ASSESSMENT", Plan(play)!.Code);

        Assess(play);
        Assert.Null(Plan(play));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public void A_negative_safety_assessment_leads_to_an_alternative_only(string route)
    {
        var play = Assessed(route, "not_safe");
        Assert.Equal("RETURN_NOT_SAFE", Plan(play)!.Code);
        play.Must("mlsw", "choose_alternative", ("alternative", "third_country"));

        Assert.Equal("alternative_solution", play.State);
        var onwards = Definitions[route].Transitions.Where(t => t.From.Contains("alternative_solution")).Select(t => t.To ?? "alternative_solution");
        Assert.All(onwards, to => Assert.Contains(to, new[] { "alternative_solution", "closed" }));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public void What_turns_out_unsafe_after_the_plan_is_not_handed_over(string route)
    {
        var play = Prepared(route);
        Assess(play, "not_safe");

        Assert.Equal("RETURN_NOT_SAFE", HandOver(play, route)!.Code);
    }

    [Fact]
    public void There_is_no_way_to_the_handover_that_does_not_ask_for_safety() =>
        Assert.All(Definitions.Values, definition => Assert.All(
            definition.Transitions.Where(t => t.To is "return_planned" or "handover"),
            t => Assert.Equal(["NO_SAFETY_ASSESSMENT", "RETURN_NOT_SAFE", "SAFETY_ASSESSMENT_OLD", "NO_CONSENT_TO_RETURN"], t.Guards.Select(g => g.Code).Take(4))));

    [Fact]
    public void An_old_assessment_is_none()
    {
        var play = Prepared(FromThailand);
        play.Pass(TimeSpan.FromDays(91));
        Assert.Equal("SAFETY_ASSESSMENT_OLD", HandOver(play, FromThailand)!.Code);

        Assess(play);
        Assert.Null(HandOver(play, FromThailand));
    }

    [Fact]
    public void An_assessment_is_not_of_tomorrow_and_names_its_measures()
    {
        var play = ResultReturned(FromThailand);

        Assert.Equal("SAFETY_DATE_AHEAD", play.Fire("mlsw", "assess_safety", ("safety_result", "safe"), ("safety_assessment_date", "2027-01-01"))!.Code);
        Assert.Equal("SAFETY_MEASURES_MISSING", play.Fire("mlsw", "assess_safety", ("safety_result", "safe_with_measures"), ("safety_assessment_date", play.Today))!.Code);
        play.Must("mlsw", "assess_safety", ("safety_result", "safe_with_measures"), ("safety_assessment_date", play.Today), ("safety_measures", "escort,regular_visits"));
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("withdrawn")]
    public void Nobody_returns_without_consent(string consent)
    {
        var play = ResultReturned(FromThailand);
        Assess(play);
        Assert.Equal("NO_CONSENT_TO_RETURN", Plan(play)!.Code);

        Consent(play, consent);
        Assert.Equal("NO_CONSENT_TO_RETURN", Plan(play)!.Code);
    }

    [Fact]
    public void A_child_returns_with_a_guardian_and_by_a_best_interests_decision()
    {
        var play = Assessed(FromThailand, child: true);
        Assert.Equal("NO_GUARDIAN", Plan(play)!.Code);

        play.Person = play.Person with { HasGuardian = true };
        Assert.Equal("NO_BEST_INTERESTS_DECISION", Plan(play)!.Code);

        play.Must("lwu", "decide_best_interests", ("best_interests", "not_to_return"), ("best_interests_date", play.Today));
        Assert.Equal("BEST_INTERESTS_AGAINST_RETURN", Plan(play)!.Code);

        play.Must("lwu", "decide_best_interests", ("best_interests", "to_return"), ("best_interests_date", play.Today));
        Assert.Null(Plan(play));
    }

    [Theory]
    [InlineData("not_found", "not_known")]
    [InlineData("found", "not_willing")]
    [InlineData("found", "involved")]
    public void Nobody_is_brought_to_a_family_that_is_not_there_or_not_safe(string found, string situation)
    {
        var play = ResultReturned(FromThailand, found: found, situation: situation);
        Assess(play);
        Consent(play);

        Assert.Equal("FAMILY_NOT_SAFE", Plan(play)!.Code);
        Assert.Null(Plan(play, "independent"));
    }

    [Fact]
    public void Nobody_s_family_is_traced_without_consent()
    {
        var play = Interviewed(FromThailand, tracing: "refused");

        Assert.Equal("NO_CONSENT_TO_TRACING", play.Fire("th-msdhs", "request_tracing")!.Code);
        play.Must("th-msdhs", "withdraw_consent");
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public void A_person_who_does_not_wish_to_return_is_not_returned_from_any_state(string route)
    {
        var withdraw = Definitions[route].Transition("withdraw_consent")!;

        Assert.True(withdraw.Unblockable);
        Assert.Equal([.. ReturnWorkflow.BeforeHandover, "handover"], withdraw.From);
        var play = Prepared(route);
        play.Must(PartnerOf(route), "withdraw_consent");
        Assert.Equal("ALTERNATIVE_MISSING", play.Fire("mlsw", "close")!.Code);
        play.Must("mlsw", "record_alternative", ("alternative", "stay_here"));
        play.Must("mlsw", "close");
    }

    [Fact]
    public void A_transit_lasts_seven_days_from_the_handover_and_a_longer_one_is_a_flag()
    {
        var play = Prepared(FromThailand);
        var handover = play.Today;
        Assert.Null(HandOver(play, FromThailand));
        play.Pass(TimeSpan.FromDays(2)); // The other side confirms late: the limit does not move.
        play.Must("mlsw", "receive");

        var limit = Assert.Single(play.Instance.Deadlines);
        Assert.Equal(("transit", DateTimeOffset.Parse(handover, null, System.Globalization.DateTimeStyles.AssumeUniversal).AddDays(7)), (limit.Id, limit.Due));
        play.Pass(TimeSpan.FromDays(5));
        Assert.True(play.Instance.Overdue);
        Assert.Equal("transit", play.State);
    }

    [Fact]
    public void Police_interview_health_and_psychosocial_are_each_recorded_and_declining_is_a_record()
    {
        var play = InTransit(FromThailand);
        Assert.Equal("TRANSIT_NOT_RECORDED", play.Fire("mlsw", "escort_home", ("escort_date", play.Today))!.Code);
        Assert.Equal("NOT_YOUR_PART", play.Fire("mlsw", "record_police_interview", ("police_interview", "held"), ("police_interview_date", play.Today))!.Code);

        Record(play, FromThailand, police: "declined_by_person");
        play.Must("mlsw", "escort_home", ("escort_date", play.Today));
    }

    [Fact]
    public void The_partner_abroad_and_the_police_see_no_care()
    {
        var play = InTransit(FromThailand);
        Record(play, FromThailand);

        string[] care = ["health_check", "health_check_date", "psychosocial", "psychosocial_date"];
        Assert.Empty(play.SeenBy("th-msdhs").Intersect(care));
        Assert.Empty(play.SeenBy("atd").Intersect(care));
        Assert.DoesNotContain("police_interview", play.SeenBy("th-msdhs"));
        Assert.Empty(play.SeenBy("atd").Intersect(["wish", "family_situation", "safety_result", "placement"]));
        Assert.Contains("safety_result", play.SeenBy("th-msdhs"));
        Assert.All(
            Definitions.Values.SelectMany(d => d.Fields.Where(f => f.Id is "health_note" or "psychosocial_note")),
            f => Assert.Empty(f.VisibleTo.Intersect(["police", "partner", "province"])));
        Assert.All(Definitions.Values.SelectMany(d => d.Fields.Where(f => f.IsSealed)), f => Assert.NotEmpty(f.VisibleTo));
    }

    [Fact]
    public void A_partner_of_another_country_takes_no_part()
    {
        var play = new Play(Definitions[FromThailand]);

        Assert.Equal(
            "PARTNER_OF_ANOTHER_COUNTRY",
            play.Start("mlsw", ImmutableDictionary<string, string>.Empty.Add("partner", "vn-mps"), ("interview_date", play.Today), ("wish", "to_return"), ("consent_to_tracing", "given"))!.Code);
    }

    [Fact]
    public void A_shelter_that_has_no_bed_brings_the_transit_back_with_its_limit()
    {
        var play = InTransit(FromThailand);
        var limit = play.Instance.Due;
        play.Must("lwu", "place_in_shelter", ImmutableDictionary<string, string>.Empty.Add("shelter", "lwu-center"), ("consent_to_shelter", "given"), ("intake_category", "trafficking"));
        Assert.Equal("sheltered", play.State);
        Assert.Empty(play.Instance.Deadlines);

        play.End("shelter_stay", "declined");

        Assert.Equal(("transit", limit), (play.State, play.Instance.Due));
    }

    [Fact]
    public void The_police_give_no_bed_and_trace_no_family()
    {
        var play = InTransit(FromThailand);
        Assert.Equal(
            "POLICE_HOLD_NO_CARE",
            play.Fire("lwu", "place_in_shelter", ImmutableDictionary<string, string>.Empty.Add("shelter", "mps"), ("consent_to_shelter", "given"), ("intake_category", "trafficking"))!.Code);

        var early = Interviewed(FromThailand);
        early.Must("th-msdhs", "request_tracing");
        Assert.Equal("POLICE_HOLD_NO_CARE", early.Fire("mlsw", "send_to_province", ImmutableDictionary<string, string>.Empty.Add("province", "mps"))!.Code);
    }

    [Fact]
    public void One_screening_is_started_of_a_return()
    {
        var play = InTransit(FromThailand);
        var screener = ImmutableDictionary<string, string>.Empty.Add("screener", "lwu");
        play.Must("mlsw", "start_screening", screener, ("referral_reason", "returnee"));

        Assert.Contains(play.Instance.Owed, o => o is { Kind: EffectKind.Child, Action: "screening" });
        Assert.Equal("SCREENING_STARTED", play.Fire("mlsw", "start_screening", screener, ("referral_reason", "returnee"))!.Code);
    }

    [Fact]
    public void Children_that_are_started_exist_in_victim_protection_with_their_fields_and_codes()
    {
        var definitions = new[]
        {
            Coordination.VictimProtection.Workflows.ScreeningWorkflow.Definition(Coordination.VictimProtection.VictimProtectionSettings.Default),
            Coordination.VictimProtection.Workflows.ShelterStayWorkflow.Definition(Coordination.VictimProtection.VictimProtectionSettings.Default),
        }.ToDictionary(d => d.Id);

        Assert.All(Definitions.Values, parent => Assert.All(WorkflowRules.Actions(parent).OfType<StartChildAction>(), start =>
        {
            var child = definitions[start.Definition];
            Assert.Empty(child.Start.Required.Except(start.Data.Keys));
            Assert.All(start.Data, data => Assert.Empty(parent.Field(data.Value)!.Options.Select(o => o.Code).Except(child.Field(data.Key)!.Options.Select(o => o.Code))));
            Assert.Empty(child.Parts.Where(p => p is { Required: true, Fixed: null }).Select(p => p.Id).Except(parent.Parts.Select(p => p.Id)));
            Assert.All(start.Then.Keys, end => Assert.True(child.State(end)!.Final, end));
        }));
    }
}
