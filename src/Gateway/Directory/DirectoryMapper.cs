using System.Collections.Immutable;
using System.Globalization;
using Coordination.Aggregates;
using Coordination.Directory.V1;
using Coordination.Names;
using Coordination.Validation;
using LocalizedText = Coordination.Localization.LocalizedText;
using ProtoText = Coordination.Type.V1.LocalizedText;

namespace Coordination.Directory;

/// <summary>Between the directory's protos and its grains. The kinds and roles have the same numbers on both sides.</summary>
internal static class DirectoryMapper
{
    public static CreateAgency ToCommand(CreateAgencyRequest request, CommandContext context) => new(
        context,
        new AgencyName(request.AgencyId),
        NameOf(request.Agency.DisplayName, "agency.display_name"),
        (AgencyKind)request.Agency.Kind,
        ParentOf(request.Agency),
        request.Agency.Country,
        request.Agency.ValidFrom.ToTime());

    public static UpdateAgency ToCommand(UpdateAgencyRequest request, CommandContext context)
    {
        var mask = FieldMasks.Read(request.UpdateMask, "display_name", "parent", "kind", "valid_from");
        var names = mask.Contains("display_name");
        var kind = mask.Contains("kind");
        var parent = mask.Contains("parent");
        var from = mask.Contains("valid_from");
        // What the mask does not name is left out of the command, so that a repeat may carry anything there.
        return new UpdateAgency(
            context,
            (names ? AgencyFields.DisplayName : 0) | (kind ? AgencyFields.Kind : 0) | (parent ? AgencyFields.Parent : 0) | (from ? AgencyFields.ValidFrom : 0),
            names ? NameOf(request.Agency.DisplayName, "agency.display_name") : LocalizedText.Empty,
            kind ? (AgencyKind)request.Agency.Kind : AgencyKind.Unspecified,
            parent ? ParentOf(request.Agency) : null,
            from ? request.Agency.ValidFrom.ToTime() : null);
    }

    public static RetireAgency ToCommand(RetireAgencyRequest request, CommandContext context) =>
        new(context, request.ValidUntil.ToTime(), [.. request.Successors.Select(ResourceName.Parse<AgencyName>)]);

    public static CreateUnit ToCommand(CreateUnitRequest request, CommandContext context) => new(
        context,
        new UnitName(request.UnitId),
        NameOf(request.Unit.DisplayName, "unit.display_name"),
        ResourceName.Parse<AgencyName>(request.Unit.Agency),
        request.Unit.Province,
        Text.Normalize(request.Unit.District),
        request.Unit.Affected);

    public static UpdateUnit ToCommand(UpdateUnitRequest request, CommandContext context)
    {
        var mask = FieldMasks.Read(request.UpdateMask, "display_name", "district", "affected");
        var names = mask.Contains("display_name");
        var district = mask.Contains("district");
        var affected = mask.Contains("affected");
        return new UpdateUnit(
            context,
            (names ? UnitFields.DisplayName : 0) | (district ? UnitFields.District : 0) | (affected ? UnitFields.Affected : 0),
            names ? NameOf(request.Unit.DisplayName, "unit.display_name") : LocalizedText.Empty,
            district ? Text.Normalize(request.Unit.District) : "",
            affected && request.Unit.Affected);
    }

    public static SetOfficer ToCommand(SetOfficerRequest request, CommandContext context) => new(
        context,
        ResourceName.Parse<AgencyName>(request.Agency),
        request.Officer.Subject,
        request.Officer.Unit.Length > 0 ? ResourceName.Parse<UnitName>(request.Officer.Unit) : null,
        [.. request.Officer.Roles],
        request.Head);

    public static SetMembership ToCommand(SetMembershipRequest request, CommandContext context) => new(
        context,
        ResourceName.Parse<AgencyName>(request.Agency),
        (MembershipRole)request.Role,
        request.ValidFrom.ToTime(),
        request.ValidUntil.ToTime());

