using Coordination.Cases;
using Coordination.Information;
using Coordination.Outcomes;

namespace Coordination.Silo.Cases;

/// <summary>The rules of exports. In documented precedence order; the first refusal wins.</summary>
internal static class ExportRules
{
    public const string LapseKind = "lapse";
    public const string Party = "owner";

    /// <summary>More records need a second person.</summary>
    public const int MostWithoutApproval = 20;

    /// <summary>More are no export that anybody can answer for at once.</summary>
    public const int MostRecords = 5_000;

    public static readonly TimeSpan Lapses = TimeSpan.FromHours(24);

    /// <summary>For so long a repeat of a read is the same read.</summary>
    public static readonly TimeSpan ReadWithin = TimeSpan.FromMinutes(10);

    /// <param name="before">Records that the officer exported without approval within 24 hours.</param>
    public static Decision<ExportEvent> Propose(ExportState state, ProposeExport command, ExportContent content, int before) =>
        state.Proposal is not null ? CommonRefusals.RequestIdReused
        : content.Records.IsEmpty ? ExportRefusals.Empty
        : content.Records.Length > MostRecords ? ExportRefusals.TooLarge
        : new ExportProposed(Person.Of(command.Context.Principal), content, content.Records.Length + before > MostWithoutApproval);

    public static Decision<ExportEvent> Approve(ExportState state, ApproveExport command, DateTimeOffset now) =>
        state.Stage is not ExportStage.Proposed || now >= state.ExpiresAt ? ExportRefusals.NotProposed
        : state.Proposal!.ProposedBy == Person.Of(command.Context.Principal) ? ExportRefusals.SelfApproval
        : !string.Equals(command.ContentHash, state.ContentHash, StringComparison.Ordinal) ? ExportRefusals.Changed
        : new ExportApproved(Person.Of(command.Context.Principal), command.ContentHash);

    public static Decision<ExportEvent> Withdraw(ExportState state, WithdrawExport command) =>
        !state.IsOpen ? ExportRefusals.Over : new ExportWithdrawn(Person.Of(command.Context.Principal));

    public static Decision<ExportEvent> Read(ExportState state, ReadExport command, DateTimeOffset now) =>
        RefuseRead(state, Person.Of(command.Context.Principal), now) is { } refusal ? refusal
        : new ExportWasRead(Person.Of(command.Context.Principal), state.Content.Purpose, state.Content.Records.Length, command.Context.RequestId);

    /// <summary>Why somebody gets no records of it now; asked for each page.</summary>
    public static Refusal? RefuseRead(ExportState state, Person reader, DateTimeOffset now) =>
        state.Proposal?.ProposedBy != reader ? ExportRefusals.NotYours
        : !state.IsOpen || now >= state.ExpiresAt ? ExportRefusals.Over
        : state.Stage is ExportStage.Proposed ? ExportRefusals.NotApproved
        : null;

    /// <summary>Why a page is no part of a read that was written down.</summary>
    public static Refusal? RefusePage(ExportState state, Guid requestId, DateTimeOffset now) =>
        state.Reads.TryGetValue(requestId, out var at) && now - at < ReadWithin ? null : ExportRefusals.ReadOver;

    public static Decision<ExportEvent> DueBy(ExportState state, string kind, DateTimeOffset now) =>
        kind == LapseKind && state.IsOpen && state.ExpiresAt <= now ? new ExportLapsed() : Decision<ExportEvent>.Nothing;

    public static string Word(ExportStage stage) => stage switch
    {
        ExportStage.Proposed => "proposed",
        ExportStage.Approved => "approved",
        ExportStage.Withdrawn => "withdrawn",
        ExportStage.Lapsed => "lapsed",
        _ => "",
    };
}
