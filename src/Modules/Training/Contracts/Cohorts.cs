using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Outcomes;
using Orleans.Concurrency;

namespace Coordination.Training.Contracts;

/// <summary>As it is counted. The numbers are those of the proto.</summary>
public enum Sex { None, Female, Male, Other, NotSaid }

/// <summary>What a participant does with what was learnt. The numbers are those of the proto.</summary>
public enum UseOfTraining { None, UsesOften, UsesSometimes, DoesNotUse, ChangedPost, Left, NotReached }

/// <param name="Country">ISO 3166-1 alpha-2.</param>
[GenerateSerializer, Immutable]
public sealed record NewParticipant(string Country, Sex Sex, CourseLevel Level);

/// <summary>Results in percent; null: not given.</summary>
[GenerateSerializer, Immutable]
public sealed record Score(string Code, int? Before, int? After);

[GenerateSerializer, Immutable]
[JsonDerivedType(typeof(CreateCohort), "create")]
[JsonDerivedType(typeof(RegisterParticipants), "register")]
[JsonDerivedType(typeof(RecordAttendance), "attendance")]
[JsonDerivedType(typeof(RecordScores), "scores")]
[JsonDerivedType(typeof(IssueCertificate), "certificate")]
[JsonDerivedType(typeof(RecordFollowUp), "follow_up")]
[JsonDerivedType(typeof(MoveCohort), "move")]
public abstract record CohortCommand(CommandContext Context) : Command(Context);

/// <summary>Makes the cohort <see cref="CohortName.For"/> of the caller's agency and request.</summary>
[GenerateSerializer, Immutable]
public sealed record CreateCohort(CommandContext Context, CourseName Course, int Places) : CohortCommand(Context);

/// <summary>People of the caller's agency, each of whom gets a code.</summary>
[GenerateSerializer, Immutable]
public sealed record RegisterParticipants(CommandContext Context, ImmutableArray<NewParticipant> Participants) : CohortCommand(Context);

/// <param name="Session">From 1.</param>
/// <param name="Present">Codes; it replaces what was recorded of the session.</param>
[GenerateSerializer, Immutable]
public sealed record RecordAttendance(CommandContext Context, int Session, ImmutableArray<string> Present) : CohortCommand(Context);

[GenerateSerializer, Immutable]
public sealed record RecordScores(CommandContext Context, ImmutableArray<Score> Scores) : CohortCommand(Context);

/// <param name="Sha256">Of the document, which lies elsewhere.</param>
[GenerateSerializer, Immutable]
public sealed record IssueCertificate(CommandContext Context, string Code, string Sha256) : CohortCommand(Context);

[GenerateSerializer, Immutable]
public sealed record RecordFollowUp(CommandContext Context, string Code, UseOfTraining Use) : CohortCommand(Context);

/// <summary>The training of the cohort took a step; written together with it.</summary>
/// <param name="Course">Of which the training is; null: it does not say.</param>
/// <param name="Stage">To which it leads.</param>
[GenerateSerializer, Immutable]
public sealed record MoveCohort(CommandContext Context, WorkflowName Training, CourseName? Course, string Transition, string Stage) : CohortCommand(Context);

/// <summary>What happens to a cohort. The names are stored for ever; a field may be added, never renamed.</summary>
[JsonDerivedType(typeof(CohortCreated), "cohort.created")]
[JsonDerivedType(typeof(ParticipantsRegistered), "cohort.registered")]
[JsonDerivedType(typeof(AttendanceRecorded), "cohort.attendance")]
[JsonDerivedType(typeof(ScoresRecorded), "cohort.scores")]
[JsonDerivedType(typeof(CertificateIssued), "cohort.certificate")]
[JsonDerivedType(typeof(FollowUpRecorded), "cohort.follow_up")]
[JsonDerivedType(typeof(CohortMoved), "cohort.moved")]
public abstract record CohortEvent;

/// <param name="Content">As the course was then.</param>
public sealed record CohortCreated(AgencyName Owner, CourseName Course, CourseContent Content, int Places) : CohortEvent;

