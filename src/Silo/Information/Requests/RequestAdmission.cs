using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sealing;

namespace Coordination.Silo.Information.Requests;

/// <summary>
/// Grants by rule what a standing agreement admits. Each step may be repeated: the grant's name follows from the question
/// and the addressee, and what was granted before is found again.
/// </summary>
internal sealed class RequestAdmission(IGrainFactory grains, IKeyStore keys)
{
    /// <summary>What has yet to be tried.</summary>
    public static IEnumerable<(AgencyName Agency, int Question)> Pending(RequestState state) =>
        state.End is not null
            ? []
            : state.Parts.Where(p => !p.IsDone).SelectMany(p => p.Answers.Where(a => a.Rule && !a.IsDone).Select(a => (p.Agency, a.Question)));

    /// <summary>The grant; null when it is not granted by rule, for whatever reason; a refusal when it is to be tried again.</summary>
    /// <param name="reference">The addressee's own key of the record, unsealed.</param>
    public async Task<Outcome<Admitted>> TryAsync(InformationRequestName name, RequestState state, AgencyName agency, int number, PlainText reference, CancellationToken cancellationToken)
    {
        var question = state.Content.Questions[number - 1];
        if (question is not { RecordType: { } type, Agreement: { } agreement } || reference.IsEmpty)
            return Admitted.No;

        var grant = grains.Grant(GrantOf(name, agency, number));
        var known = await grant.ChainAsync();
        if (known is { IsRefused: true, Refusal.Kind: not RefusalKind.NotFound })
            return known.Refusal;
        if (!known.IsRefused)
            return AnswerRules.Answers(known.Value, name, agency, state.Head.Requester) ? new Admitted(known.Value[^1]) : Admitted.No;

        var record = RecordNames.For(keys, type, reference);
        var facts = await grains.Record(record).FactsAsync();
        if (facts.IsRefused)
            return facts.Refusal.Kind is RefusalKind.Unavailable ? facts.Refusal : Admitted.No;
        if (facts.Value.Owner != agency || facts.Value.Stage is not RecordStage.Offered)
            return Admitted.No;

        ImmutableArray<string> fields = question.Fields.IsEmpty ? [.. facts.Value.Fields.Select(f => f.Id)] : question.Fields;
        var terms = await grains.StandingAgreement(agreement).AdmitAsync(new AgreementQuestion(
            name, number, state.Head.Requester, agency, state.Content.Purpose, type, record, [.. fields.Distinct().Order(StringComparer.Ordinal)]));
        if (terms.IsRefused)
            return terms.Refusal.Kind is RefusalKind.Unavailable ? terms.Refusal : Admitted.No;

        var granted = await grant.GrantByRuleAsync(terms.Value, cancellationToken);
        return !granted.IsRefused ? new Admitted(granted.Value)
            : granted.Refusal.Kind is RefusalKind.Unavailable or RefusalKind.Aborted or RefusalKind.ResourceExhausted ? granted.Refusal
            : Admitted.No;
    }

    private static GrantName GrantOf(InformationRequestName name, AgencyName agency, int question)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{question}"));
        return GrantName.For(agency, new Guid(hash.AsSpan(0, 16), bigEndian: true));
    }
}

/// <param name="Grant">Null: not granted.</param>
internal readonly record struct Admitted(GrantLink? Grant)
{
    public static readonly Admitted No = new(null);
}
