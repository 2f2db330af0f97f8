using System.Collections.Immutable;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;

namespace Coordination.Silo.Information.Grants;

/// <summary>
/// The only way to granted data: collect what is so now, decide, fetch, write who read, wait until that is durable, answer.
/// </summary>
internal sealed partial class GrantGrain
{
    public async Task<Outcome<GrantedFields>> ReadAsync(ReadGranted command, CancellationToken cancellationToken)
    {
        var caller = command.Context.Principal;
        var read = await ReadAsync(caller, InformationPermissions.UseGrants, static (state, _) => state);
        if (read.IsRefused)
            return read.Refusal;

        var state = read.Value;
        var collected = await CollectAsync(state, command);
        if (collected.IsRefused)
            return collected.Refusal;

        // The chain began with this grant as it was before the others answered: it may have ended meanwhile.
        var fresh = await ReadStateAsync();
        if (fresh.IsRefused)
            return fresh.Refusal;

        var question = collected.Value with { Chain = collected.Value.Chain.SetItem(collected.Value.Chain.Length - 1, Link(fresh.Value.State)), Now = Now };
        var decision = inputs.Disclosure.Decide(question);
        if (decision.Refusal is { } refusal)
        {
            if (question.Chain.Take(question.Chain.Length - 1).Any(above => above.Stage is GrantStage.Revoked or GrantStage.Expired))
                ParentEndedAsync().Ignore(); // So that its state says what each read says. Nobody waits for it.
            return refusal;
        }

        var fetched = await FetchAsync(question, decision.Fields, cancellationToken);
        if (fetched.IsRefused)
            return fetched.Refusal;

        var access = await inputs.Accesses.WriteAsync(command, EntryOf(question, decision, fetched.Value.Excess), cancellationToken);
        return access.IsRefused ? access.Refusal : new GrantedFields(
            Name, fetched.Value.Fields, decision.Handling, state.Terms.SourceReliability, state.Terms.InformationReliability, state.Terms.Until, access.Value);
    }

    private static AccessRead EntryOf(DisclosureQuestion question, DisclosureDecision decision, int excess)
    {
        var (leaf, record) = (question.Chain[^1], question.Record);
        ImmutableArray<AgencyName> via = question.Chain.Length == 1
            ? []
            : [.. question.Chain.Skip(1).Select(link => link.Terms.Grantor).Distinct().Where(agency => agency != record.Owner && agency != leaf.Terms.Recipient)];
        return new AccessRead(
            leaf.Name, record.Record, record.Type, record.Owner, via, leaf.Terms.Recipient, question.Reader.Subject, question.Purpose,
            leaf.Terms.LegalBasis, decision.Fields, decision.Handling, excess, leaf.Terms.Request);
    }

    /// <summary>Asks all that the decision needs, at once where one question does not need the other's answer.</summary>
    private async Task<Outcome<DisclosureQuestion>> CollectAsync(GrantState state, ReadGranted command)
    {
        var terms = state.Terms;
        var asksConsent = inputs.Policy.Find(terms.Purpose)?.ConsentRequired == true;
        var record = GrainFactory.Record(terms.Record).FactsAsync();
        var consent = asksConsent ? GrainFactory.Consent(ConsentNames.For(state.Proposal!.Subject, terms.Purpose, terms.Recipient)).FactsAsync() : null;

        var chain = await ChainAsync(state);
        var facts = await record;
        var said = consent is null ? default : await consent;
        if (chain.IsRefused)
            return chain.Refusal;
        if (facts.IsRefused)
            return facts.Refusal.Kind is RefusalKind.NotFound ? GrantRefusals.RecordGone : facts.Refusal;
        if (said.IsRefused)
            return said.Refusal;

        var agreements = await AgreementsHoldAsync(chain.Value);
        return agreements.IsRefused ? agreements.Refusal : new DisclosureQuestion(
            chain.Value, facts.Value, consent is null ? null : said.Value, agreements.Value, command.Context.Principal, command.Purpose, command.Fields, Now);
    }

    private async Task<Outcome<bool>> AgreementsHoldAsync(ImmutableArray<GrantLink> chain)
    {
        foreach (var link in chain)
        {
            if (link.Terms.Agreement is not { } agreement)
                continue;

            var holds = await GrainFactory.StandingAgreement(agreement).HoldsAsync();
            if (holds is { IsRefused: true, Refusal.Kind: not RefusalKind.NotFound })
                return holds.Refusal;
            if (holds.IsRefused || !holds.Value)
                return false;
        }

        return true;
    }

    private async Task<Outcome<(ImmutableArray<OpenedField> Fields, int Excess)>> FetchAsync(
        DisclosureQuestion question, ImmutableArray<string> fields, CancellationToken cancellationToken)
    {
        var source = GrainFactory.Record(question.Record.Record);
        if (question.Record.HeldBy is HeldBy.Platform)
        {
            var opened = await source.OpenFieldsAsync(fields, cancellationToken);
            return opened.IsRefused ? Ended(opened.Refusal) : (opened.Value, 0);
        }

        var reference = await source.OpenReferenceAsync(cancellationToken);
        if (reference.IsRefused)
            return Ended(reference.Refusal);

        var asked = new ProviderQuestion(question.Record.Type, reference.Value, fields, question.Reader.Agency, question.Purpose, Name);
        var reply = await GrainFactory.ProviderHub(question.Record.Type).QueryAsync(asked, cancellationToken);
        return reply.IsRefused ? reply.Refusal
            : !reply.Value.Found ? GrantRefusals.RecordGone
            : Cut(reply.Value, fields);
    }

    /// <summary>Exactly the fields that were decided, in their order, whatever was sent; the rest is only counted.</summary>
    private static (ImmutableArray<OpenedField> Fields, int Excess) Cut(ProviderReply reply, ImmutableArray<string> fields)
    {
        var kept = ImmutableArray.CreateBuilder<OpenedField>(fields.Length);
        foreach (var field in fields)
            kept.Add(new OpenedField(field, reply.Fields.FirstOrDefault(f => string.Equals(f.Field, field, StringComparison.Ordinal)).Value));
        return (kept.MoveToImmutable(), reply.Excess + reply.Fields.Count(f => !fields.Contains(f.Field, StringComparer.Ordinal)));
    }

    /// <summary>That the person was erased is the owner's knowledge: for the reader the grant has ended.</summary>
    private static Refusal Ended(Refusal refusal) =>
        string.Equals(refusal.Code, Sealing.SealingRefusals.SubjectErased.Code, StringComparison.Ordinal) ? GrantRefusals.GrantNotActive : refusal;
}