/// <param name="First">The number of the first code: <c>t7</c> is 7.</param>
public sealed record ParticipantsRegistered(AgencyName Agency, int First, ImmutableArray<NewParticipant> Participants) : CohortEvent;

public sealed record AttendanceRecorded(int Session, ImmutableArray<string> Present) : CohortEvent;

public sealed record ScoresRecorded(ImmutableArray<Score> Scores) : CohortEvent;

public sealed record CertificateIssued(string Code, string Sha256) : CohortEvent;

public sealed record FollowUpRecorded(string Code, UseOfTraining Use) : CohortEvent;

public sealed record CohortMoved(WorkflowName Training, string Stage) : CohortEvent;

/// <summary>A participant as a code: who it is, its agency knows.</summary>
/// <param name="Code"><c>t1</c>, in the order of registration.</param>
/// <param name="Attended">Numbers of sessions, sorted.</param>
/// <param name="Certificate">SHA-256; empty: none was issued.</param>
[GenerateSerializer, Immutable]
public sealed record Participant(
    string Code,
    AgencyName Agency,
    string Country,
    Sex Sex,
    CourseLevel Level,
    ImmutableArray<int> Attended,
    int? Before,
    int? After,
    string Certificate,
    UseOfTraining FollowUp)
{
    /// <summary>Attended enough.</summary>
    public bool HasAttended(CourseContent course) => Attended.Length * 100 >= course.AttendancePercent * course.Sessions;

    /// <summary>Attended enough and passed.</summary>
    public bool HasEarned(CourseContent course) => HasAttended(course) && After >= course.PassPercent;
}

/// <summary>Numbers that name nobody.</summary>
/// <param name="MeanGain">Of those with both results, in percent points; 0 without any.</param>
[GenerateSerializer, Immutable]
public sealed record CohortTotals(
    int Participants, int Women, int Countries, int Agencies, int Earned, int Certificates, int FollowedUp, double MeanGain);

/// <param name="Participants">Those that the caller may see.</param>
/// <param name="Totals">Of all.</param>
[GenerateSerializer, Immutable]
public sealed record CohortView(
    CohortName Name,
    AgencyName Owner,
    CourseName Course,
    CourseContent Content,
    string Stage,
    WorkflowName? Training,
    int Places,
    ImmutableArray<Participant> Participants,
    CohortTotals Totals,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version);

/// <summary>One row of a list.</summary>
[GenerateSerializer, Immutable]
public sealed record CohortSummaryView(
    CohortName Name, CourseName Course, LocalizedText Title, AgencyName Owner, string Stage, int Participants, DateTimeOffset UpdatedAt);

/// <summary>One cohort. Its key is its name, <c>cohorts/…</c>.</summary>
/// <remarks>Every command may be refused as <see cref="CommonRefusals"/> says, and then by <see cref="TrainingRefusals"/>. A repeat gets the first result.</remarks>
public interface ICohortGrain : IAggregateGrain
{
    Task<Outcome<CohortView>> CreateAsync(CreateCohort command, CancellationToken cancellationToken);

    /// <summary>Register, attendance, scores, certificate, follow-up.</summary>
    Task<Outcome<CohortView>> ExecuteAsync(CohortCommand command, CancellationToken cancellationToken);

    /// <summary>For the cohort's training, which judged who may: what its step does to the cohort.</summary>
    Task<Outcome<PreparedAppend>> PrepareMoveAsync(MoveCohort command, CancellationToken cancellationToken);

    [ReadOnly]
    Task<Outcome<CohortView>> GetAsync(Principal principal, CancellationToken cancellationToken);
}

/// <summary>Finding the grains of trainings.</summary>
public static class TrainingGrains
{
    public static ICourseGrain Course(this IGrainFactory grains, CourseName name) => Of(grains).GetGrain<ICourseGrain>(name.ToString());

    public static ICohortGrain Cohort(this IGrainFactory grains, CohortName name) => Of(grains).GetGrain<ICohortGrain>(name.ToString());

    private static IGrainFactory Of(IGrainFactory grains) => grains ?? throw new ArgumentNullException(nameof(grains));
}
