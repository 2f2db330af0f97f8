using System.Collections.Immutable;
using Coordination.VictimProtection.V1;
using Coordination.Workflows;

namespace Coordination.VictimProtection.Workflows;

/// <summary>
/// From the first contact to the formal decision whether somebody is a victim. A screening finds that somebody may be one; only
/// the agency of the pack decides, in the case itself. Help begins before any decision and does not hang on it.
/// </summary>
internal static class ScreeningWorkflow
{
    public const string Id = "screening";

    public const string Referred = "referred", Screened = "screened", Possible = "possible", WithIdentifier = "with_identifier", Deciding = "deciding",
        Identified = "identified", NotVictim = "not_victim", Appealed = "appealed", Closed = "closed", Withdrawn = "withdrawn";

    public const string Referrer = "referrer", Screener = "screener", Identifier = "identifier", Support = "support", Shelter = "shelter";

    private static readonly ImmutableArray<string> Running = [Referred, Screened, Possible, WithIdentifier, Deciding, Identified, NotVictim, Appealed];
    private static readonly ImmutableArray<string> Helpers = [Referrer, Screener, Support];

    private static readonly Dictionary<string, ImmutableArray<string>> Sight = new(StringComparer.Ordinal)
    {
        ["referral_note"] = Helpers,
        ["screening_note"] = [Screener, Support],
        ["decision_note"] = [Identifier],
        ["best_interests_note"] = Helpers,
        ["immediate_needs"] = Helpers,
        ["intake_category"] = Helpers,

        // Which services somebody gets is care: not for the police (domain duty 5).
        ["service_agency"] = Helpers,
        ["service_pillar"] = Helpers,
        ["service_kind"] = Helpers,
        ["service_purpose"] = Helpers,
        ["service_legal_basis"] = Helpers,
        ["service_consent"] = Helpers,
        ["service_no_consent_reason"] = Helpers,
        ["service_safeguards"] = Helpers,
    };

