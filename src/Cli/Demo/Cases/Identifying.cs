using Coordination.Cases.V1;
using static Coordination.Cli.Demo.Cases.CaseStory;

namespace Coordination.Cli.Demo.Cases;

/// <summary>Who somebody is lies apart from the case, and is read by one role alone; every read is entered.</summary>
internal static class Identifying
{
    public static async Task PlayAsync(CaseStory story)
    {
        story.Stage.Act("demo.case.identifying");
        story.Values["name"] = "Noy Sisavath " + story.Run;
        story.Values["birth_date"] = "1999-04";
        story.Values["village"] = "Ban Demo " + story.Run;
        await story.RefusedAsync("PERMISSION_DENIED", Unit, () => StoreAsync(story, Unit, story.Case)).ConfigureAwait(false);
        var kept = await StoreAsync(story, Custodian, story.Case).ConfigureAwait(false);
        story.Identity = kept.Name;
        story.ExpectSame(story.Values.Keys, kept.Fields, kept.Name);
        var seen = await story.BecomesAsync(Woman, () => story.GetAsync(Unit), c => c.People.Any(p => p.Identity == kept.Name)).ConfigureAwait(false);
        story.Expect((await story.PersonAsync(Shelter, Woman).ConfigureAwait(false)).Identity.Length == 0, Shelter);
        var history = await story[Unit].Cases.GetCaseHistoryAsync(
            new GetCaseHistoryRequest { Name = story.Case, PageSize = 500 }, cancellationToken: story.CancellationToken);
        story.Expect(!(seen + history.ToString() + kept).Contains(story.Values["name"], StringComparison.Ordinal), story.Case);
        story.Done("demo.case.stored", Custodian, kept.Fields.Count);

        foreach (var who in new[] { Unit, Agency, Police, Shelter })
            await story.RefusedAsync("PERMISSION_DENIED", who, () => ReadAsync(story, who, Purpose)).ConfigureAwait(false);
        await story.RefusedAsync("NOT_FOUND", ShelterCustodian, () => ReadAsync(story, ShelterCustodian, Purpose)).ConfigureAwait(false);
        await story.RefusedAsync("CASE_PURPOSE_OUTSIDE_LEGAL_BASES", Custodian, () => ReadAsync(story, Custodian, "reintegration")).ConfigureAwait(false);
        story.Done("demo.case.not-read", string.Join(", ", Unit, Agency, Police, Shelter, ShelterCustodian), "CASE_PURPOSE_OUTSIDE_LEGAL_BASES");

        var read = await ReadAsync(story, Custodian, Purpose).ConfigureAwait(false);
        story.ExpectSame(["birth_date", "name"], read.Fields.Select(f => f.Field), kept.Name);
        story.Expect(read.Fields.All(f => story.Values[f.Field] == f.Value), kept.Name);
        story.Accesses.Add(read.Access);
        story.Done("demo.case.read", Custodian, string.Join(", ", read.Fields.Select(f => f.Field)), Purpose);

        var accesses = await story[Unit].CaseNotes.ListCaseAccessesAsync(
            new ListCaseAccessesRequest { Case = story.Case, PageSize = 200 }, cancellationToken: story.CancellationToken);
        story.ExpectSame(story.Accesses, accesses.Accesses.Select(a => a.Name), "accesses");
        var entry = accesses.Accesses.Single(a => a.Name == read.Access);
        story.Expect((Custodian, Purpose, "interview", kept.Name), (entry.ReaderSubject, entry.Purpose, entry.Reason, entry.Resource), entry.Name);
        story.ExpectSame(["birth_date", "name"], entry.Fields, entry.Name);
        await story.RefusedAsync("PERMISSION_DENIED", Shelter, () => story[Shelter].CaseNotes.ListCaseAccessesAsync(
            new ListCaseAccessesRequest { Case = story.Case }, cancellationToken: story.CancellationToken).ResponseAsync).ConfigureAwait(false);
        story.Done("demo.case.accesses", accesses.Accesses.Count, Unit, Shelter);
    }

    public static async Task<Identity> StoreAsync(CaseStory story, string who, string about) => await story[who].Identities.StoreIdentityAsync(
        new StoreIdentityRequest { Case = about, Person = Woman, Fields = { story.Values.Select(v => new IdentityField { Field = v.Key, Value = v.Value }) } },
        cancellationToken: story.CancellationToken);

    public static async Task<ReadIdentityResponse> ReadAsync(CaseStory story, string who, string purpose) => await story[who].Identities.ReadIdentityAsync(
        new ReadIdentityRequest { Name = story.Identity, Purpose = purpose, Reason = "interview", Fields = { "name", "birth_date" } },
        cancellationToken: story.CancellationToken);
}
