using System.Buffers;
using System.Collections.Immutable;
using Coordination.Information;
using Coordination.Names;
using Coordination.Packs;
using Coordination.Yaml;

namespace Coordination.Silo.Packs;

/// <summary><c>information.yaml</c>: for what, on which basis and how far agencies share. A pack may leave it out and shares nothing then.</summary>
internal static class InformationFile
{
    public const string Name = "information.yaml";

    /// <summary>More would be no list that people can keep in mind, and each read walks them.</summary>
    private const int MostPurposes = 100;

    private const int MostBases = 5_000;
    private const string ClassForm = "a class: general, identity, location, health, minor, intelligence";

    private static readonly SearchValues<char> PurposeLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");

    public static InformationPolicy Read(
        PackReading reading, PackCalendar calendar, ImmutableArray<PackAgency> agencies, ImmutableArray<PackInstrument> instruments)
    {
        if (!reading.Has(Name))
            return InformationPolicy.None;

        var file = reading.Open(
            Name, out var readable, "purposes", "legal_bases", "denied_classes", "four_eyes_classes", "four_eyes_minors",
            "onward_depth_max", "longest_grant", "reminders", "ladder", "source", "checked");
        if (!readable)
            return InformationPolicy.None;

        file.Note();
        var purposes = Purposes(file);
        return new InformationPolicy
        {
            Purposes = purposes,
            // Where the instruments' own file is missing, that is said once and not for each that is named here.
            LegalBases = LegalBases(file, purposes, agencies, reading.Has("instruments.yaml") ? instruments : null),
            DeniedClasses = DeniedClasses(file, agencies),
            FourEyesClasses = FourEyes(file),
            FourEyesForMinors = file.Flag("four_eyes_minors", true),
            MostOnward = file.Number("onward_depth_max", 0, 5),
            LongestGrant = LongestGrant(file),
            Reminders = DeadlinesFile.Reminders(file, "reminders", calendar),
            Ladder = DeadlinesFile.Ladder(file, "ladder", calendar, "urgencies", DeadlinesFile.Urgencies),
        };
    }

    private static ImmutableArray<PurposeRule> Purposes(YamlEntry file)
    {
        var purposes = ImmutableArray.CreateBuilder<PurposeRule>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var excluded = new List<(YamlEntry Entry, YamlScalar Text, string Code)>();
        foreach (var entry in file.Entries(
            "purposes", "a purpose", required: true, "code", "name", "consent_required", "roles", "never_from", "source", "checked"))
        {
            var code = entry.Text("code", 63);
            if (code.Length > 0 && !IsPurpose(code))
                entry.Error(entry.LineOf("code"), $"\"{code}\" is not a purpose: lower-case letters, digits and underscores.");
            else if (code.Length > 0 && !lines.TryAdd(code, entry.LineOf("code")))
                entry.Error(entry.LineOf("code"), $"The code \"{code}\" is taken on line {lines[code]}.");

            var neverFrom = entry.Texts("never_from");
            excluded.AddRange(neverFrom.Select(text => (entry, text, code)));
            entry.Note();
            purposes.Add(new PurposeRule(
                code, entry.Localized("name"), entry.Flag("consent_required", false), entry.Roles(), [.. neverFrom.Select(t => t.Text)]));
        }

        foreach (var (entry, text, code) in excluded)
        {
            if (string.Equals(text.Text, code, StringComparison.Ordinal))
                entry.Error(text.Line, "A purpose cannot exclude itself.");
            else if (!lines.ContainsKey(text.Text))
                entry.Error(text.Line, $"\"{text.Text}\" is not a purpose of this file.");
        }

        if (purposes.Count > MostPurposes)
            file.Error(file.LineOf("purposes"), $"At most {MostPurposes} purposes are kept.");
        return purposes.ToImmutable();
    }

