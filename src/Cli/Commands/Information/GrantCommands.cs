using System.CommandLine;
using Coordination.Cli.Printing;
using Coordination.Information.V1;
using Coordination.Type.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Information;

/// <summary><c>coord info grant …</c>: what is released, to whom, for what, until when.</summary>
internal static class GrantCommands
{
    public static Command Build(Leaves leaves) => leaves.Group("info.grant",
        Propose(leaves),
        ApproveCommand.Grant(leaves),
        Plain(leaves, "activate", (session, at, options) => session.Own.Grants.ActivateGrantAsync(
            new ActivateGrantRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options)),
        Reasoned(leaves, "suspend", (session, at, reason, options) => session.Own.Grants.SuspendGrantAsync(
            new SuspendGrantRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = reason }, options)),
        Plain(leaves, "resume", (session, at, options) => session.Own.Grants.ResumeGrantAsync(
            new ResumeGrantRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options)),
        Reasoned(leaves, "revoke", (session, at, reason, options) => session.Own.Grants.RevokeGrantAsync(
            new RevokeGrantRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = reason }, options)),
        leaves.Look("info.grant.show", "grant", Grant, (client, name, options) => client.Grants.GetGrantAsync(
            new GetGrantRequest { Name = name }, options), GrantPrinter.Show),
        List(leaves), History(leaves));

    private static Command Propose(Leaves leaves)
    {
        var (record, parent, to, fields, purpose, basis) = (
            leaves.Text("--record", "RECORD"), leaves.Text("--parent", "GRANT", describe: "grant-parent"), leaves.Text("--to", "AGENCY", required: true),
            leaves.Many("--field", "FIELD", "grant-field"), leaves.Text("--purpose", "CODE", required: true), leaves.Text("--basis", "INSTRUMENT", required: true));
        var (handling, source, information, onward, until, officers) = (
            leaves.OneOf<Handling>("--handling", describe: "grant-handling"), leaves.OneOf<SourceReliability>("--source"), leaves.Number("--information", 1, 4),
            leaves.Number("--onward", 0, 5), leaves.Time("--until", required: true, describe: "grant-until"), leaves.Many("--officer", "SUBJECT"));
        var (request, question) = (leaves.Text("--request", "REQUEST", describe: "grant-request"), leaves.Number("--question", 1, 100, describe: "info-question-number"));
        return leaves.Make(
            "info.grant.propose",
            (session, requestId, parsed, options) =>
            {
                if (parsed.GetValue(record) is null == parsed.GetValue(parent) is null)
                    throw new UsageException(session.Texts["usage.record-or-parent"]);
                return session.Own.Grants.ProposeGrantAsync(
                    new ProposeGrantRequest
                    {
                        RequestId = requestId, Recipient = Agency(parsed.GetValue(to) ?? ""),
                        Record = Record(parsed.GetValue(record) ?? ""), Parent = Grant(parsed.GetValue(parent) ?? ""),
                        Fields = { parsed.GetValue(fields)!.SelectMany(f => f.Split(',', StringSplitOptions.RemoveEmptyEntries)) },
                        Purpose = parsed.GetValue(purpose) ?? "", LegalBasis = Instrument(parsed.GetValue(basis) ?? ""),
                        Handling = parsed.GetValue(handling) ?? default, SourceReliability = parsed.GetValue(source) ?? SourceReliability.X,
                        InformationReliability = (InformationReliability)(parsed.GetValue(information) ?? 4), OnwardDepth = parsed.GetValue(onward) ?? 0,
                        Until = Timestamp.FromDateTimeOffset(parsed.GetValue(until) ?? default), Officers = { parsed.GetValue(officers)! },
                        Request = InformationRequest(parsed.GetValue(request) ?? ""), Question = parsed.GetValue(question) ?? 0,
                    },
                    options);
            },
            GrantPrinter.Show,
            record, parent, to, fields, purpose, basis, handling, source, information, onward, until, officers, request, question);
    }

    private static Command List(Leaves leaves)
    {
        var (side, states, record, request) = (
            leaves.OneOf<GrantSide>("--side"), leaves.ManyOf<GrantState>("--state", "grant-state"), leaves.Text("--record", "RECORD"),
            leaves.Text("--request", "REQUEST", describe: "grant-request"));
        return leaves.Listing(
            "info.grant.list",
            (client, parsed, size, token, options) => client.Grants.ListGrantsAsync(
                new ListGrantsRequest
                {
                    Side = parsed.GetValue(side) ?? default, States = { parsed.GetValue(states) ?? [] }, Record = Record(parsed.GetValue(record) ?? ""),
                    Request = InformationRequest(parsed.GetValue(request) ?? ""), PageSize = size, PageToken = token,
                },
                options),
            r => r.Grants, r => r.NextPageToken, GrantPrinter.List,
            side, states, record, request);
    }

    private static Command History(Leaves leaves)
    {
        var grant = leaves.Argument("grant");
        return leaves.Listing(
            "info.grant.history",
            (client, parsed, size, token, options) => client.Grants.GetGrantHistoryAsync(
                new GetGrantHistoryRequest { Name = Grant(parsed.GetRequiredValue(grant)), PageSize = size, PageToken = token }, options),
            r => r.Entries, r => r.NextPageToken, (output, texts, r) => InformationPrinter.History(output, texts, r.Entries),
            grant);
    }

    private static Command Plain(Leaves leaves, string verb, Func<Connecting.Session, Target, CallOptions, AsyncUnaryCall<Grant>> send) =>
        leaves.Change("info.grant." + verb, "grant", Grant, (session, at, _, options) => send(session, at, options), GrantPrinter.Line);

    private static Command Reasoned(Leaves leaves, string verb, Func<Connecting.Session, Target, string, CallOptions, AsyncUnaryCall<Grant>> send)
    {
        var reason = leaves.Text("--reason", "TEXT", required: true, describe: "reason-open");
        return leaves.Change("info.grant." + verb, "grant", Grant,
            (session, at, parsed, options) => send(session, at, parsed.GetValue(reason) ?? "", options), GrantPrinter.Line, reason);
    }
}
