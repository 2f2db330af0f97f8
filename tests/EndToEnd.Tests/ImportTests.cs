using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Coordination.Testing.Postgres;
using Xunit;

namespace Coordination.EndToEnd;

/// <summary>Cases in from files and out into files, with the programs as they are.</summary>
public sealed class ImportTests
{
    private static string Mapping => Path.Combine(Checkout.Root, "packs", "uk-nrm", "nrm.yaml");

    /// <summary>The command and the platform are killed in the middle; the same command then ends where one run would have.</summary>
    [Fact]
    public async Task However_it_is_killed_an_import_ends_with_each_person_once()
    {
        await using var installation = new Installation();
        var (file, people) = Referrals(installation);
        var program = installation.StartStandalone();
        await installation.ReadyAsync();
        using var reader = await new RestCaller(installation, "mlsw").SignInAsync();

        await using (var first = installation.Coord(Import(file)))
        {
            await UntilAsync(async () => await CountAsync(reader) >= people / 5, first);
            await first.KillAsync();
        }

        var afterKill = await CountAsync(reader);
        Assert.InRange(afterKill, people / 5, people - 1);

        await using (var second = installation.Coord(Import(file)))
        {
            await UntilAsync(async () => await CountAsync(reader) >= people * 3 / 5, second);
            await program.KillAsync();
            installation.StartStandalone();
            await installation.ReadyAsync();
            Assert.True(await second.EndAsync(TimeSpan.FromSeconds(120)) == 0, second.Output);
            var summary = Summary(second.Output);
            Assert.Equal(people, summary["added"]!.GetValue<int>() + summary["alreadyThere"]!.GetValue<int>());
            Assert.True(summary["alreadyThere"]!.GetValue<int>() >= afterKill, second.Output);
        }

        Assert.Equal(people, await CountAsync(reader));
        var again = await installation.CoordAsync(TimeSpan.FromSeconds(120), Import(file));
        Assert.Equal((0, people), (Summary(again.Output)["added"]!.GetValue<int>(), Summary(again.Output)["alreadyThere"]!.GetValue<int>()));
        Assert.Equal(people, await CountAsync(reader));
    }

