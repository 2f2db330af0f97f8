using System.Text.Json;
using System.Text.Json.Serialization;
using Coordination.Aggregates;
using Coordination.Cases;

namespace Coordination.Silo.Cases.Linking;

/// <summary>How events, commands and rows of links are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LinkEvent))]
[JsonSerializable(typeof(LinkCommand))]
[JsonSerializable(typeof(LinkState))]
internal sealed partial class LinkJson : JsonSerializerContext
{
    public static byte[] Bytes(Command command) => JsonSerializer.SerializeToUtf8Bytes((LinkCommand)command, Default.LinkCommand);
}
