using Coordination.Outcomes;

namespace Coordination.Training.Contracts;

/// <summary>Why something cannot be done with a course or a cohort, and what to do then.</summary>
public static class TrainingRefusals
{
    public static readonly Refusal CourseInvalid = new("COURSE_INVALID", RefusalKind.InvalidArgument,
        "A course needs a title, a level and at least one session. Correct the content.", "content");

    public static readonly Refusal CourseUnknown = new("COURSE_UNKNOWN", RefusalKind.FailedPrecondition,
        "There is no such course. List the courses and choose one.", "course");

    public static readonly Refusal CohortClosed = new("COHORT_CLOSED", RefusalKind.FailedPrecondition,
        "The cohort is beyond the stage in which this is recorded. Get it and see its stage.");

    public static readonly Refusal CohortFull = new("COHORT_FULL", RefusalKind.FailedPrecondition,
        "There are not so many places left. Register fewer, or ask the organiser for another cohort.", "participants");

    public static readonly Refusal EntryInvalid = new("PARTICIPANT_INVALID", RefusalKind.InvalidArgument,
        "A participant has a country, a sex as it is counted and a level, and nothing else. Correct the entries.", "participants");

    public static readonly Refusal SessionUnknown = new("SESSION_UNKNOWN", RefusalKind.FailedPrecondition,
        "The course has not so many sessions. Name one of them.", "session");

    public static readonly Refusal ParticipantUnknown = new("PARTICIPANT_UNKNOWN", RefusalKind.FailedPrecondition,
        "The cohort has no such participant, or one of another agency. Get the cohort and use its codes.", "participant");

    public static readonly Refusal CertificateNotYet = new("CERTIFICATE_NOT_YET", RefusalKind.FailedPrecondition,
        "Certificates are issued after the assessment. Assess the training first.");

    public static readonly Refusal CertificateNotEarned = new("CERTIFICATE_NOT_EARNED", RefusalKind.FailedPrecondition,
        "The participant has not attended enough or has not passed. Only then a certificate is issued.", "participant");

    public static readonly Refusal CertificateIssued = new("CERTIFICATE_ISSUED", RefusalKind.FailedPrecondition,
        "The participant has a certificate already.", "participant");

    public static readonly Refusal FollowUpNotYet = new("FOLLOW_UP_NOT_YET", RefusalKind.FailedPrecondition,
        "The follow-up comes after the certificates. Certify the training first.");

    public static readonly Refusal CohortNotYours = new("COHORT_NOT_YOURS", RefusalKind.PermissionDenied,
        "Another agency organises this cohort. Make one of your own.", "cohort");

    public static readonly Refusal CohortInUse = new("COHORT_IN_USE", RefusalKind.FailedPrecondition,
        "The cohort belongs to another training, or to another course. Make another cohort.", "cohort");

    public static readonly Refusal CohortEmpty = new("COHORT_EMPTY", RefusalKind.FailedPrecondition,
        "Nobody is registered, or no attendance was recorded. Do that first.");

    public static readonly Refusal ScoresMissing = new("SCORES_MISSING", RefusalKind.FailedPrecondition,
        "Some who attended enough have no result of the assessment. Record their scores first.");

    public static readonly Refusal CertificatesMissing = new("CERTIFICATES_MISSING", RefusalKind.FailedPrecondition,
        "Some who earned a certificate have none. Issue theirs first.");

    public static readonly Refusal FollowUpMissing = new("FOLLOW_UP_MISSING", RefusalKind.FailedPrecondition,
        "Nothing was recorded of those who hold a certificate. Record what they do with it, also that they could not be reached.");

    /// <summary>All, for the documentation and the translations.</summary>
    public static readonly IReadOnlyList<Refusal> All =
    [
        CourseInvalid, CourseUnknown, CohortClosed, CohortFull, EntryInvalid, SessionUnknown, ParticipantUnknown, CertificateNotYet, CertificateNotEarned,
        CertificateIssued, FollowUpNotYet, CohortNotYours, CohortInUse, CohortEmpty, ScoresMissing, CertificatesMissing, FollowUpMissing,
    ];
}
