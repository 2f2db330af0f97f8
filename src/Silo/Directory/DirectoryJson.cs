using System.Text.Json;
using System.Text.Json.Serialization;
using Coordination.Aggregates;
using Coordination.Directory;

namespace Coordination.Silo.Directory;

/// <summary>How events, commands and index rows of the directory are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AgencyEvent))]
[JsonSerializable(typeof(UnitEvent))]
[JsonSerializable(typeof(CommitteeEvent))]
[JsonSerializable(typeof(RosterEvent))]
[JsonSerializable(typeof(AgencyCommand))]
[JsonSerializable(typeof(UnitCommand))]
[JsonSerializable(typeof(CommitteeCommand))]
[JsonSerializable(typeof(RosterCommand))]
[JsonSerializable(typeof(AgencyState))]
[JsonSerializable(typeof(UnitState))]
internal sealed partial class DirectoryJson : JsonSerializerContext
{
    /// <summary>The bytes over which a command is hashed: its content, without who commands.</summary>
    public static byte[] Bytes(Command command) => command switch
    {
        AgencyCommand c => JsonSerializer.SerializeToUtf8Bytes(c, Default.AgencyCommand),
        UnitCommand c => JsonSerializer.SerializeToUtf8Bytes(c, Default.UnitCommand),
        CommitteeCommand c => JsonSerializer.SerializeToUtf8Bytes(c, Default.CommitteeCommand),
        RosterCommand c => JsonSerializer.SerializeToUtf8Bytes(c, Default.RosterCommand),
        _ => throw new ArgumentException($"{command?.GetType().Name} is no command of the directory.", nameof(command)),
    };
}
