using System.Collections.Immutable;
using Coordination.Repatriation.V1;
using Coordination.Workflows;
using static Coordination.Repatriation.Workflows.ReturnRoute;

namespace Coordination.Repatriation.Workflows;

/// <summary>
/// A return, from the interview abroad to the feedback to the other side; the same for every route. The two sides change their
/// parts: who hands over, who receives, who traces the family.
/// </summary>
internal static partial class ReturnWorkflow
{
    public const string Interviewed = "interviewed", TracingRequested = "tracing_requested", WithProvince = "with_province", FamilyAssessed = "family_assessed",
        ResultReturned = "result_returned", ReturnPlanned = "return_planned", AlternativeSolution = "alternative_solution", FamilyPrepared = "family_prepared",
        HandedOver = "handover", Transit = "transit", Sheltered = "sheltered", EscortedHome = "escorted_home", Reintegrating = "reintegration",
        FeedbackSent = "feedback_sent", Closed = "closed";

    /// <summary>The person is still on the sender's side, and nothing is done that cannot be undone.</summary>
    public static readonly ImmutableArray<string> BeforeHandover =
        [Interviewed, TracingRequested, WithProvince, FamilyAssessed, ResultReturned, ReturnPlanned, FamilyPrepared];

    public static IEnumerable<WorkflowDefinition> All(RepatriationSettings settings) => ReturnRoute.All(settings).Select(route => Definition(route, settings));

    public static WorkflowDefinition Definition(ReturnRoute route, RepatriationSettings settings) => new()
    {
        Id = route.Id,
        Version = 1,
        Title = route.Title,
        Summary = Say.In(
            "Tracing, family assessment, individual safety assessment, handover, transit, reintegration and feedback.",
            "ການຊອກຫາຄອບຄົວ, ການປະເມີນຄອບຄົວ, ການປະເມີນຄວາມປອດໄພລາຍບຸກຄົນ, ການສົ່ງມອບ, ການຜ່ານທາງ, ການກັບຄືນສູ່ສັງຄົມ ແລະ ການຕອບກັບ."),
        Guideline = route.Agreement,
        Case = CaseUse.Required,
        Person = true,
        Parts = [.. Parts(route, settings)],
        Fields = [.. Fields.Of(Sight(route), Requests())],
        States = [.. States(route, settings)],
        Start = new WorkflowStart
        {
            Roles = ReturnGuards.Workers,
            Required = ["interview_date", "wish", "consent_to_tracing"],
            Optional = ["interview_note", "tracing_details"],
            Guards = [ReturnGuards.PartnerOf(route)],
        },
        Transitions = [.. Finding(route, settings), .. Deciding(route, settings), .. Travelling(route, settings), .. Helping(route, settings), .. AtHome(route, settings)],
    };

    private static IEnumerable<WorkflowPart> Parts(ReturnRoute route, RepatriationSettings settings)
    {
        yield return new(Partner, Say.In("The partner abroad", "ຄູ່ຮ່ວມງານຕ່າງປະເທດ")) { Required = true };
        yield return new(Coordinator, Say.In("Who coordinates returns", "ຜູ້ປະສານງານການກັບ")) { Fixed = settings.Coordinator, Leads = true };
        yield return new(Psychosocial, Say.In("Who gives psychosocial support", "ຜູ້ຊ່ວຍເຫຼືອທາງຈິດໃຈ")) { Fixed = settings.Psychosocial };
        yield return new(Shelter, Say.In("The shelter", "ສູນພັກພິງ"));
        yield return new(Screener, Say.In("Who screens", "ຜູ້ກວດຄັດ"));
        if (!route.Inbound)
            yield break;
        yield return new(Province, Say.In("The province", "ແຂວງ"));
        yield return new(Police, Say.In("The police", "ຕຳຫຼວດ")) { Fixed = settings.Police };
        yield return new(Health, Say.In("Who checks health", "ຜູ້ກວດສຸຂະພາບ")) { Fixed = settings.Health };
    }

