using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Cases;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Silo.Registry;
using Orleans.Concurrency;

namespace Coordination.Silo.Cases;

/// <summary>Lists what hangs on a case. The case is asked who the caller is to it; then the index is read in the platform's name.</summary>
[StatelessWorker, Reentrant]
internal sealed class CaseShelfGrain(IRegistry registry, AccessPolicy access, CaseInputs inputs, TimeProvider time) : Grain, ICaseShelfGrain
{
    private const int DefaultPageSize = 50;

    private static readonly ImmutableArray<NoteClass> Classes = [NoteClass.General, NoteClass.Counselling, NoteClass.Health, NoteClass.Intelligence];

    public async Task<Outcome<RegistryList>> ListNotesAsync(
        Principal principal, CaseName caseName, int pageSize, string? pageToken, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(principal, caseName, CasePermissions.ListNotes) is { } refusal)
            return refusal;

        var states = ReadableBy(principal);
        return states.IsEmpty
            ? new RegistryList([], "", time.GetUtcNow())
            : await ListAsync(principal, Query(CaseNoteName.Collection, caseName, pageSize) with { States = states }, pageToken, cancellationToken);
    }

    public async Task<Outcome<RegistryList>> ListAccessesAsync(
        Principal principal, CaseName caseName, int pageSize, string? pageToken, CancellationToken cancellationToken) =>
        await RefuseAsync(principal, caseName, CasePermissions.ListAccesses) is { } refusal
            ? refusal
            : await ListAsync(principal, Query(CaseAccessName.Collection, caseName, pageSize) with { States = AccessesOf(principal) }, pageToken, cancellationToken);

    private ImmutableArray<string> ReadableBy(Principal principal) =>
        [.. Classes.Where(c => inputs.Policy.MayRead(c, principal.Agency, principal.Roles)).Select(CaseWords.Of)];

    /// <summary>Reads of notes show that there are notes: to auditors, and to whom may read them.</summary>
    private ImmutableArray<string> AccessesOf(Principal principal) =>
        principal.Has(Role.Auditor) ? [] : [CaseAccessLog.ReadState, .. ReadableBy(principal)];

    private static RegistryQuery Query(string kind, CaseName caseName, int pageSize) => new()
    {
        Kind = kind,
        Case = caseName.ToString(),
        Order = RegistryOrder.NewestFirst,
        PageSize = pageSize == 0 ? DefaultPageSize : pageSize,
    };

    private async Task<Refusal?> RefuseAsync(Principal principal, CaseName caseName, string permission)
    {
        var standing = await GrainFactory.Case(caseName).StandingAsync(principal);
        return standing.IsRefused ? standing.Refusal
            : access.May(principal, permission, standing.Value.Relation) ? null
            : access.May(principal, CasePermissions.Read, standing.Value.Relation) ? CommonRefusals.PermissionDenied
            : CommonRefusals.NotFound;
    }

    private async Task<Outcome<RegistryList>> ListAsync(Principal principal, RegistryQuery query, string? pageToken, CancellationToken cancellationToken)
    {
        // The token is tied to the caller, the reading is not: notes have no parties.
        var bearer = new Viewer(principal.Agency.Id, principal.Unit?.Id, Everything: false, OfficerKey.Of(principal));
        RegistryCursor? after = null;
        if (!string.IsNullOrEmpty(pageToken))
        {
            if (!PageToken.TryRead(pageToken, bearer, query, out var cursor))
                return CommonRefusals.PageTokenInvalid;
            after = cursor;
        }

        try
        {
            var page = await registry.QueryAsync(new Viewer("", null, Everything: true), query, after, cancellationToken);
            return new RegistryList(page.Hits, page.Next is { } next ? PageToken.Write(bearer, query, next) : "", time.GetUtcNow());
        }
        catch (LedgerUnavailableException)
        {
            return CommonRefusals.LedgerUnavailable;
        }
    }
}
