using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Localization;
using Coordination.Sdk.Calls;
using Coordination.Workflows;
using Google.Protobuf.Reflection;

namespace Coordination.Training.Workflows;

/// <summary>An awareness campaign: proposed → cleared → running → evaluated → closed. What is shown is what was cleared.</summary>
public static class CampaignWorkflow
{
    public const string Id = "awareness-campaign";

    internal const string Organiser = "organiser";
    internal const string Secretariat = "secretariat";

    private static readonly ImmutableArray<string> Organisers = [Role.AgencyFocalPoint, Role.AgencyOfficer, Role.AgencySystem, Role.UnitHead, Role.Secretariat];

    private static readonly ImmutableArray<string> Clearers = [Role.Secretariat];

    /// <summary>The requests that enter something.</summary>
    internal static IReadOnlyList<MessageDescriptor> Requests { get; } =
    [
        V1.ProposeCampaignRequest.Descriptor, V1.ClearCampaignRequest.Descriptor, V1.ReturnCampaignRequest.Descriptor, V1.LaunchCampaignRequest.Descriptor,
        V1.ReportReachRequest.Descriptor, V1.EvaluateCampaignRequest.Descriptor, V1.CancelCampaignRequest.Descriptor,
    ];

    private static readonly WorkflowGuard MaterialIsCleared = new(
        "MATERIAL_NOT_CLEARED",
        new("Not all of the material was cleared. Let the secretariat clear what will be shown.", "ສື່ບາງອັນຍັງບໍ່ໄດ້ຮັບອະນຸຍາດ. ໃຫ້ຂໍອະນຸຍາດຈາກກອງເລຂາກ່ອນ."),
        new CodeHolds("all material was cleared", IsCleared));

    public static WorkflowDefinition Version1 { get; } = new()
    {
        Id = Id,
        Version = 1,
        Title = new("Awareness campaign", "ການໂຄສະນາສ້າງຈິດສຳນຶກ"),
        Summary = new("From a proposal to its evaluation; the secretariat clears what is shown", "ແຕ່ການສະເໜີ ຈົນເຖິງການປະເມີນຜົນ; ກອງເລຂາອະນຸຍາດສື່"),
        Handling = Handling.Green,
        Parts =
        [
            new(Organiser, new("Organiser", "ຜູ້ຈັດ")) { Starter = true, Required = true, Leads = true },
            new(Secretariat, new("Secretariat", "ກອງເລຂາ")) { Fixed = "secretariat" },
        ],
        Fields = [.. Requests.SelectMany(r => ProtoFields.Of(r, CampaignWords.All)).DistinctBy(f => f.Id, StringComparer.Ordinal)],
        States =
        [
            new("proposed", new("Proposed", "ສະເໜີ")),
            new("cleared", new("Cleared", "ອະນຸຍາດແລ້ວ")),
            new("running", new("Running", "ກຳລັງດຳເນີນ"))
            {
                Entry = [new DeadlineAction("evaluation_due", WorkflowSpan.Days(30), new("The campaign is to be evaluated", "ຕ້ອງປະເມີນຜົນ")) { FromField = "end_date" }],
            },
            new("evaluated", new("Evaluated", "ປະເມີນແລ້ວ")),
            new("closed", new("Closed", "ປິດ")) { Final = true },
            new("cancelled", new("Cancelled", "ຍົກເລີກ")) { Final = true },
        ],
        Start = new WorkflowStart
        {
            Roles = Organisers,
            Required = ["audiences", "channels", "languages", "material_sha256", "begin_date", "end_date"],
            Optional = ["plan"],
            Guards = [TrainingWorkflow.DatesInOrder],
            Actions = [new NotifyAction("tell_proposed", [Secretariat], new("A campaign waits for clearance", "ມີການໂຄສະນາລໍຖ້າອະນຸຍາດ"))],
        },
        Transitions =
        [
            Step("change_material", "Change the material", "ປ່ຽນສື່", Organiser, ["proposed", "cleared"], "proposed", ["material_sha256"]),
            Step("clear", "Clear", "ອະນຸຍາດ", Secretariat, ["proposed"], "cleared", ["cleared_material_sha256", "clear_date"]),
            Step("return_campaign", "Say what is wrong", "ແຈ້ງສິ່ງທີ່ຕ້ອງແກ້", Secretariat, ["proposed"], null, ["return_reason"],
                new NotifyAction("tell_returned", [Organiser], new("A campaign has to be changed", "ຕ້ອງແກ້ໄຂການໂຄສະນາ"))),
            Step("launch", "Launch", "ເລີ່ມ", Organiser, ["cleared"], "running", ["launch_date"]) with { Guards = [MaterialIsCleared] },
            Step("report_reach", "Report the reach", "ລາຍງານການເຂົ້າເຖິງ", Organiser, ["running"], null, ["people_reached"])
                with { Optional = ["events_held", "hotline_calls"] },
            Step("halt", "Halt", "ໂຈະ", Secretariat, ["cleared", "running"], "proposed", ["return_reason"],
                new NotifyAction("tell_halted", [Organiser], new("A campaign was halted", "ການໂຄສະນາຖືກໂຈະ"))),
            Step("evaluate", "Evaluate", "ປະເມີນຜົນ", Organiser, ["running"], "evaluated", ["people_reached", "evaluation_sha256"])
                with { Optional = ["events_held", "hotline_calls", "knowledge_before_percent", "knowledge_after_percent"] },
            Step("close", "Close", "ປິດ", Secretariat, ["evaluated"], "closed", []),
            Step("cancel", "Cancel", "ຍົກເລີກ", Organiser, ["proposed", "cleared", "running"], "cancelled", ["cancel_reason"]),
        ],
    };

    private static bool IsCleared(WorkflowFacts facts) =>
        facts.Data.GetValueOrDefault("material_sha256") is { IsDefaultOrEmpty: false } shown
        && facts.Data.GetValueOrDefault("cleared_material_sha256") is { IsDefaultOrEmpty: false } cleared
        && shown.All(cleared.Contains);

    private static WorkflowTransition Step(
        string id, string en, string lo, string part, ImmutableArray<string> from, string? to, ImmutableArray<string> required,
        params ImmutableArray<WorkflowAction> actions) =>
        new(id, new LocalizedText(en, lo))
        {
            From = from,
            To = to,
            Parts = [part],
            Roles = part == Secretariat ? Clearers : Organisers,
            Required = required,
            Actions = actions,
        };
}
