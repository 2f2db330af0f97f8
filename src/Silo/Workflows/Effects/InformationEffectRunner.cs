using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Localization;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sealing;
using Coordination.Workflows;

namespace Coordination.Silo.Workflows;

/// <summary>
/// Asks the agency that plays a part for information, in the name and with the rights of whoever fired the step: a caller who
/// may not ask gets the refusal that the caller would get. What the platform fired by itself asks nothing.
/// </summary>
internal sealed class InformationEffectRunner : IEffectRunner
{
    public EffectKind Kind => EffectKind.Information;

    public async Task<Outcome<string>> RunAsync(DueEffect effect, IGrainFactory grains)
    {
        if (effect.Action is not AskInformationAction action)
            return WorkflowRefusals.DefinitionNotLoaded;
        if (effect.Player(action.Part) is not { } player)
            return WorkflowRefusals.PartUnbound;
        if (!ResourceName.IsId(action.LegalBasis))
            return InformationRefusals.PurposeOutsideLegalBases;

        var (begun, by, request) = (effect.State.Begun!, effect.Owed.By, effect.RequestId("information"));
        var name = InformationRequestName.For(by.Agency, request);
        var content = new RequestContent(
            action.Title.En, [player.Agency], action.Purpose, InstrumentName.FromId(action.LegalBasis), UrgencyOf(action.Urgency), begun.Case, null, begun.Handling,
            [.. action.Questions.Select(q => new QuestionInput(new PlainText(Both(q)), null, [], new PlainText(""), null))]);
        var outcome = await grains.InformationRequest(name).CreateAsync(
            new CreateRequest(new CommandContext(request, by), content, Submit: true, new WorkflowParent(effect.Name, effect.Owed.Id)), CancellationToken.None);
        return outcome is { IsRefused: true, Refusal: var no } && no.Code != CommonRefusals.RequestIdReused.Code ? no : name.ToString();
    }

    /// <summary>Whoever reads it may read either language.</summary>
    private static string Both(LocalizedText text) => text.Lo.Length == 0 ? text.En : $"{text.Lo}\n{text.En}";

    private static Urgency UrgencyOf(string word) => word switch
    {
        "urgent_direct" => Urgency.UrgentDirect,
        "urgent" => Urgency.Urgent,
        _ => Urgency.Normal,
    };
}
