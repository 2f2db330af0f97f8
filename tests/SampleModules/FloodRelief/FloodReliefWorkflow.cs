using System.Collections.Immutable;
using System.Globalization;
using Coordination.Access;
using Coordination.Workflows;

namespace FloodRelief;

/// <summary>Relief after a flood: requested → granted → delivered.</summary>
public static class FloodReliefWorkflow
{
    public const string Id = "flood-relief";

    private static readonly ImmutableArray<string> Officers = [Role.AgencyOfficer, Role.AgencyFocalPoint, Role.AgencySystem, Role.UnitHead];

    private static readonly WorkflowGuard FloodIsRecent = new(
        "FLOOD_TOO_LONG_AGO",
        new("The flood was more than 60 days ago. Ask for reconstruction instead.", "ນ້ຳຖ້ວມເກີນ 60 ວັນແລ້ວ. ໃຫ້ຂໍການກໍ່ສ້າງຄືນແທນ."),
        !new PassedSinceField("flooded_date", TimeSpan.FromDays(60)));

    private static readonly WorkflowGuard NotTooMany = new(
        "TOO_MANY_KITS",
        new("At most two kits a household. Grant fewer.", "ບໍ່ເກີນສອງຊຸດຕໍ່ຄົວເຮືອນ. ໃຫ້ອະນຸມັດໜ້ອຍລົງ."),
        new CodeHolds("at most two kits a household", facts => Number(facts, "kits") <= 2 * Number(facts, "households")));

    public static WorkflowDefinition Version1 { get; } = new()
    {
        Id = Id,
        Version = 1,
        Title = new("Flood relief", "ການຊ່ວຍເຫຼືອນ້ຳຖ້ວມ"),
        Parts =
        [
            new("requester", new("Who asks", "ຜູ້ຮ້ອງຂໍ")) { Starter = true, Required = true },
            new("relief", new("Relief office", "ຫ້ອງການສົງເຄາະ")) { Fixed = "mlsw", Leads = true },
            new("carrier", new("Who carries", "ຜູ້ຂົນສົ່ງ")),
        ],
        Fields = FloodReliefFields.All,
        States = States,
        Start = new WorkflowStart
        {
            Roles = Officers,
            Required = ["households", "flooded_date"],
            Optional = ["situation"],
            Guards = [FloodIsRecent],
        },
        Transitions = Transitions,
    };

    private static ImmutableArray<WorkflowState> States =>
    [
        new("requested", new("Requested", "ຮ້ອງຂໍແລ້ວ"))
        {
            Entry = [new DeadlineAction("decide_in_time", WorkflowSpan.Working(2), new("Decide", "ຕັດສິນ"), Then: "escalate")],
        },
        new("escalated", new("Not decided in time", "ບໍ່ໄດ້ຕັດສິນທັນເວລາ"))
        {
            Entry = [new NotifyAction("tell_escalation", ["requester", "relief"], new("A request for relief was not decided in time", "ຄຳຮ້ອງບໍ່ໄດ້ຕັດສິນທັນເວລາ"))],
        },
        new("granted", new("Granted", "ອະນຸມັດແລ້ວ"))
        {
            Entry = [new DeadlineAction("deliver_in_time", WorkflowSpan.Days(10), new("Deliver the kits", "ສົ່ງຊຸດ"))],
        },
        new("delivered", new("Delivered", "ສົ່ງຮອດແລ້ວ")) { Final = true },
        new("refused", new("Refused", "ປະຕິເສດ")) { Final = true },
        new("withdrawn", new("Withdrawn", "ຖອນແລ້ວ")) { Final = true },
    ];

    private static ImmutableArray<WorkflowTransition> Transitions =>
    [
        new("grant", new("Grant", "ອະນຸມັດ"))
        {
            From = ["requested", "escalated"],
            To = "granted",
            Parts = ["relief"],
            Roles = Officers,
            Required = ["kits"],
            Binds = ["carrier"],
            Guards = [NotTooMany],
            Actions =
            [
                new AssignTaskAction("carry", "carrier", new("Carry relief kits to flooded families", "ຂົນສົ່ງຊຸດສົງເຄາະໄປຫາຄອບຄົວ"), WorkflowSpan.Working(5))
                {
                    Priority = "urgent",
                },
            ],
        },
        new("refuse", new("Refuse", "ປະຕິເສດ"))
        {
            From = ["requested", "escalated"],
            To = "refused",
            Parts = ["relief"],
            Roles = Officers,
            Required = ["refusal_reason"],
        },
        new("confirm", new("Confirm the delivery", "ຢືນຢັນການຮັບ"))
        {
            From = ["granted"],
            To = "delivered",
            Parts = ["requester"],
            Roles = Officers,
            Required = ["kits_received"],
        },
        new("withdraw", new("Withdraw", "ຖອນ"))
        {
            From = ["requested", "escalated", "granted"],
            To = "withdrawn",
            Parts = ["requester"],
            Roles = Officers,
            Unblockable = true,
        },
        new("escalate", new("Not decided in time", "ບໍ່ໄດ້ຕັດສິນທັນເວລາ"))
        {
            From = ["requested"],
            To = "escalated",
        },
    ];

    private static long Number(WorkflowFacts facts, string field) =>
        long.TryParse(facts.Value(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
