using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Coordination.Access;
using Coordination.Localization;
using Coordination.Workflows;

namespace Coordination.Sdk.Tests.Workflows;

/// <summary>The same definitions in C# and as YAML.</summary>
internal static class YamlSamples
{
    /// <summary>Of docs/modules/workflow-yaml.md.</summary>
    public static WorkflowDefinition FloodRelief { get; } = new()
    {
        Id = "flood-relief",
        Version = 2,
        Title = new("Flood relief", "ການຊ່ວຍເຫຼືອນ້ຳຖ້ວມ".Normalize(System.Text.NormalizationForm.FormKC)),
        Summary = Both("Goods for a province after a flood, from the request to the receipt.", "ເຄື່ອງຊ່ວຍເຫຼືອສຳລັບແຂວງຫຼັງນ້ຳຖ້ວມ."),
        Guideline = "relief-guideline@1",
        Parts =
        [
            new("province", Both("Province", "ແຂວງ")) { Starter = true },
            new("ministry", Both("Ministry", "ກະຊວງ")) { Fixed = "mlsw", Leads = true },
            new("carrier", Both("Carrier", "ຜູ້ຂົນສົ່ງ")),
        ],
        Fields =
        [
            new("goods", FieldType.Code, Both("Goods", "ເຄື່ອງ"))
            {
                MaxItems = 3,
                Options = [new("rice", Both("Rice", "ເຂົ້າ")), new("water", Both("Drinking water", "ນ້ຳດື່ມ")), new("shelter", Both("Tents", "ຜ້າເຕັ້ນ"))],
            },
            new("households", FieldType.Whole, Both("Households", "ຄົວເຮືອນ")) { Minimum = 1, Maximum = 100_000 },
            new("flooded_on", FieldType.Date, Both("Day of the flood", "ວັນນ້ຳຖ້ວມ")),
            new("reason", FieldType.Text, Both("Reason", "ເຫດຜົນ")) { MaxLength = 2000, VisibleTo = ["province", "ministry"] },
            new("receipt", FieldType.Document, Both("Receipt", "ໃບຮັບ")),
        ],
        States =
        [
            new("requested", Both("Requested", "ຮ້ອງຂໍ"))
            {
                Entry =
                [
                    new DeadlineAction("decide", WorkflowSpan.Working(3), Both("Decide", "ຕັດສິນ")),
                    new NotifyAction("tell_ministry", ["ministry"], Both("A province asks for relief.", "ແຂວງຮ້ອງຂໍການຊ່ວຍເຫຼືອ.")),
                ],
            },
            new("approved", Both("Approved", "ອະນຸມັດ")),
            new("delivered", Both("Delivered", "ສົ່ງແລ້ວ")) { Final = true },
            new("refused", Both("Refused", "ປະຕິເສດ")) { Final = true },
            new("withdrawn", Both("Withdrawn", "ຖອນ")) { Final = true },
        ],
        Start = new()
        {
            Roles = [Role.AgencyOfficer, Role.UnitHead],
            Required = ["goods", "households", "flooded_on"],
            Optional = ["reason"],
            Guards =
            [
                new(
                    "FLOOD_TOO_LONG_AGO",
                    Both("The flood was more than a year ago. Ask for reconstruction instead.", "ນ້ຳຖ້ວມເກີນໜຶ່ງປີແລ້ວ. ໃຫ້ຂໍການກໍ່ສ້າງຄືນແທນ."),
                    !new PassedSinceField("flooded_on", TimeSpan.FromDays(366))),
            ],
        },
        Transitions =
        [
            new("approve", Both("Approve", "ອະນຸມັດ"))
            {
                From = ["requested"],
                To = "approved",
                Parts = ["ministry"],
                Roles = [Role.AgencyOfficer, Role.AgencyFocalPoint],
                Binds = ["carrier"],
                Actions =
                [
                    new AssignTaskAction("carry", "carrier", Both("Carry the goods to the province", "ຂົນສົ່ງເຄື່ອງໄປແຂວງ"), WorkflowSpan.Days(7), "arrive") { Priority = "urgent" },
                ],
            },
            new("refuse", Both("Refuse", "ປະຕິເສດ"))
            {
                From = ["requested"], To = "refused", Parts = ["ministry"], Roles = [Role.AgencyFocalPoint], Required = ["reason"],
            },
            new("ask", Both("Ask for numbers", "ຖາມຕົວເລກ"))
            {
                From = ["requested"],
                Parts = ["ministry"],
                Roles = [Role.AgencyOfficer],
                Actions =
                [
                    new AskInformationAction(
                        "numbers", "province", Both("Numbers of households", "ຈຳນວນຄົວເຮືອນ"),
                        [Both("How many households cannot go home?", "ມີຈັກຄົວເຮືອນທີ່ກັບເມືອບ້ານບໍ່ໄດ້?")], "relief", "relief-law") { Urgency = "urgent" },
                ],
            },
            new("arrive", Both("The goods have arrived", "ເຄື່ອງຮອດແລ້ວ")) { From = ["approved"] },
            new("confirm", Both("Confirm", "ຢືນຢັນ"))
            {
                From = ["approved"],
                To = "delivered",
                Parts = ["province"],
                Roles = [Role.AgencyOfficer, Role.UnitHead],
                Required = ["receipt"],
                Guards =
                [
                    new(
                        "NOT_ARRIVED",
                        Both("The carrier has not reported that the goods arrived.", "ຜູ້ຂົນສົ່ງຍັງບໍ່ໄດ້ລາຍງານວ່າເຄື່ອງຮອດແລ້ວ."),
                        new HasFired("arrive") | new ActionEnded("carry", ["verified"])),
                ],
            },
            new("withdraw", Both("Withdraw", "ຖອນ"))
            {
                From = ["requested", "approved"], To = "withdrawn", Parts = ["province"], Roles = [Role.AgencyOfficer, Role.UnitHead], Unblockable = true,
            },
        ],
        Migrations = [new(1, ImmutableDictionary<string, string>.Empty.Add("asked", "requested"))],
    };

