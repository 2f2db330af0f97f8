using System.Collections.Immutable;
using System.Globalization;
using Coordination.Access;
using Coordination.Modules.Tests.VictimProtection;
using Coordination.Repatriation;
using Coordination.Repatriation.V1;
using Coordination.Sdk.Modules;
using Coordination.Sdk.Testing;
using Coordination.VictimProtection;
using Coordination.VictimProtection.V1;

namespace Coordination.Modules.Tests.Repatriation;

/// <summary>What every module promises, of this one; who may what is written from the procedure of returns and domain duties, not from the code.</summary>
public sealed class RepatriationConformance : ModuleConformance<RepatriationModule>
{
    private const string Day = "2026-03-02";

    private static readonly Caller Welfare = Cases.Welfare;
    private static readonly Caller Union = Caller.Of("lwu", Role.AgencyOfficer);
    private static readonly Caller Police = Caller.Of("atd", Role.AgencyOfficer);
    private static readonly Caller Health = Caller.Of("moh", Role.AgencyOfficer);
    private static readonly Caller Stranger = Caller.Of("moj", Role.AgencyOfficer);
    private static readonly Caller Reader = Caller.Of("mlsw", Role.Statistician);

    protected override ImmutableArray<ICoordinationModule> Beside => [new VictimProtectionModule()];

    protected override IEnumerable<Scenario> Scenarios => Returning.Definitions.Keys.Order().SelectMany(route => new[]
    {
        Returning.Inbound(route) ? Back(route) : Abroad(route),
        Returned(route, "An alternative")
            .Fire("choose_alternative", Partner(route), ("alternative", "stay_here"))
            .Fire("record_alternative", Welfare, ("alternative", "third_country"))
            .Fire("close", Welfare).Expect("closed"),
        Started(route, "Somebody does not wish to return").Fire("withdraw_consent", Union).Expect("alternative_solution"),
        (Started(route, "A child") with { Case = static (platform, _) => Cases.OpenAsync(platform, child: true) })
            .Fire("decide_best_interests", Union, ("best_interests", "to_return"), ("best_interests_date", Day)),
    });

    protected override AccessMatrix Matrix => Returning.Definitions.Keys.Order().Aggregate(AccessMatrix.Empty, (matrix, route) =>
    {
        var (inbound, partner) = (Returning.Inbound(route), Partner(route));
        var (sender, receiver) = inbound ? (partner, Welfare) : (Welfare, partner);
        Caller[] notReceiving = inbound ? [partner, Union, Police, Stranger] : [Welfare, Union, Stranger];
        matrix = matrix.For(route)
            .Row("start", [partner, Welfare], [Reader])
            .Row("request_tracing", [partner, Welfare], [Union, Stranger])
            .Row("plan_return", [Welfare], [partner, Union, Stranger])
            .Row("hand_over", [sender], [receiver, Union, Stranger])
            .Row("withdraw_consent", [Welfare, partner, Union], [Stranger])
            .Row("close", [Welfare], [partner, Union, Stranger])
            .Row("place_in_shelter", [Welfare, Union], [partner, Stranger])
            .Row("start_screening", inbound ? [Welfare, Union, Police] : [Welfare, Union], [partner, Stranger])
            .Row("escort_home", inbound ? [Welfare, Union] : [partner], inbound ? [partner, Police, Stranger] : [Welfare, Union, Stranger])
            .Row("record_police_interview", inbound ? [Police] : [partner], inbound ? [partner, Welfare, Union, Health] : [Welfare, Union])
            .Row("record_health_check", inbound ? [Health] : [partner], inbound ? [partner, Police, Welfare] : [Welfare, Union])
            .Row("record_psychosocial", inbound ? [Union] : [partner], inbound ? [partner, Police, Health] : [Welfare, Union]);
        foreach (var step in new[] { "send_to_province", "record_family_assessment", "return_result", "prepare_family", "receive", "begin_reintegration", "record_follow_up", "send_feedback" })
            matrix = matrix.Row(step, [receiver], notReceiving);
        foreach (var step in new[] { "assess_safety", "record_consent", "decide_best_interests" })
            matrix = matrix.Row(step, [Welfare, partner, Union], [Stranger, Reader]);
        foreach (var step in new[] { "choose_alternative", "record_alternative" })
            matrix = matrix.Row(step, [Welfare, partner], [Union, Stranger]);
        return inbound ? matrix.Row("shelter_declined", [], [Welfare]) : matrix;
    });

    private static Caller Partner(string route) => Caller.Of(Returning.PartnerOf(route), Role.AgencyOfficer);

    private static Caller Receiver(string route) => Returning.Inbound(route) ? Welfare : Partner(route);

