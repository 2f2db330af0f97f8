using System.Text.Json;
using Orleans.Storage;

namespace Coordination.Silo.Snapshots;

/// <summary>Grain state as plain JSON: readable for ever, and it names no types that could be instantiated.</summary>
internal sealed class JsonGrainStorageSerializer : IGrainStorageSerializer
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, Options));

    public T Deserialize<T>(BinaryData input) =>
        JsonSerializer.Deserialize<T>(input, Options) ?? throw new JsonException("A grain's state cannot be null.");
}
