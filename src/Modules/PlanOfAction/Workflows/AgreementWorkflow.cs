using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Localization;
using Coordination.Sdk.Calls;
using Coordination.Workflows;
using Google.Protobuf.Reflection;

namespace Coordination.PlanOfAction.Workflows;

/// <summary>
/// An agreement with another country or organisation: exploring → drafting → negotiation → internal_approval → signed →
/// in_force → renewed | ended (domain, section 3, Agreement).
/// </summary>
public static class AgreementWorkflow
{
    public const string Id = "agreement";

    internal const string Lead = "lead";
    internal const string Partner = "partner";
    internal const string Approver = "approver";

    private static readonly ImmutableArray<string> Officers = [Role.AgencyFocalPoint, Role.AgencyOfficer, Role.AgencySystem, Role.Secretariat];

    private static readonly ImmutableArray<string> BeforeSignature = ["exploring", "drafting", "negotiation", "internal_approval"];

    /// <summary>The requests that enter something. The partner of <c>ExploreAgreement</c> plays a part and is no field.</summary>
    internal static IReadOnlyList<MessageDescriptor> Requests { get; } =
    [
        V1.ExploreAgreementRequest.Descriptor, V1.ProposeTextRequest.Descriptor, V1.ApproveTextRequest.Descriptor, V1.ReturnTextRequest.Descriptor,
        V1.SignAgreementRequest.Descriptor, V1.EnterIntoForceRequest.Descriptor, V1.AttachJointPlanRequest.Descriptor, V1.EndAgreementRequest.Descriptor,
    ];

    private static readonly WorkflowGuard TextIsApproved = new(
        "TEXT_NOT_APPROVED",
        new("The newest text is not the one that was approved. Let it be approved first.", "ຮ່າງຫຼ້າສຸດບໍ່ແມ່ນສະບັບທີ່ອະນຸມັດ. ໃຫ້ຂໍອະນຸມັດກ່ອນ."),
        new CodeHolds("the newest text was approved", f => f.Value("draft_sha256") is { } draft && draft == f.Value("approved_draft_sha256")));

    private static readonly WorkflowGuard DatesInOrder = new(
        "DATES_RUN_BACKWARDS",
        new("In force, review and end follow each other. Correct the days.", "ວັນມີຜົນ ວັນທົບທວນ ແລະ ວັນໝົດອາຍຸຕ້ອງລຽງຕາມລຳດັບ. ກະລຸນາແກ້ໄຂ."),
        new CodeHolds("in force ≤ review ≤ end", f => InOrder(f.Value("in_force_date"), f.Value("review_date"), f.Value("expiry_date"))));

