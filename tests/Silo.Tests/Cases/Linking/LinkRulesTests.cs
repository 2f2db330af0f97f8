using System.Text;
using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Sdk.Grains;
using Coordination.Silo.Cases.Linking;

namespace Coordination.Silo.Tests.Cases.Linking;

public class LinkRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Within = TimeSpan.FromDays(90);
    private static readonly LinkName Name = new("lone");
    private static readonly Principal Lwu = By("lwu"), Atd = By("atd"), Moh = By("moh");
    private static readonly LinkFindingSide One = new(new("ione"), new("cone"), "p1", new("lwu"), null, []);
    private static readonly LinkFindingSide Two = new(new("itwo"), new("ctwo"), "p7", new("atd"), null, []);
    private static readonly LinkFinding Found = new(LinkStrength.Strong, One, Two);

    // One of each, and the name under which it is stored for ever.
    private static readonly (string Name, LinkEvent Event)[] All =
    [
        ("link.suggested", new LinkSuggested(LinkStrength.Strong, Now)),
        ("link.side_set", new LinkSideSet("first", One.Identity, One.Case, "p1", One.Lead, new UnitName("lwu-vte"), ["k"])),
        ("link.strength_changed", new LinkStrengthChanged(LinkStrength.Possible)),
        ("link.answered", new LinkAnswered("second", LinkAnswer.Rejected, LinkRejection.DataError)),
        ("link.confirmed", new LinkConfirmed()),
        ("link.rejected", new LinkRejected()),
        ("link.lapsed", new LinkLapsed()),
        ("link.withdrawn", new LinkWithdrawn()),
    ];

    [Fact]
    public void Every_event_has_its_stable_name_and_survives_its_writing()
    {
        var codec = new EventCodec<LinkEvent>(LinkJson.Default.LinkEvent);
        Assert.Equal(codec.Names.Values.Order(), All.Select(a => a.Name).Order());
        foreach (var (name, happened) in All)
        {
            Assert.Equal(name, codec.NameOf(happened));
            Assert.Equal(Encoding.UTF8.GetString(codec.Write(happened)), Encoding.UTF8.GetString(codec.Write(codec.Read(codec.Write(happened)))));
            LinkState.Initial.Apply(happened, new EventStamp(1, Now, null, Guid.Empty));
        }
    }

    [Fact]
    public void The_state_survives_its_writing_for_lists()
    {
        var state = Suggested();
        var read = JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(state, LinkJson.Default.LinkState), LinkJson.Default.LinkState)!;
        Assert.Equal(Json(state.View(Name, Lwu)!), Json(read.View(Name, Lwu)!));
    }

    [Fact]
    public void A_finding_makes_one_link_and_a_repeat_nothing()
    {
        var state = Suggested();
        Assert.Equal(LinkStage.Suggested, state.Stage);
        Assert.Equal(Now + Within, state.LapsesAt);
        Assert.Empty(LinkRules.Suggest(state, Found, Within, Now).Events);
        Assert.Equal(new LinkStrengthChanged(LinkStrength.Possible), Assert.Single(LinkRules.Suggest(state, Found with { Strength = LinkStrength.Possible }, Within, Now).Events));
    }

    [Fact]
    public void Each_side_sees_its_own_and_others_see_nothing()
    {
        var state = Suggested();
        var side = Assert.Single(state.View(Name, Lwu)!.Sides);
        Assert.Equal((One.Case, "p1"), (side.Case, side.Person));
        Assert.Equal(Two.Case, Assert.Single(state.View(Name, Atd)!.Sides).Case);
        Assert.Null(state.View(Name, Moh));
    }

    [Fact]
    public void Nothing_that_the_other_side_does_shows_before_it_is_decided()
    {
        var before = Suggested();
        var after = Then(before, Answer(before, Atd), minutes: 5);
        Assert.Equal(Json(before.View(Name, Lwu)!), Json(after.View(Name, Lwu)!));
        Assert.Equal(before.VersionFor([LinkWords.First]), after.VersionFor([LinkWords.First]));
        Assert.NotEqual(Json(before.View(Name, Atd)!), Json(after.View(Name, Atd)!));
    }

    [Fact]
    public void Both_sides_see_views_of_one_shape()
    {
        var state = Suggested();
        var (one, two) = (Json(state.View(Name, Lwu)!), Json(state.View(Name, Atd)!));
        Assert.Equal(one.Length, two.Length);
        Assert.DoesNotContain("ctwo", one, StringComparison.Ordinal);
        Assert.DoesNotContain("atd", one, StringComparison.Ordinal);
        Assert.DoesNotContain("itwo", one, StringComparison.Ordinal);
        Assert.DoesNotContain("p7", one, StringComparison.Ordinal);
    }

    [Fact]
    public void Once_both_confirmed_each_learns_which_agency_leads_the_other_case_and_no_more()
    {
        var state = Suggested();
        state = Then(state, Answer(state, Lwu));
        Assert.Null(state.View(Name, Lwu)!.OtherLead);
        state = Then(state, Answer(state, Atd));
        Assert.Empty(LinkRules.DueBy(state, LinkRules.LapseKind, Now.AddYears(1)).Events);
        state = Then(state, LinkRules.DueBy(state, LinkRules.SettleKind, Now));
        Assert.Equal(LinkStage.Confirmed, state.Stage);
        Assert.Equal(new AgencyName("atd"), state.View(Name, Lwu)!.OtherLead);
        Assert.Equal(new AgencyName("lwu"), state.View(Name, Atd)!.OtherLead);
        Assert.DoesNotContain("ctwo", Json(state.View(Name, Lwu)!), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rejection_settles_it_and_the_other_side_learns_neither_who_nor_why()
    {
        var state = Suggested();
        state = Then(state, LinkRules.Answer(state, new RejectLink(Context(Atd), null, LinkRejection.DataError)));
        state = Then(state, LinkRules.Settle(state));
        Assert.Equal(LinkStage.Rejected, state.Stage);
        var view = state.View(Name, Lwu)!;
        Assert.Null(view.OtherLead);
        Assert.Equal((LinkAnswer.None, LinkRejection.None), (view.Sides[0].Answer, view.Sides[0].Reason));
        Assert.Equal(LinkRefusals.NotOpen.Code, Answer(state, Lwu).Refusal?.Code);
        Assert.Empty(LinkRules.Suggest(state, Found, Within, Now).Events);
    }

    [Fact]
    public void An_answer_is_given_once_for_ones_own_side()
    {
        var state = Suggested();
        Assert.Equal(LinkRefusals.SideUnclear.Code, LinkRules.Answer(state, new ConfirmLink(Context(Lwu), Two.Case)).Refusal?.Code);
        state = Then(state, Answer(state, Lwu));
        Assert.Equal(LinkRefusals.Answered.Code, Answer(state, Lwu).Refusal?.Code);
        Assert.Equal(LinkRefusals.Answered.Code, LinkRules.Answer(state, new RejectLink(Context(Lwu), One.Case, LinkRejection.Other)).Refusal?.Code);
    }

    [Fact]
    public void Two_cases_of_one_agency_are_answered_one_by_one()
    {
        var state = Then(LinkState.Initial, LinkRules.Suggest(LinkState.Initial, Found with { Second = Two with { Lead = One.Lead } }, Within, Now));
        Assert.Equal(2, state.View(Name, Lwu)!.Sides.Length);
        Assert.Equal(LinkRefusals.SideUnclear.Code, Answer(state, Lwu).Refusal?.Code);
        state = Then(state, LinkRules.Answer(state, new ConfirmLink(Context(Lwu), One.Case)));
        state = Then(state, LinkRules.Answer(state, new ConfirmLink(Context(Lwu), Two.Case)));
        state = Then(state, LinkRules.Settle(state));
        Assert.Equal(LinkStage.Confirmed, state.Stage);
        Assert.Null(state.View(Name, Lwu)!.OtherLead);
    }

    [Fact]
    public void It_lapses_by_itself_and_begins_anew_when_it_is_found_again()
    {
        var state = Suggested();
        state = Then(state, Answer(state, Lwu));
        Assert.Empty(LinkRules.DueBy(state, LinkRules.LapseKind, Now + Within - TimeSpan.FromSeconds(1)).Events);
        state = Then(state, LinkRules.DueBy(state, LinkRules.LapseKind, Now + Within));
        Assert.Equal(LinkStage.Lapsed, state.Stage);
        Assert.Equal(LinkRefusals.NotOpen.Code, Answer(state, Atd).Refusal?.Code);
        state = Then(state, LinkRules.Suggest(state, Found, Within, Now + Within));
        Assert.Equal((LinkStage.Suggested, LinkAnswer.None), (state.Stage, state.First.Answer));
    }

    [Fact]
    public void What_matches_no_more_is_withdrawn_and_what_was_confirmed_only_by_erasure()
    {
        var state = Suggested();
        Assert.IsType<LinkWithdrawn>(Assert.Single(LinkRules.Withdraw(state, erased: false).Events));
        foreach (var who in new[] { Lwu, Atd })
            state = Then(state, Answer(state, who));
        state = Then(state, LinkRules.Settle(state));
        Assert.Empty(LinkRules.Withdraw(state, erased: false).Events);
        state = Then(state, LinkRules.Withdraw(state, erased: true));
        Assert.Equal(LinkStage.Withdrawn, state.Stage);
        Assert.Null(state.View(Name, Lwu)!.OtherLead);
    }

    [Fact]
    public void Whoever_has_a_conflict_of_interest_in_either_case_sees_nothing()
    {
        foreach (var blocked in new[] { Found with { First = One with { Blocked = [OfficerKey.Of(Lwu)] } }, Found with { Second = Two with { Blocked = [OfficerKey.Of(Lwu)] } } })
        {
            var state = Then(LinkState.Initial, LinkRules.Suggest(LinkState.Initial, blocked, Within, Now));
            Assert.Null(state.View(Name, Lwu));
            Assert.NotNull(state.View(Name, Lwu with { Subject = "another" }));
        }
    }

    [Fact]
    public void When_the_lead_of_a_case_moves_the_link_moves_with_it()
    {
        var state = Suggested();
        var standing = new CaseStanding(
            One.Case, Relation.None, CaseStage.Active, new AgencyName("moh"), [], "", Handling.AmberStrict, "", [], [], null, false, false, [], 9);
        state = Then(state, LinkRules.Follow(state, standing, null));
        Assert.Null(state.View(Name, Lwu));
        Assert.Equal(One.Case, state.View(Name, Moh)!.Sides[0].Case);
        Assert.Equal(Two.Case, Assert.Single(state.View(Name, Atd)!.Sides).Case);
        Assert.Empty(LinkRules.Follow(state, standing, null).Events);
    }

    [Fact]
    public void Who_is_confined_to_a_unit_sees_the_cases_of_that_unit()
    {
        var confined = Lwu with { Unit = new UnitName("lwu-vte") };
        Assert.Null(Suggested().View(Name, confined));
        var state = Then(LinkState.Initial, LinkRules.Suggest(LinkState.Initial, Found with { First = One with { Unit = confined.Unit } }, Within, Now));
        Assert.NotNull(state.View(Name, confined));
    }

    [Fact]
    public void On_the_watch_stream_a_party_gets_its_own_side_only()
    {
        var (first, second) = (Party("lwu", LinkWords.First), Party("atd", LinkWords.Second));
        foreach (var (_, happened) in All)
        {
            var side = happened is LinkSideSet set ? set.Side : happened is LinkAnswered answered ? answered.Side : null;
            Assert.Equal(side is null or LinkWords.First, LinkProjection.IsFor(happened, first.Role));
            Assert.Equal(side is null or LinkWords.Second, LinkProjection.IsFor(happened, second.Role));
        }

        // What is for both names no agency, case, person or identity.
        var codec = new EventCodec<LinkEvent>(LinkJson.Default.LinkEvent);
        foreach (var (_, happened) in All.Where(a => a.Event is not (LinkSideSet or LinkAnswered)))
        {
            var text = Encoding.UTF8.GetString(codec.Write(happened));
            Assert.DoesNotContain("agencies/", text, StringComparison.Ordinal);
            Assert.DoesNotContain("cases/", text, StringComparison.Ordinal);
            Assert.DoesNotContain("identities/", text, StringComparison.Ordinal);
        }
    }

    private static LinkState Suggested() => Then(LinkState.Initial, LinkRules.Suggest(LinkState.Initial, Found, Within, Now));

    private static Decision<LinkEvent> Answer(LinkState state, Principal by) => LinkRules.Answer(state, new ConfirmLink(Context(by), null));

    private static LinkState Then(LinkState state, Decision<LinkEvent> decision, int minutes = 0)
    {
        Assert.Null(decision.Refusal);
        Assert.NotEmpty(decision.Events);
        return decision.Events.Aggregate(state, (s, e) => s.Apply(e, new EventStamp(1, Now.AddMinutes(minutes), null, Guid.Empty)));
    }

    private static Principal By(string agency) => new("test", "officer-" + agency, new AgencyName(agency), null, [Role.CaseLead]);

    private static CommandContext Context(Principal by) => new(Guid.NewGuid(), by);

    private static PartyRow Party(string agency, string role) => new() { Agency = agency, Role = role, State = "waiting", Open = true };

    private static string Json(LinkView view) => JsonSerializer.Serialize(view);
}
