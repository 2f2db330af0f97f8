using Coordination.Outcomes;

namespace Coordination.Cases;

/// <summary>Why a link cannot be answered.</summary>
public static class LinkRefusals
{
    public static readonly Refusal SideUnclear = new("LINK_SIDE_UNCLEAR", RefusalKind.FailedPrecondition,
        "Your agency leads both cases of this link, or not the one that you named. Name the case for which you answer.", "case");

    public static readonly Refusal NotOpen = new("LINK_NOT_OPEN", RefusalKind.FailedPrecondition,
        "The link was confirmed by both, rejected, withdrawn, or lapsed: there is nothing to answer.");

    public static readonly Refusal Answered = new("LINK_ANSWERED", RefusalKind.FailedPrecondition,
        "Your side answered already. An answer is not taken back.");

    /// <summary>All, for the documentation and the translations.</summary>
    public static readonly IReadOnlyList<Refusal> All = [SideUnclear, NotOpen, Answered];
}
