using System.Collections.Immutable;
using Coordination.Packs;
using Coordination.Yaml;

namespace Coordination.Silo.Packs;

/// <summary><c>calendar.yaml</c>: when the country works.</summary>
internal static class CalendarFile
{
    public static PackCalendar Read(PackReading reading)
    {
        var file = reading.Open("calendar.yaml", out _, "working_days", "hours", "holidays", "source", "checked");
        file.Note();

        var days = ImmutableArray.CreateBuilder<DayOfWeek>();
        foreach (var text in file.Texts("working_days", required: true))
        {
            if (Day(text.Text) is not { } day)
                file.Error(text.Line, $"\"{text.Text}\" is not a day: monday, tuesday, and so on.");
            else if (days.Contains(day))
                file.Error(text.Line, $"\"{text.Text}\" occurs twice.");
            else
                days.Add(day);
        }

        var hours = ImmutableArray.CreateBuilder<WorkingHours>();
        foreach (var entry in file.Entries("hours", "working hours", required: true, "from", "to"))
        {
            var from = entry.Parsed("from", YamlTexts.Time, "a time: 08:00");
            var to = entry.Parsed("to", YamlTexts.Time, "a time: 08:00");
            if (from is not { } begins || to is not { } ends)
                continue;
            if (ends <= begins)
                entry.Error(entry.LineOf("to"), "The end does not lie after the beginning.");
            else if (hours.Count > 0 && begins < hours[^1].To)
                entry.Error(entry.LineOf("from"), "These hours begin before the ones above have ended.");
            else
                hours.Add(new WorkingHours(begins, ends));
        }

        return new PackCalendar(days.ToImmutable(), hours.ToImmutable(), Holidays(file));
    }

    private static ImmutableArray<PackHoliday> Holidays(YamlEntry file)
    {
        var holidays = new SortedDictionary<DateOnly, PackHoliday>();
        foreach (var entry in file.Entries("holidays", "a holiday", required: false, "name", "dates", "source", "checked"))
        {
            var name = entry.Localized("name");
            var note = entry.Note();
            foreach (var text in entry.Texts("dates", required: true))
            {
                if (YamlTexts.Day(text.Text) is not { } date)
                    entry.Error(text.Line, $"\"{text.Text}\" is not a date: 2026-12-02.");
                else if (!holidays.TryAdd(date, new PackHoliday(date, name, note)))
                    entry.Error(text.Line, $"{text.Text} is a holiday already.");
            }
        }

        return [.. holidays.Values];
    }

    private static DayOfWeek? Day(string text) => text switch
    {
        "monday" => DayOfWeek.Monday,
        "tuesday" => DayOfWeek.Tuesday,
        "wednesday" => DayOfWeek.Wednesday,
        "thursday" => DayOfWeek.Thursday,
        "friday" => DayOfWeek.Friday,
        "saturday" => DayOfWeek.Saturday,
        "sunday" => DayOfWeek.Sunday,
        _ => null,
    };
}
