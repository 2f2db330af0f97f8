using System.Collections.Immutable;
using Coordination.Names;
using Coordination.Packs;
using Coordination.Reporting;
using Coordination.Yaml;

namespace Coordination.Silo.Packs;

/// <summary><c>reporting.yaml</c>: who approves for a province and for a ministry, and how late reports are chased. A pack may leave it out.</summary>
internal static class ReportingFile
{
    public const string Name = "reporting.yaml";

    public static ReportingPolicy Read(
        PackReading reading, PackCalendar calendar, ImmutableArray<PackAgency> agencies, ImmutableArray<PackProvince> provinces, ImmutableArray<PackUnit> units)
    {
        if (!reading.Has(Name))
            return ReportingPolicy.None;

        var file = reading.Open(Name, out var readable, "approvers", "ministries", "reminders", "ladder", "source", "checked");
        if (!readable)
            return ReportingPolicy.None;

        file.Note();
        return new ReportingPolicy(
            // Where the provinces' or the units' own file is missing, that is said once and not for each that is named here.
            Approvers(file, reading.Has("provinces.yaml") ? provinces : null, reading.Has("units.yaml") ? units : null),
            Ministries(file, agencies),
            DeadlinesFile.Reminders(file, "reminders", calendar),
            DeadlinesFile.Ladder(file, "ladder", calendar, "priorities", []));
    }

    private static ImmutableDictionary<string, UnitName> Approvers(
        YamlEntry file, ImmutableArray<PackProvince>? provinces, ImmutableArray<PackUnit>? units)
    {
        var approvers = ImmutableDictionary.CreateBuilder<string, UnitName>(StringComparer.Ordinal);
        foreach (var entry in file.Entries("approvers", "an approver", required: true, "province", "unit", "source", "checked"))
        {
            var (code, name) = (entry.Text("province"), entry.Name<UnitName>("unit"));
            entry.Note();
            if (code.Length > 0 && provinces is { } known && !known.Any(p => p.Code == code))
                entry.Error(entry.LineOf("province"), $"The province \"{code}\" is not in the pack.");
            if (name.Id is null || units is not { } there)
                continue;

            if (there.FirstOrDefault(u => u.Name == name) is not { } unit)
                entry.Error(entry.LineOf("unit"), $"The unit \"{name.Id}\" is not in the pack.");
            else if (code.Length > 0 && unit.Province != code)
                entry.Error(entry.LineOf("unit"), $"The unit \"{name.Id}\" is in {unit.Province}, and cannot approve for {code}.");
            else if (code.Length > 0 && !approvers.TryAdd(code, name))
                entry.Error(entry.LineOf("province"), $"The province \"{code}\" has an approver already.");
        }

        return approvers.ToImmutable();
    }

    private static ImmutableDictionary<AgencyName, AgencyName> Ministries(YamlEntry file, ImmutableArray<PackAgency> agencies)
    {
        var ministries = ImmutableDictionary.CreateBuilder<AgencyName, AgencyName>();
        foreach (var entry in file.Entries("ministries", "a ministry", required: false, "agency", "ministry", "source", "checked"))
        {
            var (agency, ministry) = (entry.Name<AgencyName>("agency"), entry.Name<AgencyName>("ministry"));
            entry.Note();
            foreach (var (name, key) in new[] { (agency, "agency"), (ministry, "ministry") })
            {
                if (name.Id is not null && !agencies.Any(a => a.Name == name))
                    entry.Error(entry.LineOf(key), $"The agency \"{name.Id}\" is not in the pack.");
            }

            if (agency.Id is not null && ministry.Id is not null && !ministries.TryAdd(agency, ministry))
                entry.Error(entry.LineOf("agency"), $"\"{agency.Id}\" has a ministry already.");
        }

        return ministries.ToImmutable();
    }
}
