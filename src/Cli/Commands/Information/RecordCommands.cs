using System.CommandLine;
using Coordination.Cli.Printing;
using Coordination.Cli.Reading;
using Coordination.Information.V1;
using Coordination.Type.V1;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Information;

/// <summary><c>coord info record …</c>: what the own agency holds. Values and references come from files or the input.</summary>
internal static class RecordCommands
{
    public static Command Build(Leaves leaves) => leaves.Group("info.record",
        Offer(leaves), Update(leaves),
        leaves.Change("info.record.withdraw", "record", Record, (session, at, _, options) => session.Own.Records.WithdrawRecordAsync(
            new WithdrawRecordRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options), RecordsPrinter.Show),
        Raise(leaves), Lower(leaves), ApproveLower(leaves),
        leaves.Look("info.record.show", "record", Record, (client, name, options) => client.Records.GetRecordAsync(
            new GetRecordRequest { Name = name }, options), RecordsPrinter.Show),
        List(leaves), Find(leaves));

    private static Command Offer(Leaves leaves)
    {
        var type = leaves.Argument("record-type");
        var (subject, reference, values, handling) = (
            leaves.Text("--subject", "SUBJECT", required: true, describe: "record-subject"), leaves.Source("--reference", required: true),
            leaves.Text("--values-file", "FILE"), leaves.OneOf<Handling>("--handling", describe: "record-handling"));
        return leaves.Make(
            "info.record.offer",
            (session, requestId, parsed, options) => session.Own.Records.OfferRecordAsync(
                new OfferRecordRequest
                {
                    RequestId = requestId, RecordType = RecordType(parsed.GetRequiredValue(type)), Subject = Subject(parsed.GetValue(subject) ?? ""),
                    Reference = reference.Read(session, parsed), Values = { Quiet.Values(session, parsed.GetValue(values)) },
                    Handling = parsed.GetValue(handling) ?? default,
                },
                options),
            RecordsPrinter.Show,
            type, subject, reference.Typed, reference.File, values, handling);
    }

    private static Command Update(Leaves leaves)
    {
        var values = leaves.Text("--values-file", "FILE", required: true);
        return leaves.Change("info.record.update", "record", Record, (session, at, parsed, options) => session.Own.Records.UpdateRecordAsync(
            new UpdateRecordRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Values = { Quiet.Values(session, parsed.GetValue(values)) } }, options),
            RecordsPrinter.Show, values);
    }

    private static Command Raise(Leaves leaves)
    {
        var handling = leaves.OneOf<Handling>("--handling", required: true, describe: "record-handling-to");
        return leaves.Change("info.record.raise", "record", Record, (session, at, parsed, options) => session.Own.Records.RaiseHandlingAsync(
            new RaiseHandlingRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Handling = parsed.GetValue(handling) ?? default }, options),
            RecordsPrinter.Show, handling);
    }

    private static Command Lower(Leaves leaves)
    {
        var (handling, reason) = (leaves.OneOf<Handling>("--handling", required: true, describe: "record-handling-to"), leaves.Text("--reason", "TEXT", required: true, describe: "reason-open"));
        return leaves.Change("info.record.lower", "record", Record, (session, at, parsed, options) => session.Own.Records.ProposeLowerHandlingAsync(
            new ProposeLowerHandlingRequest
            {
                RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Handling = parsed.GetValue(handling) ?? default, Reason = parsed.GetValue(reason) ?? "",
            },
            options), RecordsPrinter.Show, handling, reason);
    }

    private static Command ApproveLower(Leaves leaves)
    {
        var handling = leaves.OneOf<Handling>("--handling", required: true, describe: "record-handling-to");
        return leaves.Change("info.record.approve-lower", "record", Record, (session, at, parsed, options) => session.Own.Records.ApproveLowerHandlingAsync(
            new ApproveLowerHandlingRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Handling = parsed.GetValue(handling) ?? default }, options),
            RecordsPrinter.Show, handling);
    }

    private static Command List(Leaves leaves)
    {
        var (type, subject) = (leaves.Text("--type", "TYPE", describe: "record-type"), leaves.Text("--subject", "SUBJECT", describe: "record-subject"));
        return leaves.Listing(
            "info.record.list",
            (client, parsed, size, token, options) => client.Records.ListRecordsAsync(
                new ListRecordsRequest
                {
                    RecordType = RecordType(parsed.GetValue(type) ?? ""), Subject = Subject(parsed.GetValue(subject) ?? ""), PageSize = size, PageToken = token,
                },
                options),
            r => r.Records, r => r.NextPageToken, RecordsPrinter.Records,
            type, subject);
    }

    private static Command Find(Leaves leaves)
    {
        var type = leaves.Argument("record-type");
        var reference = leaves.Source("--reference", required: true);
        return leaves.Leaf(
            "info.record.find",
            async (session, parsed, cancellationToken) =>
            {
                var found = await session.Own.Records.FindRecordAsync(
                    new FindRecordRequest { RecordType = RecordType(parsed.GetRequiredValue(type)), Reference = reference.Read(session, parsed) }, cancellationToken: cancellationToken);
                session.Output.Show(found, output => RecordsPrinter.Show(output, session.Texts, found));
                return ExitCodes.Ok;
            },
            type, reference.Typed, reference.File);
    }
}
