using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names a standing agreement: <c>standingAgreements/…</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<StandingAgreementName>))]
public readonly record struct StandingAgreementName([property: Id(0)] string Id) : IResourceName<StandingAgreementName>
{
    public static string Collection => "standingAgreements";

    public static StandingAgreementName FromId(string id) => new(id);

    /// <summary>The one that this request of this agency creates: a repeat meets the same one.</summary>
    public static StandingAgreementName For(AgencyName agency, Guid requestId) => new(DerivedId.Make('a', agency.ToString(), requestId));

    public override string ToString() => $"standingAgreements/{Id}";
}
