using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sdk.Grains;
using Coordination.Tasks;
using Microsoft.Extensions.Logging;

namespace Coordination.Silo.Tasks;

/// <summary>One task: loads, asks a rule, commits.</summary>
internal sealed partial class TaskGrain(
    LedgerGrainServices services,
    AggregateDefinition<TaskState, TaskEvent> definition,
    TaskInputs inputs,
    ILogger<TaskGrain> logger) : LedgerGrain<TaskState, TaskEvent>(services, definition), ITaskGrain
{
    private readonly AccessPolicy access = services.Access;

    private TaskName Name => new(Stream[(TaskName.Collection.Length + 1)..]);

    public async Task<Outcome<TaskView>> AssignAsync(AssignTask command, CancellationToken cancellationToken)
    {
        var links = await LinksForAsync(command, cancellationToken);
        return await CreateAsync(command, TaskPermissions.Assign, (state, now) => AssignRules.Assign(state, command, now, inputs, links), View);
    }

    public Task<Outcome<TaskView>> GetAsync(Principal principal, CancellationToken cancellationToken) =>
        ReadAsync(principal, TaskPermissions.Read, (state, version) => TaskViewing.View(Name, state, version, Instant.Of(Now), principal));

    public async Task<Outcome<HistoryPage>> HistoryAsync(Principal principal, int afterVersion, int limit, CancellationToken cancellationToken)
    {
        var page = await ReadHistoryAsync(principal, TaskPermissions.ReadHistory, afterVersion, limit, cancellationToken);
        if (page.IsRefused)
            return page;

        var content = await ReadAsync(principal, TaskPermissions.Read, static (_, version) => version);
        return content.IsRefused
            ? page.Value with { Entries = [.. page.Value.Entries.Select(entry => entry with { Data = [] })] }
            : page;
    }

    public async Task<Outcome<TaskView>> UpdateAsync(UpdateTask command, CancellationToken cancellationToken)
    {
        var outcome = await CommitAsync(command, TaskPermissions.Manage, (state, _) => ManageRules.Update(state, command), View);
        if (!outcome.IsRefused && ResourceName.TryParse<CaseName>(command.Case ?? "", out var of) && await BlockedAsync(of) is { } blocked)
            await NoteBlockedAsync(blocked);
        return outcome;
    }

    public Task<Outcome<TaskView>> ExtendDeadlineAsync(ExtendDeadline command, CancellationToken cancellationToken) =>
        CommitAsync(command, TaskPermissions.Manage, (state, now) => ManageRules.ExtendDeadline(state, command, now), View);

    public Task<Outcome<TaskView>> CancelAsync(CancelTask command, CancellationToken cancellationToken) =>
        CommitAsync(command, TaskPermissions.Manage, (state, _) => ManageRules.Cancel(state, command), View);

    public Task<Outcome<TaskView>> AddSupportAsync(AddSupport command, CancellationToken cancellationToken) =>
        CommitAsync(command, TaskPermissions.Manage, (state, now) => AssignRules.AddSupport(state, command, now, inputs.Directory), View);

    public async Task<Outcome<TaskView>> AddDependencyAsync(AddDependency command, CancellationToken cancellationToken)
    {
        var link = await ReserveAsync(command, cancellationToken);
        var outcome = await CommitAsync(command, TaskPermissions.Manage, (state, _) => DependencyRules.Add(state, command, Name, link), View);
        if (outcome.IsRefused && link is null)
            await ReleaseUnlessDrawnAsync(command.Dependency);
        return outcome;
    }

    public async Task<Outcome<TaskView>> RemoveDependencyAsync(RemoveDependency command, CancellationToken cancellationToken)
    {
        var outcome = await CommitAsync(command, TaskPermissions.Manage, (state, _) => DependencyRules.Remove(state, command), View);
        if (!outcome.IsRefused)
            await ReleaseUnlessDrawnAsync(command.Dependency);
        return outcome;
    }

    public Task<Outcome<CommentView>> CommentAsync(AddComment command, CancellationToken cancellationToken) =>
        CommitAsync(command, TaskPermissions.Comment, (state, _) => NoteRules.Comment(state, command), static (state, _) => TaskViewing.View(state.Comments[^1]));

    public Task<Outcome<AttachmentView>> AttachAsync(AddAttachment command, CancellationToken cancellationToken) =>
        CommitAsync(command, TaskPermissions.Comment, (state, _) => NoteRules.Attach(state, command), static (state, _) => TaskViewing.View(state.Attachments[^1]));

    public Task<Outcome<AssignmentView>> AcknowledgeAsync(AcknowledgeAssignment command, CancellationToken cancellationToken) =>
        CommitPartAsync(command, TaskPermissions.Respond, (state, _) => ResponseRules.Acknowledge(state, command));

    public Task<Outcome<AssignmentView>> AcceptAsync(AcceptAssignment command, CancellationToken cancellationToken) =>
        CommitPartAsync(command, TaskPermissions.Respond, (state, _) => ResponseRules.Accept(state, command));

    public Task<Outcome<AssignmentView>> RejectAsync(RejectAssignment command, CancellationToken cancellationToken) =>
        CommitPartAsync(command, TaskPermissions.Respond, (state, _) => ResponseRules.Reject(state, command));

    public async Task<Outcome<AssignmentView>> StartAsync(StartAssignment command, CancellationToken cancellationToken)
    {
        var dependencies = await StandingsAsync(cancellationToken);
        return await CommitPartAsync(command, TaskPermissions.Work, (state, _) => WorkRules.Start(state, command, dependencies));
    }

    public Task<Outcome<AssignmentView>> ReportProgressAsync(ReportProgress command, CancellationToken cancellationToken) =>
        CommitPartAsync(command, TaskPermissions.Work, (state, _) => WorkRules.ReportProgress(state, command));

    public Task<Outcome<AssignmentView>> HoldAsync(HoldAssignment command, CancellationToken cancellationToken) =>
        CommitPartAsync(command, TaskPermissions.Work, (state, _) => WorkRules.Hold(state, command));

    public Task<Outcome<AssignmentView>> ResumeAsync(ResumeAssignment command, CancellationToken cancellationToken) =>
        CommitPartAsync(command, TaskPermissions.Work, (state, now) => WorkRules.Resume(state, command, now));

    public Task<Outcome<AssignmentView>> CompleteAsync(CompleteAssignment command, CancellationToken cancellationToken) =>
        CommitPartAsync(command, TaskPermissions.Work, (state, _) => WorkRules.Complete(state, command));

    public Task<Outcome<AssignmentView>> FailAsync(FailAssignment command, CancellationToken cancellationToken) =>
        CommitPartAsync(command, TaskPermissions.Work, (state, _) => WorkRules.Fail(state, command));

    public Task<Outcome<AssignmentView>> DelegateAsync(DelegateAssignment command, CancellationToken cancellationToken) =>
        CommitPartAsync(command, TaskPermissions.Respond, (state, now) => ResponseRules.Delegate(state, command, now, inputs.Directory));

    public Task<Outcome<AssignmentView>> ReturnAsync(ReturnAssignment command, CancellationToken cancellationToken) =>
        CommitPartAsync(command, TaskPermissions.Manage, (state, _) => ReviewRules.Return(state, command));

    public Task<Outcome<AssignmentView>> VerifyAsync(VerifyAssignment command, CancellationToken cancellationToken) =>
        CommitPartAsync(command, TaskPermissions.Manage, (state, _) => ReviewRules.Verify(state, command));

    public Task<Outcome<AssignmentView>> ReassignAsync(ReassignAssignment command, CancellationToken cancellationToken) =>
        CommitPartAsync(command, TaskPermissions.Manage, (state, now) => ReviewRules.Reassign(state, command, now, inputs.Directory), command.To);

    protected override Decision<TaskEvent> DecideDue(string dueKind, TaskState state, DateTimeOffset now) =>
        dueKind == DeadlineClock.DueKind ? inputs.Clock.DueBy(state, Instant.Of(now)) : Decision<TaskEvent>.Nothing;

    private TaskView View(TaskState state, int version) => TaskViewing.View(Name, state, version);

    /// <summary>Commits what concerns one part: compared with that part's etag, answered with that part.</summary>
    private Task<Outcome<AssignmentView>> CommitPartAsync(
        AssignmentCommand command, string permission, Func<TaskState, DateTimeOffset, Decision<TaskEvent>> decide, AgencyName? shown = null) =>
        CommitAsync(
            command,
            permission,
            decide,
            (state, _) => TaskViewing.View(Name, state, shown ?? command.Agency),
            state => state.Find(command.Agency)?.Version ?? 0);
}
