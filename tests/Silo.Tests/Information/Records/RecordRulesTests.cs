using Coordination.Access;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sealing;
using Coordination.Silo.Information.Records;
using static Coordination.Silo.Tests.Information.Records.Given;

namespace Coordination.Silo.Tests.Information.Records;

public sealed class RecordRulesTests
{
    private static readonly RecordSurroundings Around = new(TypeFacts, Held);
    private static readonly LowerHandlingProposed Wider = new(Handling.Green, "It is public now.", PersonOf(Officer));

    private static OfferRecord Offer(params FieldInput[] values) => new(Context(), Shelter, Kham, new PlainText("A-17"), [.. values], null);

    private static UpdateRecord Update(params FieldInput[] values) => new(Context(), [.. values]);

    private static void Refused(Refusal expected, Refusal? refusal) => Assert.Equal(expected.Code, refusal?.Code);

    [Fact]
    public void An_offer_is_judged_in_this_order()
    {
        var bad = Offer(Value("name", "x"), Value("name", "y"));

        Refused(CommonRefusals.PermissionDenied, RecordRules.RefuseOffer(
            bad with { Context = Context(Officer with { Unit = new UnitName("lwu-vt") }) }, new(null, null)));
        Refused(InformationRefusals.RecordTypeUnknown, RecordRules.RefuseOffer(bad, new(null, null)));
        Refused(RecordRefusals.RecordTypeNotYours, RecordRules.RefuseOffer(bad, new(TypeFacts with { Owner = Moh, Retired = true }, null)));
        Refused(RecordRefusals.RecordTypeRetired, RecordRules.RefuseOffer(bad, new(TypeFacts with { Retired = true }, null)));
        Refused(RecordRefusals.SubjectUnknown, RecordRules.RefuseOffer(bad, new(TypeFacts, null)));
        Refused(RecordRefusals.SubjectUnknown, RecordRules.RefuseOffer(bad, new(TypeFacts, Held with { Owner = Moh })));
        Refused(SealingRefusals.SubjectErased, RecordRules.RefuseOffer(bad, new(TypeFacts, Held with { Stage = SubjectStage.Erasing })));
        Refused(SealingRefusals.SubjectErased, RecordRules.RefuseOffer(bad, new(TypeFacts, Held with { Stage = SubjectStage.Erased })));
        Refused(RecordRefusals.ValuesHeldByProvider, RecordRules.RefuseOffer(bad, new(TypeFacts with { HeldBy = HeldBy.Provider }, Held)));
        Refused(RecordRefusals.FieldTwice, RecordRules.RefuseOffer(bad, Around));
        Refused(InformationRefusals.FieldUnknown, RecordRules.RefuseOffer(Offer(Value("age", "9")), Around));
        Assert.Null(RecordRules.RefuseOffer(Offer(Value("name", "x")), Around with { Subject = Held with { Stage = SubjectStage.ErasureProposed } }));
        Assert.Null(RecordRules.RefuseOffer(Offer(), new(TypeFacts with { HeldBy = HeldBy.Provider }, Held)));
    }

    [Fact]
    public void An_offered_record_takes_the_types_label_and_leaves_empty_values_out()
    {
        var happened = (RecordOffered)Only(RecordRules.Offer(
            RecordState.Initial, Offer(), TypeFacts, "wrapped", new SealedText("s1.r"), [new SealedField("name", new SealedText("s1.v")), new SealedField("room", null)]));

        Assert.Equal(Handling.Amber, happened.Handling);
        Assert.Equal(["name"], happened.Values.Select(v => v.Field));
        Assert.Equal(Handling.Red, ((RecordOffered)Only(RecordRules.Offer(
            RecordState.Initial, Offer() with { Handling = Handling.Red }, TypeFacts, "w", new SealedText("s1.r"), []))).Handling);
    }

    [Fact]
    public void There_is_one_record_a_reference() =>
        Given.Refused(RecordRefusals.RecordExists, RecordRules.Offer(Record(Offered), Offer(), TypeFacts, "w", new SealedText("s1.r"), []));

    [Fact]
    public void An_update_is_judged_in_this_order()
    {
        var bad = Update(Value("age", "9"));

        Refused(RecordRefusals.RecordEnded, RecordRules.RefuseUpdate(Record(Offered, new RecordWithdrawn()), bad, new(null, null)));
        Refused(SealingRefusals.SubjectErased, RecordRules.RefuseUpdate(Record(Offered), bad, new(null, Held with { Stage = SubjectStage.Erasing })));
        Refused(InformationRefusals.RecordTypeUnknown, RecordRules.RefuseUpdate(Record(Offered), bad, new(null, Held)));
        Refused(InformationRefusals.FieldUnknown, RecordRules.RefuseUpdate(Record(Offered), bad, Around));
        Assert.Null(RecordRules.RefuseUpdate(Record(Offered), Update(Value("name", "x")), Around));
    }

    [Fact]
    public void A_value_of_an_ended_field_can_be_taken_away_but_not_set()
    {
        var without = Around with { Type = TypeFacts with { Fields = [new FieldFacts("note", FieldClass.General)] } };

        Assert.Null(RecordRules.RefuseUpdate(Record(Offered), Update(Value("name", "")), without));
        Refused(InformationRefusals.FieldUnknown, RecordRules.RefuseUpdate(Record(Offered), Update(Value("name", "x")), without));
    }

