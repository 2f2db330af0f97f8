using System.Collections.Immutable;
using System.Globalization;
using Coordination.Prosecution.Offences;
using Coordination.Workflows;

namespace Coordination.Prosecution.Workflows;

/// <summary>What a step of a proceeding demands.</summary>
internal sealed class JusticeGuards(OffenceRegister register)
{
    private static readonly WorkflowCondition ChildHearsClosed = new FieldCompares("hearing_mode", Comparison.Equal, "closed");

    /// <summary>Duty 13: a victim is never recorded as an offender, and what a victim was compelled to do is no offence of it.</summary>
    public static WorkflowGuard NotAVictim { get; } = new(
        "VICTIM_NOT_OFFENDER",
        new("A victim is never the suspect of a proceeding. Use the proceeding against whoever compelled the victim; end this one with recognise_victim.",
            "ຜູ້ຖືກເຄາະຮ້າຍຈະບໍ່ເປັນຜູ້ຖືກສົງໄສໃນການດຳເນີນຄະດີ. ໃຫ້ດຳເນີນຄະດີຕໍ່ຜູ້ທີ່ບັງຄັບ ແລະ ປິດຄະດີນີ້ດ້ວຍ recognise_victim."),
        !new PersonRole(["victim"]) & !new PersonStatus(["possible", "actual"]));

    public static WorkflowGuard IsASuspect { get; } = new(
        "SUBJECT_NOT_SUSPECT",
        new("A proceeding is about a person who has the role of a suspect in the case. Add the suspect to the case first, also one whose name nobody knows.",
            "ການດຳເນີນຄະດີຕ້ອງກ່ຽວກັບຜູ້ຖືກສົງໄສໃນກໍລະນີ. ໃຫ້ເພີ່ມຜູ້ຖືກສົງໄສເຂົ້າໃນກໍລະນີກ່ອນ ເຖິງແມ່ນຍັງບໍ່ຮູ້ຊື່."),
        new PersonRole(["suspect"]));

    /// <summary>The law in force on the day of the act applies.</summary>
    public WorkflowGuard OffenceInForce => new(
        "OFFENCE_NOT_IN_FORCE",
        new("The law of this offence was not in force on the day of the act, or the register does not have it. List the offences of that day and choose one.",
            "ກົດໝາຍຂອງຂໍ້ຫານີ້ບໍ່ມີຜົນບັງຄັບໃຊ້ໃນວັນທີກະທຳຜິດ ຫຼື ບໍ່ມີໃນທະບຽນ. ໃຫ້ເລືອກຂໍ້ຫາທີ່ມີຜົນໃນວັນນັ້ນ."),
        new CodeHolds(
            "offence in force on the day of the act",
            facts => register.Find(facts.Value("offence")) is { } offence && Day.TryParse(facts.Value("act_date"), out var act) && offence.MayJudge(act)));

    public WorkflowGuard HasActAndPurpose => new(
        "ACT_OR_PURPOSE_MISSING",
        new("Trafficking has an act and a purpose. Enter both, or choose another offence.", "ການຄ້າມະນຸດຕ້ອງມີການກະທຳ ແລະ ຈຸດປະສົງ. ໃຫ້ປ້ອນທັງສອງ ຫຼື ເລືອກຂໍ້ຫາອື່ນ."),
        NotTrafficking | (new FieldIsSet("acts") & new FieldIsSet("purposes")));

    /// <summary>Palermo Protocol, article 3 (c): the exploitation of a child needs no means.</summary>
    public WorkflowGuard HasMeansUnlessChild => new(
        "MEANS_MISSING",
        new("Trafficking of an adult has means: force, deception, abuse. Enter them; none is needed when the victim is a child.",
            "ການຄ້າຜູ້ໃຫຍ່ຕ້ອງມີວິທີການ: ບັງຄັບ ຫຼອກລວງ ສວຍໃຊ້. ໃຫ້ປ້ອນ; ຖ້າຜູ້ຖືກເຄາະຮ້າຍເປັນເດັກ ບໍ່ຈຳເປັນ."),
        NotTrafficking | new FieldCompares("victim_is_child", Comparison.Equal, "true") | new FieldIsSet("means"));

    /// <summary>Duty 12.</summary>
    public static WorkflowGuard ChildHasGuardian { get; } = new(
        "CHILD_WITHOUT_GUARDIAN",
        new("The suspect is a child, or may be one. Let a guardian be appointed in the case first.", "ຜູ້ຖືກສົງໄສເປັນເດັກ ຫຼື ອາດເປັນເດັກ. ໃຫ້ແຕ່ງຕັ້ງຜູ້ປົກຄອງໃນກໍລະນີກ່ອນ."),
        !new PersonIsChild() | new PersonHasGuardian());

