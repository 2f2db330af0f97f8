using System.CommandLine;
using Coordination.Cases.V1;
using Coordination.Cli.Printing;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Cases;

/// <summary><c>coord case status …</c> and <c>coord case guardian</c>: who is a victim, and who stands by a child.</summary>
internal static class VictimCommands
{
    public static IEnumerable<Command> Build(Leaves leaves)
    {
        yield return leaves.Group("case.status", Decide(leaves), Appeal(leaves));
        yield return Guardian(leaves);
    }

    private static Command Decide(Leaves leaves)
    {
        var (person, status, reason) = (leaves.Person(), leaves.OneOf<VictimStatus>("--status", required: true, describe: "victim-status"), leaves.Reason());
        return leaves.ChangeCase("status.decide", (session, at, parsed, options) => session.Own.Cases.DecideVictimStatusAsync(
            new DecideVictimStatusRequest
            {
                RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Person = parsed.GetRequiredValue(person),
                Status = parsed.GetValue(status) ?? default, Reason = parsed.GetValue(reason) ?? "",
            },
            options), CasePrinter.People, person, status, reason);
    }

    private static Command Appeal(Leaves leaves)
    {
        var (person, reason) = (leaves.Person(), leaves.Reason());
        return leaves.ChangeCase("status.appeal", (session, at, parsed, options) => session.Own.Cases.AppealVictimStatusAsync(
            new AppealVictimStatusRequest
            {
                RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Person = parsed.GetRequiredValue(person), Reason = parsed.GetValue(reason) ?? "",
            },
            options), CasePrinter.People, person, reason);
    }

    private static Command Guardian(Leaves leaves)
    {
        var (person, agency, relative) = (
            leaves.Person(), leaves.Text("--agency", "AGENCY", describe: "guardian-agency"), leaves.Text("--relative", "PERSON", describe: "guardian-relative"));
        return leaves.ChangeCase("guardian", (session, at, parsed, options) =>
        {
            var (official, own) = (parsed.GetValue(agency), parsed.GetValue(relative));
            if (official is null == own is null)
                throw new UsageException(session.Texts["usage.official-or-relative"]);
            return session.Own.Cases.AppointGuardianAsync(
                new AppointGuardianRequest
                {
                    RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Person = parsed.GetRequiredValue(person),
                    Kind = official is null ? GuardianKind.Relative : GuardianKind.Official, Agency = Agency(official ?? ""), Guardian = own ?? "",
                },
                options);
        }, CasePrinter.People, person, agency, relative);
    }
}
