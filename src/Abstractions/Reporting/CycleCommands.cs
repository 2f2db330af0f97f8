using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Aggregates;
using Coordination.Names;

namespace Coordination.Reporting;

/// <summary>Commands to a cycle.</summary>
[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(CreateReportCycle), "create_report_cycle")]
[JsonDerivedType(typeof(OpenReportCycle), "open_report_cycle")]
[JsonDerivedType(typeof(CloseReportCycle), "close_report_cycle")]
public abstract record CycleCommand(CommandContext Context) : Command(Context);

/// <summary>Makes the cycle <see cref="ReportCycleName.For"/> of the caller's agency and request.</summary>
/// <param name="OpensAt">Null: now.</param>
/// <param name="OnBehalfOf">Whose cycle it is, when the platform plans the next one of a series; otherwise the caller's.</param>
[GenerateSerializer, Immutable]
public sealed record CreateReportCycle(CommandContext Context, CycleContent Content, DateTimeOffset? OpensAt, AgencyName? OnBehalfOf = null)
    : CycleCommand(Context);

[GenerateSerializer, Immutable]
public sealed record OpenReportCycle(CommandContext Context) : CycleCommand(Context);

[GenerateSerializer, Immutable]
public sealed record CloseReportCycle(CommandContext Context, string Reason) : CycleCommand(Context);

/// <summary>What happens to a cycle. The names are stored for ever; a field may be added, never renamed.</summary>
[JsonDerivedType(typeof(CyclePlanned), "report_cycle.planned")]
[JsonDerivedType(typeof(CycleOpened), "report_cycle.opened")]
[JsonDerivedType(typeof(CycleReportsMade), "report_cycle.reports_made")]
[JsonDerivedType(typeof(CycleSuccessorSettled), "report_cycle.successor_settled")]
[JsonDerivedType(typeof(CycleClosed), "report_cycle.closed")]
[JsonDerivedType(typeof(CycleReportsClosed), "report_cycle.reports_closed")]
public abstract record CycleEvent;

public sealed record CyclePlanned(AgencyName Owner, CycleContent Content, DateTimeOffset OpensAt) : CycleEvent;

/// <param name="Routes">Who reports, by unit.</param>
/// <param name="WithoutRoute">Units that should and cannot: nobody approves for their province.</param>
public sealed record CycleOpened(ImmutableArray<ReportRoute> Routes, ImmutableArray<UnitName> WithoutRoute) : CycleEvent;

/// <summary>Every unit of the routes has its report.</summary>
public sealed record CycleReportsMade : CycleEvent;

/// <param name="Successor">The cycle of the next period; null when it was refused.</param>
/// <param name="Refusal">The reason's code, or empty.</param>
public sealed record CycleSuccessorSettled(ReportCycleName? Successor, string Refusal) : CycleEvent;

public sealed record CycleClosed(string Reason) : CycleEvent;

/// <summary>Every report that was not accepted is closed.</summary>
public sealed record CycleReportsClosed : CycleEvent;
