using System.Collections.Immutable;
using Coordination.VictimProtection;
using Coordination.VictimProtection.Effects;
using Coordination.VictimProtection.Workflows;
using Coordination.Workflows;

namespace Coordination.Modules.Tests.VictimProtection;

public sealed class ScreeningTests
{
    private static readonly WorkflowDefinition Definition = ScreeningWorkflow.Definition(VictimProtectionSettings.Default);

    private static readonly ImmutableDictionary<string, string> Screener =
        ImmutableDictionary<string, string>.Empty.Add("screener", "mlsw").Add("support", "lwu");

    [Fact]
    public void The_definition_has_no_fault() => Assert.Empty(DefinitionCheck.Faults([Definition]));

    [Fact]
    public void Every_word_is_there_in_both_languages() =>
        Assert.All(DefinitionWords.All(Definition), w => Assert.True(w.En.Length > 0 && w.Lo.Length > 0, w.En));

    [Fact]
    public void Whoever_enters_a_field_sees_it() => Assert.Empty(DefinitionWords.EnteredBlindly(Definition));

    [Fact]
    public void A_victim_is_referred_screened_and_identified_formally()
    {
        var play = WithIdentifier();
        play.Must("atd", "decide", ("decision", "actual"), ("decision_reason", "act_means_purpose"));
        Assert.Equal("deciding", play.State);
        Assert.Contains(play.Instance.Owed, o => o.Action == "decide_in_case");
        Assert.Equal("STATUS_NOT_IN_CASE", play.Fire("atd", "confirm")!.Code);

        play.Person = play.Person with { Status = "actual" };
        play.Must("atd", "confirm");
        Assert.Equal("identified", play.State);
    }

    [Theory]
    [InlineData("mlsw")]
    [InlineData("lwu")]
    [InlineData("mps")]
    [InlineData("lwu-center")]
    public void Nobody_but_the_agency_of_the_pack_identifies_formally(string agency)
    {
        var play = WithIdentifier();

        Assert.Equal("NOT_YOUR_PART", play.Fire(agency, "decide", ("decision", "actual"), ("decision_reason", "act_means_purpose"))!.Code);
        var start = new Play(Definition);
        Assert.Equal("PART_INVALID", start.Start("lwu", Screener.Add("identifier", agency), ("referral_reason", "hotline"))!.Code);
    }

    [Fact]
    public void Nobody_decides_about_somebody_who_is_recorded_as_a_suspect()
    {
        var play = WithIdentifier();
        play.Person = play.Person with { Role = "suspect", Status = "" };

        Assert.Equal("NOT_RECORDED_AS_VICTIM", play.Fire("atd", "decide", ("decision", "actual"), ("decision_reason", "act_means_purpose"))!.Code);
    }

    [Fact]
    public void A_decision_can_be_appealed_and_a_screening_alone_can_be_repeated()
    {
        var play = WithIdentifier();
        play.Must("atd", "decide", ("decision", "not_victim"), ("decision_reason", "elements_missing"));
        play.Person = play.Person with { Status = "not_victim" };
        play.Must("atd", "confirm_rejection");
        Assert.Equal("ALREADY_DECIDED", play.Fire("lwu", "screen_again", Screener.Remove("support"))!.Code);
        play.Must("lwu", "appeal", ("appeal_reason", "no_interpreter"));
        Assert.Contains(play.Instance.Effects, e => e.Owed.Action == "appeal_in_case");
        play.Must("atd", "decide_appeal", ("decision", "actual"), ("decision_reason", "new_facts"));
        play.Person = play.Person with { Status = "actual" };
        play.Must("atd", "confirm");

        var nothing = Screened(indicators: "");
        nothing.Must("mlsw", "find_no_indication", ("no_indication_reason", "no_sign_of_exploitation"));
        Assert.Equal("NOTHING_DECIDED", nothing.Fire("lwu", "appeal", ("appeal_reason", "other"))!.Code);
        nothing.Must("lwu", "screen_again", Screener.Remove("support"));
        Assert.Equal("referred", nothing.State);
    }

    [Fact]
    public void A_screening_needs_consent_a_private_place_and_somebody_who_translates()
    {
        var play = Referred();

        Assert.Equal("CONSENT_TO_SCREENING_MISSING", Screen(play, consent: "refused")!.Code);
        Assert.Equal("PLACE_NOT_PRIVATE", Screen(play, alone: "false")!.Code);
        Assert.Equal("INTERPRETER_MISSING", Screen(play, interpreter: "missing")!.Code);
        Assert.Null(Screen(play));
    }

    [Fact]
    public void Whoever_shows_signs_of_childhood_is_screened_as_a_child()
    {
        var signs = Referred();
        Assert.Equal("CHILD_SPECIALIST_MISSING", Screen(signs, child: "yes")!.Code);
        Assert.Null(signs.Fire("mlsw", "screen", [.. Screening(child: "yes"), ("child_specialist", "true")]));

        var known = Referred();
        known.Person = known.Person with { Child = true };
        Assert.Equal("CHILD_SPECIALIST_MISSING", Screen(known, child: "not_known")!.Code);
    }

