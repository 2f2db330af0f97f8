using System.Text.Json.Serialization;

namespace Coordination.Tasks;

/// <summary>How events and commands of tasks are written: camel case, what is null left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TaskEvent))]
[JsonSerializable(typeof(TaskCommand))]
public sealed partial class TaskJson : JsonSerializerContext;
