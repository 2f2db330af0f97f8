using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Cases;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sdk.Grains;

namespace Coordination.Silo.Cases;

/// <summary>One export: loads, asks a rule, commits; hands out its cases page by page, each as its own grain shows it to the caller.</summary>
internal sealed class ExportGrain(
    LedgerGrainServices services,
    AggregateDefinition<ExportState, ExportEvent> definition,
    CaseInputs inputs,
    ExportRecords records) : LedgerGrain<ExportState, ExportEvent>(services, definition), IExportGrain
{
    /// <summary>Cases of one answer.</summary>
    private const int PageSize = 50;

    private readonly AccessPolicy access = services.Access;

    private ExportName Name => ResourceName.Parse<ExportName>(Stream);

    public async Task<Outcome<ExportView>> ProposeAsync(ProposeExport command, CancellationToken cancellationToken)
    {
        var caller = command.Context.Principal;
        if (ExportName.For(caller.Agency, command.Context.RequestId) != Name)
            return CommonRefusals.NotFound;
        if (!access.May(caller, ExportPermissions.Propose, Relation.Owner))
            return CommonRefusals.PermissionDenied;
        if (await WasAnsweredAsync(command.Context.RequestId))
            return await CreateAsync(command, ExportPermissions.Propose, static (_, _) => CommonRefusals.RequestIdReused, View);
        if (command.WithIdentity && !caller.Has(Role.IdentityCustodian))
            return ExportRefusals.IdentityDenied;
        if ((inputs.RefusePurpose(caller.Agency, command.Purpose, command.LegalBasis) ?? inputs.RefuseReading(caller, command.Purpose, keptFor: "")) is { } purpose)
            return purpose;

        try
        {
            var found = await records.FindAsync(caller, command.Filter, cancellationToken);
            if (found.IsRefused)
                return found.Refusal;

            var before = await records.WithoutApprovalAsync(caller, Now - ExportRules.Lapses, cancellationToken);
            var content = new ExportContent(
                caller.Agency, caller.Unit, command.Filter, command.Format, command.WithIdentity, command.Purpose, command.LegalBasis, found.Value);
            return await CreateAsync(command, ExportPermissions.Propose, (state, _) => ExportRules.Propose(state, command, content, before), View);
        }
        catch (LedgerUnavailableException)
        {
            return CommonRefusals.LedgerUnavailable;
        }
    }

    public Task<Outcome<ExportView>> ApproveAsync(ApproveExport command, CancellationToken cancellationToken) =>
        CommitAsync(command, ExportPermissions.Approve, (state, now) => ExportRules.Approve(state, command, now), View);

    public Task<Outcome<ExportView>> WithdrawAsync(WithdrawExport command, CancellationToken cancellationToken) =>
        CommitAsync(command, ExportPermissions.Withdraw, (state, _) => ExportRules.Withdraw(state, command), View);

    public Task<Outcome<ExportView>> GetAsync(Principal principal, CancellationToken cancellationToken) =>
        ReadAsync(principal, ExportPermissions.Read, View);

    public async Task<Outcome<ExportPage>> ReadAsync(ReadExport command, int from, CancellationToken cancellationToken)
    {
        var caller = command.Context.Principal;
        if (from == 0)
        {
            var written = await CommitAsync(command, ExportPermissions.Download, (state, now) => ExportRules.Read(state, command, now), View);
            if (written.IsRefused)
                return written.Refusal;
        }

        var read = await ReadAsync(caller, ExportPermissions.Download, (state, version) => (State: state, Version: version));
        if (read.IsRefused)
            return read.Refusal;

        var (state, version) = read.Value;
        if ((ExportRules.RefuseRead(state, Person.Of(caller), Now) ?? ExportRules.RefusePage(state, command.Context.RequestId, Now)) is { } refusal)
            return refusal;

        var names = state.Content.Records.Skip(Math.Max(0, from)).Take(PageSize).ToArray();
        var answers = await Task.WhenAll(names.Select(name => GrainFactory.Case(name).GetAsync(caller, cancellationToken)));
        if (answers.FirstOrDefault(a => a is { IsRefused: true, Refusal.Kind: not (RefusalKind.NotFound or RefusalKind.PermissionDenied) }) is { IsRefused: true } away)
            return away.Refusal;

        ImmutableArray<CaseView> cases = [.. answers
            .Where(a => !a.IsRefused && a.Value.Lead == caller.Agency && inputs.RefuseReading(caller, state.Content.Purpose, a.Value.Purpose) is null)
            .Select(a => a.Value!)];
        var next = from + names.Length;
        return new ExportPage(View(state, version), cases, names.Length - cases.Length, next < state.Content.Records.Length ? next : null);
    }

    protected override Decision<ExportEvent> DecideDue(string dueKind, ExportState state, DateTimeOffset now) => ExportRules.DueBy(state, dueKind, now);

    private ExportView View(ExportState state, int version) => state.View(Name, version);
}
