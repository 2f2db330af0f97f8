using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Directory;
using Coordination.Outcomes;

namespace Coordination.Silo.Directory;

/// <summary>The rules of officers, in documented precedence order; the first refusal wins.</summary>
internal static class RosterRules
{
    public const int MaxOfficers = 10_000;

    public static Decision<RosterEvent> Open(RosterState state, OpenRoster command) =>
        state.Agency is null ? new RosterOpened(command.Agency) : Decision<RosterEvent>.Nothing;

    /// <param name="agency">The agency of the roster.</param>
    /// <param name="unit">The officer's unit, or null when none is named or there is none of that name.</param>
    public static Decision<RosterEvent> Set(RosterState state, SetOfficer command, AgencyEntry agency, UnitEntry? unit, DateTimeOffset now)
    {
        if (agency.ValidUntil <= now)
            return DirectoryRefusals.AgencyEnded;
        if (command.Unit is not null && (unit is null || unit.Agency != command.Agency))
            return DirectoryRefusals.UnitUnknown.On("officer.unit");
        if (unit is not null && !unit.IsInForceAt(now))
            return DirectoryRefusals.UnitEnded.On("officer.unit");
        if (command.HeadsUnit && command.Unit is null)
            return DirectoryRefusals.HeadWithoutUnit;

        var known = state.Officers.GetValueOrDefault(command.Subject);
        if (RoleRefusal(command, known) is { } refusal)
            return refusal;
        if (known is null && state.Officers.Count >= MaxOfficers)
            return DirectoryRefusals.OfficersFull;

        var roles = command.Roles.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        return known is not null && known.Unit == command.Unit && known.HeadsUnit == command.HeadsUnit && known.Roles.SequenceEqual(roles)
            ? Decision<RosterEvent>.Nothing
            : new OfficerSet(command.Subject, command.Unit, roles, command.HeadsUnit);
    }

    public static Decision<RosterEvent> Remove(RosterState state, RemoveOfficer command) =>
        state.Officers.ContainsKey(command.Subject) ? new OfficerRemoved(command.Subject) : DirectoryRefusals.OfficerUnknown;

    /// <summary>
    /// The secretariat grants every role that a token may carry. An org_admin grants what it holds itself; a role that
    /// the officer has already may stay (access rule 3).
    /// </summary>
    private static Refusal? RoleRefusal(SetOfficer command, OfficerView? known)
    {
        foreach (var role in command.Roles)
        {
            if (!Role.Assignable.Contains(role, StringComparer.Ordinal))
                return DirectoryRefusals.RoleUnknown;
        }

        var caller = command.Context.Principal;
        if (caller.Has(Role.Secretariat))
            return null;

        foreach (var role in command.Roles)
        {
            if (!caller.Has(role) && known?.Roles.Contains(role, StringComparer.Ordinal) is not true)
                return DirectoryRefusals.RoleNotGrantable.With("role", role);
        }

        return null;
    }
}
