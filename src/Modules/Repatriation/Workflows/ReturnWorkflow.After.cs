using System.Collections.Immutable;
using Coordination.Workflows;
using static Coordination.Repatriation.Workflows.ReturnRoute;

namespace Coordination.Repatriation.Workflows;

/// <summary>From the handover to the feedback, and the workflows of victim protection that a return starts.</summary>
internal static partial class ReturnWorkflow
{
    /// <summary>Of the module victim-protection, on which this one depends.</summary>
    private const string ScreeningDefinition = "screening", ShelterStayDefinition = "shelter-stay";

    private static IEnumerable<WorkflowTransition> Travelling(ReturnRoute route, RepatriationSettings settings)
    {
        yield return Step("hand_over", Say.In("Hand over", "ສົ່ງມອບ"), [FamilyPrepared], HandedOver, [route.Sender]) with
        {
            Required = ["handover_date", "travel_document"],
            Guards = ReturnGuards.BeforeReturn(settings),
        };
        yield return Step("receive", Say.In("Confirm the arrival", "ຢັ້ງຢືນການມາຮອດ"), [HandedOver], Transit, [route.Receiver]);

        // Each is a record; that the person declined is a valid one, and changes nothing (domain duty 3).
        ImmutableArray<string> there = route.Inbound ? [Transit, Sheltered] : [Transit];
        yield return Step("record_police_interview", Say.In("Record the interview by the police", "ບັນທຶກການສຳພາດຂອງຕຳຫຼວດ"), there, null, route.Inbound ? [Police] : [Partner]) with
        {
            Required = ["police_interview", "police_interview_date"],
        };
        yield return Step("record_health_check", Say.In("Record the health check", "ບັນທຶກການກວດສຸຂະພາບ"), there, null, route.Inbound ? [Health] : [Partner]) with
        {
            Required = ["health_check", "health_check_date"],
            Optional = route.Inbound ? ["health_note"] : [],
        };
        yield return Step(
            "record_psychosocial", Say.In("Record the psychosocial support", "ບັນທຶກການຊ່ວຍເຫຼືອທາງຈິດໃຈ"), there, null, route.Inbound ? [Psychosocial, Shelter] : [Partner]) with
        {
            Required = ["psychosocial", "psychosocial_date"],
            Optional = route.Inbound ? ["psychosocial_note"] : [],
        };
        yield return Step("escort_home", Say.In("Escort home", "ນຳສົ່ງກັບບ້ານ"), there, EscortedHome, route.Inbound ? [Coordinator, Province, Psychosocial] : [Partner]) with
        {
            Required = ["escort_date"],
            Guards =
            [
                new("TRANSIT_NOT_RECORDED",
                    Say.In("Record the interview by the police, the health check and the psychosocial support first, also when the person declined.", "ກະລຸນາບັນທຶກການສຳພາດຂອງຕຳຫຼວດ, ການກວດສຸຂະພາບ ແລະ ການຊ່ວຍເຫຼືອທາງຈິດໃຈກ່ອນ, ເຖິງແມ່ນບຸກຄົນປະຕິເສດ."),
                    new FieldIsSet("police_interview") & new FieldIsSet("health_check") & new FieldIsSet("psychosocial")),
                ReturnGuards.Guardian,
            ],
        };
    }

