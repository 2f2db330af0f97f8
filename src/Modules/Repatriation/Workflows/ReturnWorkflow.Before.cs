using System.Collections.Immutable;
using Coordination.Localization;
using Coordination.Workflows;
using static Coordination.Repatriation.Workflows.ReturnRoute;

namespace Coordination.Repatriation.Workflows;

/// <summary>Before anybody travels.</summary>
internal static partial class ReturnWorkflow
{
    private static IEnumerable<WorkflowTransition> Finding(ReturnRoute route, RepatriationSettings settings)
    {
        yield return Step("request_tracing", Say.In("Ask to trace the family", "ຂໍໃຫ້ຊອກຫາຄອບຄົວ"), [Interviewed], TracingRequested, [Partner, Coordinator]) with
        {
            Guards =
            [
                new("NO_CONSENT_TO_TRACING",
                    Say.In("Nobody's family is traced without consent: tracing can put the person in danger.", "ບໍ່ຊອກຫາຄອບຄົວໂດຍບໍ່ມີການຍິນຍອມ: ມັນອາດເຮັດໃຫ້ບຸກຄົນຕົກຢູ່ໃນອັນຕະລາຍ."),
                    new FieldIsAnyOf("consent_to_tracing", ["given", "given_with_guardian"])),
            ],
        };
        yield return Step("send_to_province", Say.In("Send to the province", "ສົ່ງຫາແຂວງ"), [TracingRequested], WithProvince, [route.Receiver]) with
        {
            Binds = route.Inbound ? [Province] : [],
            Guards = route.Inbound ? [ReturnGuards.NoPoliceIn(settings, Province)] : [],
        };
        yield return Step("record_family_assessment", Say.In("Record the family assessment", "ບັນທຶກການປະເມີນຄອບຄົວ"), [WithProvince], FamilyAssessed, route.ReceivingSide) with
        {
            Required = ["family_found", "family_situation", "assessment_date"],
            Optional = ["assessment_note"],
        };
        yield return Step("return_result", Say.In("Return the result", "ສົ່ງຜົນກັບ"), [FamilyAssessed], ResultReturned, [route.Receiver]) with { Optional = ["result_note"] };
    }

    private static IEnumerable<WorkflowTransition> Deciding(ReturnRoute route, RepatriationSettings settings)
    {
        ImmutableArray<string> deciders = [Coordinator, Partner, Psychosocial];
        yield return Step("assess_safety", Say.In("Assess the individual safety", "ປະເມີນຄວາມປອດໄພລາຍບຸກຄົນ"), BeforeHandover, null, deciders) with
        {
            Required = ["safety_result", "safety_assessment_date"],
            Optional = ["safety_measures", "safety_note"],
            Guards =
            [
                ReturnGuards.SafetyDate,
                new("SAFETY_MEASURES_MISSING", Say.In("Name the measures with which the return is safe.", "ກະລຸນາລະບຸມາດຕະການທີ່ເຮັດໃຫ້ການກັບປອດໄພ."),
                    !new FieldCompares("safety_result", Comparison.Equal, "safe_with_measures") | new FieldIsSet("safety_measures")),
            ],
        };
        yield return Step("record_consent", Say.In("Record the consent to return", "ບັນທຶກການຍິນຍອມກັບ"), BeforeHandover, null, deciders) with
        {
            Required = ["consent_to_return", "consent_date"],
        };
        yield return Step("decide_best_interests", Say.In("Decide the best interests of the child", "ຕັດສິນຜົນປະໂຫຍດສູງສຸດຂອງເດັກ"), BeforeHandover, null, deciders) with
        {
            Required = ["best_interests", "best_interests_date"],
            Optional = ["best_interests_note"],
            Guards = [new("NOT_A_CHILD", Say.In("The case does not treat this person as a child.", "ກໍລະນີບໍ່ໄດ້ຖືວ່າບຸກຄົນນີ້ເປັນເດັກ."), ReturnGuards.Child)],
        };
        yield return Step("plan_return", Say.In("Plan the return", "ວາງແຜນການກັບ"), [ResultReturned], ReturnPlanned, [Coordinator]) with
        {
            Required = ["planned_date", "placement"],
            Optional = ["plan_note"],
            Guards = ReturnGuards.BeforeReturn(settings),
        };
        yield return Step(
            "choose_alternative", Say.In("Choose an alternative", "ເລືອກທາງເລືອກອື່ນ"), [FamilyAssessed, ResultReturned, ReturnPlanned, FamilyPrepared], AlternativeSolution, [Coordinator, Partner]) with
        {
            Required = ["alternative"],
            Optional = ["alternative_note"],
        };
        yield return Step("record_alternative", Say.In("Record the alternative", "ບັນທຶກທາງເລືອກອື່ນ"), [AlternativeSolution], null, [Coordinator, Partner]) with
        {
            Required = ["alternative"],
            Optional = ["alternative_note"],
        };

        // Who wishes to return after all starts anew: consent and safety assessment are then of that day.
        yield return Step(
            "withdraw_consent", Say.In("The person does not wish to return", "ບຸກຄົນບໍ່ຢາກກັບ"), [.. BeforeHandover, HandedOver], AlternativeSolution,
            [Coordinator, Partner, Psychosocial, .. route.Inbound ? [Province] : ImmutableArray<string>.Empty]) with
        {
            Unblockable = true,
        };
        yield return Step("prepare_family", Say.In("Prepare the family", "ກະກຽມຄອບຄົວ"), [ReturnPlanned], FamilyPrepared, route.ReceivingSide) with
        {
            Required = ["prepared_date"],
            Optional = ["preparation_note"],
        };
    }

    private static WorkflowTransition Step(string id, LocalizedText title, ImmutableArray<string> from, string? to, ImmutableArray<string> parts) =>
        new(id, title) { From = from, To = to, Parts = parts, Roles = ReturnGuards.Workers };
}
