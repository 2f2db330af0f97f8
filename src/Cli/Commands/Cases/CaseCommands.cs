using System.CommandLine;

namespace Coordination.Cli.Commands.Cases;

/// <summary><c>coord case …</c>: cases, their people, notes and identities.</summary>
internal static class CaseCommands
{
    public static Command Build(Leaves leaves) => leaves.Group("case",
    [
        .. CaseLifeCommands.Build(leaves),
        ParticipantCommands.Build(leaves),
        ParticipantCommands.Unit(leaves),
        PersonCommands.Build(leaves),
        .. VictimCommands.Build(leaves),
        TimelineCommands.Offences(leaves),
        TimelineCommands.Events(leaves),
        SupportCommands.Build(leaves),
        ReferralCommands.Build(leaves),
        TransferCommands.Build(leaves),
        .. SafeguardCommands.Build(leaves),
        NoteCommands.Build(leaves),
        IdentityCommands.Build(leaves),
        NoteCommands.Accesses(leaves),
        LinkCommands.Build(leaves),
    ]);
}
