using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Prosecution.Offences;
using Coordination.Workflows;

namespace Coordination.Prosecution.Workflows;

/// <summary>
/// A proceeding against a suspect of a case: complaint → incident → investigation → prosecutor → court → decided → appeal →
/// final → enforcement → closed; suspended, resumed and dismissed with a reason (docs: domain, section 3, Justice).
/// </summary>
public static class JusticeWorkflow
{
    public const string Id = "justice";

    internal const string Police = "police";
    internal const string Prosecutor = "prosecutor";
    internal const string Court = "court";
    internal const string Support = "victim_support";

    /// <summary>How often somebody looks at an investigation. A practice, of no law: nobody checked what the law says.</summary>
    private static readonly WorkflowSpan ReviewInvestigation = WorkflowSpan.Days(90);

    private static readonly WorkflowSpan ReviewFile = WorkflowSpan.Days(30);

    internal static readonly ImmutableArray<string> Officers =
        [Role.AgencyFocalPoint, Role.AgencyOfficer, Role.AgencySystem, Role.UnitHead, Role.CaseLead];

    /// <summary>The order of the pipeline, for statistics.</summary>
    public static ImmutableArray<string> Pipeline { get; } =
    [
        "complaint", "incident", "investigation", "investigation_suspended", "prosecutor", "prosecution_suspended", "court", "trial_suspended",
        "decided", "appeal", "final", "enforcement", "closed", "dismissed", "ended_as_victim",
    ];

    /// <summary>The definition for a country.</summary>
    /// <param name="register">The offences of the country.</param>
    /// <param name="institutions">Who plays which part in it.</param>
    public static WorkflowDefinition Of(OffenceRegister register, Institutions institutions)
    {
        ArgumentNullException.ThrowIfNull(register);
        ArgumentNullException.ThrowIfNull(institutions);
        return new WorkflowDefinition
        {
            Id = Id,
            Version = 1,
            Title = new("Criminal proceeding", "ການດຳເນີນຄະດີອາຍາ"),
            Summary = new("From a complaint against a suspect to the enforcement of the judgment and the restitution to the victim",
                "ແຕ່ການຮ້ອງທຸກ ຈົນເຖິງການປະຕິບັດຄຳຕັດສິນ ແລະ ການທົດແທນຄ່າເສຍຫາຍໃຫ້ຜູ້ຖືກເຄາະຮ້າຍ"),
            Case = CaseUse.Required,
            Person = true,
            Handling = Handling.AmberStrict,
            Parts =
            [
                new(Police, new("Police", "ຕຳຫຼວດ")) { Starter = true, Required = true, Leads = true },
                new(Prosecutor, new("Prosecutor", "ໄອຍະການ")) { Fixed = institutions.Prosecutor },
                new(Court, new("Court", "ສານ")) { Fixed = institutions.Court },
                new(Support, new("Victim's support", "ຜູ້ຊ່ວຍເຫຼືອຜູ້ຖືກເຄາະຮ້າຍ")),
            ],
            Fields = JusticeFields.All,
            States = States,
            Start = new WorkflowStart
            {
                Roles = Officers,
                Agencies = institutions.Police,
                Required = ["complaint_date", "received_from"],
                Optional = ["act_date", "complaint_text"],
                Guards = [JusticeGuards.NotAVictim, JusticeGuards.IsASuspect],
            },
            Transitions = JusticeTransitions.Of(new JusticeGuards(register)),
        };
    }

    private static ImmutableArray<WorkflowState> States { get; } =
    [
        new("complaint", new("Complaint", "ຮ້ອງທຸກ")),
        new("incident", new("Incident", "ເຫດການ")),
        new("investigation", new("Investigation", "ສືບສວນ-ສອບສວນ"))
        {
            Entry = [new DeadlineAction("investigation_review", ReviewInvestigation, new("The investigation is to be looked at", "ຕ້ອງທົບທວນການສືບສວນ"))],
        },
        new("investigation_suspended", new("Investigation suspended", "ໂຈະການສືບສວນ")),
        new("prosecutor", new("With the prosecutor", "ຢູ່ໄອຍະການ"))
        {
            Entry = [new DeadlineAction("file_review", ReviewFile, new("The prosecutor is to decide on the file", "ໄອຍະການຕ້ອງຕັດສິນກ່ຽວກັບສຳນວນ"))],
        },
        new("prosecution_suspended", new("Prosecution suspended", "ໂຈະການສັ່ງຟ້ອງ")),
        new("court", new("In court", "ຢູ່ສານ")),
        new("trial_suspended", new("Trial suspended", "ໂຈະການພິຈາລະນາຄະດີ")),
        new("decided", new("Decided", "ຕັດສິນແລ້ວ"))
        {
            Entry =
            [
                new DeadlineAction("appeal_window", WorkflowSpan.Days(1), new("The last day of an appeal has passed", "ໝົດກຳນົດຂໍອຸທອນ"), "become_final")
                {
                    FromField = "appeal_until_date",
                },
            ],
        },
        new("appeal", new("In appeal", "ຂັ້ນອຸທອນ")),
        new("final", new("Final", "ຄຳຕັດສິນໃຊ້ໄດ້ຢ່າງເດັດຂາດ")),
        new("enforcement", new("Enforcement", "ປະຕິບັດຄຳຕັດສິນ")),
        new("closed", new("Closed", "ປິດ")) { Final = true },
        new("dismissed", new("Dismissed", "ຊັດມ້ຽນຄະດີ")) { Final = true },
        new("ended_as_victim", new("Ended: the suspect is a victim", "ປິດ: ຜູ້ຖືກສົງໄສເປັນຜູ້ຖືກເຄາະຮ້າຍ")) { Final = true },
    ];

    /// <summary>With the offences and institutions of the Lao PDR.</summary>
    public static WorkflowDefinition Version1 { get; } = Of(OffenceRegister.LaoPdr, Institutions.LaoPdr);
}

/// <summary>Which agencies play the parts, by their ids.</summary>
/// <param name="Police">Those that may open a proceeding; one that is confined to a unit does so for that unit.</param>
public sealed record Institutions(ImmutableArray<string> Police, string Prosecutor, string Court)
{
    /// <summary>The Anti-Trafficking Department and the provincial units of its ministry; the supreme offices of prosecution and court.</summary>
    public static Institutions LaoPdr { get; } = new(["atd", "mps"], "opp", "psc");
}
