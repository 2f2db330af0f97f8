using System.Text.Json;
using Coordination.Cli.Texts;
using Coordination.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Coordination.Cli.Printing;

/// <summary>Values as a person reads them.</summary>
internal static class Words
{
    /// <summary>An enum's value in the catalogue's language, under "task_state.in_progress"; empty when unspecified.</summary>
    public static string Of<T>(this Catalogue texts, T value) where T : struct, System.Enum
    {
        var snake = Snake(value);
        if (snake is "unspecified")
            return "";
        var key = $"{JsonNamingPolicy.SnakeCaseLower.ConvertName(typeof(T).Name)}.{snake}";
        return texts.Has(key) ? texts[key] : snake;
    }

    /// <summary>As the command line takes it: "in_progress".</summary>
    public static string Snake<T>(T value) where T : struct, System.Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static string Of(this Catalogue texts, LocalizedText? text) => text is null ? ""
        : texts.Language is Catalogue.Lao && text.Lo.Length > 0 ? text.Lo
        : text.En.Length > 0 ? text.En
        : text.Lo;

    public static string Of(this Catalogue texts, bool value) => texts[value ? "yes" : "no"];

    /// <summary>Local time to the minute, sortable.</summary>
    public static string Of(this Catalogue texts, Timestamp? time) =>
        time?.ToDateTimeOffset().ToLocalTime().ToString("yyyy-MM-dd HH:mm", texts.Culture.DateTimeFormat.Calendar is System.Globalization.GregorianCalendar ? texts.Culture : System.Globalization.CultureInfo.InvariantCulture) ?? "";

    /// <summary>A span in its largest useful unit.</summary>
    public static string Of(this Catalogue texts, Duration? duration)
    {
        if (duration is null)
            return "–";
        var span = duration.ToTimeSpan();
        return span.TotalSeconds < 1 ? texts.Format("unit.milliseconds", Math.Round(span.TotalMilliseconds))
            : span.TotalMinutes < 1 ? texts.Format("unit.seconds", Math.Round(span.TotalSeconds, 1))
            : span.TotalHours < 1 ? texts.Format("unit.minutes", Math.Round(span.TotalMinutes, 1))
            : span.TotalDays < 2 ? texts.Format("unit.hours", Math.Round(span.TotalHours, 1))
            : texts.Format("unit.days", Math.Round(span.TotalDays, 1));
    }

    public static string Percent(int value) => $"{value} %";

    /// <summary>"agencies/mlsw" as "mlsw".</summary>
    public static string Short(string name) => name.LastIndexOf('/') is >= 0 and var slash ? name[(slash + 1)..] : name;

    public static string Short(IEnumerable<string> names) => string.Join(", ", names.Select(Short));
}
