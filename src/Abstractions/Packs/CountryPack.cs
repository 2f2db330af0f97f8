using System.Collections.Frozen;
using System.Collections.Immutable;
using Coordination.Cases;
using Coordination.Directory;
using Coordination.Information;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Statistics;
using Coordination.Reporting;
using Coordination.Tasks;

namespace Coordination.Packs;

/// <summary>A country as data: who takes part, where, when it works, what binds it. Immutable; every name in it resolves.</summary>
public sealed record CountryPack
{
    /// <summary>Lower-case letters, digits and hyphens, for example <c>lao-pdr</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The pack's version, for example <c>1.0.0</c>.</summary>
    public required string Version { get; init; }

    public required LocalizedText DisplayName { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }

    /// <summary>BCP 47 tags, the first is the country's own.</summary>
    public required ImmutableArray<string> Languages { get; init; }

    public required TimeZoneInfo TimeZone { get; init; }

    public required PackCommittee Committee { get; init; }

    public required ImmutableArray<PackAgency> Agencies { get; init; }

    /// <summary>By code.</summary>
    public required ImmutableArray<PackProvince> Provinces { get; init; }

    public required ImmutableArray<PackUnit> Units { get; init; }

    public required PackCalendar Calendar { get; init; }

    public required PackDeadlines Deadlines { get; init; }

    public required ImmutableArray<PackInstrument> Instruments { get; init; }

    /// <summary>What may be shared between agencies; a pack that does not say shares nothing.</summary>
    public InformationPolicy Information { get; init; } = InformationPolicy.None;

    /// <summary>Who decides what in cases; a pack that does not say names nobody.</summary>
    public CasePolicy Cases { get; init; } = CasePolicy.None;

    /// <summary>Which numbers are too small to be shown, and populations.</summary>
    public StatisticsPolicy Statistics { get; init; } = StatisticsPolicy.Default;

    /// <summary>Who approves provincial reports, and how late ones are chased; a pack that does not say has no vertical reporting.</summary>
    public ReportingPolicy Reporting { get; init; } = ReportingPolicy.None;

    /// <summary>Translations of codes: group (<c>task_state</c>) → code (<c>on_hold</c>) → words.</summary>
    public required FrozenDictionary<string, FrozenDictionary<string, LocalizedText>> Labels { get; init; }

    /// <summary>A province by its ISO 3166-2 code, or null.</summary>
    public PackProvince? FindProvince(string code)
    {
        foreach (var province in Provinces)
        {
            if (string.Equals(province.Code, code, StringComparison.Ordinal))
                return province;
        }

        return null;
    }

    /// <summary>An instrument, or null.</summary>
    public PackInstrument? Find(InstrumentName instrument) => Instruments.FirstOrDefault(i => i.Name == instrument);

    /// <summary>The words for a code, or null.</summary>
    public LocalizedText? Label(string group, string code) => Labels.GetValueOrDefault(group)?.GetValueOrDefault(code);
}

/// <summary>Where an entry comes from.</summary>
/// <param name="Source">A document, a law, a standard; empty when none is named.</param>
/// <param name="Checked">False: nobody has checked it against a source.</param>
public sealed record PackNote(string Source, bool Checked)
{
    public static readonly PackNote None = new("", true);
}

/// <param name="ValidFrom">Inclusive; null: always.</param>
/// <param name="ValidUntil">Exclusive; null: without end.</param>
public sealed record PackAgency(
    AgencyName Name,
    LocalizedText DisplayName,
    AgencyKind Kind,
    AgencyName? Parent,
    string Country,
    DateTimeOffset? ValidFrom,
    DateTimeOffset? ValidUntil,
    ImmutableArray<AgencyName> Successors,
    PackNote Note)
{
    public bool IsInForceAt(DateTimeOffset time) => (ValidFrom is null || ValidFrom <= time) && (ValidUntil is null || time < ValidUntil);
}

