using System.Collections.Immutable;
using System.Diagnostics;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Names;
using Coordination.Sealing;

namespace Coordination.Silo.Information.Records;

/// <summary>A record as the fold of its events; what is sealed stays sealed in it.</summary>
/// <param name="Header">Null before the first event.</param>
/// <param name="Proposal">A wider label that waits for its second person.</param>
internal sealed record RecordState(
    RecordHeader? Header,
    ImmutableDictionary<string, SealedText> Values,
    Handling Handling,
    LabelProposal? Proposal,
    RecordStage Stage,
    DateTimeOffset UpdatedAt) : IAggregateState<RecordState, RecordEvent>
{
    public static readonly RecordState Initial = new(null, ImmutableDictionary<string, SealedText>.Empty, default, null, default, default);

    /// <summary>The header of a record that exists.</summary>
    public RecordHeader Head => Header ?? throw new InvalidOperationException("The record does not exist.");

    public RecordState Apply(RecordEvent happened, EventStamp stamp) => happened switch
    {
        RecordOffered e => new(
            new RecordHeader(e.Owner, e.Type, e.Subject, e.WrappedKey, e.Reference, stamp.At), With(e.Values), e.Handling, null, RecordStage.Offered, stamp.At),
        RecordUpdated e => this with { Values = With(e.Values), Proposal = null, UpdatedAt = stamp.At }, // What was proposed for was another content.
        RecordWithdrawn => this with { Stage = RecordStage.Withdrawn, Proposal = null, UpdatedAt = stamp.At },
        HandlingRaised e => this with { Handling = e.Handling, Proposal = null, UpdatedAt = stamp.At },
        LowerHandlingProposed e => this with { Proposal = new(e.Handling, e.Proposer, stamp.At), UpdatedAt = stamp.At },
        LowerHandlingLapsed => this with { Proposal = null, UpdatedAt = stamp.At },
        HandlingLowered e => this with { Handling = e.Handling, Proposal = null, UpdatedAt = stamp.At },
        RecordErased => this with
        {
            Stage = RecordStage.Erased, Values = ImmutableDictionary<string, SealedText>.Empty, Proposal = null, UpdatedAt = stamp.At,
        },
        _ => throw new UnreachableException(happened?.GetType().Name),
    };

    public RecordView View(RecordName name, int version) => new(
        name, Head.Type, Head.Owner, Head.Subject, Handling, Proposal?.Handling, [.. Values.Keys.Order(StringComparer.Ordinal)], Stage, Head.CreatedAt, UpdatedAt, version);

    private ImmutableDictionary<string, SealedText> With(ImmutableArray<SealedField> changes)
    {
        var values = Values.ToBuilder();
        foreach (var (field, value) in changes)
        {
            if (value is { } set)
                values[field] = set;
            else
                values.Remove(field);
        }

        return values.ToImmutable();
    }
}

/// <param name="WrappedKey">The data key, wrapped with the person's key.</param>
internal sealed record RecordHeader(
    AgencyName Owner, RecordTypeName Type, SubjectName Subject, string WrappedKey, SealedText Reference, DateTimeOffset CreatedAt);

internal sealed record LabelProposal(Handling Handling, Person Proposer, DateTimeOffset At);
