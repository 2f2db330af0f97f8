using System.Collections.Immutable;

namespace Coordination.Registry;

/// <summary>The index row of one resource: what lists, inboxes and counts of every noun are made of.</summary>
/// <remarks>Keep it narrow: it is rewritten with every change of the resource.</remarks>
public sealed record RegistryRow
{
    /// <summary>The resource's name, <c>tasks/…</c>; also its stream.</summary>
    public required string Name { get; init; }

    /// <summary>The noun, <c>tasks</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The noun's state, lower snake.</summary>
    public required string State { get; init; }

    /// <summary>Whether something remains to be done.</summary>
    public required bool Open { get; init; }

    /// <summary>Words by which it is found.</summary>
    public string Title { get; init; } = "";

    /// <summary>Larger is more urgent.</summary>
    public int Priority { get; init; }

    public DateTimeOffset? Due { get; init; }

    public string? Province { get; init; }

    public string? Case { get; init; }

    public string? Instrument { get; init; }

    /// <summary>The resource above it.</summary>
    public string? Parent { get; init; }

    /// <summary>The number of <see cref="Access.Handling"/>.</summary>
    public int Handling { get; init; }

    /// <summary>
    /// By what it is found beside its title: at most 256 opaque terms of at most 64 characters (hashes, words, trigrams),
    /// lower case. Compared as a set.
    /// </summary>
    public ImmutableArray<string> Terms { get; init; } = [];

    /// <summary>
    /// Officers who must not see it whatever their agency's part (<see cref="Access.OfficerKey"/>), at most 64: lists,
    /// searches and counts leave it out for them.
    /// </summary>
    public ImmutableArray<string> Blocked { get; init; } = [];

    /// <summary>The aggregate's version.</summary>
    public required int Version { get; init; }

    /// <summary>When it was made and last changed.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>
    /// Serialises what a list shows (JSON in UTF-8). Called when the row is written, by the writer, and only for the
    /// last row of a resource in a batch: it must be pure and thread-safe.
    /// </summary>
    public required Func<ReadOnlyMemory<byte>> View { get; init; }
}

/// <summary>An agency with a role in a resource. The key is (resource, agency, role).</summary>
public sealed record PartyRow
{
    /// <summary>The agency's id, <c>mlsw</c>.</summary>
    public required string Agency { get; init; }

    /// <summary>The noun's word for the part, for example <c>lead</c>.</summary>
    public required string Role { get; init; }

    /// <summary>The unit's id to which it was delegated, or null.</summary>
    public string? Unit { get; init; }

    /// <summary>The state of this part.</summary>
    public required string State { get; init; }

    /// <summary>Whether something remains for this party.</summary>
    public required bool Open { get; init; }

    public DateTimeOffset? Due { get; init; }

    /// <summary>How long this party took to answer, milliseconds; null while it has not.</summary>
    public long? AnsweredInMs { get; init; }

    /// <summary>A former party sees the resource's events up to this version and nothing else; null for a present one.</summary>
    public int? UntilVersion { get; init; }
}

/// <summary>A change of the index that is written with the events.</summary>
/// <param name="Row">The new row, whole.</param>
/// <param name="Parties">Only parties that are new or changed.</param>
/// <param name="RemovedParties">Parties to delete.</param>
public sealed record RegistryChange(RegistryRow Row, ImmutableArray<PartyRow> Parties, ImmutableArray<PartyKey> RemovedParties)
{
    /// <summary>The row's title before this change, so that its words are indexed only when they change; null when there was no row.</summary>
    public string? TitleBefore { get; init; }

    /// <summary>Terms of the row that it did not have before.</summary>
    public ImmutableArray<string> AddedTerms { get; init; } = [];

    /// <summary>Terms to delete.</summary>
    public ImmutableArray<string> RemovedTerms { get; init; } = [];
}

public readonly record struct PartyKey(string Agency, string Role);
