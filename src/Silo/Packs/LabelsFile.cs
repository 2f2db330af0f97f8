using System.Collections.Frozen;
using Coordination.Localization;
using Coordination.Yaml;

namespace Coordination.Silo.Packs;

/// <summary><c>labels.yaml</c>: words for codes.</summary>
internal static class LabelsFile
{
    /// <summary>Groups that a console and a command line ask for; a pack has all of them.</summary>
    public static readonly string[] Groups =
    [
        "task_state", "assignment_state", "assignment_role", "priority", "completion_rule", "role", "agency_kind",
        "membership_role", "escalation_level", "urgency", "refusal_code",
    ];

    /// <summary>Groups of information sharing, cases and statistics; a pack may leave them out.</summary>
    public static readonly string[] OptionalGroups =
    [
        "handling", "request_state", "part_state", "answer_state", "field_class", "held_by", "grant_state", "source_reliability",
        "information_reliability", "consent_state", "consent_giver", "agreement_state", "subject_state",
        "case_state", "exploitation", "age_band", "gender", "victim_status", "person_role", "referral_state",
    ];

    public static FrozenDictionary<string, FrozenDictionary<string, LocalizedText>> Read(PackReading reading)
    {
        var file = reading.Open("labels.yaml", out var readable, [.. Groups, .. OptionalGroups, "source", "checked"]);
        file.Note();
        var labels = new Dictionary<string, FrozenDictionary<string, LocalizedText>>(StringComparer.Ordinal);
        foreach (var group in Groups.Concat(OptionalGroups))
        {
            if (!file.Has(group) && OptionalGroups.Contains(group, StringComparer.Ordinal))
                continue;
            if (!readable || file.Node(group) is not YamlMap map)
            {
                file.Error(file.LineOf(group), $"The labels of \"{group}\" are missing.");
                continue;
            }

            var words = new Dictionary<string, LocalizedText>(StringComparer.Ordinal);
            foreach (var (code, text) in map.Pairs)
            {
                if (!words.TryAdd(code.Text, text is YamlMap ? file.LocalizedOf(text, code.Text) : LocalizedText.Empty))
                    file.Error(code.Line, $"The key \"{code.Text}\" occurs twice.");
                else if (text is not YamlMap)
                    file.Error(text.Line, $"The label of \"{code.Text}\" needs \"en\" and \"lo\".");
            }

            labels[group] = words.ToFrozenDictionary(StringComparer.Ordinal);
        }

        return labels.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