    private static Scenario Started(string route, string title) => new Scenario(route, $"{title}, {route}") { Case = static (platform, _) => Cases.OpenAsync(platform) }
        .Start(Returning.Inbound(route) ? Partner(route) : Welfare, [("partner", Returning.PartnerOf(route))], ("interview_date", Day), ("wish", "to_return"), ("consent_to_tracing", "given"));

    private static Scenario Returned(string route, string title)
    {
        var receiver = Receiver(route);
        var asked = Started(route, title).Fire("request_tracing", Partner(route));
        return (Returning.Inbound(route) ? asked.Fire("send_to_province", receiver, [("province", "mlsw")]) : asked.Fire("send_to_province", receiver))
            .Fire("record_family_assessment", receiver, ("family_found", "found"), ("family_situation", "safe_and_willing"), ("assessment_date", Day))
            .Fire("return_result", receiver);
    }

    private static Scenario HandedOver(string route, string title)
    {
        var assessed = Returned(route, title)
            .Fire("assess_safety", Union, ("safety_result", "safe"), ("safety_assessment_date", Day))
            .Meanwhile(AssessTodayAsync)
            .Fire("record_consent", Union, ("consent_to_return", "given"), ("consent_date", Day));
        if (!Returning.Inbound(route))
        {
            assessed = assessed
                .Fire("place_in_shelter", Union, [("shelter", "lwu-center")], ("consent_to_shelter", "given"), ("intake_category", "trafficking"))
                .Fire("start_screening", Welfare, [("screener", "lwu")], ("referral_reason", "police_contact"));
        }

        return assessed
            .Fire("plan_return", Welfare, ("planned_date", Day), ("placement", "family"))
            .Fire("prepare_family", Receiver(route), ("prepared_date", Day))
            .Fire("hand_over", Returning.Inbound(route) ? Partner(route) : Welfare, ("handover_date", Day), ("travel_document", "border_pass"))
            .Fire("receive", Receiver(route)).Expect("transit");
    }

    private static Scenario Back(string route) => AtHome(
        HandedOver(route, "A return")
            .Fire("record_police_interview", Police, ("police_interview", "declined_by_person"), ("police_interview_date", Day))
            .Fire("record_health_check", Health, ("health_check", "held"), ("health_check_date", Day))
            .Fire("record_psychosocial", Union, ("psychosocial", "held"), ("psychosocial_date", Day))
            .Fire("start_screening", Welfare, [("screener", "lwu")], ("referral_reason", "returnee"))
            .Fire("place_in_shelter", Union, [("shelter", "lwu-center")], ("consent_to_shelter", "given"), ("intake_category", "trafficking")).Expect("sheltered")
            .Meanwhile(DeclineStayAsync).Expect("transit")
            .Fire("escort_home", Welfare, ("escort_date", Day)),
        route);

    private static Scenario Abroad(string route)
    {
        var partner = Partner(route);
        return AtHome(
            HandedOver(route, "A return")
                .Fire("record_police_interview", partner, ("police_interview", "not_needed"), ("police_interview_date", Day))
                .Fire("record_health_check", partner, ("health_check", "held"), ("health_check_date", Day))
                .Fire("record_psychosocial", partner, ("psychosocial", "held"), ("psychosocial_date", Day))
                .Fire("escort_home", partner, ("escort_date", Day)),
            route);
    }

    private static Scenario AtHome(Scenario scenario, string route) => scenario
        .Fire("begin_reintegration", Receiver(route))
        .Fire("record_follow_up", Receiver(route), ("follow_up_date", Day), ("follow_up_outcome", "well"))
        .Fire("send_feedback", Receiver(route), ("feedback", "reintegrated"), ("feedback_date", Day))
        .Fire("close", Welfare).Expect("closed");

    /// <summary>Before other scenarios much time may have passed, and an old assessment is none.</summary>
    private static Task AssessTodayAsync(TestPlatform platform, string name) => new ReturnService.ReturnServiceClient(platform.As(Union)).AssessSafetyAsync(
        new AssessSafetyRequest
        {
            RequestId = Cases.NewId(), Name = name, SafetyResult = SafetyResult.Safe, SafetyAssessmentDate = platform.Clock.Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        }).ResponseAsync;

    /// <summary>The shelter answers the request that the return started.</summary>
    private static async Task DeclineStayAsync(TestPlatform platform, string name)
    {
        var returned = await new ReturnService.ReturnServiceClient(platform.As(Welfare)).GetReturnAsync(new GetReturnRequest { Name = name });
        var stay = returned.Outcomes.Last(o => o.Action == "shelter_stay").Resource;
        await new ShelterStayService.ShelterStayServiceClient(platform.As(Shelters.Centre)).DeclineStayAsync(
            new DeclineStayRequest { RequestId = Cases.NewId(), Name = stay, DeclineReason = DeclineReason.NoBed });
    }
}
