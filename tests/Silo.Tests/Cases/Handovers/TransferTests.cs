using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Outcomes;
using Coordination.Silo.Cases.Transfers;
using static Coordination.Silo.Tests.Cases.Handovers.HandoverSilo;

namespace Coordination.Silo.Tests.Cases.Handovers;

[Collection("handovers")] // They share a clock, and some of them put it forward.
public sealed class TransferTests(HandoverSilo silo)
{
    [Fact]
    public async Task On_acceptance_the_lead_and_all_open_tasks_that_it_leads_move_side_by_side_in_the_ledger()
    {
        var opened = await silo.CaseAsync();
        var mine = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => silo.TaskAsync(opened.Name, Lead.Agency)));
        var supported = await silo.TaskAsync(opened.Name, Lead.Agency, Next.Agency);
        var others = await silo.TaskAsync(opened.Name, Stranger.Agency, Lead.Agency);
        var elsewhere = await silo.TaskAsync((await silo.CaseAsync()).Name, Lead.Agency);
        var offer = Offer(opened.Name);
        var offered = Done(await silo.OfferAsync(offer));
        Assert.Equal(offered.Name, Done(await silo.Grains.Case(opened.Name).GetAsync(Lead, default)).PendingTransfer);

        var accepted = Done(await silo.Grains.Transfer(offered.Name).AcceptAsync(new AcceptTransfer(Context(Next)), default));

        Assert.Equal(TransferStage.Accepted, accepted.Stage);
        Assert.Equal(mine.Append(supported).OrderBy(t => t.Id), accepted.Moved.OrderBy(t => t.Id));
        foreach (var task in mine.Append(supported))
            Assert.Equal(Next.Agency, await silo.TaskLeadAsync(task));
        Assert.Equal(Stranger.Agency, await silo.TaskLeadAsync(others));
        Assert.Equal(Lead.Agency, await silo.TaskLeadAsync(elsewhere));
        var after = Done(await silo.Grains.Case(opened.Name).GetAsync(Next, default));
        Assert.Equal((Next.Agency, null), (after.Lead, after.PendingTransfer));
        Assert.Single(after.Participants, p => p.Role is ParticipantRole.Lead);
        Assert.Contains(after.Participants, p => p.Agency == Lead.Agency && p.Role is ParticipantRole.Participant);

        var positions = ImmutableArray.CreateBuilder<long>();
        foreach (var stream in accepted.Moved.Select(t => t.ToString()).Append(opened.Name.ToString()).Append(offered.Name.ToString()))
            positions.Add((await silo.Ledger.LoadAsync(stream, 0, 100, default)).Last(e => e.Type is "assignment.reassigned" or "case.lead_transferred" or "transfer.accepted").Position);
        Assert.Equal(positions.Count - 1, positions.Max() - positions.Min());
    }

    [Fact]
    public async Task A_repeat_gets_the_first_result_and_another_answer_is_refused()
    {
        var opened = await silo.CaseAsync();
        var offer = Offer(opened.Name, stays: false);
        var offered = Done(await silo.OfferAsync(offer));
        Assert.Equal(offered, Done(await silo.OfferAsync(offer)));
        var accept = new AcceptTransfer(Context(Next));
        var accepted = Done(await silo.Grains.Transfer(offered.Name).AcceptAsync(accept, default));
        Assert.Equal(accepted, Done(await silo.Grains.Transfer(offered.Name).AcceptAsync(accept, default)));

        Refused(HandoverRefusals.TransitionNotAllowed, await silo.Grains.Transfer(offered.Name).DeclineAsync(new DeclineTransfer(Context(Next), "no_capacity"), default));
        Refused(HandoverRefusals.TransitionNotAllowed, await silo.Grains.Transfer(offered.Name).RevokeAsync(new RevokeTransfer(Context(Lead), "mistake"), default));
        Refused(CommonRefusals.NotFound, await silo.Grains.Case(opened.Name).GetAsync(Lead, default)); // It left.
        Refused(CommonRefusals.NotFound, await silo.OfferAsync(Offer(opened.Name)));
        Done(await silo.OfferAsync(Offer(opened.Name, Next) with { To = Lead.Agency }));
    }

    [Fact]
    public async Task While_one_waits_a_second_is_refused_and_the_case_is_not_closed()
    {
        var opened = await silo.CaseAsync();
        var offered = Done(await silo.OfferAsync(Offer(opened.Name)));

        Refused(CaseRefusals.TransferPending, await silo.OfferAsync(Offer(opened.Name)));
        Refused(CaseRefusals.TransferPending, await silo.Grains.Case(opened.Name).ExecuteAsync(new CloseCase(Context(Lead), "reintegrated"), default));

        Done(await silo.Grains.Transfer(offered.Name).RevokeAsync(new RevokeTransfer(Context(Lead), "mistake"), default));
        Assert.Null(Done(await silo.Grains.Case(opened.Name).GetAsync(Lead, default)).PendingTransfer);
        var next = Done(await silo.OfferAsync(Offer(opened.Name)));
        var declined = Done(await silo.Grains.Transfer(next.Name).DeclineAsync(new DeclineTransfer(Context(Next), "no_capacity"), default));
        Assert.Equal((TransferStage.Declined, "no_capacity"), (declined.Stage, declined.Reason));
        Done(await silo.OfferAsync(Offer(opened.Name)));
    }

    [Fact]
    public async Task Of_many_offers_at_one_moment_one_waits()
    {
        var opened = await silo.CaseAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => silo.OfferAsync(Offer(opened.Name))));

        Assert.Single(outcomes, o => !o.IsRefused);
        Assert.All(outcomes.Where(o => o.IsRefused), o => Assert.Contains(o.Refusal!.Code, (string[])["TRANSFER_PENDING", "CONCURRENT_CHANGE"]));
        Assert.Equal(outcomes.Single(o => !o.IsRefused).Value!.Name, Done(await silo.Grains.Case(opened.Name).GetAsync(Lead, default)).PendingTransfer);
    }

    [Fact]
    public async Task Only_its_sides_see_it_and_each_does_its_own_part()
    {
        var opened = await silo.CaseAsync();
        Refused(CommonRefusals.NotFound, await silo.OfferAsync(Offer(opened.Name, Stranger)));
        Refused(CommonRefusals.PermissionDenied, await silo.OfferAsync(Offer(opened.Name, LeadOfficer)));
        var offered = Done(await silo.OfferAsync(Offer(opened.Name)));
        var grain = silo.Grains.Transfer(offered.Name);

        Refused(CommonRefusals.NotFound, await grain.GetAsync(Stranger, default));
        Refused(CommonRefusals.NotFound, await grain.AcceptAsync(new AcceptTransfer(Context(Stranger)), default));
        Refused(CommonRefusals.NotFound, await grain.ReceiptAsync(Stranger, 0, default));
        Refused(CommonRefusals.PermissionDenied, await grain.AcceptAsync(new AcceptTransfer(Context(Lead)), default));
        Refused(CommonRefusals.PermissionDenied, await grain.AcceptAsync(new AcceptTransfer(Context(NextOfficer)), default));
        Refused(CommonRefusals.PermissionDenied, await grain.RevokeAsync(new RevokeTransfer(Context(Next), "mistake"), default));
        Refused(HandoverRefusals.DeclineReasonUnknown, await grain.DeclineAsync(new DeclineTransfer(Context(Next), "because"), default));
        Assert.Equal(offered, Done(await grain.GetAsync(NextOfficer, default)));
        Refused(CommonRefusals.NotFound, await silo.Grains.Case(opened.Name).GetAsync(Next, default)); // An offer shows nothing of the case.
    }

    [Fact]
    public async Task An_officer_who_is_blocked_for_the_case_sees_no_transfer_of_it()
    {
        var opened = await silo.CaseAsync();
        var offered = Done(await silo.OfferAsync(Offer(opened.Name)));
        Done(await silo.Grains.Case(opened.Name).ExecuteAsync(new BlockOfficer(Context(Lead), Next.Issuer, Next.Subject, "relative"), default));

        Refused(CommonRefusals.NotFound, await silo.Grains.Transfer(offered.Name).GetAsync(Next, default));
        Refused(CommonRefusals.NotFound, await silo.Grains.Transfer(offered.Name).AcceptAsync(new AcceptTransfer(Context(Next)), default));
        Refused(CommonRefusals.NotFound, await silo.Grains.Transfer(offered.Name).ReceiptAsync(Next, 0, default));
        Done(await silo.Grains.Transfer(offered.Name).AcceptAsync(new AcceptTransfer(Context(By("mlsw", "colleague", Role.CaseLead))), default));
    }

    [Fact]
    public async Task What_is_offered_says_why_personal_data_move()
    {
        var opened = await silo.CaseAsync();
        var offer = Offer(opened.Name);
        Refused(HandoverRefusals.ToSelf, await silo.OfferAsync(offer with { Context = Context(Lead), To = Lead.Agency }));
        Refused(CaseRefusals.AgencyUnknown, await silo.OfferAsync(offer with { Context = Context(Lead), To = new AgencyName("nobody") }));
        Refused(CaseRefusals.UnitNotInForce, await silo.OfferAsync(offer with { Context = Context(Lead), ToUnit = new UnitName("atu-la-vt") }));
        Refused(CaseRefusals.PurposeUnknown, await silo.OfferAsync(offer with { Context = Context(Lead), DataTransfer = Data with { Purpose = "fun" } }));
        Refused(CaseRefusals.PurposeOutsideBases, await silo.OfferAsync(offer with { Context = Context(Lead), DataTransfer = Data with { LegalBasis = new InstrumentName("commit-mou") } }));
        Refused(HandoverRefusals.RecipientWithoutBasis, await silo.OfferAsync(offer with { Context = Context(Lead), To = new AgencyName("lftu") }));
        Refused(HandoverRefusals.ConsentOrReason, await silo.OfferAsync(offer with { Context = Context(Lead), DataTransfer = Data with { NoConsentReason = "" } }));
        Refused(HandoverRefusals.ConsentOrReason, await silo.OfferAsync(offer with { Context = Context(Lead), DataTransfer = Data with { Consent = new ConsentName("n1") } }));
        Refused(HandoverRefusals.ConsentNotHeld, await silo.OfferAsync(offer with { Context = Context(Lead), DataTransfer = Data with { Consent = new ConsentName("n1"), NoConsentReason = "" } }));
        Assert.Null(Done(await silo.Grains.Case(opened.Name).GetAsync(Lead, default)).PendingTransfer);
    }

    [Fact]
    public async Task What_nobody_answers_lapses_and_frees_the_case()
    {
        var opened = await silo.CaseAsync();
        var offered = Done(await silo.OfferAsync(Offer(opened.Name)));
        var grain = silo.Grains.Transfer(offered.Name);
        await grain.WakeAsync(TransferProjection.AnswerKind);
        Assert.Equal(TransferStage.Offered, Done(await grain.GetAsync(Lead, default)).Stage); // Not before its time.

        silo.Time.Advance(offered.AnswerDue - silo.Time.GetUtcNow());
        Refused(HandoverRefusals.TransitionNotAllowed, await grain.AcceptAsync(new AcceptTransfer(Context(Next)), default));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => grain.WakeAsync(TransferProjection.AnswerKind)));

        Assert.Equal(TransferStage.Lapsed, Done(await grain.GetAsync(Lead, default)).Stage);
        Assert.Null(Done(await silo.Grains.Case(opened.Name).GetAsync(Lead, default)).PendingTransfer);
        Assert.Equal(2, (await silo.Ledger.LoadAsync(offered.Name.ToString(), 0, 10, default)).Length);
    }

    [Fact]
    public async Task A_task_that_came_at_the_very_moment_follows()
    {
        var opened = await silo.CaseAsync();
        var offered = Done(await silo.OfferAsync(Offer(opened.Name)));
        var grain = silo.Grains.Transfer(offered.Name);
        Done(await grain.AcceptAsync(new AcceptTransfer(Context(Next)), default));
        var late = await silo.TaskAsync(opened.Name, Lead.Agency); // As if it had been on its way.
        await grain.WakeAsync(TransferProjection.FollowKind);
        Assert.Empty(Done(await grain.GetAsync(Next, default)).Moved); // Not before its time.
        silo.Time.Advance(TimeSpan.FromMinutes(1));
        var ordinary = await silo.TaskAsync(opened.Name, Lead.Agency); // A new one, to the participant that it is now.

        await grain.WakeAsync(TransferProjection.FollowKind);

        Assert.Equal([late], Done(await grain.GetAsync(Next, default)).Moved);
        Assert.Equal(Next.Agency, await silo.TaskLeadAsync(late));
        Assert.Equal(Lead.Agency, await silo.TaskLeadAsync(ordinary));
        await grain.WakeAsync(TransferProjection.FollowKind);
        Assert.Equal(3, (await silo.Ledger.LoadAsync(offered.Name.ToString(), 0, 10, default)).Length);
        Assert.Equal("transfer.accepted", Done(await grain.ReceiptAsync(Next, 0, default)).Event); // What a side did, not what the platform tidied.
    }

    [Fact]
    public async Task More_than_200_tasks_do_not_move_at_once()
    {
        var opened = await silo.CaseAsync();
        await Task.WhenAll(Enumerable.Range(0, 201).Select(_ => silo.TaskAsync(opened.Name, Lead.Agency)));
        var offered = Done(await silo.OfferAsync(Offer(opened.Name)));

        Refused(HandoverRefusals.TooManyTasks, await silo.Grains.Transfer(offered.Name).AcceptAsync(new AcceptTransfer(Context(Next)), default));
        Assert.Equal(Lead.Agency, Done(await silo.Grains.Case(opened.Name).GetAsync(Lead, default)).Lead);
    }

    [Fact]
    public async Task Tasks_that_are_worked_on_meanwhile_move_all_the_same()
    {
        var opened = await silo.CaseAsync();
        var tasks = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => silo.TaskAsync(opened.Name, Lead.Agency)));
        var offered = Done(await silo.OfferAsync(Offer(opened.Name)));
        var working = Task.WhenAll(tasks.Select(task => silo.Task(task).AcknowledgeAsync(new Coordination.Tasks.AcknowledgeAssignment(Context(LeadOfficer), Lead.Agency), default)));

        var outcome = await silo.Grains.Transfer(offered.Name).AcceptAsync(new AcceptTransfer(Context(Next)), default);
        await working;
        if (outcome.IsRefused)
        {
            Assert.Equal("CONCURRENT_CHANGE", outcome.Refusal.Code);
            outcome = await silo.Grains.Transfer(offered.Name).AcceptAsync(new AcceptTransfer(Context(Next)), default);
        }

        Assert.Equal(30, Done(outcome).Moved.Length);
        foreach (var task in tasks)
            Assert.Equal(Next.Agency, await silo.TaskLeadAsync(task));
    }

    [Fact]
    public async Task Each_side_gets_the_same_receipt_of_an_event_again_and_again_and_nothing_in_it_is_about_a_person()
    {
        var opened = await silo.CaseAsync();
        var offered = Done(await silo.OfferAsync(Offer(opened.Name)));
        var grain = silo.Grains.Transfer(offered.Name);
        Done(await grain.AcceptAsync(new AcceptTransfer(Context(Next)), default));

        var mine = Done(await grain.ReceiptAsync(Lead, 2, default));
        Assert.Equal(mine, Done(await grain.ReceiptAsync(LeadOfficer, 2, default)));
        var theirs = Done(await grain.ReceiptAsync(Next, 2, default));
        Assert.NotEqual(mine.Note, theirs.Note);
        Assert.Equal(("transfer.accepted", 2), (mine.Event, mine.Version));
        var entry = (await silo.Ledger.LoadAsync(offered.Name.ToString(), 1, 1, default))[0];
        var text = mine.Note[..mine.Note.IndexOf("\n\n", StringComparison.Ordinal)].Split('\n');
        Assert.StartsWith("receipt of ", text[0], StringComparison.Ordinal);
        Assert.Contains($"position {entry.Position}", text);
        Assert.Contains("from agencies/lwu", text);
        Assert.Contains("to agencies/mlsw", text);
        Assert.Contains("issued-to agencies/lwu", text);
        Assert.DoesNotContain(Next.Subject + "\n", mine.Note, StringComparison.Ordinal);
        Assert.Equal("transfer.offered", Done(await grain.ReceiptAsync(Next, 1, default)).Event);
        Refused(CommonRefusals.NotFound, await grain.ReceiptAsync(Lead, 9, default));
    }

    private static void Refused<T>(Refusal expected, Outcome<T> outcome) => Assert.Equal(expected.Code, outcome.Refusal?.Code);
}
