using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Information;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.Silo.Information;

/// <summary>A read that is to be judged, and the pack under which.</summary>
internal sealed record PolicyCase(DisclosureQuestion Question, InformationPolicy Pack, DisclosurePolicy Engine);

/// <summary>
/// Generates reads. Each begins as one that is nearly always allowed, and then none to three things go wrong in it, so that
/// every row of the policy is met often and with everything before it in order.
/// </summary>
internal sealed class PolicyWorld
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableArray<AgencyName> Agencies = [.. Enumerable.Range(0, 6).Select(i => new AgencyName($"agency-{i}"))];
    private static readonly ImmutableArray<InstrumentName> Instruments = [.. Enumerable.Range(0, 3).Select(i => new InstrumentName($"law-{i}"))];
    private static readonly ImmutableArray<string> Fields = [.. Enumerable.Range(0, 8).Select(i => $"field_{i}")];
    private static readonly ImmutableArray<string> Purposes = ["support", "tracing", "inquiry", "return", "border"];
    private static readonly ImmutableArray<string> Roles = [Role.AgencyOfficer, Role.AgencyFocalPoint, Role.CaseLead, Role.AgencySystem];
    private static readonly ImmutableArray<string> Officers = ["officer-0", "officer-1", "officer-2", "officer-3"];
    private static readonly ImmutableArray<GrantName> Names = [.. Enumerable.Range(0, 8).Select(i => new GrantName($"g{i}"))];
    private static readonly ImmutableArray<RecordName> Records = [new("r0"), new("r1")];

    private readonly ImmutableArray<(InformationPolicy Pack, DisclosurePolicy Engine)> packs;
    private readonly int seed;

    public PolicyWorld(int seed)
    {
        this.seed = seed;
        packs = [.. Enumerable.Range(0, 200).Select(i => Pack(new Random(unchecked((seed * 15_485_863) - i)))).Select(pack => (pack, new DisclosurePolicy(pack)))];
    }

    /// <summary>The case of this number: the same for the same seed.</summary>
    public PolicyCase Case(int number)
    {
        var draw = new Random(unchecked((seed * 486_187_739) + number));
        var (pack, engine) = Pick(draw, packs);
        var (chain, record) = Chain(draw, pack);
        var question = Ask(draw, chain, record, pack);
        for (var wrong = draw.Next(100) switch { < 30 => 0, < 75 => 1, < 92 => 2, _ => 3 }; wrong > 0; wrong--)
            question = Spoil(draw, question);
        if (draw.Next(20) == 0)
            (pack, engine) = Pick(draw, packs);
        return new PolicyCase(question, pack, engine);
    }

    /// <summary>Terms that pass on what a case's chain released, or the owner's own.</summary>
    public GrantTerms Terms(int number, DisclosureQuestion given)
    {
        var draw = new Random(unchecked((seed * 32_416_189) + number));
        var (above, record) = (given.Chain, given.Record);
        var parent = above.IsEmpty ? null : above[^1];
        var label = above.Select(l => l.Terms.Handling).Append(record.Handling).Max();
        var terms = new GrantTerms(
            parent?.Terms.Recipient ?? record.Owner, Other(draw, parent?.Terms.Recipient ?? record.Owner), record.Record, parent?.Name,
            Some(draw, parent?.Terms.Fields ?? [.. record.Fields.Select(f => f.Id)]), parent?.Terms.Purpose ?? Pick(draw, record.Purposes),
            parent?.Terms.LegalBasis ?? Pick(draw, Instruments), label, SourceReliability.A, InformationReliability.One,
            parent is null ? draw.Next(3) : Math.Max(0, parent.Terms.OnwardDepth - 1 - draw.Next(2)), parent?.Terms.Until ?? Now.AddDays(draw.Next(1, 30)),
            draw.Next(2) == 0 && label < Handling.AmberStrict ? [] : Some(draw, Officers), null, 0, null);
        return draw.Next(4) == 0 ? terms : Spoil(draw, terms);
    }

    private static InformationPolicy Pack(Random draw)
    {
        bool Often() => draw.Next(60) > 0;
        return new InformationPolicy
        {
            Purposes =
            [
                .. Purposes.Where(_ => Often()).Select(code => new PurposeRule(
                    code, LocalizedText.Empty, draw.Next(2) == 0, draw.Next(2) == 0 ? Some(draw, Roles, most: 2) : [],
                    draw.Next(8) == 0 ? [Pick(draw, Purposes.Remove(code))] : [])),
            ],
            LegalBases = [.. from a in Agencies from p in Purposes from i in Instruments where Often() select new LegalBasisRule(a, p, i)],
            DeniedClasses =
            [
                .. Enumerable.Range(0, draw.Next(4)).Select(_ => new ClassRule(
                    (FieldClass)draw.Next(1, 7), draw.Next(3) > 0 ? Pick(draw, Agencies) : null, draw.Next(2) == 0 ? Pick(draw, Roles) : null)),
            ],
            FourEyesClasses = [FieldClass.Health],
            MostOnward = draw.Next(3) == 0 ? draw.Next(0, 6) : 5,
            LongestGrant = TimeSpan.FromDays(draw.Next(20, 60)),
        };
    }

    private static (ImmutableArray<GrantLink> Chain, RecordFacts Record) Chain(Random draw, InformationPolicy pack)
    {
        var served = Some(draw, Purposes, most: 2);
        var record = new RecordFacts(
            Records[0], new RecordTypeName("t"), Pick(draw, Agencies), new SubjectName("s"), draw.Next(2) == 0, (Handling)(1 + (draw.Next(25) / 5 * draw.Next(2))),
            HeldBy.Platform, served, [.. Fields.Select(f => new FieldFacts(f, (FieldClass)draw.Next(1, 7)))], RecordStage.Offered);
        var links = new GrantLink[1 + Math.Min(pack.MostOnward, draw.Next(5))];
        var spare = draw.Next(20) == 0 ? -1 : draw.Next(3); // Below zero: one was passed on that might not have been.
        var (giver, fields, until, label) = (record.Owner, Some(draw, Fields), Now.AddMinutes(draw.Next(1, 40_000)), record.Handling);
        var (purpose, law) = (Pick(draw, served), Pick(draw, Instruments));
        for (var i = 0; i < links.Length; i++)
        {
            var taker = Other(draw, giver);
            links[i] = new GrantLink(
                Names[i],
                new GrantTerms(
                    giver, taker, record.Record, i == 0 ? null : Names[i - 1], fields, purpose, law, label, SourceReliability.B, InformationReliability.Two,
                    links.Length - 1 - i + spare, until, draw.Next(2) == 0 ? [] : Some(draw, Officers), null, 0, null),
                GrantStage.Active);
            (giver, fields) = (taker, draw.Next(2) == 0 ? fields : Some(draw, fields));
            until = draw.Next(2) == 0 ? until : Now + ((until - Now) / 2) + TimeSpan.FromSeconds(1);
            label = (Handling)Math.Max((int)label, draw.Next(6) == 0 ? draw.Next(1, 6) : 0);
        }

        return ([.. links], record);
    }

    private static DisclosureQuestion Ask(Random draw, ImmutableArray<GrantLink> chain, RecordFacts record, InformationPolicy pack)
    {
        var leaf = chain[^1].Terms;
        var roles = pack.Find(leaf.Purpose) is { Roles.IsEmpty: false } rule ? rule.Roles : Some(draw, Roles, most: 2);
        var reader = new Principal("issuer", Pick(draw, leaf.Officers.IsEmpty ? Officers : leaf.Officers), leaf.Recipient, null, roles);
        return new DisclosureQuestion(
            chain, record, new ConsentFacts(ConsentStage.Given, draw.Next(2) == 0 ? null : Now.AddTicks(draw.Next(1, 1_000_000))), true, reader,
            leaf.Purpose, draw.Next(2) == 0 ? [] : Some(draw, leaf.Fields), Now);
    }

    private static DisclosureQuestion Spoil(Random draw, DisclosureQuestion q)
    {
        var (record, reader) = (q.Record, q.Reader);
        switch (draw.Next(26))
        {
            case 0: return q with { Reader = reader with { Agency = Pick(draw, Agencies) } };
            case 1: return q with { Reader = reader with { Subject = Pick(draw, Officers) } };
            case 2: return q with { Reader = reader with { Unit = new UnitName("unit-0") } };
            case 3 or 21: return q with { Reader = reader with { Roles = draw.Next(4) == 0 ? [] : Some(draw, Roles, most: 2) } };
            case 4: return q with { Purpose = Pick(draw, Purposes) };
            case 5 or 6: return q with { Fields = Some(draw, Fields) };
            case 7: return q with { Consent = draw.Next(3) == 0 ? null : new ConsentFacts((ConsentStage)draw.Next(0, 4) is var s && s == 0 ? null : s, null) };
            case 8: return q with { Consent = new ConsentFacts(ConsentStage.Given, Now.AddTicks(draw.Next(-1, 2))) };
            case 9: return q with { AgreementsHold = false };
            case 10: return q with { Now = Now.AddMinutes(draw.Next(-100, 40_000)) };
            case 11: return q with { Record = record with { Stage = (RecordStage)draw.Next(1, 4) } };
            case 12: return q with { Record = record with { Owner = Pick(draw, Agencies) } };
            case 13: return q with { Record = record with { Handling = (Handling)draw.Next(1, 6) } };
            case 14: return q with { Record = record with { Fields = [.. record.Fields.Where(_ => draw.Next(2) == 0)] } };
            case 15: return q with { Record = record with { Purposes = Some(draw, Purposes) } };
            case 16: return q with { Record = record with { Record = Pick(draw, Records) } };
            case 17: return q with { Record = record with { Fields = [.. record.Fields.Select(f => f with { Class = (FieldClass)draw.Next(1, 7) })] } };
            case 18 when q.Chain.Length > 1: return q with { Chain = q.Chain.RemoveAt(draw.Next(q.Chain.Length)) };
            case 19 when q.Chain.Length > 1 && draw.Next(4) == 0: return q with { Chain = [.. q.Chain.Reverse()] };
            case 20 when !q.Chain.IsEmpty && draw.Next(4) == 0: return q with { Chain = draw.Next(2) == 0 ? [] : q.Chain.Add(q.Chain[0]) };
        }

        if (q.Chain.IsEmpty)
            return q;
        var at = draw.Next(q.Chain.Length);
        var link = q.Chain[at];
        return q with
        {
            Chain = q.Chain.SetItem(at, draw.Next(3) == 0 ? link with { Stage = (GrantStage)draw.Next(1, 7) } : link with { Terms = Spoil(draw, link.Terms) }),
        };
    }

    private static GrantTerms Spoil(Random draw, GrantTerms terms) => draw.Next(13) switch
    {
        0 => terms with { Grantor = Pick(draw, Agencies) },
        1 => terms with { Recipient = Pick(draw, Agencies) },
        2 => terms with { Record = Pick(draw, Records) },
        3 => terms with { Parent = draw.Next(3) == 0 ? null : Pick(draw, Names) },
        4 or 5 => terms with { Fields = Some(draw, Fields) },
        6 => terms with { Purpose = Pick(draw, Purposes) },
        7 => terms with { LegalBasis = Pick(draw, Instruments) },
        8 => terms with { Handling = (Handling)draw.Next(1, 6) },
        9 => terms with { OnwardDepth = draw.Next(-1, 7) },
        10 => terms with { Until = draw.Next(3) == 0 ? Now.AddTicks(draw.Next(-1, 2)) : Now.AddDays(draw.Next(-2, 90)) },
        11 => terms with { Officers = [] },
        _ => terms with { Officers = Some(draw, Officers, most: 2) },
    };

    private static T Pick<T>(Random draw, ImmutableArray<T> of) => of[draw.Next(of.Length)];

    private static AgencyName Other(Random draw, AgencyName than)
    {
        var other = Pick(draw, Agencies);
        return other == than ? Agencies[(Agencies.IndexOf(other) + 1) % Agencies.Length] : other;
    }

    /// <summary>At least one, in the given order.</summary>
    private static ImmutableArray<string> Some(Random draw, ImmutableArray<string> of, int most = int.MaxValue)
    {
        if (of.IsEmpty)
            return of;
        var sure = draw.Next(of.Length);
        var some = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < of.Length; i++)
        {
            if (i == sure || draw.Next(2) == 0)
                some.Add(of[i]);
        }

        while (some.Count > most)
            some.RemoveAt(draw.Next(some.Count));
        return some.ToImmutable();
    }
}
