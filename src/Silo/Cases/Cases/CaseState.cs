using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Names;
using Decider = Coordination.Information.Person;

namespace Coordination.Silo.Cases;

/// <summary>A case as the fold of its events.</summary>
/// <param name="Header">Null before the first event.</param>
/// <param name="Deciders">Who decided last on the status of a person.</param>
/// <param name="OpenGuardianTasks">People for whom the task to appoint a guardian is not known to be closed.</param>
/// <param name="TellTasksAt">When the tasks of the case are told once more who is blocked; null: they know.</param>
/// <param name="PendingTransfer">A transfer that waits for its answer.</param>
internal sealed partial record CaseState(
    CaseHeader? Header,
    CaseStage Stage,
    ImmutableArray<CaseParticipant> Participants,
    ImmutableArray<CasePerson> People,
    ImmutableArray<TimelineEvent> Timeline,
    ImmutableArray<SupportService> Services,
    ImmutableArray<BlockedOfficer> Blocked,
    ImmutableDictionary<string, Decider> Deciders,
    ImmutableArray<string> OpenGuardianTasks,
    string CloseReason,
    TransferName? PendingTransfer,
    string? LegalHold,
    bool RetentionEnded,
    bool KeysDestroyed,
    DateTimeOffset? TellTasksAt,
    DateTimeOffset UpdatedAt) : IAggregateState<CaseState, CaseEvent>
{
    public static readonly CaseState Initial = new(
        null, CaseStage.None, [], [], [], [], [], ImmutableDictionary<string, Decider>.Empty, [], "", null, null, false, false, null, default);

    /// <summary>Who once was a victim or a suspect here: neither becomes the other, by whatever detour.</summary>
    public ImmutableDictionary<string, PersonRole> Sides { get; init; } = ImmutableDictionary<string, PersonRole>.Empty;

    [JsonIgnore]
    public CaseHeader Head => Header ?? throw new InvalidOperationException("The case does not exist.");

    /// <summary>The agency that leads; a case always has one.</summary>
    [JsonIgnore]
    public AgencyName Lead => Participants[0].Agency;

    [JsonIgnore]
    public bool IsOpen => Stage is not CaseStage.Closed and not CaseStage.None;

    public CaseParticipant? Find(AgencyName agency) => Participants.FirstOrDefault(p => p.Agency == agency);

    /// <summary>A person that is not withdrawn, or null.</summary>
    public CasePerson? FindPerson(string id) =>
        People.FirstOrDefault(p => !p.Withdrawn && string.Equals(p.Id, id, StringComparison.Ordinal));

    /// <summary>The earliest time at which a child must have a guardian; null when none is missing.</summary>
    public DateTimeOffset? GuardianDue()
    {
        DateTimeOffset? due = null;
        foreach (var person in People)
        {
            if (!person.Withdrawn && person.GuardianDue is { } at && (due is null || at < due))
                due = at;
        }

        return due;
    }

    /// <summary>How a caller stands to the case. Whoever is blocked, or confined to a unit that has no part, stands nowhere.</summary>
    public Relation Relate(Principal principal)
    {
        if (Header is null)
            return Relation.Lead; // Of a case that it would open.
        if (Find(principal.Agency) is not { } part
            || (principal.Unit is { } unit && part.Unit != unit)
            || IsBlocked(principal))
        {
            return Relation.None;
        }

        return part.Role switch
        {
            ParticipantRole.Lead => Relation.Lead,
            ParticipantRole.Participant => Relation.Participant,
            _ => Relation.Observer,
        };
    }

    /// <summary>Whether the case does not exist for this officer.</summary>
    public bool IsBlocked(Principal principal) => !Blocked.IsEmpty && Blocked.Any(b => IsSame(b, principal.Issuer, principal.Subject));

    public CaseStanding Standing(CaseName name, Relation relation, int version) => new(
        name,
        relation,
        Stage,
        Lead,
        Participants,
        Head.Province,
        Head.Handling,
        Head.Purpose,
        [.. People.Where(p => !p.Withdrawn).Select(p => new CasePersonFacts(p.Id, p.Profile.Role, p.Profile.Gender, p.Profile.TreatedAsChild, p.Status) { HasGuardian = p.Guardian is not null })],
        [.. Timeline.Where(e => e.Retracted is null).Select(e => e.Id)],
        PendingTransfer,
        LegalHold is not null,
        RetentionEnded,
        BlockedKeys(),
        version);

    public ImmutableArray<string> BlockedKeys() => Blocked.IsEmpty ? [] : [.. Blocked.Select(b => OfficerKey.Of(b.Issuer, b.Subject)).Distinct()];

    /// <summary>What a reader gets.</summary>
    public CaseView View(CaseName name, int version, Relation relation)
    {
        var (works, leads) = ((relation & (Relation.Lead | Relation.Participant)) != 0, (relation & Relation.Lead) != 0);
        return new CaseView(
            name, Head.Reference, Stage, Lead, Participants, Head.Province, Head.Area, Head.Handling, works ? Head.Source : ReferralSource.None,
            Head.Purpose, Head.LegalBasis, Head.Instruments,
            leads ? People : works ? [.. People.Select(p => p with { Identity = null })] : [], works ? Timeline : [], works ? Services : [], leads ? Blocked : [],
            CloseReason, PendingTransfer, Head.RetainUntil, LegalHold, RetentionEnded, Head.CreatedAt, UpdatedAt, version);
    }

    public CaseSummaryView Summary(CaseName name, int version) =>
        new(name, Head.Reference, Stage, Lead, Head.Province, Head.Handling, IsOpen ? GuardianDue() : null, Head.CreatedAt, UpdatedAt, version);

    public static bool IsSame(BlockedOfficer officer, string issuer, string subject) =>
        string.Equals(officer.Subject, subject, StringComparison.Ordinal) && string.Equals(officer.Issuer, issuer, StringComparison.Ordinal);
}

/// <summary>What a case is about.</summary>
internal sealed record CaseHeader(
    string Reference,
    string Province,
    string Area,
    Handling Handling,
    ReferralSource Source,
    string Purpose,
    InstrumentName LegalBasis,
    ImmutableArray<InstrumentName> Instruments,
    DateTimeOffset RetainUntil,
    DateTimeOffset CreatedAt);
