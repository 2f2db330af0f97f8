using System.Text.Json.Nodes;
using Xunit;

namespace Coordination.EndToEnd;

public sealed class KilledErasureTests
{
    private const int Persons = 300;
    private const int Kills = 6;

    /// <summary>
    /// Deciding, destroying the keys, telling the records and writing that it is done are four steps; each kill falls while
    /// some persons stand between two of them.
    /// </summary>
    [Fact]
    public async Task However_often_it_is_killed_every_person_whose_retention_ended_is_erased_once()
    {
        await using var installation = new Installation();
        var program = installation.StartStandalone();
        await installation.ReadyAsync();
        var end = await RegisterAsync(installation);
        var keys = Path.Combine(installation.Data, "keys");
        Assert.Equal(Persons + 2, System.IO.Directory.GetFiles(keys, "*.key").Length); // With the one who is held, and the master key.

        for (var kill = 1; kill <= Kills; kill++)
        {
            await UntilAsync(() => Tombstones(keys) >= kill * Persons / (Kills + 2), end.AddSeconds(90), program);
            await program.KillAsync();
            Assert.True(Tombstones(keys) < Persons, "All were erased before the kill: nothing was shown.");
            program = installation.StartStandalone();
        }

        await installation.ReadyAsync();
        using var holder = await new RestCaller(installation, "lwu-center").SignInAsync();
        var subjects = await AllAsync(holder, "subjects");
        for (var patience = DateTime.UtcNow.AddSeconds(90); DateTime.UtcNow < patience && subjects.Count(IsErased) < Persons; subjects = await AllAsync(holder, "subjects"))
            await Task.Delay(200, TestContext.Current.CancellationToken);

        Assert.Equal(Persons, subjects.Count(IsErased));
        Assert.All(subjects.Where(IsErased), s => Assert.Equal("v3", s["etag"]!.GetValue<string>())); // Registered, decided, done: each once.
        Assert.Equal("SUBJECT_STATE_HELD", Assert.Single(subjects, s => !IsErased(s))["state"]!.GetValue<string>());
        Assert.Equal(Persons, Tombstones(keys));
        Assert.Equal(2, System.IO.Directory.GetFiles(keys, "*.key").Length);
        var records = await AllAsync(holder, "records");
        Assert.Equal(Persons + 1, records.Count);
        Assert.Single(records, r => !r["erased"]!.GetValue<bool>());
    }

    private static bool IsErased(JsonNode subject) => subject["state"]!.GetValue<string>() == "SUBJECT_STATE_ERASED";

    private static int Tombstones(string keys) => System.IO.Directory.GetFiles(keys, "*.destroyed").Length;

    private static async Task UntilAsync(Func<bool> holds, DateTime patience, RunningProgram program)
    {
        while (!holds())
        {
            Assert.True(DateTime.UtcNow < patience, $"It did not come to pass. It said:\n{program.Output}");
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Persons with one record each, whose retention ends at the time that is returned, and one who is kept.</summary>
    private static async Task<DateTime> RegisterAsync(Installation installation)
    {
        using var holder = await new RestCaller(installation, "lwu-center").SignInAsync();
        var name = new JsonObject { ["en"] = "Stay", ["lo"] = "ການພັກ" };
        var type = await holder.PostAsync("/v1/recordTypes", new JsonObject
        {
            ["code"] = "stay",
            ["displayName"] = name.DeepClone(),
            ["heldBy"] = "HELD_BY_PLATFORM",
            ["fields"] = new JsonArray(new JsonObject { ["id"] = "room", ["displayName"] = name.DeepClone(), ["fieldClass"] = "FIELD_CLASS_LOCATION" }),
            ["purposes"] = new JsonArray("victim_support"),
        });
        var end = DateTime.UtcNow.AddSeconds(60);
        await Parallel.ForAsync(0, Persons + 1, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, cancellationToken) =>
        {
            var until = i == Persons ? end.AddYears(1) : end;
            var subject = await holder.PostAsync("/v1/subjects", new JsonObject { ["retainUntil"] = until.ToString("O") }, cancellationToken);
            await holder.PostAsync(
                "/v1/records",
                new JsonObject
                {
                    ["recordType"] = type["name"]!.DeepClone(),
                    ["subject"] = subject["name"]!.DeepClone(),
                    ["reference"] = $"file {i}",
                    ["values"] = new JsonArray(new JsonObject { ["field"] = "room", ["value"] = $"room {i}" }),
                },
                cancellationToken);
        });
        Assert.True(DateTime.UtcNow < end, "Registering took so long that erasing began before.");
        return end;
    }

    private static async Task<List<JsonNode>> AllAsync(RestCaller holder, string collection)
    {
        var all = new List<JsonNode>();
        var token = "";
        do
        {
            var page = await holder.GetAsync($"/v1/{collection}?pageSize=200&pageToken={Uri.EscapeDataString(token)}");
            all.AddRange(page[collection]!.AsArray().Select(node => node!));
            token = page["nextPageToken"]!.GetValue<string>();
        }
        while (token.Length > 0);
        return all;
    }
}