    /// <summary>What the other sample does not have.</summary>
    public static WorkflowDefinition Everything { get; } = new()
    {
        Id = "everything",
        Version = 1,
        Title = Both("Everything: \"all\" [of] it", ""),
        Case = CaseUse.Required,
        Person = true,
        Handling = Handling.AmberStrict,
        Parts =
        [
            new("clinic", Both("Clinic", "")) { Required = true },
            new("police", Both("Police", "")) { Fixed = "atd" },
        ],
        Fields =
        [
            new("fit", FieldType.Boolean, Both("Fit to travel", "")),
            new("weight", FieldType.Number, Both("Weight", "")) { Minimum = 0.5m, Maximum = 300m, VisibleTo = ["clinic"] },
            new("seen_at", FieldType.Time, Both("Seen at", "")),
            new("embassy", FieldType.Name, Both("Embassy", "")) { Collection = "agencies" },
            new("strands", FieldType.Code, Both("Strands", "")) { MaxItems = 2, Options = [new("legal", Both("Legal", "")), new("medical", Both("Medical", ""))] },
        ],
        States =
        [
            new("begun", Both("Begun; -- \"really\"", ""))
            {
                Exit = [new EndDeadlineAction("stop_clock", "clock"), new CompanionAction("free_bed", "bed")],
            },
            new("end", Both("End", "")) { Final = true },
        ],
        Start = new()
        {
            Roles = [Role.CaseLead],
            Agencies = ["mlsw", "lwu"],
            Required = ["fit"],
            Actions =
            [
                new DeadlineAction("clock", WorkflowSpan.Hours(36), Both("See a doctor", ""), "late") { FromField = "seen_at", Outlives = true },
                new CodeAction("count", "counter"),
            ],
        },
        Transitions =
        [
            new("late", Both("Too late", "")) { From = ["begun"] },
            new("finish", Both("Finish", ""))
            {
                From = ["begun"],
                To = "end",
                Parts = ["clinic", "owner"],
                Roles = [Role.UnitHead, Role.AgencySystem],
                Optional = ["weight", "embassy", "strands"],
                Guards =
                [
                    new("A_GUARD", Both("Do it.", ""), new AllHold(
                    [
                        new FieldIsSet("fit"),
                        new FieldCompares("fit", Comparison.Equal, "true"),
                        new FieldCompares("weight", Comparison.NotEqual, "7.5"),
                        new FieldCompares("weight", Comparison.Less, "200"),
                        new FieldCompares("weight", Comparison.AtMost, "199"),
                        new FieldCompares("weight", Comparison.More, "1"),
                        new FieldCompares("weight", Comparison.AtLeast, "2"),
                        new AnyHolds([new FieldIsAnyOf("strands", ["legal"]), new FieldHasAll("strands", ["legal", "medical"])]),
                        new PassedSince("begun", TimeSpan.FromMinutes(90)),
                        new PassedSinceField("seen_at", TimeSpan.FromHours(1)),
                        new HasBeen("begun"),
                        new DoesNotHold(new HasFired("late")),
                        new ActionEnded("sub", []),
                        new PartIsBound("police"),
                    ])),
                    new("B_GUARD", Both("Do that.", ""), new AnyHolds(
                    [
                        new DoesNotHold(new PersonIsChild()), new PersonHasGuardian(), new PersonStatus(["possible", "actual"]), new PersonRole(["victim"]),
                    ])),
                ],
                Actions =
                [
                    new StartChildAction("sub", "flood-relief", ImmutableDictionary<string, string>.Empty.Add("delivered", "late").Add("refused", "late"))
                    {
                        Parts = ImmutableDictionary<string, string>.Empty.Add("ministry", "police"),
                        Data = ImmutableDictionary<string, string>.Empty.Add("households", "weight"),
                    },
                ],
            },
        ],
    };

