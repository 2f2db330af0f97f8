using System.Text.Json;
using Coordination.Directory.V1;
using Coordination.Events.V1;
using Coordination.Fakes;
using Coordination.Tasks.V1;
using Coordination.Type.V1;
using Google.Protobuf;
using Grpc.Core;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Coordination;

public sealed class CommandTests
{
    private static readonly Assignment Accepted = new()
    {
        Name = "tasks/t1/assignments/mlsw", Agency = "agencies/mlsw", State = AssignmentState.Accepted, TaskState = TaskState.InProgress,
    };

    [Fact]
    public async Task An_assignees_verb_means_its_own_assignment()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => Accepted;
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync("task", "accept", "t1", "--as", "mlsw"));

        var (request, headers, _) = Assert.Single(platform.Requests);
        Assert.Equal("tasks/t1/assignments/mlsw", Assert.IsType<AcceptAssignmentRequest>(request).Name);
        Assert.Equal("Bearer token-of-mlsw", headers.GetValue("authorization"));
        Assert.Contains("accepted", coord.Out, StringComparison.Ordinal);
        Assert.Contains("in progress", coord.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task COORD_AS_says_who_types_and_agency_or_a_whole_name_say_whose_assignment()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => Accepted;
        using var coord = new CoordRun(platform).With("COORD_AS", "moj");

        await coord.RunAsync("task", "accept", "tasks/t1");
        await coord.RunAsync("task", "accept", "t1", "--agency", "mlsw");
        await coord.RunAsync("task", "accept", "tasks/t1/assignments/opp");

        Assert.Equal(
            ["tasks/t1/assignments/moj", "tasks/t1/assignments/mlsw", "tasks/t1/assignments/opp"],
            platform.Requests.Select(r => ((AcceptAssignmentRequest)r.Request).Name));
    }

    [Fact]
    public async Task An_assigners_verb_finds_the_only_assignment_and_asks_when_there_are_several()
    {
        await using var platform = await FakePlatform.StartAsync();
        var task = new Tasks.V1.Task { Name = "tasks/t1", Assignments = { Accepted } };
        platform.Answer = request => request is GetTaskRequest ? task : Accepted;
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync("task", "verify", "t1"));
        Assert.Equal("tasks/t1/assignments/mlsw", Assert.IsType<VerifyAssignmentRequest>(platform.Requests.Last().Request).Name);

        task.Assignments.Add(new Assignment { Name = "tasks/t1/assignments/moj", Agency = "agencies/moj" });
        Assert.Equal(2, await coord.RunAsync("task", "verify", "t1"));
        Assert.Contains("mlsw, moj", coord.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assigning_makes_short_names_whole()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var coord = new CoordRun(platform);
        var id = Guid.NewGuid().ToString();

        var code = await coord.RunAsync(
            "task", "assign", "Train officers", "--lead", "mlsw", "--support", "moj", "lwu", "--support", "opp", "--priority", "urgent", "--rule", "lead",
            "--due", "+3d", "--province", "vt", "--instrument", "npa", "--depends-on", "t9", "--handling", "amber-strict", "--request-id", id);

        Assert.Equal(0, code);
        var sent = Assert.IsType<AssignTaskRequest>(Assert.Single(platform.Requests).Request);
        Assert.Equal("agencies/mlsw", sent.Lead);
        Assert.Equal(["agencies/moj", "agencies/lwu", "agencies/opp"], sent.Supporting);
        Assert.Equal((Priority.Urgent, CompletionRule.Lead, Handling.AmberStrict), (sent.Priority, sent.CompletionRule, sent.Handling));
        Assert.Equal(("LA-VT", "instruments/npa", id), (sent.Province, sent.Instrument, sent.RequestId));
        Assert.Equal(["tasks/t9"], sent.Dependencies);
        Assert.InRange(sent.DueTime.ToDateTimeOffset() - DateTimeOffset.UtcNow, TimeSpan.FromDays(2.9), TimeSpan.FromDays(3.1));
    }

    [Fact]
    public async Task An_update_names_only_what_was_given()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync("task", "update", "t1", "--title", "New", "--province", ""));
        var sent = Assert.IsType<UpdateTaskRequest>(Assert.Single(platform.Requests).Request);
        Assert.Equal(["title", "province"], sent.UpdateMask.Paths);
        Assert.Equal("New", sent.Task.Title);

        Assert.Equal(2, await coord.RunAsync("task", "update", "t1"));
    }

    [Fact]
    public async Task The_language_of_a_name_that_was_not_given_stays()
    {
        await using var platform = await FakePlatform.StartAsync();
        var agency = new Agency { Name = "agencies/moj", DisplayName = new LocalizedText { En = "Old", Lo = "ເກົ່າ" } };
        platform.Answer = _ => agency;
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync("agency", "update", "moj", "--name-en", "New"));

        var sent = Assert.IsType<UpdateAgencyRequest>(platform.Requests.Last().Request);
        Assert.Equal(("New", "ເກົ່າ"), (sent.Agency.DisplayName.En, sent.Agency.DisplayName.Lo));
        Assert.Equal(["display_name"], sent.UpdateMask.Paths);
    }

    [Fact]
    public async Task A_refusal_is_a_sentence_its_reason_and_the_bad_fields_and_ends_with_1()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Script.Enqueue(FakePlatform.Refusal(
            StatusCode.InvalidArgument, "REQUEST_INVALID", "Correct the fields.", fields: [("title", "is too long")], metadata: new Dictionary<string, string> { ["limit"] = "300" }));
        using var coord = new CoordRun(platform);

        Assert.Equal(1, await coord.RunAsync("task", "assign", "x", "--lead", "mlsw"));

        Assert.Empty(coord.Out);
        Assert.Equal(
            ["Correct the fields.", "reason: REQUEST_INVALID (INVALID_ARGUMENT)", "field: title – is too long", "limit: 300"],
            coord.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim()));
    }

    [Fact]
    public async Task A_refusal_in_lao_is_shown_in_lao()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Script.Enqueue(FakePlatform.Refusal(StatusCode.FailedPrecondition, "X", "No.", localized: "ບໍ່ໄດ້."));
        platform.Script.Enqueue(FakePlatform.Refusal(StatusCode.FailedPrecondition, "DUE_TIME_PASSED", "No."));
        using var coord = new CoordRun(platform);

        Assert.Equal(1, await coord.RunAsync("task", "accept", "t1", "--lang", "lo"));
        Assert.StartsWith("ບໍ່ໄດ້.", coord.Error, StringComparison.Ordinal);
        Assert.Contains("ເຫດຜົນ: X", coord.Error, StringComparison.Ordinal);

        Assert.Equal(1, await coord.RunAsync("task", "accept", "t1", "--lang", "lo"));
        Assert.StartsWith("ກຳນົດເວລາບໍ່ໄດ້ຢູ່ໃນອະນາຄົດ.", coord.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_for_programs_is_json()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Script.Enqueue(FakePlatform.Refusal(StatusCode.NotFound, "NOT_FOUND", "None."));
        using var coord = new CoordRun(platform);

        Assert.Equal(1, await coord.RunAsync("--json", "task", "get", "t1"));

        using var json = JsonDocument.Parse(coord.Error);
        Assert.Equal("NOT_FOUND", json.RootElement.GetProperty("error").GetProperty("reason").GetString());
        Assert.Equal("NOT_FOUND", json.RootElement.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Nobody_listening_ends_with_3()
    {
        var platform = await FakePlatform.StartAsync();
        using var coord = new CoordRun(platform).With("COORD_TOKEN", "given");
        await platform.DisposeAsync();

        Assert.Equal(3, await coord.RunAsync("health"));
        Assert.Contains("no:", coord.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_secret_it_ends_with_5_and_says_where_it_looked()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var coord = new CoordRun(platform);

        Assert.Equal(5, await coord.RunAsync("agency", "list", "--as", "nobody"));
        Assert.Contains("mlsw, moj, secretariat", coord.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("s1", coord.Error, StringComparison.Ordinal);

        Assert.Equal(5, await coord.RunAsync("agency", "list", "--data", Path.Combine(coord.Folder, "none")));
        Assert.Contains("development-clients.json", coord.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issuer_that_refuses_ends_with_5()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Issue = _ => (401, """{"error":"invalid_client"}""");
        using var coord = new CoordRun(platform);

        Assert.Equal(5, await coord.RunAsync("token", "--client", "mlsw"));
        Assert.Contains("TOKEN_REFUSED", coord.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_one_line()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync("token", "--client", "mlsw"));
        Assert.Equal("token-of-mlsw" + Environment.NewLine, coord.Out);
    }

    [Theory]
    [InlineData("task", "accept")]
    [InlineData("task", "reject", "t1")]
    [InlineData("task", "assign", "x", "--lead", "mlsw", "--priority", "soon")]
    [InlineData("task", "assign", "x", "--lead", "mlsw", "--due", "soon")]
    [InlineData("task", "assign", "x", "--lead", "mlsw", "--due", "+1d", "--due-working-days", "3")]
    [InlineData("task", "progress", "t1", "--percent", "101")]
    [InlineData("task", "accept", "t1", "--request-id", "7")]
    [InlineData("task", "fly", "t1")]
    [InlineData("task", "list", "--state", "open")]
    [InlineData("task", "attach", "t1", "--title", "x", "--uri", "https://x")]
    [InlineData("demo", "--tasks", "100001")]
    [InlineData("agency", "list", "--grpc", "here")]
    [InlineData("agency", "list", "--lang", "th")]
    [InlineData("ledger", "verify", "--key", "AAAA")]
    [InlineData("ledger", "verify", "--note", "/nowhere")]
    [InlineData("demo", "check", "--journal", "/nowhere")]
    [InlineData]
    public async Task A_wrong_command_line_ends_with_2_says_why_and_sends_nothing(params string[] arguments)
    {
        await using var platform = await FakePlatform.StartAsync();
        using var coord = new CoordRun(platform);

        Assert.Equal(2, await coord.RunAsync(arguments));

        Assert.NotEmpty(coord.Error);
        Assert.Empty(coord.Out);
        Assert.Empty(platform.Requests);
    }

    [Fact]
    public async Task A_list_is_read_page_by_page_and_shown_as_a_table_or_as_json()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = request => ((ListAgenciesRequest)request).PageToken is ""
            ? new ListAgenciesResponse { Agencies = { new Agency { Name = "agencies/mlsw", Kind = AgencyKind.Ministry, InForce = true } }, NextPageToken = "p2" }
            : new ListAgenciesResponse { Agencies = { new Agency { Name = "agencies/moj", DisplayName = new LocalizedText { En = "Justice", Lo = "ຍຸຕິທຳ" } } } };
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync("agency", "list"));
        Assert.Contains("mlsw", coord.Out, StringComparison.Ordinal);
        Assert.Contains("Justice", coord.Out, StringComparison.Ordinal);
        Assert.Contains("ministry", coord.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[", coord.Out, StringComparison.Ordinal);

        Assert.Equal(0, await coord.RunAsync("agency", "list", "--json"));
        var parsed = JsonParser.Default.Parse<ListAgenciesResponse>(coord.Out);
        Assert.Equal(["agencies/mlsw", "agencies/moj"], parsed.Agencies.Select(a => a.Name));

        Assert.Equal(0, await coord.RunAsync("agency", "list", "--limit", "1", "--lang", "lo"));
        Assert.DoesNotContain("ຍຸຕິທຳ", coord.Out, StringComparison.Ordinal);
        Assert.NotEmpty(coord.Error);
    }

    [Fact]
    public async Task A_watch_shows_a_line_an_event_and_ends_when_told()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Watches.Enqueue(async (_, writer, cancelled) =>
        {
            await writer.WriteAsync(Some.Bookmark("a"), cancelled);
            await writer.WriteAsync(Some.Event(7, "b"), cancelled);
            await writer.WriteAsync(Some.Event(8, "c"), cancelled);
            await Task.Delay(Timeout.Infinite, cancelled);
        });
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync("watch", "--from-start", "--kind", "tasks", "--count", "2"));
        Assert.Equal(2, coord.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("tasks/t1", coord.Out, StringComparison.Ordinal);
        var request = platform.WatchRequests.First().Request;
        Assert.True(request.FromStart);
        Assert.Equal(["tasks"], request.Kinds);

        Assert.Equal(0, await coord.RunAsync("watch", "--json", "--count", "1"));
        Assert.Equal(7, JsonParser.Default.Parse<WatchResponse>(coord.Out).Event.Position);
    }
}