    public static AgencyQuery ToQuery(ListAgenciesRequest request) =>
        new((AgencyKind)request.Kind, request.InForceOnly, request.PageSize, request.PageToken);

    public static UnitQuery ToQuery(ListUnitsRequest request) => new(
        request.Agency.Length > 0 ? ResourceName.Parse<AgencyName>(request.Agency) : null,
        request.Province.Length > 0 ? request.Province : null,
        request.PageSize,
        request.PageToken);

    public static Agency ToProto(AgencyView view)
    {
        var agency = new Agency
        {
            Name = view.Name.ToString(),
            DisplayName = ToProto(view.DisplayName),
            Kind = (V1.AgencyKind)view.Kind,
            Parent = view.Parent?.ToString() ?? "",
            Country = view.Country,
            ValidFrom = view.ValidFrom.ToProto(),
            ValidUntil = view.ValidUntil.ToProto(),
            InForce = view.InForce,
            Etag = ETagOf(view.Version),
        };
        agency.Successors.AddRange(view.Successors.Select(successor => successor.ToString()));
        foreach (var officer in view.Officers)
            agency.Officers.Add(ToProto(officer));
        return agency;
    }

    public static Unit ToProto(UnitView view) => new()
    {
        Name = view.Name.ToString(),
        DisplayName = ToProto(view.DisplayName),
        Agency = view.Agency.ToString(),
        Province = view.Province,
        District = view.District,
        Affected = view.Affected,
        Head = view.Head,
        ValidUntil = view.ValidUntil.ToProto(),
        InForce = view.InForce,
        Etag = ETagOf(view.Version),
    };

    public static Committee ToProto(CommitteeView view)
    {
        var committee = new Committee { Name = view.Name.ToString(), DisplayName = ToProto(view.DisplayName), Etag = ETagOf(view.Version) };
        foreach (var membership in view.Memberships)
        {
            committee.Memberships.Add(new Membership
            {
                Agency = membership.Agency.ToString(),
                Role = (V1.MembershipRole)membership.Role,
                ValidFrom = membership.ValidFrom.ToProto(),
                ValidUntil = membership.ValidUntil.ToProto(),
            });
        }

        return committee;
    }

    public static ListAgenciesResponse ToProto(AgencyPage page)
    {
        var response = new ListAgenciesResponse { NextPageToken = page.NextPageToken };
        response.Agencies.AddRange(page.Agencies.Select(ToProto));
        return response;
    }

    public static ListUnitsResponse ToProto(UnitPage page)
    {
        var response = new ListUnitsResponse { NextPageToken = page.NextPageToken };
        response.Units.AddRange(page.Units.Select(ToProto));
        return response;
    }

    public static ListProvincesResponse ToProto(ImmutableArray<ProvinceView> provinces)
    {
        var response = new ListProvincesResponse();
        response.Provinces.AddRange(provinces.Select(p => new Province
        {
            Code = p.Code,
            DisplayName = ToProto(p.DisplayName),
            Districts = p.Districts,
            Affected = p.Affected,
            Units = p.Units,
        }));
        return response;
    }

    private static Officer ToProto(OfficerView view)
    {
        var officer = new Officer { Subject = view.Subject, Unit = view.Unit?.ToString() ?? "" };
        officer.Roles.AddRange(view.Roles);
        return officer;
    }

    private static ProtoText ToProto(LocalizedText text) => new() { En = text.En, Lo = text.Lo };

    /// <summary>English must be there: it is what is shown where a translation is missing.</summary>
    private static LocalizedText NameOf(ProtoText? text, string field) =>
        text is { En.Length: > 0 }
            ? new LocalizedText(Text.Normalize(text.En), Text.Normalize(text.Lo))
            : throw RefusedException.Invalid($"{field}.en", "Set the English name; the Lao one may follow.");

    private static AgencyName? ParentOf(Agency agency) => agency.Parent.Length > 0 ? ResourceName.Parse<AgencyName>(agency.Parent) : null;

    private static string ETagOf(int version) => string.Create(CultureInfo.InvariantCulture, $"v{version}");
}
