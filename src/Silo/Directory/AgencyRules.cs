using System.Collections.Immutable;
using Coordination.Directory;
using Coordination.Names;
using Coordination.Outcomes;

namespace Coordination.Silo.Directory;

/// <summary>What other agencies are, as far as a decision needs to know. A name that is not in it does not exist.</summary>
internal sealed record Surroundings(ImmutableDictionary<AgencyName, AgencyEntry> Agencies)
{
    /// <summary>How deep agencies may stand below one another.</summary>
    public const int MaxDepth = 16;

    public static readonly Surroundings None = new(ImmutableDictionary<AgencyName, AgencyEntry>.Empty);

    public AgencyEntry? Find(AgencyName agency) => Agencies.GetValueOrDefault(agency);
}

/// <summary>The rules of agencies, in documented precedence order; the first refusal wins.</summary>
internal static class AgencyRules
{
    public static Decision<AgencyEvent> Create(AgencyState state, CreateAgency command, Surroundings around, DateTimeOffset now) =>
        state.Name is not null ? DirectoryRefusals.AgencyExists
        : ParentRefusal(command.Agency, command.Parent, around, now) is { } refusal ? refusal
        : new AgencyCreated(command.Agency, command.DisplayName, command.Kind, command.Parent, command.Country, command.ValidFrom);

    public static Decision<AgencyEvent> Update(AgencyState state, UpdateAgency command, Surroundings around, DateTimeOffset now)
    {
        var becomes = new AgencyUpdated(
            command.Fields.HasFlag(AgencyFields.DisplayName) ? command.DisplayName : state.DisplayName,
            command.Fields.HasFlag(AgencyFields.Kind) ? command.Kind : state.Kind,
            command.Fields.HasFlag(AgencyFields.Parent) ? command.Parent : state.Parent,
            state.Country,
            command.Fields.HasFlag(AgencyFields.ValidFrom) ? command.ValidFrom : state.ValidFrom);

        if (becomes.Parent != state.Parent && ParentRefusal(state.Name!.Value, becomes.Parent, around, now) is { } refusal)
            return refusal;
        if (becomes.ValidFrom is { } from && state.ValidUntil <= from)
            return DirectoryRefusals.ValidityInverted.On("agency.valid_from");
        return becomes == Now(state) ? Decision<AgencyEvent>.Nothing : becomes;
    }

    public static Decision<AgencyEvent> Retire(AgencyState state, RetireAgency command, Surroundings around, DateTimeOffset now)
    {
        // An end that was announced for the future may still be moved.
        if (state.ValidUntil is { } ended && ended <= now)
            return DirectoryRefusals.AgencyEnded.On("name");

        return Retire(state, command.ValidUntil ?? now, command.Successors, around);
    }

    /// <summary>
    /// The pack's entry, applied once: what a user changed afterwards stays until the entry itself changes. A pack
    /// can end an agency but not bring one back that a user ended.
    /// </summary>
    public static Decision<AgencyEvent> ApplyPack(AgencyState state, ApplyAgencyPack command, Surroundings around, DateTimeOffset now)
    {
        if (string.Equals(state.PackMark, command.Mark, StringComparison.Ordinal))
            return Decision<AgencyEvent>.Nothing;
        // Packs hold agencies of the past: a parent may have ended before this one is registered.
        if (command.Parent != state.Parent && ParentRefusal(command.Agency, command.Parent, around, null) is { } refusal)
            return refusal;

        var events = ImmutableArray.CreateBuilder<AgencyEvent>(3);
        var becomes = new AgencyUpdated(command.DisplayName, command.Kind, command.Parent, command.Country, command.ValidFrom);
        if (state.Name is null)
            events.Add(new AgencyCreated(command.Agency, command.DisplayName, command.Kind, command.Parent, command.Country, command.ValidFrom));
        else if (becomes != Now(state))
            events.Add(becomes);

        var validUntil = command.ValidUntil ?? state.ValidUntil;
        if (validUntil is { } end && end <= command.ValidFrom)
            return DirectoryRefusals.ValidityInverted;
        if (command.ValidUntil is { } until && (until != state.ValidUntil || !command.Successors.SequenceEqual(state.Successors)))
        {
            var ending = Retire(state with { Name = command.Agency, ValidFrom = command.ValidFrom }, until, command.Successors, around);
            if (ending.Refusal is { } no)
                return no;
            events.AddRange(ending.Events);
        }

        events.Add(new AgencyPackApplied(command.Mark));
        return events.ToImmutable();
    }

    private static Decision<AgencyEvent> Retire(AgencyState state, DateTimeOffset until, ImmutableArray<AgencyName> successors, Surroundings around)
    {
        if (until <= state.ValidFrom)
            return DirectoryRefusals.ValidityInverted;

        foreach (var successor in successors)
        {
            if (successor == state.Name)
                return DirectoryRefusals.SuccessorSelf;
            if (around.Find(successor) is not { } entry)
                return DirectoryRefusals.SuccessorUnknown.With("agency", successor.ToString());
            if (!entry.IsInForceAt(until))
                return DirectoryRefusals.SuccessorEnded.With("agency", successor.ToString());
        }

        return new AgencyRetired(until, [.. successors.Distinct()]);
    }

    private static AgencyUpdated Now(AgencyState state) => new(state.DisplayName, state.Kind, state.Parent, state.Country, state.ValidFrom);

    /// <param name="now">When the parent must be in force; null: it need not be.</param>
    private static Refusal? ParentRefusal(AgencyName agency, AgencyName? parent, Surroundings around, DateTimeOffset? now)
    {
        if (parent is not { } above)
            return null;
        if (above == agency)
            return DirectoryRefusals.ParentCycle;
        if (around.Find(above) is not { } entry)
            return DirectoryRefusals.AgencyUnknown.On("agency.parent").With("agency", above.ToString());
        if (now is { } time && !entry.IsInForceAt(time))
            return DirectoryRefusals.AgencyEnded.On("agency.parent").With("agency", above.ToString());

        for (var (up, depth) = (entry.Parent, 1); up is { } next; up = around.Find(next)?.Parent, depth++)
        {
            if (next == agency || depth > Surroundings.MaxDepth)
                return DirectoryRefusals.ParentCycle;
        }

        return null;
    }
}
