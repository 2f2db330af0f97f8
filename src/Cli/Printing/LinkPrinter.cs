using Coordination.Cases.V1;
using Coordination.Cli.Texts;

namespace Coordination.Cli.Printing;

/// <summary>Links: the reader's own side, and nothing else before both confirmed.</summary>
internal static class LinkPrinter
{
    public static void Line(Output output, Catalogue texts, Link link) => output.WriteLine(texts.Format(
        "done.link", link.Name, texts.Of(link.State), texts.Of(link.Strength), Words.Short(link.OtherLead)));

    public static void Show(Output output, Catalogue texts, Link link)
    {
        output.Facts(
        [
            ("resource", link.Name), ("state", texts.Of(link.State)), ("strength", texts.Of(link.Strength)), ("other_lead", Words.Short(link.OtherLead)),
            ("created", texts.Of(link.CreateTime)), ("updated", texts.Of(link.UpdateTime)), ("lapses", texts.Of(link.LapseTime)), ("etag", link.Etag),
        ]);
        output.Table(
            ["case", "person", "answer", "rejection", "answered"],
            link.Sides.Select(IReadOnlyList<string> (s) => [Words.Short(s.Case), s.Person, texts.Of(s.Answer), texts.Of(s.Rejection), texts.Of(s.AnswerTime)]));
    }

    public static void List(Output output, Catalogue texts, ListLinksResponse list) => output.Table(
        ["link", "state", "strength", "case", "person", "answer", "other_lead", "lapses"],
        list.Links.SelectMany(link => link.Sides.Select(IReadOnlyList<string> (s) =>
        [
            Words.Short(link.Name), texts.Of(link.State), texts.Of(link.Strength), Words.Short(s.Case), s.Person, texts.Of(s.Answer),
            Words.Short(link.OtherLead), texts.Of(link.LapseTime),
        ])));

    public static void History(Output output, Catalogue texts, GetLinkHistoryResponse history) => CasePrinter.History(output, texts, history.Entries);
}
