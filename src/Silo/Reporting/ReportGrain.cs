using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Reporting;
using Coordination.Sdk.Grains;

namespace Coordination.Silo.Reporting;

/// <summary>One unit's report: loads, asks a rule, commits.</summary>
internal sealed class ReportGrain(
    LedgerGrainServices services, AggregateDefinition<ReportState, ReportEvent> definition, ReportClock clock)
    : LedgerGrain<ReportState, ReportEvent>(services, definition), IReportGrain
{
    private ReportName Name => ResourceName.Parse<ReportName>(Stream);

    public Task<Outcome<ReportView>> MakeAsync(MakeReport command, CancellationToken cancellationToken) =>
        CreateAsync(command, ReportingPermissions.Make, (state, _) => ReportRules.Make(state, command), View);

    public Task<Outcome<ReportView>> SubmitAsync(SubmitReport command, CancellationToken cancellationToken) =>
        CommitAsync(command, ReportingPermissions.Submit, (state, now) => ReportRules.Submit(state, command, now), View);

    public Task<Outcome<ReportView>> ApproveAsync(ApproveReport command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var permission = command.Step is ReportStep.Secretariat ? ReportingPermissions.Accept : ReportingPermissions.Approve;
        return CommitAsync(command, permission, (state, now) => ReportRules.Approve(state, command, now), View);
    }

    public Task<Outcome<ReportView>> ReturnAsync(ReturnReport command, CancellationToken cancellationToken) =>
        CommitAsync(command, ReportingPermissions.Return, (state, now) => ReportRules.Return(state, command, now), View);

    public Task<Outcome<ReportView>> CommentAsync(CommentReport command, CancellationToken cancellationToken) =>
        CommitAsync(command, ReportingPermissions.Comment, (state, _) => ReportRules.Comment(state, command), View);

    public Task<Outcome<ReportView>> ExtendAsync(ExtendReport command, CancellationToken cancellationToken) =>
        CommitAsync(command, ReportingPermissions.Extend, (state, now) => ReportRules.Extend(state, command, now), View);

    public Task<Outcome<ReportView>> EndAsync(EndReport command, CancellationToken cancellationToken) =>
        CommitAsync(command, ReportingPermissions.Make, (state, _) => ReportRules.End(state), View);

    public async Task<Outcome<ReportView>> GetAsync(Principal principal, int submission, CancellationToken cancellationToken)
    {
        var read = await ReadAsync(principal, ReportingPermissions.Read, static (state, version) => (State: state, Version: version));
        return read.IsRefused ? read.Refusal
            : submission > read.Value.State.Submissions.Length ? ReportingRefusals.SubmissionUnknown
            : submission == 0 ? View(read.Value.State, read.Value.Version)
            : read.Value.State.View(Name, read.Value.Version, submission);
    }

    public async Task<Outcome<HistoryPage>> HistoryAsync(Principal principal, int afterVersion, int limit, CancellationToken cancellationToken)
    {
        var page = await ReadHistoryAsync(principal, ReportingPermissions.ReadHistory, afterVersion, limit, cancellationToken);
        if (page.IsRefused)
            return page;

        var content = await ReadAsync(principal, ReportingPermissions.Read, static (_, version) => version);
        return content.IsRefused ? page.Value with { Entries = [.. page.Value.Entries.Select(entry => entry with { Data = [] })] } : page;
    }

    internal static AggregateDefinition<ReportState, ReportEvent> DefinitionWith(ReportClock clock) => new()
    {
        Kind = ReportName.Collection,
        Initial = ReportState.Initial,
        EventType = ReportingJson.Default.ReportEvent,
        CommandBytes = static command => JsonSerializer.SerializeToUtf8Bytes((ReportCommand)command, ReportingJson.Default.ReportCommand),
        Project = (name, state, version, at) => ReportProjection.Of(name, state, version, at, clock),
        Relate = ReportRules.Relate,
        ReadPermission = ReportingPermissions.Read,
    };

    protected override Decision<ReportEvent> DecideDue(string dueKind, ReportState state, DateTimeOffset now) =>
        dueKind == ReportClock.DueKind ? Decision<ReportEvent>.Happened(clock.DueBy(state, now)) : Decision<ReportEvent>.Nothing;

    private ReportView View(ReportState state, int version) => state.View(Name, version, state.Submissions.Length);
}
