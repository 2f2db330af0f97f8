using System.Text.Json.Serialization;

namespace Coordination.Directory;

/// <summary>What an agency is. The numbers are those of the proto.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AgencyKind>))]
public enum AgencyKind
{
    [JsonStringEnumMemberName("unspecified")] Unspecified = 0,
    [JsonStringEnumMemberName("committee")] Committee = 1,
    [JsonStringEnumMemberName("secretariat")] Secretariat = 2,
    [JsonStringEnumMemberName("ministry")] Ministry = 3,
    [JsonStringEnumMemberName("department")] Department = 4,
    [JsonStringEnumMemberName("mass_organisation")] MassOrganisation = 5,
    [JsonStringEnumMemberName("justice")] Justice = 6,
    [JsonStringEnumMemberName("shelter")] Shelter = 7,

    /// <summary>A government body abroad.</summary>
    [JsonStringEnumMemberName("foreign")] Foreign = 8,

    /// <summary>An international organisation, donor or regional process.</summary>
    [JsonStringEnumMemberName("partner")] Partner = 9,
}

/// <summary>What a member does in the committee. The numbers are those of the proto.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MembershipRole>))]
public enum MembershipRole
{
    [JsonStringEnumMemberName("unspecified")] Unspecified = 0,
    [JsonStringEnumMemberName("chair")] Chair = 1,
    [JsonStringEnumMemberName("vice_chair")] ViceChair = 2,
    [JsonStringEnumMemberName("secretariat")] Secretariat = 3,
    [JsonStringEnumMemberName("member")] Member = 4,
}
