using Coordination.Localization;

namespace Coordination.PlanOfAction.Documents;

/// <summary>The words of a progress report.</summary>
internal static class ProgressWords
{
    public static readonly LocalizedText Report = new("Progress report", "ບົດລາຍງານຄວາມຄືບໜ້າ");
    public static readonly LocalizedText Owner = new("Responsible", "ຜູ້ຮັບຜິດຊອບ");
    public static readonly LocalizedText Stage = new("Stage", "ຂັ້ນຕອນ");
    public static readonly LocalizedText Period = new("Period", "ໄລຍະ");
    public static readonly LocalizedText AsOf = new("As of", "ຂໍ້ມູນວັນທີ");
    public static readonly LocalizedText Summary = new("Summary", "ສະຫຼຸບ");
    public static readonly LocalizedText Activities = new("Activities", "ກິດຈະກຳ");
    public static readonly LocalizedText Done = new("Done", "ສຳເລັດ");
    public static readonly LocalizedText UnderWay = new("Under way", "ກຳລັງດຳເນີນ");
    public static readonly LocalizedText Planned = new("Planned", "ວາງແຜນ");
    public static readonly LocalizedText Cancelled = new("Cancelled", "ຍົກເລີກ");
    public static readonly LocalizedText Overdue = new("Overdue", "ກາຍກຳນົດ");
    public static readonly LocalizedText Objective = new("Objective", "ຈຸດປະສົງ");
    public static readonly LocalizedText Output = new("Output", "ຜົນໄດ້ຮັບ");
    public static readonly LocalizedText Activity = new("Activity", "ກິດຈະກຳ");
    public static readonly LocalizedText Lead = new("Lead", "ຜູ້ນຳພາ");
    public static readonly LocalizedText Until = new("Until", "ຮອດວັນທີ");
    public static readonly LocalizedText Status = new("Status", "ສະຖານະ");
    public static readonly LocalizedText Indicator = new("Indicator", "ຕົວຊີ້ວັດ");
    public static readonly LocalizedText Baseline = new("Baseline", "ຄ່າເລີ່ມຕົ້ນ");
    public static readonly LocalizedText Target = new("Target", "ເປົ້າໝາຍ");
    public static readonly LocalizedText Newest = new("Newest value", "ຄ່າຫຼ້າສຸດ");
    public static readonly LocalizedText Reached = new("Reached", "ບັນລຸ");
    public static readonly LocalizedText Coverage = new("Obligations", "ພັນທະ");
    public static readonly LocalizedText Article = new("Article", "ມາດຕາ");
    public static readonly LocalizedText NotServed = new("No activity serves it", "ບໍ່ມີກິດຈະກຳຮອງຮັບ");
    public static readonly LocalizedText NotKnown = new("not known", "ບໍ່ຮູ້");
    public static readonly LocalizedText Nothing = new("none", "ບໍ່ມີ");

    public static string In(this LocalizedText text, bool lao) => lao && text.Lo.Length > 0 ? text.Lo : text.En;
}
