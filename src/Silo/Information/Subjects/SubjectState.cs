using System.Diagnostics;
using System.Text.Json.Serialization;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Names;

namespace Coordination.Silo.Information.Subjects;

/// <param name="Owner">Null before the first event.</param>
/// <param name="LegalHold">Its reason; null: none.</param>
/// <param name="Proposal">An erasure that waits for its second person.</param>
internal sealed record SubjectState(
    AgencyName? Owner,
    SubjectStage Stage,
    bool Minor,
    DateTimeOffset RetainUntil,
    string? LegalHold,
    ErasureProposal? Proposal,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ErasedAt) : IAggregateState<SubjectState, SubjectEvent>
{
    public static readonly SubjectState Initial = new(null, default, false, default, null, null, default, null);

    /// <summary>Nothing of it may be opened or sealed any more.</summary>
    [JsonIgnore]
    public bool IsEnding => Stage is SubjectStage.Erasing or SubjectStage.Erased;

    public SubjectState Apply(SubjectEvent happened, EventStamp stamp) => happened switch
    {
        SubjectRegistered e => this with { Owner = e.Owner, Stage = SubjectStage.Held, Minor = e.Minor, RetainUntil = e.RetainUntil, CreatedAt = stamp.At },
        RetentionExtended e => this with { RetainUntil = e.RetainUntil },
        LegalHoldPlaced e => this with { LegalHold = e.Reason, Stage = SubjectStage.Held, Proposal = null },
        LegalHoldLifted => this with { LegalHold = null },
        ErasureProposed e => this with { Stage = SubjectStage.ErasureProposed, Proposal = new(e.Proposer, stamp.At) },
        ErasureLapsed => this with { Stage = SubjectStage.Held, Proposal = null },
        ErasureApproved or RetentionEnded => this with { Stage = SubjectStage.Erasing, Proposal = null },
        SubjectErased => this with { Stage = SubjectStage.Erased, ErasedAt = stamp.At },
        _ => throw new UnreachableException(happened?.GetType().Name),
    };

    public SubjectView View(SubjectName name, int version) =>
        new(name, Owner!.Value, Stage, Minor, RetainUntil, LegalHold, CreatedAt, ErasedAt, version);
}

internal sealed record ErasureProposal(Person Proposer, DateTimeOffset At);
