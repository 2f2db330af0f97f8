using System.Diagnostics;
using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Training.Contracts;
using Orleans.Concurrency;

namespace Coordination.Training.Grains;

/// <param name="Content">Null before the first event.</param>
internal sealed record CourseState(AgencyName Owner, CourseContent? Content, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
    : IAggregateState<CourseState, CourseEvent>
{
    public static readonly CourseState Initial = new(default, null, default, default);

    public static AggregateDefinition<CourseState, CourseEvent> Definition { get; } = new()
    {
        Kind = CourseName.Collection,
        Initial = Initial,
        EventType = TrainingJson.Default.CourseEvent,
        CommandBytes = TrainingJson.Bytes,
        Project = Project,
        Relate = static (state, principal) => state.Content is null || (principal.Agency == state.Owner && principal.Unit is null) ? Relation.Owner : Relation.None,
        ReadPermission = TrainingPermissions.ReadCourse,
    };

    public CourseState Apply(CourseEvent happened, EventStamp stamp) => happened switch
    {
        CourseCreated e => new CourseState(e.Owner, e.Content, stamp.At, stamp.At),
        CourseChanged e => this with { Content = e.Content, UpdatedAt = stamp.At },
        _ => throw new UnreachableException(happened?.GetType().Name),
    };

    public CourseView View(CourseName name, int version) => new(name, Owner, Content!, CreatedAt, UpdatedAt, version);

    private static Projection Project(string name, CourseState state, int version, DateTimeOffset at) =>
        state.Content is not { } content
            ? Projection.Empty
            : new Projection(
                new RegistryRow
                {
                    Name = name,
                    Kind = CourseName.Collection,
                    State = "offered",
                    Open = true,
                    Title = $"{content.Title.En} {content.Title.Lo}".Trim(),
                    Handling = (int)Handling.Green,
                    Version = version,
                    CreatedAt = state.CreatedAt,
                    UpdatedAt = at,
                    View = () => JsonSerializer.SerializeToUtf8Bytes(state.View(ResourceName.Parse<CourseName>(name), version), TrainingJson.Default.CourseView),
                },
                [new PartyRow { Agency = state.Owner.Id, Role = "owner", State = "offered", Open = false }],
                []);
}

/// <summary>The rules of courses.</summary>
internal static class CourseRules
{
    public static Decision<CourseEvent> Create(CourseState state, CreateCourse command) =>
        state.Content is not null ? CommonRefusals.RequestIdReused
        : Refuse(command.Content) is { } no ? no
        : new CourseCreated(command.Context.Principal.Agency, command.Content);

    public static Decision<CourseEvent> Set(CourseState state, SetCourse command) =>
        Refuse(command.Content) is { } no ? no : new CourseChanged(command.Content);

    private static Refusal? Refuse(CourseContent content) =>
        content.Title.En.Length == 0 || content.Level is CourseLevel.None || !Enum.IsDefined(content.Level)
        || content.Sessions < 1 || content.Hours < 0 || content.AttendancePercent is < 0 or > 100 || content.PassPercent is < 0 or > 100
            ? TrainingRefusals.CourseInvalid
            : null;
}

/// <summary>One course: loads, asks a rule, commits.</summary>
[Reentrant]
internal sealed class CourseGrain(LedgerGrainServices services, AggregateDefinition<CourseState, CourseEvent> definition)
    : LedgerGrain<CourseState, CourseEvent>(services, definition), ICourseGrain
{
    public Task<Outcome<CourseView>> CreateAsync(CreateCourse command, CancellationToken cancellationToken) =>
        CreateAsync(command, TrainingPermissions.CreateCourse, (state, _) => CourseRules.Create(state, command), View);

    public Task<Outcome<CourseView>> SetAsync(SetCourse command, CancellationToken cancellationToken) =>
        CommitAsync(command, TrainingPermissions.EditCourse, (state, _) => CourseRules.Set(state, command), View);

    public Task<Outcome<CourseView>> GetAsync(Principal principal, CancellationToken cancellationToken) =>
        ReadAsync(principal, TrainingPermissions.ReadCourse, View);

    private CourseView View(CourseState state, int version) => state.View(ResourceName.Parse<CourseName>(Stream), version);
}
