using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Cases;

/// <summary>One case. Its key is its name, <c>cases/…</c>, which also names the key that seals its notes and referrals.</summary>
/// <remarks>Refusals of each verb: docs/reference/cases.md.</remarks>
public interface ICaseGrain : IAggregateGrain
{
    Task<Outcome<CaseView>> OpenAsync(OpenCase command, CancellationToken cancellationToken);

    /// <summary>Any other command.</summary>
    Task<Outcome<CaseView>> ExecuteAsync(CaseCommand command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<CaseView>> GetAsync(Principal principal, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<HistoryPage>> HistoryAsync(Principal principal, int afterVersion, int limit, CancellationToken cancellationToken);

    /// <summary>How a caller stands to the case. Refused: NOT_FOUND for whoever has no part in it, LEDGER_UNAVAILABLE.</summary>
    [ReadOnly]
    Task<Outcome<CaseStanding>> StandingAsync(Principal principal);

    /// <summary>The same for the platform's own use, with <see cref="Relation.None"/>. Refused: NOT_FOUND, LEDGER_UNAVAILABLE.</summary>
    [ReadOnly, PlatformOnly]
    Task<Outcome<CaseStanding>> FactsAsync();

    /// <summary>Prepares what a referral or a transfer does to the case, to be written together with it.</summary>
    [PlatformOnly]
    Task<Outcome<PreparedAppend>> PrepareAsync(CaseHandover step);

    /// <summary>Called by the vault once an identity is durable. A repeat changes nothing.</summary>
    [PlatformOnly]
    Task<Refusal?> NoteIdentityAsync(string person, IdentityName identity);
}

/// <summary>Finding the grains of cases.</summary>
public static class CaseGrains
{
    public static ICaseGrain Case(this IGrainFactory grains, CaseName name) => Of(grains).GetGrain<ICaseGrain>(name.ToString());

    public static ICaseNoteGrain CaseNote(this IGrainFactory grains, CaseNoteName name) => Of(grains).GetGrain<ICaseNoteGrain>(name.ToString());

    public static IIdentityVaultGrain Identity(this IGrainFactory grains, IdentityName name) => Of(grains).GetGrain<IIdentityVaultGrain>(name.ToString());

    public static ITransferGrain Transfer(this IGrainFactory grains, TransferName name) => Of(grains).GetGrain<ITransferGrain>(name.ToString());

    public static IReferralGrain Referral(this IGrainFactory grains, ReferralName name) => Of(grains).GetGrain<IReferralGrain>(name.ToString());

    public static IExportGrain Export(this IGrainFactory grains, ExportName name) => Of(grains).GetGrain<IExportGrain>(name.ToString());

    /// <summary>Lists of what hangs on a case.</summary>
    public static ICaseShelfGrain CaseShelf(this IGrainFactory grains) => Of(grains).GetGrain<ICaseShelfGrain>(0);

    private static IGrainFactory Of(IGrainFactory grains) => grains ?? throw new ArgumentNullException(nameof(grains));
}