    public static WorkflowDefinition Definition(VictimProtectionSettings settings) => new()
    {
        Id = Id,
        Version = 1,
        Title = Say.In("Screening and identification", "ການກວດຄັດ ແລະ ການຈຳແນກ"),
        Summary = Say.In(
            "A person is referred and screened; the agency that alone may decides formally whether it is a victim.",
            "ບຸກຄົນຖືກສົ່ງຕໍ່ ແລະ ກວດຄັດ; ອົງການທີ່ມີສິດຜູ້ດຽວຕັດສິນຢ່າງເປັນທາງການວ່າແມ່ນຜູ້ຖືກເຄາະຮ້າຍຫຼືບໍ່."),
        Guideline = settings.Guideline,
        Case = CaseUse.Required,
        Person = true,
        Parts =
        [
            new(Referrer, Say.In("Who refers", "ຜູ້ສົ່ງຕໍ່")) { Starter = true },
            new(Screener, Say.In("Who screens", "ຜູ້ກວດຄັດ")) { Required = true, Leads = true },
            new(Identifier, Say.In("Who identifies formally", "ຜູ້ຈຳແນກຢ່າງເປັນທາງການ")) { Fixed = settings.Identifier },
            new(Support, Say.In("Who helps the person", "ຜູ້ຊ່ວຍເຫຼືອບຸກຄົນ")),
            new(Shelter, Say.In("The shelter", "ສູນພັກພິງ")),
        ],
        Fields = Fields.Of(
            Sight,
            [
                StartScreeningRequest.Descriptor, ScreenRequest.Descriptor, FindNoIndicationRequest.Descriptor, RequestIdentificationRequest.Descriptor,
                DecideIdentificationRequest.Descriptor, AppealDecisionRequest.Descriptor, DecideBestInterestsRequest.Descriptor,
                PlaceInShelterRequest.Descriptor, ReferToServiceRequest.Descriptor,
            ]),
        States =
        [
            new(Referred, Say.In("Referred", "ຖືກສົ່ງຕໍ່")),
            new(Screened, Say.In("Screened", "ກວດຄັດແລ້ວ")),
            new(Possible, Say.In("Possibly a victim", "ອາດແມ່ນຜູ້ຖືກເຄາະຮ້າຍ"))
            {
                Entry =
                [
                    new DeadlineAction("reflection", WorkflowSpan.Days(settings.ReflectionDays), Say.In("The time to reflect ends", "ໝົດໄລຍະຄິດຕຶກຕອງ")),
                    new NotifyAction("possible_victim", [Identifier, Support], Say.In("A possible victim was found.", "ພົບຜູ້ທີ່ອາດຖືກເຄາະຮ້າຍ.")),
                ],
            },
            new(WithIdentifier, Say.In("With the agency that identifies", "ຢູ່ກັບອົງການຈຳແນກ")),
            new(Deciding, Say.In("Being decided in the case", "ກຳລັງຕັດສິນໃນກໍລະນີ")),
            new(Identified, Say.In("Identified as a victim", "ຖືກຈຳແນກວ່າແມ່ນຜູ້ຖືກເຄາະຮ້າຍ"))
            {
                Entry = [new NotifyAction("victim_identified", [Referrer, Screener, Support], Say.In("The person was identified as a victim.", "ບຸກຄົນຖືກຈຳແນກວ່າແມ່ນຜູ້ຖືກເຄາະຮ້າຍ."))],
            },
            new(NotVictim, Say.In("Not a victim", "ບໍ່ແມ່ນຜູ້ຖືກເຄາະຮ້າຍ"))
            {
                Entry = [new NotifyAction("not_a_victim", [Referrer, Support], Say.In("The person was not identified as a victim. An appeal is possible.", "ບຸກຄົນບໍ່ຖືກຈຳແນກວ່າແມ່ນຜູ້ຖືກເຄາະຮ້າຍ. ສາມາດອຸທອນໄດ້."))],
            },
            new(Appealed, Say.In("Appealed", "ອຸທອນແລ້ວ"))
            {
                Entry = [new DeadlineAction("appeal", WorkflowSpan.Days(settings.AppealDays), Say.In("Decide the appeal", "ຕັດສິນການອຸທອນ"))],
            },
            new(Closed, Say.In("Closed", "ປິດ")) { Final = true },
            new(Withdrawn, Say.In("Withdrawn by the person", "ບຸກຄົນຖອນຕົວ")) { Final = true },
        ],
        Start = new WorkflowStart
        {
            Roles = Guards.Workers,
            Required = ["referral_reason"],
            Optional = ["immediate_needs", "immediate_danger", "referral_note"],
            Guards = [Guards.NoPoliceIn(settings, Support)],
        },
        Transitions = [.. Steps(settings), .. Help(settings)],
    };

