using System.CommandLine;
using Coordination.Cases.V1;
using Coordination.Cli.Commands.Information;
using Coordination.Cli.Printing;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Cases;

/// <summary><c>coord case link …</c>: possible matches with cases of which nothing is told.</summary>
internal static class LinkCommands
{
    public static Command Build(Leaves leaves) => leaves.Group("case.link",
        List(leaves),
        leaves.Look("case.link.show", "link", Link, (client, name, options) => client.Links.GetLinkAsync(
            new GetLinkRequest { Name = name }, options), LinkPrinter.Show),
        leaves.Look("case.link.history", "link", Link, (client, name, options) => client.Links.GetLinkHistoryAsync(
            new GetLinkHistoryRequest { Name = name }, options), LinkPrinter.History),
        Confirm(leaves),
        Reject(leaves));

    private static Command List(Leaves leaves)
    {
        var (of, states) = (leaves.Text("--case", "CASE", describe: "link-case"), leaves.ManyOf<LinkState>("--state", "link-state"));
        return leaves.Listing(
            "case.link.list",
            (client, parsed, size, token, options) => client.Links.ListLinksAsync(
                new ListLinksRequest { Case = CaseOf(parsed.GetValue(of)), States = { parsed.GetValue(states) ?? [] }, PageSize = size, PageToken = token }, options),
            r => r.Links, r => r.NextPageToken, LinkPrinter.List,
            of, states);
    }

    private static Command Confirm(Leaves leaves)
    {
        var of = leaves.Text("--case", "CASE", describe: "link-side");
        return leaves.Change("case.link.confirm", "link", Link, (session, at, parsed, options) => session.Own.Links.ConfirmLinkAsync(
            new ConfirmLinkRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Case = CaseOf(parsed.GetValue(of)) }, options), LinkPrinter.Line, of);
    }

    private static Command Reject(Leaves leaves)
    {
        var (of, reason) = (leaves.Text("--case", "CASE", describe: "link-side"), leaves.OneOf<LinkRejection>("--reason", required: true, describe: "link-reason"));
        return leaves.Change("case.link.reject", "link", Link, (session, at, parsed, options) => session.Own.Links.RejectLinkAsync(
            new RejectLinkRequest
            {
                RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Case = CaseOf(parsed.GetValue(of)), Reason = parsed.GetValue(reason) ?? default,
            },
            options), LinkPrinter.Line, of, reason);
    }

    private static string CaseOf(string? text) => string.IsNullOrEmpty(text) ? "" : Case(text);
}
