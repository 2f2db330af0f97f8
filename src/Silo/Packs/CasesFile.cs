using System.Collections.Immutable;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Packs;
using Coordination.Yaml;

namespace Coordination.Silo.Packs;

/// <summary><c>cases.yaml</c>: who decides what in a case, who reads which notes, and how long things wait. A pack may leave it out.</summary>
internal static class CasesFile
{
    public const string Name = "cases.yaml";

    private const string ClassForm = "a class of notes: general, counselling, health, intelligence";

    public static CasePolicy Read(PackReading reading, ImmutableArray<PackAgency> agencies)
    {
        if (!reading.Has(Name))
            return CasePolicy.None;

        var file = reading.Open(
            Name, out var readable, "status_deciders", "appeal_deciders", "appeal_within", "guardian_within", "guardian_task", "referral_within",
            "transfer_within", "link_within", "longest_retention_years", "note_classes", "close_reasons", "decline_reasons", "source", "checked");
        if (!readable)
            return CasePolicy.None;

        file.Note();
        return new CasePolicy
        {
            StatusDeciders = Agencies(file, "status_deciders", agencies),
            AppealDeciders = Agencies(file, "appeal_deciders", agencies),
            AppealWithin = Duration(file, "appeal_within"),
            GuardianWithin = Duration(file, "guardian_within"),
            GuardianTask = file.Localized("guardian_task"),
            ReferralWithin = Duration(file, "referral_within"),
            TransferWithin = Duration(file, "transfer_within"),
            LinkWithin = Duration(file, "link_within"),
            LongestRetention = TimeSpan.FromDays(366 * file.Number("longest_retention_years", 1, 100)),
            NoteClasses = NoteClasses(file, agencies),
            CloseReasons = Codes(file, "close_reasons"),
            DeclineReasons = Codes(file, "decline_reasons"),
        };
    }

    private static TimeSpan Duration(YamlEntry file, string key)
    {
        var duration = file.Parsed(key, text => YamlTexts.Duration(text, TimeSpan.FromDays(1)), YamlTexts.DurationForm);
        if (duration == TimeSpan.Zero)
            file.Error(file.LineOf(key), $"\"{key}\" must be longer than nothing.");
        return duration ?? TimeSpan.FromDays(1);
    }

    private static ImmutableArray<NoteClassRule> NoteClasses(YamlEntry file, ImmutableArray<PackAgency> agencies)
    {
        var rules = ImmutableArray.CreateBuilder<NoteClassRule>();
        foreach (var entry in file.Entries("note_classes", "a class of notes", required: true, "class", "agencies", "roles", "source", "checked"))
        {
            entry.Note();
            if (entry.Parsed("class", Class, ClassForm) is { } noteClass)
                rules.Add(new NoteClassRule(noteClass, Agencies(entry, "agencies", agencies), entry.Roles()));
        }

        return rules.ToImmutable();
    }

    private static ImmutableArray<AgencyName> Agencies(YamlEntry entry, string key, ImmutableArray<PackAgency> agencies) =>
        [.. entry.Agencies(key, agencies).Select(a => a.Agency)];

    private static ImmutableArray<CaseCode> Codes(YamlEntry file, string key)
    {
        var codes = ImmutableArray.CreateBuilder<CaseCode>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in file.Entries(key, "a reason", required: true, "code", "name", "source", "checked"))
        {
            entry.Note();
            var code = entry.Text("code", 63);
            if (code.Length > 0 && !code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
                entry.Error(entry.LineOf("code"), $"\"{code}\" is not a code: lower-case letters, digits and underscores.");
            else if (code.Length > 0 && !lines.TryAdd(code, entry.LineOf("code")))
                entry.Error(entry.LineOf("code"), $"The code \"{code}\" is taken on line {lines[code]}.");
            codes.Add(new CaseCode(code, entry.Localized("name")));
        }

        return codes.ToImmutable();
    }

    private static NoteClass? Class(string text) => text switch
    {
        "general" => NoteClass.General,
        "counselling" => NoteClass.Counselling,
        "health" => NoteClass.Health,
        "intelligence" => NoteClass.Intelligence,
        _ => null,
    };
}
