using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit;

namespace Coordination.EndToEnd;

public sealed class KilledTransferTests
{
    // Two installations share the kills: while one starts, the other one works.
    private const int Installations = 2;

    /// <summary>In all, COORD_TEST_KILLS names; the promise was shown with 100. A restart costs some seconds, so a build machine does with 40.</summary>
    private static readonly int KillsEach =
        int.TryParse(Environment.GetEnvironmentVariable("COORD_TEST_KILLS"), out var kills) && kills is >= 4 and <= 1000 ? kills / Installations : 20;

    private const int TransfersPerKill = 5;
    private const int TasksPerCase = 2;
    private const string From = "agencies/lwu";
    private const string To = "agencies/mlsw";

    /// <summary>
    /// Acceptances are on their way when the process is killed: some are written, some are not, and of some nobody heard.
    /// Whatever it was, after the restart each case has one lead, and its tasks, its transfer and its lead say the same.
    /// </summary>
    [Fact]
    public async Task However_often_it_is_killed_a_case_has_one_lead_and_its_tasks_are_never_split()
    {
        var totals = await Task.WhenAll(Enumerable.Range(1, Installations).Select(seed => Task.Run(() => KillAsync(20_261_124 + seed))));
        var (acknowledged, moved, stayed) = (totals.Sum(t => t.Acknowledged), totals.Sum(t => t.Moved), totals.Sum(t => t.Stayed));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Installations * KillsEach} kills, {moved + stayed} transfers: {moved} moved of which {acknowledged} were acknowledged, {stayed} did not");
        Assert.True(moved > acknowledged, "No kill fell between a commit and its answer: nothing was shown.");
        Assert.True(stayed > 0, "No kill fell before a commit: nothing was shown.");
    }

    private static async Task<(int Acknowledged, int Moved, int Stayed)> KillAsync(int seed)
    {
        await using var installation = new Installation();
        installation.Variables["DOTNET_TieredPGO"] = "0"; // It lives for a second: nothing is gained by measuring it.
        var program = installation.StartStandalone();
        await installation.ReadyAsync();
        var offers = await OfferAsync(installation);
        var random = new Random(seed);
        var (acknowledged, moved, stayed) = (0, 0, 0);
        var firstAnswer = TimeSpan.Zero;
        for (var kill = 0; kill < KillsEach; kill++)
        {
            var round = offers[(kill * TransfersPerKill)..((kill + 1) * TransfersPerKill)];
            using (var recipient = await new RestCaller(installation, "mlsw").SignInAsync())
            {
                using var killed = new CancellationTokenSource();
                var watch = Stopwatch.StartNew();
                var accepting = round.Select((offer, at) => AcceptAsync(recipient, offer, random.Next(0, 40) * at, killed.Token)).ToArray();
                if (kill % 2 == 0)
                {
                    // At the first answer, when others are written and not yet answered.
                    await Task.WhenAny(Task.WhenAny(accepting), Task.Delay(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
                    firstAnswer = watch.Elapsed;
                    await Task.Delay(random.Next(0, 8), TestContext.Current.CancellationToken);
                }
                else
                {
                    // Somewhere around the time of the first answer, as it was the last time: often just before.
                    await Task.Delay(firstAnswer * (0.5 + (random.NextDouble() * 0.6)), TestContext.Current.CancellationToken);
                }

                await program.KillAsync();
                await killed.CancelAsync();
                await Task.WhenAll(accepting);
            }

            program = installation.StartStandalone();
            await installation.ReadyAsync();
            using var reader = await new RestCaller(installation, "lwu").SignInAsync();
            foreach (var offer in round)
            {
                var accepted = await CheckAsync(reader, offer);
                (acknowledged, moved, stayed) = (acknowledged + (offer.Acknowledged ? 1 : 0), moved + (accepted ? 1 : 0), stayed + (accepted ? 0 : 1));
            }
        }

        // What did not move still can, and then moves whole.
        using var again = await new RestCaller(installation, "mlsw").SignInAsync();
        using var last = await new RestCaller(installation, "lwu").SignInAsync();
        foreach (var offer in offers.TakeLast(TransfersPerKill * 5))
        {
            await AcceptAsync(again, offer, 0, CancellationToken.None);
            Assert.True(await CheckAsync(last, offer));
        }

        return (acknowledged, moved, stayed);
    }

    /// <summary>Asks once more under the same request, as a client would.</summary>
    private static async Task AcceptAsync(RestCaller recipient, Offer offer, int afterMs, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(afterMs, cancellationToken);
            var answer = await recipient.PostAsync($"/v1/{offer.Transfer}:accept", new JsonObject { ["requestId"] = offer.RequestId }, cancellationToken);
            Assert.Equal("TRANSFER_STATE_ACCEPTED", answer["state"]!.GetValue<string>());
            offer.Acknowledged = true;
        }
        catch (Exception gone) when (gone is HttpRequestException { StatusCode: null } or OperationCanceledException or IOException)
        {
            // Killed.
        }
    }

    /// <summary>Whether it moved.</summary>
    private static async Task<bool> CheckAsync(RestCaller reader, Offer offer)
    {
        var about = await reader.GetAsync($"/v1/{offer.Case}");
        var transfer = await reader.GetAsync($"/v1/{offer.Transfer}");
        var lead = about["lead"]!.GetValue<string>();
        var leads = about["participants"]!.AsArray().Where(p => p!["role"]!.GetValue<string>() == "PARTICIPANT_ROLE_LEAD").Select(p => p!["agency"]!.GetValue<string>()).ToArray();
        Assert.Equal([lead], leads);
        var accepted = transfer["state"]!.GetValue<string>() == "TRANSFER_STATE_ACCEPTED";
        Assert.Equal(accepted ? To : From, lead);
        Assert.True(accepted || !offer.Acknowledged, "It was acknowledged, and did not hold.");
        Assert.Equal(accepted ? "" : offer.Transfer, about["pendingTransfer"]!.GetValue<string>());
        foreach (var task in offer.Tasks)
        {
            var present = (await reader.GetAsync($"/v1/{task}"))["assignments"]!.AsArray()
                .Where(a => a!["role"]!.GetValue<string>() == "ASSIGNMENT_ROLE_LEAD" && a["state"]!.GetValue<string>() != "ASSIGNMENT_STATE_REASSIGNED")
                .Select(a => a!["agency"]!.GetValue<string>());
            Assert.Equal([lead], present);
        }

        return accepted;
    }

    private static async Task<Offer[]> OfferAsync(Installation installation)
    {
        using var sender = await new RestCaller(installation, "lwu").SignInAsync();
        var offers = new Offer[KillsEach * TransfersPerKill];
        await Parallel.ForEachAsync(Enumerable.Range(0, offers.Length), new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (at, cancellationToken) =>
        {
            var about = await sender.PostAsync("/v1/cases", new JsonObject
            {
                ["reference"] = $"F-{at}",
                ["purpose"] = "victim_protection",
                ["legalBasis"] = "instruments/victim-protection-guidelines",
                ["retainUntil"] = DateTime.UtcNow.AddYears(1).ToString("O"),
            }, cancellationToken);
            var name = about["name"]!.GetValue<string>();
            var tasks = new string[TasksPerCase];
            for (var i = 0; i < tasks.Length; i++)
            {
                var task = await sender.PostAsync("/v1/tasks", new JsonObject { ["title"] = $"Task {i}", ["lead"] = From, ["case"] = name }, cancellationToken);
                tasks[i] = task["name"]!.GetValue<string>();
            }

            var transfer = await sender.PostAsync("/v1/transfers", new JsonObject
            {
                ["case"] = name,
                ["to"] = To,
                ["formerLeadStays"] = true,
                ["dataTransfer"] = new JsonObject
                {
                    ["purpose"] = "victim_protection",
                    ["legalBasis"] = "instruments/victim-protection-guidelines",
                    ["noConsentReason"] = "vital_interest",
                    ["safeguards"] = new JsonArray("access_by_role"),
                },
            }, cancellationToken);
            offers[at] = new Offer(name, transfer["name"]!.GetValue<string>(), tasks, Guid.NewGuid().ToString());
        });
        return offers;
    }

    private sealed record Offer(string Case, string Transfer, string[] Tasks, string RequestId)
    {
        public bool Acknowledged { get; set; }
    }
}
