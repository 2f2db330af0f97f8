using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Information;

/// <summary>What one person said about one purpose and recipient. Its key is its name, <see cref="ConsentNames.For"/>.</summary>
public interface IConsentGrain : IAggregateGrain
{
    /// <summary>Refused: SUBJECT_UNKNOWN, SUBJECT_ERASED, PURPOSE_UNKNOWN, RECIPIENT_UNKNOWN, VALIDITY_PASSED.</summary>
    Task<Outcome<ConsentView>> RecordAsync(RecordConsent command, CancellationToken cancellationToken);

    /// <summary>Refused: TRANSITION_NOT_ALLOWED.</summary>
    Task<Outcome<ConsentView>> WithdrawAsync(WithdrawConsent command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<ConsentView>> GetAsync(Principal principal, CancellationToken cancellationToken);

    /// <summary>For other grains: no right is asked. A person that was never asked: null. Refused: LEDGER_UNAVAILABLE.</summary>
    [ReadOnly]
    Task<Outcome<ConsentFacts>> FactsAsync();
}

/// <param name="Stage">Null: the person was never asked.</param>
/// <param name="ValidUntil">Null: without end.</param>
[GenerateSerializer, Immutable]
public readonly record struct ConsentFacts([property: Id(0)] ConsentStage? Stage, [property: Id(1)] DateTimeOffset? ValidUntil)
{
    /// <summary>Whose person it is.</summary>
    [Id(2)] public AgencyName Owner { get; init; }

    [Id(3)] public AgencyName Recipient { get; init; }

    /// <summary>Null: the person was never asked.</summary>
    [Id(4)] public string? Purpose { get; init; }

    /// <summary>Whether sharing may rest on it.</summary>
    public bool HoldsAt(DateTimeOffset time) => Stage is ConsentStage.Given && (ValidUntil is null || time < ValidUntil);
}