    private static ImmutableArray<LegalBasisRule> LegalBases(
        YamlEntry file, ImmutableArray<PurposeRule> purposes, ImmutableArray<PackAgency> agencies, ImmutableArray<PackInstrument>? instruments)
    {
        var bases = new HashSet<LegalBasisRule>();
        foreach (var entry in file.Entries(
            "legal_bases", "a legal basis", required: true, "purpose", "instrument", "agencies", "source", "checked"))
        {
            var purpose = entry.Text("purpose", 63);
            if (purpose.Length > 0 && !purposes.Any(p => string.Equals(p.Code, purpose, StringComparison.Ordinal)))
                entry.Error(entry.LineOf("purpose"), $"\"{purpose}\" is not a purpose of this file.");

            var instrument = entry.Name<InstrumentName>("instrument");
            if (instrument.Id is not null && instruments is { } known && !known.Any(i => i.Name == instrument))
                entry.Error(entry.LineOf("instrument"), $"The instrument \"{instrument.Id}\" is not in the pack.");

            foreach (var (agency, line) in entry.Agencies("agencies", agencies, required: true))
            {
                if (!bases.Add(new LegalBasisRule(agency, purpose, instrument)))
                    entry.Error(line, $"\"{agency.Id}\" has that basis already.");
            }

            entry.Note();
        }

        if (bases.Count > MostBases)
            file.Error(file.LineOf("legal_bases"), $"At most {MostBases} legal bases are kept.");
        return [.. bases];
    }

    private static ImmutableArray<ClassRule> DeniedClasses(YamlEntry file, ImmutableArray<PackAgency> agencies)
    {
        var rules = ImmutableArray.CreateBuilder<ClassRule>();
        foreach (var entry in file.Entries("denied_classes", "a denied class", required: false, "class", "agencies", "roles", "source", "checked"))
        {
            var fieldClass = entry.Parsed("class", Class, ClassForm) ?? default;
            var denied = entry.Agencies("agencies", agencies).Select(a => (AgencyName?)a.Agency).ToArray();
            var roles = entry.Roles().Select(role => (string?)role).ToArray();
            entry.Note();
            if (!entry.Has("agencies") && !entry.Has("roles"))
                entry.Error(entry.Line, "A denied class needs \"agencies\", \"roles\" or both.");

            // Both: the roles in those agencies.
            foreach (var agency in denied.DefaultIfEmpty(null))
                rules.AddRange(roles.DefaultIfEmpty(null).Select(role => new ClassRule(fieldClass, agency, role)));
        }

        return rules.ToImmutable();
    }

    private static ImmutableArray<FieldClass> FourEyes(YamlEntry file)
    {
        var classes = ImmutableArray.CreateBuilder<FieldClass>();
        foreach (var text in file.Texts("four_eyes_classes"))
        {
            if (Class(text.Text) is { } fieldClass)
                classes.Add(fieldClass);
            else
                file.Error(text.Line, $"\"{text.Text}\" is not {ClassForm}.");
        }

        return classes.ToImmutable();
    }

    private static TimeSpan LongestGrant(YamlEntry file)
    {
        var longest = file.Parsed("longest_grant", text => YamlTexts.Duration(text, TimeSpan.FromDays(1)), YamlTexts.DurationForm);
        if (longest == TimeSpan.Zero)
            file.Error(file.LineOf("longest_grant"), "A grant must last some time.");
        return longest ?? TimeSpan.Zero;
    }

    private static bool IsPurpose(string code) => char.IsAsciiLetterLower(code[0]) && code.AsSpan().IndexOfAnyExcept(PurposeLetters) < 0;

    private static FieldClass? Class(string text) => text switch
    {
        "general" => FieldClass.General,
        "identity" => FieldClass.Identity,
        "location" => FieldClass.Location,
        "health" => FieldClass.Health,
        "minor" => FieldClass.Minor,
        "intelligence" => FieldClass.Intelligence,
        _ => null,
    };
}
