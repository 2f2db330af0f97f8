using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coordination.Silo.Tasks;

/// <summary>A moment to the microsecond, UTC, in a third of the room of a nullable date: a task holds many.</summary>
/// <param name="Micros">Since 1970; 0: none.</param>
[JsonConverter(typeof(InstantJsonConverter))]
internal readonly record struct Instant(long Micros)
{
    public static readonly Instant None;

    public bool IsSet => Micros != 0;

    public static Instant Of(DateTimeOffset time) => new((time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);

    public static Instant Of(DateTimeOffset? time) => time is { } given ? Of(given) : None;

    public DateTimeOffset ToTime() => new(DateTimeOffset.UnixEpoch.Ticks + (Micros * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    public DateTimeOffset? OrNull() => IsSet ? ToTime() : null;

    public static bool operator <(Instant a, Instant b) => a.Micros < b.Micros;

    public static bool operator >(Instant a, Instant b) => a.Micros > b.Micros;

    public static bool operator <=(Instant a, Instant b) => a.Micros <= b.Micros;

    public static bool operator >=(Instant a, Instant b) => a.Micros >= b.Micros;

    /// <summary>The later of two; none counts as earlier than all.</summary>
    public static Instant Later(Instant a, Instant b) => a > b ? a : b;

    /// <summary>The earlier of two; none counts as later than all.</summary>
    public static Instant Earlier(Instant a, Instant b) => !a.IsSet ? b : !b.IsSet || a < b ? a : b;
}

internal sealed class InstantJsonConverter : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, System.Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Micros);
}
