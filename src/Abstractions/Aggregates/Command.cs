using System.Text.Json.Serialization;
using Coordination.Access;

namespace Coordination.Aggregates;

/// <summary>What every command carries beside its content.</summary>
/// <param name="RequestId">Made by the caller; a repeat is answered with the first result.</param>
/// <param name="Principal">Who commands.</param>
/// <param name="ETag">What the caller last read, or null to command whatever the version.</param>
[GenerateSerializer, Immutable]
public sealed record CommandContext(Guid RequestId, Principal Principal, string? ETag = null);

/// <summary>An imperative. The clock is not in it: the grain stamps it when it decides.</summary>
[GenerateSerializer, Immutable]
public abstract record Command([property: JsonIgnore] CommandContext Context);
