using System.Collections.Immutable;
using Coordination.Names;

namespace Coordination.Aggregates;

/// <summary>One thing that happened to a resource, as a reader gets it.</summary>
/// <param name="Data">The event's content, JSON in UTF-8.</param>
[GenerateSerializer, Immutable]
public sealed record HistoryEntry(int Version, string Type, DateTimeOffset At, AgencyName? Actor, Guid RequestId, ImmutableArray<byte> Data);

/// <summary>A page of history.</summary>
/// <param name="NextAfterVersion">Where the next page begins; null at the end.</param>
[GenerateSerializer, Immutable]
public sealed record HistoryPage(ImmutableArray<HistoryEntry> Entries, int? NextAfterVersion);
