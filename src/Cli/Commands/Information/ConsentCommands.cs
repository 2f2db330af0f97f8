using System.CommandLine;
using Coordination.Cli.Printing;
using Coordination.Information.V1;
using Google.Protobuf.WellKnownTypes;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Information;

/// <summary><c>coord info consent …</c>: what a person said, for each purpose and recipient.</summary>
internal static class ConsentCommands
{
    public static Command Build(Leaves leaves) => leaves.Group("info.consent",
        Note(leaves),
        leaves.Change("info.consent.withdraw", "consent", Consent, (session, at, _, options) => session.Own.Consents.WithdrawConsentAsync(
            new WithdrawConsentRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options), RecordsPrinter.Show),
        leaves.Look("info.consent.show", "consent", Consent, (client, name, options) => client.Consents.GetConsentAsync(
            new GetConsentRequest { Name = name }, options), RecordsPrinter.Show),
        List(leaves));

    private static Command Note(Leaves leaves)
    {
        var subject = leaves.Argument("person");
        var (given, refused, purpose, recipient, giver, form, until) = (
            leaves.Flag("--given"), leaves.Flag("--refused"), leaves.Text("--purpose", "CODE", required: true),
            leaves.Text("--recipient", "AGENCY", required: true), leaves.OneOf<ConsentGiver>("--giver"),
            leaves.Text("--form-version", "VERSION", required: true), leaves.Time("--until", describe: "consent-until"));
        return leaves.Make(
            "info.consent.record",
            (session, requestId, parsed, options) =>
            {
                if (parsed.GetValue(given) == parsed.GetValue(refused))
                    throw new UsageException(session.Texts["usage.given-or-refused"]);
                return session.Own.Consents.RecordConsentAsync(
                    new RecordConsentRequest
                    {
                        RequestId = requestId, Subject = Subject(parsed.GetRequiredValue(subject)), Purpose = parsed.GetValue(purpose) ?? "",
                        Recipient = Agency(parsed.GetValue(recipient) ?? ""), Given = parsed.GetValue(given), Giver = parsed.GetValue(giver) ?? ConsentGiver.Self,
                        FormVersion = parsed.GetValue(form) ?? "",
                        ValidUntil = parsed.GetValue(until) is { } end ? Timestamp.FromDateTimeOffset(end) : null,
                    },
                    options);
            },
            RecordsPrinter.Show,
            subject, given, refused, purpose, recipient, giver, form, until);
    }

    private static Command List(Leaves leaves)
    {
        var subject = leaves.Text("--subject", "SUBJECT", describe: "record-subject");
        return leaves.Listing(
            "info.consent.list",
            (client, parsed, size, token, options) => client.Consents.ListConsentsAsync(
                new ListConsentsRequest { Subject = Subject(parsed.GetValue(subject) ?? ""), PageSize = size, PageToken = token }, options),
            r => r.Consents, r => r.NextPageToken, RecordsPrinter.Consents,
            subject);
    }
}
