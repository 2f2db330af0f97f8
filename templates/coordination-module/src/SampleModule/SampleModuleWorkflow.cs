using Coordination.Access;
using Coordination.Localization;
using Coordination.Sdk.Calls;
using Coordination.Workflows;

namespace SampleModule;

/// <summary>
/// Somebody applies, a reviewer assesses and decides. A version that has been in use is never changed: write another one and
/// say in it how running instances go on.
/// </summary>
public static class SampleModuleWorkflow
{
    public const string Id = "sample-module";

    /// <summary>Words of the fields that the requests of the service declare, and of their codes.</summary>
    private static readonly Dictionary<string, LocalizedText> Words = new()
    {
        ["reviewer"] = new("Reviewer", "ຜູ້ພິຈາລະນາ"),
        ["households"] = new("Households", "ຈຳນວນຄອບຄົວ"),
        ["need"] = new("Need", "ຄວາມຕ້ອງການ"),
        ["need.food"] = new("Food", "ອາຫານ"),
        ["need.shelter"] = new("Shelter", "ທີ່ພັກ"),
        ["need.medicine"] = new("Medicine", "ຢາ"),
        ["description"] = new("Description", "ລາຍລະອຽດ"),
        ["finding"] = new("Finding", "ຜົນການປະເມີນ"),
        ["finding.confirmed"] = new("Confirmed", "ຢືນຢັນແລ້ວ"),
        ["finding.not_confirmed"] = new("Not confirmed", "ບໍ່ຢືນຢັນ"),
    };

    public static readonly WorkflowDefinition Version1 = new()
    {
        Id = Id,
        Version = 1,
        Title = new("Sample module", "ຄຳຮ້ອງຂໍຄວາມຊ່ວຍເຫຼືອ"),
        Parts =
        [
            new("applicant", new("Applicant", "ຜູ້ຮ້ອງຂໍ")) { Starter = true },
            new("reviewer", new("Reviewer", "ຜູ້ພິຈາລະນາ")) { Required = true, Leads = true },
        ],
        Fields = [.. ProtoFields.Of(V1.ApplyRequest.Descriptor, Words).Where(f => f.Id != "reviewer"), .. ProtoFields.Of(V1.AssessRequest.Descriptor, Words)],
        States =
        [
            new("applied", new("Applied", "ຍື່ນຄຳຮ້ອງແລ້ວ"))
            {
                // Whoever reviews has five working days. When they are over, the workflow is overdue; nothing is decided by that.
                Entry = [new DeadlineAction("assess_in_time", WorkflowSpan.Working(5), new("Assess in time", "ປະເມີນໃຫ້ທັນເວລາ"))],
            },
            new("assessed", new("Assessed", "ປະເມີນແລ້ວ")),
            new("granted", new("Granted", "ອະນຸມັດແລ້ວ")) { Final = true },
            new("refused", new("Refused", "ປະຕິເສດແລ້ວ")) { Final = true },
            new("withdrawn", new("Withdrawn", "ຖອນແລ້ວ")) { Final = true },
        ],
        Start = new WorkflowStart { Roles = [Role.AgencyOfficer], Required = ["households", "need"], Optional = ["description"] },
        Transitions =
        [
            new("assess", new("Assess", "ປະເມີນ"))
            {
                From = ["applied"], To = "assessed", Parts = ["reviewer"], Roles = [Role.AgencyOfficer], Required = ["finding"],
            },
            new("grant", new("Grant", "ອະນຸມັດ"))
            {
                From = ["assessed"], To = "granted", Parts = ["reviewer"], Roles = [Role.AgencyFocalPoint],
                Guards =
                [
                    new("NOT_CONFIRMED",
                        new("The assessment did not confirm the need. Refuse the application, or have it assessed again.", "ການປະເມີນບໍ່ໄດ້ຢືນຢັນຄວາມຕ້ອງການ."),
                        new FieldIsAnyOf("finding", ["confirmed"])),
                ],
            },
            new("refuse", new("Refuse", "ປະຕິເສດ")) { From = ["assessed"], To = "refused", Parts = ["reviewer"], Roles = [Role.AgencyFocalPoint] },
            // Nothing may stand in the way of somebody who withdraws.
            new("withdraw", new("Withdraw", "ຖອນ"))
            {
                From = ["applied", "assessed"], To = "withdrawn", Parts = ["applicant"], Roles = [Role.AgencyOfficer, Role.AgencyFocalPoint], Unblockable = true,
            },
        ],
    };
}