    private static IEnumerable<WorkflowTransition> Steps(VictimProtectionSettings settings)
    {
        var child = Guards.Child | new FieldCompares("child_signs", Comparison.Equal, "yes");
        yield return new WorkflowTransition("screen", Say.In("Screen", "ກວດຄັດ"))
        {
            From = [Referred],
            To = Screened,
            Parts = [Screener],
            Roles = Guards.Workers,
            Required = ["screening_date", "consent_to_screening", "private_setting", "interpreter", "child_signs"],
            Optional = ["child_specialist", "indicators", "screening_note"],
            Guards =
            [
                Guards.Consent("CONSENT_TO_SCREENING_MISSING", "consent_to_screening",
                    "The person did not consent. Offer help without a screening, or let the person withdraw.",
                    "ບຸກຄົນບໍ່ຍິນຍອມ. ກະລຸນາສະເໜີການຊ່ວຍເຫຼືອໂດຍບໍ່ຕ້ອງກວດຄັດ ຫຼື ໃຫ້ບຸກຄົນຖອນຕົວ."),
                new("PLACE_NOT_PRIVATE", Say.In("Screen in a private and safe place.", "ກະລຸນາກວດຄັດໃນບ່ອນສ່ວນຕົວ ແລະ ປອດໄພ."),
                    new FieldCompares("private_setting", Comparison.Equal, "true")),
                new("INTERPRETER_MISSING", Say.In("Find an interpreter whom the person trusts first.", "ກະລຸນາຊອກຫາລ່າມທີ່ບຸກຄົນໄວ້ວາງໃຈກ່ອນ."),
                    !new FieldCompares("interpreter", Comparison.Equal, "missing")),
                new("CHILD_SPECIALIST_MISSING",
                    Say.In("Somebody who shows signs of childhood is screened as a child, with a specialist.", "ຜູ້ທີ່ມີສັນຍານວ່າເປັນເດັກ ຕ້ອງກວດຄັດຄືເດັກ ໂດຍມີຊ່ຽວຊານ."),
                    !child | new FieldCompares("child_specialist", Comparison.Equal, "true")),
            ],
        };
        yield return new WorkflowTransition("find_possible", Say.In("Find that it may be a victim", "ພົບວ່າອາດແມ່ນຜູ້ຖືກເຄາະຮ້າຍ"))
        {
            From = [Screened],
            To = Possible,
            Parts = [Screener],
            Roles = Guards.Workers,
            Guards = [new("NO_INDICATOR", Say.In("Name at least one indicator in the screening.", "ກະລຸນາລະບຸຕົວຊີ້ບອກຢ່າງໜ້ອຍໜຶ່ງຢ່າງໃນການກວດຄັດ."), new FieldIsSet("indicators"))],
        };
        yield return new WorkflowTransition("find_no_indication", Say.In("Find nothing that points to trafficking", "ບໍ່ພົບສັນຍານການຄ້າມະນຸດ"))
        {
            From = [Screened],
            To = NotVictim,
            Parts = [Screener],
            Roles = Guards.Workers,
            Required = ["no_indication_reason"],
            Guards =
            [
                new("INDICATORS_PRESENT", Say.In("There are indicators: the person may be a victim.", "ມີຕົວຊີ້ບອກ: ບຸກຄົນອາດແມ່ນຜູ້ຖືກເຄາະຮ້າຍ."), !new FieldIsSet("indicators")),
                Guards.BestInterests,
            ],
        };
        yield return new WorkflowTransition("request_identification", Say.In("Ask for the formal identification", "ຂໍໃຫ້ຈຳແນກຢ່າງເປັນທາງການ"))
        {
            From = [Possible],
            To = WithIdentifier,
            Parts = [Screener],
            Roles = Guards.Workers,
            Required = ["consent_to_identification"],
            Guards =
            [
                Guards.Consent("CONSENT_TO_IDENTIFICATION_MISSING", "consent_to_identification",
                    "The person did not consent to the formal identification. Help goes on without it.",
                    "ບຸກຄົນບໍ່ຍິນຍອມໃຫ້ຈຳແນກຢ່າງເປັນທາງການ. ການຊ່ວຍເຫຼືອສືບຕໍ່ໂດຍບໍ່ມີມັນ."),
                Guards.Guardian,
            ],
            Actions =
            [
                new AssignTaskAction(
                    "identification_task", Identifier, Say.In("Decide whether a person is a victim", "ຕັດສິນວ່າບຸກຄົນແມ່ນຜູ້ຖືກເຄາະຮ້າຍຫຼືບໍ່"), WorkflowSpan.Days(settings.IdentificationDays)),
                new DeadlineAction("identification", WorkflowSpan.Days(settings.IdentificationDays), Say.In("Decide the identification", "ຕັດສິນການຈຳແນກ")),
            ],
        };
        yield return Decide("decide", Say.In("Decide", "ຕັດສິນ"), [WithIdentifier, Deciding]);
        yield return Decide("decide_appeal", Say.In("Decide the appeal", "ຕັດສິນການອຸທອນ"), [Appealed]);
        yield return Confirm("confirm", Say.In("Confirm that it is a victim", "ຢັ້ງຢືນວ່າແມ່ນຜູ້ຖືກເຄາະຮ້າຍ"), Identified, "actual");
        yield return Confirm("confirm_rejection", Say.In("Confirm that it is not a victim", "ຢັ້ງຢືນວ່າບໍ່ແມ່ນຜູ້ຖືກເຄາະຮ້າຍ"), NotVictim, "not_victim");
        yield return new WorkflowTransition("appeal", Say.In("Appeal", "ອຸທອນ"))
        {
            From = [NotVictim],
            To = Appealed,
            Parts = Helpers,
            Roles = Guards.Workers,
            Required = ["appeal_reason"],
            Guards = [new("NOTHING_DECIDED", Say.In("Nobody decided formally. Ask for another screening.", "ຍັງບໍ່ມີການຕັດສິນຢ່າງເປັນທາງການ. ກະລຸນາຂໍໃຫ້ກວດຄັດໃໝ່."), new HasFired("decide"))],
            Actions = [new CodeAction("appeal_in_case", Effects.AppealStatus.EffectName)],
        };
        yield return new WorkflowTransition("screen_again", Say.In("Screen again", "ກວດຄັດໃໝ່"))
        {
            From = [NotVictim],
            To = Referred,
            Parts = Helpers,
            Roles = Guards.Workers,
            Binds = [Screener],
            Guards = [new("ALREADY_DECIDED", Say.In("It was decided formally. Appeal against the decision.", "ໄດ້ຕັດສິນຢ່າງເປັນທາງການແລ້ວ. ກະລຸນາອຸທອນ."), !new HasFired("decide"))],
        };
        yield return new WorkflowTransition("close", Say.In("Close", "ປິດ")) { From = [Identified, NotVictim], To = Closed, Parts = [Screener, Identifier], Roles = Guards.Workers };
        yield return new WorkflowTransition("withdraw", Say.In("The person withdraws", "ບຸກຄົນຖອນຕົວ"))
        {
            From = Running,
            To = Withdrawn,
            Parts = [Referrer, Screener, Support, Identifier],
            Roles = Guards.Workers,
            Unblockable = true,
        };
    }

