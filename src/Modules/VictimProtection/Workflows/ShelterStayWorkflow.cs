using System.Collections.Immutable;
using Coordination.Localization;
using Coordination.VictimProtection.V1;
using Coordination.Workflows;

namespace Coordination.VictimProtection.Workflows;

/// <summary>
/// A stay in a shelter, from the request for a bed to the follow-up. Three strands of care (counselling, recovery, vocational
/// training) are offered; whether somebody takes them up, talks to anybody or is a victim in the eyes of anybody changes
/// nothing about the stay, and leaving is always possible (domain duty 3).
/// </summary>
internal static class ShelterStayWorkflow
{
    public const string Id = "shelter-stay";

    public const string Requested = "requested", Declined = "declined", Withdrawn = "withdrawn", Admitted = "admitted", NeedsAssessed = "needs_assessed",
        CarePlan = "care_plan", InCare = "in_care", EligibleForExit = "eligible_for_exit", Reintegrating = "reintegration", FollowedUp = "followed_up",
        EarlyExit = "early_exit", Transferred = "transferred", Closed = "closed";

    public const string Referrer = "referrer", Shelter = "shelter", Oversight = "oversight", Reintegration = "reintegration";

    /// <summary>In these somebody sleeps in the shelter: a bed is taken.</summary>
    public static readonly ImmutableArray<string> Resident = [Admitted, NeedsAssessed, CarePlan, InCare, EligibleForExit];

    /// <summary>What each resident is told. A refusal of a strand or of anything else takes none of it away.</summary>
    public static readonly ImmutableArray<string> Rights = [.. Codes.Right.Select(right => right.Code)];

    private static readonly ImmutableArray<string> Carers = [Shelter, Reintegration];

    private static readonly Dictionary<string, ImmutableArray<string>> Sight = new(StringComparer.Ordinal)
    {
        ["intake_category"] = [Referrer, Shelter, Reintegration],
        ["immediate_needs"] = [Referrer, Shelter],
        ["immediate_danger"] = [Referrer, Shelter],
        ["referral_note"] = [Referrer, Shelter],
        ["decline_reason"] = [Referrer, Shelter],
        ["shelter"] = [Shelter],
        ["bed_group"] = [Shelter],
        ["accompanying_children"] = [Shelter],
        ["consent_to_stay"] = [Shelter],
        ["admission_note"] = [Shelter],
        ["rights_explained"] = [Shelter],
        ["needs"] = Carers,
        ["needs_note"] = [Shelter],
        ["plan_agreed_by"] = [Shelter],
        ["care_plan"] = [Shelter],
        ["review_outcome"] = [Shelter],
        ["review_note"] = [Shelter],
        ["best_interests"] = Carers,
        ["best_interests_date"] = Carers,
        ["best_interests_note"] = Carers,
        ["consent_to_reintegration"] = Carers,
        ["exit_destination"] = Carers,
        ["exit_risk"] = Carers,
        ["reintegration_plan"] = Carers,
        ["consent_to_move"] = [Shelter],
        ["exit_reason"] = [Shelter, Oversight],
        ["exit_note"] = [Shelter, Oversight],
        ["follow_up_date"] = Carers,
        ["follow_up_outcome"] = Carers,
        ["follow_up_note"] = Carers,
        ["service_agency"] = Carers,
        ["service_pillar"] = Carers,
        ["service_kind"] = Carers,
        ["service_purpose"] = Carers,
        ["service_legal_basis"] = Carers,
        ["service_consent"] = Carers,
        ["service_no_consent_reason"] = Carers,
        ["service_safeguards"] = Carers,
    };

