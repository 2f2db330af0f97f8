namespace Coordination.Information;

/// <summary>The party roles of an information request.</summary>
public static class RequestWords
{
    public const string Requester = "requester";
    public const string Addressee = "addressee";

    /// <summary>Before a refusal code: a row for each code that an addressee used, for counts.</summary>
    public const string RefusedPrefix = "refused_";

    /// <summary>Every refusal code's word, for example <c>not_held</c>.</summary>
    public static string Of(RefusalCode code) => code switch
    {
        RefusalCode.NotHeld => "not_held",
        RefusalCode.NeedsJudicialAuthority => "needs_judicial_authority",
        RefusalCode.HarmsInvestigation => "harms_investigation",
        RefusalCode.EndangersPerson => "endangers_person",
        RefusalCode.Disproportionate => "disproportionate",
        RefusalCode.NoConsent => "no_consent",
        _ => "outside_mandate",
    };

    public static string Of(PartStage stage) => stage switch
    {
        PartStage.Submitted => "submitted",
        PartStage.Received => "received",
        PartStage.UnderReview => "under_review",
        PartStage.Clarification => "clarification",
        PartStage.PartiallyAnswered => "partially_answered",
        PartStage.Answered => "answered",
        PartStage.Refused => "refused",
        PartStage.Withdrawn => "withdrawn",
        _ => "closed",
    };

    public static string Of(RequestStage stage) => stage switch
    {
        RequestStage.Draft => "draft",
        RequestStage.Submitted => "submitted",
        RequestStage.Received => "received",
        RequestStage.UnderReview => "under_review",
        RequestStage.Clarification => "clarification",
        RequestStage.PartiallyAnswered => "partially_answered",
        RequestStage.Answered => "answered",
        RequestStage.Refused => "refused",
        RequestStage.Withdrawn => "withdrawn",
        _ => "closed",
    };

    public static string Of(Urgency urgency) => urgency switch
    {
        Urgency.Normal => "normal",
        Urgency.Urgent => "urgent",
        _ => "urgent_direct",
    };
}
