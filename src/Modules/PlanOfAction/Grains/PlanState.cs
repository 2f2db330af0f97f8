using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.PlanOfAction.Contracts;
using Coordination.Registry;
using Coordination.Sdk.Grains;

namespace Coordination.PlanOfAction.Grains;

/// <param name="Content">Null before the first event.</param>
/// <param name="Stage">As the process says; <c>draft</c> before it began.</param>
/// <param name="Values">The newest of each indicator, period and agency.</param>
internal sealed record PlanState(
    AgencyName Owner,
    PlanContent? Content,
    string Stage,
    WorkflowName? Process,
    ImmutableArray<IndicatorValue> Values,
    ImmutableArray<ActivityProgress> Activities,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IAggregateState<PlanState, PlanEvent>
{
    public const string Draft = "draft";

    public static readonly PlanState Initial = new(default, null, Draft, null, [], [], default, default);

    public PlanState Apply(PlanEvent happened, EventStamp stamp)
    {
        var after = happened switch
        {
            PlanCreated e => Initial with { Owner = e.Owner, Content = e.Content, CreatedAt = stamp.At },
            PlanContentSet e => this with { Content = e.Content },
            PlanMoved e => this with { Process = e.Process, Stage = e.Stage },
            IndicatorValuesRecorded e => this with
            {
                Values =
                [
                    .. Values.Where(v => v.By != e.By || !e.Values.Any(n => n.Indicator == v.Indicator && n.Period == v.Period)),
                    .. e.Values.Select(v => new IndicatorValue(v.Indicator, v.Period, v.Value, e.By, v.Source, stamp.At)),
                ],
            },
            ActivityReported e => this with { Activities = With(e.Activity, a => a with { Status = e.Status }) },
            Contracts.ActivityAssigned e => this with { Activities = With(e.Activity, a => a with { Task = e.Task }) },
            _ => throw new UnreachableException(happened?.GetType().Name),
        };
        return after with { UpdatedAt = stamp.At };
    }

    public ActivityProgress Progress(string activity) =>
        Activities.FirstOrDefault(a => a.Activity == activity) ?? new ActivityProgress(activity, ActivityStatus.Planned, null);

    public PlanView View(PlanName name, int version, DateTimeOffset now) => new(
        name, Owner, Stage, Process, Content!, Values, [.. Content!.Activities().Select(a => Progress(a.Id))], DateOnly.FromDateTime(now.UtcDateTime),
        CreatedAt, UpdatedAt, version);

    private ImmutableArray<ActivityProgress> With(string id, Func<ActivityProgress, ActivityProgress> change) =>
        [.. Activities.Where(a => a.Activity != id), change(Progress(id))];
}

/// <summary>What of a plan is seen beside its events.</summary>
internal static class PlanProjection
{
    public const string Owner = "owner";
    public const string Lead = "lead";
    public const string Supporting = "supporting";
    public const string Side = "side";

    public static AggregateDefinition<PlanState, PlanEvent> Definition { get; } = new()
    {
        Kind = PlanName.Collection,
        Initial = PlanState.Initial,
        EventType = PlanJson.Default.PlanEvent,
        CommandBytes = PlanJson.Bytes,
        Project = Project,
        Relate = Relate,
        ReadPermission = PlanPermissions.Read,
    };

    /// <summary>Nobody but its owner has a part in a plan that was not shown yet. A national plan is no unit's.</summary>
    internal static Relation Relate(PlanState state, Principal principal) =>
        state.Content is not { } content ? Relation.Owner
        : principal.Unit is not null ? Relation.None
        : principal.Agency == state.Owner ? Relation.Owner
        : state.Stage != PlanState.Draft && Takers(content).Any(p => p.Agency == principal.Agency) ? Relation.Participant
        : Relation.None;

    private static IEnumerable<(AgencyName Agency, string Role)> Takers(PlanContent content) =>
        content.Activities().Select(a => (a.Lead, Lead))
            .Concat(content.Activities().SelectMany(a => a.Supporting).Select(a => (a, Supporting)))
            .Concat(content.Sides.Select(a => (a, Side)))
            .Distinct();

    private static Projection Project(string name, PlanState state, int version, DateTimeOffset at)
    {
        if (state.Content is not { } content)
            return Projection.Empty;

        var open = !PlanRules.HasEnded(state.Stage);
        var parties = state.Stage == PlanState.Draft ? [(state.Owner, Owner)] : Takers(content).Prepend((state.Owner, Owner));
        return new Projection(
            new RegistryRow
            {
                Name = name,
                Kind = PlanName.Collection,
                State = state.Stage,
                Open = open,
                Title = $"{content.Title.En} {content.Title.Lo}".Trim(),
                Due = open ? new DateTimeOffset(content.End.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) : null,
                Instrument = content.Instrument?.ToString(),
                Handling = (int)Handling.Green,
                Version = version,
                CreatedAt = state.CreatedAt,
                UpdatedAt = at,
                View = () => JsonSerializer.SerializeToUtf8Bytes(Summary(ResourceName.Parse<PlanName>(name), state, content), PlanJson.Default.PlanSummaryView),
            },
            [.. parties.Select(p => new PartyRow { Agency = p.Item1.Id, Role = p.Item2, State = state.Stage, Open = open })],
            []);
    }

    private static PlanSummaryView Summary(PlanName name, PlanState state, PlanContent content) => new(
        name, content.Title, state.Owner, state.Stage, content.Begin, content.End, content.Activities().Count(),
        content.Activities().Count(a => state.Progress(a.Id).Status is ActivityStatus.Done), state.UpdatedAt);
}
