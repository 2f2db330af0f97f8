using Coordination.Localization;

namespace Coordination.VictimProtection.Workflows;

/// <summary>Words of fields. The Lao ones are the authors' own; nobody has checked them.</summary>
internal static class Words
{
    /// <summary>By field, and by field and code, as <see cref="Sdk.Calls.ProtoFields"/> asks for them.</summary>
    public static readonly IReadOnlyDictionary<string, LocalizedText> Of = Build();

    private static Dictionary<string, LocalizedText> Build()
    {
        var words = new Dictionary<string, LocalizedText>(StringComparer.Ordinal);
        Add("referral_reason", "How the person came", "ວິທີທີ່ບຸກຄົນມາຮອດ", Codes.ReferralReason);
        Add("immediate_needs", "Immediate needs", "ຄວາມຕ້ອງການຮີບດ່ວນ", Codes.Need);
        Add("immediate_danger", "In immediate danger", "ຢູ່ໃນອັນຕະລາຍ");
        Add("referral_note", "What the next one must know", "ສິ່ງທີ່ຜູ້ຮັບຕ້ອງຮູ້");
        Add("screening_date", "Day of the screening", "ວັນທີກວດຄັດ");
        Add("consent_to_screening", "Consent to the screening", "ຍິນຍອມໃຫ້ກວດຄັດ", Codes.Consent);
        Add("private_setting", "In a private and safe place", "ໃນບ່ອນສ່ວນຕົວ ແລະ ປອດໄພ");
        Add("interpreter", "Interpreter", "ລ່າມ", Codes.Interpreter);
        Add("indicators", "Indicators", "ຕົວຊີ້ບອກ", Codes.Indicator);
        Add("child_signs", "Signs of childhood", "ສັນຍານຂອງການເປັນເດັກ", Codes.ChildSigns);
        Add("child_specialist", "A specialist for children was there", "ມີຊ່ຽວຊານດ້ານເດັກ");
        Add("screening_note", "Note of the screening", "ບັນທຶກການກວດຄັດ");
        Add("no_indication_reason", "Why nothing points to trafficking", "ເຫດຜົນທີ່ບໍ່ມີສັນຍານການຄ້າມະນຸດ", Codes.NoIndicationReason);
        Add("consent_to_identification", "Consent to the formal identification", "ຍິນຍອມໃຫ້ຈຳແນກຢ່າງເປັນທາງການ", Codes.Consent);
        Add("decision", "Decision", "ການຕັດສິນ", Codes.StatusDecision);
        Add("decision_reason", "Reason of the decision", "ເຫດຜົນຂອງການຕັດສິນ", Codes.DecisionReason);
        Add("decision_note", "Grounds of the decision", "ພື້ນຖານຂອງການຕັດສິນ");
        Add("appeal_reason", "Reason of the appeal", "ເຫດຜົນຂອງການອຸທອນ", Codes.AppealReason);
        Add("best_interests", "Best interests of the child", "ຜົນປະໂຫຍດສູງສຸດຂອງເດັກ", Codes.BestInterests);
        Add("best_interests_date", "Day of the best-interests decision", "ວັນທີຕັດສິນຜົນປະໂຫຍດສູງສຸດ");
        Add("best_interests_note", "Grounds of the best-interests decision", "ພື້ນຖານຂອງການຕັດສິນຜົນປະໂຫຍດສູງສຸດ");
        Add("consent_to_shelter", "Consent to go to a shelter", "ຍິນຍອມໄປສູນພັກພິງ", Codes.Consent);
        Add("intake_category", "Category", "ປະເພດ", Codes.IntakeCategory);
        Add("service_agency", "Who gives the service", "ຜູ້ໃຫ້ບໍລິການ");
        Add("service_pillar", "Pillar", "ເສົາຄໍ້າ", Codes.ServicePillar);
        Add("service_kind", "Service", "ການບໍລິການ", Codes.ServiceKind);
        Add("service_legal_basis", "Legal basis", "ພື້ນຖານທາງກົດໝາຍ");
        Add("service_consent", "Consent to pass on data", "ການຍິນຍອມໃຫ້ສົ່ງຂໍ້ມູນ");
        Add("service_no_consent_reason", "Why no consent is needed", "ເຫດຜົນທີ່ບໍ່ຕ້ອງການຍິນຍອມ", Codes.NoConsentReason);
        Add("service_safeguards", "How the recipient keeps the data safe", "ວິທີທີ່ຜູ້ຮັບຮັກສາຂໍ້ມູນ", Codes.Safeguard);
        Add("service_purpose", "Purpose", "ຈຸດປະສົງ", Codes.ServicePurpose);
        Add("decline_reason", "Why there is no bed", "ເຫດຜົນທີ່ບໍ່ຮັບ", Codes.DeclineReason);
        Add("shelter", "Shelter", "ສູນພັກພິງ");
        Add("bed_group", "Where the bed is", "ກຸ່ມຕຽງ", Codes.BedGroup);
        Add("accompanying_children", "Children who come along", "ເດັກທີ່ມານຳ");
        Add("consent_to_stay", "Consent to stay", "ຍິນຍອມພັກ", Codes.Consent);
        Add("admission_note", "Note of the admission", "ບັນທຶກການຮັບເຂົ້າ");
        Add("rights_explained", "Rights that were explained", "ສິດທີ່ໄດ້ອະທິບາຍ", Codes.Right);
        Add("needs", "Needs", "ຄວາມຕ້ອງການ", Codes.Need);
        Add("needs_note", "Note of the needs", "ບັນທຶກຄວາມຕ້ອງການ");
        Add("plan_agreed_by", "Who agreed to the plan", "ຜູ້ເຫັນດີກັບແຜນ", Codes.PlanAgreement);
        Add("care_plan", "Plan of care", "ແຜນການດູແລ");
        Add("review_outcome", "Outcome of the review", "ຜົນຂອງການທົບທວນ", Codes.ReviewOutcome);
        Add("review_note", "Note of the review", "ບັນທຶກການທົບທວນ");
        Add("counselling_offered_date", "Counselling: offered", "ການໃຫ້ຄຳປຶກສາ: ສະເໜີໃຫ້");
        Add("counselling_taken_up_date", "Counselling: taken up", "ການໃຫ້ຄຳປຶກສາ: ເຂົ້າຮ່ວມ");
        Add("counselling_declined_date", "Counselling: declined", "ການໃຫ້ຄຳປຶກສາ: ປະຕິເສດ");
        Add("recovery_offered_date", "Recovery: offered", "ການຟື້ນຟູ: ສະເໜີໃຫ້");
        Add("recovery_taken_up_date", "Recovery: taken up", "ການຟື້ນຟູ: ເຂົ້າຮ່ວມ");
        Add("recovery_declined_date", "Recovery: declined", "ການຟື້ນຟູ: ປະຕິເສດ");
        Add("vocational_training_offered_date", "Vocational training: offered", "ການຝຶກວິຊາຊີບ: ສະເໜີໃຫ້");
        Add("vocational_training_taken_up_date", "Vocational training: taken up", "ການຝຶກວິຊາຊີບ: ເຂົ້າຮ່ວມ");
        Add("vocational_training_declined_date", "Vocational training: declined", "ການຝຶກວິຊາຊີບ: ປະຕິເສດ");
        Add("exit_destination", "Where the person goes", "ບ່ອນທີ່ບຸກຄົນໄປ", Codes.ExitDestination);
        Add("exit_risk", "Risk after the exit", "ຄວາມສ່ຽງຫຼັງອອກ", Codes.ExitRisk);
        Add("consent_to_reintegration", "Consent to the reintegration", "ຍິນຍອມໃຫ້ກັບຄືນສູ່ສັງຄົມ", Codes.Consent);
        Add("reintegration_plan", "Plan of the reintegration", "ແຜນການກັບຄືນສູ່ສັງຄົມ");
        Add("consent_to_move", "Consent to the move", "ຍິນຍອມຍ້າຍ", Codes.Consent);
        Add("exit_reason", "Why the person leaves", "ເຫດຜົນທີ່ອອກ", Codes.ExitReason);
        Add("exit_note", "Note of the exit", "ບັນທຶກການອອກ");
        Add("follow_up_date", "Day of the follow-up", "ວັນທີຕິດຕາມ");
        Add("follow_up_outcome", "Outcome of the follow-up", "ຜົນຂອງການຕິດຕາມ", Codes.FollowUpOutcome);
        Add("follow_up_note", "Note of the follow-up", "ບັນທຶກການຕິດຕາມ");
        return words;

        void Add(string field, string en, string lo, params IReadOnlyList<(string Code, LocalizedText Title)> codes)
        {
            words.Add(field, Say.In(en, lo));
            foreach (var (code, title) in codes)
                words.Add($"{field}.{code}", title);
        }
    }
}
