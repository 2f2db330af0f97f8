using Coordination.Names;
using Coordination.PlanOfAction.Contracts;

namespace Coordination.Modules.Tests.PlanOfAction;

/// <summary>A small plan.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Now = new(2026, 8, 1, 8, 0, 0, TimeSpan.Zero);

    public static readonly InstrumentName Palermo = new("palermo-protocol");

    public static readonly PlanContent Plan = new(
        new("National plan of action", "ແຜນປະຕິບັດງານແຫ່ງຊາດ"),
        new(2026, 1, 1), new(2030, 12, 31), new InstrumentName("npa"), [],
        [
            new("protection", new("Protection of victims", "ການປົກປ້ອງຜູ້ຖືກເຄາະຮ້າຍ"),
            [
                new("services", new("Services are there", "ມີການບໍລິການ"),
                [
                    new("shelter", new("Run the shelter | of the centre", "ດຳເນີນງານສູນພັກພິງ"), new("mlsw"), [new("lwu")], new(2026, 1, 1), new(2026, 6, 30), 500_000_000, "LAK",
                    [
                        new("served", new("Victims served", "ຜູ້ຖືກເຄາະຮ້າຍທີ່ໄດ້ຮັບການບໍລິການ"), "persons", 4, 24, "register of the centre", ReportedByUnits: true),
                        new("trained", new("Staff trained", "ພະນັກງານທີ່ຝຶກແລ້ວ"), "persons", null, null, "", ReportedByUnits: false),
                    ]),
                ]),
            ]),
        ],
        [new(Palermo, "art-6", ["shelter"]), new(Palermo, "art-9", [])]);
}