    [Fact]
    public void An_update_replaces_what_is_given_and_an_empty_value_takes_a_field_away()
    {
        var happened = Only(RecordRules.Update(
            Record(Offered), [new SealedField("name", null), new SealedField("room", new SealedText("s1.two")), new SealedField("note", null)]));

        Assert.Equal(["room"], Record(Offered, happened).Values.Keys);
        Nothing(RecordRules.Update(Record(Offered), [new SealedField("note", null)]));
    }

    [Fact]
    public void A_label_is_raised_at_once_and_ends_a_proposal_to_lower_it()
    {
        var raised = Only(RecordRules.Raise(Record(Offered, Wider), new RaiseHandling(Context(), Handling.Red)));

        var after = Record(Offered, Wider, raised);
        Assert.Equal(Handling.Red, after.Handling);
        Assert.Null(after.Proposal);
        Given.Refused(RecordRefusals.LabelNotStricter, RecordRules.Raise(Record(Offered), new RaiseHandling(Context(), Handling.Amber)));
        Given.Refused(RecordRefusals.LabelNotStricter, RecordRules.Raise(Record(Offered), new RaiseHandling(Context(), Handling.Green)));
    }

    [Fact]
    public void A_label_is_lowered_by_two()
    {
        Given.Refused(RecordRefusals.LabelNotWider, RecordRules.ProposeLower(Record(Offered), new ProposeLowerHandling(Context(), Handling.Amber, "x")));
        var proposed = Only(RecordRules.ProposeLower(Record(Offered), new ProposeLowerHandling(Context(), Handling.Green, "x")));
        var state = Record(Offered, proposed);
        Assert.Equal(Handling.Amber, state.Handling);

        Given.Refused(InformationRefusals.NothingToApprove, RecordRules.ApproveLower(Record(Offered), Approve(Handling.Green), Now));
        Given.Refused(InformationRefusals.NothingToApprove, RecordRules.ApproveLower(state, Approve(Handling.Green), Now.AddHours(24)));
        Given.Refused(InformationRefusals.ContentChanged, RecordRules.ApproveLower(state, Approve(Handling.Clear), Now));
        Given.Refused(InformationRefusals.SelfApproval, RecordRules.ApproveLower(state, Approve(Handling.Green, Officer), Now));
        Assert.Equal(Handling.Green, Record(Offered, proposed, Only(RecordRules.ApproveLower(state, Approve(Handling.Green), Now))).Handling);
    }

    private static ApproveLowerHandling Approve(Handling handling, Principal? by = null) => new(Context(by ?? Approver), handling);

    [Fact]
    public void A_proposal_ends_when_the_values_change() => Given.Refused(
        InformationRefusals.NothingToApprove,
        RecordRules.ApproveLower(Record(Offered, Wider, new RecordUpdated([new SealedField("name", new SealedText("s1.other"))])), Approve(Handling.Green), Now));

    [Fact]
    public void A_proposal_lapses_after_a_day()
    {
        Assert.Equal([new DueRow(RecordRules.LapseKind, Now.AddHours(24))], RecordRules.Due(Record(Offered, Wider)));
        Nothing(RecordRules.DueBy(Record(Offered, Wider), Now.AddHours(23)));
        var lapsed = Only(RecordRules.DueBy(Record(Offered, Wider), Now.AddHours(24)));
        Assert.Empty(RecordRules.Due(Record(Offered, Wider, lapsed)));
        Given.Refused(InformationRefusals.NothingToApprove, RecordRules.ApproveLower(Record(Offered, Wider, lapsed), Approve(Handling.Green), Now));
    }

    public static TheoryData<bool> Ends => [true, false];

    [Theory]
    [MemberData(nameof(Ends))]
    public void Of_an_ended_record_nothing_can_be_changed(bool erased)
    {
        var state = Record(Offered, Wider, erased ? new RecordErased() : new RecordWithdrawn());

        Given.Refused(RecordRefusals.RecordEnded, RecordRules.Withdraw(state));
        Given.Refused(RecordRefusals.RecordEnded, RecordRules.Update(state, [new SealedField("name", new SealedText("s1.x"))]));
        Given.Refused(RecordRefusals.RecordEnded, RecordRules.Raise(state, new RaiseHandling(Context(), Handling.Red)));
        Given.Refused(RecordRefusals.RecordEnded, RecordRules.ProposeLower(state, new ProposeLowerHandling(Context(), Handling.Green, "x")));
        Given.Refused(RecordRefusals.RecordEnded, RecordRules.ApproveLower(state, Approve(Handling.Green), Now));
        Assert.Empty(RecordRules.Due(state));
    }

    [Fact]
    public void An_erased_record_forgets_its_sealed_values_and_a_withdrawn_one_is_erased_too()
    {
        var state = Record(Offered, new RecordWithdrawn());

        var erased = Record(Offered, new RecordWithdrawn(), Only(RecordRules.Erase(state)));
        Assert.Equal(RecordStage.Erased, erased.Stage);
        Assert.Empty(erased.Values);
        Nothing(RecordRules.Erase(erased));
        Nothing(RecordRules.Erase(RecordState.Initial));
    }
}
