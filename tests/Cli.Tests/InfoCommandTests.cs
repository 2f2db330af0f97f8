using System.CommandLine;
using Coordination.Cli;
using Coordination.Cli.Commands;
using Coordination.Cli.Texts;
using Coordination.Fakes;
using Coordination.Information.V1;
using Coordination.Type.V1;
using Google.Protobuf;
using Grpc.Core;
using Xunit;
using Record = Coordination.Information.V1.Record;
using Task = System.Threading.Tasks.Task;

namespace Coordination;

public sealed class InfoCommandTests
{
    private const string Secret = "P1234567-Noy";

    private static readonly Grant Proposed = new()
    {
        Name = "grants/g1", State = GrantState.Proposed, Grantor = "agencies/lwu-center", Recipient = "agencies/atd", Fields = { "given_name" },
        Purpose = "victim_protection", NeedsApproval = true, ContentHash = new string('a', 64),
    };

    [Fact]
    public async Task Asking_makes_short_names_whole_and_asks_for_fields_with_the_last_question()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => new InformationRequest { Name = "informationRequests/i1", State = InformationRequestState.Submitted };
        using var coord = new CoordRun(platform);
        await File.WriteAllTextAsync(Path.Combine(coord.Folder, "reference"), Secret + "\n", TestContext.Current.CancellationToken);

        Assert.Equal(0, await coord.RunAsync(
            "info", "ask", "A person at a checkpoint", "--to", "lwu-center", "mlsw", "--purpose", "victim_protection", "--basis", "palermo-protocol",
            "--urgency", "urgent", "--question", "Who?", "--question", "Which languages?", "--type", "lwu-center-case", "--field", "given_name,languages",
            "--reference-file", "reference"));

        var request = Assert.IsType<CreateInformationRequestRequest>(Assert.Single(platform.Requests).Request);
        Assert.True(request.Submit);
        Assert.Equal(["agencies/lwu-center", "agencies/mlsw"], request.Content.Addressees);
        Assert.Equal("instruments/palermo-protocol", request.Content.LegalBasis);
        Assert.Equal(Urgency.Urgent, request.Content.Urgency);
        Assert.Equal(["Who?", "Which languages?"], request.Content.Questions.Select(q => q.Text));
        Assert.Empty(request.Content.Questions[0].Fields);
        Assert.Equal(["given_name", "languages"], request.Content.Questions[1].Fields);
        Assert.Equal(("recordTypes/lwu-center-case", Secret), (request.Content.Questions[1].RecordType, request.Content.Questions[1].RecordReference));
        Assert.Contains("sent", coord.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, coord.Out + coord.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revision_keeps_what_no_option_names()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => new InformationRequest
        {
            Name = "informationRequests/i1", State = InformationRequestState.Draft, Title = "T", Purpose = "victim_protection", LegalBasis = "instruments/x", Etag = "e1",
            Parts = { new Part { Agency = "agencies/mlsw" } }, Questions = { new Question { Number = 1, Text = "Who?" } },
        };
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync("info", "revise", "i1", "--urgency", "urgent_direct"));

