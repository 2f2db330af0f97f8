using System.Collections.Immutable;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.PlanOfAction.Contracts;

/// <param name="By">Whose value it is.</param>
[GenerateSerializer, Immutable]
public sealed record IndicatorValue(string Indicator, string Period, decimal Value, AgencyName By, string Source, DateTimeOffset At);

/// <param name="Task">Null: it was not assigned.</param>
[GenerateSerializer, Immutable]
public sealed record ActivityProgress(string Activity, ActivityStatus Status, TaskName? Task);

/// <param name="Process">Null: its life has not begun.</param>
/// <param name="Today">Against which overdue is judged.</param>
[GenerateSerializer, Immutable]
public sealed record PlanView(
    PlanName Name,
    AgencyName Owner,
    string Stage,
    WorkflowName? Process,
    PlanContent Content,
    ImmutableArray<IndicatorValue> Values,
    ImmutableArray<ActivityProgress> Activities,
    DateOnly Today,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version)
{
    public ActivityProgress Progress(string activity) =>
        Activities.FirstOrDefault(a => a.Activity == activity) ?? new ActivityProgress(activity, ActivityStatus.Planned, null);

    /// <summary>Its last day has passed and it is neither done nor cancelled.</summary>
    public bool IsOverdue(PlanActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity.End < Today && Progress(activity.Id).Status is not (ActivityStatus.Done or ActivityStatus.Cancelled);
    }
}

/// <summary>One row of a list.</summary>
[GenerateSerializer, Immutable]
public sealed record PlanSummaryView(
    PlanName Name, LocalizedText Title, AgencyName Owner, string Stage, DateOnly Begin, DateOnly End, int Activities, int Done, DateTimeOffset UpdatedAt);

/// <param name="Text">As the country pack says it; empty: it does not.</param>
/// <param name="Activities">None: no activity of the plan serves it.</param>
[GenerateSerializer, Immutable]
public sealed record ArticleCoverage(InstrumentName Instrument, string Article, LocalizedText Text, ImmutableArray<string> Activities);

/// <summary>A document that was made of a plan.</summary>
/// <param name="Version">The plan's.</param>
[GenerateSerializer, Immutable]
public sealed record PlanDocument(string Text, string ContentType, string Sha256, int Version);
