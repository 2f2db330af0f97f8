using System.CommandLine;
using Coordination.Cli.Printing;
using Coordination.Client.Calls;
using Coordination.Information.V1;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Information;

/// <summary><c>coord info ask|revise|submit|show|list|history</c>.</summary>
internal static class RequestCommands
{
    public static IEnumerable<Command> Build(Leaves leaves)
    {
        yield return AskFor(leaves);
        yield return Revise(leaves);
        yield return leaves.Change("info.submit", "info-request", InformationRequest, (session, at, _, options) => session.Own.Information.SubmitInformationRequestAsync(
            new SubmitInformationRequestRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options), InformationPrinter.Line);
        yield return leaves.Look("info.show", "info-request", InformationRequest, (client, name, options) => client.Information.GetInformationRequestAsync(
            new GetInformationRequestRequest { Name = name }, options), InformationPrinter.Show);
        yield return List(leaves);
        yield return History(leaves);
    }

    private static Command AskFor(Leaves leaves)
    {
        var title = leaves.Argument("info-title");
        var content = new ContentOptions(leaves, making: true);
        var draft = leaves.Flag("--draft");
        return leaves.Make(
            "info.ask",
            (session, requestId, parsed, options) => session.Own.Information.CreateInformationRequestAsync(
                new CreateInformationRequestRequest
                {
                    RequestId = requestId,
                    Content = content.Over(session, parsed, new InformationRequestContent { Title = parsed.GetRequiredValue(title) }),
                    Submit = !parsed.GetValue(draft),
                },
                options),
            InformationPrinter.Line,
            [title, .. content.All, draft]);
    }

    /// <summary>What the options name is changed; the rest of the draft stays.</summary>
    private static Command Revise(Leaves leaves)
    {
        var request = leaves.Argument("info-request");
        var title = leaves.Text("--title", "TEXT", describe: "info-title");
        var content = new ContentOptions(leaves, making: false);
        var (etag, requestId) = (leaves.Text("--etag", "ETAG"), leaves.RequestId());
        return leaves.Leaf(
            "info.revise",
            async (session, parsed, cancellationToken) =>
            {
                var name = InformationRequest(parsed.GetRequiredValue(request));
                var now = await session.Own.Information.GetInformationRequestAsync(new GetInformationRequestRequest { Name = name }, cancellationToken: cancellationToken);
                var next = content.Over(session, parsed, Content(now));
                if (parsed.GetValue(title) is { } given)
                    next.Title = given;
                var result = await session.Own.Information.ReviseInformationRequestAsync(
                    new ReviseInformationRequestRequest
                    {
                        RequestId = parsed.GetValue(requestId) ?? RequestIds.New(), Name = name, Etag = parsed.GetValue(etag) ?? now.Etag, Content = next,
                    },
                    cancellationToken: cancellationToken);
                session.Output.Show(result, output => InformationPrinter.Line(output, session.Texts, result));
                return ExitCodes.Ok;
            },
            [request, title, .. content.All, etag, requestId]);
    }

    private static InformationRequestContent Content(InformationRequest request)
    {
        var content = new InformationRequestContent
        {
            Title = request.Title, Addressees = { request.Parts.Select(p => p.Agency) }, Purpose = request.Purpose, LegalBasis = request.LegalBasis,
            Urgency = request.Urgency, Case = request.Case, Subject = request.Subject, Handling = request.Handling, Questions = { request.Questions },
        };
        foreach (var question in content.Questions)
            question.Number = 0;
        return content;
    }

    private static Command List(Leaves leaves)
    {
        var (inbox, outbox, agency, states, parts) = (
            leaves.Flag("--inbox"), leaves.Flag("--outbox"), leaves.Text("--agency", "AGENCY", describe: "info-agency"),
            leaves.ManyOf<InformationRequestState>("--state", "info-state"), leaves.ManyOf<PartState>("--part-state"));
        var (open, overdue, about, text, newest) = (
            leaves.Flag("--open"), leaves.Flag("--overdue"), leaves.Text("--case", "CASE"), leaves.Text("--text", "WORDS"), leaves.Flag("--newest"));
        return leaves.Listing(
            "info.list",
            (client, parsed, size, token, options) => client.Information.ListInformationRequestsAsync(
                new ListInformationRequestsRequest
                {
                    PageSize = size, PageToken = token,
                    Box = (parsed.GetValue(inbox), parsed.GetValue(outbox)) switch
                    {
                        (true, false) => RequestBox.Inbox,
                        (false, true) => RequestBox.Outbox,
                        _ => RequestBox.Unspecified,
                    },
                    Agency = Agency(parsed.GetValue(agency) ?? ""), States = { parsed.GetValue(states) ?? [] }, PartStates = { parsed.GetValue(parts) ?? [] },
                    OpenOnly = parsed.GetValue(open), OverdueOnly = parsed.GetValue(overdue), Case = Case(parsed.GetValue(about) ?? ""),
                    Text = parsed.GetValue(text) ?? "", NewestFirst = parsed.GetValue(newest),
                },
                options),
            r => r.Requests, r => r.NextPageToken, InformationPrinter.List,
            inbox, outbox, agency, states, parts, open, overdue, about, text, newest);
    }

    private static Command History(Leaves leaves)
    {
        var request = leaves.Argument("info-request");
        return leaves.Listing(
            "info.history",
            (client, parsed, size, token, options) => client.Information.GetInformationRequestHistoryAsync(
                new GetInformationRequestHistoryRequest { Name = InformationRequest(parsed.GetRequiredValue(request)), PageSize = size, PageToken = token }, options),
            r => r.Entries, r => r.NextPageToken, (output, texts, r) => InformationPrinter.History(output, texts, r.Entries),
            request);
    }
}
