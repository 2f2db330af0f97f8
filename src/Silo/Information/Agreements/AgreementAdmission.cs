using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;

namespace Coordination.Silo.Information.Agreements;

/// <summary>Whether one question of a request is granted by rule, and on which terms. Pure.</summary>
internal static class AgreementAdmission
{
    /// <summary>The first refusal that applies:</summary>
    /// <remarks>
    /// AGREEMENT_NOT_IN_FORCE: it is not there, is between others, or does not hold now. OUTSIDE_AGREEMENT with the dimension
    /// purpose, record_type, fields, record (it is none of the grantor's, of another type, or gone), or conditions: a rule
    /// of grants refuses it (docs/reference/disclosure-policy.md), or the record is about a child or a field's class asks for
    /// two persons of the releasing side and only one agreed. Which it is would tell something about the record.
    /// </remarks>
    /// <param name="record">Null: there is no such record.</param>
    public static Outcome<GrantTerms> Admit(
        StandingAgreementName name, AgreementState state, AgreementQuestion question, RecordFacts? record, InformationPolicy policy, DateTimeOffset now)
    {
        if (state.Proposal is null
            || question.Requester != state.Content.Recipient
            || question.Addressee != state.Content.Grantor
            || !state.HoldsAt(now))
        {
            return AgreementRefusals.AgreementNotInForce;
        }

        var content = state.Content;
        if (!string.Equals(question.Purpose, content.Purpose, StringComparison.Ordinal))
            return Outside("purpose");
        if (question.RecordType != content.RecordType)
            return Outside("record_type");
        var fields = question.Fields.IsDefaultOrEmpty ? content.Fields : [.. question.Fields.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (!fields.All(field => content.Fields.Contains(field, StringComparer.Ordinal)))
            return Outside("fields");
        if (record is null
            || record.Record != question.Record
            || record.Owner != content.Grantor
            || record.Type != content.RecordType
            || record.Stage is not RecordStage.Offered)
        {
            return Outside("record");
        }

        var terms = Terms(name, content, question, fields, record, now);
        return GrantScope.Refuse(terms, [], record, policy, now) is not null || (GrantScope.NeedsApproval(terms, record, policy) && !state.IsFourEyed)
            ? Outside("conditions")
            : terms;
    }

    private static GrantTerms Terms(
        StandingAgreementName name, AgreementContent content, AgreementQuestion question, ImmutableArray<string> fields, RecordFacts record, DateTimeOffset now)
    {
        var terms = AgreementRules.Terms(content, now);
        return terms with
        {
            Record = record.Record,
            Fields = fields,
            Handling = (Handling)Math.Max((int)content.Handling, (int)record.Handling),
            Until = terms.Until < content.Until ? terms.Until : content.Until,
            Request = question.Request,
            Question = question.Question,
            Agreement = name,
        };
    }

    private static Refusal Outside(string dimension) => AgreementRefusals.OutsideAgreement.With("dimension", dimension);
}