    /// <summary>Who sees what. Care is never for the police (domain duty 5); the partner abroad sees what it needs for its own side.</summary>
    private static Dictionary<string, ImmutableArray<string>> Sight(ReturnRoute route)
    {
        ImmutableArray<string> Existing(params ReadOnlySpan<string> parts) =>
            [.. parts.ToArray().Where(part => route.Inbound || part is Partner or Coordinator or Psychosocial or Shelter or Screener)];

        var (bothSides, planning) = (Existing(Partner, Coordinator), Existing(Partner, Coordinator, Province, Psychosocial));
        var tracing = route.Inbound ? Existing(Coordinator, Province) : bothSides;
        var care = route.Inbound ? Existing(Coordinator, Province, Health, Psychosocial, Shelter) : bothSides;
        var careNotes = Existing(Coordinator, Health, Psychosocial, Shelter);
        var home = route.Inbound ? Existing(Coordinator, Province, Psychosocial) : bothSides;
        var sight = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        Seen(bothSides, "interview_note", "result_note", "feedback_note");
        Seen(Existing(Partner, Coordinator, Province), "tracing_details", "feedback", "feedback_date");
        Seen(
            planning,
            "wish", "consent_to_tracing", "family_found", "family_situation", "assessment_date", "safety_result", "safety_measures", "safety_assessment_date",
            "safety_note", "best_interests", "best_interests_date", "best_interests_note", "consent_to_return", "consent_date", "placement", "plan_note",
            "alternative", "alternative_note");
        Seen(tracing, "assessment_note", "preparation_note");
        Seen(route.Inbound ? Existing(Police, Coordinator) : bothSides, "police_interview", "police_interview_date");
        Seen(care, "health_check", "health_check_date", "psychosocial", "psychosocial_date");
        Seen(careNotes, "health_note", "psychosocial_note");
        Seen(Existing(Coordinator, Province, Psychosocial, Shelter), "consent_to_shelter", "intake_category");
        Seen(Existing(Coordinator, Province, Psychosocial, Police, Screener), "referral_reason");
        Seen(home, "reintegration_plan", "follow_up_date", "follow_up_outcome", "follow_up_note");
        return sight;

        void Seen(ImmutableArray<string> by, params ReadOnlySpan<string> fields)
        {
            foreach (var field in fields)
                sight.Add(field, by);
        }
    }

    private static IEnumerable<Google.Protobuf.Reflection.MessageDescriptor> Requests() =>
    [
        StartReturnRequest.Descriptor, RecordFamilyAssessmentRequest.Descriptor, ReturnResultRequest.Descriptor, AssessSafetyRequest.Descriptor,
        RecordConsentRequest.Descriptor, DecideBestInterestsRequest.Descriptor, PlanReturnRequest.Descriptor, ChooseAlternativeRequest.Descriptor,
        PrepareFamilyRequest.Descriptor, HandOverRequest.Descriptor, RecordPoliceInterviewRequest.Descriptor, RecordHealthCheckRequest.Descriptor,
        RecordPsychosocialRequest.Descriptor, PlaceInShelterRequest.Descriptor, StartScreeningRequest.Descriptor, EscortHomeRequest.Descriptor,
        BeginReintegrationRequest.Descriptor, RecordFollowUpRequest.Descriptor, SendFeedbackRequest.Descriptor,
    ];