    public static WorkflowDefinition Definition(VictimProtectionSettings settings) => new()
    {
        Id = Id,
        Version = 1,
        Title = Say.In("Stay in a shelter", "ການພັກຢູ່ສູນພັກພິງ"),
        Summary = Say.In(
            "From the request for a bed through care in three strands to reintegration and follow-up. Leaving is always possible.",
            "ຈາກການຂໍຕຽງ ຜ່ານການດູແລສາມດ້ານ ໄປສູ່ການກັບຄືນສູ່ສັງຄົມ ແລະ ການຕິດຕາມ. ສາມາດອອກໄດ້ທຸກເວລາ."),
        Guideline = settings.Guideline,
        Case = CaseUse.Required,
        Person = true,
        Parts =
        [
            new(Referrer, Say.In("Who asks for the bed", "ຜູ້ຂໍຕຽງ")) { Starter = true },
            new(Shelter, Say.In("The shelter", "ສູນພັກພິງ")) { Required = true, Leads = true },
            new(Oversight, Say.In("Who watches over the shelter", "ຜູ້ຕິດຕາມກວດກາສູນພັກພິງ")),
            new(Reintegration, Say.In("Who helps after the stay", "ຜູ້ຊ່ວຍເຫຼືອຫຼັງການພັກ")),
        ],
        Fields =
        [
            .. Fields.Of(
                Sight,
                [
                    StartShelterStayRequest.Descriptor, AdmitRequest.Descriptor, DeclineStayRequest.Descriptor, AssessNeedsRequest.Descriptor,
                    AgreeCarePlanRequest.Descriptor, ReviewCareRequest.Descriptor, DecideStayBestInterestsRequest.Descriptor,
                    BeginReintegrationRequest.Descriptor, TransferOutRequest.Descriptor, LeaveEarlyRequest.Descriptor, FollowUpRequest.Descriptor,
                    ReferResidentToServiceRequest.Descriptor,
                ]),
            .. Strands.Fields(Shelter),
        ],
        States =
        [
            new(Requested, Say.In("Bed requested", "ຂໍຕຽງແລ້ວ"))
            {
                Entry =
                [
                    new DeadlineAction("answer", WorkflowSpan.Hours(settings.ShelterAnswerHours), Say.In("Answer the request for a bed", "ຕອບການຂໍຕຽງ")),
                    new NotifyAction("bed_requested", [Shelter], Say.In("A bed is requested.", "ມີການຂໍຕຽງ.")),
                ],
            },
            new(Declined, Say.In("Declined", "ບໍ່ຮັບ")) { Final = true },
            new(Withdrawn, Say.In("Request withdrawn", "ຖອນການຂໍ")) { Final = true },
            new(Admitted, Say.In("Admitted", "ຮັບເຂົ້າແລ້ວ"))
            {
                Entry = [new DeadlineAction("needs", WorkflowSpan.Hours(settings.NeedsHours), Say.In("Assess the needs", "ປະເມີນຄວາມຕ້ອງການ"))],
            },
            new(NeedsAssessed, Say.In("Needs assessed", "ປະເມີນຄວາມຕ້ອງການແລ້ວ"))
            {
                Entry = [new DeadlineAction("care_plan", WorkflowSpan.Days(settings.CarePlanDays), Say.In("Agree on a plan of care", "ຕົກລົງແຜນການດູແລ"))],
            },
            new(CarePlan, Say.In("Plan of care agreed", "ຕົກລົງແຜນການດູແລແລ້ວ")),
            new(InCare, Say.In("In care", "ຢູ່ໃນການດູແລ"))
            {
                Entry = [new DeadlineAction("review", WorkflowSpan.Days(settings.ReviewDays), Say.In("Review the plan of care", "ທົບທວນແຜນການດູແລ"))],
            },
            new(EligibleForExit, Say.In("May leave with a plan", "ສາມາດອອກຕາມແຜນ")),
            new(Reintegrating, Say.In("Reintegration", "ການກັບຄືນສູ່ສັງຄົມ")) { Entry = [FollowUpDue(settings)] },
            new(FollowedUp, Say.In("Followed up", "ຕິດຕາມແລ້ວ")),
            new(EarlyExit, Say.In("Left early", "ອອກກ່ອນກຳນົດ")),
            new(Transferred, Say.In("Moved to another shelter", "ຍ້າຍໄປສູນອື່ນ")) { Final = true },
            new(Closed, Say.In("Closed", "ປິດ")) { Final = true },
        ],
        Start = new WorkflowStart
        {
            Roles = Guards.Workers,
            Required = ["intake_category"],
            Optional = ["immediate_needs", "immediate_danger", "referral_note"],
            Guards = [Guards.NoPoliceIn(settings, Shelter, Oversight)],
        },
        Transitions = [.. Arrival(settings), .. Care(settings), .. Strands.Steps(Shelter, [NeedsAssessed, CarePlan, InCare, EligibleForExit]), .. Leaving(settings)],
    };

