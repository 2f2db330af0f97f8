using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Training.Contracts;

namespace Coordination.Training.Grains;

/// <param name="Made">Null before the first event.</param>
/// <param name="Stage"><c>open</c>, and then as the training says.</param>
internal sealed record CohortState(
    CohortCreated? Made,
    string Stage,
    WorkflowName? Training,
    ImmutableArray<Participant> Participants,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IAggregateState<CohortState, CohortEvent>
{
    public const string Open = "open";

    public static readonly CohortState Initial = new(null, Open, null, [], default, default);

    public Participant? Find(string code) => Participants.FirstOrDefault(p => p.Code == code);

    public CohortState Apply(CohortEvent happened, EventStamp stamp)
    {
        var after = happened switch
        {
            CohortCreated e => Initial with { Made = e, CreatedAt = stamp.At },
            ParticipantsRegistered e => this with { Participants = [.. Participants, .. e.Participants.Select((p, at) => Added(e.Agency, e.First + at, p))] },
            AttendanceRecorded e => this with
            {
                Participants =
                [
                    .. Participants.Select(p => p with
                    {
                        Attended = e.Present.Contains(p.Code)
                            ? [.. p.Attended.Remove(e.Session).Add(e.Session).Order()]
                            : p.Attended.Remove(e.Session),
                    }),
                ],
            },
            ScoresRecorded e => this with { Participants = [.. Participants.Select(p => With(p, e.Scores.FirstOrDefault(s => s.Code == p.Code)))] },
            Contracts.CertificateIssued e => this with { Participants = [.. Participants.Select(p => p.Code == e.Code ? p with { Certificate = e.Sha256 } : p)] },
            FollowUpRecorded e => this with { Participants = [.. Participants.Select(p => p.Code == e.Code ? p with { FollowUp = e.Use } : p)] },
            CohortMoved e => this with { Training = e.Training, Stage = e.Stage },
            _ => throw new UnreachableException(happened?.GetType().Name),
        };
        return after with { UpdatedAt = stamp.At };
    }

    /// <summary>The organiser and the committee see all, an agency its own.</summary>
    public CohortView View(CohortName name, int version, Principal principal)
    {
        var all = principal.Agency == Made!.Owner || principal.Has(Role.Secretariat) || principal.Has(Role.Chair);
        return new CohortView(
            name, Made.Owner, Made.Course, Made.Content, Stage, Training, Made.Places,
            all ? Participants : [.. Participants.Where(p => p.Agency == principal.Agency)], Totals, CreatedAt, UpdatedAt, version);
    }

    private CohortTotals Totals
    {
        get
        {
            var gains = Participants.Where(p => p is { Before: not null, After: not null }).Select(p => (double)(p.After!.Value - p.Before!.Value)).ToArray();
            return new CohortTotals(
                Participants.Length,
                Participants.Count(p => p.Sex is Sex.Female),
                Participants.Select(p => p.Country).Distinct(StringComparer.Ordinal).Count(),
                Participants.Select(p => p.Agency).Distinct().Count(),
                Participants.Count(p => p.HasEarned(Made!.Content)),
                Participants.Count(p => p.Certificate.Length > 0),
                Participants.Count(p => p.FollowUp is not UseOfTraining.None),
                gains.Length == 0 ? 0 : Math.Round(gains.Average(), 1));
        }
    }

    private static Participant Added(AgencyName agency, int number, NewParticipant added) => new(
        string.Create(CultureInfo.InvariantCulture, $"t{number}"), agency, added.Country, added.Sex, added.Level, [], null, null, "", UseOfTraining.None);

    private static Participant With(Participant participant, Score? score) =>
        score is null ? participant : participant with { Before = score.Before ?? participant.Before, After = score.After ?? participant.After };
}

/// <summary>What of a cohort is seen beside its events.</summary>
internal static class CohortProjection
{
    private static readonly ImmutableHashSet<string> Done = ["followed_up", "closed", "cancelled"];

    public static AggregateDefinition<CohortState, CohortEvent> Definition { get; } = new()
    {
        Kind = CohortName.Collection,
        Initial = CohortState.Initial,
        EventType = TrainingJson.Default.CohortEvent,
        CommandBytes = TrainingJson.Bytes,
        Project = Project,
        Relate = Relate,
        ReadPermission = TrainingPermissions.Read,
        // Its events hold participants of every agency.
        IsFor = static (_, party) => party.Role == Owner,
    };

    private const string Owner = "owner";

    internal static Relation Relate(CohortState state, Principal principal) =>
        state.Made is not { } made || principal.Agency == made.Owner ? Relation.Owner
        : state.Participants.Any(p => p.Agency == principal.Agency) ? Relation.Participant
        : Relation.None;

    private static Projection Project(string name, CohortState state, int version, DateTimeOffset at)
    {
        if (state.Made is not { } made)
            return Projection.Empty;

        var open = !Done.Contains(state.Stage);
        var agencies = state.Participants.Select(p => p.Agency).Where(a => a != made.Owner).Distinct();
        return new Projection(
            new RegistryRow
            {
                Name = name,
                Kind = CohortName.Collection,
                State = state.Stage,
                Open = open,
                Title = $"{made.Content.Title.En} {made.Content.Title.Lo}".Trim(),
                Parent = made.Course.ToString(),
                Handling = (int)Handling.Amber,
                Version = version,
                CreatedAt = state.CreatedAt,
                UpdatedAt = at,
                View = () => JsonSerializer.SerializeToUtf8Bytes(
                    new CohortSummaryView(ResourceName.Parse<CohortName>(name), made.Course, made.Content.Title, made.Owner, state.Stage, state.Participants.Length, at),
                    TrainingJson.Default.CohortSummaryView),
            },
            [
                new PartyRow { Agency = made.Owner.Id, Role = Owner, State = state.Stage, Open = open },
                .. agencies.Select(a => new PartyRow { Agency = a.Id, Role = "participant", State = state.Stage, Open = false }),
            ],
            []);
    }
}
