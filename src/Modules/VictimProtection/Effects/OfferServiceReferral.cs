using System.Collections.Immutable;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sealing;
using Coordination.Workflows;

namespace Coordination.VictimProtection.Effects;

/// <summary>
/// Offers the platform's own referral about the person: consent, purpose, basis and safeguards are judged there (domain duty 4),
/// the answer is due there, and it is listed there.
/// </summary>
internal sealed class OfferServiceReferral : IWorkflowEffect
{
    public const string EffectName = "victim-protection.offer-referral";

    public string Name => EffectName;

    public async Task<Outcome<string>> RunAsync(WorkflowStep step, IGrainFactory grains, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (step.Facts is not { Case: { } about, Person: { } person })
            return CaseRefusals.PersonUnknown;
        if (CommandOf(step, about, person) is not { } command)
            return WorkflowRefusals.DataInvalid;

        var name = ReferralName.For(step.Caller.Agency, step.RequestId);
        var offered = await grains.Referral(name).OfferAsync(command, cancellationToken);
        return offered.IsRefused ? offered.Refusal : name.ToString();
    }

    internal static OfferReferral? CommandOf(WorkflowStep step, CaseName about, PersonFacts person)
    {
        var facts = step.Facts;
        if (!ResourceName.TryParse<AgencyName>(facts.Value("service_agency"), out var to) || !ResourceName.TryParse<InstrumentName>(facts.Value("service_legal_basis"), out var basis))
            return null;

        ConsentName? consent = ResourceName.TryParse<ConsentName>(facts.Value("service_consent"), out var named) ? named : null;
        ImmutableArray<string> safeguards = [.. facts.Data.GetValueOrDefault("service_safeguards", []).Order(StringComparer.Ordinal)];
        return new OfferReferral(
            new CommandContext(step.RequestId, step.Caller),
            about,
            to,
            null,
            PillarOf(facts.Value("service_pillar")),
            facts.Value("service_kind") ?? "",
            [person.Id],
            new DataTransfer(facts.Value("service_purpose") ?? "", basis, consent, consent is null ? facts.Value("service_no_consent_reason") ?? "" : "", safeguards),
            ParticipantRole.None,
            new PlainText(""));
    }

    private static Pillar PillarOf(string? code) => Enum.GetValues<Pillar>().FirstOrDefault(p => CaseWords.Of(p) == code);
}
