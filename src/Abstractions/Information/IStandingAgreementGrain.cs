using System.Collections.Immutable;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Information;

/// <summary>One standing agreement. Its key is its name, <c>standingAgreements/…</c>.</summary>
public interface IStandingAgreementGrain : IAggregateGrain
{
    /// <summary>
    /// Whether what is asked is within the agreement now, and on which terms it is granted. For other grains: no right
    /// is asked. Refused: AGREEMENT_NOT_IN_FORCE, OUTSIDE_AGREEMENT; absent and foreign agreements alike.
    /// </summary>
    [ReadOnly]
    Task<Outcome<GrantTerms>> AdmitAsync(AgreementQuestion question);

    /// <summary>Whether grants under it still hold: in force and not past its end. Refused: NOT_FOUND, LEDGER_UNAVAILABLE.</summary>
    [ReadOnly]
    Task<Outcome<bool>> HoldsAsync();
}

/// <summary>One question of a request that is to be granted by rule.</summary>
[GenerateSerializer, Immutable]
public sealed record AgreementQuestion(
    InformationRequestName Request,
    int Question,
    AgencyName Requester,
    AgencyName Addressee,
    string Purpose,
    RecordTypeName RecordType,
    RecordName Record,
    ImmutableArray<string> Fields);
