using System.Text.Json.Serialization;

namespace Coordination.Workflows;

/// <summary>How workflows are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(WorkflowEvent))]
[JsonSerializable(typeof(WorkflowCommand))]
[JsonSerializable(typeof(WorkflowInstance))]
[JsonSerializable(typeof(WorkflowSummaryView))]
public sealed partial class WorkflowJson : JsonSerializerContext;
