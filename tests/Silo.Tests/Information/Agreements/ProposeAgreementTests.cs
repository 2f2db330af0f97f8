using Coordination.Access;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Silo.Tests.Tasks;
using static Coordination.Silo.Information.Agreements.Parties;

namespace Coordination.Silo.Information.Agreements;

public sealed class ProposeAgreementTests
{
    private static Decision<AgreementEvent> Propose(AgreementContent content, Principal? by = null, RecordTypeFacts? type = null) =>
        AgreementRules.Propose(AgreementState.Initial, new ProposeAgreement(By(by ?? Speaker(Lwu)), content), type ?? Parties.Type, Policy, new FakeDirectory(), Now);

    public static TheoryData<string, AgreementContent, string?> Refused => new()
    {
        { "NOT_A_PARTY", Content with { Grantor = Moh }, "content" },
        { "AGENCY_UNKNOWN", Content with { Recipient = Cast.Unknown }, "content.recipient" },
        { "AGENCY_NOT_IN_FORCE", Content with { Recipient = Cast.Ended }, "content.recipient" },
        { "UNTIL_PASSED", Content with { Until = Now }, "content.until" },
        { "RECIPIENT_IS_GRANTOR", Content with { Recipient = Lwu }, "content.recipient" },
        { "FIELD_UNKNOWN", Content with { Fields = ["needs", "shoe_size"] }, "content.fields" },
        { "FIELD_UNKNOWN", Content with { Fields = [] }, "content.fields" },
        { "ONWARD_NOT_ALLOWED", Content with { OnwardDepth = 3 }, "content.onward_depth" },
        { "TERM_TOO_LONG", Content with { GrantDays = 366 }, "content.until" },
        { "PURPOSE_UNKNOWN", Content with { Purpose = "curiosity" }, "content.purpose" },
        { "PURPOSE_NOT_OF_RECORD", Content with { Purpose = "statistics" }, "content.purpose" },
        { "PURPOSE_OUTSIDE_LEGAL_BASES", Content with { LegalBasis = new InstrumentName("penal-law") }, "content.purpose" },
        { "PURPOSE_OUTSIDE_LEGAL_BASES", Content with { Recipient = Moh }, "content.purpose" },
        { "CLASS_DENIED", Content with { Fields = ["needs", "tip_off"] }, "content.fields" },
        { "OFFICERS_REQUIRED", Content with { Handling = Handling.AmberStrict }, "content.officers" },
        { "OFFICERS_REQUIRED", Content with { Handling = Handling.Red }, "content.officers" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_no_grant_could_say_no_agreement_says(string code, AgreementContent content, string? field)
    {
        var decision = Propose(content, content.Grantor == Moh ? Speaker(Lwu) with { Agency = new AgencyName("moj") } : null);

        Assert.Empty(decision.Events);
        Assert.Equal((code, field), (decision.Refusal?.Code, decision.Refusal?.Field));
    }

    [Fact]
    public void Either_side_proposes()
    {
        foreach (var side in (AgencyName[])[Lwu, Mlsw])
        {
            var proposed = Assert.IsType<AgreementProposed>(Assert.Single(Propose(Content, Speaker(side)).Events));
            Assert.Equal((side, $"speaker-{side.Id}", Content), (proposed.Proposer, proposed.ProposedBy.Subject, proposed.Content));
        }
    }

    [Fact]
    public void Another_agency_does_not() => Propose(Content, Speaker(Moh)).ShouldRefuse(AgreementRefusals.NotAParty);

    [Fact]
    public void The_record_type_must_be_there_and_be_the_grantors()
    {
        Propose(Content, type: Parties.Type with { Retired = true }).ShouldRefuse(InformationRefusals.RecordTypeUnknown);
        Propose(Content, type: Parties.Type with { Owner = Moh }).ShouldRefuse(GrantRefusals.RecordNotHeld);
        AgreementRules.Propose(AgreementState.Initial, new ProposeAgreement(By(Speaker(Lwu)), Content), null, Policy, new FakeDirectory(), Now)
            .ShouldRefuse(InformationRefusals.RecordTypeUnknown);
    }

    [Fact]
    public void A_name_is_proposed_once() =>
        AgreementRules.Propose(Proposed(Lwu), new ProposeAgreement(By(Speaker(Lwu)), Content), Parties.Type, Policy, new FakeDirectory(), Now)
            .ShouldRefuse(AgreementRefusals.AgreementExists);

    [Fact]
    public void A_strict_label_is_agreed_with_its_officers() =>
        Assert.Null(Propose(Content with { Handling = Handling.Red, Officers = ["officer-1"] }).Refusal);

    [Fact]
    public void Fields_of_some_classes_ask_for_four_eyes()
    {
        Assert.False(Assert.IsType<AgreementProposed>(Propose(Content).Events[0]).FourEyes);
        Assert.True(Assert.IsType<AgreementProposed>(Propose(Sensitive).Events[0]).FourEyes);
    }

    [Fact]
    public void The_hash_is_of_all_of_the_content()
    {
        AgreementContent[] others =
        [
            Content, Sensitive, Content with { Recipient = Moh }, Content with { Purpose = "statistics" }, Content with { Handling = Handling.Red },
            Content with { GrantDays = 31 }, Content with { OnwardDepth = 0 }, Content with { Until = Content.Until.AddTicks(10) },
            Content with { Officers = ["officer-1"] }, Content with { LegalBasis = new InstrumentName("law-women") },
            Content with { Grantor = Moh }, Content with { RecordType = new RecordTypeName("lwu-other") },
        ];

        Assert.Equal(others.Length, others.Select(c => c.Hash()).Distinct().Count());
        Assert.Matches("^[0-9a-f]{64}$", Content.Hash());
        Assert.Equal(Content.Hash(), (Content with { Fields = [.. Content.Fields] }).Hash());
    }
}
