using System.Collections.Frozen;
using Coordination.Localization;

namespace Coordination.PlanOfAction.Workflows;

/// <summary>Words of the fields and codes of a plan's life.</summary>
internal static class PlanOfActionWords
{
    public static FrozenDictionary<string, LocalizedText> All { get; } = new Dictionary<string, LocalizedText>(StringComparer.Ordinal)
    {
        ["plan"] = new("Plan", "ແຜນ"),
        ["consultation_until_date"] = new("Comments until", "ຮັບຄຳເຫັນຮອດວັນທີ"),
        ["return_reason"] = new("Why it was sent back", "ເຫດຜົນທີ່ສົ່ງກັບ"),
        ["return_reason.incomplete"] = new("Incomplete", "ບໍ່ຄົບຖ້ວນ"),
        ["return_reason.not_costed"] = new("Not costed", "ບໍ່ມີງົບປະມານ"),
        ["return_reason.not_agreed"] = new("Not agreed between agencies", "ໜ່ວຍງານຍັງບໍ່ເຫັນດີນຳກັນ"),
        ["return_reason.out_of_scope"] = new("Out of scope", "ນອກຂອບເຂດ"),
        ["return_reason.other"] = new("Other", "ອື່ນໆ"),
        ["endorsement_date"] = new("Endorsed on", "ວັນທີຮັບຮອງ"),
        ["approval_date"] = new("Approved by the Government on", "ວັນທີລັດຖະບານອະນຸມັດ"),
        ["approval_sha256"] = new("The Government's decision", "ຂໍ້ຕົກລົງຂອງລັດຖະບານ"),
        ["mid_term_date"] = new("Mid-term review due on", "ກຳນົດທົບທວນກາງໄລຍະ"),
        ["plan_end_date"] = new("Evaluation due on", "ກຳນົດປະເມີນຜົນ"),
        ["review_sha256"] = new("Mid-term review", "ບົດທົບທວນກາງໄລຍະ"),
        ["evaluation_sha256"] = new("Evaluation", "ບົດປະເມີນຜົນ"),
        ["successor"] = new("The plan that follows", "ແຜນຕໍ່ໄປ"),
        ["withdraw_reason"] = new("Why it was given up", "ເຫດຜົນທີ່ຖອນ"),
        ["withdraw_reason.merged"] = new("Merged into another", "ລວມເຂົ້າແຜນອື່ນ"),
        ["withdraw_reason.no_funds"] = new("No funds", "ບໍ່ມີທຶນ"),
        ["withdraw_reason.no_longer_needed"] = new("No longer needed", "ບໍ່ຈຳເປັນອີກ"),
        ["withdraw_reason.other"] = new("Other", "ອື່ນໆ"),
        ["period_year"] = new("Year of the report", "ປີລາຍງານ"),
        ["period_part"] = new("Part of the year", "ໄລຍະຂອງປີ"),
        ["period_part.year"] = new("The whole year", "ທັງປີ"),
        ["period_part.h1"] = new("First half", "ຫົກເດືອນຕົ້ນປີ"),
        ["period_part.h2"] = new("Second half", "ຫົກເດືອນທ້າຍປີ"),
        ["period_part.q1"] = new("First quarter", "ງວດ 1"),
        ["period_part.q2"] = new("Second quarter", "ງວດ 2"),
        ["period_part.q3"] = new("Third quarter", "ງວດ 3"),
        ["period_part.q4"] = new("Fourth quarter", "ງວດ 4"),
        ["unit_due_date"] = new("Units report until", "ໜ່ວຍງານລາຍງານຮອດວັນທີ"),
        ["province_due_date"] = new("Provinces approve until", "ແຂວງອະນຸມັດຮອດວັນທີ"),
        ["ministry_due_date"] = new("Ministries approve until", "ກະຊວງອະນຸມັດຮອດວັນທີ"),
        ["secretariat_due_date"] = new("The secretariat accepts until", "ກອງເລຂາຮັບຮອງຮອດວັນທີ"),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