    private static IEnumerable<WorkflowState> States(ReturnRoute route, RepatriationSettings settings)
    {
        yield return new(Interviewed, Say.In("Interviewed", "ສຳພາດແລ້ວ"));
        yield return new(TracingRequested, Say.In("Tracing requested", "ຂໍໃຫ້ຊອກຫາຄອບຄົວແລ້ວ"))
        {
            Entry = [new NotifyAction("tracing_requested", [route.Receiver], Say.In("The tracing of a family is requested.", "ມີການຂໍໃຫ້ຊອກຫາຄອບຄົວ."))],
        };
        yield return new(WithProvince, Say.In("With the province", "ຢູ່ກັບແຂວງ"))
        {
            Entry =
            [
                new DeadlineAction("family_assessment", WorkflowSpan.Days(settings.TracingDays), Say.In("Trace and assess the family", "ຊອກຫາ ແລະ ປະເມີນຄອບຄົວ")),
                new AssignTaskAction("tracing_task", route.Tracer, Say.In("Trace and assess a family", "ຊອກຫາ ແລະ ປະເມີນຄອບຄົວ"), WorkflowSpan.Days(settings.TracingDays)),
            ],
        };
        yield return new(FamilyAssessed, Say.In("Family assessed", "ປະເມີນຄອບຄົວແລ້ວ"))
        {
            Entry = [new DeadlineAction("result", WorkflowSpan.Days(settings.ResultDays), Say.In("Tell the other side the result", "ແຈ້ງຜົນໃຫ້ອີກຝ່າຍ"))],
        };
        yield return new(ResultReturned, Say.In("Result returned", "ສົ່ງຜົນກັບແລ້ວ"))
        {
            Entry = [new NotifyAction("result_returned", [route.Sender], Say.In("The result of the tracing is there.", "ມີຜົນການຊອກຫາແລ້ວ."))],
        };
        yield return new(ReturnPlanned, Say.In("Return planned", "ວາງແຜນການກັບແລ້ວ"));
        yield return new(AlternativeSolution, Say.In("Alternative solution", "ທາງເລືອກອື່ນ"))
        {
            Entry = [new NotifyAction("no_return", [Partner, Coordinator], Say.In("There will be no return; an alternative is sought.", "ຈະບໍ່ມີການກັບ; ກຳລັງຊອກຫາທາງເລືອກອື່ນ."))],
        };
        yield return new(FamilyPrepared, Say.In("Family prepared", "ກະກຽມຄອບຄົວແລ້ວ"));
        yield return new(HandedOver, Say.In("Handed over", "ສົ່ງມອບແລ້ວ"))
        {
            Entry = [new NotifyAction("handed_over", [route.Receiver], Say.In("The person was handed over. Confirm that it arrived.", "ບຸກຄົນຖືກສົ່ງມອບແລ້ວ. ກະລຸນາຢັ້ງຢືນວ່າມາຮອດ."))],
        };
        yield return new(Transit, Say.In("In transit", "ກຳລັງຜ່ານທາງ"))
        {
            Entry =
            [
                new DeadlineAction("transit", WorkflowSpan.Days(settings.TransitDays), Say.In("Bring the person home", "ນຳສົ່ງບຸກຄົນກັບບ້ານ")) { FromField = "handover_date" },
            ],
        };
        if (route.Inbound)
            yield return new(Sheltered, Say.In("In a shelter", "ຢູ່ສູນພັກພິງ"));
        yield return new(EscortedHome, Say.In("Escorted home", "ນຳສົ່ງກັບບ້ານແລ້ວ"));
        yield return new(Reintegrating, Say.In("Reintegration", "ການກັບຄືນສູ່ສັງຄົມ"))
        {
            Entry =
            [
                new AssignTaskAction("reintegration_task", route.Tracer, Say.In("Help a person with the reintegration", "ຊ່ວຍເຫຼືອບຸກຄົນໃນການກັບຄືນສູ່ສັງຄົມ"), WorkflowSpan.Days(settings.FeedbackDays)),
                new DeadlineAction("follow_up", WorkflowSpan.Days(settings.FollowUpDays), Say.In("Look after the person", "ຕິດຕາມບຸກຄົນ")),
                new DeadlineAction("feedback", WorkflowSpan.Days(settings.FeedbackDays), Say.In("Tell the other side how the person is", "ແຈ້ງໃຫ້ອີກຝ່າຍວ່າບຸກຄົນເປັນແນວໃດ")),
            ],
        };
        yield return new(FeedbackSent, Say.In("Feedback sent", "ຕອບກັບແລ້ວ"))
        {
            Entry = [new NotifyAction("feedback_sent", [route.Sender], Say.In("There is feedback about a person who returned.", "ມີຜົນຕອບກັບກ່ຽວກັບບຸກຄົນທີ່ກັບແລ້ວ."))],
        };
        yield return new(Closed, Say.In("Closed", "ປິດ")) { Final = true };
    }
}