    [Fact]
    public void A_child_is_not_sent_away_without_a_best_interests_decision_nor_identified_without_a_guardian()
    {
        var play = Referred();
        play.Person = play.Person with { Child = true };
        Assert.Null(play.Fire("mlsw", "screen", [.. Screening(), ("child_specialist", "true")]));
        Assert.Equal("NO_BEST_INTERESTS_DECISION", play.Fire("mlsw", "find_no_indication", ("no_indication_reason", "no_sign_of_exploitation"))!.Code);

        var other = Referred();
        other.Person = other.Person with { Child = true };
        Assert.Null(other.Fire("mlsw", "screen", [.. Screening(), ("child_specialist", "true"), ("indicators", "child_exploited")]));
        other.Must("mlsw", "find_possible");
        Assert.Equal("NO_GUARDIAN", other.Fire("mlsw", "request_identification", ("consent_to_identification", "given_with_guardian"))!.Code);
        other.Person = other.Person with { HasGuardian = true };
        other.Must("mlsw", "request_identification", ("consent_to_identification", "given_with_guardian"));
    }

    [Fact]
    public void Help_is_there_in_every_state_and_whatever_is_decided()
    {
        var open = Definition.States.Where(s => !s.Final && s.Id is not "deciding").Select(s => s.Id);

        Assert.All(new[] { "refer_to_service", "place_in_shelter" }, id => Assert.Empty(open.Except(Definition.Transition(id)!.From)));
        var play = Referred();
        play.Must("mlsw", "place_in_shelter", ImmutableDictionary<string, string>.Empty.Add("shelter", "lwu-center"), ("consent_to_shelter", "given"), ("intake_category", "trafficking"));
        Assert.Equal("referred", play.State);
        Assert.Equal(EffectKind.Child, Assert.Single(play.Instance.Owed).Kind);
    }

    [Fact]
    public void Withdrawing_is_possible_from_every_state_and_ends_no_help()
    {
        var withdraw = Definition.Transition("withdraw")!;

        Assert.True(withdraw.Unblockable);
        Assert.Equal(Definition.States.Where(s => !s.Final).Select(s => s.Id).Order(), withdraw.From.Order());
        Assert.Empty(withdraw.Actions);
    }

    [Fact]
    public void A_referral_says_on_what_data_move()
    {
        var play = Referred();
        (string, string)[] service =
        [
            ("service_agency", "agencies/moh"), ("service_pillar", "support_services"), ("service_kind", "medical_care"), ("service_purpose", "health_care"),
            ("service_legal_basis", "instruments/victim-protection-guidelines"), ("service_safeguards", "access_by_role,duty_of_secrecy"),
        ];
        Assert.Equal("CONSENT_OR_REASON", play.Fire("mlsw", "refer_to_service", service)!.Code);
        Assert.Equal(
            "CONSENT_OR_REASON",
            play.Fire("mlsw", "refer_to_service", [.. service, ("service_consent", "consents/c1"), ("service_no_consent_reason", "vital_interest")])!.Code);
        play.Must("mlsw", "refer_to_service", [.. service, ("service_no_consent_reason", "vital_interest")]);

        Assert.DoesNotContain(play.SeenBy("atd"), id => id.StartsWith("service_", StringComparison.Ordinal));
        Assert.Contains("service_kind", play.SeenBy("lwu"));
    }

    [Fact]
    public void What_an_effect_offers_is_the_platform_s_own_referral()
    {
        var facts = new WorkflowFacts(
            new("w1"), default, "referred",
            ImmutableDictionary.CreateRange<string, ImmutableArray<string>>(
            [
                new("service_agency", ["agencies/moh"]), new("service_pillar", ["support_services"]), new("service_kind", ["medical_care"]),
                new("service_purpose", ["health_care"]), new("service_legal_basis", ["instruments/law-women"]), new("service_no_consent_reason", ["vital_interest"]),
                new("service_safeguards", ["sealed_storage", "access_by_role"]),
            ]),
            ImmutableDictionary<string, PartBinding>.Empty, ImmutableDictionary<string, DateTimeOffset>.Empty, [], ImmutableDictionary<string, string>.Empty,
            Play.Case, new PersonFacts("p1", "victim", "possible", false, false));

        var offer = OfferServiceReferral.CommandOf(new WorkflowStep("screening", 1, "refer_to_service", "", facts, Play.Of("mlsw"), Guid.NewGuid()), Play.Case, facts.Person!)!;

        Assert.Equal(("agencies/moh", Coordination.Cases.Pillar.SupportServices, "medical_care"), (offer.To.ToString(), offer.Pillar, offer.Service));
        Assert.Equal(["p1"], offer.People);
        Assert.Equal(["access_by_role", "sealed_storage"], offer.DataTransfer.Safeguards);
        Assert.Null(offer.DataTransfer.Consent);
        Assert.Equal("vital_interest", offer.DataTransfer.NoConsentReason);
    }

    private static Play Referred()
    {
        var play = new Play(Definition);
        Assert.Null(play.Start("lwu", Screener, ("referral_reason", "returnee")));
        return play;
    }

    private static Play Screened(string indicators = "deception,documents_retained")
    {
        var play = Referred();
        Assert.Null(indicators.Length == 0 ? Screen(play) : play.Fire("mlsw", "screen", [.. Screening(), ("indicators", indicators)]));
        return play;
    }

    private static Play WithIdentifier()
    {
        var play = Screened();
        play.Must("mlsw", "find_possible");
        play.Must("mlsw", "request_identification", ("consent_to_identification", "given"));
        return play;
    }

    private static Coordination.Outcomes.Refusal? Screen(Play play, string consent = "given", string alone = "true", string interpreter = "present", string child = "no") =>
        play.Fire("mlsw", "screen", Screening(consent, alone, interpreter, child));

    private static (string, string)[] Screening(string consent = "given", string alone = "true", string interpreter = "present", string child = "no") =>
        [("screening_date", "2026-11-01"), ("consent_to_screening", consent), ("private_setting", alone), ("interpreter", interpreter), ("child_signs", child)];
}
