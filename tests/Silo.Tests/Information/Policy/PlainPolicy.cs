using Coordination.Access;
using Coordination.Information;

namespace Coordination.Silo.Information;

/// <summary>
/// The disclosure policy a second time, from docs/reference/disclosure-policy.md and not from the engine: every row of the
/// tables is a sentence over whole sets, all are evaluated, and the first that is true is the answer. It shares no
/// code with the engine and takes no care to be fast.
/// </summary>
internal static class PlainPolicy
{
    /// <summary>What leaves, or the reason why nothing does.</summary>
    public static (string? Reason, HashSet<string> Fields, Handling Label) Read(DisclosureQuestion q, InformationPolicy pack)
    {
        if (q.Chain.Length == 0)
            return ("NOT_FOUND", [], default);

        var grants = q.Chain.Select(link => link.Terms).ToList();
        var leaf = grants.Last();
        var me = q.Reader;
        var label = grants.Select(g => (int)g.Handling).Append((int)q.Record.Handling).Max();
        var named = new HashSet<string>(leaf.Officers);
        var purpose = pack.Purposes.SingleOrDefault(p => p.Code == q.Purpose);
        var served = q.Record.Purposes.ToHashSet();

        var released = grants.Select(g => g.Fields.ToHashSet()).Aggregate((one, other) => [.. one.Intersect(other)]);
        released.IntersectWith(q.Record.Fields.Select(f => f.Id));
        var leaving = q.Fields.Length == 0 ? released : [.. q.Fields];
        var classes = q.Record.Fields.Where(f => leaving.Contains(f.Id)).Select(f => f.Class).ToHashSet();
        var closed = pack.DeniedClasses
            .Where(rule => (rule.Agency ?? me.Agency) == me.Agency && me.Roles.Append(null).Contains(rule.Role))
            .Select(rule => rule.Class);

        var based = pack.LegalBases.Where(b => b.Purpose == q.Purpose).Select(b => (b.Agency, b.Instrument)).ToHashSet();
        var needed = grants.SelectMany(g => new[] { (g.Grantor, g.LegalBasis), (g.Recipient, g.LegalBasis) });

        (string Reason, bool Applies)[] rows =
        [
            ("NOT_FOUND", me.Agency != leaf.Recipient || (me.Unit.HasValue && !named.Contains(me.Subject))),
            ("OFFICER_NOT_NAMED", !named.Contains(me.Subject) && (named.Count > 0 || label >= (int)Handling.AmberStrict)),
            ("GRANT_NOT_ACTIVE", !(Stands(q.Chain, q.Record, pack, q.Now) && q.AgreementsHold && q.Record.Stage != RecordStage.Erased)),
            ("RECORD_GONE", q.Record.Stage == RecordStage.Withdrawn),
            ("PURPOSE_MISMATCH", leaf.Purpose != q.Purpose),
            ("PURPOSE_OUTSIDE_LEGAL_BASES", purpose is null),
            ("PURPOSE_NOT_OF_RECORD", !Fits(served, purpose)),
            ("PURPOSE_OUTSIDE_LEGAL_BASES", !based.IsSupersetOf(needed)),
            ("PURPOSE_NOT_FOR_ROLE", purpose is { Roles.Length: > 0 } && !purpose.Roles.Intersect(me.Roles).Any()),
            ("CONSENT_MISSING", purpose is { ConsentRequired: true } && !Consented(q.Consent, q.Now)),
            ("FIELD_NOT_GRANTED", leaving.Count == 0 || !leaving.IsSubsetOf(released)),
            ("CLASS_DENIED", classes.Overlaps(closed)),
        ];
        var reason = rows.FirstOrDefault(row => row.Applies).Reason;
        return (reason, reason is null ? leaving : [], reason is null ? (Handling)label : default);
    }

