using System.CommandLine;
using Coordination.Cli.Printing;
using Coordination.Information.V1;
using Coordination.Type.V1;
using Google.Protobuf.WellKnownTypes;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Information;

/// <summary><c>coord info agreement …</c>: what two agencies agree in advance.</summary>
internal static class AgreementCommands
{
    public static Command Build(Leaves leaves)
    {
        var (suspend, end) = (leaves.Text("--reason", "TEXT", required: true, describe: "reason-open"), leaves.Text("--reason", "TEXT", required: true, describe: "reason-open"));
        return leaves.Group("info.agreement",
            Propose(leaves),
            ApproveCommand.Agreement(leaves),
            leaves.Change("info.agreement.suspend", "agreement", Agreement, (session, at, parsed, options) => session.Own.Agreements.SuspendAgreementAsync(
                new SuspendAgreementRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = parsed.GetValue(suspend) ?? "" }, options), GrantPrinter.Show, suspend),
            leaves.Change("info.agreement.resume", "agreement", Agreement, (session, at, _, options) => session.Own.Agreements.ResumeAgreementAsync(
                new ResumeAgreementRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options), GrantPrinter.Show),
            leaves.Change("info.agreement.end", "agreement", Agreement, (session, at, parsed, options) => session.Own.Agreements.EndAgreementAsync(
                new EndAgreementRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = parsed.GetValue(end) ?? "" }, options), GrantPrinter.Show, end),
            leaves.Look("info.agreement.show", "agreement", Agreement, (client, name, options) => client.Agreements.GetAgreementAsync(
                new GetAgreementRequest { Name = name }, options), GrantPrinter.Show),
            List(leaves));
    }

    private static Command Propose(Leaves leaves)
    {
        var (grantor, to, type, fields, purpose, basis) = (
            leaves.Text("--from", "AGENCY", required: true, describe: "agreement-from"), leaves.Text("--to", "AGENCY", required: true),
            leaves.Text("--type", "TYPE", required: true, describe: "record-type"), leaves.Many("--field", "FIELD", "grant-field"),
            leaves.Text("--purpose", "CODE", required: true), leaves.Text("--basis", "INSTRUMENT", required: true));
        var (handling, days, onward, until, officers) = (
            leaves.OneOf<Handling>("--handling", describe: "agreement-handling"), leaves.Number("--grant-days", 1, 3650, required: true),
            leaves.Number("--onward", 0, 5), leaves.Time("--until", required: true, describe: "agreement-until"), leaves.Many("--officer", "SUBJECT"));
        return leaves.Make(
            "info.agreement.propose",
            (session, requestId, parsed, options) => session.Own.Agreements.ProposeAgreementAsync(
                new ProposeAgreementRequest
                {
                    RequestId = requestId,
                    Content = new AgreementContent
                    {
                        Grantor = Agency(parsed.GetValue(grantor) ?? ""), Recipient = Agency(parsed.GetValue(to) ?? ""), RecordType = RecordType(parsed.GetValue(type) ?? ""),
                        Fields = { parsed.GetValue(fields)!.SelectMany(f => f.Split(',', StringSplitOptions.RemoveEmptyEntries)) },
                        Purpose = parsed.GetValue(purpose) ?? "", LegalBasis = Instrument(parsed.GetValue(basis) ?? ""), Handling = parsed.GetValue(handling) ?? default,
                        GrantDays = parsed.GetValue(days) ?? 0, OnwardDepth = parsed.GetValue(onward) ?? 0,
                        Until = Timestamp.FromDateTimeOffset(parsed.GetValue(until) ?? default), Officers = { parsed.GetValue(officers)! },
                    },
                },
                options),
            GrantPrinter.Show,
            grantor, to, type, fields, purpose, basis, handling, days, onward, until, officers);
    }

    private static Command List(Leaves leaves)
    {
        var (agency, states) = (leaves.Text("--agency", "AGENCY"), leaves.ManyOf<StandingAgreementState>("--state", "agreement-state"));
        return leaves.Listing(
            "info.agreement.list",
            (client, parsed, size, token, options) => client.Agreements.ListAgreementsAsync(
                new ListAgreementsRequest { Agency = Agency(parsed.GetValue(agency) ?? ""), States = { parsed.GetValue(states) ?? [] }, PageSize = size, PageToken = token }, options),
            r => r.Agreements, r => r.NextPageToken, GrantPrinter.Agreements,
            agency, states);
    }
}
