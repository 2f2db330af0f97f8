using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Information;
using Coordination.Localization;
using Coordination.Names;

namespace Coordination.Silo.Information;

/// <summary>Each row of the table of reads by one example: LWU granted to MLSW, which passed on to MOH.</summary>
public sealed class DisclosurePolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly AgencyName Lwu = new("lwu");
    private static readonly AgencyName Mlsw = new("mlsw");
    private static readonly AgencyName Moh = new("moh");
    private static readonly InstrumentName Guidelines = new("victim-protection-guidelines");

    private static readonly InformationPolicy Pack = new()
    {
        Purposes =
        [
            new("victim_support", LocalizedText.Empty, ConsentRequired: true, [Role.AgencyOfficer, Role.CaseLead], []),
            new("migration_enforcement", LocalizedText.Empty, ConsentRequired: false, [], ["victim_support"]),
        ],
        LegalBases =
        [
            .. from agency in new[] { Lwu, Mlsw, Moh } from purpose in new[] { "victim_support", "migration_enforcement" } select new LegalBasisRule(agency, purpose, Guidelines),
        ],
        DeniedClasses = [new(FieldClass.Health, Moh, Role.CaseLead)],
        MostOnward = 2,
    };

    private static readonly RecordFacts Record = new(
        new RecordName("r1"), new RecordTypeName("lwu-intake"), Lwu, new SubjectName("s1"), Minor: false, Handling.Amber, HeldBy.Platform, ["victim_support"],
        [new("full_name", FieldClass.Identity), new("health_note", FieldClass.Health), new("needs", FieldClass.General), new("skills", FieldClass.General)],
        RecordStage.Offered);

    private static readonly GrantLink Root = new(
        new GrantName("groot"),
        new GrantTerms(
            Lwu, Mlsw, Record.Record, null, ["full_name", "health_note", "needs"], "victim_support", Guidelines, Handling.Amber, SourceReliability.A,
            InformationReliability.One, 1, Now.AddDays(30), [], null, 0, null),
        GrantStage.Active);

    private static readonly GrantLink Leaf = Root with
    {
        Name = new GrantName("gleaf"),
        Terms = Root.Terms with { Grantor = Mlsw, Recipient = Moh, Parent = Root.Name, Fields = ["health_note", "needs"], OnwardDepth = 0, Until = Now.AddDays(10) },
    };

    private static readonly DisclosureQuestion Question = new(
        [Root, Leaf], Record, new ConsentFacts(ConsentStage.Given, null), AgreementsHold: true,
        new Principal("issuer", "nurse", Moh, null, [Role.AgencyOfficer]), "victim_support", [], Now);

    private static DisclosureDecision Decide(DisclosureQuestion question, InformationPolicy? pack = null) => new DisclosurePolicy(pack ?? Pack).Decide(question);

    private static DisclosureQuestion WithLeaf(Func<GrantTerms, GrantTerms> change) => Question with { Chain = [Root, Leaf with { Terms = change(Leaf.Terms) }] };

    private static DisclosureQuestion WithRoot(Func<GrantTerms, GrantTerms> change) => Question with { Chain = [Root with { Terms = change(Root.Terms) }, Leaf] };

    private static DisclosureQuestion By(Func<Principal, Principal> change) => Question with { Reader = change(Question.Reader) };

    [Fact]
    public void Exactly_the_fields_of_the_last_grant_leave()
    {
        var decision = Decide(Question);

        Assert.Null(decision.Refusal);
        Assert.Equal(["health_note", "needs"], decision.Fields);
        Assert.Equal(Handling.Amber, decision.Handling);
        Assert.Equal(["needs"], Decide(Question with { Fields = ["needs"] }).Fields);
        Assert.Equal(["needs"], Decide(Question with { Fields = ["needs", "needs"] }).Fields);
    }

    public static TheoryData<string, string, DisclosureQuestion> Refused => new()
    {
        { "no grant", "NOT_FOUND", Question with { Chain = [] } },
        { "another agency", "NOT_FOUND", By(r => r with { Agency = new AgencyName("moj") }) },
        { "who passed it on reads under its own grant only", "NOT_FOUND", By(r => r with { Agency = Mlsw }) },
        { "confined to a unit", "NOT_FOUND", By(r => r with { Unit = new UnitName("moh-vt") }) },
        { "others are named", "OFFICER_NOT_NAMED", WithLeaf(t => t with { Officers = ["doctor"] }) },
        { "RED without names", "OFFICER_NOT_NAMED", WithLeaf(t => t with { Handling = Handling.Red }) },
        { "AMBER+STRICT without names", "OFFICER_NOT_NAMED", WithLeaf(t => t with { Handling = Handling.AmberStrict }) },
        { "the record's label was raised", "OFFICER_NOT_NAMED", Question with { Record = Record with { Handling = Handling.Red } } },
        { "suspended", "GRANT_NOT_ACTIVE", Question with { Chain = [Root, Leaf with { Stage = GrantStage.Suspended }] } },
        { "the parent was revoked", "GRANT_NOT_ACTIVE", Question with { Chain = [Root with { Stage = GrantStage.Revoked }, Leaf] } },
        { "at its end", "GRANT_NOT_ACTIVE", Question with { Now = Leaf.Terms.Until } },
        { "the parent's end lies before", "GRANT_NOT_ACTIVE", WithRoot(t => t with { Until = Now.AddDays(9) }) },
        { "the parent has fewer fields", "GRANT_NOT_ACTIVE", WithRoot(t => t with { Fields = ["needs"] }) },
        { "the parent may not be passed on", "GRANT_NOT_ACTIVE", WithRoot(t => t with { OnwardDepth = 0 }) },
        { "the parent has another purpose", "GRANT_NOT_ACTIVE", WithRoot(t => t with { Purpose = "migration_enforcement" }) },
        { "the parent has a stricter label", "GRANT_NOT_ACTIVE", WithRoot(t => t with { Handling = Handling.Red }) with { Reader = Question.Reader, Chain = [Root with { Terms = Root.Terms with { Handling = Handling.Red } }, Leaf with { Terms = Leaf.Terms with { Officers = ["nurse"] } }] } },
        { "granted by who did not hold it", "GRANT_NOT_ACTIVE", WithRoot(t => t with { Grantor = new AgencyName("moj") }) },
        { "of another record", "GRANT_NOT_ACTIVE", WithLeaf(t => t with { Record = new RecordName("r2") }) },
        { "without its parent", "GRANT_NOT_ACTIVE", Question with { Chain = [Leaf] } },
        { "the agreement ended", "GRANT_NOT_ACTIVE", Question with { AgreementsHold = false } },
        { "the person was erased", "GRANT_NOT_ACTIVE", Question with { Record = Record with { Stage = RecordStage.Erased } } },
        { "withdrawn", "RECORD_GONE", Question with { Record = Record with { Stage = RecordStage.Withdrawn } } },
        { "another purpose", "PURPOSE_MISMATCH", Question with { Purpose = "migration_enforcement" } },
        { "the type serves it no more", "PURPOSE_NOT_OF_RECORD", Question with { Record = Record with { Purposes = ["statistics"] } } },
        { "none of the roles", "PURPOSE_NOT_FOR_ROLE", By(r => r with { Roles = [Role.AgencySystem] }) },
        { "nobody asked the person", "CONSENT_MISSING", Question with { Consent = default(ConsentFacts) } },
        { "nobody looked", "CONSENT_MISSING", Question with { Consent = null } },
        { "the person refused", "CONSENT_MISSING", Question with { Consent = new ConsentFacts(ConsentStage.Refused, null) } },
        { "the person took it back", "CONSENT_MISSING", Question with { Consent = new ConsentFacts(ConsentStage.Withdrawn, null) } },
        { "the consent has ended", "CONSENT_MISSING", Question with { Consent = new ConsentFacts(ConsentStage.Given, Now) } },
        { "the parent's field", "FIELD_NOT_GRANTED", Question with { Fields = ["full_name"] } },
        { "the record's field", "FIELD_NOT_GRANTED", Question with { Fields = ["needs", "skills"] } },
        { "a field that was ended", "FIELD_NOT_GRANTED", Question with { Record = Record with { Fields = [Record.Fields[1]] }, Fields = ["needs"] } },
        { "all fields were ended", "FIELD_NOT_GRANTED", Question with { Record = Record with { Fields = [Record.Fields[0]] } } },
        { "a closed class among them", "CLASS_DENIED", By(r => r with { Roles = [Role.CaseLead] }) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Every_row_of_the_table(string when, string reason, DisclosureQuestion question)
    {
        var decision = Decide(question);

        Assert.True(reason == decision.Refusal?.Code, $"{when}: {decision.Refusal?.Code}");
        Assert.Empty(decision.Fields);
    }

    [Fact]
    public void Data_of_victim_support_never_serve_the_enforcement_of_migration_law()
    {
        var enforcement = Question with
        {
            Chain = [Root with { Terms = Root.Terms with { Purpose = "migration_enforcement" } }, Leaf with { Terms = Leaf.Terms with { Purpose = "migration_enforcement" } }],
            Purpose = "migration_enforcement",
            Record = Record with { Purposes = ["migration_enforcement", "victim_support"] },
        };

        Assert.Equal("PURPOSE_NOT_OF_RECORD", Decide(enforcement).Refusal?.Code);
        Assert.Null(Decide(enforcement with { Record = Record with { Purposes = ["migration_enforcement"] } }).Refusal);
    }

    [Fact]
    public void A_basis_that_the_pack_takes_away_stops_the_next_read_of_all_below()
    {
        foreach (var agency in new[] { Lwu, Mlsw, Moh })
            Assert.Equal("PURPOSE_OUTSIDE_LEGAL_BASES", Decide(Question, Pack with { LegalBases = Pack.LegalBases.RemoveAll(b => b.Agency == agency) }).Refusal?.Code);
        Assert.Equal("PURPOSE_OUTSIDE_LEGAL_BASES", Decide(Question, InformationPolicy.None with { MostOnward = 2 }).Refusal?.Code);
    }

    [Fact]
    public void A_pack_that_allows_less_depth_stops_what_lies_deeper() =>
        Assert.Equal("GRANT_NOT_ACTIVE", Decide(Question, Pack with { MostOnward = 0 }).Refusal?.Code);

    [Fact]
    public void A_named_officer_reads_RED_also_from_a_unit()
    {
        var red = WithLeaf(t => t with { Handling = Handling.Red, Officers = ["doctor", "nurse"] });

        Assert.Equal(Handling.Red, Decide(red).Handling);
        Assert.Null(Decide(red with { Reader = red.Reader with { Unit = new UnitName("moh-vt") } }).Refusal);
        Assert.Equal("NOT_FOUND", Decide(red with { Reader = red.Reader with { Subject = "guard", Unit = new UnitName("moh-vt") } }).Refusal?.Code);
    }

    [Fact]
    public void What_is_allowed_carries_the_strictest_label_of_all_sources()
    {
        var green = WithLeaf(t => t with { Handling = Handling.Amber });

        Assert.Equal(Handling.Amber, Decide(green).Handling);
        Assert.Equal(Handling.AmberStrict, Decide(WithLeaf(t => t with { Officers = ["nurse"] }) with { Record = Record with { Handling = Handling.AmberStrict } }).Handling);
    }

    [Fact]
    public void Who_may_not_read_a_class_gets_the_other_fields_by_name() =>
        Assert.Equal(["needs"], Decide(By(r => r with { Roles = [Role.CaseLead] }) with { Fields = ["needs"] }).Fields);

    [Fact]
    public void Lists_that_are_not_sorted_release_nothing()
    {
        ImmutableArray<string> unsorted = ["needs", "health_note"];

        Assert.Equal("GRANT_NOT_ACTIVE", Decide(WithLeaf(t => t with { Fields = unsorted })).Refusal?.Code);
    }
}
