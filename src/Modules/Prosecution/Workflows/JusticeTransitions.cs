using System.Collections.Immutable;
using Coordination.Localization;
using Coordination.Workflows;
using static Coordination.Prosecution.Workflows.JusticeWorkflow;

namespace Coordination.Prosecution.Workflows;

/// <summary>The steps of a proceeding.</summary>
internal static class JusticeTransitions
{
    private static readonly ImmutableArray<string> Running =
    [
        "complaint", "incident", "investigation", "investigation_suspended", "prosecutor", "prosecution_suspended", "court", "trial_suspended",
        "decided", "appeal", "final", "enforcement",
    ];

    private static readonly ImmutableArray<string> Everybody = [Police, Prosecutor, Court];

    private static readonly NotifyAction HearingFixed = new(
        "tell_hearing", [Police, Prosecutor, Support], new("A hearing was fixed", "ກຳນົດວັນໄຕ່ສວນແລ້ວ"));

    public static ImmutableArray<WorkflowTransition> Of(JusticeGuards guards) =>
    [
        .. Investigation(guards), .. Charging(guards), .. Pausing(), .. Dismissing(), .. Trial(), .. Appeals(), .. Enforcement(), .. Victims(),
    ];

    private static ImmutableArray<WorkflowTransition> Investigation(JusticeGuards guards) =>
    [
        Step("record_incident", "Record the incident", "ບັນທຶກເຫດການ", [Police], ["complaint"], "incident", ["act_date"], ["incident_text"]),
        Step("open_investigation", "Open an investigation", "ເປີດການສືບສວນ", [Police], ["incident"], "investigation", ["investigation_date"])
            with { Guards = [JusticeGuards.NotAVictim] },
        Step("record_safeguards", "Record lawyer and interpreter", "ບັນທຶກທະນາຍຄວາມ ແລະ ນາຍພາສາ", Everybody, ["investigation", "prosecutor", "court"], null,
            ["legal_aid"], ["interpreter"]),
        Step("refer_to_prosecutor", "Send to the prosecutor", "ສົ່ງໃຫ້ໄອຍະການ", [Police], ["investigation"], "prosecutor",
            ["referral_date", "act_date", "offence", "victim_is_child"], ["acts", "purposes", "means", "investigation_text", "evidence_sha256"])
            with
            {
                Guards = guards.Charge,
                Actions =
                [
                    new AssignTaskAction("decide_on_file", Prosecutor, new("Decide on a file of the police", "ຕັດສິນກ່ຽວກັບສຳນວນຂອງຕຳຫຼວດ"), WorkflowSpan.Days(30)),
                ],
            },
    ];

    private static ImmutableArray<WorkflowTransition> Charging(JusticeGuards guards) =>
    [
        Step("return_to_police", "Send back to the police", "ສົ່ງກັບຄືນໃຫ້ຕຳຫຼວດ", [Prosecutor], ["prosecutor"], "investigation", ["return_reason"])
            with { Actions = [new NotifyAction("tell_return", [Police], new("The prosecutor sent a file back", "ໄອຍະການສົ່ງສຳນວນກັບຄືນ"))] },
        Step("charge", "Charge", "ສັ່ງຟ້ອງ", [Prosecutor], ["prosecutor"], "court", ["charge_date"],
            ["offence", "acts", "means", "purposes", "victim_is_child", "indictment_sha256"])
            with { Guards = guards.Charge },
    ];

    private static ImmutableArray<WorkflowTransition> Pausing() =>
    [
        Pause("suspend_investigation", "Suspend the investigation", "ໂຈະການສືບສວນ", Police, "investigation", "investigation_suspended"),
        Go("resume_investigation", "Resume the investigation", "ສືບຕໍ່ການສືບສວນ", Police, "investigation_suspended", "investigation"),
        Pause("suspend_prosecution", "Suspend the prosecution", "ໂຈະການສັ່ງຟ້ອງ", Prosecutor, "prosecutor", "prosecution_suspended"),
        Go("resume_prosecution", "Resume the prosecution", "ສືບຕໍ່ການສັ່ງຟ້ອງ", Prosecutor, "prosecution_suspended", "prosecutor"),
        Pause("suspend_trial", "Suspend the trial", "ໂຈະການພິຈາລະນາຄະດີ", Court, "court", "trial_suspended"),
        Go("resume_trial", "Resume the trial", "ສືບຕໍ່ການພິຈາລະນາຄະດີ", Court, "trial_suspended", "court"),
    ];

