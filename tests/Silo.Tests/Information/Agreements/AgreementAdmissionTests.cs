using Coordination.Access;
using Coordination.Information;
using Coordination.Names;
using Coordination.Outcomes;
using static Coordination.Silo.Information.Agreements.Parties;

namespace Coordination.Silo.Information.Agreements;

/// <summary>Which questions are granted by rule, and on which terms.</summary>
public sealed class AgreementAdmissionTests
{
    private static readonly AgreementQuestion Question = new(
        new InformationRequestName("ione"), 2, Mlsw, Lwu, "victim_support", Intakes, Parties.Record.Record, ["skills"]);

    private static Outcome<GrantTerms> Admit(
        AgreementState? state = null, Func<AgreementQuestion, AgreementQuestion>? ask = null, RecordFacts? record = null, DateTimeOffset? now = null,
        InformationPolicy? policy = null) =>
        AgreementAdmission.Admit(Name, state ?? InForce(), ask is null ? Question : ask(Question), record ?? Parties.Record, policy ?? Policy, now ?? Now);

    private static void Outside(string dimension, Outcome<GrantTerms> outcome) =>
        Assert.Equal(("OUTSIDE_AGREEMENT", dimension), (outcome.Refusal?.Code, outcome.Refusal?.Metadata?["dimension"]));

    [Fact]
    public void A_question_within_it_gets_its_terms()
    {
        var terms = Admit().Value!;

        Assert.Equal((Lwu, Mlsw, Parties.Record.Record), (terms.Grantor, terms.Recipient, terms.Record));
        Assert.Equal(["skills"], terms.Fields);
        Assert.Equal(("victim_support", Guidelines, Handling.Amber, 1), (terms.Purpose, terms.LegalBasis, terms.Handling, terms.OnwardDepth));
        Assert.Equal((Now.AddDays(30), Question.Request, 2, Name), (terms.Until, terms.Request, terms.Question, terms.Agreement));
        Assert.Null(GrantScope.Refuse(terms, [], Parties.Record, Policy, Now));
    }

    [Fact]
    public void A_question_that_names_no_field_gets_all_of_it() => Assert.Equal(["needs", "skills"], Admit(ask: q => q with { Fields = [] }).Value!.Fields);

    [Fact]
    public void Fields_are_sorted_and_named_once() =>
        Assert.Equal(["needs", "skills"], Admit(ask: q => q with { Fields = ["skills", "needs", "skills"] }).Value!.Fields);

    [Fact]
    public void No_grant_outlives_the_agreement() =>
        Assert.Equal(Content.Until, Admit(now: Content.Until.AddDays(-3)).Value!.Until);

    [Fact]
    public void The_stricter_of_its_label_and_the_records_is_taken()
    {
        Assert.Equal(Handling.Amber, Admit(record: Parties.Record with { Handling = Handling.Green }).Value!.Handling);
        var officers = InForce(Content with { Officers = ["officer-1"] });
        Assert.Equal(Handling.Red, Admit(officers, record: Parties.Record with { Handling = Handling.Red }).Value!.Handling);
    }

    [Fact]
    public void A_label_for_named_persons_is_not_granted_when_it_names_none() =>
        Outside("conditions", Admit(record: Parties.Record with { Handling = Handling.Red }));

    [Fact]
    public void Absent_foreign_proposed_suspended_ended_and_expired_ones_look_alike()
    {
        var inForce = InForce();
        Outcome<GrantTerms>[] outcomes =
        [
            Admit(AgreementState.Initial),
            Admit(ask: q => q with { Requester = Moh }),
            Admit(ask: q => q with { Addressee = Moh }),
            Admit(ask: q => q with { Requester = Lwu, Addressee = Mlsw }),
            Admit(Proposed(Lwu)),
            Admit(inForce.Then(AgreementRules.Suspend(inForce, new SuspendAgreement(By(Speaker(Lwu)), "A leak.")))),
            Admit(inForce.Then(AgreementRules.End(inForce, new EndAgreement(By(Speaker(Lwu)), "Enough.")))),
            Admit(now: Content.Until),
        ];

        Assert.All(outcomes, o => Assert.Equal(AgreementRefusals.AgreementNotInForce, o.Refusal));
    }

    [Fact]
    public void What_it_does_not_cover_is_named()
    {
        Outside("purpose", Admit(ask: q => q with { Purpose = "statistics" }));
        Outside("record_type", Admit(ask: q => q with { RecordType = new RecordTypeName("lwu-other") }));
        Outside("fields", Admit(ask: q => q with { Fields = ["needs", "full_name"] }));
    }

    [Fact]
    public void A_record_that_is_absent_foreign_of_another_type_or_gone_is_outside_alike()
    {
        Outside("record", AgreementAdmission.Admit(Name, InForce(), Question, null, Policy, Now));
        Outside("record", Admit(record: Parties.Record with { Owner = Moh }));
        Outside("record", Admit(record: Parties.Record with { Type = new RecordTypeName("lwu-other") }));
        Outside("record", Admit(record: Parties.Record with { Record = new RecordName("rother") }));
        Outside("record", Admit(record: Parties.Record with { Stage = RecordStage.Withdrawn }));
        Outside("record", Admit(record: Parties.Record with { Stage = RecordStage.Erased }));
    }

    [Fact]
    public void A_childs_record_needs_two_persons_of_the_grantor()
    {
        var child = Parties.Record with { Minor = true };
        Outside("conditions", Admit(record: child));

        var byGrantor = Proposed(Lwu);
        byGrantor = byGrantor.Then(Approve(byGrantor, Approver(Lwu)));
        byGrantor = byGrantor.Then(Approve(byGrantor, Approver(Mlsw)));
        Assert.Null(Admit(byGrantor, record: child).Refusal);
    }

    [Fact]
    public void Sensitive_fields_are_granted_by_rule_when_two_agreed() =>
        Assert.Equal(["full_name", "needs"], Admit(InForce(Sensitive), q => q with { Fields = [] }).Value!.Fields);

    [Fact]
    public void What_the_pack_forbids_meanwhile_is_not_granted()
    {
        Outside("conditions", Admit(policy: Policy with { LegalBases = [] }));
        Outside("conditions", Admit(policy: Policy with { DeniedClasses = [new ClassRule(FieldClass.General, Mlsw, null)] }));
        Outside("conditions", Admit(record: Parties.Record with { Fields = [new FieldFacts("needs", FieldClass.General)] }));
    }
}
