using System.Collections.Immutable;
using Coordination.Names;
using Coordination.Packs;
using Coordination.Yaml;

namespace Coordination.Silo.Packs;

/// <summary><c>instruments.yaml</c>: laws, conventions, agreements, plans and guidelines.</summary>
internal static class InstrumentsFile
{
    private static readonly ImmutableArray<string> Kinds = ["law", "convention", "agreement", "plan", "guideline"];

    public static ImmutableArray<PackInstrument> Read(PackReading reading, ImmutableArray<PackAgency> agencies)
    {
        var file = reading.Open("instruments.yaml", out _, "instruments");
        var instruments = ImmutableArray.CreateBuilder<PackInstrument>();
        var lines = new Dictionary<InstrumentName, int>();

        foreach (var entry in file.Entries(
            "instruments", "an instrument", required: false, "code", "name", "kind", "date", "state", "parties", "objectives", "source", "checked"))
        {
            var name = entry.Name<InstrumentName>("code");
            if (name.Id is not null && !lines.TryAdd(name, entry.LineOf("code")))
                entry.Error(entry.LineOf("code"), $"The code \"{name.Id}\" is taken on line {lines[name]}.");

            var kind = entry.Text("kind");
            if (kind.Length > 0 && !Kinds.Contains(kind, StringComparer.Ordinal))
                entry.Error(entry.LineOf("kind"), $"\"{kind}\" is not a kind: {string.Join(", ", Kinds)}.");

            entry.Parsed("date", YamlTexts.Date, YamlTexts.DateForm, required: false);
            instruments.Add(new PackInstrument(
                name, entry.Localized("name"), kind, entry.OptionalText("date"), entry.OptionalText("state", 40),
                [.. entry.Agencies("parties", agencies).Select(a => a.Agency)], Objectives(entry), entry.Note()));
        }

        return instruments.ToImmutable();
    }

    private static ImmutableArray<PackObjective> Objectives(YamlEntry instrument)
    {
        var objectives = ImmutableArray.CreateBuilder<PackObjective>();
        foreach (var entry in instrument.Entries("objectives", "an objective", required: false, "id", "text", "source", "checked"))
        {
            var id = entry.Text("id", 63);
            if (id.Length > 0 && !ResourceName.IsId(id))
                entry.Error(entry.LineOf("id"), $"\"{id}\" is not a code: lower-case letters, digits and hyphens.");
            if (objectives.Any(o => o.Id == id))
                entry.Error(entry.LineOf("id"), $"\"{id}\" occurs twice in this instrument.");
            objectives.Add(new PackObjective(id, entry.Localized("text"), entry.Note()));
        }

        return objectives.ToImmutable();
    }
}
