using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.Reporting;

/// <summary>A cycle as a reader gets it.</summary>
/// <param name="Routes">Empty while it is planned, and in lists.</param>
/// <param name="Reason">Why it was closed.</param>
[GenerateSerializer, Immutable]
public sealed record CycleView(
    ReportCycleName Name,
    CycleStage Stage,
    CycleContent Content,
    AgencyName Owner,
    DateTimeOffset OpensAt,
    ImmutableArray<ReportRoute> Routes,
    ImmutableArray<UnitName> WithoutRoute,
    bool ReportsMade,
    string Reason,
    ReportCycleName? Successor,
    string SuccessorRefusal,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version);

/// <summary>A report as those who stand in its line get it.</summary>
/// <param name="WaitsFor">None when it is done.</param>
/// <param name="Submission">Which submission's figures and answers these are; 0: there is none.</param>
/// <param name="Approvals">Of the newest submission.</param>
/// <param name="Returned">The last return, while it stands.</param>
[GenerateSerializer, Immutable]
public sealed record ReportView(
    ReportName Name,
    ReportStage Stage,
    ReportHeader Header,
    ReportStep WaitsFor,
    DateTimeOffset? Due,
    DateTimeOffset? OverdueSince,
    int Submission,
    int Submissions,
    ImmutableArray<FigureValue> Figures,
    ImmutableArray<NarrativeAnswer> Narratives,
    DateTimeOffset? SubmittedAt,
    ImmutableArray<ReportApprovalView> Approvals,
    ReportReturnView? Returned,
    ImmutableArray<ReportCommentView> Comments,
    ImmutableArray<ReportEscalationView> Escalations,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version)
{
    /// <summary>As lists have it: without free text and without rules.</summary>
    public ReportView Listed() => this with
    {
        Header = Header with { Figures = [], Questions = [] },
        Narratives = [],
        Returned = Returned is { } returned ? returned with { Reason = "" } : null,
        Comments = [],
        Escalations = [],
    };
}

[GenerateSerializer, Immutable]
public sealed record ReportApprovalView(ReportStep Step, int Submission, AgencyName Agency, DateTimeOffset At);

[GenerateSerializer, Immutable]
public sealed record ReportReturnView(ReportStep By, ReportStep To, int Submission, string Reason, DateTimeOffset At);

[GenerateSerializer, Immutable]
public sealed record ReportCommentView(ReportStep Step, int Submission, string Text, DateTimeOffset At);

[GenerateSerializer, Immutable]
public sealed record ReportEscalationView(ReportStep Step, string Level, DateTimeOffset At);

/// <param name="Whole">Whether the caller sees every report of the cycle.</param>
[GenerateSerializer, Immutable]
public sealed record RollupView(
    ReportCycleName Cycle, ReportStage AtLeast, RollupRow All, ImmutableArray<RollupRow> Provinces, ImmutableArray<RollupRow> Ministries, bool Whole);

/// <param name="Key">A province's code, an agency's name, or empty for all.</param>
/// <param name="Expected">Reports of the cycle.</param>
/// <param name="Reported">How many of them the figures are made of.</param>
[GenerateSerializer, Immutable]
public sealed record RollupRow(string Key, LocalizedText Label, int Expected, int Reported, int Overdue, ImmutableArray<RollupFigure> Figures);

/// <param name="Reported">Reports that gave it.</param>
[GenerateSerializer, Immutable]
public readonly record struct RollupFigure(string Code, long Sum, int Reported);

/// <param name="Affected">Affected provinces.</param>
/// <param name="Covered">Those of them with a unit in force.</param>
/// <param name="Units">Units in force in affected provinces.</param>
/// <param name="Percent">100 × covered ÷ affected, rounded down; 100 when no province is affected.</param>
[GenerateSerializer, Immutable]
public sealed record CoverageView(
    int Affected, int Covered, int Units, int Percent, ImmutableArray<ProvinceCoverage> Provinces, ImmutableArray<AgencyCoverage> Agencies);

/// <param name="Approver">Null: the country pack names none.</param>
[GenerateSerializer, Immutable]
public sealed record ProvinceCoverage(string Province, LocalizedText Label, bool Affected, int Units, UnitName? Approver);

[GenerateSerializer, Immutable]
public sealed record AgencyCoverage(AgencyName Agency, LocalizedText Label, int Units, int Covered, int Percent);

/// <summary>How events, commands and views of reporting are written: camel case, what is null left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CycleEvent))]
[JsonSerializable(typeof(CycleCommand))]
[JsonSerializable(typeof(CycleView))]
[JsonSerializable(typeof(ReportEvent))]
[JsonSerializable(typeof(ReportCommand))]
[JsonSerializable(typeof(ReportView))]
public sealed partial class ReportingJson : JsonSerializerContext;
