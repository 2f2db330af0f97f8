namespace Coordination.Cli.Reading;

/// <summary>Short names as people type them, made whole.</summary>
internal static class ResourceNames
{
    /// <summary>"mlsw" or "agencies/mlsw" → "agencies/mlsw".</summary>
    public static string Agency(string text) => Whole("agencies", text);

    public static string Unit(string text) => Whole("units", text);

    public static string Task(string text) => Whole("tasks", text);

    public static string Committee(string text) => Whole("committees", text);

    public static string Instrument(string text) => Whole("instruments", text);

    public static string Case(string text) => Whole("cases", text);

    public static string Note(string text) => Whole("notes", text);

    public static string Export(string text) => Whole("exports", text);

    public static string Identity(string text) => Whole("identities", text);

    public static string Link(string text) => Whole("links", text);

    public static string InformationRequest(string text) => Whole("informationRequests", text);

    public static string RecordType(string text) => Whole("recordTypes", text);

    public static string Subject(string text) => Whole("subjects", text);

    public static string Record(string text) => Whole("records", text);

    public static string Consent(string text) => Whole("consents", text);

    public static string Grant(string text) => Whole("grants", text);

    public static string Agreement(string text) => Whole("standingAgreements", text);

    public static string Access(string text) => Whole("accesses", text);

    public static string Transfer(string text) => Whole("transfers", text);

    public static string Referral(string text) => Whole("referrals", text);

    public static string Module(string text) => Whole("modules", text);

    public static string ModuleChange(string text) => Whole("moduleChanges", text);

    public static string Definition(string text) => Whole("definitions", text);

    public static string Workflow(string text) => Whole("workflows", text);

    public static string ReportCycle(string text) => Whole("reportCycles", text);

    public static string Report(string text) => Whole("reports", text);

    /// <summary>"vt", "la-vt" or "LA-VT" → "LA-VT".</summary>
    public static string Province(string text)
    {
        var upper = text.Trim().ToUpperInvariant();
        return upper.Length > 0 && !upper.Contains('-', StringComparison.Ordinal) ? "LA-" + upper : upper;
    }

    /// <summary>A task and an agency → "tasks/…/assignments/mlsw".</summary>
    public static string Assignment(string task, string agency) => $"{Task(task)}/assignments/{Id(agency)}";

    /// <summary>Takes "tasks/…/assignments/mlsw" apart; the agency is null when the text names a task alone.</summary>
    public static (string Task, string? Agency) Split(string text)
    {
        const string Middle = "/assignments/";
        var at = text.IndexOf(Middle, StringComparison.Ordinal);
        return at < 0 ? (Task(text), null) : (Task(text[..at]), Agency(text[(at + Middle.Length)..]));
    }

    private static string Id(string text) => text[(text.LastIndexOf('/') + 1)..];

    // A wrong collection is left as it is: the platform says what is wrong with it, field by field.
    private static string Whole(string collection, string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length == 0 || trimmed.Contains('/', StringComparison.Ordinal) ? trimmed : $"{collection}/{trimmed}";
    }
}
