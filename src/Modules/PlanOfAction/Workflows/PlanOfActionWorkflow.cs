using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Localization;
using Coordination.Sdk.Calls;
using Coordination.Workflows;
using Google.Protobuf.Reflection;

namespace Coordination.PlanOfAction.Workflows;

/// <summary>
/// The life of a plan: draft → consultation → submitted → endorsed → approved → active ⇄ mid_term_review → evaluation →
/// superseded (domain, section 3, Plan of action). Each step is written together with the plan.
/// </summary>
public static class PlanOfActionWorkflow
{
    public const string Id = "plan-of-action";

    internal const string Drafter = "drafter";
    internal const string Secretariat = "secretariat";
    internal const string Committee = "committee";

    private static readonly ImmutableArray<string> Drafters = [Role.AgencyFocalPoint, Role.AgencySystem, Role.Secretariat];

    private static readonly ImmutableArray<string> Living =
        ["draft", "consultation", "submitted", "endorsed", "approved", "active", "mid_term_review", "evaluation"];

    /// <summary>The requests that enter something.</summary>
    internal static IReadOnlyList<MessageDescriptor> Requests { get; } =
    [
        V1.StartPlanProcessRequest.Descriptor, V1.OpenConsultationRequest.Descriptor, V1.ReturnPlanRequest.Descriptor, V1.EndorsePlanRequest.Descriptor,
        V1.ApprovePlanRequest.Descriptor, V1.ActivatePlanRequest.Descriptor, V1.CloseMidTermReviewRequest.Descriptor, V1.SupersedePlanRequest.Descriptor,
        V1.WithdrawPlanRequest.Descriptor, V1.OpenPlanReportingRequest.Descriptor,
    ];

    /// <summary>Without it no reporting: what the founding text says of a plan "under the process of the Government's approval".</summary>
    internal static WorkflowGuard IsApproved { get; } = new(
        "PLAN_NOT_APPROVED",
        new("A plan that is not approved cannot report. Wait until the Government has approved it.", "ແຜນທີ່ຍັງບໍ່ໄດ້ຮັບອະນຸມັດບໍ່ສາມາດລາຍງານໄດ້. ກະລຸນາລໍຖ້າການອະນຸມັດຂອງລັດຖະບານ."),
        new HasBeen("approved"));

