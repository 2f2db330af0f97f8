using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Workflows;

namespace Coordination.VictimProtection.Workflows;

/// <summary>Conditions that both workflows demand. Their Lao sentences are in Translations/lo.json too, by code.</summary>
internal static class Guards
{
    /// <summary>Who works on cases.</summary>
    public static readonly ImmutableArray<string> Workers =
        [Role.AgencyFocalPoint, Role.AgencyOfficer, Role.AgencySystem, Role.CaseLead, Role.UnitHead];

    /// <summary>Who decides in cases: the same as <c>cases.decide</c>.</summary>
    public static readonly ImmutableArray<string> Deciders = [Role.AgencyFocalPoint, Role.AgencySystem, Role.CaseLead];

    /// <summary>A child, or somebody of unknown age who shows signs of childhood (domain duty 12).</summary>
    public static readonly WorkflowCondition Child = new PersonIsChild();

    public static readonly WorkflowGuard Guardian = new(
        "NO_GUARDIAN",
        Say.In("A child needs a guardian first. Appoint one in the case.", "ເດັກຕ້ອງມີຜູ້ປົກຄອງກ່ອນ. ກະລຸນາແຕ່ງຕັ້ງໃນກໍລະນີ."),
        !Child | new PersonHasGuardian());

    /// <summary>Nothing that cannot be undone happens to a child without it.</summary>
    public static readonly WorkflowGuard BestInterests = new(
        "NO_BEST_INTERESTS_DECISION",
        Say.In(
            "For a child a best-interests decision must say that this is right. Record it first.",
            "ສຳລັບເດັກ ຕ້ອງມີການຕັດສິນຜົນປະໂຫຍດສູງສຸດທີ່ບອກວ່າຖືກຕ້ອງ. ກະລຸນາບັນທຶກກ່ອນ."),
        !Child | new FieldCompares("best_interests", Comparison.Equal, "as_planned"));

    /// <summary>Services are voluntary: an answer other than yes is a valid one, and the step does not follow it.</summary>
    public static WorkflowGuard Consent(string code, string field, string en, string lo) => new(
        code, Say.In(en, lo), new FieldIsAnyOf(field, ["given", "given_with_guardian"]));

    /// <summary>Police and army do not play a part that sees care (domain duty 5).</summary>
    public static WorkflowGuard NoPoliceIn(VictimProtectionSettings settings, params ImmutableArray<string> parts) => new(
        "POLICE_HOLD_NO_CARE",
        Say.In(
            "An agency that never sees care data cannot give care. Name a shelter or an office of social welfare.",
            "ອົງການທີ່ບໍ່ມີສິດເຫັນຂໍ້ມູນການດູແລ ບໍ່ສາມາດໃຫ້ການດູແລໄດ້. ກະລຸນາລະບຸສູນພັກພິງ ຫຼື ຫ້ອງການສະຫວັດດີການ."),
        new CodeHolds(
            "no police in care",
            facts => parts.All(part => !facts.Parts.TryGetValue(part, out var played) || !settings.NoCareAgencies.Contains(played.Agency.Id))));

    /// <summary>Data move with a consent, or with the reason why none is needed, and never with both.</summary>
    public static readonly WorkflowGuard ConsentOrReason = new(
        "CONSENT_OR_REASON",
        Say.In(
            "Name either the person's consent or the reason why none is needed, and not both.",
            "ກະລຸນາລະບຸການຍິນຍອມຂອງບຸກຄົນ ຫຼື ເຫດຜົນທີ່ບໍ່ຕ້ອງການ, ຢ່າງໃດຢ່າງໜຶ່ງເທົ່ານັ້ນ."),
        (new FieldIsSet("service_consent") & !new FieldIsSet("service_no_consent_reason"))
        | (!new FieldIsSet("service_consent") & new FieldIsSet("service_no_consent_reason")));
}