    private static IEnumerable<WorkflowTransition> Helping(ReturnRoute route, RepatriationSettings settings)
    {
        // Back in the country the stay ends the transit; before a return abroad it goes on beside the return.
        yield return Step(
            "place_in_shelter", Say.In("Ask a shelter for a bed", "ຂໍຕຽງຈາກສູນພັກພິງ"),
            route.Inbound ? [Transit] : BeforeHandover, route.Inbound ? Sheltered : null, [Coordinator, Psychosocial]) with
        {
            Required = ["consent_to_shelter", "intake_category"],
            Binds = [Shelter],
            Guards =
            [
                new("CONSENT_TO_SHELTER_MISSING", Say.In("The person did not consent to go to a shelter. Offer other help.", "ບຸກຄົນບໍ່ຍິນຍອມໄປສູນພັກພິງ. ກະລຸນາສະເໜີການຊ່ວຍເຫຼືອອື່ນ."),
                    new FieldIsAnyOf("consent_to_shelter", ["given", "given_with_guardian"])),
                ReturnGuards.NoPoliceIn(settings, Shelter),
            ],
            Actions =
            [
                new StartChildAction("shelter_stay", ShelterStayDefinition, StayEnds(route))
                {
                    Data = ImmutableDictionary.CreateRange([KeyValuePair.Create("intake_category", "intake_category")]),
                },
            ],
        };
        if (route.Inbound)
        {
            // By the platform, when the stay ends before it began: the transit goes on, and so does its limit.
            yield return new WorkflowTransition("shelter_declined", Say.In("There is no bed", "ບໍ່ມີຕຽງ")) { From = [Sheltered], To = Transit };
        }

        yield return Step(
            "start_screening", Say.In("Start a screening", "ເລີ່ມການກວດຄັດ"), route.Inbound ? [Transit, Sheltered, EscortedHome, Reintegrating] : BeforeHandover, null,
            route.Inbound ? [Coordinator, Psychosocial, Police] : [Coordinator, Psychosocial]) with
        {
            Required = ["referral_reason"],
            Binds = [Screener],
            Guards = [new("SCREENING_STARTED", Say.In("A screening was started already. See the outcomes of this return.", "ໄດ້ເລີ່ມການກວດຄັດແລ້ວ. ກະລຸນາເບິ່ງຜົນຂອງການກັບນີ້."), !new HasFired("start_screening"))],
            Actions =
            [
                new StartChildAction("screening", ScreeningDefinition, ImmutableDictionary<string, string>.Empty)
                {
                    Data = ImmutableDictionary.CreateRange([KeyValuePair.Create("referral_reason", "referral_reason")]),
                },
            ],
        };
    }

    private static IEnumerable<WorkflowTransition> AtHome(ReturnRoute route, RepatriationSettings settings)
    {
        yield return Step("begin_reintegration", Say.In("Begin the reintegration", "ເລີ່ມການກັບຄືນສູ່ສັງຄົມ"), [EscortedHome], Reintegrating, route.ReceivingSide) with
        {
            Optional = ["reintegration_plan"],
        };
        yield return Step("record_follow_up", Say.In("Record a follow-up", "ບັນທຶກການຕິດຕາມ"), [Reintegrating], null, route.ReceivingSide) with
        {
            Required = ["follow_up_date", "follow_up_outcome"],
            Optional = ["follow_up_note"],
            Actions =
            [
                new EndDeadlineAction("followed_up", "follow_up"),
                new DeadlineAction("next_follow_up", WorkflowSpan.Days(settings.FollowUpDays), Say.In("Look after the person again", "ຕິດຕາມບຸກຄົນອີກ")),
            ],
        };
        yield return Step("send_feedback", Say.In("Send feedback", "ຕອບກັບ"), [Reintegrating], FeedbackSent, [route.Receiver]) with
        {
            Required = ["feedback", "feedback_date"],
            Optional = ["feedback_note"],
        };
        yield return Step("close", Say.In("Close", "ປິດ"), [FeedbackSent, AlternativeSolution], Closed, [Coordinator]) with
        {
            Guards = [new("ALTERNATIVE_MISSING", Say.In("Record the alternative that was found first.", "ກະລຸນາບັນທຶກທາງເລືອກອື່ນທີ່ພົບກ່ອນ."), new HasBeen(FeedbackSent) | new FieldIsSet("alternative"))],
        };
    }

    private static ImmutableDictionary<string, string> StayEnds(ReturnRoute route) => route.Inbound
        ? ImmutableDictionary.CreateRange([KeyValuePair.Create("declined", "shelter_declined"), KeyValuePair.Create("withdrawn", "shelter_declined")])
        : ImmutableDictionary<string, string>.Empty;
}
