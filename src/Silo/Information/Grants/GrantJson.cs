using System.Text.Json;
using System.Text.Json.Serialization;
using Coordination.Aggregates;
using Coordination.Information;

namespace Coordination.Silo.Information.Grants;

/// <summary>How events and commands of grants and accesses are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GrantEvent))]
[JsonSerializable(typeof(GrantCommand))]
[JsonSerializable(typeof(GrantTerms))]
[JsonSerializable(typeof(AccessEvent))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class GrantJson : JsonSerializerContext
{
    public static byte[] Bytes(Command command) => JsonSerializer.SerializeToUtf8Bytes((GrantCommand)command, Default.GrantCommand);
}
