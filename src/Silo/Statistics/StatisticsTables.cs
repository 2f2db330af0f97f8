using System.Collections.Immutable;
using Coordination.Localization;
using Coordination.Registry;
using Coordination.Statistics;

namespace Coordination.Silo.Statistics;

/// <summary>The named tables: fixed questions whose answers others ask a country for.</summary>
/// <remarks>
/// IC-TIP-shaped: they follow the four parts of the International Classification Standard for Administrative Data on Trafficking
/// in Persons (events, victims, perpetrators, reporting entities). They claim no conformance: its code tables were not at hand.
/// </remarks>
internal static class StatisticsTables
{
    private static readonly ImmutableDictionary<string, ImmutableArray<string>> NoFilter = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    private static readonly ImmutableDictionary<string, ImmutableArray<string>> Victims = NoFilter
        .Add(PeopleDimensions.Role, ["victim"]).Add(PeopleDimensions.Status, ["possible", "actual"]);

    private static readonly ImmutableDictionary<string, ImmutableArray<string>> Suspects = NoFilter.Add(PeopleDimensions.Role, ["suspect"]);

    private static readonly LocalizedText Detected = new(
        "Victims are people with the status possible or actual, counted in the period in which their case was opened.",
        "ຜູ້ຖືກເຄາະຮ້າຍແມ່ນຜູ້ທີ່ມີສະຖານະ ອາດເປັນ ຫຼື ເປັນຜູ້ຖືກເຄາະຮ້າຍແທ້, ນັບຕາມໄລຍະທີ່ເປີດກໍລະນີ.");

    private static readonly LocalizedText Shaped = new(
        "IC-TIP-shaped: the parts follow that standard; the codes are the platform's own.",
        "ຮູບແບບຕາມ IC-TIP: ພາກຕ່າງໆຕາມມາດຕະຖານນັ້ນ; ລະຫັດແມ່ນຂອງລະບົບເອງ.");

    private static readonly LocalizedText Forms = new(
        "A person with several forms of exploitation is counted under each.",
        "ຜູ້ທີ່ຖືກຂູດຮີດຫຼາຍຮູບແບບ ຖືກນັບໃນແຕ່ລະຮູບແບບ.");

    private static readonly LocalizedText Rates = new(
        "Rates need one whole year and its population in the country pack.",
        "ອັດຕາຕ້ອງການໜຶ່ງປີເຕັມ ແລະ ຈຳນວນປະຊາກອນຂອງປີນັ້ນໃນຊຸດຂໍ້ມູນຂອງປະເທດ.");

    public static readonly ImmutableArray<NamedTable> All =
    [
        new("ictip-events", new LocalizedText("Events (IC-TIP-shaped)", "ເຫດການ (ຕາມຮູບແບບ IC-TIP)"),
        [
            new(new("Cases by state", "ກໍລະນີຕາມສະຖານະ"), StatisticsKinds.Cases.Name, [CaseDimensions.CaseState], NoFilter),
            new(new("Cases by province", "ກໍລະນີຕາມແຂວງ"), StatisticsKinds.Cases.Name, [CaseDimensions.Province], NoFilter),
            new(new("Cases by outcome", "ກໍລະນີຕາມຜົນ"), StatisticsKinds.Cases.Name, [CaseDimensions.Outcome], NoFilter),
        ], [Shaped]),
        new("ictip-victims", new LocalizedText("Victims (IC-TIP-shaped)", "ຜູ້ຖືກເຄາະຮ້າຍ (ຕາມຮູບແບບ IC-TIP)"),
        [
            new(new("By gender and age", "ຕາມເພດ ແລະ ອາຍຸ"), StatisticsKinds.People.Name, [PeopleDimensions.Gender, PeopleDimensions.AgeBand], Victims),
            new(new("By citizenship", "ຕາມສັນຊາດ"), StatisticsKinds.People.Name, [PeopleDimensions.Citizenship], Victims),
            new(new("By form of exploitation", "ຕາມຮູບແບບການຂູດຮີດ"), StatisticsKinds.People.Name, [StatisticsKinds.ExploitationAny], Victims),
            new(new("By status", "ຕາມສະຖານະ"), StatisticsKinds.People.Name, [PeopleDimensions.Status], Victims),
        ], [Shaped, Detected, Forms]),
        new("ictip-perpetrators", new LocalizedText("Alleged perpetrators (IC-TIP-shaped)", "ຜູ້ຖືກສົງໄສ (ຕາມຮູບແບບ IC-TIP)"),
        [
            new(new("By gender and age", "ຕາມເພດ ແລະ ອາຍຸ"), StatisticsKinds.People.Name, [PeopleDimensions.Gender, PeopleDimensions.AgeBand], Suspects),
            new(new("By citizenship", "ຕາມສັນຊາດ"), StatisticsKinds.People.Name, [PeopleDimensions.Citizenship], Suspects),
        ], [Shaped]),
        new("ictip-reporting-entities", new LocalizedText("Reporting entities (IC-TIP-shaped)", "ໜ່ວຍງານທີ່ລາຍງານ (ຕາມຮູບແບບ IC-TIP)"),
        [
            new(new("Cases by reporting organisation", "ກໍລະນີຕາມອົງການທີ່ລາຍງານ"), StatisticsKinds.Cases.Name, [CaseDimensions.SourceType, CaseDimensions.Source], NoFilter),
            new(new("Cases by leading agency", "ກໍລະນີຕາມອົງການນຳພາ"), StatisticsKinds.Cases.Name, [CaseDimensions.Lead], NoFilter),
        ], [Shaped]),
        new("sdg-16-2-2", new LocalizedText(
            "SDG 16.2.2: detected victims by sex, age group and form of exploitation",
            "SDG 16.2.2: ຜູ້ຖືກເຄາະຮ້າຍທີ່ກວດພົບ ຕາມເພດ, ກຸ່ມອາຍຸ ແລະ ຮູບແບບການຂູດຮີດ"),
        [
            new(new("Detected victims per 100,000 people", "ຜູ້ຖືກເຄາະຮ້າຍທີ່ກວດພົບ ຕໍ່ 100.000 ຄົນ"), StatisticsKinds.People.Name,
                [PeopleDimensions.Gender, PeopleDimensions.AgeBand, StatisticsKinds.ExploitationAny], Victims) { Rates = true },
        ], [Detected, Forms, Rates]),
    ];

