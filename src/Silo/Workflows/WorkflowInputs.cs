using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Calendar;
using Coordination.Cases;
using Coordination.Directory;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sdk.Sealing;
using Coordination.Sealing;
using Coordination.Silo.Cases;
using Coordination.Workflows;

namespace Coordination.Silo.Workflows;

/// <summary>What the grain of workflows needs of its surroundings.</summary>
internal sealed class WorkflowInputs(
    WorkflowCatalogue catalogue, IDirectory directory, IWorkingCalendar calendar, Sealer sealer, CaseInputs cases, IEnumerable<IWorkflowCompanion> companions)
{
    private readonly ImmutableDictionary<string, IWorkflowCompanion> companions = companions.ToImmutableDictionary(c => c.Name, StringComparer.Ordinal);

    public WorkflowCatalogue Catalogue => catalogue;

    public IWorkflowCompanion Companion(string name) =>
        companions.GetValueOrDefault(name) ?? throw new InvalidOperationException($"No module registered the companion '{name}'.");

    public StepInputs Step(WorkflowName name, DateTimeOffset now, StepCase? about, ImmutableArray<SealedField> texts) =>
        new(name, now, calendar, part => RefusePart(part, now), about, texts);

    /// <summary>Why an agency may not read what was kept for a case's purpose; null when it may.</summary>
    public Refusal? RefuseReading(Principal principal, string purpose, string keptFor) => cases.RefuseReading(principal, purpose, keptFor);

    /// <summary>What a step about a case needs of it. Refused: NOT_FOUND, LEDGER_UNAVAILABLE.</summary>
    public static async Task<Outcome<(CaseStanding Standing, StepCase Step)>> CaseAsync(IGrainFactory grains, CaseName name, string person, Principal? principal)
    {
        var asked = principal is null ? await grains.Case(name).FactsAsync() : await grains.Case(name).StandingAsync(principal);
        if (asked.IsRefused)
            return asked.Refusal;

        var found = person.Length == 0 ? null : asked.Value.Find(person);
        var facts = found is null ? null : new PersonFacts(
            found.Id,
            CaseWords.Of(found.Role),
            found.Status is VictimStatus.None ? "" : CaseWords.Of(found.Status),
            found.TreatedAsChild,
            found.HasGuardian);
        return (asked.Value, new StepCase(name, asked.Value.Province, asked.Value.Handling, asked.Value.Blocked, facts));
    }

    /// <summary>Seals each text with a data key of its own, wrapped by the key of the case or of the instance.</summary>
    /// <exception cref="KeyDestroyedException">The case's retention ended.</exception>
    /// <exception cref="KeyStoreUnavailableException">The keys are away.</exception>
    public async Task<ImmutableArray<SealedField>> SealAsync(
        WorkflowName name, CaseName? about, ImmutableArray<(WorkflowField Field, PlainText Text)> texts, CancellationToken cancellationToken)
    {
        if (texts.IsEmpty)
            return [];

        var (key, wrapped) = await sealer.NewAsync(about?.ToString() ?? name.ToString(), cancellationToken);
        using (key)
            return [.. texts.Select(t => new SealedField(t.Field.Id, key.Seal(t.Text.Value, Place(name, t.Field.Id)), wrapped, t.Field.VisibleTo))];
    }

    /// <exception cref="KeyDestroyedException">The case's retention ended.</exception>
    /// <exception cref="KeyStoreUnavailableException">The keys are away.</exception>
    /// <exception cref="SealBrokenException">Somebody altered what is stored.</exception>
    public async Task<ImmutableArray<OpenedText>> OpenAsync(
        WorkflowName name, CaseName? about, IEnumerable<SealedField> texts, CancellationToken cancellationToken)
    {
        var opened = ImmutableArray.CreateBuilder<OpenedText>();
        foreach (var text in texts)
        {
            using var key = await sealer.OpenAsync(about?.ToString() ?? name.ToString(), text.WrappedKey, cancellationToken);
            opened.Add(new OpenedText(text.Field, new PlainText(key.Open(text.Text, Place(name, text.Field)))));
        }

        return opened.ToImmutable();
    }

    /// <summary>Where a text stands: it opens there only.</summary>
    private static string Place(WorkflowName name, string field) => $"{name}/{field}";

    private Refusal? RefusePart(PartBinding part, DateTimeOffset now) =>
        directory.Find(part.Agency) is not { } agency || !agency.IsInForceAt(now) ? WorkflowRefusals.PartAgencyInvalid.With("part", part.Part)
        : part.Unit is { } unit && (directory.Find(unit) is not { } entry || entry.Agency != part.Agency || !entry.IsInForceAt(now)) ? WorkflowRefusals.PartAgencyInvalid.With("part", part.Part)
        : null;
}
