using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Sealing;
using Coordination.Silo.Cases;
using static Coordination.Silo.Tests.Cases.Story;

namespace Coordination.Silo.Tests.Cases;

public sealed class IdentityRulesTests
{
    private static readonly Principal Custodian = By("lwu", "custodian", Role.IdentityCustodian);
    private static readonly Principal Approver = By("lwu", "approver", Role.DisclosureApprover);
    private static readonly IdentityStored Stored = new(Name, "p1", "wrapped", [new SealedIdentityField("name", new SealedText("s1.x"))], ["t"]);
    private static readonly IdentityState Kept = Fold(Stored);
    private static readonly CaseStanding Standing = Opened(Woman).Standing(Name, Relation.Lead, 1);

    private static IdentityState Fold(params IEnumerable<IdentityEvent> events)
    {
        var (state, version) = (IdentityState.Initial, 0);
        foreach (var happened in events)
            state = state.Apply(happened, new EventStamp(++version, Now, null, Guid.Empty));
        return state;
    }

    private static Refusal? Store(IdentityState state, CaseStanding standing, string person = "p1", params (string Field, string Value)[] fields) => IdentityRules.RefuseStore(
        state, new StoreIdentity(Context(Custodian), Name, person, [.. fields.Select(f => new IdentityFieldInput(f.Field, new PlainText(f.Value)))]), standing);

    [Fact]
    public void Storing_is_refused_in_this_order()
    {
        var (ended, closed) = (Standing with { RetentionEnded = true, Stage = CaseStage.Closed }, Standing with { Stage = CaseStage.Closed });
        Assert.Equal(CaseRefusals.IdentityFieldUnknown, Store(Kept, ended));
        Assert.Equal(CaseRefusals.IdentityFieldUnknown, Store(Kept, ended, "p9", ("nickname", "x"), ("birth_date", "x")));
        Assert.Equal(CaseRefusals.IdentityFieldUnknown, Store(Kept, ended, "p9", ("name", "x"), ("name", "x")));
        Assert.Equal(CaseRefusals.BirthDateInvalid, Store(Kept, ended, "p9", ("birth_date", "1999-13")));
        Assert.Equal(CaseRefusals.RetentionEnded, Store(Kept, ended, "p9", ("name", "x")));
        Assert.Equal(CaseRefusals.CaseClosed, Store(Kept, closed, "p9", ("name", "x")));
        Assert.Equal(CaseRefusals.PersonUnknown, Store(Fold(Stored, new IdentityErasing("approved", null)), Standing, "p9", ("name", "x")));
        Assert.Equal(CaseRefusals.IdentityErased, Store(Fold(Stored, new IdentityErasing("approved", null)), Standing, "p1", ("name", "x")));
        Assert.Null(Store(Kept, Standing, "p1", ("birth_date", "1999-04"), ("name", "")));
    }

    [Fact]
    public void What_was_prepared_from_an_older_state_is_not_stored()
    {
        Refused(CommonRefusals.ConcurrentChange, IdentityRules.Store(Kept, Stored, 0));
        Assert.Single(IdentityRules.Store(Kept, Stored, 1).Events);
        Refused(CaseRefusals.IdentityErased, IdentityRules.Store(Fold(Stored, new IdentityErasing("approved", null)), Stored, 2));
    }

    [Fact]
    public void Fields_are_replaced_one_by_one_and_an_empty_value_takes_one_away()
    {
        var state = Fold(Stored, Stored with { Fields = [new("phone", new SealedText("s1.p")), new("name", null)], Tokens = ["u"] });
        Assert.Equal(["phone"], state.Fields.Keys);
        Assert.Equal(["u"], state.Tokens);
        Assert.Equal((2, 0), (state.StoredVersion, state.LinkedVersion));
    }

    [Fact]
    public void Erasing_takes_two_people_within_a_day()
    {
        var (propose, approve) = (new ProposeIdentityErasure(Context(Custodian), "asked"), new ApproveIdentityErasure(Context(Approver)));
        var (held, within) = (Standing with { HasLegalHold = true }, Now + IdentityRules.ApprovalWithin);
        var proposed = Fold(Stored, IdentityRules.ProposeErasure(Kept, propose, Standing).Events[0]);
        var erasing = Fold(Stored, new IdentityErasing("approved", null));

        Refused(CaseRefusals.IdentityErased, IdentityRules.ProposeErasure(erasing, propose, held));
        Refused(CaseRefusals.LegalHold, IdentityRules.ProposeErasure(Kept, propose, held));
        Refused(CaseRefusals.IdentityErased, IdentityRules.ApproveErasure(erasing, approve, held, Now));
        Refused(CaseRefusals.LegalHold, IdentityRules.ApproveErasure(Kept, approve, held, Now));
        Refused(CaseRefusals.NothingToApprove, IdentityRules.ApproveErasure(Kept, approve, Standing, Now));
        Refused(CaseRefusals.NothingToApprove, IdentityRules.ApproveErasure(proposed, approve, Standing, within));
        Refused(CaseRefusals.SelfApproval, IdentityRules.ApproveErasure(proposed, new ApproveIdentityErasure(Context(Custodian)), Standing, Now));
        Assert.Equal("approved", Assert.IsType<IdentityErasing>(Assert.Single(IdentityRules.ApproveErasure(proposed, approve, Standing, within.AddTicks(-10)).Events)).Cause);

        Assert.Empty(IdentityRules.DueBy(proposed, IdentityRules.LapseKind, within.AddTicks(-10)).Events);
        Assert.IsType<IdentityErasureLapsed>(Assert.Single(IdentityRules.DueBy(proposed, IdentityRules.LapseKind, within).Events));
    }

    [Fact]
    public void From_erasing_on_nothing_is_in_the_index_and_nothing_is_said_to_be_kept()
    {
        var erasing = Fold(Stored, new IdentityErasing("retention", null));
        Assert.Empty(erasing.Tokens);
        Assert.Empty(erasing.View(new IdentityName("i"), 2).Fields);
        Assert.True(erasing.View(new IdentityName("i"), 2).Erased);
        Assert.Empty(IdentityRules.Erase(erasing, "withdrawn").Events);
        Assert.Empty(IdentityRules.Erase(IdentityState.Initial, "withdrawn").Events);
        Assert.Empty(Fold(Stored, new IdentityErasing("retention", null), new IdentityErased()).Fields);
        Assert.Equal(["erase", "link"], IdentityRules.Due(erasing, Now).Select(d => d.Kind));
        Assert.Equal(["link"], IdentityRules.Due(Kept, Now).Select(d => d.Kind));
        Assert.Empty(IdentityRules.Due(Fold(Stored, new IdentityLinked(1)), Now));
    }
}