    public static WorkflowDefinition Version1 { get; } = new()
    {
        Id = Id,
        Version = 1,
        Title = new("Plan of action", "ແຜນປະຕິບັດງານ"),
        Summary = new("From a draft to the evaluation and the plan that follows", "ແຕ່ການຮ່າງ ຈົນເຖິງການປະເມີນຜົນ ແລະ ແຜນຕໍ່ໄປ"),
        Handling = Handling.Green,
        Parts =
        [
            new(Drafter, new("Drafter", "ຜູ້ຮ່າງ")) { Starter = true, Required = true, Leads = true },
            new(Secretariat, new("Secretariat", "ກອງເລຂາ")) { Fixed = "secretariat" },
            new(Committee, new("National committee", "ຄະນະກຳມະການແຫ່ງຊາດ")) { Fixed = "ncatip" },
        ],
        Fields = [.. Requests.SelectMany(r => ProtoFields.Of(r, PlanOfActionWords.All)).DistinctBy(f => f.Id, StringComparer.Ordinal)],
        States =
        [
            new("draft", new("Draft", "ຮ່າງ")),
            new("consultation", new("Consultation", "ປຶກສາຫາລື")),
            new("submitted", new("Submitted", "ສະເໜີແລ້ວ")),
            new("endorsed", new("Endorsed", "ຮັບຮອງແລ້ວ")),
            new("approved", new("Approved", "ອະນຸມັດແລ້ວ")),
            new("active", new("Active", "ກຳລັງປະຕິບັດ")),
            new("mid_term_review", new("Mid-term review", "ທົບທວນກາງໄລຍະ")),
            new("evaluation", new("Evaluation", "ປະເມີນຜົນ")),
            new("superseded", new("Superseded", "ຖືກແທນດ້ວຍແຜນໃໝ່")) { Final = true },
            new("withdrawn", new("Withdrawn", "ຖອນ")) { Final = true },
        ],
        Start = new WorkflowStart { Roles = Drafters, Required = ["plan"], Actions = [Move("begin")] },
        Transitions =
        [
            Step("open_consultation", "Open the consultation", "ເປີດການປຶກສາຫາລື", [Drafter], Drafters, "draft", "consultation", ["consultation_until_date"],
                new DeadlineAction("consultation_over", WorkflowSpan.Days(1), new("The consultation is over", "ໝົດໄລຍະປຶກສາຫາລື")) { FromField = "consultation_until_date" }),
            Step("return_to_draft", "Return to draft", "ກັບໄປຮ່າງ", [Drafter], Drafters, "consultation", "draft", []),
            Step("submit", "Submit", "ສະເໜີ", [Drafter], Drafters, "consultation", "submitted", [],
                new NotifyAction("tell_submitted", [Secretariat, Committee], new("A plan was submitted", "ມີແຜນສະເໜີມາ"))),
            Step("return_plan", "Send back", "ສົ່ງກັບ", [Secretariat, Committee], [Role.Secretariat, Role.Chair], "submitted", "consultation", ["return_reason"])
                with { From = ["submitted", "endorsed"] },
            Step("endorse", "Endorse", "ຮັບຮອງ", [Committee], [Role.Chair], "submitted", "endorsed", ["endorsement_date"]),
            Step("approve", "Enter the Government's approval", "ບັນທຶກການອະນຸມັດຂອງລັດຖະບານ", [Secretariat], [Role.Secretariat], "endorsed", "approved",
                ["approval_date", "approval_sha256"], new NotifyAction("tell_approved", [Drafter], new("The plan was approved", "ແຜນໄດ້ຮັບອະນຸມັດ"))),
            Step("activate", "Activate", "ເລີ່ມປະຕິບັດ", [Drafter, Secretariat], Drafters, "approved", "active", ["mid_term_date", "plan_end_date"],
                new DeadlineAction("mid_term_due", WorkflowSpan.Days(0), new("The mid-term review is due", "ຮອດກຳນົດທົບທວນກາງໄລຍະ")) { FromField = "mid_term_date" },
                new DeadlineAction("evaluation_due", WorkflowSpan.Days(0), new("The evaluation is due", "ຮອດກຳນົດປະເມີນຜົນ")) { FromField = "plan_end_date", Outlives = true }),
            Step("open_mid_term_review", "Open the mid-term review", "ເປີດການທົບທວນກາງໄລຍະ", [Drafter, Secretariat], Drafters, "active", "mid_term_review", []),
            Step("close_mid_term_review", "Close the mid-term review", "ປິດການທົບທວນກາງໄລຍະ", [Drafter, Secretariat], Drafters, "mid_term_review", "active", ["review_sha256"]),
            Step("open_evaluation", "Open the evaluation", "ເປີດການປະເມີນຜົນ", [Drafter, Secretariat], Drafters, "active", "evaluation", [],
                new EndDeadlineAction("evaluation_begun", "evaluation_due")) with { From = ["active", "mid_term_review"] },
            Step("supersede", "Supersede", "ປິດແຜນ", [Drafter, Secretariat], Drafters, "evaluation", "superseded", ["evaluation_sha256"]) with { Optional = ["successor"] },
            Step("withdraw", "Withdraw", "ຖອນແຜນ", [Drafter], Drafters, "draft", "withdrawn", ["withdraw_reason"]) with { From = ["draft", "consultation", "submitted"] },
            new("open_reporting", new("Open a reporting cycle", "ເປີດຮອບລາຍງານ"))
            {
                From = Living,
                Parts = [Secretariat],
                Roles = [Role.Secretariat],
                Required = ["period_year", "period_part", "unit_due_date"],
                Optional = ["province_due_date", "ministry_due_date", "secretariat_due_date"],
                Guards = [IsApproved],
                Actions = [new CodeAction("open_cycle", ReportCycleEffect.EffectName)],
            },
        ],
    };

    /// <summary>A step with which the plan moves.</summary>
    private static WorkflowTransition Step(
        string id, string en, string lo, ImmutableArray<string> parts, ImmutableArray<string> roles, string from, string to, ImmutableArray<string> required,
        params ImmutableArray<WorkflowAction> actions) =>
        new(id, new LocalizedText(en, lo))
        {
            From = [from],
            To = to,
            Parts = parts,
            Roles = roles,
            Required = required,
            Actions = [Move(id), .. actions],
        };

    private static CompanionAction Move(string step) => new($"plan_{step}", PlanCompanion.CompanionName);
}