        var request = Assert.IsType<ReviseInformationRequestRequest>(platform.Requests.Last().Request);
        Assert.Equal("e1", request.Etag);
        Assert.Equal(("T", Urgency.UrgentDirect), (request.Content.Title, request.Content.Urgency));
        Assert.Equal(["agencies/mlsw"], request.Content.Addressees);
        Assert.Equal("Who?", Assert.Single(request.Content.Questions).Text);
    }

    [Theory]
    [InlineData("given_name=P1234567-Noy\n# a note\n\nlanguages = lao, khmu\n")]
    [InlineData("""{"given_name": "P1234567-Noy", "languages": "lao, khmu"}""")]
    public async Task Values_are_piped_in_as_lines_or_json_and_never_printed(string piped)
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => new Record { Name = "records/r1", Fields = { "given_name", "languages" } };
        using var coord = new CoordRun(platform) { In = piped };

        Assert.Equal(0, await coord.RunAsync("info", "record", "offer", "lwu-center-case", "--subject", "s1", "--reference", "F7", "--values-file", "-", "--as", "mlsw"));

        var request = Assert.IsType<OfferRecordRequest>(Assert.Single(platform.Requests).Request);
        Assert.Equal([("given_name", Secret), ("languages", "lao, khmu")], request.Values.Select(v => (v.Field, v.Value)));
        Assert.Equal(("recordTypes/lwu-center-case", "subjects/s1"), (request.RecordType, request.Subject));
        Assert.DoesNotContain(Secret, coord.Out + coord.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("just P1234567-Noy")]
    [InlineData("""{"given_name": P1234567-Noy}""")]
    [InlineData("""{"given_name": {"x": "P1234567-Noy"}}""")]
    public async Task Values_that_cannot_be_read_are_refused_without_repeating_them(string piped)
    {
        await using var platform = await FakePlatform.StartAsync();
        using var coord = new CoordRun(platform) { In = piped };

        Assert.Equal(2, await coord.RunAsync("info", "record", "offer", "t", "--subject", "s1", "--reference", "F7", "--values-file", "-"));

        Assert.NotEmpty(coord.Error);
        Assert.DoesNotContain(Secret, coord.Out + coord.Error, StringComparison.Ordinal);
        Assert.Empty(platform.Requests);
    }

    [Theory]
    [InlineData("y", 0, 2)]
    [InlineData("n", 2, 1)]
    [InlineData("", 2, 1)]
    public async Task Who_approves_sees_the_content_first_and_sends_the_hash_of_what_was_shown(string typed, int code, int calls)
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => Proposed;
        using var coord = new CoordRun(platform) { In = typed };

        Assert.Equal(code, await coord.RunAsync("info", "grant", "approve", "g1"));

        Assert.Contains("given_name", coord.Out, StringComparison.Ordinal);
        Assert.Equal(calls, platform.Requests.Count);
        if (code == 0)
            Assert.Equal(Proposed.ContentHash, Assert.IsType<ApproveGrantRequest>(platform.Requests.Last().Request).ContentHash);
    }

    [Fact]
    public async Task A_script_says_yes_or_gives_the_hash_that_it_has_seen()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => Proposed;
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync("info", "grant", "approve", "g1", "--yes", "--json"));
        Assert.Equal("grants/g1", JsonParser.Default.Parse<Grant>(coord.Out).Name);

        platform.Requests.Clear();
        Assert.Equal(0, await coord.RunAsync("info", "grant", "approve", "g1", "--hash", new string('b', 64)));
        Assert.Equal(new string('b', 64), Assert.IsType<ApproveGrantRequest>(Assert.Single(platform.Requests).Request).ContentHash);
    }

    [Fact]
    public async Task A_read_shows_the_values_and_is_repeated_with_the_same_request_id()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Script.Enqueue(FakePlatform.Refusal(StatusCode.Unavailable, "PROVIDER_AWAY", "The provider is away.", TimeSpan.FromMilliseconds(1)));
        platform.Answer = _ => new ReadGrantedResponse
        {
            Grant = "grants/g1", Access = "accesses/x1", Handling = Handling.Amber, Fields = { new GrantedField { Field = "given_name", Value = Secret }, new GrantedField { Field = "languages" } },
        };
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync("info", "read", "g1", "--purpose", "victim_protection", "--field", "given_name,languages"));

        Assert.Contains(Secret, coord.Out, StringComparison.Ordinal);
        Assert.Contains("accesses/x1", coord.Out, StringComparison.Ordinal);
        var requests = platform.Requests.Select(r => Assert.IsType<ReadGrantedRequest>(r.Request)).ToList();
        Assert.Equal(2, requests.Count);
        Assert.Single(requests.Select(r => r.RequestId).Distinct());
        Assert.Equal(["given_name", "languages"], requests[0].Fields);
    }

    [Fact]
    public async Task Lists_show_no_text_reference_or_answer()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = request => request switch
        {
            ListInformationRequestsRequest => new ListInformationRequestsResponse
            {
                Requests =
                {
                    new InformationRequest
                    {
                        Name = "informationRequests/i1", Title = "At a checkpoint", WithdrawReason = Secret,
                        Questions = { new Question { Text = Secret, RecordReference = Secret } },
                        Parts = { new Part { Agency = "agencies/mlsw", State = PartState.UnderReview, Answers = { new Answer { Text = Secret, Explanation = Secret } } } },
                    },
                },
            },
            ListRecordsRequest => new ListRecordsResponse { Records = { new Record { Name = "records/r1", Fields = { "given_name" } } } },
            _ => new ListDisclosuresResponse { Accesses = { new Access { Name = "accesses/x1", Fields = { "given_name" }, ReaderSubject = "atd" } } },
        };
        using var coord = new CoordRun(platform);

        foreach (var line in (string[][])[["info", "list", "--inbox"], ["info", "record", "list"], ["info", "disclosures", "--reader", "atd"]])
        {
            Assert.Equal(0, await coord.RunAsync(line));
            Assert.NotEmpty(coord.Out);
            Assert.DoesNotContain(Secret, coord.Out, StringComparison.Ordinal);
        }

        Assert.Equal(RequestBox.Inbox, ((ListInformationRequestsRequest)platform.Requests.First().Request).Box);
        Assert.Equal("agencies/atd", ((ListDisclosuresRequest)platform.Requests.Last().Request).Reader);
    }

    [Fact]
    public async Task A_refusal_of_one_question_is_never_by_slip_of_all()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => new InformationRequest { Name = "informationRequests/i1" };
        using var coord = new CoordRun(platform);

        Assert.Equal(2, await coord.RunAsync("info", "refuse", "i1", "--code", "not_held"));
        Assert.Equal(2, await coord.RunAsync("info", "refuse", "i1", "--code", "not_held", "--all", "--question", "1"));
        Assert.Empty(platform.Requests);

        Assert.Equal(0, await coord.RunAsync("info", "refuse", "i1", "--code", "not-held", "--all"));
        Assert.Equal((0, RefusalCode.NotHeld), Assert.IsType<RefuseQuestionRequest>(platform.Requests.Last().Request) is var all ? (all.Question, all.Code) : default);
        Assert.Equal(0, await coord.RunAsync("info", "refuse", "i1", "--code", "endangers_person", "--question", "3"));
        Assert.Equal(3, Assert.IsType<RefuseQuestionRequest>(platform.Requests.Last().Request).Question);
    }

    [Fact]
    public async Task A_refusal_of_the_platform_ends_with_1_and_names_its_reason()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Script.Enqueue(FakePlatform.Refusal(StatusCode.FailedPrecondition, "GRANT_NOT_ACTIVE", "The grant is not active."));
        using var coord = new CoordRun(platform);

        Assert.Equal(1, await coord.RunAsync("info", "read", "g1", "--purpose", "victim_protection"));
        Assert.Contains("GRANT_NOT_ACTIVE", coord.Error, StringComparison.Ordinal);
        Assert.Empty(coord.Out);
    }

    [Fact]
    public async Task A_type_is_registered_with_its_fields()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => new RecordType { Name = "recordTypes/mlsw-permits" };
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync(
            "info", "type", "register", "permits", "--name-en", "Permits", "--held-by", "provider", "--field", "given_name:identity:Given name:ຊື່", "employer:general",
            "--purpose", "victim_protection,investigation"));

        var request = Assert.IsType<RegisterRecordTypeRequest>(Assert.Single(platform.Requests).Request);
        Assert.Equal([("given_name", FieldClass.Identity, "Given name"), ("employer", FieldClass.General, "employer")], request.Fields.Select(f => (f.Id, f.FieldClass, f.DisplayName.En)));
        Assert.Equal("ຊື່", request.Fields[0].DisplayName.Lo);
        Assert.Equal(["victim_protection", "investigation"], request.Purposes);
        Assert.Equal(HeldBy.Provider, request.HeldBy);
    }

    [Theory]
    [InlineData("info", "ask", "T", "--to", "mlsw", "--purpose", "p", "--basis", "b", "--field", "x")]
    [InlineData("info", "ask", "T", "--to", "mlsw", "--purpose", "p", "--basis", "b", "--questions-file", "nowhere")]
    [InlineData("info", "ask", "T", "--to", "mlsw", "--purpose", "p")]
    [InlineData("info", "answer", "i1", "--text", "x")]
    [InlineData("info", "answer", "i1", "--question", "101")]
    [InlineData("info", "clarify", "i1")]
    [InlineData("info", "clarify", "i1", "--text", "a", "--text-file", "b")]
    [InlineData("info", "refuse", "i1", "--question", "1", "--code", "lazy")]
    [InlineData("info", "type", "register", "x", "--name-en", "X", "--held-by", "platform", "--field", "a:secret")]
    [InlineData("info", "type", "update", "x")]
    [InlineData("info", "subject", "register")]
    [InlineData("info", "record", "find", "t")]
    [InlineData("info", "consent", "record", "s1", "--purpose", "p", "--recipient", "mlsw", "--form-version", "1")]
    [InlineData("info", "consent", "record", "s1", "--purpose", "p", "--recipient", "mlsw", "--form-version", "1", "--given", "--refused")]
    [InlineData("info", "grant", "propose", "--to", "atd", "--purpose", "p", "--basis", "b", "--until", "+3d", "--field", "x")]
    [InlineData("info", "grant", "propose", "--record", "r1", "--parent", "g1", "--to", "atd", "--purpose", "p", "--basis", "b", "--until", "+3d")]
    [InlineData("info", "grant", "propose", "--record", "r1", "--to", "atd", "--purpose", "p", "--basis", "b", "--until", "+3d", "--information", "5")]
    [InlineData("info", "read", "g1")]
    [InlineData("info", "stats", "--from-month", "2026-13")]
    [InlineData("info")]
    public async Task A_wrong_line_ends_with_2_and_sends_nothing(params string[] arguments)
    {
        await using var platform = await FakePlatform.StartAsync();
        using var coord = new CoordRun(platform);

        Assert.Equal(2, await coord.RunAsync(arguments));

        Assert.NotEmpty(coord.Error);
        Assert.Empty(platform.Requests);
    }

    [Fact]
    public void Every_verb_of_the_protos_has_a_command()
    {
        var around = new Surroundings(TextWriter.Null, TextWriter.Null, Surroundings.CreateConsole(TextWriter.Null, false), false, _ => null, "/", "/");
        var info = CommandTree.Build(around, Catalogue.For("en")).Subcommands.Single(c => c.Name is "info");
        var leaves = Count(info);
        int[] methods =
        [
            InformationService.Descriptor.Methods.Count, RecordService.Descriptor.Methods.Count, ConsentService.Descriptor.Methods.Count,
            GrantService.Descriptor.Methods.Count, StandingAgreementService.Descriptor.Methods.Count, DisclosureService.Descriptor.Methods.Count,
        ];

        // One command a method: a method that is added to the protos wants a command here.
        Assert.Equal(methods.Sum(), leaves);

        static int Count(Command command) => command.Subcommands.Count == 0 ? 1 : command.Subcommands.Sum(Count);
    }
}
