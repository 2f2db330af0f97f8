using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Information;

/// <summary>One standing agreement. Its key is its name, <c>standingAgreements/…</c>.</summary>
/// <remarks>
/// Every command may be refused as <see cref="CommonRefusals"/> says, and then by the verb's own rules
/// (docs/reference/agreements.md). A repeat gets the first result.
/// </remarks>
public interface IStandingAgreementGrain : IAggregateGrain
{
    Task<Outcome<AgreementView>> ProposeAsync(ProposeAgreement command, CancellationToken cancellationToken);

    Task<Outcome<AgreementView>> ApproveAsync(ApproveAgreement command, CancellationToken cancellationToken);

    Task<Outcome<AgreementView>> SuspendAsync(SuspendAgreement command, CancellationToken cancellationToken);

    Task<Outcome<AgreementView>> ResumeAsync(ResumeAgreement command, CancellationToken cancellationToken);

    Task<Outcome<AgreementView>> EndAsync(EndAgreement command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<AgreementView>> GetAsync(Principal principal, CancellationToken cancellationToken);

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
