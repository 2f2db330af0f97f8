using System.Collections.Frozen;
using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;

namespace Coordination.Silo.Information;

/// <summary>Decides whether granted data may be read, and which of it. Pure: no clock, no store.</summary>
/// <remarks>
/// Whether the reader's role may read under grants at all is asked before, of <see cref="AccessPolicy"/>. A decision holds
/// for the moment of its question: nothing of it may be kept for a later read.
/// </remarks>
public sealed class DisclosurePolicy
{
    private readonly InformationPolicy policy;
    private readonly FrozenDictionary<string, PurposeRule> purposes;
    private readonly FrozenSet<(AgencyName, string, InstrumentName)> bases;

    public DisclosurePolicy(InformationPolicy policy)
    {
        this.policy = policy ?? throw new ArgumentNullException(nameof(policy));
        purposes = policy.Purposes.ToFrozenDictionary(p => p.Code, StringComparer.Ordinal);
        bases = policy.LegalBases.Select(b => (b.Agency, b.Purpose, b.Instrument)).ToFrozenSet();
    }

    /// <summary>The first refusal that applies, in this order:</summary>
    /// <remarks>
    /// <list type="number">
    /// <item>NOT_FOUND: the reader's agency is not the recipient, or the reader is confined to a unit and not named.</item>
    /// <item>OFFICER_NOT_NAMED: the grant names officers, or its label or the record's wants them named, and the reader is none.
    /// It comes early, so that who may not read learns nothing about the record.</item>
    /// <item>GRANT_NOT_ACTIVE: a link of the chain is not active, has ended, or exceeds the one above it; a standing agreement
    /// does not hold; the person's data were erased.</item>
    /// <item>RECORD_GONE: the record was withdrawn.</item>
    /// <item>PURPOSE_MISMATCH: another purpose is stated than the grant's.</item>
    /// <item>PURPOSE_OUTSIDE_LEGAL_BASES: the pack does not know the purpose (any more).</item>
    /// <item>PURPOSE_NOT_OF_RECORD: the record never serves this purpose.</item>
    /// <item>PURPOSE_OUTSIDE_LEGAL_BASES: a grantor or recipient of the chain has no basis for it.</item>
    /// <item>PURPOSE_NOT_FOR_ROLE: none of the reader's roles may pursue it.</item>
    /// <item>CONSENT_MISSING.</item>
    /// <item>FIELD_NOT_GRANTED: a field that is named is not granted or not of the record's type; or nothing of the grant is left.</item>
    /// <item>CLASS_DENIED: a field that would leave is of a class that is closed to the reader's agency or one of its roles.</item>
    /// </list>
    /// </remarks>
    public DisclosureDecision Decide(DisclosureQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (question.Chain.IsDefaultOrEmpty)
            return DisclosureDecision.Refuse(CommonRefusals.NotFound);

        var handling = GrantChain.Strictest(question.Chain, question.Record);
        if ((RefuseReader(question, handling) ?? RefuseState(question) ?? RefusePurpose(question)) is { } refusal)
            return DisclosureDecision.Refuse(refusal);

        return Choose(question, handling);
    }

    private static Refusal? RefuseReader(DisclosureQuestion question, Handling handling)
    {
        var (reader, leaf) = (question.Reader, question.Chain[^1].Terms);
        if (reader.Agency != leaf.Recipient)
            return CommonRefusals.NotFound;
        if (leaf.Officers.Contains(reader.Subject, StringComparer.Ordinal))
            return null;
        if (reader.Unit is not null)
            return CommonRefusals.NotFound;
        return leaf.Officers.IsEmpty && !GrantChain.ForNamedOnly(handling) ? null : GrantRefusals.OfficerNotNamed;
    }

    private Refusal? RefuseState(DisclosureQuestion question) =>
        !question.AgreementsHold
        || question.Record.Stage is RecordStage.Erased
        || !GrantChain.Holds(question.Chain, question.Record, policy, question.Now) ? GrantRefusals.GrantNotActive
        : question.Record.Stage is not RecordStage.Offered ? GrantRefusals.RecordGone
        : null;

    private Refusal? RefusePurpose(DisclosureQuestion question)
    {
        if (!string.Equals(question.Purpose, question.Chain[^1].Terms.Purpose, StringComparison.Ordinal))
            return GrantRefusals.PurposeMismatch;
        if (!purposes.TryGetValue(question.Purpose, out var rule))
            return InformationRefusals.PurposeOutsideLegalBases;
        if (!GrantChain.Serves(question.Record, rule))
            return GrantRefusals.PurposeNotOfRecord;

        foreach (var link in question.Chain)
        {
            var law = link.Terms.LegalBasis;
            if (!bases.Contains((link.Terms.Recipient, rule.Code, law)) || !bases.Contains((link.Terms.Grantor, rule.Code, law)))
                return InformationRefusals.PurposeOutsideLegalBases;
        }

        if (!rule.Roles.IsEmpty && !Overlap(rule.Roles, question.Reader.Roles))
            return GrantRefusals.PurposeNotForRole;
        return rule.ConsentRequired && question.Consent?.HoldsAt(question.Now) != true ? GrantRefusals.ConsentMissing : null;
    }

    private DisclosureDecision Choose(DisclosureQuestion question, Handling handling)
    {
        var granted = question.Chain[^1].Terms.Fields;
        var classes = ClassesOf(granted, question.Record);
        var asked = question.Fields.IsDefaultOrEmpty ? null : new bool[granted.Length];
        if (asked is not null)
        {
            foreach (var field in question.Fields)
            {
                var at = granted.BinarySearch(field, StringComparer.Ordinal);
                if (at < 0 || classes[at] is null)
                    return DisclosureDecision.Refuse(GrantRefusals.FieldNotGranted);
                asked[at] = true;
            }
        }

        var fields = ImmutableArray.CreateBuilder<string>(granted.Length);
        Refusal? denied = null;
        var open = 0; // Classes that were found open, a bit each: the pack is asked once for each class, not for each field.
        for (var i = 0; i < granted.Length; i++)
        {
            if (classes[i] is not { } fieldClass || asked?[i] == false)
                continue;
            fields.Add(granted[i]);
            if (denied is not null || (open & (1 << (int)fieldClass)) != 0)
                continue;
            if (policy.Denies(fieldClass, question.Reader.Agency, question.Reader.Roles))
                denied = GrantRefusals.ClassDenied.With("class", GrantChain.Word(fieldClass));
            open |= 1 << (int)fieldClass;
        }

        return fields.Count == 0 ? DisclosureDecision.Refuse(GrantRefusals.FieldNotGranted)
            : denied is not null ? DisclosureDecision.Refuse(denied)
            : new DisclosureDecision(fields.DrainToImmutable(), handling, null);
    }

    /// <summary>Each granted field's class; null when the record's type has no such field any more.</summary>
    private static FieldClass?[] ClassesOf(ImmutableArray<string> granted, RecordFacts record)
    {
        var classes = new FieldClass?[granted.Length];
        foreach (var field in record.Fields)
        {
            if (granted.BinarySearch(field.Id, StringComparer.Ordinal) is >= 0 and var at)
                classes[at] = field.Class;
        }

        return classes;
    }

    private static bool Overlap(ImmutableArray<string> some, ImmutableArray<string> others)
    {
        foreach (var one in some)
        {
            if (others.Contains(one, StringComparer.Ordinal))
                return true;
        }

        return false;
    }
}
