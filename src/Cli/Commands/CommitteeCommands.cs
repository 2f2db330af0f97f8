using System.CommandLine;
using Coordination.Cli.Connecting;
using Coordination.Cli.Printing;
using Coordination.Client.Calls;
using Coordination.Directory.V1;
using Google.Protobuf.WellKnownTypes;
using static Coordination.Cli.Reading.ResourceNames;

namespace Coordination.Cli.Commands;

/// <summary><c>coord committee …</c>.</summary>
internal static class CommitteeCommands
{
    public static Command Build(Leaves leaves) =>
        leaves.Group("committee", Get(leaves), leaves.Group("committee.membership", SetMembership(leaves)));

    private static Command Get(Leaves leaves)
    {
        var committee = Optional(leaves);
        return leaves.Leaf(
            "committee.get",
            async (session, parsed, cancellationToken) => Show(session, await session.Own.Directory.GetCommitteeAsync(
                new GetCommitteeRequest { Name = Committee(parsed.GetRequiredValue(committee)) }, cancellationToken: cancellationToken)),
            committee);
    }

    private static Command SetMembership(Leaves leaves)
    {
        var (committee, agency, role) = (
            Named(leaves), leaves.Text("--agency", "AGENCY", required: true), leaves.OneOf<MembershipRole>("--role", required: true, describe: "membership-role"));
        var (from, until, requestId) = (leaves.Time("--from"), leaves.Time("--until", describe: "membership-until"), leaves.RequestId());
        return leaves.Leaf(
            "committee.membership.set",
            async (session, parsed, cancellationToken) => Show(session, await session.Own.Directory.SetMembershipAsync(
                new SetMembershipRequest
                {
                    RequestId = parsed.GetValue(requestId) ?? RequestIds.New(),
                    Committee = Committee(parsed.GetValue(committee) ?? DefaultCommittee),
                    Agency = Agency(parsed.GetValue(agency) ?? ""),
                    Role = parsed.GetValue(role) ?? default,
                    ValidFrom = parsed.GetValue(from)?.ToTimestamp(),
                    ValidUntil = parsed.GetValue(until)?.ToTimestamp(),
                },
                cancellationToken: cancellationToken)),
            committee, agency, role, from, until, requestId);
    }

    private const string DefaultCommittee = "ncatip";

    private static Argument<string> Optional(Leaves leaves)
    {
        var argument = leaves.Argument("committee");
        argument.DefaultValueFactory = _ => DefaultCommittee;
        return argument;
    }

    private static Option<string?> Named(Leaves leaves) => leaves.Text("--committee", "COMMITTEE");

    private static int Show(Session session, Committee committee)
    {
        var texts = session.Texts;
        session.Output.Show(committee, output =>
        {
            output.Facts([("resource", committee.Name), ("name_en", committee.DisplayName?.En ?? ""), ("name_lo", committee.DisplayName?.Lo ?? ""), ("etag", committee.Etag)]);
            output.Table(
                ["agency", "role", "valid_from", "valid_until"],
                committee.Memberships.Select(IReadOnlyList<string> (m) => [Words.Short(m.Agency), texts.Of(m.Role), texts.Of(m.ValidFrom), texts.Of(m.ValidUntil)]));
        });
        return ExitCodes.Ok;
    }
}
