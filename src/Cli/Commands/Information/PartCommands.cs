using System.CommandLine;
using Coordination.Cli.Printing;
using Coordination.Cli.Reading;
using Coordination.Information.V1;
using Google.Protobuf.WellKnownTypes;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Information;

/// <summary>The verbs of those who were asked, and those of the asker after the request is sent.</summary>
internal static class PartCommands
{
    public static IEnumerable<Command> Build(Leaves leaves)
    {
        yield return Verb(leaves, "acknowledge", (session, at, _, options) => session.Own.Information.AcknowledgeInformationRequestAsync(
            new AcknowledgeInformationRequestRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options));
        yield return Verb(leaves, "review", (session, at, _, options) => session.Own.Information.StartReviewAsync(
            new StartReviewRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options));

        var ask = leaves.Source("--text", required: true);
        yield return Verb(leaves, "clarify", (session, at, parsed, options) => session.Own.Information.AskClarificationAsync(
            new AskClarificationRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Question = ask.Read(session, parsed) }, options),
            ask.Typed, ask.File);

        var (who, reply) = (leaves.Text("--agency", "AGENCY", required: true, describe: "info-asked-by"), leaves.Source("--text", required: true));
        yield return Verb(leaves, "reply", (session, at, parsed, options) => session.Own.Information.ClarifyAsync(
            new ClarifyRequest
            {
                RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Agency = Agency(parsed.GetValue(who) ?? ""), Reply = reply.Read(session, parsed),
            },
            options), who, reply.Typed, reply.File);

        yield return Answer(leaves);
        yield return Refuse(leaves);

        var why = leaves.Source("--reason", required: true);
        yield return Verb(leaves, "withdraw", (session, at, parsed, options) => session.Own.Information.WithdrawInformationRequestAsync(
            new WithdrawInformationRequestRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = why.Read(session, parsed) }, options),
            why.Typed, why.File);
        yield return Verb(leaves, "close", (session, at, _, options) => session.Own.Information.CloseInformationRequestAsync(
            new CloseInformationRequestRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options));

        var (due, whose) = (leaves.Time("--due", required: true), leaves.Text("--agency", "AGENCY", describe: "info-extend-agency"));
        yield return Verb(leaves, "extend", (session, at, parsed, options) => session.Own.Information.ExtendInformationRequestAsync(
            new ExtendInformationRequestRequest
            {
                RequestId = at.RequestId, Name = at.Name, Etag = at.ETag,
                DueTime = Timestamp.FromDateTimeOffset(parsed.GetValue(due) ?? default), Agency = Agency(parsed.GetValue(whose) ?? ""),
            },
            options), due, whose);

        var (late, reason) = (leaves.Text("--agency", "AGENCY", required: true), leaves.Text("--reason", "TEXT", required: true, describe: "reason-open"));
        yield return Verb(leaves, "escalate", (session, at, parsed, options) => session.Own.Information.EscalateInformationRequestAsync(
            new EscalateInformationRequestRequest
            {
                RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Agency = Agency(parsed.GetValue(late) ?? ""), Reason = parsed.GetValue(reason) ?? "",
            },
            options), late, reason);
    }

    private static Command Answer(Leaves leaves)
    {
        var (number, text, grants, partial) = (
            leaves.Number("--question", 1, 100, required: true, describe: "info-question-number"), leaves.Source("--text"),
            leaves.Many("--grant", "GRANT", "info-answer-grant"), leaves.Flag("--partial"));
        return Verb(leaves, "answer", (session, at, parsed, options) => session.Own.Information.AnswerQuestionAsync(
            new AnswerQuestionRequest
            {
                RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Question = parsed.GetValue(number) ?? 0,
                Text = text.Read(session, parsed), Grants = { parsed.GetValue(grants)!.Select(Grant) }, Partial = parsed.GetValue(partial),
            },
            options), number, text.Typed, text.File, grants, partial);
    }

    private static Command Refuse(Leaves leaves)
    {
        var (number, all, code, text) = (
            leaves.Number("--question", 1, 100, describe: "info-question-number"), leaves.Flag("--all", "refuse-all"),
            leaves.OneOf<RefusalCode>("--code", required: true, describe: "refusal-code"), leaves.Source("--text"));
        return Verb(leaves, "refuse", (session, at, parsed, options) =>
        {
            // To refuse everything by forgetting a number would be a slip that others see at once.
            if (parsed.GetValue(all) == parsed.GetValue(number) is not null)
                throw new UsageException(session.Texts["usage.question-or-all"]);
            return session.Own.Information.RefuseQuestionAsync(
                new RefuseQuestionRequest
                {
                    RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Question = parsed.GetValue(number) ?? 0,
                    Code = parsed.GetValue(code) ?? default, Explanation = text.Read(session, parsed),
                },
                options);
        }, number, all, code, text.Typed, text.File);
    }

    private static Command Verb(Leaves leaves, string verb, InfoLeaves.Send<InformationRequest> send, params ReadOnlySpan<Symbol> more) =>
        leaves.Change("info." + verb, "info-request", InformationRequest, send, InformationPrinter.Line, more);
}
