using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Coordination.Sdk.Grains;

/// <summary>Writes and reads events, and knows the stable name of each.</summary>
public sealed class EventCodec<TEvent> where TEvent : class
{
    private readonly JsonTypeInfo<TEvent> typeInfo;
    private readonly FrozenDictionary<System.Type, string> names;

    /// <exception cref="ArgumentException">An event has no stable name.</exception>
    public EventCodec(JsonTypeInfo<TEvent> typeInfo)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        this.typeInfo = typeInfo;
        names = typeof(TEvent).GetCustomAttributes<JsonDerivedTypeAttribute>()
            .ToFrozenDictionary(
                a => a.DerivedType,
                a => a.TypeDiscriminator as string ?? throw new ArgumentException($"{a.DerivedType.Name} needs a text as its stable name."));
        if (names.Count == 0)
            throw new ArgumentException($"{typeof(TEvent).Name} lists no events by JsonDerivedType.");
    }

    /// <summary>Every event's stable name.</summary>
    public IReadOnlyDictionary<System.Type, string> Names => names;

    public string NameOf(TEvent happened) => names[happened.GetType()];

    public byte[] Write(TEvent happened) => JsonSerializer.SerializeToUtf8Bytes(happened, typeInfo);

    /// <exception cref="JsonException">The bytes are no event of this noun.</exception>
    public TEvent Read(ReadOnlySpan<byte> data) =>
        JsonSerializer.Deserialize(data, typeInfo) ?? throw new JsonException("An event cannot be null.");
}
