using System.CommandLine;
using Coordination.Cases.V1;
using Coordination.Cli.Commands.Information;
using Coordination.Cli.Printing;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Cases;

/// <summary><c>coord case transfer …</c>: the lead of a case goes to another agency, or does not.</summary>
internal static class TransferCommands
{
    public static Command Build(Leaves leaves)
    {
        var (decline, revoke) = (leaves.Reason(), leaves.Reason());
        return leaves.Group("case.transfer",
            Offer(leaves),
            leaves.Change("case.transfer.accept", "transfer", Transfer, (session, at, _, options) => session.Own.Transfers.AcceptTransferAsync(
                new AcceptTransferRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options), HandoverPrinter.Show),
            leaves.Change("case.transfer.decline", "transfer", Transfer, (session, at, parsed, options) => session.Own.Transfers.DeclineTransferAsync(
                new DeclineTransferRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = parsed.GetValue(decline) ?? "" }, options), HandoverPrinter.Show, decline),
            leaves.Change("case.transfer.revoke", "transfer", Transfer, (session, at, parsed, options) => session.Own.Transfers.RevokeTransferAsync(
                new RevokeTransferRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = parsed.GetValue(revoke) ?? "" }, options), HandoverPrinter.Show, revoke),
            leaves.Look("case.transfer.show", "transfer", Transfer, (client, name, options) => client.Transfers.GetTransferAsync(
                new GetTransferRequest { Name = name }, options), HandoverPrinter.Show),
            List(leaves),
            Receipt(leaves));
    }

    private static Command Offer(Leaves leaves)
    {
        var (about, to, unit, stays, data) = (
            leaves.Argument("case"), leaves.Text("--to", "AGENCY", required: true), leaves.Text("--to-unit", "UNIT", describe: "handover-unit"),
            leaves.Flag("--stay", "transfer-stay"), new HandoverOptions(leaves));
        return leaves.Make(
            "case.transfer.offer",
            (session, requestId, parsed, options) => session.Own.Transfers.OfferTransferAsync(
                new OfferTransferRequest
                {
                    RequestId = requestId, Case = Case(parsed.GetRequiredValue(about)), To = Agency(parsed.GetValue(to) ?? ""),
                    ToUnit = Unit(parsed.GetValue(unit) ?? ""), FormerLeadStays = parsed.GetValue(stays), DataTransfer = data.Read(parsed),
                },
                options),
            HandoverPrinter.Show,
            [about, to, unit, stays, .. data.All]);
    }

    private static Command List(Leaves leaves)
    {
        var (about, states, open) = (
            leaves.Text("--case", "CASE", describe: "handover-case"), leaves.ManyOf<TransferState>("--state", "handover-state"), leaves.Flag("--open", "handover-open"));
        return leaves.Listing(
            "case.transfer.list",
            (client, parsed, size, token, options) => client.Transfers.ListTransfersAsync(
                new ListTransfersRequest
                {
                    Case = Case(parsed.GetValue(about) ?? ""), States = { parsed.GetValue(states) ?? [] }, OpenOnly = parsed.GetValue(open), PageSize = size, PageToken = token,
                },
                options),
            r => r.Transfers, r => r.NextPageToken, HandoverPrinter.Transfers,
            about, states, open);
    }

    private static Command Receipt(Leaves leaves)
    {
        var (transfer, version) = (leaves.Argument("transfer"), leaves.Number("--version", 0, 1_000_000, describe: "receipt-version"));
        return leaves.Leaf(
            "case.transfer.receipt",
            async (session, parsed, cancellationToken) =>
            {
                var receipt = await session.Own.Transfers.GetTransferReceiptAsync(
                    new GetTransferReceiptRequest { Name = Transfer(parsed.GetRequiredValue(transfer)), Version = parsed.GetValue(version) ?? 0 }, cancellationToken: cancellationToken);
                session.Output.Show(receipt, output => HandoverPrinter.Show(output, session.Texts, receipt));
                return ExitCodes.Ok;
            },
            transfer, version);
    }
}
