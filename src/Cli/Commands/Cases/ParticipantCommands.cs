using System.CommandLine;
using Coordination.Cases.V1;
using Coordination.Cli.Printing;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands.Cases;

/// <summary><c>coord case participant …</c> and <c>coord case unit</c>: which agencies work on a case, and which of their units.</summary>
internal static class ParticipantCommands
{
    public static Command Build(Leaves leaves) => leaves.Group("case.participant", Add(leaves), Remove(leaves));

    /// <summary>Which unit of one's own agency works on it.</summary>
    public static Command Unit(Leaves leaves)
    {
        var (unit, none) = (leaves.Text("--unit", "UNIT", describe: "case-unit-own"), leaves.Flag("--none", "case-unit-none"));
        return leaves.ChangeCase("unit", (session, at, parsed, options) =>
        {
            // To take a case from its unit by forgetting its name would be a slip.
            if (parsed.GetValue(none) == parsed.GetValue(unit) is not null)
                throw new UsageException(session.Texts["usage.unit-or-none"]);
            return session.Own.Cases.SetParticipantUnitAsync(
                new SetParticipantUnitRequest { RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Unit = Reading.ResourceNames.Unit(parsed.GetValue(unit) ?? "") }, options);
        }, CasePrinter.Participants, unit, none);
    }

    private static Command Add(Leaves leaves)
    {
        var (agency, role, unit) = (
            leaves.Argument("agency"), leaves.OneOf<ParticipantRole>("--role", describe: "participant-role"), leaves.Text("--unit", "UNIT", describe: "participant-unit"));
        return leaves.ChangeCase("participant.add", (session, at, parsed, options) => session.Own.Cases.AddParticipantAsync(
            new AddParticipantRequest
            {
                RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Agency = Agency(parsed.GetRequiredValue(agency)),
                Role = parsed.GetValue(role) ?? ParticipantRole.Participant, Unit = Reading.ResourceNames.Unit(parsed.GetValue(unit) ?? ""),
            },
            options), CasePrinter.Participants, agency, role, unit);
    }

    private static Command Remove(Leaves leaves)
    {
        var (agency, reason) = (leaves.Argument("agency"), leaves.Reason());
        return leaves.ChangeCase("participant.remove", (session, at, parsed, options) => session.Own.Cases.RemoveParticipantAsync(
            new RemoveParticipantRequest
            {
                RequestId = at.RequestId, Name = at.Name, Etag = at.ETag, Agency = Agency(parsed.GetRequiredValue(agency)), Reason = parsed.GetValue(reason) ?? "",
            },
            options), CasePrinter.Participants, agency, reason);
    }
}
