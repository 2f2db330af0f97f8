using System.Text.Json;
using System.Text.Json.Serialization;
using Coordination.Aggregates;

namespace Coordination.Training.Contracts;

/// <summary>How events, commands and rows of trainings are written: camel case, what is null left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CourseEvent))]
[JsonSerializable(typeof(CourseCommand))]
[JsonSerializable(typeof(CourseView))]
[JsonSerializable(typeof(CohortEvent))]
[JsonSerializable(typeof(CohortCommand))]
[JsonSerializable(typeof(CohortSummaryView))]
public sealed partial class TrainingJson : JsonSerializerContext
{
    /// <summary>The bytes over which a command is hashed: its content, without who commands.</summary>
    public static byte[] Bytes(Command command) => command switch
    {
        CourseCommand c => JsonSerializer.SerializeToUtf8Bytes(c, Default.CourseCommand),
        CohortCommand c => JsonSerializer.SerializeToUtf8Bytes(c, Default.CohortCommand),
        _ => throw new ArgumentException($"{command?.GetType().Name} is no command of trainings.", nameof(command)),
    };
}
