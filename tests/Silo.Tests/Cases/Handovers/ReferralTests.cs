using System.Text;
using Coordination.Cases;
using Coordination.Outcomes;
using Coordination.Registry;
using Coordination.Silo.Cases.Referrals;
using static Coordination.Silo.Tests.Cases.Handovers.HandoverSilo;

namespace Coordination.Silo.Tests.Cases.Handovers;

[Collection("handovers")] // They share a clock, and some of them put it forward.
public sealed class ReferralTests(HandoverSilo silo)
{
    private const string Secret = "She fears the man with the blue boat";

    [Fact]
    public async Task A_service_is_offered_accepted_started_and_completed()
    {
        var opened = await silo.CaseAsync();
        var offer = Refer(opened.Name);
        var offered = Done(await silo.OfferAsync(offer));
        Assert.Equal(offered, Done(await silo.OfferAsync(offer)));
        var grain = silo.Grains.Referral(offered.Name);

        Refused(HandoverRefusals.TransitionNotAllowed, await grain.ExecuteAsync(new StartReferralService(Context(NextOfficer)), default));
        Assert.Equal(ReferralStage.Accepted, Done(await grain.AcceptAsync(new AcceptReferral(Context(NextOfficer)), default)).Stage);
        Refused(HandoverRefusals.TransitionNotAllowed, await grain.ExecuteAsync(new CompleteReferral(Context(NextOfficer)), default));
        Assert.Equal(ReferralStage.ServiceStarted, Done(await grain.ExecuteAsync(new StartReferralService(Context(NextOfficer)), default)).Stage);
        Refused(HandoverRefusals.TransitionNotAllowed, await grain.ExecuteAsync(new RevokeReferral(Context(LeadOfficer), "mistake"), default));
        Assert.Equal(ReferralStage.Completed, Done(await grain.ExecuteAsync(new CompleteReferral(Context(NextOfficer)), default)).Stage);
        Refused(CommonRefusals.NotFound, await silo.Grains.Case(opened.Name).GetAsync(NextOfficer, default)); // It did not join.
    }

    [Fact]
    public async Task A_person_may_leave_a_service_at_any_time_and_an_offer_may_be_declined_or_revoked()
    {
        var opened = await silo.CaseAsync();
        var one = silo.Grains.Referral(Done(await silo.OfferAsync(Refer(opened.Name))).Name);
        Done(await one.AcceptAsync(new AcceptReferral(Context(NextOfficer)), default));
        Assert.Equal("left_by_choice", Done(await one.ExecuteAsync(new DiscontinueReferral(Context(NextOfficer), "left_by_choice"), default)).Reason);

        var two = silo.Grains.Referral(Done(await silo.OfferAsync(Refer(opened.Name))).Name);
        Refused(HandoverRefusals.DeclineReasonUnknown, await two.ExecuteAsync(new DeclineReferral(Context(NextOfficer), "because"), default));
        Assert.Equal(ReferralStage.Declined, Done(await two.ExecuteAsync(new DeclineReferral(Context(NextOfficer), "no_capacity"), default)).Stage);

        var three = silo.Grains.Referral(Done(await silo.OfferAsync(Refer(opened.Name))).Name);
        Refused(CommonRefusals.PermissionDenied, await three.ExecuteAsync(new RevokeReferral(Context(NextOfficer), "mistake"), default));
        Assert.Equal(ReferralStage.Revoked, Done(await three.ExecuteAsync(new RevokeReferral(Context(LeadOfficer), "mistake"), default)).Stage);
    }

    [Fact]
    public async Task The_recipient_joins_the_case_with_its_acceptance_when_the_offer_says_so()
    {
        var opened = await silo.CaseAsync();
        var offered = Done(await silo.OfferAsync(Refer(opened.Name, ParticipantRole.Observer)));
        Done(await silo.Grains.Referral(offered.Name).AcceptAsync(new AcceptReferral(Context(NextOfficer)), default));

        Assert.Contains(Done(await silo.Grains.Case(opened.Name).GetAsync(Lead, default)).Participants, p => p.Agency == Next.Agency && p.Role is ParticipantRole.Observer);
        var accepted = (await silo.Ledger.LoadAsync(offered.Name.ToString(), 0, 10, default))[^1];
        var joined = (await silo.Ledger.LoadAsync(opened.Name.ToString(), 0, 100, default)).Single(e => e.Type == "case.participant_added");
        Assert.Equal(1, Math.Abs(accepted.Position - joined.Position));

        var again = Done(await silo.OfferAsync(Refer(opened.Name, ParticipantRole.Participant)));
        Done(await silo.Grains.Referral(again.Name).AcceptAsync(new AcceptReferral(Context(NextOfficer)), default)); // It keeps the part that it has.
        Assert.Single(Done(await silo.Grains.Case(opened.Name).GetAsync(Lead, default)).Participants, p => p.Agency == Next.Agency);
    }

