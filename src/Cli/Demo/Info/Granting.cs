using Coordination.Information.V1;
using static Coordination.Cli.Demo.Info.InfoStory;

namespace Coordination.Cli.Demo.Info;

/// <summary>What is released is proposed by one person and approved by another.</summary>
internal static class Granting
{
    private static readonly string[] FromShelter = ["given_name", "nationality", "languages"];
    private static readonly string[] FromMinistry = ["employer", "permit_until"];

    public static async Task PlayAsync(InfoStory story)
    {
        story.Stage.Act("demo.info.granting");
        var grant = await ProposeAsync(story, Shelter, story.ShelterRecord, 1, 1, FromShelter).ConfigureAwait(false);
        story.Expect(GrantState.Proposed, grant.State, grant.Name);
        story.Stage.Expect(grant.NeedsApproval, grant.Name);
        story.Done("demo.info.proposed", Shelter, string.Join(", ", FromShelter), Asker);

        await story.RefusedAsync("APPROVAL_REQUIRED", "activate", () => ActivateAsync(story, Shelter, grant)).ConfigureAwait(false);
        await story.RefusedAsync(NotApprover, "approve", () => ApproveAsync(story, Shelter, grant, grant.ContentHash)).ConfigureAwait(false);
        story.Done("demo.info.not-alone", "APPROVAL_REQUIRED", NotApprover);

        await story.RefusedAsync("CONTENT_CHANGED", "approve", () => ApproveAsync(story, ShelterApprover, grant, new string('0', 64))).ConfigureAwait(false);
        story.Done("demo.info.other-hash", "CONTENT_CHANGED");

        var approved = await ApproveAsync(story, ShelterApprover, grant, grant.ContentHash).ConfigureAwait(false);
        story.Expect(GrantState.Approved, approved.State, grant.Name);
        story.FromShelter = await ActivateAsync(story, Shelter, approved).ConfigureAwait(false);
        story.Done("demo.info.approved", ShelterApprover);

        // Fields that the country pack does not protect by four eyes: one person is enough.
        var permits = await ProposeAsync(story, Ministry, story.MinistryRecord, 2, 0, FromMinistry).ConfigureAwait(false);
        story.Stage.Expect(!permits.NeedsApproval, permits.Name);
        story.FromMinistry = await ActivateAsync(story, Ministry, permits).ConfigureAwait(false);
    }

    /// <summary>The reason of a refusal to somebody whose role may never approve.</summary>
    public const string NotApprover = "PERMISSION_DENIED";

    public static async Task<Grant> ProposeAsync(InfoStory story, string grantor, Record record, int question, int onward, params string[] fields) =>
        await story[grantor].Grants.ProposeGrantAsync(
            new ProposeGrantRequest
            {
                Recipient = "agencies/" + Asker, Record = record.Name, Fields = { fields }, Purpose = Purpose, LegalBasis = Basis, OnwardDepth = onward,
                SourceReliability = SourceReliability.B, InformationReliability = InformationReliability._2, Until = story.InDays(30),
                Request = question > 0 ? story.Request.Name : "", Question = question,
            },
            cancellationToken: story.CancellationToken);

    /// <summary>Activates, and reads back that it is so.</summary>
    public static async Task<Grant> ActivateAsync(InfoStory story, string grantor, Grant grant)
    {
        await story[grantor].Grants.ActivateGrantAsync(new ActivateGrantRequest { Name = grant.Name }, cancellationToken: story.CancellationToken);
        var read = await story[grantor].Grants.GetGrantAsync(new GetGrantRequest { Name = grant.Name }, cancellationToken: story.CancellationToken);
        story.Expect(GrantState.Active, read.State, grant.Name);
        return read;
    }

    private static async Task<Grant> ApproveAsync(InfoStory story, string who, Grant grant, string hash) => await story[who].Grants.ApproveGrantAsync(
        new ApproveGrantRequest { Name = grant.Name, ContentHash = hash }, cancellationToken: story.CancellationToken);
}
