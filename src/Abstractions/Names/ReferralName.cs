using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names a referral of people of a case for a service: <c>referrals/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<ReferralName>))]
public readonly record struct ReferralName([property: Id(0)] string Id) : IResourceName<ReferralName>
{
    public static string Collection => "referrals";

    public static ReferralName FromId(string id) => new(id);

    /// <summary>The one that this request of this agency creates: a repeat meets the same one.</summary>
    public static ReferralName For(AgencyName agency, Guid requestId) => new(DerivedId.Make('r', agency.ToString(), requestId));

    public override string ToString() => $"referrals/{Id}";
}
