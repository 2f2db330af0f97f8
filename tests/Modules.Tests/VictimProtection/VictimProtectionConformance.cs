using Coordination.Access;
using Coordination.Sdk.Testing;
using Coordination.VictimProtection;

namespace Coordination.Modules.Tests.VictimProtection;

/// <summary>What every module promises, of this one; who may what is written from the guideline and domain duties, not from the code.</summary>
public sealed class VictimProtectionConformance : ModuleConformance<VictimProtectionModule>
{
    private static readonly Caller Identifiers = Caller.Of("atd", Role.CaseLead);
    private static readonly Caller Appeals = Identifiers with { Subject = "another-decider" };
    private static readonly Caller Welfare = Cases.Welfare;
    private static readonly Caller Union = Caller.Of("lwu", Role.AgencyOfficer);
    private static readonly Caller Centre = Shelters.Centre;
    private static readonly Caller Stranger = Caller.Of("moj", Role.AgencyOfficer);
    private static readonly Caller Reader = Caller.Of("mlsw", Role.Statistician);

    private const string Day = "2026-03-02";

    protected override IEnumerable<Scenario> Scenarios =>
    [
        Identification("A victim is identified", "actual").Expect("identified").Fire("close", Welfare).Expect("closed"),
        Identification("A rejection is appealed", "not_victim").Expect("not_victim")
            .Fire("appeal", Union, ("appeal_reason", "no_interpreter")).Expect("appealed")
            .Fire("decide_appeal", Appeals, ("decision", "actual"), ("decision_reason", "new_facts")).Expect("identified"),
        Screened("Nothing points to trafficking, and somebody looks again", [])
            .Fire("find_no_indication", Welfare, ("no_indication_reason", "no_sign_of_exploitation"))
            .Fire("screen_again", Union, [("screener", "mlsw")])
            .Fire("withdraw", Union).Expect("withdrawn"),
        (Referred("A child") with { Case = static (platform, _) => Cases.OpenAsync(platform, child: true) })
            .Fire("decide_best_interests", Welfare, ("best_interests", "as_planned"), ("best_interests_date", Day)),

        InCare("A stay to its end")
            .Fire("refer_to_service", Centre, Service())
            .Advance(TimeSpan.FromDays(31))
            .Fire("review_care", Centre, ("review_outcome", "continue"))
            .Advance(TimeSpan.FromDays(60))
            .Fire("mark_eligible", Centre).Expect("eligible_for_exit")
            .Fire("begin_reintegration", Centre, [("reintegration", "mlsw")], ("consent_to_reintegration", "given"), ("exit_destination", "family"), ("exit_risk", "low"))
            .Fire("follow_up", Welfare, ("follow_up_date", Day), ("follow_up_outcome", "well"))
            .Fire("close", Centre).Expect("closed"),
        Admitted("A child moves to another shelter", child: true)
            .Fire("decide_best_interests", Centre, ("best_interests", "as_planned"), ("best_interests_date", Day))
            .Fire("transfer_out", Centre, ("consent_to_move", "given_with_guardian")).Expect("transferred"),
        Admitted("Somebody leaves").Fire("leave_early", Union).Expect("early_exit"),
        Admitted("Somebody has left, says who referred").Fire("report_exit", Identifiers).Expect("early_exit").Fire("close", Centre),
        Requested("No bed").Fire("decline", Centre, ("decline_reason", "no_bed")).Expect("declined"),
        Requested("Somebody does not wish to come").Fire("withdraw_request", Identifiers).Expect("withdrawn"),
    ];

