using Coordination.Localization;

namespace Coordination.Repatriation.Workflows;

/// <summary>Words of fields. The Lao ones are the authors' own; nobody has checked them.</summary>
internal static class Words
{
    /// <summary>By field, and by field and code, as <see cref="Sdk.Calls.ProtoFields"/> asks for them.</summary>
    public static readonly IReadOnlyDictionary<string, LocalizedText> Of = Build();

    private static Dictionary<string, LocalizedText> Build()
    {
        var words = new Dictionary<string, LocalizedText>(StringComparer.Ordinal);
        Add("interview_date", "Day of the interview", "ວັນທີສຳພາດ");
        Add("wish", "What the person wishes", "ຄວາມຕ້ອງການຂອງບຸກຄົນ", Codes.Wish);
        Add("consent_to_tracing", "Consent to the tracing of the family", "ຍິນຍອມໃຫ້ຊອກຫາຄອບຄົວ", Codes.Consent);
        Add("interview_note", "Note of the interview", "ບັນທຶກການສຳພາດ");
        Add("tracing_details", "By what the family is found", "ຂໍ້ມູນເພື່ອຊອກຫາຄອບຄົວ");
        Add("family_found", "The family", "ຄອບຄົວ", Codes.FamilyFound);
        Add("family_situation", "Situation of the family", "ສະພາບຂອງຄອບຄົວ", Codes.FamilySituation);
        Add("assessment_date", "Day of the assessment", "ວັນທີປະເມີນ");
        Add("assessment_note", "Note of the assessment", "ບັນທຶກການປະເມີນ");
        Add("result_note", "What the other side must know of the result", "ຜົນທີ່ແຈ້ງໃຫ້ອີກຝ່າຍ");
        Add("safety_result", "Result of the individual safety assessment", "ຜົນການປະເມີນຄວາມປອດໄພລາຍບຸກຄົນ", Codes.SafetyResult);
        Add("safety_measures", "Measures", "ມາດຕະການ", Codes.SafetyMeasure);
        Add("safety_assessment_date", "Day of the safety assessment", "ວັນທີປະເມີນຄວາມປອດໄພ");
        Add("safety_note", "Grounds of the safety assessment", "ພື້ນຖານຂອງການປະເມີນຄວາມປອດໄພ");
        Add("best_interests", "Best interests of the child", "ຜົນປະໂຫຍດສູງສຸດຂອງເດັກ", Codes.BestInterests);
        Add("best_interests_date", "Day of the best-interests decision", "ວັນທີຕັດສິນຜົນປະໂຫຍດສູງສຸດ");
        Add("best_interests_note", "Grounds of the best-interests decision", "ພື້ນຖານຂອງການຕັດສິນຜົນປະໂຫຍດສູງສຸດ");
        Add("consent_to_return", "Consent to the return", "ຍິນຍອມກັບ", Codes.Consent);
        Add("consent_date", "Day of the consent", "ວັນທີຍິນຍອມ");
        Add("planned_date", "Planned day of the handover", "ວັນທີວາງແຜນສົ່ງມອບ");
        Add("placement", "Where the person will live", "ບ່ອນທີ່ບຸກຄົນຈະຢູ່", Codes.Placement);
        Add("plan_note", "Plan of the return", "ແຜນການກັບ");
        Add("alternative", "Alternative", "ທາງເລືອກອື່ນ", Codes.Alternative);
        Add("alternative_note", "Note of the alternative", "ບັນທຶກທາງເລືອກອື່ນ");
        Add("prepared_date", "Day on which the family was prepared", "ວັນທີກະກຽມຄອບຄົວ");
        Add("preparation_note", "Note of the preparation", "ບັນທຶກການກະກຽມ");
        Add("handover_date", "Day of the handover", "ວັນທີສົ່ງມອບ");
        Add("travel_document", "Travel document", "ເອກະສານເດີນທາງ", Codes.TravelDocument);
        Add("police_interview", "Interview by the police", "ການສຳພາດຂອງຕຳຫຼວດ", Codes.TransitRecord);
        Add("police_interview_date", "Day of the interview by the police", "ວັນທີຕຳຫຼວດສຳພາດ");
        Add("health_check", "Health check", "ການກວດສຸຂະພາບ", Codes.TransitRecord);
        Add("health_check_date", "Day of the health check", "ວັນທີກວດສຸຂະພາບ");
        Add("health_note", "Note of the health check", "ບັນທຶກການກວດສຸຂະພາບ");
        Add("psychosocial", "Psychosocial support", "ການຊ່ວຍເຫຼືອທາງຈິດໃຈ", Codes.TransitRecord);
        Add("psychosocial_date", "Day of the psychosocial support", "ວັນທີຊ່ວຍເຫຼືອທາງຈິດໃຈ");
        Add("psychosocial_note", "Note of the psychosocial support", "ບັນທຶກການຊ່ວຍເຫຼືອທາງຈິດໃຈ");
        Add("consent_to_shelter", "Consent to go to a shelter", "ຍິນຍອມໄປສູນພັກພິງ", Codes.Consent);
        Add("intake_category", "Category", "ປະເພດ", Codes.IntakeCategory);
        Add("referral_reason", "How the person came", "ວິທີທີ່ບຸກຄົນມາຮອດ", Codes.ScreeningReason);
        Add("escort_date", "Day of the escort home", "ວັນທີນຳສົ່ງກັບບ້ານ");
        Add("reintegration_plan", "Plan of the reintegration", "ແຜນການກັບຄືນສູ່ສັງຄົມ");
        Add("follow_up_date", "Day of the follow-up", "ວັນທີຕິດຕາມ");
        Add("follow_up_outcome", "Outcome of the follow-up", "ຜົນຂອງການຕິດຕາມ", Codes.FollowUpOutcome);
        Add("follow_up_note", "Note of the follow-up", "ບັນທຶກການຕິດຕາມ");
        Add("feedback", "Feedback", "ຜົນຕອບກັບ", Codes.Feedback);
        Add("feedback_date", "Day of the feedback", "ວັນທີຕອບກັບ");
        Add("feedback_note", "What the other side learns", "ສິ່ງທີ່ແຈ້ງໃຫ້ອີກຝ່າຍ");
        return words;

        void Add(string field, string en, string lo, params IReadOnlyList<(string Code, LocalizedText Title)> codes)
        {
            words.Add(field, Say.In(en, lo));
            foreach (var (code, title) in codes)
                words.Add($"{field}.{code}", title);
        }
    }
}
