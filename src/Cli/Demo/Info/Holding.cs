using Coordination.Client.Calls;
using Coordination.Client.Errors;
using Coordination.Information.V1;
using Coordination.Type.V1;
using static Coordination.Cli.Demo.Info.InfoStory;

namespace Coordination.Cli.Demo.Info;

/// <summary>Two agencies say what they hold: one leaves it sealed with the platform, the other keeps it in its own file.</summary>
internal static class Holding
{
    private const string TypeCode = "demo-case";

    public static async Task PlayAsync(InfoStory story)
    {
        // Signing in happens with the first call: nobody is taken for present that the platform did not answer.
        foreach (var id in story.Ids)
            await story[id].Records.ListRecordTypesAsync(new ListRecordTypesRequest { PageSize = 1 }, cancellationToken: story.CancellationToken);
        story.Done("demo.info.signed-in", story.Ids.Count);

        story.Stage.Act("demo.info.hold");
        story.ShelterType = await TypeAsync(story, Shelter, TypeCode, HeldBy.Platform, new("Case file of the demonstration", "ສຳນວນຂອງການສາທິດ"),
            ("given_name", FieldClass.Identity), ("nationality", FieldClass.General), ("languages", FieldClass.General), ("shelter_area", FieldClass.Location)).ConfigureAwait(false);
        story.MinistryType = await TypeAsync(story, Ministry, PermitCode(story), HeldBy.Provider, new("Work permits of the demonstration", "ໃບອະນຸຍາດເຮັດວຽກຂອງການສາທິດ"),
            ("employer", FieldClass.General), ("permit_until", FieldClass.General), ("recruiter", FieldClass.General)).ConfigureAwait(false);

        await SealedAsync(story).ConfigureAwait(false);
        await ProvidedAsync(story).ConfigureAwait(false);

        await story.RefusedAsync("NOT_FOUND", story.ShelterRecord.Name, () => story[Ministry].Records.GetRecordAsync(
            new GetRecordRequest { Name = story.ShelterRecord.Name }, cancellationToken: story.CancellationToken).ResponseAsync).ConfigureAwait(false);
        story.Done("demo.info.hidden-record", Ministry);
    }

    private static async Task SealedAsync(InfoStory story)
    {
        story.ShelterValues["given_name"] = "Noy " + story.Run;
        story.ShelterValues["nationality"] = "LA";
        story.ShelterValues["languages"] = "lao, khmu";
        story.ShelterValues["shelter_area"] = "north " + story.Run;
        story.Person = await PersonAsync(story, Shelter).ConfigureAwait(false);
        story.ShelterRecord = await story[Shelter].Records.OfferRecordAsync(
            new OfferRecordRequest
            {
                RecordType = story.ShelterType.Name, Subject = story.Person.Name, Reference = story.ShelterReference,
                Values = { story.ShelterValues.Select(v => new FieldValue { Field = v.Key, Value = v.Value }) },
            },
            cancellationToken: story.CancellationToken);
        var found = await story[Shelter].Records.FindRecordAsync(
            new FindRecordRequest { RecordType = story.ShelterType.Name, Reference = story.ShelterReference }, cancellationToken: story.CancellationToken);
        story.Expect(story.ShelterRecord.Name, found.Name, story.ShelterType.Name);
        story.ExpectSame(story.ShelterValues.Keys, found.Fields, found.Name);
        var shown = found.ToString();
        story.Stage.Expect(story.ShelterValues.Values.All(v => v == "LA" || !shown.Contains(v, StringComparison.Ordinal)), found.Name);
        story.Done("demo.info.sealed", Shelter, story.ShelterValues.Count);
    }

    private static async Task ProvidedAsync(InfoStory story)
    {
        story.MinistryValues["employer"] = "Garment works " + story.Run;
        story.MinistryValues["permit_until"] = "2027-05-01";
        story.MinistryValues["recruiter"] = "Agency " + story.Run;
        var person = await PersonAsync(story, Ministry).ConfigureAwait(false);
        story.MinistryRecord = await story[Ministry].Records.OfferRecordAsync(
            new OfferRecordRequest { RecordType = story.MinistryType.Name, Subject = person.Name, Reference = story.MinistryReference },
            cancellationToken: story.CancellationToken);
        story.Expect(0, story.MinistryRecord.Fields.Count, story.MinistryRecord.Name);
        story.Done("demo.info.provider", Ministry);
    }

    private static async Task<Subject> PersonAsync(InfoStory story, string agency)
    {
        var person = await story[agency].Records.RegisterSubjectAsync(
            new RegisterSubjectRequest { RequestId = RequestIds.New(), RetainUntil = story.InDays(300) }, cancellationToken: story.CancellationToken);
        story.Expect(SubjectState.Held, person.State, person.Name);
        return person;
    }

    // Of its own in each run: streams that serve one type share its queries, also those of a run at the same time.
    private static string PermitCode(InfoStory story) => "demo-permits-" + story.Run;

    // The shelter's type stays when the demonstration is played again.
    private static async Task<RecordType> TypeAsync(
        InfoStory story, string agency, string code, HeldBy heldBy, LocalizedTitle name, params IReadOnlyList<(string Id, FieldClass Class)> fields)
    {
        RecordType type;
        try
        {
            type = await story[agency].Records.RegisterRecordTypeAsync(
                new RegisterRecordTypeRequest
                {
                    Code = code, HeldBy = heldBy, DisplayName = new LocalizedText { En = name.En, Lo = name.Lo },
                    Fields = { fields.Select(f => new RecordField { Id = f.Id, FieldClass = f.Class, DisplayName = new LocalizedText { En = f.Id, Lo = f.Id } }) },
                    Purposes = { Purpose, "victim_identification" }, DefaultHandling = Handling.Amber,
                },
                cancellationToken: story.CancellationToken);
        }
        catch (CoordinationException e) when (e.Reason is "RECORD_TYPE_EXISTS")
        {
            type = await story[agency].Records.GetRecordTypeAsync(
                new GetRecordTypeRequest { Name = $"recordTypes/{agency}-{code}" }, cancellationToken: story.CancellationToken);
        }

        story.ExpectSame(fields.Select(f => f.Id), type.Fields.Select(f => f.Id), type.Name);
        story.Expect(heldBy, type.HeldBy, type.Name);
        story.Done("demo.info.type-ready", agency, type.Name, string.Join(", ", type.Fields.Select(f => f.Id)));
        return type;
    }
}
