using Coordination.Cases.V1;
using Coordination.Cli.Printing;
using Coordination.Tasks.V1;
using static Coordination.Cli.Demo.Cases.CaseStory;
using Task = System.Threading.Tasks.Task;

namespace Coordination.Cli.Demo.Cases;

/// <summary>The lead goes to another agency, with the case's open tasks and its identities: together or not at all.</summary>
internal static class Transferring
{
    public static async Task PlayAsync(CaseStory story)
    {
        story.Stage.Act("demo.case.transferring");
        var work = await story[Agency].Tasks.AssignTaskAsync(
            new AssignTaskRequest
            {
                Title = new LocalizedTitle("Trace the family", "ຊອກຫາຄອບຄົວ").In(story.Session.Texts.Language, story.Run), Lead = "agencies/" + Agency, Case = story.Case,
            },
            cancellationToken: story.CancellationToken);

        var offered = await story[Unit].Transfers.OfferTransferAsync(
            new OfferTransferRequest { Case = story.Case, To = "agencies/" + Shelter, FormerLeadStays = true, DataTransfer = Referring.Why() },
            cancellationToken: story.CancellationToken);
        story.Expect(TransferState.Offered, offered.State, offered.Name);
        await story.RefusedAsync("TRANSFER_PENDING", "close", () => story[Unit].Cases.CloseCaseAsync(
            new CloseCaseRequest { Name = story.Case, Reason = "support_completed" }, cancellationToken: story.CancellationToken).ResponseAsync).ConfigureAwait(false);
        await story.RefusedAsync("NOT_FOUND", Police, () => GetAsync(story, Police, offered)).ConfigureAwait(false);
        story.Expect("agencies/" + Agency, (await story.GetAsync(Shelter).ConfigureAwait(false)).Lead, story.Case);
        story.Done("demo.case.transfer-offered", Unit, Shelter, "TRANSFER_PENDING");

        await story[Shelter].Transfers.AcceptTransferAsync(new AcceptTransferRequest { Name = offered.Name }, cancellationToken: story.CancellationToken);
        var accepted = await GetAsync(story, Unit, offered).ConfigureAwait(false);
        story.Expect(TransferState.Accepted, accepted.State, offered.Name);
        var after = await story.GetAsync(Shelter).ConfigureAwait(false);
        story.Expect(("agencies/" + Shelter, ""), (after.Lead, after.PendingTransfer), story.Case);
        story.Expect(ParticipantRole.Participant, after.Participants.Single(p => p.Agency == "agencies/" + Agency).Role, story.Case);
        story.Expect(1, after.Participants.Count(p => p.Role is ParticipantRole.Lead), story.Case);
        var moved = await story[Shelter].Tasks.GetTaskAsync(new GetTaskRequest { Name = work.Name }, cancellationToken: story.CancellationToken);
        story.Expect(moved.Assignments.Any(a => a.Agency == "agencies/" + Shelter && a.State is AssignmentState.Requested), work.Name);
        story.ExpectSame([work.Name], accepted.MovedTasks, offered.Name);
        story.Done("demo.case.transferred", Shelter, accepted.MovedTasks.Count, Agency, story.Session.Texts.Of(ParticipantRole.Participant));

        foreach (var side in new[] { Unit, Shelter })
        {
            Referring.Check(story, await story[side].Transfers.GetTransferReceiptAsync(
                new GetTransferReceiptRequest { Name = offered.Name }, cancellationToken: story.CancellationToken), offered.Name);
        }

        story.Done("demo.case.receipts", Unit, Shelter);

        await story.RefusedAsync("NOT_FOUND", Custodian, () => Identifying.ReadAsync(story, Custodian, Purpose)).ConfigureAwait(false);
        var read = await Identifying.ReadAsync(story, ShelterCustodian, Purpose).ConfigureAwait(false);
        story.Expect(read.Fields.All(f => story.Values[f.Field] == f.Value), story.Identity);
        await story.UnseenAsync(Officer).ConfigureAwait(false);
        story.Done("demo.case.identities-moved", ShelterCustodian, Custodian, Officer);
    }

    private static async Task<Transfer> GetAsync(CaseStory story, string who, Transfer transfer) =>
        await story[who].Transfers.GetTransferAsync(new GetTransferRequest { Name = transfer.Name }, cancellationToken: story.CancellationToken);
}
