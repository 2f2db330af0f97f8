using Coordination.Information;
using Coordination.Names;
using Coordination.Sealing;
using Coordination.Silo.Information.Consents;
using static Coordination.Silo.Tests.Information.Records.Given;

namespace Coordination.Silo.Tests.Information.Records;

public sealed class ConsentRulesTests
{
    private static readonly RecordConsent Said = new(Context(), Kham, "victim_support", Moh, true, ConsentGiver.Self, "2026-1", Now.AddDays(30));

    private static readonly ConsentRecorded Given1 = new(Lwu, Kham, "victim_support", Moh, true, ConsentGiver.Self, "2026-1", Now.AddDays(30));

    [Fact]
    public void A_statement_is_judged_in_this_order()
    {
        var bad = Said with { Purpose = "gossip", ValidUntil = Now };

        Refused(SealingRefusals.SubjectErased, ConsentRules.Record(bad, Held with { Stage = SubjectStage.Erasing }, Policy, null, Now));
        Refused(InformationRefusals.PurposeUnknown, ConsentRules.Record(bad, Held, Policy, null, Now));
        Refused(RecordRefusals.RecipientUnknown, ConsentRules.Record(bad with { Purpose = "investigation" }, Held, Policy, null, Now));
        Refused(RecordRefusals.RecipientUnknown, ConsentRules.Record(Said, Held, Policy, Entry(Moh, validUntil: Now), Now));
        Refused(RecordRefusals.ValidityPassed, ConsentRules.Record(Said with { ValidUntil = Now }, Held, Policy, Entry(Moh), Now));
        Assert.Equal(Given1, Only(ConsentRules.Record(Said, Held, Policy, Entry(Moh), Now)));
    }

    [Fact]
    public void The_last_statement_counts_and_each_is_a_version()
    {
        var state = Consent(Given1, Given1 with { Given = false }, Given1 with { FormVersion = "2026-2" });

        Assert.Equal(ConsentStage.Given, state.Stage);
        Assert.Equal(3, state.Statements);
        Assert.Equal("2026-2", state.View(new ConsentName("nx"), 3).FormVersion);
    }

    [Fact]
    public void Only_a_given_consent_is_withdrawn()
    {
        Only(ConsentRules.Withdraw(Consent(Given1)));
        Refused(InformationRefusals.TransitionNotAllowed, ConsentRules.Withdraw(Consent(Given1, new ConsentWithdrawn())));
        Refused(InformationRefusals.TransitionNotAllowed, ConsentRules.Withdraw(Consent(Given1 with { Given = false })));
    }

    [Fact]
    public void Sharing_rests_on_a_consent_that_is_given_and_has_not_ended()
    {
        Assert.True(new ConsentFacts(ConsentStage.Given, null).HoldsAt(Now));
        Assert.True(new ConsentFacts(ConsentStage.Given, Now.AddTicks(1)).HoldsAt(Now));
        Assert.False(new ConsentFacts(ConsentStage.Given, Now).HoldsAt(Now));
        Assert.False(new ConsentFacts(ConsentStage.Refused, null).HoldsAt(Now));
        Assert.False(new ConsentFacts(ConsentStage.Withdrawn, null).HoldsAt(Now));
        Assert.False(default(ConsentFacts).HoldsAt(Now));
    }

    [Fact]
    public void Each_purpose_and_recipient_of_a_person_has_its_own_consent()
    {
        var names = new[]
        {
            ConsentNames.For(Kham, "victim_support", Moh), ConsentNames.For(Kham, "investigation", Moh),
            ConsentNames.For(Kham, "victim_support", Lwu), ConsentNames.For(new SubjectName("sother"), "victim_support", Moh),
        };

        Assert.Equal(4, names.Distinct().Count());
        Assert.Equal(names[0], ConsentNames.For(Kham, "victim_support", Moh));
    }
}
