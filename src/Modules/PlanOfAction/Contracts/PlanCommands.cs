using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Coordination.Aggregates;
using Coordination.Names;

namespace Coordination.PlanOfAction.Contracts;

/// <summary>How far an activity is. The numbers are those of the proto.</summary>
public enum ActivityStatus { None, Planned, UnderWay, Done, Cancelled }

[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(CreatePlan), "create")]
[JsonDerivedType(typeof(SetPlanContent), "set_content")]
[JsonDerivedType(typeof(RecordIndicatorValue), "record_value")]
[JsonDerivedType(typeof(ReportActivity), "report_activity")]
[JsonDerivedType(typeof(AssignActivity), "assign_activity")]
[JsonDerivedType(typeof(AdoptReportCycle), "adopt_cycle")]
[JsonDerivedType(typeof(MovePlan), "move")]
public abstract record PlanCommand(CommandContext Context) : Command(Context);

/// <summary>Makes the plan <see cref="PlanName.For"/> of the caller's agency and request.</summary>
[GenerateSerializer, Immutable]
public sealed record CreatePlan(CommandContext Context, PlanContent Content) : PlanCommand(Context);

[GenerateSerializer, Immutable]
public sealed record SetPlanContent(CommandContext Context, PlanContent Content) : PlanCommand(Context);

/// <param name="Period">As <see cref="Reporting.ReportPeriod"/> writes it.</param>
[GenerateSerializer, Immutable]
public sealed record RecordIndicatorValue(CommandContext Context, string Indicator, string Period, decimal Value, string Source) : PlanCommand(Context);

[GenerateSerializer, Immutable]
public sealed record ReportActivity(CommandContext Context, string Activity, ActivityStatus Status) : PlanCommand(Context);

[GenerateSerializer, Immutable]
public sealed record AssignActivity(CommandContext Context, string Activity) : PlanCommand(Context);

[GenerateSerializer, Immutable]
public sealed record AdoptReportCycle(CommandContext Context, ReportCycleName Cycle) : PlanCommand(Context);

/// <summary>The process of the plan took a step; written together with it.</summary>
/// <param name="Transition">Empty: its start.</param>
/// <param name="Stage">To which it leads.</param>
[GenerateSerializer, Immutable]
public sealed record MovePlan(CommandContext Context, WorkflowName Process, string Transition, string Stage) : PlanCommand(Context);

/// <summary>What happens to a plan. The names are stored for ever; a field may be added, never renamed.</summary>
[JsonDerivedType(typeof(PlanCreated), "plan.created")]
[JsonDerivedType(typeof(PlanContentSet), "plan.content_set")]
[JsonDerivedType(typeof(PlanMoved), "plan.moved")]
[JsonDerivedType(typeof(IndicatorValuesRecorded), "plan.values_recorded")]
[JsonDerivedType(typeof(ActivityReported), "plan.activity_reported")]
[JsonDerivedType(typeof(ActivityAssigned), "plan.activity_assigned")]
public abstract record PlanEvent;

public sealed record PlanCreated(AgencyName Owner, PlanContent Content) : PlanEvent;

public sealed record PlanContentSet(PlanContent Content) : PlanEvent;

public sealed record PlanMoved(WorkflowName Process, string Stage) : PlanEvent;

public sealed record RecordedValue(string Indicator, string Period, decimal Value, string Source);

/// <param name="By">Whose values they are.</param>
public sealed record IndicatorValuesRecorded(AgencyName By, ImmutableArray<RecordedValue> Values) : PlanEvent;

public sealed record ActivityReported(string Activity, ActivityStatus Status) : PlanEvent;

public sealed record ActivityAssigned(string Activity, TaskName Task) : PlanEvent;

/// <summary>How events, commands and rows of plans are written: camel case, what is null left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PlanEvent))]
[JsonSerializable(typeof(PlanCommand))]
[JsonSerializable(typeof(PlanSummaryView))]
public sealed partial class PlanJson : JsonSerializerContext
{
    /// <summary>The bytes over which a command is hashed: its content, without who commands.</summary>
    public static byte[] Bytes(Command command) => JsonSerializer.SerializeToUtf8Bytes((PlanCommand)command, Default.PlanCommand);
}
