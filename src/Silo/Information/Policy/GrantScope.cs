using System.Collections.Immutable;
using System.Globalization;
using Coordination.Access;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;

namespace Coordination.Silo.Information;

/// <summary>Whether a grant may be made at all, and whether a second person has to agree. Pure: no clock, no store.</summary>
public static class GrantScope
{
    /// <summary>Why these terms are not granted, or null. The first that applies, in this order:</summary>
    /// <remarks>
    /// RECORD_NOT_HELD, RECORD_GONE, PARENT_NOT_ACTIVE, RECIPIENT_IS_GRANTOR, FIELD_UNKNOWN, UNTIL_PASSED, ONWARD_NOT_ALLOWED,
    /// WIDER_THAN_PARENT (dimension: fields, purpose, until, handling, onward_depth), HANDLING_TOO_WIDE, TERM_TOO_LONG,
    /// PURPOSE_UNKNOWN, PURPOSE_NOT_OF_RECORD, PURPOSE_OUTSIDE_LEGAL_BASES (metadata agency), CLASS_DENIED, OFFICERS_REQUIRED.
    /// </remarks>
    /// <param name="terms">What is proposed.</param>
    /// <param name="parents">The grant that is passed on and those above it, the root first; empty for the owner's own grant.</param>
    /// <param name="record">The record as it is now.</param>
    public static Refusal? Refuse(
        GrantTerms terms, ImmutableArray<GrantLink> parents, RecordFacts record, InformationPolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(policy);
        if (parents.IsDefault)
            parents = [];

        var parent = parents.IsEmpty ? null : parents[^1];
        var holder = parent?.Terms.Recipient ?? record.Owner;
        if (terms.Grantor != holder || terms.Record != record.Record || terms.Parent != parent?.Name)
            return GrantRefusals.RecordNotHeld;
        if (record.Stage is not RecordStage.Offered)
            return GrantRefusals.RecordGone;
        if (!GrantChain.Holds(parents, record, policy, now))
            return GrantRefusals.ParentNotActive;
        if (terms.Recipient == terms.Grantor)
            return GrantRefusals.RecipientIsGrantor;
        if (!FieldsExist(terms.Fields, record))
            return InformationRefusals.FieldUnknown;
        if (terms.Until <= now)
            return GrantRefusals.UntilPassed;
        if (terms.OnwardDepth < 0 || terms.OnwardDepth > policy.MostOnward - parents.Length || parent is { Terms.OnwardDepth: < 1 })
            return GrantRefusals.OnwardNotAllowed;
        if (parent is not null && GrantChain.Wider(terms, parent.Terms) is { } dimension)
            return GrantRefusals.WiderThanParent.On(dimension).With("dimension", dimension);
        if (terms.Handling < record.Handling)
            return GrantRefusals.HandlingTooWide;
        if (terms.Until - now > policy.LongestGrant)
            return GrantRefusals.TermTooLong.With("longest_days", ((int)policy.LongestGrant.TotalDays).ToString(CultureInfo.InvariantCulture));

        return RefusePurpose(terms, record, policy) ?? RefuseReaders(terms, record, policy);
    }

    /// <summary>Whether a second person of the grantor has to agree before the recipient can read.</summary>
    public static bool NeedsApproval(GrantTerms terms, RecordFacts record, InformationPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(policy);
        return policy.NeedsFourEyes(record.Fields.Where(f => terms.Fields.Contains(f.Id, StringComparer.Ordinal)).Select(f => f.Class), record.Minor);
    }

    /// <summary>The label of a grant that names none: the strictest of its sources.</summary>
    public static Handling DefaultHandling(ImmutableArray<GrantLink> parents, RecordFacts record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return GrantChain.Strictest(parents, record);
    }

    private static Refusal? RefusePurpose(GrantTerms terms, RecordFacts record, InformationPolicy policy)
    {
        if (policy.Find(terms.Purpose) is not { } rule)
            return InformationRefusals.PurposeUnknown;
        if (!GrantChain.Serves(record, rule))
            return GrantRefusals.PurposeNotOfRecord;
        if (!policy.HasBasis(terms.Recipient, terms.Purpose, terms.LegalBasis))
            return Outside(terms.Recipient);
        return policy.HasBasis(terms.Grantor, terms.Purpose, terms.LegalBasis) ? null : Outside(terms.Grantor);
    }

    private static Refusal? RefuseReaders(GrantTerms terms, RecordFacts record, InformationPolicy policy)
    {
        foreach (var field in record.Fields)
        {
            if (terms.Fields.Contains(field.Id, StringComparer.Ordinal) && policy.Denies(field.Class, terms.Recipient, []))
                return GrantRefusals.ClassDenied.With("class", GrantChain.Word(field.Class));
        }

        return GrantChain.ForNamedOnly(terms.Handling) && terms.Officers.IsEmpty ? GrantRefusals.OfficersRequired : null;
    }

    private static Refusal Outside(AgencyName agency) => InformationRefusals.PurposeOutsideLegalBases.With("agency", agency.ToString());

    /// <summary>At least one, sorted, each once, and all of the record's type.</summary>
    private static bool FieldsExist(ImmutableArray<string> fields, RecordFacts record)
    {
        if (fields.IsDefaultOrEmpty)
            return false;

        var known = record.Fields.Select(f => f.Id).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < fields.Length; i++)
        {
            if (!known.Contains(fields[i]) || (i > 0 && string.CompareOrdinal(fields[i - 1], fields[i]) >= 0))
                return false;
        }

        return true;
    }
}
