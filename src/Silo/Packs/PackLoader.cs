using System.Collections.Immutable;
using System.Text;
using Coordination.Localization;
using Coordination.Packs;
using Coordination.Yaml;

namespace Coordination.Silo.Packs;

/// <summary>A pack, or all that is wrong with it.</summary>
/// <param name="Pack">Null when there are errors.</param>
/// <param name="Errors">By file and line.</param>
public sealed record PackLoad(CountryPack? Pack, ImmutableArray<PackError> Errors);

/// <summary>A pack was needed and is broken.</summary>
public sealed class PackInvalidException : Exception
{
    public PackInvalidException() { }

    public PackInvalidException(string message) : base(message) { }

    public PackInvalidException(string message, Exception innerException) : base(message, innerException) { }

    public PackInvalidException(string directory, ImmutableArray<PackError> errors)
        : base(Sentence(directory, errors)) => Errors = errors;

    public ImmutableArray<PackError> Errors { get; } = [];

    private static string Sentence(string directory, ImmutableArray<PackError> errors)
    {
        var text = new StringBuilder().Append("The country pack in ").Append(directory).Append(" has ").Append(errors.Length)
            .Append(errors.Length == 1 ? " error:" : " errors:");
        foreach (var error in errors)
            text.AppendLine().Append("  ").Append(error);
        return text.ToString();
    }
}

/// <summary>Reads a country pack and checks all of it: each error is reported with file and line, and all at once.</summary>
public static class PackLoader
{
    /// <summary>A pack's files, in the order in which they are read.</summary>
    public static readonly IReadOnlyList<string> Files =
    [
        "pack.yaml", "agencies.yaml", "committee.yaml", "provinces.yaml", "units.yaml", "calendar.yaml",
        "deadlines.yaml", "instruments.yaml", InformationFile.Name, CasesFile.Name, StatisticsFile.Name, ReportingFile.Name, "labels.yaml",
    ];

    /// <summary>The pack of a directory. Throws <see cref="PackInvalidException"/> with every error when it is broken.</summary>
    public static CountryPack LoadOrThrow(string directory)
    {
        var load = Load(directory);
        return load.Pack ?? throw new PackInvalidException(directory, load.Errors);
    }

    /// <summary>Reads the pack of a directory.</summary>
    public static PackLoad Load(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var errors = new YamlErrors();
        if (!System.IO.Directory.Exists(directory))
        {
            errors.Add("pack.yaml", 0, "The directory of the pack does not exist.");
            return Broken(errors);
        }

        foreach (var path in System.IO.Directory.EnumerateFiles(directory, "*.y*ml"))
        {
            if (!Files.Contains(Path.GetFileName(path), StringComparer.Ordinal))
                errors.Add(Path.GetFileName(path), 0, "A pack has no such file. See docs/reference/pack.md.");
        }

        var reading = new PackReading(directory, errors);
        var about = PackIdentity.Read(reading);
        var agencies = AgenciesFile.Read(reading, about.TimeZone);
        var committee = CommitteeFile.Read(reading, about.TimeZone, agencies);
        var provinces = ProvincesFile.Read(reading, about.Country);
        var units = UnitsFile.Read(reading, agencies, provinces);
        var calendar = CalendarFile.Read(reading);
        var deadlines = DeadlinesFile.Read(reading, calendar);
        var instruments = InstrumentsFile.Read(reading, agencies);
        var information = InformationFile.Read(reading, calendar, agencies, instruments);
        var cases = CasesFile.Read(reading, agencies);
        var statistics = StatisticsFile.Read(reading);
        var reporting = ReportingFile.Read(reading, calendar, agencies, provinces, units);
        var labels = LabelsFile.Read(reading);

        return errors.Any ? Broken(errors) : new PackLoad(
            new CountryPack
            {
                Id = about.Id,
                Version = about.Version,
                DisplayName = about.DisplayName,
                Country = about.Country,
                Languages = about.Languages,
                TimeZone = about.TimeZone,
                Committee = committee,
                Agencies = agencies,
                Provinces = provinces,
                Units = units,
                Calendar = calendar,
                Deadlines = deadlines,
                Instruments = instruments,
                Information = information,
                Cases = cases,
                Statistics = statistics,
                Reporting = reporting,
                Labels = labels,
            },
            []);
    }

    private static PackLoad Broken(YamlErrors errors) => new(null, [.. errors.Sorted(Files).Select(e => new PackError(e.File, e.Line, e.Message))]);
}

/// <summary>Opens a pack's files.</summary>
internal sealed class PackReading(string directory, YamlErrors errors)
{
    public YamlErrors Errors { get; } = errors;

    /// <summary>Whether the pack has a file that it may leave out.</summary>
    public bool Has(string file) => File.Exists(Path.Combine(directory, file));

    /// <summary>The file's outermost map; an empty one when it cannot be read, with the errors noted.</summary>
    /// <param name="readable">False: say nothing more about the file.</param>
    public YamlEntry Open(string file, out bool readable, params ReadOnlySpan<string> keys)
    {
        var node = YamlFile.Read(Path.Combine(directory, file), file, Errors, "The file is missing. A pack has every file that docs/reference/pack.md lists.");
        readable = node is not null;
        return node is null
            ? new YamlEntry(file, new YamlMap(0, []), new YamlErrors(), "the file", keys)
            : new YamlEntry(file, node, Errors, "the file " + file, keys);
    }
}

/// <summary><c>pack.yaml</c>: which pack this is.</summary>
internal sealed record PackIdentity(
    string Id, string Version, LocalizedText DisplayName, string Country, ImmutableArray<string> Languages, TimeZoneInfo TimeZone)
{
    public static PackIdentity Read(PackReading reading)
    {
        var file = reading.Open("pack.yaml", out _, "id", "version", "name", "country", "languages", "time_zone", "source", "checked");
        file.Note();
        var id = file.Text("id", 63);
        if (id.Length > 0 && !Names.ResourceName.IsId(id))
            file.Error(file.LineOf("id"), $"\"{id}\" is not a code: lower-case letters, digits and hyphens.");

        var country = file.Text("country", 2);
        if (country.Length > 0 && !IsCountry(country))
            file.Error(file.LineOf("country"), $"\"{country}\" is not an ISO 3166-1 code of two capital letters.");

        var zone = TimeZoneInfo.Utc;
        var zoneId = file.Text("time_zone", 100);
        if (zoneId.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out zone!))
        {
            file.Error(file.LineOf("time_zone"), $"\"{zoneId}\" is not a time zone of the IANA database, for example Asia/Vientiane.");
            zone = TimeZoneInfo.Utc;
        }

        return new PackIdentity(
            id, file.Text("version", 40), file.Localized("name"), country, [.. file.Texts("languages", required: true).Select(t => t.Text)], zone);
    }

    public static bool IsCountry(string code) => code.Length == 2 && char.IsAsciiLetterUpper(code[0]) && char.IsAsciiLetterUpper(code[1]);
}
