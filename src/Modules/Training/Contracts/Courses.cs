using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Training.Contracts;

/// <summary>For which level. The numbers are those of the proto.</summary>
public enum CourseLevel { None, Village, District, Provincial, National, Regional }

/// <param name="Sessions">From 1.</param>
/// <param name="AttendancePercent">Of the sessions, at least, for a certificate.</param>
/// <param name="PassPercent">Of the assessment afterwards, at least, for a certificate.</param>
[GenerateSerializer, Immutable]
public sealed record CourseContent(
    LocalizedText Title, CourseLevel Level, ImmutableArray<string> Topics, int Hours, int Sessions, int AttendancePercent, int PassPercent);

[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(CreateCourse), "create")]
[JsonDerivedType(typeof(SetCourse), "set")]
public abstract record CourseCommand(CommandContext Context) : Command(Context);

/// <summary>Makes the course <see cref="CourseName.For"/> of the caller's agency and request.</summary>
[GenerateSerializer, Immutable]
public sealed record CreateCourse(CommandContext Context, CourseContent Content) : CourseCommand(Context);

[GenerateSerializer, Immutable]
public sealed record SetCourse(CommandContext Context, CourseContent Content) : CourseCommand(Context);

/// <summary>What happens to a course. The names are stored for ever; a field may be added, never renamed.</summary>
[JsonDerivedType(typeof(CourseCreated), "course.created")]
[JsonDerivedType(typeof(CourseChanged), "course.changed")]
public abstract record CourseEvent;

public sealed record CourseCreated(AgencyName Owner, CourseContent Content) : CourseEvent;

public sealed record CourseChanged(CourseContent Content) : CourseEvent;

[GenerateSerializer, Immutable]
public sealed record CourseView(CourseName Name, AgencyName Owner, CourseContent Content, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int Version);

/// <summary>One course. Its key is its name, <c>courses/…</c>.</summary>
public interface ICourseGrain : IAggregateGrain
{
    Task<Outcome<CourseView>> CreateAsync(CreateCourse command, CancellationToken cancellationToken);

    Task<Outcome<CourseView>> SetAsync(SetCourse command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<CourseView>> GetAsync(Principal principal, CancellationToken cancellationToken);
}