    [Fact]
    public async Task Only_people_of_the_case_can_be_referred_and_only_by_those_who_work_on_it()
    {
        var opened = await silo.CaseAsync();
        var offer = Refer(opened.Name);
        Refused(CaseRefusals.PersonUnknown, await silo.OfferAsync(offer with { Context = Context(LeadOfficer), People = ["p9"] }));
        Refused(CaseRefusals.PersonUnknown, await silo.OfferAsync(offer with { Context = Context(LeadOfficer), People = [] }));
        Refused(HandoverRefusals.ToSelf, await silo.OfferAsync(offer with { Context = Context(LeadOfficer), To = Lead.Agency }));
        Refused(CommonRefusals.NotFound, await silo.OfferAsync(offer with { Context = Context(Stranger) }));
        Done(await silo.Grains.Case(opened.Name).ExecuteAsync(new AddParticipant(Context(Lead), Stranger.Agency, ParticipantRole.Observer, null), default));
        Refused(CommonRefusals.PermissionDenied, await silo.OfferAsync(offer with { Context = Context(Stranger) }));
        Refused(CommonRefusals.NotFound, await silo.Grains.Referral(Done(await silo.OfferAsync(Refer(opened.Name))).Name).GetAsync(Stranger, default));
    }

    [Fact]
    public async Task What_nobody_answers_lapses()
    {
        var offered = Done(await silo.OfferAsync(Refer((await silo.CaseAsync()).Name)));
        silo.Time.Advance(offered.AnswerDue - silo.Time.GetUtcNow());
        Refused(HandoverRefusals.TransitionNotAllowed, await silo.Grains.Referral(offered.Name).AcceptAsync(new AcceptReferral(Context(NextOfficer)), default));
        await silo.Grains.Referral(offered.Name).WakeAsync(ReferralProjection.AnswerKind);

        Assert.Equal(ReferralStage.Lapsed, Done(await silo.Grains.Referral(offered.Name).GetAsync(LeadOfficer, default)).Stage);
    }

    [Fact]
    public async Task The_text_is_sealed_and_who_reads_it_is_written_before()
    {
        var opened = await silo.CaseAsync();
        var offered = Done(await silo.OfferAsync(Refer(opened.Name, text: Secret)));
        var grain = silo.Grains.Referral(offered.Name);
        Assert.True(offered.HasText);
        Assert.DoesNotContain("blue boat", Encoding.UTF8.GetString((await silo.Ledger.LoadAsync(offered.Name.ToString(), 0, 1, default))[0].Data.Span), StringComparison.Ordinal);

        var read = Done(await grain.ReadTextAsync(Context(NextOfficer), "intake", default));
        Assert.Equal(Secret, read.Text.Value);
        Assert.NotEmpty(await silo.Ledger.LoadAsync(read.Access.ToString(), 0, 1, default));
        Refused(CommonRefusals.NotFound, await grain.ReadTextAsync(Context(Stranger), "curious", default));

        Done(await grain.ExecuteAsync(new RevokeReferral(Context(LeadOfficer), "mistake"), default));
        Refused(HandoverRefusals.TransitionNotAllowed, await grain.ReadTextAsync(Context(NextOfficer), "intake", default));
        Assert.Equal(Secret, Done(await grain.ReadTextAsync(Context(LeadOfficer), "review", default)).Text.Value);

        await silo.Keys.DestroyAsync(opened.Name.ToString(), default);
        Refused(CaseRefusals.RetentionEnded, await grain.ReadTextAsync(Context(LeadOfficer), "review", default));
    }

    [Fact]
    public async Task It_is_counted_once_and_seen_in_lists_by_its_sides()
    {
        var opened = await silo.CaseAsync();
        var offered = Done(await silo.OfferAsync(Refer(opened.Name)));
        Done(await silo.Grains.Referral(offered.Name).ExecuteAsync(new DeclineReferral(Context(NextOfficer), "no_capacity"), default));
        var query = new RegistryQuery { Kind = "referrals", Case = opened.Name.ToString(), Order = RegistryOrder.NewestFirst };

        Assert.Single((await silo.Registry.QueryAsync(new Viewer("mlsw", null, false), query, null, default)).Hits);
        Assert.Single((await silo.Registry.QueryAsync(new Viewer("lwu", null, false), query, null, default)).Hits);
        Assert.Empty((await silo.Registry.QueryAsync(new Viewer("atd", null, false), query, null, default)).Hits);
        var receipt = Done(await silo.Grains.Referral(offered.Name).ReceiptAsync(Next, 0, default));
        Assert.Equal(("referral.declined", 2), (receipt.Event, receipt.Version));
    }

    private static void Refused<T>(Refusal expected, Outcome<T> outcome) => Assert.Equal(expected.Code, outcome.Refusal?.Code);
}
