using System.Text.Json.Nodes;
using Xunit;

namespace Coordination.EndToEnd;

public sealed partial class SealedCanaryTests
{
    /// <summary>Every field of an identity that can hold a word; the birth date cannot.</summary>
    private static readonly string[] IdentityFields =
    [
        "name", "other_name", "birth_place", "document", "phone", "email", "address", "village", "district", "province", "country", "postal_code", "longitude", "latitude",
        "father", "mother", "relatives", "language", "second_language", "title", "salutation", "marital_status", "children", "education", "photo_reference",
    ];

    /// <summary>A note of each class and a whole identity hold the canary; calls that are refused hold it too.</summary>
    private static async Task PlayCaseAsync(Installation installation)
    {
        const string Text = $"{Canary} {LaoCanary}";
        using var lead = await new RestCaller(installation, "lwu-center.lead").SignInAsync();
        using var custodian = await new RestCaller(installation, "lwu-center.custodian").SignInAsync();
        using var approver = await new RestCaller(installation, "lwu-center.approver").SignInAsync();
        using var police = await new RestCaller(installation, "atd.lead").SignInAsync();
        var opened = (await lead.PostAsync("/v1/cases", new JsonObject
        {
            ["reference"] = "A-17",
            ["purpose"] = "victim_support",
            ["legalBasis"] = "instruments/victim-protection-guidelines",
            ["retainUntil"] = DateTime.UtcNow.AddYears(5).ToString("O"),
            ["people"] = new JsonArray(new JsonObject { ["role"] = "PERSON_ROLE_VICTIM", ["ageBand"] = "AGE_BAND_CHILD" }),
        }))["name"]!.GetValue<string>();
        await lead.PostAsync($"/v1/{opened}:addParticipant", new JsonObject { ["agency"] = "agencies/atd", ["role"] = "PARTICIPANT_ROLE_PARTICIPANT" });

        foreach (var (writer, noteClass, purpose) in new[]
        {
            (lead, "GENERAL", "victim_support"), (lead, "COUNSELLING", "victim_support"), (lead, "HEALTH", "victim_support"), (police, "INTELLIGENCE", "investigation"),
        })
        {
            var note = (await writer.PostAsync("/v1/notes", Note(opened, noteClass, Text)))["name"]!.GetValue<string>();
            var read = await writer.PostAsync($"/v1/{note}:read", new JsonObject { ["purpose"] = purpose, ["reason"] = "casework" });
            Assert.StartsWith(Canary, read["text"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.DoesNotContain(Canary, (await lead.GetAsync($"/v1/{opened}/notes")).ToString(), StringComparison.Ordinal);
            if (noteClass == "HEALTH")
                await writer.PostAsync($"/v1/{note}:retract", new JsonObject { ["reason"] = "mistake" });
        }

        var identity = (await custodian.PostAsync("/v1/identities", Identity(opened, "p1", [.. IdentityFields.Select(f => (f, Text))])))["name"]!.GetValue<string>();
        await custodian.PostAsync("/v1/identities", Identity(opened, "p1", ("birth_date", "2010-04"), ("phone", Text + " 2")));
        var known = await custodian.PostAsync($"/v1/{identity}:read", new JsonObject { ["purpose"] = "victim_support", ["reason"] = "casework" });
        Assert.Equal(IdentityFields.Length + 1, known["fields"]!.AsArray().Count);
        Assert.All(
            known["fields"]!.AsArray().Where(f => f!["field"]!.GetValue<string>() != "birth_date"), f => Assert.Contains(Canary, f!["value"]!.GetValue<string>(), StringComparison.Ordinal));

        // Refused, with the canary in it or about what holds it.
        await RefusedAsync(() => police.PostAsync("/v1/notes", Note(opened, "COUNSELLING", Text)));
        await RefusedAsync(() => lead.PostAsync("/v1/notes", Note(opened, Canary, Text)));
        await RefusedAsync(() => lead.PostAsync($"/v1/{opened}:close", new JsonObject { ["reason"] = new JsonObject { [Canary] = Text } }));
        await RefusedAsync(() => lead.PostAsync("/v1/notes", Note(opened, "GENERAL", Text, person: "p9")));
        await RefusedAsync(() => lead.PostAsync("/v1/notes", Note(opened, "GENERAL", string.Concat(Enumerable.Repeat(Text, 1_000)))));
        await RefusedAsync(() => police.PostAsync($"/v1/{identity}:read", new JsonObject { ["purpose"] = "investigation", ["reason"] = "casework" }));
        await RefusedAsync(() => custodian.PostAsync("/v1/identities", Identity(opened, "p1", ("birth_date", Text))));
        await RefusedAsync(() => custodian.PostAsync("/v1/identities", Identity(opened, "p1", ("nickname", Text))));
        await RefusedAsync(() => custodian.PostAsync("/v1/identities", Identity(opened, "p9", ("name", Text))));
        await RefusedAsync(() => custodian.PostAsync("/v1/identities", Identity(opened, "p1", ("name", string.Concat(Enumerable.Repeat(Text, 100))))));
        await RefusedAsync(() => lead.PostAsync("/v1/identities", Identity(opened, "p1", ("name", Text))));
        await RefusedAsync(() => lead.PostAsync($"/v1/{opened}:close", new JsonObject { ["reason"] = Text }));

        await custodian.PostAsync($"/v1/{identity}:proposeErasure", new JsonObject { ["reason"] = "asked" });
        await approver.PostAsync($"/v1/{identity}:approveErasure", []);
        await RefusedAsync(() => custodian.PostAsync($"/v1/{identity}:read", new JsonObject { ["purpose"] = "victim_support", ["reason"] = "casework" }));
    }

    private static JsonObject Note(string opened, string noteClass, string text, string person = "p1") => new()
    {
        ["case"] = opened, ["noteClass"] = "NOTE_CLASS_" + noteClass, ["person"] = person, ["text"] = text,
    };

    private static JsonObject Identity(string opened, string person, params (string Field, string Value)[] fields) => new()
    {
        ["case"] = opened,
        ["person"] = person,
        ["fields"] = new JsonArray([.. fields.Select(f => new JsonObject { ["field"] = f.Field, ["value"] = f.Value })]),
    };
}
