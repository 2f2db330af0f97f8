using System.Collections.Immutable;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.PlanOfAction.Contracts;

/// <summary>What a plan says. Ids are lower-case letters, digits and hyphens, unique in the plan.</summary>
/// <param name="Instrument">The plan in the country pack; null: it is not there.</param>
/// <param name="Sides">Of a joint plan; each reports its own values. Empty: it is none.</param>
[GenerateSerializer, Immutable]
public sealed record PlanContent(
    LocalizedText Title,
    DateOnly Begin,
    DateOnly End,
    InstrumentName? Instrument,
    ImmutableArray<AgencyName> Sides,
    ImmutableArray<PlanObjective> Objectives,
    ImmutableArray<PlanObligation> Obligations)
{
    public IEnumerable<PlanActivity> Activities() => Objectives.SelectMany(o => o.Outputs).SelectMany(o => o.Activities);

    public IEnumerable<PlanIndicator> Indicators() => Activities().SelectMany(a => a.Indicators);

    public PlanActivity? Activity(string id) => Activities().FirstOrDefault(a => a.Id == id);

    /// <summary>An indicator with its activity; null when the plan has no such indicator.</summary>
    public (PlanActivity Activity, PlanIndicator Indicator)? Indicator(string id)
    {
        foreach (var activity in Activities())
        {
            if (activity.Indicators.FirstOrDefault(i => i.Id == id) is { } indicator)
                return (activity, indicator);
        }

        return null;
    }
}

[GenerateSerializer, Immutable]
public sealed record PlanObjective(string Id, LocalizedText Text, ImmutableArray<PlanOutput> Outputs);

[GenerateSerializer, Immutable]
public sealed record PlanOutput(string Id, LocalizedText Text, ImmutableArray<PlanActivity> Activities);

/// <param name="End">Its last day.</param>
/// <param name="Budget">In whole units of the currency; null: not known.</param>
/// <param name="Currency">ISO 4217; empty without a budget.</param>
[GenerateSerializer, Immutable]
public sealed record PlanActivity(
    string Id,
    LocalizedText Text,
    AgencyName Lead,
    ImmutableArray<AgencyName> Supporting,
    DateOnly Begin,
    DateOnly End,
    long? Budget,
    string Currency,
    ImmutableArray<PlanIndicator> Indicators);

/// <param name="Baseline">Null: not known.</param>
/// <param name="Target">Null: not known.</param>
/// <param name="Source">Where the value comes from, in words.</param>
/// <param name="ReportedByUnits">It is a figure of the plan's reporting cycles.</param>
[GenerateSerializer, Immutable]
public sealed record PlanIndicator(string Id, LocalizedText Text, string Unit, decimal? Baseline, decimal? Target, string Source, bool ReportedByUnits)
{
    /// <summary>Its code as a figure of a reporting cycle.</summary>
    public string FigureCode => Id.Replace('-', '_');
}

/// <summary>An article of a convention or law, and the activities that fulfil it.</summary>
/// <param name="Article">The country pack's id of it, for example <c>art-9</c>.</param>
[GenerateSerializer, Immutable]
public sealed record PlanObligation(InstrumentName Instrument, string Article, ImmutableArray<string> Activities);
