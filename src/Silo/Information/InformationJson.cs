using System.Text.Json;
using System.Text.Json.Serialization;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Sealing;

namespace Coordination.Silo.Information;

/// <summary>How events and commands of records and consents are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordTypeEvent))]
[JsonSerializable(typeof(RecordTypeCommand))]
[JsonSerializable(typeof(SubjectEvent))]
[JsonSerializable(typeof(SubjectCommand))]
[JsonSerializable(typeof(RecordEvent))]
[JsonSerializable(typeof(RecordCommand))]
[JsonSerializable(typeof(ConsentEvent))]
[JsonSerializable(typeof(ConsentCommand))]
internal sealed partial class InformationJson : JsonSerializerContext
{
    /// <summary>
    /// The bytes over which a command is hashed: keyed, because a command may hold a name or a number that somebody who has
    /// the database could otherwise guess and try.
    /// </summary>
    public static byte[] Bytes(IKeyStore keys, Command command) => keys.Mac("command-hash", command switch
    {
        RecordTypeCommand c => JsonSerializer.SerializeToUtf8Bytes(c, Default.RecordTypeCommand),
        SubjectCommand c => JsonSerializer.SerializeToUtf8Bytes(c, Default.SubjectCommand),
        RecordCommand c => JsonSerializer.SerializeToUtf8Bytes(c, Default.RecordCommand),
        ConsentCommand c => JsonSerializer.SerializeToUtf8Bytes(c, Default.ConsentCommand),
        _ => throw new ArgumentException($"{command?.GetType().Name} is no command of records.", nameof(command)),
    });
}
