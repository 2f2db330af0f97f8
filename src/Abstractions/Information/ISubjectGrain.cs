using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Information;

/// <summary>One person as a pseudonym of one agency. Its key is its name, <c>subjects/…</c>, which also names the key that seals all about it.</summary>
public interface ISubjectGrain : IAggregateGrain
{
    /// <summary>For other grains: no right is asked. Refused: NOT_FOUND, LEDGER_UNAVAILABLE.</summary>
    [ReadOnly]
    Task<Outcome<SubjectFacts>> FactsAsync();
}

/// <summary>A person's data, as far as rules need them.</summary>
[GenerateSerializer, Immutable]
public readonly record struct SubjectFacts(AgencyName Owner, bool Minor, SubjectStage Stage);
