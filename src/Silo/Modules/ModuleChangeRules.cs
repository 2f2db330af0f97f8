using Coordination.Information;
using Coordination.Modules;
using Coordination.Outcomes;

namespace Coordination.Silo.Modules;

/// <summary>The rules of changes of modules. In documented precedence order; the first refusal wins.</summary>
internal static class ModuleChangeRules
{
    public const string LapseKind = "lapse";
    public const string Party = "proposer";
    public const string ApprovedWord = "approved";

    public static readonly TimeSpan Lapses = TimeSpan.FromHours(24);

    /// <param name="installed">Every module that the silo found, active or not.</param>
    public static Decision<ModuleChangeEvent> Propose(ModuleChangeState state, ProposeModuleChange command, IReadOnlyCollection<ModuleView> installed)
    {
        var (content, caller) = (command.Content, command.Context.Principal);
        var ofThisId = installed.Where(m => m.Id == content.Module && m.Version.Length > 0).ToArray();
        return state.Proposal is not null ? CommonRefusals.RequestIdReused
            : ofThisId.Length == 0 ? ModuleRefusals.NotInstalled
            : !ofThisId.Any(m => m.Version == content.Version && m.Sha256 == content.Sha256) ? ModuleRefusals.OtherVersion
            : new ModuleChangeProposed(Person.Of(caller), caller.Agency, content);
    }

    public static Decision<ModuleChangeEvent> Approve(ModuleChangeState state, ApproveModuleChange command, DateTimeOffset now) =>
        state.Stage is not ModuleChangeStage.Proposed || now >= state.ExpiresAt ? ModuleRefusals.NotProposed
        : state.Proposal!.ProposedBy == Person.Of(command.Context.Principal) ? ModuleRefusals.SelfApproval
        : !string.Equals(command.ContentHash, state.ContentHash, StringComparison.Ordinal) ? ModuleRefusals.Changed
        : new ModuleChangeApproved(Person.Of(command.Context.Principal), command.Context.Principal.Agency, command.ContentHash);

    public static Decision<ModuleChangeEvent> Reject(ModuleChangeState state, RejectModuleChange command, DateTimeOffset now) =>
        state.Stage is not ModuleChangeStage.Proposed || now >= state.ExpiresAt ? ModuleRefusals.NotProposed
        : !string.Equals(command.ContentHash, state.ContentHash, StringComparison.Ordinal) ? ModuleRefusals.Changed
        : new ModuleChangeRejected(Person.Of(command.Context.Principal), command.Context.Principal.Agency, command.ContentHash, command.Reason);

    public static Decision<ModuleChangeEvent> DueBy(ModuleChangeState state, string kind, DateTimeOffset now) =>
        kind == LapseKind && state.Stage is ModuleChangeStage.Proposed && state.ExpiresAt <= now
            ? new ModuleChangeLapsed()
            : Decision<ModuleChangeEvent>.Nothing;

    public static string Word(ModuleChangeStage stage) => stage switch
    {
        ModuleChangeStage.Proposed => "proposed",
        ModuleChangeStage.Approved => ApprovedWord,
        ModuleChangeStage.Lapsed => "lapsed",
        ModuleChangeStage.Rejected => "rejected",
        _ => "",
    };
}