    public const string EverythingYaml = """
        id: everything
        version: 1
        title: {en: 'Everything: "all" [of] it'}
        case: required
        person: true
        handling: amber_strict
        parts:
          - {id: clinic, title: {en: Clinic}, required: true}
          - {id: police, title: {en: Police}, fixed: atd}
        fields:
          - {id: fit, type: boolean, title: {en: Fit to travel}}
          - {id: weight, type: number, title: {en: Weight}, minimum: 0.5, maximum: 300, visible_to: [clinic]}
          - {id: seen_at, type: time, title: {en: Seen at}}
          - {id: embassy, type: name, title: {en: Embassy}, collection: agencies}
          - id: strands
            type: code
            title: {en: Strands}
            max_items: 2
            options: [{code: legal, title: {en: Legal}}, {code: medical, title: {en: Medical}}]
        states:
          - id: begun
            title: {en: 'Begun; -- "really"'}
            exit:
              - end_deadline: {id: stop_clock, deadline: clock}
              - companion: {id: free_bed, companion: bed}
          - {id: end, title: {en: End}, final: true}
        start:
          roles: [case_lead]
          agencies: [mlsw, lwu]
          required: [fit]
          actions:
            - deadline: {id: clock, within: 36h, title: {en: See a doctor}, then: late, from_field: seen_at, outlives: true}
            - code: {id: count, effect: counter}
        transitions:
          - id: late
            title: {en: Too late}
            from: [begun]
          - id: finish
            title: {en: Finish}
            from: [begun]
            to: end
            parts: [clinic, owner]
            roles: [unit_head, agency_system]
            optional: [weight, embassy, strands]
            guards:
              - code: A_GUARD
                sentence: {en: Do it.}
                when:
                  all:
                    - set: fit
                    - equal: {field: fit, value: true}
                    - not_equal: {field: weight, value: 7.5}
                    - less: {field: weight, value: 200}
                    - at_most: {field: weight, value: 199}
                    - more: {field: weight, value: 1}
                    - at_least: {field: weight, value: 2}
                    - any:
                        - any_of: {field: strands, values: [legal]}
                        - has_all: {field: strands, values: [legal, medical]}
                    - passed_since: {state: begun, time: 90m}
                    - passed_since_field: {field: seen_at, time: 1h}
                    - has_been: begun
                    - not: {has_fired: late}
                    - ended: {action: sub}
                    - part_bound: police
              - code: B_GUARD
                sentence: {en: Do that.}
                when:
                  any:
                    - person_is_child: false
                    - person_has_guardian: true
                    - person_status: [possible, actual]
                    - person_role: [victim]
            actions:
              - start_child:
                  id: sub
                  definition: flood-relief
                  then: {delivered: late, refused: late}
                  parts: {ministry: police}
                  data: {households: weight}
        """;

    /// <summary>The example of the reference, as it stands in the document.</summary>
    public static string FloodReliefYaml()
    {
        var document = File.ReadAllText(Path.Combine(Root(), "docs", "modules", "workflow-yaml.md"));
        var begin = document.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
        return document[begin..document.IndexOf("```", begin, StringComparison.Ordinal)];
    }

    /// <summary>A file beside the tests of workflows.</summary>
    public static string Golden(string name) => Path.Combine(Root(), "tests", "Sdk.Tests", "Workflows", "Golden", name);

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    private static LocalizedText Both(string english, string lao) => new(english, lao.Normalize(System.Text.NormalizationForm.FormKC));
}