    private static IEnumerable<WorkflowTransition> Arrival(VictimProtectionSettings settings)
    {
        yield return ByShelter("admit", Say.In("Admit", "ຮັບເຂົ້າ"), [Requested], Admitted) with
        {
            Required = ["shelter", "bed_group", "consent_to_stay"],
            Optional = ["accompanying_children", "admission_note"],
            Guards =
            [
                Guards.Consent("CONSENT_TO_STAY_MISSING", "consent_to_stay",
                    "The person did not consent to stay. Nobody is kept in a shelter.", "ບຸກຄົນບໍ່ຍິນຍອມພັກ. ບໍ່ມີໃຜຖືກກັກໄວ້ໃນສູນພັກພິງ."),
                new("CHILD_AMONG_ADULTS",
                    Say.In("A child gets a bed among girls, boys or families, an adult one among adults or families.", "ເດັກຕ້ອງໄດ້ຕຽງໃນກຸ່ມເດັກຍິງ, ເດັກຊາຍ ຫຼື ຄອບຄົວ; ຜູ້ໃຫຍ່ໃນກຸ່ມຜູ້ໃຫຍ່ ຫຼື ຄອບຄົວ."),
                    (Guards.Child & new FieldIsAnyOf("bed_group", ["girls", "boys", "families"]))
                    | (!Guards.Child & new FieldIsAnyOf("bed_group", ["women", "men", "families"]))),
            ],
            Actions = [new CompanionAction("take_bed", Grains.Beds.CompanionName)],
        };
        yield return ByShelter("decline", Say.In("Decline", "ບໍ່ຮັບ"), [Requested], Declined) with { Required = ["decline_reason"] };
        yield return new WorkflowTransition("withdraw_request", Say.In("The person does not wish to come", "ບຸກຄົນບໍ່ຕ້ອງການມາ"))
        {
            From = [Requested],
            To = Withdrawn,
            Parts = [Referrer, Shelter, Oversight],
            Roles = Guards.Workers,
            Unblockable = true,
        };
        yield return ByShelter("assess_needs", Say.In("Assess the needs", "ປະເມີນຄວາມຕ້ອງການ"), [Admitted], NeedsAssessed) with
        {
            Required = ["needs", "rights_explained"],
            Optional = ["needs_note"],
            Guards =
            [
                new("RIGHTS_NOT_EXPLAINED", Say.In("Explain every right of the checklist to the person first.", "ກະລຸນາອະທິບາຍທຸກສິດໃນລາຍການໃຫ້ບຸກຄົນກ່ອນ."),
                    new FieldHasAll("rights_explained", Rights)),
            ],
        };
    }

    private static IEnumerable<WorkflowTransition> Care(VictimProtectionSettings settings)
    {
        yield return ByShelter("agree_care_plan", Say.In("Agree on the plan of care", "ຕົກລົງແຜນການດູແລ"), [NeedsAssessed], CarePlan) with
        {
            Required = ["plan_agreed_by", "care_plan"],
            Guards =
            [
                new("PLAN_NOT_AGREED", Say.In("The plan is the person's own: go on when the person agrees to it.", "ແຜນເປັນຂອງບຸກຄົນເອງ: ສືບຕໍ່ເມື່ອບຸກຄົນເຫັນດີ."),
                    !new FieldCompares("plan_agreed_by", Comparison.Equal, "not_agreed")),
                Guards.Guardian,
            ],
        };
        yield return ByShelter("begin_care", Say.In("Begin the care", "ເລີ່ມການດູແລ"), [CarePlan], InCare);
        yield return ByShelter("review_care", Say.In("Review the care", "ທົບທວນການດູແລ"), [InCare], null) with
        {
            Required = ["review_outcome"],
            Optional = ["review_note"],
            Actions = [new DeadlineAction("next_review", WorkflowSpan.Days(settings.ReviewDays), Say.In("Review the plan of care again", "ທົບທວນແຜນການດູແລອີກ")), new EndDeadlineAction("reviewed", "review")],
        };
        yield return ByShelter("mark_eligible", Say.In("May leave with a plan", "ສາມາດອອກຕາມແຜນ"), [InCare], EligibleForExit) with
        {
            Guards =
            [
                new("ENTITLEMENT_RUNS", Say.In("The time to which everybody is entitled has not passed. The person may leave early, but nobody ends the stay.", "ໄລຍະທີ່ທຸກຄົນມີສິດພັກຍັງບໍ່ໝົດ. ບຸກຄົນອອກກ່ອນໄດ້, ແຕ່ບໍ່ມີໃຜຢຸດການພັກ."),
                    new PassedSince(Admitted, TimeSpan.FromDays(settings.EntitlementDays))),
                Strands.AllOffered,
            ],
        };
        yield return ChildSteps.BestInterests(Resident, [Shelter]);
        yield return Services.Refer([.. Resident, Reintegrating, FollowedUp, EarlyExit], Carers);
    }

