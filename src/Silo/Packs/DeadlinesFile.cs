using System.Collections.Immutable;
using Coordination.Packs;
using Coordination.Tasks;
using Coordination.Yaml;

namespace Coordination.Silo.Packs;

/// <summary><c>deadlines.yaml</c>: time limits, reminders and the escalation ladder.</summary>
internal static class DeadlinesFile
{
    public static readonly ImmutableArray<string> Urgencies = ["urgent_direct", "urgent", "normal"];
    private static readonly ImmutableArray<string> Levels = ["unit", "province", "ministry", "secretariat", "chair"];
    private static readonly ImmutableArray<string> Priorities = ["routine", "urgent", "asap", "stat"];

    /// <summary>More rungs or reminders would be more wake-ups than a late task is worth.</summary>
    private const int Most = 50;

    public static PackDeadlines Read(PackReading reading, PackCalendar calendar)
    {
        var file = reading.Open("deadlines.yaml", out var readable, "information_requests", "task_reminders", "task_ladder");
        return readable
            ? new PackDeadlines(Limits(file, calendar), new DeadlinePolicy(
                Reminders(file, "task_reminders", calendar), Ladder(file, "task_ladder", calendar, "priorities", Priorities)))
            : new PackDeadlines([], DeadlinePolicy.None);
    }

    private static ImmutableArray<PackTimeLimit> Limits(YamlEntry file, PackCalendar calendar)
    {
        var limits = ImmutableArray.CreateBuilder<PackTimeLimit>();
        foreach (var entry in file.Entries(
            "information_requests", "a time limit", required: true, "urgency", "answer_within", "working_time", "source", "checked"))
        {
            var urgency = OneOf(entry, "urgency", Urgencies);
            if (limits.Any(l => l.Urgency == urgency))
                entry.Error(entry.LineOf("urgency"), $"\"{urgency}\" occurs twice.");
            var (within, working) = Time(entry, "answer_within", calendar);
            if (within == TimeSpan.Zero && entry.Has("answer_within"))
                entry.Error(entry.LineOf("answer_within"), "There must be some time to answer.");
            limits.Add(new PackTimeLimit(urgency, within, working, entry.Note()));
        }

        foreach (var urgency in Urgencies)
        {
            if (limits.All(l => l.Urgency != urgency))
                file.Error(file.LineOf("information_requests"), $"A time limit for \"{urgency}\" is missing.");
        }

        return limits.ToImmutable();
    }

    /// <summary>The reminders of a list, the longest first.</summary>
    public static ImmutableArray<ReminderRule> Reminders(YamlEntry file, string key, PackCalendar calendar)
    {
        var reminders = new List<ReminderRule>();
        foreach (var entry in file.Entries(key, "a reminder", required: false, "id", "before", "working_time", "source", "checked"))
        {
            var id = entry.Text("id", 40);
            if (id.Length > 0 && !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
                entry.Error(entry.LineOf("id"), $"\"{id}\" is not an id: lower-case letters, digits and hyphens.");
            if (reminders.Any(r => r.Id == id))
                entry.Error(entry.LineOf("id"), $"\"{id}\" occurs twice.");
            var (before, working) = Time(entry, "before", calendar);
            entry.Note();
            reminders.Add(new ReminderRule(id, before, working));
        }

        if (reminders.Count > Most)
            file.Error(file.LineOf(key), $"At most {Most} reminders are kept.");
        return [.. reminders.OrderByDescending(r => r.Before)];
    }

    /// <summary>The rungs of a list, in its order.</summary>
    /// <param name="wordsKey">The key of a rung's priorities or urgencies.</param>
    /// <param name="words">What they may be.</param>
    public static ImmutableArray<EscalationRung> Ladder(
        YamlEntry file, string key, PackCalendar calendar, string wordsKey, ImmutableArray<string> words)
    {
        var rungs = ImmutableArray.CreateBuilder<EscalationRung>();
        foreach (var entry in file.Entries(
            key, "a rung", required: false, "level", "after", "working_time", wordsKey, "source", "checked"))
        {
            var level = OneOf(entry, "level", Levels);
            var priorities = ImmutableArray.CreateBuilder<string>();
            foreach (var text in entry.Texts(wordsKey))
            {
                if (!words.Contains(text.Text, StringComparer.Ordinal))
                    entry.Error(text.Line, $"\"{text.Text}\" is none of the {wordsKey}: {string.Join(", ", words)}.");
                else
                    priorities.Add(text.Text);
            }

            var (after, working) = Time(entry, "after", calendar);
            entry.Note();
            if (rungs.Any(r => r.Level == level && (r.Priorities.IsEmpty || priorities.Count == 0 || r.Priorities.Any(priorities.Contains))))
                entry.Error(entry.Line, $"The ladder has the level \"{level}\" for that priority already.");
            rungs.Add(new EscalationRung(level, after, working, priorities.ToImmutable()));
        }

        if (rungs.Count > Most)
            file.Error(file.LineOf(key), $"At most {Most} rungs are kept.");
        return rungs.ToImmutable();
    }

    private static (TimeSpan Duration, bool Working) Time(YamlEntry entry, string key, PackCalendar calendar)
    {
        var working = entry.Flag("working_time", false);
        var day = working ? calendar.DayLength : TimeSpan.FromDays(1);
        return (entry.Parsed(key, text => YamlTexts.Duration(text, day), YamlTexts.DurationForm) ?? TimeSpan.Zero, working);
    }

    private static string OneOf(YamlEntry entry, string key, ImmutableArray<string> words)
    {
        var word = entry.Text(key);
        if (word.Length > 0 && !words.Contains(word, StringComparer.Ordinal))
            entry.Error(entry.LineOf(key), $"\"{word}\" is none of {string.Join(", ", words)}.");
        return word;
    }
}
