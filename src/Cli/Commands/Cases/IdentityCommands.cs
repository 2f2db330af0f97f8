using System.CommandLine;
using Coordination.Cases.V1;
using Coordination.Cli.Commands.Information;
using Coordination.Cli.Printing;
using Coordination.Cli.Reading;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Cases;

/// <summary><c>coord case identity …</c>: who a person of a case is. Values come from a file or the input.</summary>
internal static class IdentityCommands
{
    public static Command Build(Leaves leaves)
    {
        var reason = leaves.Reason();
        return leaves.Group("case.identity",
            Store(leaves),
            leaves.Look("case.identity.show", "identity", Identity, (client, name, options) => client.Identities.GetIdentityAsync(
                new GetIdentityRequest { Name = name }, options), NotePrinter.Show),
            Read(leaves),
            leaves.Change("case.identity.propose-erasure", "identity", Identity, (session, at, parsed, options) => session.Own.Identities.ProposeIdentityErasureAsync(
                new ProposeIdentityErasureRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Reason = parsed.GetValue(reason) ?? "" }, options),
                NotePrinter.Show, reason),
            leaves.Change("case.identity.approve-erasure", "identity", Identity, (session, at, _, options) => session.Own.Identities.ApproveIdentityErasureAsync(
                new ApproveIdentityErasureRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag }, options), NotePrinter.Show));
    }

    private static Command Store(Leaves leaves)
    {
        var (person, from) = (leaves.Person(), leaves.Text("--from", "FILE", required: true, describe: "identity-from"));
        return leaves.Change("case.identity.store", "case", Case, (session, at, parsed, options) => session.Own.Identities.StoreIdentityAsync(
            new StoreIdentityRequest
            {
                RequestId = at.RequestId, Case = at.Name, Etag = at.ETag, Person = parsed.GetRequiredValue(person),
                Fields = { Quiet.Values(session, parsed.GetValue(from)).Select(v => new IdentityField { Field = v.Field, Value = v.Value }) },
            },
            options), NotePrinter.Show, person, from);
    }

    private static Command Read(Leaves leaves)
    {
        var identity = leaves.Argument("identity");
        var (purpose, reason, fields) = (
            leaves.Text("--purpose", "CODE", required: true, describe: "case-read-purpose"), leaves.Text("--reason", "CODE", required: true, describe: "read-reason"),
            leaves.Many("--field", "FIELD", "identity-field"));
        return leaves.Make(
            "case.identity.read",
            (session, requestId, parsed, options) => session.Own.Identities.ReadIdentityAsync(
                new ReadIdentityRequest
                {
                    RequestId = requestId, Name = Identity(parsed.GetRequiredValue(identity)), Purpose = parsed.GetValue(purpose) ?? "",
                    Reason = parsed.GetValue(reason) ?? "", Fields = { parsed.Codes(fields) },
                },
                options),
            NotePrinter.Values,
            identity, purpose, reason, fields);
    }
}