    protected override AccessMatrix Matrix
    {
        get
        {
            var matrix = AccessMatrix.Empty.For("screening").Row("start", [Union, Welfare, Identifiers], [Reader]);
            foreach (var step in new[] { "screen", "find_possible", "find_no_indication", "request_identification" })
                matrix = matrix.Row(step, [Welfare], [Union, Identifiers, Stranger, Reader]);
            foreach (var step in new[] { "decide", "decide_appeal", "confirm", "confirm_rejection" })
                matrix = matrix.Row(step, [Identifiers], [Welfare, Union, Stranger, Caller.Of("atd", Role.AgencyOfficer)]);
            foreach (var step in new[] { "appeal", "screen_again", "decide_best_interests", "place_in_shelter", "refer_to_service" })
                matrix = matrix.Row(step, [Union, Welfare], [Identifiers, Stranger]);
            matrix = matrix.Row("name_support", [Union, Welfare, Identifiers], [Stranger])
                .Row("withdraw", [Union, Welfare, Identifiers], [Stranger])
                .Row("close", [Welfare, Identifiers], [Union, Stranger]);

            matrix = matrix.For("shelter-stay").Row("start", [Identifiers, Union, Welfare, Centre], [Reader]);
            string[] shelter =
            [
                "admit", "decline", "assess_needs", "agree_care_plan", "begin_care", "review_care", "mark_eligible", "decide_best_interests", "begin_reintegration", "transfer_out",
            ];
            foreach (var step in shelter.Concat(Stay.Strands.SelectMany(s => new[] { $"offer_{s}", $"take_up_{s}", $"decline_{s}" })))
                matrix = matrix.Row(step, [Centre], [Identifiers, Union, Stranger, Reader]);
            return matrix
                .Row("withdraw_request", [Identifiers, Centre, Union], [Stranger])
                .Row("leave_early", [Centre, Union], [Identifiers, Stranger])
                .Row("report_exit", [Identifiers], [Centre, Union, Stranger])
                .Row("refer_to_service", [Centre], [Identifiers, Union, Stranger])
                .Row("follow_up", [Welfare, Centre], [Identifiers, Union, Stranger])
                .Row("close", [Centre], [Identifiers, Union, Stranger]);
        }
    }

    private static Scenario Referred(string title) => new Scenario("screening", title) { Case = static (platform, _) => Cases.OpenAsync(platform) }
        .Start(Union, [("screener", "mlsw")], ("referral_reason", "returnee"), ("immediate_needs", new[] { "safety" }));

    private static Scenario Screened(string title, string[] indicators)
    {
        (string, object)[] seen = indicators.Length == 0 ? [] : [("indicators", indicators)];
        return Referred(title)
            .Fire("name_support", Union, [("support", "lwu")])
            .Fire("screen", Welfare, [("screening_date", Day), ("consent_to_screening", "given"), ("private_setting", true), ("interpreter", "present"), ("child_signs", "no"), .. seen]);
    }

    private static Scenario Identification(string title, string decision) => Screened(title, ["deception", "documents_retained"])
        .Fire("find_possible", Welfare)
        .Fire("place_in_shelter", Welfare, [("shelter", "lwu-center")], ("consent_to_shelter", "given"), ("intake_category", "trafficking"))
        .Fire("refer_to_service", Welfare, Service())
        .Fire("request_identification", Welfare, ("consent_to_identification", "given"))
        .Fire("decide", Identifiers, ("decision", decision), ("decision_reason", decision == "actual" ? "act_means_purpose" : "elements_missing"));

    private static Scenario Requested(string title, bool child = false) => new Scenario("shelter-stay", title)
    {
        Case = async (platform, _) =>
        {
            await Shelters.RegisterAsync(platform);
            return child ? await Cases.WithGuardianAsync(platform) : await Cases.OpenAsync(platform);
        },
    }.Start(Identifiers, [("shelter", "lwu-center"), ("oversight", "lwu")], ("intake_category", "trafficking"));

    private static Scenario Admitted(string title, bool child = false) => Requested(title, child)
        .Fire("admit", Centre, ("shelter", Shelters.Name), ("bed_group", child ? "girls" : "women"), ("consent_to_stay", child ? "given_with_guardian" : "given"));

    private static Scenario InCare(string title)
    {
        var scenario = Admitted(title)
            .Fire("assess_needs", Centre, ("needs", new[] { "safety" }), ("rights_explained", Coordination.VictimProtection.Workflows.ShelterStayWorkflow.Rights.ToArray()))
            .Fire("agree_care_plan", Centre, ("plan_agreed_by", "person"), ("care_plan", "Counselling."))
            .Fire("begin_care", Centre);
        foreach (var strand in Stay.Strands)
        {
            scenario = scenario.Fire($"offer_{strand}", Centre, ($"{strand}_offered_date", Day))
                .Fire($"decline_{strand}", Centre, ($"{strand}_declined_date", Day))
                .Fire($"take_up_{strand}", Centre, ($"{strand}_taken_up_date", Day));
        }

        return scenario;
    }

    private static (string, object)[] Service() =>
    [
        ("service_agency", "agencies/moh"), ("service_pillar", "support_services"), ("service_kind", "medical_care"), ("service_purpose", "health_care"),
        ("service_legal_basis", "instruments/victim-protection-guidelines"), ("service_no_consent_reason", "vital_interest"), ("service_safeguards", new[] { "duty_of_secrecy" }),
    ];
}
