using System.Collections.Immutable;
using Coordination.Outcomes;
using Coordination.Training.Contracts;

namespace Coordination.Training.Grains;

/// <summary>The rules of cohorts, in documented precedence order; the first refusal wins.</summary>
internal static class CohortRules
{
    private static readonly ImmutableHashSet<string> Registering = [CohortState.Open, "scheduled"];
    private static readonly ImmutableHashSet<string> Held = ["scheduled", "delivered"];
    private static readonly ImmutableHashSet<string> Scored = ["scheduled", "delivered", "assessed"];
    private static readonly ImmutableHashSet<string> Certifying = ["assessed", "certified", "followed_up"];
    private static readonly ImmutableHashSet<string> Following = ["certified", "followed_up"];

    /// <param name="course">Null: there is none.</param>
    public static Decision<CohortEvent> Create(CohortState state, CreateCohort command, CourseContent? course) =>
        state.Made is not null ? CommonRefusals.RequestIdReused
        : course is null ? TrainingRefusals.CourseUnknown
        : new CohortCreated(command.Context.Principal.Agency, command.Course, course, command.Places);

    public static Decision<CohortEvent> Decide(CohortState state, CohortCommand command) => command switch
    {
        RegisterParticipants c => Register(state, c),
        RecordAttendance c => !Held.Contains(state.Stage) ? Closed(state)
            : c.Session < 1 || c.Session > state.Made!.Content.Sessions ? TrainingRefusals.SessionUnknown
            : c.Present.Any(code => state.Find(code) is null) ? TrainingRefusals.ParticipantUnknown.On("present")
            : new AttendanceRecorded(c.Session, c.Present),
        RecordScores c => !Scored.Contains(state.Stage) ? Closed(state)
            : c.Scores.IsEmpty || c.Scores.Any(s => state.Find(s.Code) is null) ? TrainingRefusals.ParticipantUnknown.On("scores")
            : new ScoresRecorded(c.Scores),
        IssueCertificate c => Certify(state, c),
        RecordFollowUp c => FollowUp(state, c),
        _ => CommonRefusals.PermissionDenied,
    };

    /// <summary>What a step of its training does to the cohort. Who may take the step, and from where, is the training's own rule.</summary>
    public static Decision<CohortEvent> Move(CohortState state, MoveCohort command)
    {
        if (command.Transition == "schedule")
        {
            if (command.Context.Principal.Agency != state.Made!.Owner)
                return TrainingRefusals.CohortNotYours;
            if (state.Training is not null || command.Course != state.Made.Course)
                return TrainingRefusals.CohortInUse;
        }
        else if (state.Training != command.Training)
        {
            return TrainingRefusals.CohortInUse;
        }

        var content = state.Made!.Content;
        return command.Transition switch
        {
            "deliver" when state.Participants.IsEmpty || state.Participants.All(p => p.Attended.IsEmpty) => TrainingRefusals.CohortEmpty,
            "assess" when state.Participants.Any(p => p.HasAttended(content) && p.After is null) => TrainingRefusals.ScoresMissing,
            "certify" when state.Participants.Any(p => p.HasEarned(content) && p.Certificate.Length == 0) => TrainingRefusals.CertificatesMissing,
            "follow_up" when state.Participants.Any(p => p.Certificate.Length > 0 && p.FollowUp is UseOfTraining.None) => TrainingRefusals.FollowUpMissing,
            _ => new CohortMoved(command.Training, command.Stage),
        };
    }

    private static Decision<CohortEvent> Register(CohortState state, RegisterParticipants command) =>
        !Registering.Contains(state.Stage) ? Closed(state)
        : command.Participants.IsEmpty || command.Participants.Any(p => !IsEntry(p)) ? TrainingRefusals.EntryInvalid
        : state.Participants.Length + command.Participants.Length > state.Made!.Places ? TrainingRefusals.CohortFull
        : new ParticipantsRegistered(command.Context.Principal.Agency, state.Participants.Length + 1, command.Participants);

    private static Decision<CohortEvent> Certify(CohortState state, IssueCertificate command) =>
        !Certifying.Contains(state.Stage) ? TrainingRefusals.CertificateNotYet.With("stage", state.Stage)
        : state.Find(command.Code) is not { } participant ? TrainingRefusals.ParticipantUnknown
        : !participant.HasEarned(state.Made!.Content) ? TrainingRefusals.CertificateNotEarned
        : participant.Certificate.Length > 0 ? TrainingRefusals.CertificateIssued
        : new CertificateIssued(command.Code, command.Sha256);

    private static Decision<CohortEvent> FollowUp(CohortState state, RecordFollowUp command)
    {
        var by = command.Context.Principal.Agency;
        return !Following.Contains(state.Stage) ? TrainingRefusals.FollowUpNotYet.With("stage", state.Stage)
            : state.Find(command.Code) is not { } participant || (by != state.Made!.Owner && by != participant.Agency) ? TrainingRefusals.ParticipantUnknown
            : new FollowUpRecorded(command.Code, command.Use);
    }

    private static bool IsEntry(NewParticipant entry) =>
        entry.Country.Length == 2 && entry.Sex is not Sex.None && Enum.IsDefined(entry.Sex) && entry.Level is not CourseLevel.None && Enum.IsDefined(entry.Level);

    private static Refusal Closed(CohortState state) => TrainingRefusals.CohortClosed.With("stage", state.Stage);
}
