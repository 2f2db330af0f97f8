using System.Collections.Immutable;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Information;

/// <summary>One information request. Its key is its name, <c>informationRequests/…</c>.</summary>
public interface IInformationRequestGrain : IAggregateGrain
{
    /// <summary>How it stands, for a grant that answers it. No right is asked. Refused: NOT_FOUND, LEDGER_UNAVAILABLE.</summary>
    [ReadOnly]
    Task<Outcome<RequestFacts>> FactsAsync();
}

/// <param name="Addressees">Agencies that were asked and may still answer.</param>
/// <param name="Questions">How many questions it has.</param>
[GenerateSerializer, Immutable]
public sealed record RequestFacts(
    AgencyName Requester, ImmutableArray<AgencyName> Addressees, string Purpose, InstrumentName LegalBasis, int Questions, RequestStage Stage);
