using System.Collections.Immutable;
using Coordination.Names;
using Coordination.Packs;

namespace Coordination.Silo.Packs;

/// <summary><c>units.yaml</c>: agencies' units in the provinces.</summary>
internal static class UnitsFile
{
    public static ImmutableArray<PackUnit> Read(PackReading reading, ImmutableArray<PackAgency> agencies, ImmutableArray<PackProvince> provinces)
    {
        var file = reading.Open("units.yaml", out _, "units");
        var units = ImmutableArray.CreateBuilder<PackUnit>();
        var lines = new Dictionary<UnitName, int>();

        foreach (var entry in file.Entries(
            "units", "a unit", required: true, "code", "name", "agency", "province", "district", "affected", "source", "checked"))
        {
            var name = entry.Name<UnitName>("code");
            if (name.Id is not null && !lines.TryAdd(name, entry.LineOf("code")))
                entry.Error(entry.LineOf("code"), $"The code \"{name.Id}\" is taken on line {lines[name]}.");

            var agency = entry.Name<AgencyName>("agency");
            if (agency.Id is not null && !agencies.Any(a => a.Name == agency))
                entry.Error(entry.LineOf("agency"), $"The agency \"{agency.Id}\" is not in the pack.");

            var code = entry.Text("province");
            var province = provinces.FirstOrDefault(p => string.Equals(p.Code, code, StringComparison.Ordinal));
            if (code.Length > 0 && province is null)
                entry.Error(entry.LineOf("province"), $"The province \"{code}\" is not in the pack.");

            var district = entry.OptionalText("district", 200);
            if (district.Length > 0 && province is { DistrictNames.IsEmpty: false } && !province.HasDistrict(district))
                entry.Error(entry.LineOf("district"), $"\"{district}\" is not among the district_names of {code}.");

            units.Add(new PackUnit(name, entry.Localized("name"), agency, code, district, entry.Flag("affected", false), entry.Note()));
        }

        return units.ToImmutable();
    }
}