    public static WorkflowDefinition Version1 { get; } = new()
    {
        Id = Id,
        Version = 1,
        Title = new("Agreement", "ຂໍ້ຕົກລົງ"),
        Summary = new("From a first talk with a partner to its end or renewal", "ແຕ່ການປຶກສາຫາລືຄັ້ງທຳອິດ ຈົນເຖິງການສິ້ນສຸດ ຫຼື ຕໍ່ອາຍຸ"),
        Parts =
        [
            new(Lead, new("Lead", "ຜູ້ນຳພາ")) { Starter = true, Required = true, Leads = true },
            new(Partner, new("Partner", "ຄູ່ຮ່ວມ")) { Required = true },
            new(Approver, new("Approving ministry", "ກະຊວງອະນຸມັດ")) { Fixed = "mofa" },
        ],
        Fields =
        [
            .. Requests.SelectMany(r => ProtoFields.Of(r, AgreementWords.All)).Where(f => f.Id != Partner).DistinctBy(f => f.Id, StringComparer.Ordinal)
                .Select(f => f.Id is "approved_draft_sha256" or "return_reason" ? f with { VisibleTo = [Lead, Approver] } : f),
        ],
        States =
        [
            new("exploring", new("Exploring", "ສຳຫຼວດ")),
            new("drafting", new("Drafting", "ຮ່າງ")),
            new("negotiation", new("Negotiation", "ເຈລະຈາ")),
            new("internal_approval", new("Internal approval", "ອະນຸມັດພາຍໃນ")),
            new("signed", new("Signed", "ລົງນາມແລ້ວ")),
            new("in_force", new("In force", "ມີຜົນບັງຄັບໃຊ້")),
            new("renewed", new("Renewed", "ຕໍ່ອາຍຸແລ້ວ")),
            new("ended", new("Ended", "ສິ້ນສຸດ")) { Final = true },
            new("abandoned", new("Abandoned", "ຍົກເລີກກ່ອນລົງນາມ")) { Final = true },
        ],
        Start = new WorkflowStart { Roles = Officers, Required = ["kind"], Optional = ["instrument"] },
        Transitions =
        [
            Step("start_drafting", "Start drafting", "ເລີ່ມຮ່າງ", [Lead], ["exploring"], "drafting", []),
            Step("start_negotiation", "Start the negotiation", "ເລີ່ມເຈລະຈາ", [Lead], ["drafting"], "negotiation", ["draft_sha256"]),
            Step("propose_text", "Propose a text", "ສະເໜີຮ່າງ", [Lead, Partner], ["negotiation"], null, ["draft_sha256"],
                new NotifyAction("tell_text", [Lead, Partner], new("A new text was proposed", "ມີຮ່າງໃໝ່"))) with { Optional = ["round"] },
            Step("return_to_drafting", "Return to drafting", "ກັບໄປຮ່າງ", [Lead], ["negotiation"], "drafting", []),
            Step("submit_for_approval", "Submit for approval", "ສະເໜີຂໍອະນຸມັດ", [Lead], ["negotiation"], "internal_approval", [],
                new NotifyAction("tell_approver", [Approver], new("A text waits for approval", "ມີຮ່າງລໍຖ້າອະນຸມັດ"))),
            Step("approve_text", "Approve the text", "ອະນຸມັດຮ່າງ", [Approver], ["internal_approval"], null, ["approval_date", "approved_draft_sha256"]),
            Step("return_text", "Send back", "ສົ່ງກັບ", [Approver], ["internal_approval"], "negotiation", ["return_reason"]),
            Step("sign", "Sign", "ລົງນາມ", [Lead], ["internal_approval"], "signed", ["signed_date", "signed_sha256"]) with { Guards = [TextIsApproved] },
            Step("enter_into_force", "Enter into force", "ມີຜົນບັງຄັບໃຊ້", [Lead], ["signed"], "in_force", ["in_force_date", "review_date", "expiry_date"],
                [.. Term("first")]) with { Guards = [DatesInOrder] },
            Step("enter_into_force_without_end", "Enter into force without an end", "ມີຜົນບັງຄັບໃຊ້ໂດຍບໍ່ກຳນົດອາຍຸ", [Lead], ["signed"], "in_force", ["in_force_date"]),
            Step("attach_joint_plan", "Attach the joint plan", "ແນບແຜນຮ່ວມ", [Lead, Partner], ["signed", "in_force", "renewed"], null, ["joint_plan"]),
            Step("renew", "Renew", "ຕໍ່ອາຍຸ", [Lead], ["in_force", "renewed"], "renewed", ["in_force_date", "review_date", "expiry_date"], [.. Term("next")])
                with { Optional = ["signed_sha256"], Guards = [DatesInOrder] },
            Step("end", "End", "ສິ້ນສຸດ", [Lead], ["signed", "in_force", "renewed"], "ended", ["end_reason", "end_date"]),
            Step("abandon", "Abandon", "ຍົກເລີກ", [Lead], BeforeSignature, "abandoned", ["end_reason"]),
            new("remind_renewal", new("Time to speak of a renewal", "ຮອດເວລາປຶກສາການຕໍ່ອາຍຸ"))
            {
                From = ["in_force", "renewed"],
                Actions =
                [
                    new AssignTaskAction("decide_renewal", Lead, new("Decide whether an agreement is renewed", "ຕັດສິນວ່າຈະຕໍ່ອາຍຸຂໍ້ຕົກລົງ ຫຼື ບໍ່"), WorkflowSpan.Days(30)),
                    new NotifyAction("tell_renewal", [Lead, Partner, Approver], new("An agreement comes to its end", "ຂໍ້ຕົກລົງໃກ້ໝົດອາຍຸ")),
                ],
            },
            new("expire", new("Expire", "ໝົດອາຍຸ")) { From = ["in_force", "renewed"], To = "ended" },
        ],
    };

    /// <summary>The reminder and the end of a term.</summary>
    private static ImmutableArray<WorkflowAction> Term(string which) =>
    [
        new DeadlineAction($"{which}_review", WorkflowSpan.Days(0), new("Speak of a renewal", "ປຶກສາການຕໍ່ອາຍຸ"), "remind_renewal") { FromField = "review_date" },
        new DeadlineAction($"{which}_expiry", WorkflowSpan.Days(1), new("The agreement ends", "ຂໍ້ຕົກລົງສິ້ນສຸດ"), "expire") { FromField = "expiry_date" },
    ];

    private static WorkflowTransition Step(
        string id, string en, string lo, ImmutableArray<string> parts, ImmutableArray<string> from, string? to, ImmutableArray<string> required,
        params ImmutableArray<WorkflowAction> actions) =>
        new(id, new LocalizedText(en, lo)) { From = from, To = to, Parts = parts, Roles = Officers, Required = required, Actions = actions };

    /// <summary>Days of the form 2026-01-31 follow each other as texts do.</summary>
    private static bool InOrder(params string?[] days) =>
        days.Zip(days.Skip(1)).All(pair => pair.First is not null && pair.Second is not null && string.CompareOrdinal(pair.First, pair.Second) <= 0);
}
