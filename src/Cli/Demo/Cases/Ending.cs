using Coordination.Cases.V1;
using Coordination.Cli.Printing;
using static Coordination.Cli.Demo.Cases.CaseStory;

namespace Coordination.Cli.Demo.Cases;

/// <summary>Closed with a reason, reopened, and under a hold.</summary>
internal static class Ending
{
    /// <param name="lead">Who leads now.</param>
    public static async Task PlayAsync(CaseStory story, string lead, string holder)
    {
        story.Stage.Act("demo.case.ending");
        await story[lead].Cases.FollowUpCaseAsync(new FollowUpCaseRequest { Name = story.Case }, cancellationToken: story.CancellationToken);
        await story.RefusedAsync("CLOSE_REASON_UNKNOWN", lead, () => CloseAsync(story, lead, "tired")).ConfigureAwait(false);
        await CloseAsync(story, lead, "reintegrated").ConfigureAwait(false);
        var closed = await story.GetAsync(Unit).ConfigureAwait(false);
        story.Expect((CaseState.Closed, "reintegrated"), (closed.State, closed.CloseReason), story.Case);
        await story.RefusedAsync("CASE_CLOSED", Unit, () => story[Unit].Cases.AddPersonAsync(
            new AddPersonRequest { Name = story.Case, Profile = new PersonProfile { Role = PersonRole.Witness } }, cancellationToken: story.CancellationToken).ResponseAsync).ConfigureAwait(false);
        story.Done("demo.case.closed", lead, closed.CloseReason, "CLOSE_REASON_UNKNOWN", "CASE_CLOSED");

        await story[lead].Cases.ReopenCaseAsync(new ReopenCaseRequest { Name = story.Case, Reason = "returned" }, cancellationToken: story.CancellationToken);
        var reopened = await story.GetAsync(Unit).ConfigureAwait(false);
        story.Expect((CaseState.Active, ""), (reopened.State, reopened.CloseReason), story.Case);
        story.Done("demo.case.reopened", lead, story.Session.Texts.Of(reopened.State));

        await story[holder].Cases.PlaceCaseHoldAsync(new PlaceCaseHoldRequest { Name = story.Case, Reason = "court_order" }, cancellationToken: story.CancellationToken);
        story.Expect("court_order", (await story.GetAsync(Unit).ConfigureAwait(false)).LegalHold, story.Case);
        await story[holder].Cases.LiftCaseHoldAsync(new LiftCaseHoldRequest { Name = story.Case, Reason = "order_ended" }, cancellationToken: story.CancellationToken);
        story.Done("demo.case.held", holder);
    }

    private static async Task CloseAsync(CaseStory story, string lead, string reason) => await story[lead].Cases.CloseCaseAsync(
        new CloseCaseRequest { Name = story.Case, Reason = reason }, cancellationToken: story.CancellationToken);
}
