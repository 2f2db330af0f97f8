using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Information;

/// <summary>One person as a pseudonym of one agency. Its key is its name, <c>subjects/…</c>, which also names the key that seals all about it.</summary>
public interface ISubjectGrain : IAggregateGrain
{
    /// <summary>Refused: RETENTION_NOT_LATER, RETENTION_TOO_LONG.</summary>
    Task<Outcome<SubjectView>> RegisterAsync(RegisterSubject command, CancellationToken cancellationToken);

    /// <summary>Refused: SUBJECT_ERASED, RETENTION_NOT_LATER, RETENTION_TOO_LONG.</summary>
    Task<Outcome<SubjectView>> ExtendRetentionAsync(ExtendRetention command, CancellationToken cancellationToken);

    /// <summary>Refused: SUBJECT_ERASED, TRANSITION_NOT_ALLOWED.</summary>
    Task<Outcome<SubjectView>> PlaceLegalHoldAsync(PlaceLegalHold command, CancellationToken cancellationToken);

    /// <summary>Refused: SUBJECT_ERASED, TRANSITION_NOT_ALLOWED.</summary>
    Task<Outcome<SubjectView>> LiftLegalHoldAsync(LiftLegalHold command, CancellationToken cancellationToken);

    /// <summary>Refused: SUBJECT_ERASED, LEGAL_HOLD, TRANSITION_NOT_ALLOWED.</summary>
    Task<Outcome<SubjectView>> ProposeErasureAsync(ProposeErasure command, CancellationToken cancellationToken);

    /// <summary>Refused: SUBJECT_ERASED, LEGAL_HOLD, NOTHING_TO_APPROVE, SELF_APPROVAL.</summary>
    Task<Outcome<SubjectView>> ApproveErasureAsync(ApproveErasure command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<SubjectView>> GetAsync(Principal principal, CancellationToken cancellationToken);

    /// <summary>For other grains: no right is asked. Refused: NOT_FOUND, LEDGER_UNAVAILABLE.</summary>
    [ReadOnly]
    Task<Outcome<SubjectFacts>> FactsAsync();
}

/// <summary>A person's data, as far as rules need them.</summary>
[GenerateSerializer, Immutable]
public readonly record struct SubjectFacts(AgencyName Owner, bool Minor, SubjectStage Stage);
