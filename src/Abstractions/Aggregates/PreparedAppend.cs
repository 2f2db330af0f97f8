using System.Collections.Immutable;

namespace Coordination.Aggregates;

/// <summary>
/// What a grain decided and did not write: somebody else appends it together with what other grains decided. It can be
/// written only as long as nothing else was written to its stream.
/// </summary>
/// <param name="Stream">The resource's name.</param>
/// <param name="Ticket">By which the grain is told what became of it.</param>
/// <param name="Version">The resource's version after it.</param>
/// <param name="Content">The append, opaque; empty when nothing is to be written.</param>
[GenerateSerializer, Immutable]
public sealed record PreparedAppend(string Stream, Guid Ticket, int Version, ImmutableArray<byte> Content)
{
    /// <summary>The grain found nothing to do, or had done it before.</summary>
    public bool IsEmpty => Content.IsDefaultOrEmpty;
}
