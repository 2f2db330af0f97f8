using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Xunit;

namespace Coordination.EndToEnd;

public sealed class KilledReadTests
{
    private const int Kills = 50;
    private const int Readers = 16;
    private const int ReadsBeforeKill = 60;
    private const string Value = "by boat across the river";

    /// <summary>
    /// With so many reads on their way each kill falls between the entry of some of them and its answer: entries without an
    /// answer show that it did. An answer without an entry is what must never be.
    /// </summary>
    [Fact]
    public async Task However_often_it_is_killed_nobody_has_read_a_field_without_its_entry()
    {
        await using var installation = new Installation();
        var read = new ConcurrentBag<string>();
        var sent = 0;
        var grant = "";
        var program = installation.StartStandalone();
        await installation.ReadyAsync();
        grant = await GrantAsync(installation);
        var random = new Random(20_261_124);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var reader = await new RestCaller(installation, "atd").SignInAsync();
            using var killed = new CancellationTokenSource();
            var before = read.Count;
            var readers = Enumerable.Range(0, Readers).Select(_ => ReadAsync(reader, killed.Token)).ToArray();
            var patience = DateTime.UtcNow.AddSeconds(30);
            while (read.Count < before + ReadsBeforeKill && DateTime.UtcNow < patience)
                await Task.Delay(1, TestContext.Current.CancellationToken);
            await Task.Delay(random.Next(0, 10), TestContext.Current.CancellationToken);
            await program.KillAsync();
            await killed.CancelAsync();
            await Task.WhenAll(readers);
            Assert.True(read.Count >= before + ReadsBeforeKill, $"Only {read.Count - before} reads were answered before kill {kill}. It said:\n{program.Output}");

            program = installation.StartStandalone();
            await installation.ReadyAsync();
        }

        var entries = await EntriesAsync(installation);
        Assert.Equal([], read.Where(access => !entries.Contains(access)).ToArray());
        Assert.Equal(read.Count, read.Distinct().Count());
        var unanswered = entries.Count - read.Count;
        TestContext.Current.TestOutputHelper?.WriteLine($"{Kills} kills, {sent} reads sent, {read.Count} answered, {unanswered} entries whose answer did not arrive");
        Assert.True(unanswered > 0, "No kill fell between an entry and its answer: nothing was shown.");
        Assert.True(unanswered <= sent - read.Count, "There are entries of reads that were never sent.");

        async Task ReadAsync(RestCaller reader, CancellationToken cancellationToken)
        {
            try
            {
                while (!cancellationToken.IsCancellationRequested)
                {
                    Interlocked.Increment(ref sent);
                    var answer = await reader.PostAsync($"/v1/{grant}:read", new JsonObject { ["purpose"] = "investigation" }, cancellationToken);
                    Assert.Equal(Value, answer["fields"]![0]!["value"]!.GetValue<string>());
                    read.Add(answer["access"]!.GetValue<string>());
                }
            }
            catch (Exception gone) when (gone is HttpRequestException { StatusCode: null } or OperationCanceledException or IOException)
            {
                // Killed. What was on its way may have its entry or not.
            }
        }
    }

    private static async Task<string> GrantAsync(Installation installation)
    {
        using var holder = await new RestCaller(installation, "lwu-center").SignInAsync();
        var name = new JsonObject { ["en"] = "Route", ["lo"] = "ເສັ້ນທາງ" };
        var type = await holder.PostAsync("/v1/recordTypes", new JsonObject
        {
            ["code"] = "intake",
            ["displayName"] = name.DeepClone(),
            ["heldBy"] = "HELD_BY_PLATFORM",
            ["fields"] = new JsonArray(new JsonObject { ["id"] = "route", ["displayName"] = name.DeepClone(), ["fieldClass"] = "FIELD_CLASS_GENERAL" }),
            ["purposes"] = new JsonArray("investigation"),
        });
        var subject = await holder.PostAsync("/v1/subjects", new JsonObject { ["retainUntil"] = DateTime.UtcNow.AddYears(1).ToString("O") });
        var record = await holder.PostAsync("/v1/records", new JsonObject
        {
            ["recordType"] = type["name"]!.DeepClone(),
            ["subject"] = subject["name"]!.DeepClone(),
            ["reference"] = "file 1",
            ["values"] = new JsonArray(new JsonObject { ["field"] = "route", ["value"] = Value }),
        });
        var grant = await holder.PostAsync("/v1/grants", new JsonObject
        {
            ["recipient"] = "agencies/atd",
            ["record"] = record["name"]!.DeepClone(),
            ["fields"] = new JsonArray("route"),
            ["purpose"] = "investigation",
            ["legalBasis"] = "instruments/penal-law",
            ["sourceReliability"] = "SOURCE_RELIABILITY_A",
            ["informationReliability"] = "INFORMATION_RELIABILITY_1",
            ["until"] = DateTime.UtcNow.AddDays(30).ToString("O"),
        });
        await holder.PostAsync($"/v1/{grant["name"]}:activate", []);
        return grant["name"]!.GetValue<string>();
    }

    private static async Task<HashSet<string>> EntriesAsync(Installation installation)
    {
        using var holder = await new RestCaller(installation, "lwu-center").SignInAsync();
        var entries = new HashSet<string>(StringComparer.Ordinal);
        var token = "";
        do
        {
            var page = await holder.GetAsync($"/v1/disclosures?pageSize=200&pageToken={Uri.EscapeDataString(token)}");
            foreach (var access in page["accesses"]!.AsArray())
                Assert.True(entries.Add(access!["name"]!.GetValue<string>()), "A read has two entries.");
            token = page["nextPageToken"]!.GetValue<string>();
        }
        while (token.Length > 0);
        return entries;
    }
}
