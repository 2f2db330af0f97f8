using System.CommandLine;
using System.Text.Json;
using Coordination.Cases.V1;
using Coordination.Cli.Connecting;
using Coordination.Cli.Printing;
using Coordination.Client.Calls;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Cases;

/// <summary><c>coord case retention|hold|block|unblock</c>: how long a case is kept, and who must not see it.</summary>
internal static class SafeguardCommands
{
    public static IEnumerable<Command> Build(Leaves leaves)
    {
        yield return leaves.Group("case.retention", Extend(leaves));
        yield return leaves.Group("case.hold",
            leaves.ChangeReasoned("hold.place", (session, at, reason, options) => session.Own.Cases.PlaceCaseHoldAsync(
                new PlaceCaseHoldRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = reason }, options)),
            leaves.ChangeReasoned("hold.lift", (session, at, reason, options) => session.Own.Cases.LiftCaseHoldAsync(
                new LiftCaseHoldRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = reason }, options)));
        yield return Officer(leaves, "block", (session, at, officer, options) => session.Own.Cases.BlockOfficerAsync(
            new BlockOfficerRequest { RequestId = at.Id, Name = at.Case, Etag = at.ETag, Issuer = officer.Issuer, Subject = officer.Subject, Reason = officer.Reason }, options));
        yield return Officer(leaves, "unblock", (session, at, officer, options) => session.Own.Cases.UnblockOfficerAsync(
            new UnblockOfficerRequest { RequestId = at.Id, Name = at.Case, Etag = at.ETag, Issuer = officer.Issuer, Subject = officer.Subject, Reason = officer.Reason }, options));
    }

    private static Command Extend(Leaves leaves)
    {
        var (until, reason) = (leaves.Time("--retain-until", required: true, describe: "case-retain"), leaves.Reason());
        return leaves.ChangeCase("retention.extend", (session, at, parsed, options) => session.Own.Cases.ExtendCaseRetentionAsync(
            new ExtendCaseRetentionRequest
            {
                RequestId = at.RequestId, Name = at.Name, Etag = at.ETag,
                RetainUntil = Timestamp.FromDateTimeOffset(parsed.GetValue(until) ?? default), Reason = parsed.GetValue(reason) ?? "",
            },
            options), CasePrinter.Line, until, reason);
    }

    private static Command Officer(
        Leaves leaves, string verb, Func<Session, (string Case, string ETag, string Id), (string Issuer, string Subject, string Reason), CallOptions, AsyncUnaryCall<Case>> send)
    {
        var (about, subject, issuer, reason) = (
            leaves.Argument("case"), leaves.Argument("subject"), leaves.Text("--issuer", "URL", describe: "officer-issuer"), leaves.Reason());
        var (etag, requestId) = (leaves.Text("--etag", "ETAG"), leaves.RequestId());
        return leaves.Leaf(
            "case." + verb,
            async (session, parsed, cancellationToken) =>
            {
                var from = parsed.GetValue(issuer) ?? await OwnIssuerAsync(session, cancellationToken).ConfigureAwait(false);
                var result = await send(
                    session,
                    (Case(parsed.GetRequiredValue(about)), parsed.GetValue(etag) ?? "", parsed.GetValue(requestId) ?? RequestIds.New()),
                    (from, parsed.GetRequiredValue(subject), parsed.GetValue(reason) ?? ""),
                    new CallOptions(cancellationToken: cancellationToken));
                session.Output.Show(result, output => CasePrinter.Blocked(output, session.Texts, result));
                return ExitCodes.Ok;
            },
            about, subject, issuer, reason, etag, requestId);
    }

    /// <summary>Officers of one country mostly have one issuer: the one of the token of who types.</summary>
    private static async Task<string> OwnIssuerAsync(Session session, CancellationToken cancellationToken) =>
        IssuerOf(await session.TokensFor(session.ClientId).GetTokenAsync(cancellationToken).ConfigureAwait(false))
            ?? throw new UsageException(session.Texts["usage.issuer"]);

    /// <summary>The <c>iss</c> of a JWT; null when the token is none.</summary>
    internal static string? IssuerOf(string token)
    {
        try
        {
            var body = token.Split('.') is [_, var middle, _] ? middle.Replace('-', '+').Replace('_', '/') : "";
            using var claims = JsonDocument.Parse(Convert.FromBase64String(body.PadRight((body.Length + 3) / 4 * 4, '=')));
            return claims.RootElement.TryGetProperty("iss", out var issuer) ? issuer.GetString() : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
