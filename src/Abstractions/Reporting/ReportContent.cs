using System.Collections.Immutable;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.Reporting;

/// <summary>A whole number that is summed.</summary>
/// <param name="Code">Lower snake, unique in the template.</param>
/// <param name="Unit">For example <c>persons</c>; empty when it goes without saying.</param>
/// <param name="Minimum">Null: any number.</param>
/// <param name="MayBeLeftOut">Left out, it counts as not reported, never as 0.</param>
[GenerateSerializer, Immutable]
public sealed record ReportFigure(string Code, LocalizedText Label, string Unit, long? Minimum, bool MayBeLeftOut);

/// <summary>A question that is answered in words. No personal data belongs in the answer.</summary>
[GenerateSerializer, Immutable]
public sealed record ReportQuestion(string Code, LocalizedText Label, bool MustBeAnswered);

/// <summary>What each unit answers.</summary>
/// <param name="Kind">What kind of report it is, lower snake, for example <c>activity</c>. The platform does not read it.</param>
[GenerateSerializer, Immutable]
public sealed record ReportTemplate(string Kind, ImmutableArray<ReportFigure> Figures, ImmutableArray<ReportQuestion> Questions);

/// <summary>Until when each level has to act; ascending.</summary>
[GenerateSerializer, Immutable]
public sealed record StepDueTimes(DateTimeOffset Unit, DateTimeOffset Province, DateTimeOffset Ministry, DateTimeOffset Secretariat)
{
    /// <summary>
    /// Until when a step has to be taken that begins to wait at a time: the step's own time, and never sooner than the time
    /// that the cycle gives it after the step below. So nobody is late because another was. A unit to which a report was
    /// returned has as long as its province.
    /// </summary>
    public DateTimeOffset For(ReportStep step, DateTimeOffset from)
    {
        var (due, allowance) = step switch
        {
            ReportStep.Unit => (Unit, Province - Unit),
            ReportStep.Province => (Province, Province - Unit),
            ReportStep.Ministry => (Ministry, Ministry - Province),
            ReportStep.Secretariat => (Secretariat, Secretariat - Ministry),
            _ => throw new ArgumentOutOfRangeException(nameof(step)),
        };
        return from + allowance > due ? from + allowance : due;
    }
}

/// <summary>What a cycle asks for.</summary>
/// <param name="Period">As <see cref="ReportPeriod"/> writes it.</param>
/// <param name="Units">Who must report, sorted, each once. Empty: the units of affected provinces whose validity covers the period.</param>
/// <param name="Agencies">With no units: of these agencies only; sorted, each once.</param>
/// <param name="Subject">The name of what the reports are about, for example a plan; empty: none. The platform does not read it.</param>
/// <param name="Recurring">When it opens, the cycle of the next period is planned.</param>
[GenerateSerializer, Immutable]
public sealed record CycleContent(
    LocalizedText Title,
    string Period,
    ReportTemplate Template,
    StepDueTimes Due,
    ImmutableArray<UnitName> Units,
    ImmutableArray<AgencyName> Agencies,
    string Subject,
    bool Recurring);

/// <summary>The line of one unit.</summary>
/// <param name="Province">ISO 3166-2.</param>
/// <param name="Agency">The unit's.</param>
/// <param name="Approver">The unit that approves for the province.</param>
/// <param name="ApproverAgency">That unit's agency.</param>
/// <param name="Ministry">The agency that approves as the ministry.</param>
[GenerateSerializer, Immutable]
public sealed record ReportRoute(
    UnitName Unit, string Province, AgencyName Agency, UnitName Approver, AgencyName ApproverAgency, AgencyName Ministry);

[GenerateSerializer, Immutable]
public readonly record struct FigureValue(string Code, long Value);

/// <summary>Free text without personal data.</summary>
[GenerateSerializer, Immutable]
public sealed record NarrativeAnswer(string Code, string Text);

/// <summary>Bounds of reporting.</summary>
public static class ReportLimits
{
    public const int Figures = 100;
    public const int Questions = 20;
    public const int Units = 1_000;
    public const int Submissions = 50;
    public const int Comments = 200;
}