    private static IEnumerable<WorkflowTransition> Help(VictimProtectionSettings settings)
    {
        yield return ChildSteps.BestInterests(Running, Helpers);
        yield return new WorkflowTransition("name_support", Say.In("Name who helps the person", "ລະບຸຜູ້ຊ່ວຍເຫຼືອບຸກຄົນ"))
        {
            From = Running,
            Parts = [Referrer, Screener, Identifier],
            Roles = Guards.Workers,
            Binds = [Support],
            Guards = [Guards.NoPoliceIn(settings, Support)],
        };
        yield return new WorkflowTransition("place_in_shelter", Say.In("Ask a shelter for a bed", "ຂໍຕຽງຈາກສູນພັກພິງ"))
        {
            From = Running,
            Parts = Helpers,
            Roles = Guards.Workers,
            Required = ["consent_to_shelter", "intake_category"],
            Binds = [Shelter],
            Guards =
            [
                Guards.Consent("CONSENT_TO_SHELTER_MISSING", "consent_to_shelter",
                    "The person did not consent to go to a shelter. Offer other help.", "ບຸກຄົນບໍ່ຍິນຍອມໄປສູນພັກພິງ. ກະລຸນາສະເໜີການຊ່ວຍເຫຼືອອື່ນ."),
                Guards.NoPoliceIn(settings, Shelter),
            ],
            Actions =
            [
                new StartChildAction("shelter_stay", ShelterStayWorkflow.Id, ImmutableDictionary<string, string>.Empty)
                {
                    Data = ImmutableDictionary.CreateRange([KeyValuePair.Create("intake_category", "intake_category"), KeyValuePair.Create("immediate_needs", "immediate_needs")]),
                },
            ],
        };
        yield return Services.Refer(Running, Helpers);
    }

    private static WorkflowTransition Decide(string id, Localization.LocalizedText title, ImmutableArray<string> from) => new(id, title)
    {
        From = from,
        To = Deciding,
        Parts = [Identifier],
        Roles = Guards.Deciders,
        Required = ["decision", "decision_reason"],
        Optional = ["decision_note"],
        Guards = [new("NOT_RECORDED_AS_VICTIM", Say.In("Record the person in the case as a possible victim first.", "ກະລຸນາບັນທຶກບຸກຄົນໃນກໍລະນີເປັນຜູ້ທີ່ອາດຖືກເຄາະຮ້າຍກ່ອນ."), new PersonRole(["victim"]))],
        Actions = [new CodeAction($"{id}_in_case", Effects.DecideStatus.EffectName)],
    };

    private static WorkflowTransition Confirm(string id, Localization.LocalizedText title, string to, string status) => new(id, title)
    {
        From = [Deciding],
        To = to,
        Parts = [Identifier],
        Roles = Guards.Deciders,
        Guards = [new("STATUS_NOT_IN_CASE", Say.In("The case does not say so yet. Decide again, or see why the case refused it.", "ກໍລະນີຍັງບໍ່ໄດ້ບອກແນວນັ້ນ. ກະລຸນາຕັດສິນໃໝ່ ຫຼື ເບິ່ງວ່າເປັນຫຍັງກໍລະນີປະຕິເສດ."), new PersonStatus([status]))],
    };
}
