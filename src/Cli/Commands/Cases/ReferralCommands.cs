using System.CommandLine;
using Coordination.Cases.V1;
using Coordination.Cli.Commands.Information;
using Coordination.Cli.Printing;
using Coordination.Cli.Reading;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Cases;

/// <summary><c>coord case refer …</c>: another agency is asked to give a service to people of a case.</summary>
internal static class ReferralCommands
{
    public static Command Build(Leaves leaves)
    {
        var (decline, revoke, leave) = (leaves.Reason(), leaves.Reason(), leaves.Reason());
        return leaves.Group("case.refer",
            Offer(leaves),
            leaves.Change("case.refer.accept", "referral", Referral, (session, at, _, options) => session.Own.Referrals.AcceptReferralAsync(
                new AcceptReferralRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options), HandoverPrinter.Show),
            leaves.Change("case.refer.decline", "referral", Referral, (session, at, parsed, options) => session.Own.Referrals.DeclineReferralAsync(
                new DeclineReferralRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = parsed.GetValue(decline) ?? "" }, options), HandoverPrinter.Show, decline),
            leaves.Change("case.refer.revoke", "referral", Referral, (session, at, parsed, options) => session.Own.Referrals.RevokeReferralAsync(
                new RevokeReferralRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = parsed.GetValue(revoke) ?? "" }, options), HandoverPrinter.Show, revoke),
            leaves.Change("case.refer.start", "referral", Referral, (session, at, _, options) => session.Own.Referrals.StartReferralServiceAsync(
                new StartReferralServiceRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options), HandoverPrinter.Show),
            leaves.Change("case.refer.complete", "referral", Referral, (session, at, _, options) => session.Own.Referrals.CompleteReferralAsync(
                new CompleteReferralRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options), HandoverPrinter.Show),
            leaves.Change("case.refer.discontinue", "referral", Referral, (session, at, parsed, options) => session.Own.Referrals.DiscontinueReferralAsync(
                new DiscontinueReferralRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = parsed.GetValue(leave) ?? "" }, options), HandoverPrinter.Show, leave),
            leaves.Look("case.refer.show", "referral", Referral, (client, name, options) => client.Referrals.GetReferralAsync(
                new GetReferralRequest { Name = name }, options), HandoverPrinter.Show),
            List(leaves),
            Read(leaves),
            Receipt(leaves));
    }

    private static Command Offer(Leaves leaves)
    {
        var (about, people, pillar, service) = (
            leaves.Argument("case"), leaves.Many("--person", "PERSON", "referral-person"), leaves.OneOf<Pillar>("--pillar", required: true),
            leaves.Text("--service", "CODE", required: true, describe: "service-code"));
        var (to, unit, join, from, data) = (
            leaves.Text("--to", "AGENCY", required: true), leaves.Text("--to-unit", "UNIT", describe: "handover-unit"),
            leaves.OneOf<ParticipantRole>("--join-as", describe: "referral-join"), leaves.Text("--from", "FILE", describe: "referral-from"), new HandoverOptions(leaves));
        return leaves.Make(
            "case.refer.offer",
            (session, requestId, parsed, options) => session.Own.Referrals.OfferReferralAsync(
                new OfferReferralRequest
                {
                    RequestId = requestId, Case = Case(parsed.GetRequiredValue(about)), To = Agency(parsed.GetValue(to) ?? ""), ToUnit = Unit(parsed.GetValue(unit) ?? ""),
                    Pillar = parsed.GetValue(pillar) ?? default, Service = parsed.GetValue(service) ?? "", People = { parsed.Codes(people) },
                    JoinAs = parsed.GetValue(join) ?? default, DataTransfer = data.Read(parsed),
                    Text = parsed.GetValue(from) is { } file ? Quiet.Read(session, file).Trim() : "",
                },
                options),
            HandoverPrinter.Show,
            [about, to, unit, people, pillar, service, join, from, .. data.All]);
    }

    private static Command List(Leaves leaves)
    {
        var (about, states, open) = (
            leaves.Text("--case", "CASE", describe: "handover-case"), leaves.ManyOf<ReferralState>("--state", "handover-state"), leaves.Flag("--open", "handover-open"));
        return leaves.Listing(
            "case.refer.list",
            (client, parsed, size, token, options) => client.Referrals.ListReferralsAsync(
                new ListReferralsRequest
                {
                    Case = Case(parsed.GetValue(about) ?? ""), States = { parsed.GetValue(states) ?? [] }, OpenOnly = parsed.GetValue(open), PageSize = size, PageToken = token,
                },
                options),
            r => r.Referrals, r => r.NextPageToken, HandoverPrinter.Referrals,
            about, states, open);
    }

    private static Command Read(Leaves leaves)
    {
        var (referral, reason) = (leaves.Argument("referral"), leaves.Text("--reason", "CODE", required: true, describe: "read-reason"));
        return leaves.Make(
            "case.refer.read",
            (session, requestId, parsed, options) => session.Own.Referrals.ReadReferralTextAsync(
                new ReadReferralTextRequest { RequestId = requestId, Name = Referral(parsed.GetRequiredValue(referral)), Reason = parsed.GetValue(reason) ?? "" }, options),
            HandoverPrinter.Text,
            referral, reason);
    }

    private static Command Receipt(Leaves leaves)
    {
        var (referral, version) = (leaves.Argument("referral"), leaves.Number("--version", 0, 1_000_000, describe: "receipt-version"));
        return leaves.Leaf(
            "case.refer.receipt",
            async (session, parsed, cancellationToken) =>
            {
                var receipt = await session.Own.Referrals.GetReferralReceiptAsync(
                    new GetReferralReceiptRequest { Name = Referral(parsed.GetRequiredValue(referral)), Version = parsed.GetValue(version) ?? 0 }, cancellationToken: cancellationToken);
                session.Output.Show(receipt, output => HandoverPrinter.Show(output, session.Texts, receipt));
                return ExitCodes.Ok;
            },
            referral, version);
    }
}
