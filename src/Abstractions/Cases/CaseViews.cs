using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Names;

namespace Coordination.Cases;

/// <summary>
/// A case as its reader gets it: an observer gets no people, timeline or plan; only the lead sees who is blocked, and of whom an
/// identity is kept.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record CaseView(
    CaseName Name,
    string Reference,
    CaseStage Stage,
    AgencyName Lead,
    ImmutableArray<CaseParticipant> Participants,
    string Province,
    string Area,
    Handling Handling,
    ReferralSource Source,
    string Purpose,
    InstrumentName LegalBasis,
    ImmutableArray<InstrumentName> Instruments,
    ImmutableArray<CasePerson> People,
    ImmutableArray<TimelineEvent> Timeline,
    ImmutableArray<SupportService> SupportPlan,
    ImmutableArray<BlockedOfficer> Blocked,
    string CloseReason,
    TransferName? PendingTransfer,
    DateTimeOffset RetainUntil,
    string? LegalHold,
    bool RetentionEnded,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version);

/// <summary>What a list shows of a case: nothing about people.</summary>
/// <param name="Due">When a guardian must be at the latest.</param>
[GenerateSerializer, Immutable]
public sealed record CaseSummaryView(
    CaseName Name,
    string Reference,
    CaseStage Stage,
    AgencyName Lead,
    string Province,
    Handling Handling,
    DateTimeOffset? Due,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version);

/// <summary>How a caller stands to a case, and what of it the nouns that hang on it need. Only for callers that have a part in it.</summary>
/// <param name="Relation">Lead, Participant or Observer.</param>
/// <param name="Purpose">For what it keeps personal data.</param>
/// <param name="People">Those that are not withdrawn.</param>
/// <param name="Blocked">Keys of officers (<see cref="OfficerKey"/>), for the rows of what hangs on the case.</param>
/// <param name="Version">The case's.</param>
[GenerateSerializer, Immutable]
public sealed record CaseStanding(
    CaseName Case,
    Relation Relation,
    CaseStage Stage,
    AgencyName Lead,
    ImmutableArray<CaseParticipant> Participants,
    string Province,
    Handling Handling,
    string Purpose,
    ImmutableArray<CasePersonFacts> People,
    ImmutableArray<string> Events,
    TransferName? PendingTransfer,
    bool HasLegalHold,
    bool RetentionEnded,
    ImmutableArray<string> Blocked,
    int Version)
{
    public CasePersonFacts? Find(string person) => People.FirstOrDefault(p => string.Equals(p.Id, person, StringComparison.Ordinal));

    public CaseParticipant? Find(AgencyName agency) => Participants.FirstOrDefault(p => p.Agency == agency);
}

[GenerateSerializer, Immutable]
public sealed record CasePersonFacts(string Id, PersonRole Role, Gender Gender, bool TreatedAsChild, VictimStatus Status)
{
    /// <summary>A guardian was appointed and is still fit.</summary>
    [Id(0)] public bool HasGuardian { get; init; }
}

/// <summary>How the rows of lists are written; the gateway reads them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CaseSummaryView))]
[JsonSerializable(typeof(CaseNoteView))]
[JsonSerializable(typeof(IdentityView))]
[JsonSerializable(typeof(CaseAccessView))]
public sealed partial class CaseViewsJson : JsonSerializerContext;
