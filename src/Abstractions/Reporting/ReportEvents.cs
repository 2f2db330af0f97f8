using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Information;

namespace Coordination.Reporting;

/// <summary>What happens to a report. The names are stored for ever; a field may be added, never renamed.</summary>
[JsonDerivedType(typeof(ReportMade), "report.opened")]
[JsonDerivedType(typeof(ReportSubmitted), "report.submitted")]
[JsonDerivedType(typeof(ReportApproved), "report.approved")]
[JsonDerivedType(typeof(ReportAccepted), "report.accepted")]
[JsonDerivedType(typeof(ReportReturned), "report.returned")]
[JsonDerivedType(typeof(ReportCommented), "report.commented")]
[JsonDerivedType(typeof(ReportExtended), "report.extended")]
[JsonDerivedType(typeof(ReportReminded), "report.reminded")]
[JsonDerivedType(typeof(ReportOverdue), "report.overdue")]
[JsonDerivedType(typeof(ReportEscalated), "report.escalated")]
[JsonDerivedType(typeof(ReportEnded), "report.closed")]
public abstract record ReportEvent;

public sealed record ReportMade(ReportHeader Header) : ReportEvent;

/// <param name="Number">From 1; earlier ones are kept.</param>
/// <param name="By">For the rule that others approve; no reader gets it.</param>
/// <param name="Due">Until when the province has to act.</param>
public sealed record ReportSubmitted(
    int Number, ImmutableArray<FigureValue> Figures, ImmutableArray<NarrativeAnswer> Narratives, Person By, DateTimeOffset Due) : ReportEvent;

/// <summary>The province or the ministry approved.</summary>
/// <param name="Due">Until when the next step has to be taken.</param>
public sealed record ReportApproved(ReportStep Step, int Submission, Person By, DateTimeOffset Due) : ReportEvent;

/// <summary>The secretariat accepted: the report is done.</summary>
public sealed record ReportAccepted(int Submission, Person By) : ReportEvent;

/// <param name="Step">Who returned it.</param>
/// <param name="To">Whom the reason concerns.</param>
/// <param name="Due">Until when the unit has to submit again.</param>
public sealed record ReportReturned(ReportStep Step, ReportStep To, int Submission, string Reason, DateTimeOffset Due) : ReportEvent;

/// <param name="Submission">The newest one at that time; 0: none.</param>
public sealed record ReportCommented(ReportStep Step, int Submission, string Text) : ReportEvent;

/// <summary>The step that the report waits for got more time.</summary>
public sealed record ReportExtended(ReportStep Step, DateTimeOffset Due) : ReportEvent;

/// <param name="Reminder">The pack's reminder.</param>
public sealed record ReportReminded(ReportStep Step, string Reminder, DateTimeOffset Due) : ReportEvent;

public sealed record ReportOverdue(ReportStep Step, DateTimeOffset Due) : ReportEvent;

/// <param name="Level">unit, province, ministry, secretariat or chair.</param>
public sealed record ReportEscalated(ReportStep Step, string Level, DateTimeOffset Due) : ReportEvent;

/// <summary>The cycle was closed before the report was accepted.</summary>
public sealed record ReportEnded : ReportEvent;
