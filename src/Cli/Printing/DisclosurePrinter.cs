using Coordination.Cli.Texts;
using Coordination.Information.V1;

namespace Coordination.Cli.Printing;

/// <summary>Who read what. Names of fields, never their values.</summary>
internal static class DisclosurePrinter
{
    public static void List(Output output, Catalogue texts, IEnumerable<Access> accesses) => output.Table(
        ["access", "time", "reader", "read_by", "owner", "record", "purpose", "excess", "fields"],
        accesses.Select(IReadOnlyList<string> (a) =>
        [
            Words.Short(a.Name), texts.Of(a.Time), Words.Short(a.Reader), a.ReaderSubject, Words.Short(a.Owner), Words.Short(a.Record), a.Purpose,
            a.ExcessFields > 0 ? a.ExcessFields.ToString(texts.Culture) : "", string.Join(", ", a.Fields),
        ]));

    public static void Show(Output output, Catalogue texts, Access access) => output.Facts(
    [
        ("resource", access.Name), ("time", texts.Of(access.Time)), ("reader", Words.Short(access.Reader)), ("read_by", access.ReaderSubject),
        ("owner", Words.Short(access.Owner)), ("grant", access.Grant), ("record", access.Record), ("record_type", Words.Short(access.RecordType)),
        ("fields", string.Join(", ", access.Fields)), ("purpose", access.Purpose), ("legal_basis", Words.Short(access.LegalBasis)),
        ("handling", texts.Of(access.Handling)), ("excess", access.ExcessFields > 0 ? access.ExcessFields.ToString(texts.Culture) : ""), ("request", access.Request),
    ]);

    public static void Counts(Output output, Catalogue texts, SummarizeSharingResponse summary) => output.Table(
        ["month", "requester", "owner", "requests", "answered", "refused", "reads", "median_answer", "refusals"],
        summary.Counts.Select(IReadOnlyList<string> (c) =>
        [
            c.Month, Words.Short(c.Requester), Words.Short(c.Holder), c.Requests.ToString(texts.Culture), c.Answered.ToString(texts.Culture),
            c.Refused.ToString(texts.Culture), c.Reads.ToString(texts.Culture), texts.Of(c.MedianTimeToAnswer),
            string.Join(", ", c.Refusals.OrderBy(r => r.Key, StringComparer.Ordinal)
                .Select(r => $"{(texts.Has("refusal_code." + r.Key) ? texts["refusal_code." + r.Key] : r.Key)}: {r.Value.ToString(texts.Culture)}")),
        ]));
}
