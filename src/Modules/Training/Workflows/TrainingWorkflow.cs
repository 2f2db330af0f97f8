using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Localization;
using Coordination.Sdk.Calls;
using Coordination.Workflows;
using Google.Protobuf.Reflection;

namespace Coordination.Training.Workflows;

/// <summary>
/// A training: need → approved → scheduled → delivered → assessed → certified → followed_up after six months (domain, section 3,
/// Training). A workshop ends with its conclusions. From the schedule on each step is written together with the cohort.
/// </summary>
public static class TrainingWorkflow
{
    public const string Id = "training";

    internal const string Organiser = "organiser";
    internal const string Approver = "approver";

    /// <summary>Six months, as the domain says.</summary>
    private static readonly WorkflowSpan FollowUpAfter = WorkflowSpan.Days(183);

    private static readonly ImmutableArray<string> Organisers = [Role.AgencyFocalPoint, Role.AgencyOfficer, Role.AgencySystem, Role.Secretariat];

    /// <summary>The requests that enter something.</summary>
    internal static IReadOnlyList<MessageDescriptor> Requests { get; } =
    [
        V1.ProposeTrainingRequest.Descriptor, V1.RejectTrainingRequest.Descriptor, V1.ScheduleTrainingRequest.Descriptor, V1.DeliverTrainingRequest.Descriptor,
        V1.AssessTrainingRequest.Descriptor, V1.CertifyTrainingRequest.Descriptor, V1.FollowUpTrainingRequest.Descriptor, V1.CloseWorkshopRequest.Descriptor,
        V1.CancelTrainingRequest.Descriptor,
    ];

    internal static WorkflowGuard DatesInOrder { get; } = new(
        "DATES_RUN_BACKWARDS",
        new("The last day lies before the first. Correct the days.", "ມື້ສຸດທ້າຍຢູ່ກ່ອນມື້ທຳອິດ. ກະລຸນາແກ້ໄຂ."),
        // Days of the form 2026-01-31 follow each other as texts do.
        new CodeHolds("first ≤ last day", f => string.CompareOrdinal(f.Value("begin_date"), f.Value("end_date")) <= 0));

    private static readonly WorkflowGuard Held = new(
        "NOT_YET_HELD",
        new("It has not begun yet. Wait for its first day, or schedule it anew.", "ຍັງບໍ່ທັນເລີ່ມ. ກະລຸນາລໍຖ້າ ຫຼື ກຳນົດວັນໃໝ່."),
        new PassedSinceField("begin_date", TimeSpan.Zero));

    private static readonly WorkflowGuard SixMonthsOver = new(
        "FOLLOW_UP_TOO_EARLY",
        new("Six months have not passed since the certificates. The platform asks for the follow-up then.", "ຍັງບໍ່ຄົບຫົກເດືອນຫຼັງອອກໃບຢັ້ງຢືນ. ລະບົບຈະແຈ້ງເມື່ອຮອດກຳນົດ."),
        new HasFired("call_follow_up"));

    private static readonly WorkflowGuard IsWorkshop = new(
        "NOT_A_WORKSHOP",
        new("A course ends with its assessment, certificates and follow-up. Use assess.", "ຫຼັກສູດຕ້ອງມີການປະເມີນ ໃບຢັ້ງຢືນ ແລະ ການຕິດຕາມ. ໃຫ້ໃຊ້ assess."),
        new FieldIsAnyOf("kind", ["workshop", "study_visit"]));

