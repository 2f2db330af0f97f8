using System.Collections.Immutable;
using Coordination.Aggregates;
using Coordination.Directory;
using Coordination.Outcomes;

namespace Coordination.Silo.Directory;

/// <summary>The rules of a committee, in documented precedence order; the first refusal wins.</summary>
internal static class CommitteeRules
{
    public const int MaxMemberships = 1_000;

    /// <param name="agency">The agency, or null when there is none of that name.</param>
    public static Decision<CommitteeEvent> Set(CommitteeState state, SetMembership command, AgencyEntry? agency, DateTimeOffset now)
    {
        if (agency is null)
            return DirectoryRefusals.AgencyUnknown;

        if (command.ValidUntil is { } until && state.OpenOf(command.Agency) is { } open)
            return until <= open.ValidFrom ? DirectoryRefusals.ValidityInverted : new MembershipEnded(command.Agency, until);
        if (command.ValidUntil is not null && command.ValidFrom is null)
            return DirectoryRefusals.MembershipUnknown;

        var from = command.ValidFrom ?? now;
        if (!agency.IsInForceAt(from))
            return DirectoryRefusals.AgencyEnded;
        return Add(state, new MembershipView(command.Agency, command.Role, from, command.ValidUntil));
    }

    /// <summary>
    /// The pack's entry, applied once. It adds memberships that are not there and ends those of the same beginning that
    /// it says have ended; what a user added stays.
    /// </summary>
    public static Decision<CommitteeEvent> ApplyPack(CommitteeState state, ApplyCommitteePack command)
    {
        if (string.Equals(state.PackMark, command.Mark, StringComparison.Ordinal))
            return Decision<CommitteeEvent>.Nothing;

        var events = ImmutableArray.CreateBuilder<CommitteeEvent>();
        var after = state;
        if (state.Name is null)
            Note(new CommitteeCreated(command.Committee, command.DisplayName));
        else if (state.DisplayName != command.DisplayName)
            Note(new CommitteeRenamed(command.DisplayName));

        foreach (var membership in command.Memberships)
        {
            var known = after.Memberships.FirstOrDefault(m =>
                m.Agency == membership.Agency && m.Role == membership.Role && m.ValidFrom == membership.ValidFrom);
            if (known is not null)
            {
                if (known.ValidUntil is null && membership.ValidUntil is { } until)
                    Note(new MembershipEnded(membership.Agency, until));
                continue;
            }

            // A membership that a user registered for the same time has precedence over the pack's.
            var addition = Add(after, membership);
            if (addition.Refusal is null)
                Note(addition.Events[0]);
        }

        Note(new CommitteePackApplied(command.Mark));
        return events.ToImmutable();

        void Note(CommitteeEvent happened)
        {
            events.Add(happened);
            after = after.Apply(happened, default(EventStamp));
        }
    }

    private static Decision<CommitteeEvent> Add(CommitteeState state, MembershipView addition)
    {
        if (addition.ValidUntil <= addition.ValidFrom)
            return DirectoryRefusals.ValidityInverted;
        if (state.Memberships.Length >= MaxMemberships)
            return DirectoryRefusals.MembershipsFull;

        foreach (var membership in state.Memberships)
        {
            if (membership.Agency == addition.Agency && Overlap(membership, addition))
                return DirectoryRefusals.MembershipOverlaps;
        }

        return new MembershipAdded(addition.Agency, addition.Role, addition.ValidFrom, addition.ValidUntil);
    }

    private static bool Overlap(MembershipView a, MembershipView b) =>
        (a.ValidFrom ?? DateTimeOffset.MinValue) < (b.ValidUntil ?? DateTimeOffset.MaxValue)
        && (b.ValidFrom ?? DateTimeOffset.MinValue) < (a.ValidUntil ?? DateTimeOffset.MaxValue);
}