    [Fact]
    public async Task An_import_on_postgresql_adds_each_person_once()
    {
        await using var installation = new Installation();
        var (file, people) = Referrals(installation);
        installation.StartStandaloneOn(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
        await installation.ReadyAsync();

        var (first, second) = (await installation.CoordAsync(TimeSpan.FromSeconds(120), Import(file)), await installation.CoordAsync(TimeSpan.FromSeconds(120), Import(file)));

        Assert.True((first.ExitCode, second.ExitCode) == (0, 0), first.Output + second.Output);
        Assert.Equal((people, 0), (Summary(first.Output)["added"]!.GetValue<int>(), Summary(first.Output)["alreadyThere"]!.GetValue<int>()));
        Assert.Equal((0, people), (Summary(second.Output)["added"]!.GetValue<int>(), Summary(second.Output)["alreadyThere"]!.GetValue<int>()));
    }

    /// <summary>What leaves as HTCDS comes back as the same, and more than twenty records wait for a second person.</summary>
    [Fact]
    public async Task Cases_leave_and_come_back_as_htcds()
    {
        await using var installation = new Installation();
        installation.StartStandalone();
        await installation.ReadyAsync();
        var twelve = Path.Combine(installation.Data, "few-2024-q1.csv");
        await File.WriteAllTextAsync(twelve, Head + "Local Authority,Local Authority,Labour & Criminal,Child (17 or under),Female,Albanian Greek,12\n", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await installation.CoordAsync(Import(twelve))).ExitCode);

        var (first, second) = (Path.Combine(installation.Data, "first.csv"), Path.Combine(installation.Data, "second.json"));
        var export = await installation.CoordAsync("export", "htcds", "--format", "csv", "--purpose", "statistics", "--basis", "npa", "--out", first, "--as", "mlsw");
        Assert.True(export.ExitCode == 0, export.Output);
        var lines = await File.ReadAllLinesAsync(first, TestContext.Current.CancellationToken);
        Assert.Equal(13, lines.Length);
        Assert.All(lines.Skip(1), line => Assert.Contains("ForcedLabour;ForcedCriminality", line, StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(first));

        string[] back = ["import", "htcds", first, "--purpose", "statistics", "--basis", "npa", "--retain-until", "2036-12-31", "--json", "--as", "moes"];
        var import = await installation.CoordAsync(back);
        Assert.Equal((0, 12, 0), (import.ExitCode, Summary(import.Output)["added"]!.GetValue<int>(), Summary(import.Output)["refused"]!.GetValue<int>()));
        Assert.Equal(12, Summary((await installation.CoordAsync(back)).Output)["alreadyThere"]!.GetValue<int>());

        var again = await installation.CoordAsync("export", "htcds", "--format", "json", "--purpose", "statistics", "--basis", "npa", "--out", second, "--as", "moes");
        Assert.True(again.ExitCode == 0, again.Output);
        var records = JsonNode.Parse(await File.ReadAllTextAsync(second, TestContext.Current.CancellationToken))!["records"]!.AsArray();
        Assert.Equal(12, records.Count);
        Assert.All(records, record => Assert.Equal("ForcedLabour, ForcedCriminality", string.Join(", ", record!["vic_TypeOfExploitation"]!.AsArray().Select(code => code!.GetValue<string>()))));
        Assert.All(records, record => Assert.Equal(("Closed", "imported", "2024-01-01"), (Of(record, "cas_Status"), Of(record, "cas_ReasonForCaseClosure"), Of(record, "cas_IncomingReferralDate"))));

        // Twelve were exported today; twelve more are more than twenty.
        var waits = await installation.CoordAsync("export", "htcds", "--format", "csv", "--purpose", "statistics", "--basis", "npa", "--out", first + "2", "--as", "mlsw", "--json");
        Assert.Equal(1, waits.ExitCode);
        Assert.False(File.Exists(first + "2"));
        var name = waits.Output[waits.Output.IndexOf("exports/", StringComparison.Ordinal)..].Split('"')[0];
        Assert.Equal(1, (await installation.CoordAsync("export", "approve", name, "--yes", "--as", "mlsw")).ExitCode);
        var approved = await installation.CoordAsync("export", "approve", name, "--yes", "--as", "mlsw.approver");
        Assert.True(approved.ExitCode == 0, approved.Output);
        Assert.Equal(0, (await installation.CoordAsync("export", "htcds", "--format", "csv", "--export", name, "--out", first + "2", "--as", "mlsw")).ExitCode);
        Assert.Equal(lines, await File.ReadAllLinesAsync(first + "2", TestContext.Current.CancellationToken));
    }

    /// <summary>Identities go in and come out by the hands of identity custodians only; whoever else exports gets pseudonyms.</summary>
    [Fact]
    public async Task Identities_are_in_a_file_only_for_a_custodian_who_asks()
    {
        await using var installation = new Installation();
        installation.StartStandalone();
        await installation.ReadyAsync();
        var (given, plain, named) = (Path.Combine(installation.Data, "given.csv"), Path.Combine(installation.Data, "plain.csv"), Path.Combine(installation.Data, "named.csv"));
        await File.WriteAllTextAsync(
            given,
            "prs_FirstName,prs_SecondName,prs_Birthdate,prs_Gender,vic_MethodsOfControl,con_Consent,x_AgeBand\n"
            + "Khamla,Vongsa,1999-04-21,Feminine,RestrictsMovement;DebtBondage,true,adult\n",
            TestContext.Current.CancellationToken);
        string[] terms = ["--purpose", "victim_protection", "--basis", "law-women"];

        // The officer opens the case; only the custodian may put the identity into the vault.
        var import = await installation.CoordAsync(["import", "htcds", given, .. terms, "--retain-until", "2036-12-31", "--json", "--as", "lwu"]);
        Assert.True(import.ExitCode == 0, import.Output);
        Assert.Equal(1, Summary(import.Output)["notHeld"]!["con_Consent"]!.GetValue<int>());
        Assert.Equal(1, Summary(import.Output)["notHeld"]!["prs_FirstName"]!.GetValue<int>());
        Assert.DoesNotContain("Khamla", import.Output, StringComparison.Ordinal);

        using var officer = await new RestCaller(installation, "lwu").SignInAsync();
        using var custodian = await new RestCaller(installation, "lwu.custodian").SignInAsync();
        var name = (await officer.GetAsync("/v1/cases"))["cases"]![0]!["name"]!.GetValue<string>();
        await custodian.PostAsync("/v1/identities", new JsonObject
        {
            ["case"] = name, ["person"] = "p1",
            ["fields"] = new JsonArray(new JsonObject { ["field"] = "name", ["value"] = "Khamla Vongsa" }, new JsonObject { ["field"] = "birth_date", ["value"] = "1999-04-21" }),
        });

        Assert.Equal(0, (await installation.CoordAsync(["export", "htcds", "--format", "csv", .. terms, "--out", plain, "--as", "lwu"])).ExitCode);
        Assert.DoesNotContain("Khamla", await File.ReadAllTextAsync(plain, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("RestrictsMovement;DebtBondage", await File.ReadAllTextAsync(plain, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        Assert.Equal(1, (await installation.CoordAsync(["export", "htcds", "--format", "csv", .. terms, "--with-identity", "--out", named, "--as", "lwu"])).ExitCode);
        Assert.False(File.Exists(named));
        var export = await installation.CoordAsync(["export", "htcds", "--format", "csv", .. terms, "--with-identity", "--out", named, "--as", "lwu.custodian"]);
        Assert.True(export.ExitCode == 0, export.Output);
        Assert.Contains("Khamla Vongsa", await File.ReadAllTextAsync(named, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var accesses = (await officer.GetAsync($"/v1/{name}/accesses"))["accesses"]!.AsArray();
        Assert.Contains(accesses, access => access!["reason"]!.GetValue<string>() == "export");
    }

    private const string Head = "first_responder_type,first_responder,exploitation,age,gender,nationality,people\n";

    private static string[] Import(string file) => ["import", "referrals", file, "--mapping", Mapping, "--as", "mlsw", "--json", "--concurrency", "8"];

    /// <summary>The published quarter, where it lies beside the checkout; else numbers of our own in its shape.</summary>
    private static (string File, int People) Referrals(Installation installation)
    {
        var published = Path.Combine(Checkout.Root, "..", "shared", "data", "nrm", "referrals-2023-q2.csv");
        if (File.Exists(published))
            return (published, 3060);

        var (text, people) = (new StringBuilder(Head), 0);
        foreach (var age in (string[])["Adult (18 or over)", "Child (17 or under)", "Not specified or unknown"])
        {
            foreach (var gender in (string[])["Male", "Female", "Other"])
            {
                foreach (var nationality in (string[])["Albanian", "UK", "Sudanese South Sudanese", "South Sudanese Sudanese", "Martian", "Thai UK"])
                {
                    var count = 37 + text.Length % 20;
                    people += count;
                    text.Append(CultureInfo.InvariantCulture, $"NGO and third sector,\"Help, Ltd\",\"Sexual, Labour & Domestic\",{age},{gender},{nationality},{count}\n");
                }
            }
        }

        var file = Path.Combine(installation.Data, "referrals-2023-q2.csv");
        File.WriteAllText(file, text.ToString());
        return (file, people);
    }

    private static async Task<int> CountAsync(RestCaller reader)
    {
        var (count, token) = (0, "");
        do
        {
            var page = await reader.GetAsync($"/v1/cases?pageSize=500&pageToken={Uri.EscapeDataString(token)}");
            count += page["cases"]?.AsArray().Count ?? 0;
            token = page["nextPageToken"]?.GetValue<string>() ?? "";
        }
        while (token.Length > 0);
        return count;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, RunningProgram program)
    {
        for (var patience = DateTime.UtcNow.AddSeconds(90); !await holds();)
        {
            Assert.True(DateTime.UtcNow < patience && !program.HasExited, $"It did not come to pass. It said:\n{program.Output}");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    private static JsonNode Summary(string output) =>
        JsonNode.Parse(output.Split('\n').First(line => line.StartsWith('{'))) ?? throw new JsonException(output);

    private static string Of(JsonNode? record, string field) => record![field]!.GetValue<string>();
}
