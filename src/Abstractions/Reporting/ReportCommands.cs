using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Aggregates;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.Reporting;

/// <summary>Commands to a report.</summary>
[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(MakeReport), "make_report")]
[JsonDerivedType(typeof(SubmitReport), "submit_report")]
[JsonDerivedType(typeof(ApproveReport), "approve_report")]
[JsonDerivedType(typeof(ReturnReport), "return_report")]
[JsonDerivedType(typeof(CommentReport), "comment_report")]
[JsonDerivedType(typeof(ExtendReport), "extend_report")]
[JsonDerivedType(typeof(EndReport), "end_report")]
public abstract record ReportCommand(CommandContext Context) : Command(Context);

/// <summary>What a report takes from its cycle.</summary>
/// <param name="Owner">The agency that opened the cycle.</param>
/// <param name="Figures">Their labels stay with the cycle.</param>
[GenerateSerializer, Immutable]
public sealed record ReportHeader(
    ReportCycleName Cycle,
    AgencyName Owner,
    LocalizedText Title,
    string Period,
    string Kind,
    string Subject,
    ReportRoute Route,
    StepDueTimes Due,
    ImmutableArray<FigureRule> Figures,
    ImmutableArray<QuestionRule> Questions);

[GenerateSerializer, Immutable]
public sealed record FigureRule(string Code, long? Minimum, bool MayBeLeftOut);

[GenerateSerializer, Immutable]
public sealed record QuestionRule(string Code, bool MustBeAnswered);

/// <summary>Makes a unit's report when its cycle opens. Only the platform may.</summary>
[GenerateSerializer, Immutable]
public sealed record MakeReport(CommandContext Context, ReportHeader Header) : ReportCommand(Context);

/// <param name="Narratives">Free text without personal data, NFKC.</param>
[GenerateSerializer, Immutable]
public sealed record SubmitReport(CommandContext Context, ImmutableArray<FigureValue> Figures, ImmutableArray<NarrativeAnswer> Narratives)
    : ReportCommand(Context);

/// <summary>Approves for the province or the ministry, or accepts for the secretariat.</summary>
/// <param name="Submission">What the caller has read.</param>
/// <param name="Comment">Empty: none.</param>
[GenerateSerializer, Immutable]
public sealed record ApproveReport(CommandContext Context, ReportStep Step, int Submission, string Comment) : ReportCommand(Context);

/// <param name="To">Whom the reason concerns; the report goes back to the unit in any case.</param>
[GenerateSerializer, Immutable]
public sealed record ReturnReport(CommandContext Context, int Submission, string Reason, ReportStep To) : ReportCommand(Context);

[GenerateSerializer, Immutable]
public sealed record CommentReport(CommandContext Context, string Text) : ReportCommand(Context);

[GenerateSerializer, Immutable]
public sealed record ExtendReport(CommandContext Context, DateTimeOffset Due) : ReportCommand(Context);

/// <summary>Ends a report that was not accepted, because its cycle was closed. Only the platform may.</summary>
[GenerateSerializer, Immutable]
public sealed record EndReport(CommandContext Context) : ReportCommand(Context);
