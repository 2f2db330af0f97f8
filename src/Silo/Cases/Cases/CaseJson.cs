using System.Text.Json;
using System.Text.Json.Serialization;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Sealing;

namespace Coordination.Silo.Cases;

/// <summary>How events and commands of cases, notes and identities are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CaseEvent))]
[JsonSerializable(typeof(CaseCommand))]
[JsonSerializable(typeof(CaseNoteEvent))]
[JsonSerializable(typeof(CaseNoteCommand))]
[JsonSerializable(typeof(IdentityEvent))]
[JsonSerializable(typeof(IdentityCommand))]
[JsonSerializable(typeof(CaseAccessEvent))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class CaseJson : JsonSerializerContext
{
    /// <summary>
    /// The bytes over which a command is hashed: keyed, because a command may hold a name or a number that somebody who has
    /// the database could otherwise guess and try.
    /// </summary>
    public static byte[] Bytes(IKeyStore keys, Command command) => keys.Mac("command-hash", command switch
    {
        CaseCommand c => JsonSerializer.SerializeToUtf8Bytes(c, Default.CaseCommand),
        CaseNoteCommand c => JsonSerializer.SerializeToUtf8Bytes(c, Default.CaseNoteCommand),
        IdentityCommand c => JsonSerializer.SerializeToUtf8Bytes(c, Default.IdentityCommand),
        _ => throw new ArgumentException($"{command?.GetType().Name} is no command of cases.", nameof(command)),
    });
}
