namespace Coordination.Information;

/// <summary>How urgent a request is. The number orders: larger is more urgent.</summary>
public enum Urgency
{
    Normal = 1,
    Urgent = 2,
    UrgentDirect = 3,
}

/// <summary>Where a request as a whole stands.</summary>
public enum RequestStage
{
    Draft = 1,
    Submitted = 2,
    Received = 3,
    UnderReview = 4,
    Clarification = 5,
    PartiallyAnswered = 6,
    Answered = 7,
    Refused = 8,
    Withdrawn = 9,
    Closed = 10,
}

/// <summary>Where one addressee stands.</summary>
public enum PartStage
{
    Submitted = 1,
    Received = 2,
    UnderReview = 3,
    Clarification = 4,
    PartiallyAnswered = 5,
    Answered = 6,
    Refused = 7,
    Withdrawn = 8,
    Closed = 9,
}

/// <summary>Where one question stands with one addressee.</summary>
public enum AnswerStage
{
    Open = 1,
    PartlyAnswered = 2,
    Answered = 3,
    Refused = 4,
}

/// <summary>Why an addressee refuses a question.</summary>
public enum RefusalCode
{
    NotHeld = 1,
    NeedsJudicialAuthority = 2,
    HarmsInvestigation = 3,
    EndangersPerson = 4,
    Disproportionate = 5,
    NoConsent = 6,
    OutsideMandate = 7,
}

/// <summary>What a field is about.</summary>
public enum FieldClass
{
    General = 1,
    Identity = 2,
    Location = 3,
    Health = 4,
    Minor = 5,
    Intelligence = 6,
}

/// <summary>Where the values of a record type lie.</summary>
public enum HeldBy
{
    Platform = 1,
    Provider = 2,
}

/// <summary>Where a grant stands.</summary>
public enum GrantStage
{
    Proposed = 1,
    Approved = 2,
    Active = 3,
    Suspended = 4,
    Expired = 5,
    Revoked = 6,
}

/// <summary>How far a source can be trusted.</summary>
public enum SourceReliability
{
    A = 1,
    B = 2,
    C = 3,
    X = 4,
}

/// <summary>How far information itself can be trusted.</summary>
public enum InformationReliability
{
    One = 1,
    Two = 2,
    Three = 3,
    Four = 4,
}

/// <summary>What a person said last about one purpose and recipient.</summary>
public enum ConsentStage
{
    Given = 1,
    Refused = 2,
    Withdrawn = 3,
}

/// <summary>Where a standing agreement stands.</summary>
public enum AgreementStage
{
    Proposed = 1,
    InForce = 2,
    Suspended = 3,
    Ended = 4,
}

/// <summary>Where a person's data stand.</summary>
public enum SubjectStage
{
    Held = 1,
    ErasureProposed = 2,
    Erasing = 3,
    Erased = 4,
}

/// <summary>Where a record stands.</summary>
public enum RecordStage
{
    Offered = 1,
    Withdrawn = 2,
    Erased = 3,
}
