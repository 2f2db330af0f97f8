using System.Text.Json.Serialization;

namespace Coordination.Information;

/// <summary>How the rows of lists of record types, persons, records and consents are written; the gateway reads them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordTypeView))]
[JsonSerializable(typeof(SubjectView))]
[JsonSerializable(typeof(RecordView))]
[JsonSerializable(typeof(ConsentView))]
public sealed partial class RecordViewsJson : JsonSerializerContext;
