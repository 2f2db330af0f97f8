using System.Collections.Immutable;
using Coordination.Directory;
using Coordination.Outcomes;
using Coordination.Packs;

namespace Coordination.Silo.Directory;

/// <summary>The rules of units, in documented precedence order; the first refusal wins.</summary>
internal static class UnitRules
{
    /// <param name="agency">The unit's agency, or null when there is none of that name.</param>
    public static Decision<UnitEvent> Create(UnitState state, CreateUnit command, AgencyEntry? agency, CountryPack pack, DateTimeOffset now) =>
        state.Name is not null ? DirectoryRefusals.UnitExists
        : agency is null ? DirectoryRefusals.AgencyUnknown.On("unit.agency")
        : !agency.IsInForceAt(now) ? DirectoryRefusals.AgencyEnded.On("unit.agency")
        : PlaceRefusal(command.Province, command.District, pack) is { } refusal ? refusal
        : new UnitCreated(command.Unit, command.DisplayName, command.Agency, command.Province, command.District, command.Affected);

    public static Decision<UnitEvent> Update(UnitState state, UpdateUnit command, CountryPack pack, DateTimeOffset now)
    {
        if (!state.IsInForceAt(now))
            return DirectoryRefusals.UnitEnded.On("unit.name");

        var becomes = new UnitUpdated(
            command.Fields.HasFlag(UnitFields.DisplayName) ? command.DisplayName : state.DisplayName,
            command.Fields.HasFlag(UnitFields.District) ? command.District : state.District,
            command.Fields.HasFlag(UnitFields.Affected) ? command.Affected : state.Affected);

        if (!string.Equals(becomes.District, state.District, StringComparison.Ordinal)
            && PlaceRefusal(state.Province, becomes.District, pack) is { } refusal)
        {
            return refusal;
        }

        return becomes == Now(state) ? Decision<UnitEvent>.Nothing : becomes;
    }

    public static Decision<UnitEvent> Retire(UnitState state, DateTimeOffset now) =>
        state.IsInForceAt(now) ? new UnitRetired(now) : DirectoryRefusals.UnitEnded.On("name");

    /// <summary>The pack's entry, applied once. A unit that a user ended stays ended.</summary>
    public static Decision<UnitEvent> ApplyPack(UnitState state, ApplyUnitPack command, AgencyEntry? agency, CountryPack pack)
    {
        if (string.Equals(state.PackMark, command.Mark, StringComparison.Ordinal))
            return Decision<UnitEvent>.Nothing;
        if (agency is null)
            return DirectoryRefusals.AgencyUnknown.On("unit.agency");
        if (PlaceRefusal(command.Province, command.District, pack) is { } refusal)
            return refusal;

        var events = ImmutableArray.CreateBuilder<UnitEvent>(2);
        if (state.Name is null)
        {
            events.Add(new UnitCreated(command.Unit, command.DisplayName, command.Agency, command.Province, command.District, command.Affected));
        }
        else
        {
            if (state.Agency != command.Agency || !string.Equals(state.Province, command.Province, StringComparison.Ordinal))
                return DirectoryRefusals.UnitMoved;
            var becomes = new UnitUpdated(command.DisplayName, command.District, command.Affected);
            if (becomes != Now(state))
                events.Add(becomes);
        }

        events.Add(new UnitPackApplied(command.Mark));
        return events.ToImmutable();
    }

    private static UnitUpdated Now(UnitState state) => new(state.DisplayName, state.District, state.Affected);

    private static Refusal? PlaceRefusal(string province, string district, CountryPack pack) =>
        pack.FindProvince(province) is not { } place ? DirectoryRefusals.ProvinceUnknown.On("unit.province")
        : district.Length > 0 && !place.DistrictNames.IsEmpty && !place.HasDistrict(district) ? DirectoryRefusals.DistrictUnknown.On("unit.district")
        : null;
}
