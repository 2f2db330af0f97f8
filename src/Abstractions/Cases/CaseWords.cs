namespace Coordination.Cases;

/// <summary>The numbers are those of the protos (CaseWordsTests).</summary>
public enum CaseStage { None, Opened, Assessed, Active, FollowUp, Closed }

public enum ParticipantRole { None, Lead, Participant, Observer }

public enum PersonRole { None, Victim, Suspect, Witness, Relative }

public enum Gender { None, Female, Male, Other, Unknown }

public enum AgeBand { None, Child, Adult, Unknown }

/// <summary>After HTCDS; none for who is no victim by the role.</summary>
public enum VictimStatus { None, Possible, Actual, NotVictim }

public enum GuardianKind { None, Official, Relative }

/// <summary>How precisely a date is known.</summary>
public enum DatePrecision { None, Day, Month, Year }

/// <summary>The four pillars of a national referral mechanism (OSCE/ODIHR, 2022).</summary>
public enum Pillar { None, IdentificationProtection, SupportServices, SocialInclusion, JusticeRedress }

public enum ServiceStage { None, Planned, Offered, Accepted, Declined, Started, Completed, Discontinued }

/// <summary>Which notes these are, and so who may read them (domain rule: police never counselling and health, counsellors never intelligence).</summary>
public enum NoteClass { None, General, Counselling, Health, Intelligence }

/// <summary>The stable words of states and codes, as lists, facts and statistics have them.</summary>
public static class CaseWords
{
    public const string Lead = "lead";
    public const string Participant = "participant";
    public const string Observer = "observer";

    public static string Of(CaseStage stage) => stage switch
    {
        CaseStage.Opened => "opened",
        CaseStage.Assessed => "assessed",
        CaseStage.Active => "active",
        CaseStage.FollowUp => "follow_up",
        CaseStage.Closed => "closed",
        _ => "",
    };

    public static string Of(ParticipantRole role) => role switch
    {
        ParticipantRole.Lead => Lead,
        ParticipantRole.Participant => Participant,
        ParticipantRole.Observer => Observer,
        _ => "",
    };

    public static string Of(PersonRole role) => role switch
    {
        PersonRole.Victim => "victim",
        PersonRole.Suspect => "suspect",
        PersonRole.Witness => "witness",
        PersonRole.Relative => "relative",
        _ => "",
    };

    public static string Of(Gender gender) => gender switch
    {
        Gender.Female => "female",
        Gender.Male => "male",
        Gender.Other => "other",
        _ => "unknown",
    };

    public static string Of(AgeBand band) => band switch
    {
        AgeBand.Child => "child",
        AgeBand.Adult => "adult",
        _ => "unknown",
    };

    public static string Of(VictimStatus status) => status switch
    {
        VictimStatus.Possible => "possible",
        VictimStatus.Actual => "actual",
        VictimStatus.NotVictim => "not_victim",
        _ => "",
    };

    public static string Of(Pillar pillar) => pillar switch
    {
        Pillar.IdentificationProtection => "identification_protection",
        Pillar.SupportServices => "support_services",
        Pillar.SocialInclusion => "social_inclusion",
        Pillar.JusticeRedress => "justice_redress",
        _ => "",
    };

    public static string Of(NoteClass noteClass) => noteClass switch
    {
        NoteClass.General => "general",
        NoteClass.Counselling => "counselling",
        NoteClass.Health => "health",
        NoteClass.Intelligence => "intelligence",
        _ => "",
    };
}
