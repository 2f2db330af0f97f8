using System.Text.Json.Serialization;

namespace Coordination.Names;

/// <summary>Names a law, convention, agreement or plan: <c>instruments/npa-2021</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(ResourceNameJsonConverter<InstrumentName>))]
public readonly record struct InstrumentName([property: Id(0)] string Id) : IResourceName<InstrumentName>
{
    public static string Collection => "instruments";

    public static InstrumentName FromId(string id) => new(id);

    public override string ToString() => $"instruments/{Id}";
}
