using System.Collections.Immutable;
using Coordination.Localization;

namespace Coordination.VictimProtection.Workflows;

/// <summary>Words of codes. The Lao ones are the authors' own; nobody has checked them.</summary>
internal static class Codes
{
    public static readonly ImmutableArray<(string Code, LocalizedText Title)> ReferralReason =
    [
        ("police_contact", Say.In("Contact with the police", "ພົບກັບຕຳຫຼວດ")),
        ("border", Say.In("At the border", "ຢູ່ຊາຍແດນ")),
        ("hotline", Say.In("Hotline", "ສາຍດ່ວນ")),
        ("self", Say.In("By the person", "ຕົນເອງມາແຈ້ງ")),
        ("family", Say.In("By the family", "ຄອບຄົວແຈ້ງ")),
        ("organisation", Say.In("By an organisation", "ອົງການຈັດຕັ້ງແຈ້ງ")),
        ("returnee", Say.In("Returned from abroad", "ກັບຈາກຕ່າງປະເທດ")),
        ("other", Say.In("Otherwise", "ອື່ນໆ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> Need =
    [
        ("safety", Say.In("Safety", "ຄວາມປອດໄພ")),
        ("medical", Say.In("Medical care", "ການປິ່ນປົວ")),
        ("shelter", Say.In("Shelter", "ທີ່ພັກພິງ")),
        ("food", Say.In("Food and clothing", "ອາຫານ ແລະ ເຄື່ອງນຸ່ງ")),
        ("interpreter", Say.In("Interpreter", "ລ່າມ")),
        ("legal_advice", Say.In("Legal advice", "ຄຳແນະນຳທາງກົດໝາຍ")),
        ("family_contact", Say.In("Contact with the family", "ຕິດຕໍ່ຄອບຄົວ")),
        ("schooling", Say.In("Schooling", "ການຮຽນ")),
        ("psychosocial", Say.In("Psychosocial support", "ການຊ່ວຍເຫຼືອທາງຈິດໃຈ")),
        ("documents", Say.In("Documents", "ເອກະສານ")),
        ("livelihood", Say.In("Livelihood", "ອາຊີບ")),
        ("none", Say.In("None", "ບໍ່ມີ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> Consent =
    [
        ("given", Say.In("Given", "ຍິນຍອມ")),
        ("given_with_guardian", Say.In("Given, the guardian too", "ຍິນຍອມ ພ້ອມດ້ວຍຜູ້ປົກຄອງ")),
        ("refused", Say.In("Refused", "ປະຕິເສດ")),
        ("withdrawn", Say.In("Withdrawn", "ຖອນຄືນ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> Interpreter =
    [
        ("not_needed", Say.In("Not needed", "ບໍ່ຈຳເປັນ")),
        ("present", Say.In("Present", "ມີລ່າມ")),
        ("missing", Say.In("Missing", "ຂາດລ່າມ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> Indicator =
    [
        ("abuse_of_vulnerability", Say.In("Abuse of vulnerability", "ການສວຍໃຊ້ຄວາມອ່ອນແອ")),
        ("deception", Say.In("Deception", "ການຫຼອກລວງ")),
        ("restriction_of_movement", Say.In("Restriction of movement", "ການຈຳກັດການເຄື່ອນໄຫວ")),
        ("isolation", Say.In("Isolation", "ການແຍກຕົວ")),
        ("physical_or_sexual_violence", Say.In("Physical or sexual violence", "ຄວາມຮຸນແຮງທາງຮ່າງກາຍ ຫຼື ທາງເພດ")),
        ("intimidation", Say.In("Intimidation and threats", "ການນາບຂູ່")),
        ("documents_retained", Say.In("Identity documents retained", "ຖືກຍຶດເອກະສານ")),
        ("wages_withheld", Say.In("Wages withheld", "ຖືກຍຶດຄ່າແຮງງານ")),
        ("debt_bondage", Say.In("Debt bondage", "ການຜູກມັດດ້ວຍໜີ້ສິນ")),
        ("abusive_conditions", Say.In("Abusive working and living conditions", "ສະພາບການເຮັດວຽກ ແລະ ຢູ່ອາໄສທີ່ໂຫດຮ້າຍ")),
        ("excessive_overtime", Say.In("Excessive overtime", "ການເຮັດວຽກເກີນເວລາຫຼາຍເກີນໄປ")),
        ("commercial_sexual_exploitation", Say.In("Commercial sexual exploitation", "ການຂູດຮີດທາງເພດເພື່ອການຄ້າ")),
        ("forced_marriage", Say.In("Forced or child marriage", "ການບັງຄັບແຕ່ງງານ ຫຼື ການແຕ່ງງານເດັກ")),
        ("forced_criminality", Say.In("Forced criminality", "ການບັງຄັບໃຫ້ກະທຳຜິດ")),
        ("organ_removal", Say.In("Removal of organs", "ການເອົາອະໄວຍະວະ")),
        ("child_exploited", Say.In("Exploitation of a child", "ການຂູດຮີດເດັກ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> ChildSigns =
    [
        ("no", Say.In("No", "ບໍ່ມີ")),
        ("yes", Say.In("Yes", "ມີ")),
        ("not_known", Say.In("Not known", "ບໍ່ຮູ້")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> NoIndicationReason =
    [
        ("no_sign_of_exploitation", Say.In("No sign of exploitation", "ບໍ່ມີສັນຍານຂອງການຂູດຮີດ")),
        ("another_protection_need", Say.In("Another need of protection", "ຕ້ອງການການປົກປ້ອງດ້ານອື່ນ")),
        ("another_offence", Say.In("Another offence", "ການກະທຳຜິດອື່ນ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> StatusDecision =
    [
        ("actual", Say.In("A victim", "ແມ່ນຜູ້ຖືກເຄາະຮ້າຍ")),
        ("not_victim", Say.In("Not a victim", "ບໍ່ແມ່ນຜູ້ຖືກເຄາະຮ້າຍ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> DecisionReason =
    [
        ("act_means_purpose", Say.In("Act, means and purpose are there", "ມີການກະທຳ, ວິທີການ ແລະ ຈຸດປະສົງ")),
        ("child_act_purpose", Say.In("A child: act and purpose are there", "ເດັກ: ມີການກະທຳ ແລະ ຈຸດປະສົງ")),
        ("identified_abroad", Say.In("Identified abroad and confirmed", "ຖືກຈຳແນກຢູ່ຕ່າງປະເທດ ແລະ ຢັ້ງຢືນແລ້ວ")),
        ("elements_missing", Say.In("An element is missing", "ຂາດອົງປະກອບ")),
        ("new_facts", Say.In("New facts", "ຂໍ້ເທັດຈິງໃໝ່")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> AppealReason =
    [
        ("facts_overlooked", Say.In("Facts were overlooked", "ມີຂໍ້ເທັດຈິງຖືກມອງຂ້າມ")),
        ("new_facts", Say.In("New facts", "ຂໍ້ເທັດຈິງໃໝ່")),
        ("procedure", Say.In("The procedure was not kept", "ບໍ່ປະຕິບັດຕາມຂັ້ນຕອນ")),
        ("no_interpreter", Say.In("There was no interpreter", "ບໍ່ມີລ່າມ")),
        ("other", Say.In("Otherwise", "ອື່ນໆ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> BestInterests =
    [
        ("as_planned", Say.In("As planned", "ຕາມແຜນ")),
        ("otherwise", Say.In("Otherwise than planned", "ຕ່າງຈາກແຜນ")),
        ("not_yet", Say.In("Not yet", "ຍັງບໍ່ທັນ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> IntakeCategory =
    [
        ("trafficking", Say.In("Trafficking", "ການຄ້າມະນຸດ")),
        ("domestic_violence", Say.In("Domestic violence", "ຄວາມຮຸນແຮງໃນຄອບຄົວ")),
        ("sexual_exploitation", Say.In("Sexual exploitation", "ການຂູດຮີດທາງເພດ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> BedGroup =
    [
        ("women", Say.In("Women", "ແມ່ຍິງ")),
        ("men", Say.In("Men", "ຜູ້ຊາຍ")),
        ("girls", Say.In("Girls", "ເດັກຍິງ")),
        ("boys", Say.In("Boys", "ເດັກຊາຍ")),
        ("families", Say.In("Parents with children", "ພໍ່ແມ່ພ້ອມລູກ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> DeclineReason =
    [
        ("no_bed", Say.In("No bed", "ບໍ່ມີຕຽງ")),
        ("group_not_taken", Say.In("This group is not taken", "ບໍ່ຮັບກຸ່ມນີ້")),
        ("needs_not_met", Say.In("The needs cannot be met here", "ບໍ່ສາມາດຕອບສະໜອງຄວາມຕ້ອງການ")),
        ("not_safe_here", Say.In("Not safe here", "ບໍ່ປອດໄພຢູ່ບ່ອນນີ້")),
        ("person_declined", Say.In("The person declined", "ບຸກຄົນປະຕິເສດ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> Right =
    [
        ("safety", Say.In("Safety", "ຄວາມປອດໄພ")),
        ("confidentiality", Say.In("Confidentiality", "ການຮັກສາຄວາມລັບ")),
        ("information", Say.In("Information in a language that is understood", "ຂໍ້ມູນໃນພາສາທີ່ເຂົ້າໃຈ")),
        ("leave_at_any_time", Say.In("To leave at any time", "ອອກໄດ້ທຸກເວລາ")),
        ("health_care", Say.In("Health care", "ການປິ່ນປົວສຸຂະພາບ")),
        ("legal_aid", Say.In("Legal aid", "ການຊ່ວຍເຫຼືອທາງກົດໝາຍ")),
        ("family_contact", Say.In("Contact with the family", "ຕິດຕໍ່ຄອບຄົວ")),
        ("complaint", Say.In("To complain", "ການຮ້ອງທຸກ")),
        ("no_conditions", Say.In("Help without conditions", "ການຊ່ວຍເຫຼືອໂດຍບໍ່ມີເງື່ອນໄຂ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> PlanAgreement =
    [
        ("person", Say.In("The person", "ບຸກຄົນ")),
        ("person_and_guardian", Say.In("The person and the guardian", "ບຸກຄົນ ແລະ ຜູ້ປົກຄອງ")),
        ("not_agreed", Say.In("Not agreed", "ບໍ່ເຫັນດີ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> ReviewOutcome =
    [
        ("continue", Say.In("Go on", "ສືບຕໍ່")),
        ("change", Say.In("The plan is changed", "ປ່ຽນແຜນ")),
        ("ready_to_leave", Say.In("Ready to leave", "ພ້ອມອອກ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> Strand =
    [
        ("counselling", Say.In("Counselling", "ການໃຫ້ຄຳປຶກສາ")),
        ("recovery", Say.In("Recovery", "ການຟື້ນຟູ")),
        ("vocational_training", Say.In("Vocational training", "ການຝຶກວິຊາຊີບ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> StrandStep =
    [
        ("offered", Say.In("Offered", "ສະເໜີໃຫ້")),
        ("taken_up", Say.In("Taken up", "ເຂົ້າຮ່ວມ")),
        ("declined", Say.In("Declined", "ປະຕິເສດ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> ExitDestination =
    [
        ("family", Say.In("The family", "ຄອບຄົວ")),
        ("relatives", Say.In("Relatives", "ພີ່ນ້ອງ")),
        ("independent", Say.In("On one's own", "ຢູ່ເອງ")),
        ("foster_care", Say.In("Foster care", "ຄອບຄົວອຸປະຖຳ")),
        ("other_shelter", Say.In("Another shelter", "ສູນພັກພິງອື່ນ")),
        ("abroad", Say.In("Abroad", "ຕ່າງປະເທດ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> ExitRisk =
    [
        ("low", Say.In("Low", "ຕໍ່າ")),
        ("managed", Say.In("Managed by a safety plan", "ຄຸ້ມຄອງດ້ວຍແຜນຄວາມປອດໄພ")),
        ("high", Say.In("High", "ສູງ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> ExitReason =
    [
        ("own_wish", Say.In("Own wish", "ຄວາມຕ້ອງການຂອງຕົນເອງ")),
        ("family", Say.In("Family", "ຄອບຄົວ")),
        ("work", Say.In("Work", "ວຽກ")),
        ("not_content", Say.In("Not content with the stay", "ບໍ່ພໍໃຈກັບການພັກ")),
        ("left_without_word", Say.In("Left without a word", "ອອກໂດຍບໍ່ບອກ")),
        ("other", Say.In("Otherwise", "ອື່ນໆ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> FollowUpOutcome =
    [
        ("well", Say.In("Well", "ດີ")),
        ("support_needed", Say.In("Support is needed", "ຕ້ອງການການຊ່ວຍເຫຼືອ")),
        ("at_risk", Say.In("At risk", "ມີຄວາມສ່ຽງ")),
        ("not_reached", Say.In("Not reached", "ຕິດຕໍ່ບໍ່ໄດ້")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> ServicePillar =
    [
        ("identification_protection", Say.In("Identification and protection", "ການຈຳແນກ ແລະ ປົກປ້ອງ")),
        ("support_services", Say.In("Individual support and services", "ການຊ່ວຍເຫຼືອ ແລະ ການບໍລິການ")),
        ("social_inclusion", Say.In("Social inclusion", "ການເຂົ້າສູ່ສັງຄົມ")),
        ("justice_redress", Say.In("Justice and redress", "ຄວາມຍຸຕິທຳ ແລະ ການເຍຍຍາ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> ServiceKind =
    [
        ("shelter", Say.In("Shelter", "ທີ່ພັກພິງ")),
        ("medical_care", Say.In("Medical care", "ການປິ່ນປົວ")),
        ("psychological_care", Say.In("Psychological care", "ການດູແລທາງຈິດໃຈ")),
        ("legal_aid", Say.In("Legal aid", "ການຊ່ວຍເຫຼືອທາງກົດໝາຍ")),
        ("interpretation", Say.In("Interpretation", "ການແປພາສາ")),
        ("schooling", Say.In("Schooling", "ການຮຽນ")),
        ("vocational_training", Say.In("Vocational training", "ການຝຶກວິຊາຊີບ")),
        ("livelihood", Say.In("Livelihood", "ອາຊີບ")),
        ("documents", Say.In("Documents", "ເອກະສານ")),
        ("family_tracing", Say.In("Family tracing", "ການຊອກຫາຄອບຄົວ")),
        ("compensation", Say.In("Compensation", "ການທົດແທນ")),
        ("cash_support", Say.In("Cash support", "ການຊ່ວຍເຫຼືອເປັນເງິນ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> NoConsentReason =
    [
        ("vital_interest", Say.In("Vital interest", "ຜົນປະໂຫຍດທີ່ສຳຄັນຕໍ່ຊີວິດ")),
        ("child_protection", Say.In("Protection of a child", "ການປົກປ້ອງເດັກ")),
        ("court_order", Say.In("Court order", "ຄຳສັ່ງສານ")),
        ("no_personal_data", Say.In("No personal data", "ບໍ່ມີຂໍ້ມູນສ່ວນຕົວ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> Safeguard =
    [
        ("access_by_role", Say.In("Access by role", "ເຂົ້າເຖິງຕາມບົດບາດ")),
        ("sealed_storage", Say.In("Sealed storage", "ການເກັບຮັກສາແບບປິດລັບ")),
        ("duty_of_secrecy", Say.In("Duty of secrecy", "ພັນທະຮັກສາຄວາມລັບ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> ServicePurpose =
    [
        ("victim_support", Say.In("Support of a victim", "ການຊ່ວຍເຫຼືອຜູ້ຖືກເຄາະຮ້າຍ")),
        ("victim_protection", Say.In("Protection of a victim", "ການປົກປ້ອງຜູ້ຖືກເຄາະຮ້າຍ")),
        ("health_care", Say.In("Health care", "ການປິ່ນປົວສຸຂະພາບ")),
        ("legal_aid", Say.In("Legal aid", "ການຊ່ວຍເຫຼືອທາງດ້ານກົດໝາຍ")),
        ("family_tracing", Say.In("Family tracing", "ການຊອກຫາຄອບຄົວ")),
        ("reintegration", Say.In("Reintegration", "ການກັບຄືນສູ່ສັງຄົມ")),
        ("child_protection", Say.In("Protection of a child", "ການປົກປ້ອງເດັກ")),
    ];
}
