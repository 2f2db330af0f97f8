using System.Collections.Frozen;
using Coordination.Localization;

namespace Coordination.PlanOfAction.Workflows;

/// <summary>Words of the fields and codes of an agreement.</summary>
internal static class AgreementWords
{
    public static FrozenDictionary<string, LocalizedText> All { get; } = new Dictionary<string, LocalizedText>(StringComparer.Ordinal)
    {
        ["partner"] = new("Partner", "ຄູ່ຮ່ວມ"),
        ["kind"] = new("Kind", "ປະເພດ"),
        ["kind.memorandum_of_understanding"] = new("Memorandum of understanding", "ບົດບັນທຶກຄວາມເຂົ້າໃຈ"),
        ["kind.treaty"] = new("Treaty", "ສົນທິສັນຍາ"),
        ["kind.protocol"] = new("Protocol", "ອະນຸສັນຍາ"),
        ["kind.work_plan"] = new("Work plan", "ແຜນດຳເນີນງານ"),
        ["kind.exchange_of_letters"] = new("Exchange of letters", "ການແລກປ່ຽນໜັງສື"),
        ["instrument"] = new("Instrument", "ເຄື່ອງມືທາງກົດໝາຍ"),
        ["draft_sha256"] = new("Newest text", "ຮ່າງຫຼ້າສຸດ"),
        ["round"] = new("Round of the negotiation", "ຮອບເຈລະຈາ"),
        ["approved_draft_sha256"] = new("The text that was approved", "ຮ່າງທີ່ອະນຸມັດ"),
        ["approval_date"] = new("Approved on", "ວັນທີອະນຸມັດ"),
        ["return_reason"] = new("Why it was sent back", "ເຫດຜົນທີ່ສົ່ງກັບ"),
        ["return_reason.legal_review"] = new("Legal review", "ການກວດກາທາງກົດໝາຍ"),
        ["return_reason.against_law"] = new("Against the law", "ຂັດກັບກົດໝາຍ"),
        ["return_reason.out_of_mandate"] = new("Out of mandate", "ນອກຂອບເຂດອຳນາດ"),
        ["return_reason.needs_changes"] = new("Needs changes", "ຕ້ອງປັບປຸງ"),
        ["return_reason.other"] = new("Other", "ອື່ນໆ"),
        ["signed_date"] = new("Signed on", "ວັນທີລົງນາມ"),
        ["signed_sha256"] = new("The signed text", "ສະບັບລົງນາມ"),
        ["in_force_date"] = new("In force from", "ມີຜົນບັງຄັບໃຊ້ແຕ່"),
        ["review_date"] = new("Speak of a renewal from", "ເລີ່ມປຶກສາການຕໍ່ອາຍຸ"),
        ["expiry_date"] = new("Ends on", "ໝົດອາຍຸ"),
        ["joint_plan"] = new("Joint plan", "ແຜນຮ່ວມ"),
        ["end_reason"] = new("Why it ended", "ເຫດຜົນທີ່ສິ້ນສຸດ"),
        ["end_reason.fulfilled"] = new("Fulfilled", "ບັນລຸແລ້ວ"),
        ["end_reason.replaced"] = new("Replaced", "ຖືກແທນ"),
        ["end_reason.denounced"] = new("Denounced", "ບອກເລີກ"),
        ["end_reason.lapsed"] = new("Lapsed", "ໝົດອາຍຸ"),
        ["end_reason.no_consensus"] = new("No consensus", "ຕົກລົງກັນບໍ່ໄດ້"),
        ["end_reason.other"] = new("Other", "ອື່ນໆ"),
        ["end_date"] = new("Ended on", "ວັນທີສິ້ນສຸດ"),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