    private static ImmutableArray<WorkflowTransition> Dismissing() =>
    [
        Dismiss("dismiss_complaint", "Dismiss the complaint", "ບໍ່ຮັບຄຳຮ້ອງທຸກ", Police, "complaint", "incident"),
        Dismiss("dismiss_prosecution", "Dismiss before a charge", "ຊັດມ້ຽນກ່ອນສັ່ງຟ້ອງ", Prosecutor,
            "investigation", "investigation_suspended", "prosecutor", "prosecution_suspended"),
        Dismiss("dismiss_trial", "Dismiss in court", "ຊັດມ້ຽນໃນສານ", Court, "court", "trial_suspended"),
    ];

    private static ImmutableArray<WorkflowTransition> Trial() =>
    [
        Step("schedule_hearing", "Fix a hearing", "ກຳນົດວັນໄຕ່ສວນ", [Court], ["court", "appeal"], null, ["hearing_date", "hearing_mode"])
            with { Guards = [JusticeGuards.ChildHeardInPrivate], Actions = [HearingFixed] },
        Step("decide", "Decide", "ຕັດສິນ", [Court], ["court"], "decided", ["decision", "decision_date", "appeal_until_date"],
            ["sentence_months", "fine_kip", "restitution_ordered", "restitution_kip", "judgment_text", "judgment_sha256"])
            with { Guards = [JusticeGuards.NotAVictim, JusticeGuards.RestitutionHasAmount] },
    ];

    private static ImmutableArray<WorkflowTransition> Appeals() =>
    [
        Step("appeal", "Enter an appeal", "ບັນທຶກການຂໍອຸທອນ", [Prosecutor, Court], ["decided"], "appeal", ["appeal_date", "appealed_by"]),
        Step("decide_appeal", "Decide the appeal", "ຕັດສິນຂັ້ນອຸທອນ", [Court], ["appeal"], "final", ["appeal_outcome", "appeal_decision_date"],
            ["decision", "sentence_months", "fine_kip", "restitution_ordered", "restitution_kip", "judgment_sha256"])
            with { Guards = [JusticeGuards.RestitutionHasAmount] },
        Step("order_retrial", "Order a retrial", "ສັ່ງໃຫ້ພິຈາລະນາຄືນ", [Court], ["appeal"], "court", ["appeal_decision_date"]),
        Step("become_final", "Become final", "ຄຳຕັດສິນໃຊ້ໄດ້ຢ່າງເດັດຂາດ", [Court], ["decided"], "final", []),
    ];

    private static ImmutableArray<WorkflowTransition> Enforcement() =>
    [
        Step("enforce", "Enforce", "ປະຕິບັດຄຳຕັດສິນ", [Court], ["final"], "enforcement", ["enforcement_date"])
            with { Guards = [JusticeGuards.IsConvicted] },
        Step("record_restitution", "Record restitution", "ບັນທຶກການທົດແທນ", [Court, Prosecutor], ["final", "enforcement"], null,
            ["restitution_paid_kip", "restitution_paid_date"], ["restitution_unrecoverable"]),
        Step("close", "Close", "ປິດຄະດີ", [Court], ["final", "enforcement"], "closed", ["close_date"])
            with { Guards = [JusticeGuards.SentenceEnforced, JusticeGuards.RestitutionSettled] },
    ];

    private static ImmutableArray<WorkflowTransition> Victims() =>
    [
        Step("recognise_victim", "Recognise the suspect as a victim", "ຮັບຮູ້ວ່າຜູ້ຖືກສົງໄສເປັນຜູ້ຖືກເຄາະຮ້າຍ", Everybody, Running, "ended_as_victim", [])
            with { Unblockable = true },
        Step("involve_support", "Name the victim's support", "ກຳນົດຜູ້ຊ່ວຍເຫຼືອຜູ້ຖືກເຄາະຮ້າຍ", Everybody, Running, null, []) with { Binds = [Support] },
        Step("note_support", "Note of the support", "ບັນທຶກຂອງຜູ້ຊ່ວຍເຫຼືອ", [Support], Running, null, [], ["support_note", "protection_needs"]),
    ];

    private static WorkflowTransition Pause(string id, string en, string lo, string part, string from, string to) =>
        Step(id, en, lo, [part], [from], to, ["suspend_reason", "suspend_date"]);

    private static WorkflowTransition Go(string id, string en, string lo, string part, string from, string to) =>
        Step(id, en, lo, [part], [from], to, ["resume_date"]);

    private static WorkflowTransition Dismiss(string id, string en, string lo, string part, params ImmutableArray<string> from) =>
        Step(id, en, lo, [part], from, "dismissed", ["dismiss_reason", "dismiss_date"]);

    private static WorkflowTransition Step(
        string id, string en, string lo, ImmutableArray<string> parts, ImmutableArray<string> from, string? to,
        ImmutableArray<string> required, ImmutableArray<string> optional = default) =>
        new(id, new LocalizedText(en, lo))
        {
            From = from,
            To = to,
            Parts = parts,
            Roles = Officers,
            Required = required,
            Optional = optional.IsDefault ? [] : optional,
        };
}
