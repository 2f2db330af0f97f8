using System.CommandLine;
using Coordination.Cases.V1;
using Coordination.Cli.Connecting;
using Coordination.Cli.Printing;
using Coordination.Client.Calls;
using Coordination.Information.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Coordination.Cli.Commands.Information;

/// <summary>
/// The second pair of eyes sees the content before it approves it, and approves exactly what it saw: the hash that is
/// sent is that of what was shown.
/// </summary>
internal static class ApproveCommand
{
    public static Command Grant(Leaves leaves) => Build(
        leaves, "info.grant.approve", "grant", Reading.ResourceNames.Grant,
        (session, name, options) => session.Own.Grants.GetGrantAsync(new GetGrantRequest { Name = name }, options), grant => grant.ContentHash,
        (session, at, hash, options) => session.Own.Grants.ApproveGrantAsync(
            new ApproveGrantRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, ContentHash = hash }, options),
        GrantPrinter.Show, GrantPrinter.Line);

    public static Command Agreement(Leaves leaves) => Build(
        leaves, "info.agreement.approve", "agreement", Reading.ResourceNames.Agreement,
        (session, name, options) => session.Own.Agreements.GetAgreementAsync(new GetAgreementRequest { Name = name }, options), agreement => agreement.ContentHash,
        (session, at, hash, options) => session.Own.Agreements.ApproveAgreementAsync(
            new ApproveAgreementRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, ContentHash = hash }, options),
        GrantPrinter.Show, GrantPrinter.Show);

    public static Command Export(Leaves leaves) => Build(
        leaves, "export.approve", "export", Reading.ResourceNames.Export,
        (session, name, options) => session.Own.Exports.GetExportAsync(new GetExportRequest { Name = name }, options), export => export.ContentHash,
        (session, at, hash, options) => session.Own.Exports.ApproveExportAsync(
            new ApproveExportRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, ContentHash = hash }, options),
        ExportPrinter.Show, ExportPrinter.Line);

    private static Command Build<T>(
        Leaves leaves, string path, string noun, Func<string, string> whole, Func<Session, string, CallOptions, AsyncUnaryCall<T>> look, Func<T, string> hashOf,
        Func<Session, Target, string, CallOptions, AsyncUnaryCall<T>> approve, InfoLeaves.Print<T> show, InfoLeaves.Print<T> done)
        where T : IMessage
    {
        var argument = leaves.Argument(noun);
        var (yes, hash, etag, requestId) = (leaves.Flag("--yes"), leaves.Text("--hash", "HEX"), leaves.Text("--etag", "ETAG"), leaves.RequestId());
        return leaves.Leaf(
            path,
            async (session, parsed, cancellationToken) =>
            {
                var options = new CallOptions(cancellationToken: cancellationToken);
                var at = new Target(whole(parsed.GetRequiredValue(argument)), parsed.GetValue(etag) ?? "", parsed.GetValue(requestId) ?? RequestIds.New());
                // Who gives the hash has seen the content elsewhere.
                var seen = parsed.GetValue(hash);
                if (seen is null)
                {
                    var content = await look(session, at.Name, options);
                    seen = hashOf(content);
                    if (!session.Output.Json)
                        show(session.Output, session.Texts, content);
                    if (!parsed.GetValue(yes) && !Agreed(session))
                        throw new UsageException(session.Texts["usage.not-approved"]);
                }

                var result = await approve(session, at, seen, options);
                session.Output.Show(result, output => done(output, session.Texts, result));
                return ExitCodes.Ok;
            },
            argument, yes, hash, etag, requestId);
    }

    private static bool Agreed(Session session)
    {
        session.Output.Notice(session.Texts["notice.approve"]);
        return session.Around.In.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes" or "ແມ່ນ";
    }
}
