using Coordination.Cases.V1;
using Coordination.Cli.Commands;
using Coordination.Cli.Texts;

namespace Coordination.Cli.Printing;

/// <summary>Cases for a person at a desk: pseudonyms and codes, never a name.</summary>
internal static class CasePrinter
{
    public static void Line(Output output, Catalogue texts, Case about)
    {
        var line = texts.Format("done.case", about.Name, texts.Of(about.State), Words.Short(about.Lead));
        if (about.CloseReason.Length > 0)
            line += $", {texts["col.close_reason"]} {about.CloseReason}";
        if (about.LegalHold.Length > 0)
            line += $", {texts["col.legal_hold"]}: {about.LegalHold}";
        output.WriteLine(line);
    }

    public static void Show(Output output, Catalogue texts, Case about)
    {
        output.Facts(
        [
            ("resource", about.Name), ("case_reference", about.Reference), ("state", texts.Of(about.State)), ("lead", Words.Short(about.Lead)),
            ("province", about.Province), ("area", about.Area), ("handling", texts.Of(about.Handling)),
            ("referred_by", string.Join(", ", new[] { about.Source?.Organisation, about.Source?.Type, about.Source?.Date, about.Source?.Reason }.Where(s => !string.IsNullOrEmpty(s)))),
            ("purpose", about.Purpose), ("legal_basis", Words.Short(about.LegalBasis)), ("instrument", Words.Short(about.Instruments)),
            ("close_reason", about.CloseReason), ("pending_transfer", about.PendingTransfer), ("retain_until", texts.Of(about.RetainUntil)),
            ("legal_hold", about.LegalHold), ("retention_ended", about.RetentionEnded ? texts["yes"] : ""),
            ("created", texts.Of(about.CreateTime)), ("updated", texts.Of(about.UpdateTime)), ("etag", about.Etag),
        ]);
        Parts(output, texts, about);
        if (about.People.Count > 0)
            Persons(output, texts, about.People);
        if (about.Timeline.Count > 0)
            Happened(output, texts, about);
        if (about.SupportPlan.Count > 0)
            Services(output, texts, about);
        if (about.BlockedOfficers.Count > 0)
            Officers(output, about);
    }

    public static void List(Output output, Catalogue texts, ListCasesResponse list) => output.Table(
        ["case", "case_reference", "state", "lead", "province", "handling", "guardian_due", "overdue", "created"],
        list.Cases.Select(IReadOnlyList<string> (c) =>
        [
            Words.Short(c.Name), c.Reference, texts.Of(c.State), Words.Short(c.Lead), c.Province, texts.Of(c.Handling), texts.Of(c.DueTime),
            c.Overdue ? texts["yes"] : "", texts.Of(c.CreateTime),
        ]));

    public static void History(Output output, Catalogue texts, IEnumerable<CaseHistoryEntry> entries) => output.Table(
        ["version", "time", "actor", "what", "data"],
        entries.Select(IReadOnlyList<string> (e) =>
        [
            e.Version.ToString(texts.Culture), texts.Of(e.Time), e.Actor.Length > 0 ? Words.Short(e.Actor) : texts["platform"],
            texts.Has("event." + e.Type) ? texts["event." + e.Type] : e.Type, WatchCommand.Brief(e.Data),
        ]));

    public static void Participants(Output output, Catalogue texts, Case about)
    {
        Line(output, texts, about);
        Parts(output, texts, about);
    }

    public static void People(Output output, Catalogue texts, Case about)
    {
        Line(output, texts, about);
        Persons(output, texts, about.People);
    }

    /// <summary>Who was added: ids count up.</summary>
    public static void NewestPerson(Output output, Catalogue texts, Case about)
    {
        Line(output, texts, about);
        Persons(output, texts, about.People.TakeLast(1));
    }

    public static void Timeline(Output output, Catalogue texts, Case about)
    {
        Line(output, texts, about);
        Happened(output, texts, about);
    }

    public static void Plan(Output output, Catalogue texts, Case about)
    {
        Line(output, texts, about);
        Services(output, texts, about);
    }

    public static void Blocked(Output output, Catalogue texts, Case about)
    {
        Line(output, texts, about);
        Officers(output, about);
    }

    private static void Parts(Output output, Catalogue texts, Case about) => output.Table(
        ["agency", "role", "unit", "since"],
        about.Participants.Select(IReadOnlyList<string> (p) => [Words.Short(p.Agency), texts.Of(p.Role), Words.Short(p.Unit), texts.Of(p.Since)]));

    private static void Persons(Output output, Catalogue texts, IEnumerable<CasePerson> people) => output.Table(
        ["person", "role", "gender", "age", "citizenships", "exploitation", "victim_status", "guardian", "offences", "identity"],
        people.Select(IReadOnlyList<string> (p) =>
        [
            p.Id, p.Withdrawn ? $"{texts.Of(p.Profile.Role)} ({texts["col.withdrawn"]})" : texts.Of(p.Profile.Role), texts.Of(p.Profile.Gender), Age(texts, p),
            string.Join(", ", p.Profile.Citizenships), string.Join(", ", p.Profile.Exploitation), Status(texts, p), GuardianOf(texts, p),
            string.Join(", ", p.Offences.Select(o => $"{Words.Short(o.Instrument)} {o.Code}")), p.Identity,
        ]));

    private static string Age(Catalogue texts, CasePerson person) => person.TreatedAsChild && person.Profile.AgeBand is not AgeBand.Child
        ? texts.Format("case.as-child", texts.Of(person.Profile.AgeBand))
        : texts.Of(person.Profile.AgeBand);

    private static string Status(Catalogue texts, CasePerson person) => person.AppealPending
        ? texts.Format("case.appealed", texts.Of(person.Status))
        : texts.Of(person.Status);

    private static string GuardianOf(Catalogue texts, CasePerson person) =>
        person.Guardian is { } guardian ? guardian.Kind is GuardianKind.Official ? Words.Short(guardian.Agency) : guardian.Person
        : person.GuardianDueTime is { } due ? texts.Format("case.guardian-until", texts.Of(due))
        : "";

    private static void Happened(Output output, Catalogue texts, Case about) => output.Table(
        ["event", "event_type", "date", "where", "acts", "means", "purposes", "people", "agency", "retracted"],
        about.Timeline.Select(IReadOnlyList<string> (e) =>
        [
            e.Id, e.Content.Type, e.Content.Date, e.Content.Province.Length > 0 ? e.Content.Province : e.Content.Country, string.Join(", ", e.Content.Acts),
            string.Join(", ", e.Content.Means), string.Join(", ", e.Content.Purposes), string.Join(", ", e.Content.People), Words.Short(e.Agency), e.Retracted,
        ]));

    private static void Services(Output output, Catalogue texts, Case about) => output.Table(
        ["service", "person", "pillar", "code", "provider", "state", "note"],
        about.SupportPlan.Select(IReadOnlyList<string> (s) => [s.Id, s.Person, texts.Of(s.Pillar), s.Code, Words.Short(s.Provider), texts.Of(s.State), s.Reason]));

    private static void Officers(Output output, Case about) => output.Table(
        ["subject", "issuer", "note"],
        about.BlockedOfficers.Select(IReadOnlyList<string> (o) => [o.Subject, o.Issuer, o.Reason]));
}
