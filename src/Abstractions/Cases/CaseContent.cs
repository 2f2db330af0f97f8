using System.Collections.Immutable;
using Coordination.Names;

namespace Coordination.Cases;

/// <summary>From where a case came. Codes only.</summary>
/// <param name="Date"><c>2026</c>, <c>2026-03</c> or <c>2026-03-14</c>; empty: not known.</param>
[GenerateSerializer, Immutable]
public sealed record ReferralSource(string Organisation, string Type, string Date, string Reason)
{
    public static readonly ReferralSource None = new("", "", "", "");
}

/// <summary>What of a person is counted and decided by. Nothing in it names the person.</summary>
/// <param name="Conflicted">A relative whose interest may be against the child's.</param>
/// <param name="Attributes">Further coded fields by their HTCDS names.</param>
[GenerateSerializer, Immutable]
public sealed record PersonProfile(
    PersonRole Role,
    Gender Gender,
    AgeBand AgeBand,
    bool SignsOfChildhood,
    ImmutableArray<string> Citizenships,
    ImmutableArray<string> Exploitation,
    bool Conflicted,
    ImmutableSortedDictionary<string, string> Attributes)
{
    /// <summary>Unknown age with signs of childhood counts as a child (domain rule 12).</summary>
    public bool TreatedAsChild => AgeBand is AgeBand.Child || (AgeBand is not AgeBand.Adult && SignsOfChildhood);
}

/// <summary>Who looks after a child's interest.</summary>
/// <param name="Agency">Of an official.</param>
/// <param name="Person">A relative's id in the case.</param>
[GenerateSerializer, Immutable]
public sealed record Guardian(GuardianKind Kind, AgencyName? Agency, string? Person, DateTimeOffset At);

[GenerateSerializer, Immutable]
public sealed record StatusDecision(VictimStatus Status, AgencyName Organisation, string Reason, DateTimeOffset At, bool OnAppeal);

[GenerateSerializer, Immutable]
public sealed record Offence(InstrumentName Instrument, string Code);

/// <summary>Somebody of a case, under a pseudonym.</summary>
/// <param name="Id"><c>p1</c>.</param>
/// <param name="GuardianDue">Until when a guardian must be; null: none is needed, or there is one.</param>
[GenerateSerializer, Immutable]
public sealed record CasePerson(
    string Id,
    PersonProfile Profile,
    VictimStatus Status,
    ImmutableArray<StatusDecision> Decisions,
    bool AppealPending,
    Guardian? Guardian,
    DateTimeOffset? GuardianDue,
    TaskName? GuardianTask,
    ImmutableArray<Offence> Offences,
    IdentityName? Identity,
    bool Withdrawn,
    DateTimeOffset CreatedAt);

/// <summary>An agency with a role in a case.</summary>
[GenerateSerializer, Immutable]
public sealed record CaseParticipant(AgencyName Agency, ParticipantRole Role, UnitName? Unit, DateTimeOffset Since);

/// <summary>One thing that happened, in codes.</summary>
[GenerateSerializer, Immutable]
public sealed record EventContent(
    string Type,
    string Date,
    string Country,
    string Province,
    ImmutableArray<string> Acts,
    ImmutableArray<string> Means,
    ImmutableArray<string> Purposes,
    ImmutableArray<string> People);

/// <param name="Retracted">The code of why; null: it stands.</param>
[GenerateSerializer, Immutable]
public sealed record TimelineEvent(string Id, EventContent Content, AgencyName Agency, DateTimeOffset CreatedAt, string? Retracted);

[GenerateSerializer, Immutable]
public sealed record SupportService(
    string Id, string Person, Pillar Pillar, string Code, AgencyName? Provider, ServiceStage Stage, string Reason, DateTimeOffset UpdatedAt);

/// <summary>An officer for whom the case does not exist.</summary>
[GenerateSerializer, Immutable]
public sealed record BlockedOfficer(string Issuer, string Subject, string Reason);
