using System.Collections.Immutable;
using Coordination.Directory;
using Coordination.Names;
using Coordination.Packs;
using Coordination.Silo.Directory;
using Coordination.Yaml;

namespace Coordination.Silo.Packs;

/// <summary><c>agencies.yaml</c>: who takes part.</summary>
internal static class AgenciesFile
{
    public static readonly ImmutableDictionary<string, AgencyKind> Kinds = new Dictionary<string, AgencyKind>
    {
        ["committee"] = AgencyKind.Committee,
        ["secretariat"] = AgencyKind.Secretariat,
        ["ministry"] = AgencyKind.Ministry,
        ["department"] = AgencyKind.Department,
        ["mass_organisation"] = AgencyKind.MassOrganisation,
        ["justice"] = AgencyKind.Justice,
        ["shelter"] = AgencyKind.Shelter,
        ["foreign"] = AgencyKind.Foreign,
        ["partner"] = AgencyKind.Partner,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public static ImmutableArray<PackAgency> Read(PackReading reading, TimeZoneInfo zone)
    {
        var file = reading.Open("agencies.yaml", out _, "agencies");
        var agencies = ImmutableArray.CreateBuilder<PackAgency>();
        var lines = new Dictionary<AgencyName, YamlEntry>();
        var links = new List<(YamlEntry Entry, int Line, AgencyName To, string What)>();

        foreach (var entry in file.Entries(
            "agencies", "an agency", required: true,
            "code", "name", "kind", "parent", "country", "valid_from", "valid_until", "successors", "source", "checked"))
        {
            var name = entry.Name<AgencyName>("code");
            var from = Moment(entry, "valid_from", zone);
            var until = Moment(entry, "valid_until", zone);
            if (from is not null && until <= from)
                entry.Error(entry.LineOf("valid_until"), "The end does not lie after the beginning.");

            var parent = entry.OptionalName<AgencyName>("parent");
            if (parent is { } above)
                links.Add((entry, entry.LineOf("parent"), above, "parent"));

            var successors = ImmutableArray.CreateBuilder<AgencyName>();
            foreach (var text in entry.Texts("successors"))
            {
                if (YamlEntry.Id<AgencyName>(text.Text) is not { } successor)
                    entry.Error(text.Line, $"\"{text.Text}\" is not a code: lower-case letters, digits and hyphens.");
                else if (successor == name)
                    entry.Error(text.Line, "An agency cannot succeed itself.");
                else
                {
                    successors.Add(successor);
                    links.Add((entry, text.Line, successor, "successor"));
                }
            }

            if (successors.Count > 0 && until is null)
                entry.Error(entry.LineOf("successors"), "Successors need \"valid_until\": when they took over.");

            var country = entry.OptionalText("country");
            if (country.Length > 0 && !PackIdentity.IsCountry(country))
                entry.Error(entry.LineOf("country"), $"\"{country}\" is not an ISO 3166-1 code of two capital letters.");

            var agency = new PackAgency(
                name, entry.Localized("name"), entry.Parsed("kind", Kind, $"a kind: {string.Join(", ", Kinds.Keys.Order())}") ?? default,
                parent, country, from, until, successors.ToImmutable(), entry.Note());
            if (name.Id is null)
                continue;
            if (lines.TryGetValue(name, out var first))
                entry.Error(entry.LineOf("code"), $"The code \"{name.Id}\" is taken on line {first.LineOf("code")}.");
            else
            {
                lines.Add(name, entry);
                agencies.Add(agency);
            }
        }

        foreach (var (entry, line, to, what) in links)
        {
            if (!lines.ContainsKey(to))
                entry.Error(line, $"The {what} \"{to.Id}\" is not in the pack.");
        }

        CheckCycles(agencies, lines);
        return agencies.ToImmutable();
    }

    private static void CheckCycles(ImmutableArray<PackAgency>.Builder agencies, Dictionary<AgencyName, YamlEntry> lines)
    {
        var parents = agencies.ToDictionary(a => a.Name, a => a.Parent);
        foreach (var agency in agencies)
        {
            var depth = 0;
            for (var up = agency.Parent; up is { } next && parents.TryGetValue(next, out var higher); up = higher)
            {
                if (next == agency.Name || ++depth > Surroundings.MaxDepth)
                {
                    lines[agency.Name].Error(lines[agency.Name].LineOf("parent"), "The agency would stand above itself, or too deep.");
                    break;
                }
            }
        }
    }

    public static DateTimeOffset? Moment(YamlEntry entry, string key, TimeZoneInfo zone) =>
        entry.Parsed(key, YamlTexts.Date, YamlTexts.DateForm, required: false) is { } date ? YamlTexts.Beginning(date, zone) : null;

    private static AgencyKind? Kind(string text) => Kinds.TryGetValue(text, out var kind) ? kind : null;
}
