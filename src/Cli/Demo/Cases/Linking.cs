using Coordination.Cases.V1;
using Coordination.Cli.Printing;
using static Coordination.Cli.Demo.Cases.CaseStory;

namespace Coordination.Cli.Demo.Cases;

/// <summary>The same woman stands in a case of another agency: neither learns of the other before both say so.</summary>
internal static class Linking
{
    public static async Task PlayAsync(CaseStory story)
    {
        story.Stage.Act("demo.case.linking");
        var other = await story[Ministry].Cases.OpenCaseAsync(
            new OpenCaseRequest
            {
                Reference = story.Reference + "-L", Province = "LA-SV", Purpose = Purpose, LegalBasis = Basis, RetainUntil = story.InDays(3650),
                People = { new PersonProfile { Role = PersonRole.Victim, Gender = Gender.Female, AgeBand = AgeBand.Adult, Citizenships = { "la" } } },
            },
            cancellationToken: story.CancellationToken);
        story.OtherCase = other.Name;
        await Identifying.StoreAsync(story, MinistryCustodian, other.Name).ConfigureAwait(false);

        var link = await story.BecomesAsync("link", () => CommonAsync(story), found => found is not null).ConfigureAwait(false);
        var (ours, theirs) = (link!, await GetAsync(story, Ministry, link!.Name).ConfigureAwait(false));
        story.Expect(LinkState.Suggested, ours.State, ours.Name);
        story.Expect((story.Case, Woman), (ours.Sides.Single().Case, ours.Sides.Single().Person), ours.Name);
        story.Expect(story.OtherCase, theirs.Sides.Single().Case, theirs.Name);
        story.Expect(ours.OtherLead.Length + theirs.OtherLead.Length == 0, ours.Name);
        story.Expect(!ours.ToString().Contains(story.OtherCase, StringComparison.Ordinal) && !theirs.ToString().Contains(story.Case, StringComparison.Ordinal), ours.Name);
        story.Done("demo.case.link-suggested", Unit, Ministry, story.Session.Texts.Of(ours.Strength));

        foreach (var who in new[] { Stranger, Shelter, Officer, Secretariat })
            await story.RefusedAsync("NOT_FOUND", who, () => GetAsync(story, who, ours.Name)).ConfigureAwait(false);
        story.Done("demo.case.link-unseen", string.Join(", ", Stranger, Shelter, Officer, Secretariat));

        await story[Unit].Links.ConfirmLinkAsync(new ConfirmLinkRequest { Name = ours.Name, Case = story.Case }, cancellationToken: story.CancellationToken);
        theirs = await GetAsync(story, Ministry, ours.Name).ConfigureAwait(false);
        story.Expect((LinkState.Suggested, ""), (theirs.State, theirs.OtherLead), ours.Name);
        await story[Ministry].Links.ConfirmLinkAsync(new ConfirmLinkRequest { Name = ours.Name, Case = story.OtherCase }, cancellationToken: story.CancellationToken);
        (ours, theirs) = (await GetAsync(story, Unit, ours.Name).ConfigureAwait(false), await GetAsync(story, Ministry, ours.Name).ConfigureAwait(false));
        story.Expect((LinkState.Confirmed, "agencies/" + Ministry), (ours.State, ours.OtherLead), ours.Name);
        story.Expect((LinkState.Confirmed, "agencies/" + Agency), (theirs.State, theirs.OtherLead), ours.Name);
        story.Done("demo.case.link-confirmed", Unit, Ministry);

        await story[Ministry].Cases.CloseCaseAsync(new CloseCaseRequest { Name = story.OtherCase, Reason = "duplicate" }, cancellationToken: story.CancellationToken);
    }

    // Cases of other runs may match as well: this is the one that both sides see.
    private static async Task<Link?> CommonAsync(CaseStory story)
    {
        var ours = await story[Unit].Links.ListLinksAsync(new ListLinksRequest { Case = story.Case, PageSize = 200 }, cancellationToken: story.CancellationToken);
        var theirs = await story[Ministry].Links.ListLinksAsync(new ListLinksRequest { Case = story.OtherCase, PageSize = 200 }, cancellationToken: story.CancellationToken);
        return ours.Links.FirstOrDefault(l => theirs.Links.Any(t => t.Name == l.Name));
    }

    private static async Task<Link> GetAsync(CaseStory story, string who, string name) =>
        await story[who].Links.GetLinkAsync(new GetLinkRequest { Name = name }, cancellationToken: story.CancellationToken);
}
