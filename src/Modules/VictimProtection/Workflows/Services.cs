using System.Collections.Immutable;
using Coordination.Workflows;

namespace Coordination.VictimProtection.Workflows;

internal static class Services
{
    /// <summary>Refers to a service by one of the four pillars: the platform's own referral is offered, with the caller's rights.</summary>
    public static WorkflowTransition Refer(ImmutableArray<string> from, ImmutableArray<string> parts) =>
        new("refer_to_service", Say.In("Refer to a service", "ສົ່ງຕໍ່ໄປຫາການບໍລິການ"))
        {
            From = from,
            Parts = parts,
            Roles = Guards.Workers,
            Required = ["service_agency", "service_pillar", "service_kind", "service_purpose", "service_legal_basis", "service_safeguards"],
            Optional = ["service_consent", "service_no_consent_reason"],
            Guards = [Guards.ConsentOrReason],
            Actions = [new CodeAction("referral", Effects.OfferServiceReferral.EffectName)],
        };
}
