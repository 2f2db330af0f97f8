using System.Collections.Immutable;
using Coordination.Directory;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Packs;

namespace Coordination.Silo.Packs;

/// <summary><c>committee.yaml</c>: the committee and its dated memberships.</summary>
internal static class CommitteeFile
{
    private static readonly string[] Roles = ["chair", "vice_chair", "secretariat", "member"];

    public static PackCommittee Read(PackReading reading, TimeZoneInfo zone, ImmutableArray<PackAgency> agencies)
    {
        var file = reading.Open("committee.yaml", out var readable, "committee");
        var committee = file.Inner("committee", "the committee", "code", "name", "memberships", "source", "checked");
        if (!readable || committee is null)
            return new PackCommittee(default, LocalizedText.Empty, [], PackNote.None);

        var memberships = ImmutableArray.CreateBuilder<MembershipView>();
        foreach (var entry in committee.Entries(
            "memberships", "a membership", required: true, "agency", "role", "valid_from", "valid_until", "source", "checked"))
        {
            var agency = entry.Name<AgencyName>("agency");
            if (agency.Id is not null && !agencies.Any(a => a.Name == agency))
                entry.Error(entry.LineOf("agency"), $"The agency \"{agency.Id}\" is not in the pack.");

            var membership = new MembershipView(
                agency,
                entry.Parsed("role", Role, $"a role: {string.Join(", ", Roles)}") ?? default,
                AgenciesFile.Moment(entry, "valid_from", zone),
                AgenciesFile.Moment(entry, "valid_until", zone));
            entry.Note();
            if (membership.ValidFrom is not null && membership.ValidUntil <= membership.ValidFrom)
                entry.Error(entry.LineOf("valid_until"), "The end does not lie after the beginning.");
            if (memberships.Any(m => m.Agency == agency && Overlap(m, membership)))
                entry.Error(entry.Line, $"\"{agency.Id}\" is a member at that time already.");
            memberships.Add(membership);
        }

        return new PackCommittee(committee.Name<CommitteeName>("code"), committee.Localized("name"), memberships.ToImmutable(), committee.Note());
    }

    private static bool Overlap(MembershipView a, MembershipView b) =>
        (a.ValidFrom ?? DateTimeOffset.MinValue) < (b.ValidUntil ?? DateTimeOffset.MaxValue)
        && (b.ValidFrom ?? DateTimeOffset.MinValue) < (a.ValidUntil ?? DateTimeOffset.MaxValue);

    private static MembershipRole? Role(string text) => text switch
    {
        "chair" => MembershipRole.Chair,
        "vice_chair" => MembershipRole.ViceChair,
        "secretariat" => MembershipRole.Secretariat,
        "member" => MembershipRole.Member,
        _ => null,
    };
}
