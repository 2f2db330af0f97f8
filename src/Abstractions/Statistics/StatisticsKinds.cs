using System.Collections.Frozen;
using Coordination.Registry;

namespace Coordination.Statistics;

/// <summary>What can be counted, and by what. The grains that own the resources write the rows; nothing here names a person.</summary>
/// <remarks>The order of a kind's dimensions is that of the stored values: it is never changed, only added to.</remarks>
public static class StatisticsKinds
{
    /// <summary>The agency whose number it is; every kind has it.</summary>
    public const string Owner = "owner";

    /// <summary>The period into which a row's day falls, in the question's granularity; every kind has it.</summary>
    public const string Period = "period";

    /// <summary>
    /// Derived from <see cref="PeopleDimensions.Exploitation"/>: each form of a person by itself, so that a person with two forms is
    /// counted under both. It cannot be summed over.
    /// </summary>
    public const string ExploitationAny = "exploitation_any";

    /// <summary>People in cases, one row each: item <c>p1</c>, day = when the case was opened.</summary>
    public static readonly FactKind People = new("people",
    [
        PeopleDimensions.CaseState, PeopleDimensions.Exploitation, PeopleDimensions.AgeBand, PeopleDimensions.Gender,
        PeopleDimensions.Citizenship, PeopleDimensions.Province, PeopleDimensions.Status, PeopleDimensions.Outcome,
        PeopleDimensions.Source, PeopleDimensions.SourceType, PeopleDimensions.Role, PeopleDimensions.Area,
    ]);

    /// <summary>Cases, one row each: item <c>case</c>, day = when it was opened.</summary>
    public static readonly FactKind Cases = new("cases",
    [
        CaseDimensions.CaseState, CaseDimensions.Province, CaseDimensions.Outcome, CaseDimensions.Source,
        CaseDimensions.SourceType, CaseDimensions.Lead,
    ]);

    /// <summary>Referrals for services, one row each: item <c>referral</c>, day = when it was offered.</summary>
    public static readonly FactKind Referrals = new("referrals",
    [
        ReferralDimensions.State, ReferralDimensions.Pillar, ReferralDimensions.Service, ReferralDimensions.To,
        ReferralDimensions.From, ReferralDimensions.Province, ReferralDimensions.DeclineReason,
    ]);

    /// <summary>By name.</summary>
    public static readonly FrozenDictionary<string, FactKind> All =
        new[] { People, Cases, Referrals }.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);
}

/// <summary>Dimensions of <see cref="StatisticsKinds.People"/>.</summary>
public static class PeopleDimensions
{
    /// <summary>opened, assessed, active, follow_up, closed.</summary>
    public const string CaseState = "case_state";

    /// <summary>All forms of the person, see <see cref="ExploitationForms"/>; empty: not specified.</summary>
    public const string Exploitation = "exploitation";

    /// <summary>child, adult, unknown.</summary>
    public const string AgeBand = "age_band";

    /// <summary>male, female, other, unknown.</summary>
    public const string Gender = "gender";

    /// <summary>A code of the source's own, ISO 3166-1 alpha-2 where it can be; empty: not known.</summary>
    public const string Citizenship = "citizenship";

    /// <summary>ISO 3166-2; empty: not known.</summary>
    public const string Province = "province";

    /// <summary>possible, actual, not_victim; empty for those who are no victims by their role.</summary>
    public const string Status = "status";

    /// <summary>Why the case was closed; empty while it is open.</summary>
    public const string Outcome = "outcome";

    /// <summary>The code of the organisation that reported or referred.</summary>
    public const string Source = "source";

    /// <summary>What kind of organisation that is.</summary>
    public const string SourceType = "source_type";

    /// <summary>victim, suspect, witness, relative.</summary>
    public const string Role = "role";

    /// <summary>Free, for example <c>domestic</c> or <c>cross_border</c>.</summary>
    public const string Area = "area";
}

/// <summary>Dimensions of <see cref="StatisticsKinds.Cases"/>; those with the name of a <see cref="PeopleDimensions"/> mean the same.</summary>
public static class CaseDimensions
{
    public const string CaseState = "case_state";
    public const string Province = "province";
    public const string Outcome = "outcome";
    public const string Source = "source";
    public const string SourceType = "source_type";

    /// <summary>The id of the agency that leads.</summary>
    public const string Lead = "lead";
}

/// <summary>Dimensions of <see cref="StatisticsKinds.Referrals"/>.</summary>
public static class ReferralDimensions
{
    /// <summary>offered, accepted, declined, lapsed, service_started, completed, discontinued, revoked.</summary>
    public const string State = "state";

    public const string Pillar = "pillar";
    public const string Service = "service";

    /// <summary>The id of the receiving agency.</summary>
    public const string To = "to";

    /// <summary>The id of the sending agency.</summary>
    public const string From = "from";

    public const string Province = "province";

    /// <summary>Empty unless it was declined.</summary>
    public const string DeclineReason = "decline_reason";
}
