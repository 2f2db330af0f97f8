using System.Collections.Frozen;
using Coordination.Localization;

namespace Coordination.Training.Workflows;

/// <summary>Words of the fields and codes of a training.</summary>
internal static class TrainingWords
{
    public static FrozenDictionary<string, LocalizedText> All { get; } = new Dictionary<string, LocalizedText>(StringComparer.Ordinal)
    {
        ["kind"] = new("Kind", "ປະເພດ"),
        ["kind.course"] = new("Course", "ຫຼັກສູດ"),
        ["kind.workshop"] = new("Workshop", "ກອງປະຊຸມສຳມະນາ"),
        ["kind.study_visit"] = new("Study visit", "ທັດສະນະສຶກສາ"),
        ["need_source"] = new("Why it is needed", "ເຫດຜົນທີ່ຕ້ອງການ"),
        ["need_source.capacity_gap"] = new("A gap in capacity", "ຊ່ອງຫວ່າງດ້ານຄວາມສາມາດ"),
        ["need_source.request_of_an_agency"] = new("An agency asks for it", "ໜ່ວຍງານຮ້ອງຂໍ"),
        ["need_source.plan_of_action"] = new("A plan of action", "ແຜນປະຕິບັດງານ"),
        ["need_source.new_law"] = new("A new law", "ກົດໝາຍໃໝ່"),
        ["need_source.evaluation"] = new("An evaluation", "ຜົນການປະເມີນ"),
        ["need_source.other"] = new("Other", "ອື່ນໆ"),
        ["course"] = new("Course", "ຫຼັກສູດ"),
        ["plan"] = new("Plan of action", "ແຜນປະຕິບັດງານ"),
        ["reject_reason"] = new("Why it was rejected", "ເຫດຜົນທີ່ປະຕິເສດ"),
        ["reject_reason.duplicate"] = new("There is such a training", "ມີການຝຶກນີ້ແລ້ວ"),
        ["reject_reason.no_budget"] = new("No budget", "ບໍ່ມີງົບປະມານ"),
        ["reject_reason.not_a_priority"] = new("Not a priority", "ບໍ່ແມ່ນບຸລິມະສິດ"),
        ["reject_reason.other"] = new("Other", "ອື່ນໆ"),
        ["cohort"] = new("Cohort", "ກຸ່ມຜູ້ເຂົ້າຝຶກ"),
        ["begin_date"] = new("First day", "ມື້ທຳອິດ"),
        ["end_date"] = new("Last day", "ມື້ສຸດທ້າຍ"),
        ["delivered_date"] = new("Held until", "ຈັດສຳເລັດວັນທີ"),
        ["assessed_date"] = new("Assessed on", "ວັນທີປະເມີນ"),
        ["certified_date"] = new("Certified on", "ວັນທີອອກໃບຢັ້ງຢືນ"),
        ["followed_up_date"] = new("Followed up on", "ວັນທີຕິດຕາມ"),
        ["conclusions_sha256"] = new("Conclusions", "ບົດສະຫຼຸບ"),
        ["cancel_reason"] = new("Why it was cancelled", "ເຫດຜົນທີ່ຍົກເລີກ"),
        ["cancel_reason.no_participants"] = new("No participants", "ບໍ່ມີຜູ້ເຂົ້າຮ່ວມ"),
        ["cancel_reason.no_trainer"] = new("No trainer", "ບໍ່ມີຄູຝຶກ"),
        ["cancel_reason.no_budget"] = new("No budget", "ບໍ່ມີງົບປະມານ"),
        ["cancel_reason.emergency"] = new("Emergency", "ເຫດສຸກເສີນ"),
        ["cancel_reason.other"] = new("Other", "ອື່ນໆ"),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