    /// <summary>Convention on the Rights of the Child, article 40 (2) (b).</summary>
    public static WorkflowGuard ChildHasLawyer { get; } = new(
        "CHILD_WITHOUT_LAWYER",
        new("The suspect is a child, or may be one. Record a lawyer with record_safeguards; a child cannot decline one.",
            "ຜູ້ຖືກສົງໄສເປັນເດັກ ຫຼື ອາດເປັນເດັກ. ໃຫ້ບັນທຶກທະນາຍຄວາມດ້ວຍ record_safeguards; ເດັກບໍ່ສາມາດປະຕິເສດໄດ້."),
        !new PersonIsChild() | new FieldIsAnyOf("legal_aid", ["assigned", "own_lawyer"]));

    public static WorkflowGuard ChildHeardInPrivate { get; } = new(
        "CHILD_HEARING_OPEN",
        new("A child is heard behind closed doors. Set hearing_mode to closed.", "ການໄຕ່ສວນທີ່ກ່ຽວກັບເດັກຕ້ອງປິດ. ໃຫ້ຕັ້ງ hearing_mode ເປັນ closed."),
        ChildHearsClosed | (!new PersonIsChild() & !new FieldCompares("victim_is_child", Comparison.Equal, "true")));

    public static WorkflowGuard RestitutionHasAmount { get; } = new(
        "RESTITUTION_AMOUNT_MISSING",
        new("Restitution was ordered without an amount. Enter restitution_kip.", "ສັ່ງໃຫ້ທົດແທນແຕ່ບໍ່ມີຈຳນວນ. ໃຫ້ປ້ອນ restitution_kip."),
        !new FieldCompares("restitution_ordered", Comparison.Equal, "true") | new FieldCompares("restitution_kip", Comparison.More, "0"));

    public static WorkflowGuard IsConvicted { get; } = new(
        "NOTHING_TO_ENFORCE",
        new("Nobody was convicted, so there is nothing to enforce. Close the proceeding.", "ບໍ່ມີຜູ້ຖືກຕັດສິນວ່າມີຄວາມຜິດ ຈຶ່ງບໍ່ມີຫຍັງຕ້ອງປະຕິບັດ. ໃຫ້ປິດຄະດີ."),
        Convicted);

    public static WorkflowGuard SentenceEnforced { get; } = new(
        "SENTENCE_NOT_ENFORCED",
        new("There is a sentence that was not enforced. Use enforce first.", "ຍັງມີຄຳຕັດສິນທີ່ບໍ່ທັນປະຕິບັດ. ໃຫ້ໃຊ້ enforce ກ່ອນ."),
        !Convicted | new HasBeen("enforcement"));

    public static WorkflowGuard RestitutionSettled { get; } = new(
        "RESTITUTION_OPEN",
        new("The victim was not paid in full. Record what was paid, or that nothing more can be had.",
            "ຜູ້ຖືກເຄາະຮ້າຍຍັງບໍ່ໄດ້ຮັບຄ່າທົດແທນຄົບ. ໃຫ້ບັນທຶກການຈ່າຍ ຫຼື ວ່າບໍ່ສາມາດເກັບໄດ້ອີກ."),
        !Convicted | new CodeHolds("restitution paid or unrecoverable", IsRestitutionSettled));

    /// <summary>What stands before a charge, for police and prosecutor.</summary>
    public ImmutableArray<WorkflowGuard> Charge =>
        [NotAVictim, OffenceInForce, HasActAndPurpose, HasMeansUnlessChild, ChildHasGuardian, ChildHasLawyer];

    private static WorkflowCondition Convicted =>
        new FieldIsAnyOf("decision", ["convicted", "partly_convicted"]) & !new FieldCompares("appeal_outcome", Comparison.Equal, "overturned");

    private CodeHolds NotTrafficking => new("not trafficking", facts => register.Find(facts.Value("offence")) is { Trafficking: false });

    private static bool IsRestitutionSettled(WorkflowFacts facts) =>
        facts.Value("restitution_ordered") != "true"
        || facts.Value("restitution_unrecoverable") == "true"
        || Number(facts, "restitution_paid_kip") >= Number(facts, "restitution_kip");

    private static long Number(WorkflowFacts facts, string field) =>
        long.TryParse(facts.Value(field), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
