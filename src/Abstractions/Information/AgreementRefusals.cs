using Coordination.Outcomes;

namespace Coordination.Information;

/// <summary>Why agreements say no, beside <see cref="InformationRefusals"/> and what a grant is refused for (<see cref="GrantRefusals"/>).</summary>
public static class AgreementRefusals
{
    public static readonly Refusal AgreementExists = new("AGREEMENT_EXISTS", RefusalKind.FailedPrecondition,
        "An agreement of this name was proposed before. Use a new request_id.");

    public static readonly Refusal NotAParty = new("NOT_A_PARTY", RefusalKind.FailedPrecondition,
        "Only one of the two agencies can propose it. Name your agency as the grantor or the recipient.", "content");

    /// <summary>Metadata <c>agency</c>.</summary>
    public static readonly Refusal SuspendedByOther = new("SUSPENDED_BY_OTHER", RefusalKind.PermissionDenied,
        "Your agency did not suspend it. Only the side that suspended it can resume it; ask that side.");

    public static readonly Refusal AgreementNotInForce = new("AGREEMENT_NOT_IN_FORCE", RefusalKind.FailedPrecondition,
        "There is no such agreement in force between the two agencies. Ask without it, or get the agreement to see its state.", "agreement");

    /// <summary>Metadata <c>dimension</c>: purpose, record_type, fields, record or conditions.</summary>
    public static readonly Refusal OutsideAgreement = new("OUTSIDE_AGREEMENT", RefusalKind.FailedPrecondition,
        "The agreement does not cover what is asked. Ask for less, or ask without the agreement.", "agreement");
}
