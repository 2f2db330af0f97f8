using System.CommandLine;
using Coordination.Cli.Printing;
using Coordination.Information.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Information;

/// <summary><c>coord info subject …</c>: persons, by pseudonyms of the own agency.</summary>
internal static class SubjectCommands
{
    public static Command Build(Leaves leaves) => leaves.Group("info.subject",
        Register(leaves),
        leaves.Look("info.subject.show", "person", Subject, (client, name, options) => client.Records.GetSubjectAsync(
            new GetSubjectRequest { Name = name }, options), RecordsPrinter.Show),
        leaves.Listing("info.subject.list", (client, _, size, token, options) => client.Records.ListSubjectsAsync(
            new ListSubjectsRequest { PageSize = size, PageToken = token }, options), r => r.Subjects, r => r.NextPageToken, RecordsPrinter.Subjects),
        Extend(leaves),
        Reasoned(leaves, "hold", (session, at, reason, options) => session.Own.Records.PlaceLegalHoldAsync(
            new PlaceLegalHoldRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = reason }, options)),
        Reasoned(leaves, "release", (session, at, reason, options) => session.Own.Records.LiftLegalHoldAsync(
            new LiftLegalHoldRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = reason }, options)),
        Reasoned(leaves, "erase", (session, at, reason, options) => session.Own.Records.ProposeErasureAsync(
            new ProposeErasureRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = reason }, options)),
        leaves.Change("info.subject.approve-erasure", "person", Subject, (session, at, _, options) => session.Own.Records.ApproveErasureAsync(
            new ApproveErasureRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options), RecordsPrinter.Show));

    private static Command Register(Leaves leaves)
    {
        var (until, minor) = (leaves.Time("--retain-until", required: true, describe: "subject-retain"), leaves.Flag("--minor", "subject-minor"));
        return leaves.Make(
            "info.subject.register",
            (session, requestId, parsed, options) => session.Own.Records.RegisterSubjectAsync(
                new RegisterSubjectRequest
                {
                    RequestId = requestId, Minor = parsed.GetValue(minor), RetainUntil = Timestamp.FromDateTimeOffset(parsed.GetValue(until) ?? default),
                },
                options),
            RecordsPrinter.Show,
            until, minor);
    }

    private static Command Extend(Leaves leaves)
    {
        var (until, reason) = (leaves.Time("--retain-until", required: true, describe: "subject-retain"), leaves.Text("--reason", "TEXT", required: true, describe: "reason-open"));
        return leaves.Change("info.subject.extend", "person", Subject, (session, at, parsed, options) => session.Own.Records.ExtendRetentionAsync(
            new ExtendRetentionRequest
            {
                RequestId = at.RequestId, Name = at.Name, Etag = at.ETag,
                RetainUntil = Timestamp.FromDateTimeOffset(parsed.GetValue(until) ?? default), Reason = parsed.GetValue(reason) ?? "",
            },
            options), RecordsPrinter.Show, until, reason);
    }

    private static Command Reasoned(Leaves leaves, string verb, Func<Connecting.Session, Target, string, CallOptions, AsyncUnaryCall<Subject>> send)
    {
        var reason = leaves.Text("--reason", "TEXT", required: true, describe: "reason-open");
        return leaves.Change("info.subject." + verb, "person", Subject,
            (session, at, parsed, options) => send(session, at, parsed.GetValue(reason) ?? "", options), RecordsPrinter.Show, reason);
    }
}