public sealed record PackCommittee(CommitteeName Name, LocalizedText DisplayName, ImmutableArray<MembershipView> Memberships, PackNote Note);

/// <param name="Code">ISO 3166-2.</param>
/// <param name="Kind"><c>province</c> or <c>prefecture</c>.</param>
/// <param name="Districts">How many districts it has.</param>
/// <param name="DistrictNames">Their names; empty when the pack does not list them.</param>
public sealed record PackProvince(
    string Code, LocalizedText DisplayName, string Kind, int Districts, ImmutableArray<LocalizedText> DistrictNames, PackNote Note)
{
    /// <summary>Whether a name, in either language, is one of its districts.</summary>
    public bool HasDistrict(string name) =>
        DistrictNames.Any(d => string.Equals(d.En, name, StringComparison.OrdinalIgnoreCase) || string.Equals(d.Lo, name, StringComparison.Ordinal));
}

/// <param name="District">Empty for the whole province.</param>
public sealed record PackUnit(
    UnitName Name, LocalizedText DisplayName, AgencyName Agency, string Province, string District, bool Affected, PackNote Note);

/// <summary>When the country works.</summary>
/// <param name="WorkingDays">At least one.</param>
/// <param name="Hours">The same on each working day, in order, not overlapping; at least one.</param>
/// <param name="Holidays">By date.</param>
public sealed record PackCalendar(
    ImmutableArray<DayOfWeek> WorkingDays, ImmutableArray<WorkingHours> Hours, ImmutableArray<PackHoliday> Holidays)
{
    /// <summary>How long a working day is.</summary>
    public TimeSpan DayLength => Hours.Aggregate(TimeSpan.Zero, (sum, hours) => sum + (hours.To - hours.From));
}

/// <param name="From">Local time, inclusive.</param>
/// <param name="To">Local time, exclusive, later than <paramref name="From"/>.</param>
public sealed record WorkingHours(TimeOnly From, TimeOnly To);

public sealed record PackHoliday(DateOnly Date, LocalizedText DisplayName, PackNote Note);

/// <summary>Time limits.</summary>
/// <param name="InformationRequests">How long an agency has to answer, by urgency.</param>
/// <param name="Tasks">Reminders and the escalation ladder of tasks.</param>
public sealed record PackDeadlines(ImmutableArray<PackTimeLimit> InformationRequests, DeadlinePolicy Tasks);

/// <param name="Urgency"><c>urgent_direct</c>, <c>urgent</c> or <c>normal</c>.</param>
public sealed record PackTimeLimit(string Urgency, TimeSpan AnswerWithin, bool WorkingTime, PackNote Note);

/// <summary>A law, convention, agreement or plan. What is not known is empty.</summary>
/// <param name="Kind"><c>law</c>, <c>convention</c>, <c>agreement</c>, <c>plan</c> or <c>guideline</c>.</param>
/// <param name="Date">As precisely as it is known: <c>2004</c>, <c>2004-10</c> or <c>2004-10-29</c>; empty when it is not.</param>
/// <param name="Parties">Agencies that are bound by it.</param>
public sealed record PackInstrument(
    InstrumentName Name,
    LocalizedText DisplayName,
    string Kind,
    string Date,
    string State,
    ImmutableArray<AgencyName> Parties,
    ImmutableArray<PackObjective> Objectives,
    PackNote Note);

/// <param name="Id">Lower-case letters, digits and hyphens, unique in the instrument.</param>
public sealed record PackObjective(string Id, LocalizedText Text, PackNote Note);

/// <summary>One thing that is wrong with a pack.</summary>
/// <param name="File">The file's name within the pack.</param>
/// <param name="Line">From 1; 0 when it is about the whole file.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record PackError(string File, int Line, string Message)
{
    public override string ToString() => Line == 0 ? $"{File}: {Message}" : $"{File}:{Line}: {Message}";
}
