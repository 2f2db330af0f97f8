using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Workflows;

namespace Coordination.Repatriation.Workflows;

/// <summary>What must hold before anybody returns. Their Lao sentences are in Translations/lo.json too, by code.</summary>
internal static class ReturnGuards
{
    /// <summary>Who works on cases.</summary>
    public static readonly ImmutableArray<string> Workers =
        [Role.AgencyFocalPoint, Role.AgencyOfficer, Role.AgencySystem, Role.CaseLead, Role.UnitHead];

    public static readonly WorkflowCondition Child = new PersonIsChild();

    public static readonly WorkflowGuard Guardian = new(
        "NO_GUARDIAN",
        Say.In("A child needs a guardian first. Appoint one in the case.", "ເດັກຕ້ອງມີຜູ້ປົກຄອງກ່ອນ. ກະລຸນາແຕ່ງຕັ້ງໃນກໍລະນີ."),
        !Child | new PersonHasGuardian());

    /// <summary>
    /// No return without an individual safety assessment (domain duty 14) that says it is safe and is not old, without the person's
    /// consent, and for a child not without guardian and best-interests decision. Asked when a return is planned and again when
    /// somebody is handed over. In the order in which they are refused.
    /// </summary>
    public static ImmutableArray<WorkflowGuard> BeforeReturn(RepatriationSettings settings) =>
    [
        new("NO_SAFETY_ASSESSMENT",
            Say.In("Nobody returns without an individual safety assessment. Record one.", "ບໍ່ມີໃຜກັບໂດຍບໍ່ມີການປະເມີນຄວາມປອດໄພລາຍບຸກຄົນ. ກະລຸນາບັນທຶກ."),
            new FieldIsSet("safety_result") & new FieldIsSet("safety_assessment_date")),
        new("RETURN_NOT_SAFE",
            Say.In("The safety assessment says that the return is not safe. Choose an alternative.", "ການປະເມີນບອກວ່າການກັບບໍ່ປອດໄພ. ກະລຸນາເລືອກທາງເລືອກອື່ນ."),
            new FieldIsAnyOf("safety_result", ["safe", "safe_with_measures"])),
        new("SAFETY_ASSESSMENT_OLD",
            Say.In("The safety assessment is too old. Assess the safety again.", "ການປະເມີນຄວາມປອດໄພເກົ່າເກີນໄປ. ກະລຸນາປະເມີນໃໝ່."),
            !new PassedSinceField("safety_assessment_date", TimeSpan.FromDays(settings.SafetyAssessmentDays))),
        new("NO_CONSENT_TO_RETURN",
            Say.In("Nobody returns without consent. Record it, or choose an alternative.", "ບໍ່ມີໃຜກັບໂດຍບໍ່ຍິນຍອມ. ກະລຸນາບັນທຶກ ຫຼື ເລືອກທາງເລືອກອື່ນ."),
            new FieldIsAnyOf("consent_to_return", ["given", "given_with_guardian"])),
        Guardian,
        new("NO_BEST_INTERESTS_DECISION",
            Say.In("For a child a best-interests decision comes before any return. Record it.", "ສຳລັບເດັກ ຕ້ອງມີການຕັດສິນຜົນປະໂຫຍດສູງສຸດກ່ອນການກັບ. ກະລຸນາບັນທຶກ."),
            !Child | new FieldIsSet("best_interests")),
        new("BEST_INTERESTS_AGAINST_RETURN",
            Say.In("The best-interests decision does not say that the child should return. Choose an alternative.", "ການຕັດສິນຜົນປະໂຫຍດສູງສຸດບໍ່ໄດ້ບອກວ່າເດັກຄວນກັບ. ກະລຸນາເລືອກທາງເລືອກອື່ນ."),
            !Child | new FieldCompares("best_interests", Comparison.Equal, "to_return")),
        new("FAMILY_NOT_SAFE",
            Say.In("The family is not found, not willing or involved. Choose another placement or an alternative.", "ບໍ່ພົບຄອບຄົວ, ຄອບຄົວບໍ່ເຕັມໃຈ ຫຼື ມີສ່ວນກ່ຽວຂ້ອງ. ກະລຸນາເລືອກບ່ອນຢູ່ອື່ນ ຫຼື ທາງເລືອກອື່ນ."),
            !new FieldCompares("placement", Comparison.Equal, "family")
            | (new FieldCompares("family_found", Comparison.Equal, "found") & new FieldIsAnyOf("family_situation", ["safe_and_willing", "willing_with_support"]))),
    ];

    public static WorkflowGuard PartnerOf(ReturnRoute route) => new(
        "PARTNER_OF_ANOTHER_COUNTRY",
        Say.In("Name an agency of the other country with whom such returns are made.", "ກະລຸນາລະບຸອົງການຂອງປະເທດອື່ນທີ່ຮ່ວມດຳເນີນການກັບແບບນີ້."),
        new CodeHolds("partner of that country", facts => facts.Parts.TryGetValue(ReturnRoute.Partner, out var played) && route.Partners.Contains(played.Agency.Id)));

    /// <summary>A day that is not yet there anywhere; the day begins 14 hours before UTC's at the earliest.</summary>
    public static readonly WorkflowGuard SafetyDate = new(
        "SAFETY_DATE_AHEAD",
        Say.In("The day of the safety assessment lies ahead. Give the day on which it was made.", "ວັນທີປະເມີນຄວາມປອດໄພຢູ່ໃນອະນາຄົດ. ກະລຸນາໃສ່ວັນທີທີ່ປະເມີນ."),
        new CodeHolds(
            "not ahead",
            facts => facts.Value("safety_assessment_date") is not { } day || string.CompareOrdinal(day, facts.Now.AddHours(14).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)) <= 0));

    public static WorkflowGuard NoPoliceIn(RepatriationSettings settings, string part) => new(
        "POLICE_HOLD_NO_CARE",
        Say.In(
            "An agency that never sees care data cannot give care. Name a shelter or an office of social welfare.",
            "ອົງການທີ່ບໍ່ມີສິດເຫັນຂໍ້ມູນການດູແລ ບໍ່ສາມາດໃຫ້ການດູແລໄດ້. ກະລຸນາລະບຸສູນພັກພິງ ຫຼື ຫ້ອງການສະຫວັດດີການ."),
        new CodeHolds("no police in care", facts => !facts.Parts.TryGetValue(part, out var played) || !settings.NoCareAgencies.Contains(played.Agency.Id)));
}
