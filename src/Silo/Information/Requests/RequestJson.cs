using System.Text.Json;
using System.Text.Json.Serialization;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Sealing;

namespace Coordination.Silo.Information.Requests;

/// <summary>How events, commands and snapshots of information requests are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InformationRequestEvent))]
[JsonSerializable(typeof(InformationRequestCommand))]
[JsonSerializable(typeof(RequestState))]
internal sealed partial class RequestJson : JsonSerializerContext
{
    /// <summary>Keyed: a plain hash of a question could be guessed and tried by somebody who has the database.</summary>
    public static byte[] Bytes(IKeyStore keys, Command command) =>
        keys.Mac("command-hash", JsonSerializer.SerializeToUtf8Bytes((InformationRequestCommand)command, Default.InformationRequestCommand));
}