    public static NamedTable? Find(string name) => All.FirstOrDefault(table => string.Equals(table.Title.Name, name, StringComparison.Ordinal));
}

/// <param name="Notes">What the numbers are and are not.</param>
internal sealed record NamedTable(TableTitle Title, ImmutableArray<NamedPart> Parts, ImmutableArray<LocalizedText> Notes)
{
    public NamedTable(string name, LocalizedText title, ImmutableArray<NamedPart> parts, ImmutableArray<LocalizedText> notes)
        : this(new TableTitle(name, title), parts, notes) { }
}

/// <summary>One question of a table: every combination of its dimensions, with totals.</summary>
internal sealed record NamedPart(
    LocalizedText Title, string Kind, ImmutableArray<string> Dimensions, ImmutableDictionary<string, ImmutableArray<string>> Filters)
{
    private const double PerPeople = 100_000;

    /// <summary>Whether each number is given per 100,000 people too.</summary>
    public bool Rates { get; init; }

    private ImmutableArray<ImmutableArray<string>> Groupings =>
        [.. Enumerable.Range(0, 1 << Dimensions.Length).Select(set => Dimensions.Where((_, place) => (set & (1 << place)) != 0).ToImmutableArray())];

    public StatisticsQuestion Question(string firstPeriod, string lastPeriod) =>
        new(Kind, Groupings, Filters, firstPeriod, lastPeriod, FactPeriod.None);

    /// <summary>The answer's cells as rows; the totals come first.</summary>
    public TablePart Fill(ImmutableArray<StatisticsCell> cells, StatisticsPolicy policy, string firstPeriod, string lastPeriod)
    {
        var groupings = Groupings;
        var people = Rates ? Population(policy, firstPeriod, lastPeriod) : null;
        return new TablePart(Title, Dimensions,
        [
            .. cells.Select(cell => new TableRow(
                [.. Dimensions.Select(d => groupings[cell.Grouping].IndexOf(d, StringComparer.Ordinal) is >= 0 and var place ? cell.Values[place] : TableRow.Total)],
                cell.Count,
                cell.Count is { } count && people is { } all ? count * PerPeople / all : null)),
        ]);
    }

    private static long? Population(StatisticsPolicy policy, string firstPeriod, string lastPeriod) =>
        StatisticsPeriods.TryRead(firstPeriod, out var from, out _) && StatisticsPeriods.TryRead(lastPeriod, out _, out var until)
        && from is { Month: 1, Day: 1 } && until == from.AddYears(1)
            ? policy.PopulationOf(from.Year)
            : null;
}
