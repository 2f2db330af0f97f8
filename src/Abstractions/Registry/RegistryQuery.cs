using System.Collections.Immutable;
using Coordination.Access;

namespace Coordination.Registry;

public enum RegistryOrder
{
    /// <summary>By due time, the earliest first, those without one last; of the same time the oldest resource first.</summary>
    DueFirst,

    /// <summary>The newest first, by the position of the resource's first entry.</summary>
    NewestFirst,
}

/// <summary>For whom a list is made. Without <see cref="Everything"/> only resources of which the agency is a present party.</summary>
/// <param name="Agency">The agency's id.</param>
/// <param name="Unit">Set for a caller that is confined to a unit: only what was delegated to it.</param>
/// <param name="Everything">The whole register, for the secretariat and the chair.</param>
/// <param name="Officer">The caller's <see cref="Access.OfficerKey"/>: what is blocked for it is left out, with <see cref="Everything"/> too. Null: the platform itself.</param>
[GenerateSerializer, Immutable]
public sealed record Viewer(string Agency, string? Unit, bool Everything, string? Officer = null);

/// <summary>One question to the registry, for any noun. Empty filters do not filter; all filters must hold.</summary>
[GenerateSerializer, Immutable]
public sealed record RegistryQuery
{
    [Id(0)] public required string Kind { get; init; }

    /// <summary>Resources of which this agency (id) is a present party.</summary>
    [Id(1)] public string? Party { get; init; }

    /// <summary>With <see cref="Party"/>: its roles.</summary>
    [Id(2)] public ImmutableArray<string> PartyRoles { get; init; } = [];

    /// <summary>With <see cref="Party"/>: states of its part.</summary>
    [Id(3)] public ImmutableArray<string> PartyStates { get; init; } = [];

    [Id(4)] public ImmutableArray<string> States { get; init; } = [];

    /// <summary>Only what is open: with <see cref="Party"/> its part, else the resource.</summary>
    [Id(5)] public bool OpenOnly { get; init; }

    /// <summary>Only what is open and was due before this: with <see cref="Party"/> its part, else the resource.</summary>
    [Id(6)] public DateTimeOffset? OverdueAt { get; init; }

    [Id(7)] public string? Province { get; init; }

    [Id(8)] public string? Case { get; init; }

    [Id(9)] public string? Instrument { get; init; }

    [Id(10)] public string? Parent { get; init; }

    /// <summary>Words; each must occur in the title, without regard to case.</summary>
    [Id(11)] public string? Text { get; init; }

    [Id(12)] public RegistryOrder Order { get; init; }

    /// <summary>From 1 to 500.</summary>
    [Id(13)] public int PageSize { get; init; } = 50;

    /// <summary>Resources that have all of these terms; at most 32.</summary>
    [Id(14)] public ImmutableArray<string> Terms { get; init; } = [];
}

/// <summary>Where a page ended. Key: due time in Unix microseconds (long.MaxValue for none) or first position. Name: the last resource.</summary>
[GenerateSerializer, Immutable]
public readonly record struct RegistryCursor(long Key, string Name);

/// <summary>One resource of a list.</summary>
[GenerateSerializer, Immutable]
public sealed record RegistryHit(string Name, int Version, ImmutableArray<byte> View);

/// <param name="Next">Null at the end.</param>
[GenerateSerializer, Immutable]
public sealed record RegistryPage(ImmutableArray<RegistryHit> Hits, RegistryCursor? Next);

/// <summary>Counts per agency over its parts in resources of one kind.</summary>
/// <param name="MedianAnswerMs">The median of <see cref="PartyRow.AnsweredInMs"/>; null when there is none.</param>
[GenerateSerializer, Immutable]
public sealed record PartySummary(
    string Agency,
    long Open,
    long Overdue,
    ImmutableDictionary<string, long> ByState,
    long? MedianAnswerMs);

/// <param name="Terms">How many of the terms it has.</param>
[GenerateSerializer, Immutable]
public readonly record struct TermHit(string Name, int Terms);

/// <summary>Reading the index.</summary>
[PlatformOnly]
public interface IRegistry
{
    /// <exception cref="Ledger.LedgerUnavailableException">The store is away.</exception>
    Task<RegistryPage> QueryAsync(Viewer viewer, RegistryQuery query, RegistryCursor? after, CancellationToken cancellationToken);

    /// <summary>Sums the parts of present parties in the given roles, per agency, by agency id.</summary>
    /// <param name="officer">The caller's <see cref="Access.OfficerKey"/>: what is blocked for it does not count. Null: the platform itself.</param>
    /// <exception cref="Ledger.LedgerUnavailableException">The store is away.</exception>
    Task<ImmutableArray<PartySummary>> SummarizeAsync(
        string kind, ImmutableArray<string> roles, string? agency, string? officer, DateTimeOffset overdueAt, CancellationToken cancellationToken);

    /// <summary>
    /// For the platform's own use, no right is asked: the resources of a kind that have any of the terms, with how many of
    /// them, the most first, then by name.
    /// </summary>
    /// <param name="terms">At most 256.</param>
    /// <param name="limit">From 1 to 1,000.</param>
    /// <exception cref="Ledger.LedgerUnavailableException">The store is away.</exception>
    Task<ImmutableArray<TermHit>> FindByTermsAsync(string kind, ImmutableArray<string> terms, int limit, CancellationToken cancellationToken);

    /// <summary>Counts resources by month, pair of agencies, role and state. A question out of its bounds counts nothing.</summary>
    /// <exception cref="Ledger.LedgerUnavailableException">The store is away.</exception>
    Task<ImmutableArray<PairCount>> CountPairsAsync(PairQuery query, CancellationToken cancellationToken);
}
