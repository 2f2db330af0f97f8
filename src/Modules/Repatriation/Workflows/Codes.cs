using System.Collections.Immutable;
using Coordination.Localization;

namespace Coordination.Repatriation.Workflows;

/// <summary>Words of codes. The Lao ones are the authors' own; nobody has checked them.</summary>
internal static class Codes
{
    public static readonly ImmutableArray<(string Code, LocalizedText Title)> Wish =
    [
        ("to_return", Say.In("To return", "ຢາກກັບ")),
        ("to_stay", Say.In("To stay", "ຢາກຢູ່")),
        ("undecided", Say.In("Undecided", "ຍັງບໍ່ຕັດສິນໃຈ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> Consent =
    [
        ("given", Say.In("Given", "ຍິນຍອມ")),
        ("given_with_guardian", Say.In("Given, the guardian too", "ຍິນຍອມ ພ້ອມດ້ວຍຜູ້ປົກຄອງ")),
        ("refused", Say.In("Refused", "ປະຕິເສດ")),
        ("withdrawn", Say.In("Withdrawn", "ຖອນຄືນ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> FamilyFound =
    [
        ("found", Say.In("Found", "ພົບແລ້ວ")),
        ("not_found", Say.In("Not found", "ບໍ່ພົບ")),
        ("no_family", Say.In("There is none", "ບໍ່ມີຄອບຄົວ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> FamilySituation =
    [
        ("safe_and_willing", Say.In("Safe and willing", "ປອດໄພ ແລະ ເຕັມໃຈ")),
        ("willing_with_support", Say.In("Willing, with support", "ເຕັມໃຈ ຖ້າມີການຊ່ວຍເຫຼືອ")),
        ("not_willing", Say.In("Not willing", "ບໍ່ເຕັມໃຈ")),
        ("involved", Say.In("Involved in the exploitation", "ມີສ່ວນກ່ຽວຂ້ອງກັບການຂູດຮີດ")),
        ("not_known", Say.In("Not known", "ບໍ່ຮູ້")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> SafetyResult =
    [
        ("safe", Say.In("Safe", "ປອດໄພ")),
        ("safe_with_measures", Say.In("Safe with measures", "ປອດໄພ ຖ້າມີມາດຕະການ")),
        ("not_safe", Say.In("Not safe", "ບໍ່ປອດໄພ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> SafetyMeasure =
    [
        ("escort", Say.In("Escort", "ມີຜູ້ຕິດຕາມ")),
        ("other_district", Say.In("Another district", "ເມືອງອື່ນ")),
        ("shelter", Say.In("Shelter", "ສູນພັກພິງ")),
        ("police_protection", Say.In("Protection by the police", "ການປົກປ້ອງຂອງຕຳຫຼວດ")),
        ("regular_visits", Say.In("Regular visits", "ຢ້ຽມຢາມເປັນປະຈຳ")),
        ("other", Say.In("Otherwise", "ອື່ນໆ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> BestInterests =
    [
        ("to_return", Say.In("To return", "ກັບ")),
        ("not_to_return", Say.In("Not to return", "ບໍ່ກັບ")),
        ("not_yet", Say.In("Not yet", "ຍັງບໍ່ທັນ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> Placement =
    [
        ("family", Say.In("The family", "ຄອບຄົວ")),
        ("relatives", Say.In("Relatives", "ພີ່ນ້ອງ")),
        ("independent", Say.In("On one's own", "ຢູ່ເອງ")),
        ("foster_care", Say.In("Foster care", "ຄອບຄົວອຸປະຖຳ")),
        ("shelter", Say.In("A shelter", "ສູນພັກພິງ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> Alternative =
    [
        ("stay_here", Say.In("To stay in the country", "ຢູ່ໃນປະເທດນີ້")),
        ("relatives_elsewhere", Say.In("Relatives elsewhere", "ພີ່ນ້ອງຢູ່ບ່ອນອື່ນ")),
        ("foster_care", Say.In("Foster care", "ຄອບຄົວອຸປະຖຳ")),
        ("long_term_shelter", Say.In("A shelter for longer", "ສູນພັກພິງໄລຍະຍາວ")),
        ("third_country", Say.In("A third country", "ປະເທດທີສາມ")),
        ("later_return", Say.In("A return later", "ກັບພາຍຫຼັງ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> TravelDocument =
    [
        ("passport", Say.In("Passport", "ໜັງສືຜ່ານແດນ")),
        ("border_pass", Say.In("Border pass", "ໃບຜ່ານແດນ")),
        ("emergency_document", Say.In("Emergency document", "ເອກະສານສຸກເສີນ")),
        ("list_of_names", Say.In("By the list of both sides", "ຕາມບັນຊີຂອງສອງຝ່າຍ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> TransitRecord =
    [
        ("held", Say.In("Held", "ດຳເນີນແລ້ວ")),
        ("declined_by_person", Say.In("Declined by the person", "ບຸກຄົນປະຕິເສດ")),
        ("not_needed", Say.In("Not needed", "ບໍ່ຈຳເປັນ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> IntakeCategory =
    [
        ("trafficking", Say.In("Trafficking", "ການຄ້າມະນຸດ")),
        ("domestic_violence", Say.In("Domestic violence", "ຄວາມຮຸນແຮງໃນຄອບຄົວ")),
        ("sexual_exploitation", Say.In("Sexual exploitation", "ການຂູດຮີດທາງເພດ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> ScreeningReason =
    [
        ("returnee", Say.In("Returned from abroad", "ກັບຈາກຕ່າງປະເທດ")),
        ("police_contact", Say.In("Contact with the police", "ພົບກັບຕຳຫຼວດ")),
        ("border", Say.In("At the border", "ຢູ່ຊາຍແດນ")),
        ("organisation", Say.In("By an organisation", "ອົງການຈັດຕັ້ງແຈ້ງ")),
        ("other", Say.In("Otherwise", "ອື່ນໆ")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> FollowUpOutcome =
    [
        ("well", Say.In("Well", "ດີ")),
        ("support_needed", Say.In("Support is needed", "ຕ້ອງການການຊ່ວຍເຫຼືອ")),
        ("at_risk", Say.In("At risk", "ມີຄວາມສ່ຽງ")),
        ("not_reached", Say.In("Not reached", "ຕິດຕໍ່ບໍ່ໄດ້")),
    ];

    public static readonly ImmutableArray<(string Code, LocalizedText Title)> Feedback =
    [
        ("reintegrated", Say.In("Reintegrated", "ກັບຄືນສູ່ສັງຄົມແລ້ວ")),
        ("partly", Say.In("Partly", "ບາງສ່ວນ")),
        ("left_again", Say.In("Left again", "ອອກໄປອີກ")),
        ("not_reached", Say.In("Not reached", "ຕິດຕໍ່ບໍ່ໄດ້")),
    ];
}