    private static IEnumerable<WorkflowTransition> Leaving(VictimProtectionSettings settings)
    {
        yield return ByShelter("begin_reintegration", Say.In("Begin the reintegration", "ເລີ່ມການກັບຄືນສູ່ສັງຄົມ"), [EligibleForExit], Reintegrating) with
        {
            Required = ["consent_to_reintegration", "exit_destination", "exit_risk"],
            Optional = ["reintegration_plan"],
            Binds = [Reintegration],
            Guards =
            [
                Guards.Consent("CONSENT_TO_REINTEGRATION_MISSING", "consent_to_reintegration",
                    "The person did not consent. The stay goes on.", "ບຸກຄົນບໍ່ຍິນຍອມ. ການພັກສືບຕໍ່."),
                new("EXIT_NOT_SAFE", Say.In("The risk after the exit is high. Make a safety plan or choose another place.", "ຄວາມສ່ຽງຫຼັງອອກສູງ. ກະລຸນາເຮັດແຜນຄວາມປອດໄພ ຫຼື ເລືອກບ່ອນອື່ນ."),
                    new FieldIsAnyOf("exit_risk", ["low", "managed"])),
                Guards.NoPoliceIn(settings, Reintegration),
                Guards.BestInterests,
                Guards.Guardian,
            ],
            Actions =
            [
                new CompanionAction("free_bed", Grains.Beds.CompanionName),
                new AssignTaskAction("reintegration_task", Reintegration, Say.In("Help a person with the reintegration", "ຊ່ວຍເຫຼືອບຸກຄົນໃນການກັບຄືນສູ່ສັງຄົມ"), WorkflowSpan.Days(settings.FollowUpDays)),
            ],
        };
        yield return ByShelter("transfer_out", Say.In("Moves to another shelter", "ຍ້າຍໄປສູນອື່ນ"), Resident, Transferred) with
        {
            Required = ["consent_to_move"],
            Guards =
            [
                Guards.Consent("CONSENT_TO_MOVE_MISSING", "consent_to_move", "The person did not consent to move. The stay goes on.", "ບຸກຄົນບໍ່ຍິນຍອມຍ້າຍ. ການພັກສືບຕໍ່."),
            ],
            Actions = [new CompanionAction("free_bed_on_move", Grains.Beds.CompanionName)],
        };

        // The bed is freed after the step, by an effect: nothing may make this step fail, not even a shelter that is away.
        yield return new WorkflowTransition("leave_early", Say.In("The person leaves", "ບຸກຄົນອອກ"))
        {
            From = Resident,
            To = EarlyExit,
            Parts = [Shelter, Oversight],
            Roles = Guards.Workers,
            Optional = ["exit_reason", "exit_note"],
            Unblockable = true,
            Actions = [new CodeAction("free_bed_after_exit", Effects.FreeBed.EffectName)],
        };

        // So that nobody depends on the shelter's word; whoever referred, maybe the police, says nothing but that.
        yield return new WorkflowTransition("report_exit", Say.In("The person has left, says who referred", "ຜູ້ສົ່ງຕໍ່ແຈ້ງວ່າບຸກຄົນອອກແລ້ວ"))
        {
            From = Resident,
            To = EarlyExit,
            Parts = [Referrer],
            Roles = Guards.Workers,
            Unblockable = true,
            Actions = [new CodeAction("free_bed_after_report", Effects.FreeBed.EffectName)],
        };
        yield return new WorkflowTransition("follow_up", Say.In("Follow up", "ຕິດຕາມ"))
        {
            From = [Reintegrating, EarlyExit, FollowedUp],
            To = FollowedUp,
            Parts = Carers,
            Roles = Guards.Workers,
            Required = ["follow_up_date", "follow_up_outcome"],
            Optional = ["follow_up_note"],
        };
        yield return new WorkflowTransition("close", Say.In("Close", "ປິດ")) { From = [FollowedUp, EarlyExit], To = Closed, Parts = Carers, Roles = Guards.Workers };
    }

    private static DeadlineAction FollowUpDue(VictimProtectionSettings settings) =>
        new("follow_up", WorkflowSpan.Days(settings.FollowUpDays), Say.In("Look after the person", "ຕິດຕາມບຸກຄົນ"));

    private static WorkflowTransition ByShelter(string id, LocalizedText title, ImmutableArray<string> from, string? to) =>
        new(id, title) { From = from, To = to, Parts = [Shelter], Roles = Guards.Workers };
}
