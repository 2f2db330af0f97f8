using System.Buffers;
using System.Collections.Immutable;
using Coordination.Localization;
using Coordination.Packs;

namespace Coordination.Silo.Packs;

/// <summary><c>provinces.yaml</c>: the country's provinces.</summary>
internal static class ProvincesFile
{
    private static readonly SearchValues<char> CodeLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    public static ImmutableArray<PackProvince> Read(PackReading reading, string country)
    {
        var file = reading.Open("provinces.yaml", out _, "provinces");
        var provinces = new List<PackProvince>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);

        foreach (var entry in file.Entries(
            "provinces", "a province", required: true, "code", "name", "kind", "districts", "district_names", "source", "checked"))
        {
            var code = entry.Text("code", 6);
            if (code.Length > 0 && !IsCode(code, country))
                entry.Error(entry.LineOf("code"), $"\"{code}\" is not an ISO 3166-2 code of the pack's country, for example {country}-XX.");
            else if (code.Length > 0 && !lines.TryAdd(code, entry.LineOf("code")))
                entry.Error(entry.LineOf("code"), $"The code \"{code}\" is taken on line {lines[code]}.");

            var kind = entry.Text("kind");
            if (kind is not ("" or "province" or "prefecture"))
                entry.Error(entry.LineOf("kind"), $"\"{kind}\" is not a kind: prefecture, province.");

            var districts = entry.Number("districts", 0, 1_000);
            var names = ImmutableArray.CreateBuilder<LocalizedText>();
            foreach (var name in entry.Items("district_names"))
                names.Add(entry.LocalizedOf(name, "district_names"));
            if (names.Count > 0 && names.Count != districts)
                entry.Error(entry.LineOf("district_names"), $"{names.Count} districts are named, but the province has {districts}.");

            provinces.Add(new PackProvince(code, entry.Localized("name"), kind, districts, names.ToImmutable(), entry.Note()));
        }

        return [.. provinces.OrderBy(p => p.Code, StringComparer.Ordinal)];
    }

    private static bool IsCode(string code, string country) =>
        code.Length is >= 4 and <= 6
        && code[2] == '-'
        && (country.Length == 0 || code.StartsWith(country, StringComparison.Ordinal))
        && code.AsSpan(3).IndexOfAnyExcept(CodeLetters) < 0;
}
