using System.Collections.Immutable;
using Coordination.Repatriation;
using Coordination.Repatriation.Workflows;
using Coordination.Workflows;

namespace Coordination.Modules.Tests.Repatriation;

/// <summary>Returns that have come so far.</summary>
internal static class Returning
{
    public static readonly ImmutableDictionary<string, WorkflowDefinition> Definitions =
        ReturnWorkflow.All(RepatriationSettings.Default).ToImmutableDictionary(d => d.Id);

    public static readonly ImmutableDictionary<string, string> ProvinceOffice = ImmutableDictionary<string, string>.Empty.Add("province", "mlsw");

    public static TheoryData<string> Routes => [.. Definitions.Keys.Order()];

    public static bool Inbound(string route) => route.StartsWith("return-from", StringComparison.Ordinal);

    public static string PartnerOf(string route) => route.EndsWith("thailand", StringComparison.Ordinal) ? "th-msdhs" : "vn-womens-union";

    public static string Sender(string route) => Inbound(route) ? PartnerOf(route) : "mlsw";

    public static string Receiver(string route) => Inbound(route) ? "mlsw" : PartnerOf(route);

    public static Play Interviewed(string route, bool child = false, bool guardian = false, string tracing = "given")
    {
        var play = new Play(Definitions[route]);
        play.Person = play.Person with { Child = child, HasGuardian = guardian };
        Assert.Null(play.Start(
            Sender(route), ImmutableDictionary<string, string>.Empty.Add("partner", PartnerOf(route)),
            ("interview_date", play.Today), ("wish", "to_return"), ("consent_to_tracing", tracing)));
        return play;
    }

    public static Play ResultReturned(string route, bool child = false, bool guardian = false, string found = "found", string situation = "safe_and_willing")
    {
        var play = Interviewed(route, child, guardian);
        play.Must(Sender(route), "request_tracing");
        if (Inbound(route))
            play.Must("mlsw", "send_to_province", ProvinceOffice);
        else
            play.Must(Receiver(route), "send_to_province");
        play.Must(Receiver(route), "record_family_assessment", ("family_found", found), ("family_situation", situation), ("assessment_date", play.Today));
        play.Must(Receiver(route), "return_result");
        return play;
    }

    public static Play Assessed(string route, string safety = "safe", bool child = false, bool guardian = false)
    {
        var play = ResultReturned(route, child, guardian);
        Assess(play, safety);
        Consent(play);
        return play;
    }

    public static void Assess(Play play, string safety = "safe") => play.Must("mlsw", "assess_safety", ("safety_result", safety), ("safety_assessment_date", play.Today));

    public static void Consent(Play play, string consent = "given") => play.Must("mlsw", "record_consent", ("consent_to_return", consent), ("consent_date", play.Today));

    public static Outcomes.Refusal? Plan(Play play, string placement = "family") => play.Fire("mlsw", "plan_return", ("planned_date", play.Today), ("placement", placement));

    public static Play Prepared(string route)
    {
        var play = Assessed(route);
        Assert.Null(Plan(play));
        play.Must(Receiver(route), "prepare_family", ("prepared_date", play.Today));
        return play;
    }

    public static Outcomes.Refusal? HandOver(Play play, string route) =>
        play.Fire(Sender(route), "hand_over", ("handover_date", play.Today), ("travel_document", "border_pass"));

    public static Play InTransit(string route)
    {
        var play = Prepared(route);
        Assert.Null(HandOver(play, route));
        play.Must(Receiver(route), "receive");
        return play;
    }

    /// <summary>Each side as itself: after a return to this country each agency, abroad the partner.</summary>
    public static void Record(Play play, string route, string police = "held")
    {
        play.Must(Inbound(route) ? "atd" : PartnerOf(route), "record_police_interview", ("police_interview", police), ("police_interview_date", play.Today));
        play.Must(Inbound(route) ? "moh" : PartnerOf(route), "record_health_check", ("health_check", "held"), ("health_check_date", play.Today));
        play.Must(Inbound(route) ? "lwu" : PartnerOf(route), "record_psychosocial", ("psychosocial", "held"), ("psychosocial_date", play.Today));
    }
}