    /// <summary>Why terms are not granted, or null.</summary>
    public static string? Propose(
        GrantTerms terms, IReadOnlyList<GrantLink> above, RecordFacts record, InformationPolicy pack, DateTimeOffset now)
    {
        var parent = above.Count == 0 ? null : above[above.Count - 1];
        var known = record.Fields.ToDictionary(f => f.Id, f => f.Class);
        var purpose = pack.Purposes.SingleOrDefault(p => p.Code == terms.Purpose);
        bool Based(Names.AgencyName who) => pack.LegalBases.Contains(new LegalBasisRule(who, terms.Purpose, terms.LegalBasis));

        (string Reason, bool Applies)[] rows =
        [
            ("RECORD_NOT_HELD", (terms.Grantor, terms.Record, terms.Parent) != (parent is null ? record.Owner : parent.Terms.Recipient, record.Record, parent?.Name)),
            ("RECORD_GONE", record.Stage != RecordStage.Offered),
            ("PARENT_NOT_ACTIVE", above.Count > 0 && !Stands(above, record, pack, now)),
            ("RECIPIENT_IS_GRANTOR", terms.Recipient == terms.Grantor),
            ("FIELD_UNKNOWN", terms.Fields.Length == 0 || terms.Fields.Except(known.Keys).Any()),
            ("UNTIL_PASSED", terms.Until <= now),
            ("ONWARD_NOT_ALLOWED", parent?.Terms.OnwardDepth is <= 0 || !Enumerable.Range(0, Math.Max(0, pack.MostOnward - above.Count + 1)).Contains(terms.OnwardDepth)),
            ("WIDER_THAN_PARENT", parent is not null && !Narrower(terms, parent.Terms)),
            ("HANDLING_TOO_WIDE", terms.Handling < record.Handling),
            ("TERM_TOO_LONG", terms.Until > now + pack.LongestGrant),
            ("PURPOSE_UNKNOWN", purpose is null),
            ("PURPOSE_NOT_OF_RECORD", !Fits([.. record.Purposes], purpose)),
            ("PURPOSE_OUTSIDE_LEGAL_BASES", !(Based(terms.Recipient) && Based(terms.Grantor))),
            ("CLASS_DENIED", pack.DeniedClasses.Any(rule =>
                rule.Role is null && (rule.Agency is null || rule.Agency == terms.Recipient) && known.Any(f => f.Value == rule.Class && terms.Fields.Contains(f.Key)))),
            ("OFFICERS_REQUIRED", terms is { Officers.Length: 0, Handling: Handling.Red or Handling.AmberStrict }),
        ];
        return rows.FirstOrDefault(row => row.Applies).Reason;
    }

    private static bool Stands(IReadOnlyList<GrantLink> chain, RecordFacts record, InformationPolicy pack, DateTimeOffset now)
    {
        var terms = chain.Select(link => link.Terms).ToList();
        var givers = terms.Select(t => t.Grantor);
        var takers = terms.Select(t => t.Recipient).SkipLast(1).Prepend(record.Owner);
        var names = chain.Select(link => (Names.GrantName?)link.Name).SkipLast(1).Prepend(null);
        return chain.Count <= pack.MostOnward + 1
            && chain.All(link => link.Stage == GrantStage.Active)
            && terms.TrueForAll(t => t.Until > now && t.Record == record.Record)
            && givers.SequenceEqual(takers)
            && terms.Select(t => t.Parent).SequenceEqual(names)
            && terms.Zip(terms.Skip(1)).All(pair => pair.First.OnwardDepth > 0 && Narrower(pair.Second, pair.First));
    }

    private static bool Narrower(GrantTerms below, GrantTerms above) =>
        below.Fields.ToHashSet().IsSubsetOf(above.Fields)
        && (below.Purpose, true, true, true) == (above.Purpose, below.Until <= above.Until, below.Handling >= above.Handling, below.OnwardDepth < above.OnwardDepth);

    private static bool Fits(HashSet<string> served, PurposeRule? purpose) =>
        purpose is not null && served.Contains(purpose.Code) && !served.Overlaps(purpose.NeverFrom);

    private static bool Consented(ConsentFacts? consent, DateTimeOffset now) =>
        consent is { Stage: ConsentStage.Given } said && (said.ValidUntil ?? DateTimeOffset.MaxValue) > now;
}
