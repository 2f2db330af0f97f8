using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Validation;

namespace Coordination.Cases;

/// <summary>From requests to commands. The words of both sides have the same numbers (CaseMapperTests).</summary>
internal static class CaseCommandMapper
{
    public static OpenCase ToCommand(V1.OpenCaseRequest request, CommandContext context) => new(
        context,
        Text.Normalize(request.Reference),
        request.Province,
        NameOrNull<UnitName>(request.Unit),
        request.Area,
        request.Handling is Type.V1.Handling.Unspecified ? Handling.AmberStrict : (Handling)request.Handling,
        request.Source is { } source ? new ReferralSource(source.Organisation, source.Type, source.Date, source.Reason) : ReferralSource.None,
        request.Purpose,
        Name<InstrumentName>(request.LegalBasis),
        [.. request.Instruments.Select(Name<InstrumentName>)],
        request.RetainUntil.ToDateTimeOffset(),
        [.. request.People.Select(ToProfile)],
        request.CloseReason);

    public static UpdateCase ToCommand(V1.UpdateCaseRequest request, CommandContext context)
    {
        var mask = FieldMasks.Read(request.UpdateMask, "reference", "province", "area", "handling", "instruments");
        return new UpdateCase(
            context,
            mask.Contains("reference") ? Text.Normalize(request.Reference) : null,
            mask.Contains("province") ? request.Province : null,
            mask.Contains("area") ? request.Area : null,
            mask.Contains("handling") ? (Handling)request.Handling : null,
            mask.Contains("instruments") ? [.. request.Instruments.Select(Name<InstrumentName>)] : null);
    }

    public static PersonProfile ToProfile(V1.PersonProfile profile) => new(
        (PersonRole)profile.Role,
        profile.Gender is V1.Gender.Unspecified ? Gender.Unknown : (Gender)profile.Gender,
        profile.AgeBand is V1.AgeBand.Unspecified ? AgeBand.Unknown : (AgeBand)profile.AgeBand,
        profile.SignsOfChildhood,
        [.. profile.Citizenships],
        [.. profile.Exploitation],
        profile.Conflicted,
        profile.Attributes.ToImmutableSortedDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal));

    public static Offence ToOffence(V1.Offence offence) => new(Name<InstrumentName>(offence.Instrument), offence.Code);

    public static EventContent ToContent(V1.EventContent content) => new(
        content.Type,
        content.Date,
        content.Country,
        content.Province,
        [.. content.Acts],
        [.. content.Means],
        [.. content.Purposes],
        [.. content.People]);
}