    public static WorkflowDefinition Version1 { get; } = new()
    {
        Id = Id,
        Version = 1,
        Title = new("Training", "ການຝຶກອົບຮົມ"),
        Summary = new("From a need to what participants do with it after six months", "ແຕ່ຄວາມຕ້ອງການ ຈົນເຖິງການຕິດຕາມຫຼັງຫົກເດືອນ"),
        Handling = Handling.Green,
        Parts =
        [
            new(Organiser, new("Organiser", "ຜູ້ຈັດ")) { Starter = true, Required = true, Leads = true },
            new(Approver, new("Secretariat", "ກອງເລຂາ")) { Fixed = "secretariat" },
        ],
        Fields = [.. Requests.SelectMany(r => ProtoFields.Of(r, TrainingWords.All)).DistinctBy(f => f.Id, StringComparer.Ordinal)],
        States =
        [
            new("need", new("Need", "ຄວາມຕ້ອງການ")),
            new("approved", new("Approved", "ອະນຸມັດແລ້ວ")),
            new("scheduled", new("Scheduled", "ກຳນົດວັນແລ້ວ")),
            new("delivered", new("Delivered", "ຈັດແລ້ວ")),
            new("assessed", new("Assessed", "ປະເມີນແລ້ວ")),
            new("certified", new("Certified", "ອອກໃບຢັ້ງຢືນແລ້ວ"))
            {
                Entry = [new DeadlineAction("follow_up_due", FollowUpAfter, new("Six months have passed: follow up", "ຄົບຫົກເດືອນ: ຕ້ອງຕິດຕາມ"), "call_follow_up")],
            },
            new("followed_up", new("Followed up", "ຕິດຕາມແລ້ວ")) { Final = true },
            new("closed", new("Closed", "ປິດ")) { Final = true },
            new("rejected", new("Rejected", "ປະຕິເສດ")) { Final = true },
            new("cancelled", new("Cancelled", "ຍົກເລີກ")) { Final = true },
        ],
        Start = new WorkflowStart { Roles = Organisers, Required = ["kind", "need_source", "course"], Optional = ["plan"] },
        Transitions =
        [
            Step("approve", "Approve", "ອະນຸມັດ", Approver, ["need"], "approved", []) with { Roles = [Role.Secretariat] },
            Step("reject", "Reject", "ປະຕິເສດ", Approver, ["need"], "rejected", ["reject_reason"]) with { Roles = [Role.Secretariat] },
            Step("schedule", "Schedule", "ກຳນົດວັນ", Organiser, ["approved"], "scheduled", ["cohort", "begin_date", "end_date"], Move("schedule"))
                with { Guards = [DatesInOrder] },
            Step("reschedule", "Schedule anew", "ກຳນົດວັນໃໝ່", Organiser, ["scheduled"], null, ["begin_date", "end_date"]) with { Guards = [DatesInOrder] },
            Step("deliver", "Deliver", "ຈັດສຳເລັດ", Organiser, ["scheduled"], "delivered", ["delivered_date"], Move("deliver")) with { Guards = [Held] },
            Step("assess", "Assess", "ປະເມີນ", Organiser, ["delivered"], "assessed", ["assessed_date"], Move("assess")),
            Step("certify", "Certify", "ອອກໃບຢັ້ງຢືນ", Organiser, ["assessed"], "certified", ["certified_date"], Move("certify")),
            new("call_follow_up", new("Call for the follow-up", "ແຈ້ງໃຫ້ຕິດຕາມ"))
            {
                From = ["certified"],
                Actions =
                [
                    new AssignTaskAction("ask_participants", Organiser, new("Ask the participants of a training what they use", "ສອບຖາມຜູ້ເຂົ້າຝຶກວ່າໄດ້ນຳໃຊ້ຫຍັງ"), WorkflowSpan.Days(30)),
                ],
            },
            Step("follow_up", "Follow up", "ຕິດຕາມ", Organiser, ["certified"], "followed_up", ["followed_up_date"], Move("follow_up")) with { Guards = [SixMonthsOver] },
            Step("close_workshop", "Close a workshop", "ປິດກອງປະຊຸມສຳມະນາ", Organiser, ["delivered"], "closed", ["conclusions_sha256"], Move("close_workshop"))
                with { Guards = [IsWorkshop] },
            Step("cancel", "Cancel", "ຍົກເລີກ", Organiser, ["need", "approved"], "cancelled", ["cancel_reason"]),
            Step("call_off", "Call off", "ຍົກເລີກທີ່ກຳນົດແລ້ວ", Organiser, ["scheduled"], "cancelled", ["cancel_reason"], Move("call_off")),
        ],
    };

    private static CompanionAction Move(string step) => new($"cohort_{step}", CohortCompanion.CompanionName);

    private static WorkflowTransition Step(
        string id, string en, string lo, string part, ImmutableArray<string> from, string? to, ImmutableArray<string> required,
        params ImmutableArray<WorkflowAction> actions) =>
        new(id, new LocalizedText(en, lo)) { From = from, To = to, Parts = [part], Roles = Organisers, Required = required, Actions = actions };
}
