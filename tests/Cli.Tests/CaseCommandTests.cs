using System.CommandLine;
using System.Text;
using Coordination.Cases.V1;
using Coordination.Cli;
using Coordination.Cli.Commands;
using Coordination.Cli.Texts;
using Coordination.Fakes;
using Coordination.Type.V1;
using Google.Protobuf;
using Grpc.Core;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Coordination;

public sealed class CaseCommandTests
{
    private const string Secret = "Noy-P1234567";

    /// <summary>Sub-commands of a case that belong to other services.</summary>
    private static readonly string[] Elsewhere = ["refer", "referral", "transfer", "receipt", "link"];

    private static readonly Case Some = new()
    {
        Name = "cases/c1", State = CaseState.Opened, Lead = "agencies/lwu", Etag = "e7",
        Participants = { new Participant { Agency = "agencies/lwu", Role = ParticipantRole.Lead } },
        People =
        {
            new CasePerson
            {
                Id = "p1", Profile = new PersonProfile { Role = PersonRole.Victim, Gender = Gender.Female, AgeBand = AgeBand.Unknown, SignsOfChildhood = true, Citizenships = { "la" } },
                TreatedAsChild = true, Status = VictimStatus.Possible,
            },
        },
    };

    [Fact]
    public async Task Opening_makes_short_names_whole_and_takes_people_in_brief()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => Some;
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync(
            "case", "open", "--reference", "F-7", "--province", "vt", "--unit", "atu-la-vt", "--area", "cross_border", "--referred-by", "border_post", "--referred-on", "2026-03",
            "--purpose", "victim_protection", "--basis", "palermo-protocol", "--retain-until", "2030-01-01", "--person", "victim:female:adult", "--person", "victim::child", "--person", "suspect"));

        var request = Assert.IsType<OpenCaseRequest>(Assert.Single(platform.Requests).Request);
        Assert.Equal(("F-7", "LA-VT", "units/atu-la-vt", "cross_border"), (request.Reference, request.Province, request.Unit, request.Area));
        Assert.Equal(("border_post", "2026-03"), (request.Source.Organisation, request.Source.Date));
        Assert.Equal("instruments/palermo-protocol", request.LegalBasis);
        Assert.Equal(
            [(PersonRole.Victim, Gender.Female, AgeBand.Adult), (PersonRole.Victim, Gender.Unspecified, AgeBand.Child), (PersonRole.Suspect, Gender.Unspecified, AgeBand.Unspecified)],
            request.People.Select(p => (p.Role, p.Gender, p.AgeBand)));
        Assert.Contains("cases/c1", coord.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_keeps_what_no_option_names()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => Some;
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync("case", "person", "update", "c1", "p1", "--age", "child", "--exploitation", "labour,sexual", "--attribute", "vic_MethodsOfControl=RestrictsMovement"));

        var request = Assert.IsType<UpdatePersonRequest>(platform.Requests.Last().Request);
        Assert.Equal(("cases/c1", "p1", "e7"), (request.Name, request.Person, request.Etag));
        Assert.Equal((PersonRole.Victim, Gender.Female, AgeBand.Child, true), (request.Profile.Role, request.Profile.Gender, request.Profile.AgeBand, request.Profile.SignsOfChildhood));
        Assert.Equal(["la"], request.Profile.Citizenships);
        Assert.Equal(["labour", "sexual"], request.Profile.Exploitation);
        Assert.Equal("RestrictsMovement", request.Profile.Attributes["vic_MethodsOfControl"]);
    }

    [Fact]
    public async Task A_person_that_is_not_there_is_not_changed()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => Some;
        using var coord = new CoordRun(platform);

        Assert.Equal(2, await coord.RunAsync("case", "person", "update", "c1", "p2", "--age", "child"));

        Assert.IsType<GetCaseRequest>(Assert.Single(platform.Requests).Request);
    }

    [Fact]
    public async Task An_update_names_what_it_changes()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => Some;
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync("case", "update", "c1", "--handling", "red", "--instrument", "penal-code-2017,palermo-protocol"));
        var request = Assert.IsType<UpdateCaseRequest>(Assert.Single(platform.Requests).Request);
        Assert.Equal(["handling", "instruments"], request.UpdateMask.Paths);
        Assert.Equal(Handling.Red, request.Handling);
        Assert.Equal(["instruments/penal-code-2017", "instruments/palermo-protocol"], request.Instruments);

        Assert.Equal(2, await coord.RunAsync("case", "update", "c1"));
        Assert.Single(platform.Requests);
    }

    [Fact]
    public async Task A_notes_text_is_piped_in_and_never_printed()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => new CaseNote { Name = "notes/n1", Case = "cases/c1", NoteClass = NoteClass.Counselling, Person = "p1", Agency = "agencies/lwu-center" };
        using var coord = new CoordRun(platform) { In = $"She said: {Secret}\nline two\n" };

        Assert.Equal(0, await coord.RunAsync("case", "note", "add", "c1", "--class", "counselling", "--person", "p1", "--from", "-"));

        var request = Assert.IsType<AddCaseNoteRequest>(Assert.Single(platform.Requests).Request);
        Assert.Equal($"She said: {Secret}\nline two", request.Text);
        Assert.Equal((NoteClass.Counselling, "cases/c1", "p1"), (request.NoteClass, request.Case, request.Person));
        Assert.DoesNotContain(Secret, coord.Out + coord.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_is_read_with_a_purpose_and_a_repeat_has_the_same_request_id()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Script.Enqueue(FakePlatform.Refusal(StatusCode.Unavailable, "LEDGER_UNAVAILABLE", "The store is away.", TimeSpan.FromMilliseconds(1)));
        platform.Answer = _ => new ReadCaseNoteResponse { Note = new CaseNote { Name = "notes/n1", NoteClass = NoteClass.General }, Text = Secret, Access = "caseAccesses/a1" };
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync("case", "note", "read", "n1", "--purpose", "victim_protection", "--reason", "casework"));

        Assert.Contains(Secret, coord.Out, StringComparison.Ordinal);
        Assert.Contains("caseAccesses/a1", coord.Out, StringComparison.Ordinal);
        var requests = platform.Requests.Select(r => Assert.IsType<ReadCaseNoteRequest>(r.Request)).ToList();
        Assert.Equal(2, requests.Count);
        Assert.Single(requests.Select(r => r.RequestId).Distinct());
        Assert.Equal(("notes/n1", "casework"), (requests[0].Name, requests[0].Reason));
    }

    [Theory]
    [InlineData("name=Noy-P1234567\n# a note\nbirth_date=1999-04\n")]
    [InlineData("""{"name": "Noy-P1234567", "birth_date": "1999-04"}""")]
    public async Task An_identity_comes_from_a_file_and_is_never_printed_when_it_is_stored(string content)
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => new Identity { Name = "identities/d1", Case = "cases/c1", Person = "p1", Fields = { "name", "birth_date" } };
        using var coord = new CoordRun(platform);
        await File.WriteAllTextAsync(Path.Combine(coord.Folder, "person"), content, TestContext.Current.CancellationToken);

        Assert.Equal(0, await coord.RunAsync("case", "identity", "store", "c1", "p1", "--from", "person"));

        var request = Assert.IsType<StoreIdentityRequest>(Assert.Single(platform.Requests).Request);
        Assert.Equal([("name", Secret), ("birth_date", "1999-04")], request.Fields.Select(f => (f.Field, f.Value)));
        Assert.Equal(("cases/c1", "p1"), (request.Case, request.Person));
        Assert.DoesNotContain(Secret, coord.Out + coord.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_identity_is_refused_without_repeating_it()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var coord = new CoordRun(platform) { In = "just Noy-P1234567" };

        Assert.Equal(2, await coord.RunAsync("case", "identity", "store", "c1", "p1", "--from", "-"));

        Assert.NotEmpty(coord.Error);
        Assert.DoesNotContain(Secret, coord.Out + coord.Error, StringComparison.Ordinal);
        Assert.Empty(platform.Requests);
    }

    [Fact]
    public async Task An_identity_is_read_by_the_field()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => new ReadIdentityResponse
        {
            Identity = new Identity { Name = "identities/d1" }, Fields = { new IdentityField { Field = "name", Value = Secret } }, Access = "caseAccesses/a1",
        };
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync("case", "identity", "read", "d1", "--purpose", "victim_protection", "--reason", "interview", "--field", "name,birth_date"));

        Assert.Equal(["name", "birth_date"], Assert.IsType<ReadIdentityRequest>(Assert.Single(platform.Requests).Request).Fields);
        Assert.Contains(Secret, coord.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officer_is_blocked_by_the_issuer_of_ones_own_token_unless_another_is_named()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => Some;
        var body = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"iss":"https://issuer.example","sub":"lwu"}""")).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        using var coord = new CoordRun(platform).With("COORD_TOKEN", $"h.{body}.s");

        Assert.Equal(0, await coord.RunAsync("case", "block", "c1", "officer-7", "--reason", "family"));
        Assert.Equal(0, await coord.RunAsync("case", "unblock", "c1", "officer-7", "--reason", "error", "--issuer", "https://other.example"));

        var blocked = Assert.IsType<BlockOfficerRequest>(platform.Requests.First().Request);
        Assert.Equal(("cases/c1", "https://issuer.example", "officer-7", "family"), (blocked.Name, blocked.Issuer, blocked.Subject, blocked.Reason));
        Assert.Equal("https://other.example", Assert.IsType<UnblockOfficerRequest>(platform.Requests.Last().Request).Issuer);
    }

    [Fact]
    public async Task A_token_that_names_no_issuer_wants_one()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var coord = new CoordRun(platform).With("COORD_TOKEN", "opaque");

        Assert.Equal(2, await coord.RunAsync("case", "block", "c1", "officer-7", "--reason", "family"));

        Assert.Contains("--issuer", coord.Error, StringComparison.Ordinal);
        Assert.Empty(platform.Requests);
    }

    [Fact]
    public async Task A_guardian_is_an_official_or_a_relative()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => Some;
        using var coord = new CoordRun(platform);

        Assert.Equal(2, await coord.RunAsync("case", "guardian", "c1", "p1"));
        Assert.Equal(2, await coord.RunAsync("case", "guardian", "c1", "p1", "--agency", "mlsw", "--relative", "p3"));
        Assert.Empty(platform.Requests);

        Assert.Equal(0, await coord.RunAsync("case", "guardian", "c1", "p1", "--agency", "mlsw"));
        var official = Assert.IsType<AppointGuardianRequest>(platform.Requests.Last().Request);
        Assert.Equal((GuardianKind.Official, "agencies/mlsw", ""), (official.Kind, official.Agency, official.Guardian));
        Assert.Equal(0, await coord.RunAsync("case", "guardian", "c1", "p1", "--relative", "p3"));
        var relative = Assert.IsType<AppointGuardianRequest>(platform.Requests.Last().Request);
        Assert.Equal((GuardianKind.Relative, "", "p3"), (relative.Kind, relative.Agency, relative.Guardian));
    }

    [Fact]
    public async Task An_event_names_act_means_and_purpose()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = _ => Some;
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync(
            "case", "event", "add", "c1", "--type", "exploitation", "--date", "2026-03", "--country", "TH", "--act", "harbouring", "--means", "debt_bondage,threat",
            "--purpose", "forced_labour", "--person", "p1", "p2"));

        var content = Assert.IsType<RecordEventRequest>(Assert.Single(platform.Requests).Request).Event;
        Assert.Equal(("exploitation", "2026-03", "th"), (content.Type, content.Date, content.Country));
        Assert.Equal(["debt_bondage", "threat"], content.Means);
        Assert.Equal(["p1", "p2"], content.People);
    }

    [Fact]
    public async Task Lists_and_cases_are_shown_in_lao_and_as_json()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = request => request is ListCasesRequest
            ? new ListCasesResponse { Cases = { new CaseSummary { Name = "cases/c1", Reference = "F-7", State = CaseState.FollowUp, Lead = "agencies/lwu" } } }
            : Some;
        using var coord = new CoordRun(platform);

        Assert.Equal(0, await coord.RunAsync("case", "list", "--state", "follow-up,active", "--open", "--role", "lead", "--guardian-overdue", "--lang", "lo"));
        Assert.Contains("ຕິດຕາມ", coord.Out, StringComparison.Ordinal);
        var asked = Assert.IsType<ListCasesRequest>(Assert.Single(platform.Requests).Request);
        Assert.Equal([CaseState.FollowUp, CaseState.Active], asked.States);
        Assert.True(asked.OpenOnly && asked.GuardianOverdue);

        Assert.Equal(0, await coord.RunAsync("case", "show", "c1"));
        Assert.Contains("treated as a child", coord.Out, StringComparison.Ordinal);
        Assert.Equal(0, await coord.RunAsync("case", "show", "c1", "--json"));
        Assert.Equal(Some, JsonParser.Default.Parse<Case>(coord.Out));
    }

    [Fact]
    public async Task A_refusal_of_the_platform_ends_with_1_and_names_its_reason()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Script.Enqueue(FakePlatform.Refusal(StatusCode.FailedPrecondition, "GUARDIAN_MISSING", "A child of this case has no guardian."));
        using var coord = new CoordRun(platform);

        Assert.Equal(1, await coord.RunAsync("case", "close", "c1", "--reason", "reintegrated"));
        Assert.Contains("GUARDIAN_MISSING", coord.Error, StringComparison.Ordinal);
        Assert.Empty(coord.Out);
    }

    [Theory]
    [InlineData("case")]
    [InlineData("case", "open", "--purpose", "p", "--basis", "b")]
    [InlineData("case", "open", "--purpose", "p", "--basis", "b", "--retain-until", "+3d", "--person", "thief")]
    [InlineData("case", "open", "--purpose", "p", "--basis", "b", "--retain-until", "+3d", "--person", "victim:female:adult:la")]
    [InlineData("case", "close", "c1")]
    [InlineData("case", "unit", "c1")]
    [InlineData("case", "unit", "c1", "--unit", "u", "--none")]
    [InlineData("case", "participant", "remove", "c1", "mlsw")]
    [InlineData("case", "person", "add", "c1")]
    [InlineData("case", "person", "add", "c1", "--role", "victim", "--attribute", "x")]
    [InlineData("case", "status", "decide", "c1", "p1", "--status", "maybe", "--reason", "x")]
    [InlineData("case", "service", "plan", "c1", "p1", "--pillar", "x", "--code", "shelter")]
    [InlineData("case", "note", "add", "c1", "--class", "general")]
    [InlineData("case", "note", "add", "c1", "--class", "general", "--from", "nowhere")]
    [InlineData("case", "note", "add", "c1", "the text", "--class", "general")]
    [InlineData("case", "note", "read", "n1", "--reason", "casework")]
    [InlineData("case", "identity", "store", "c1", "p1")]
    [InlineData("case", "identity", "read", "d1", "--purpose", "p")]
    public async Task A_wrong_line_ends_with_2_and_sends_nothing(params string[] arguments)
    {
        await using var platform = await FakePlatform.StartAsync();
        using var coord = new CoordRun(platform);

        Assert.Equal(2, await coord.RunAsync(arguments));

        Assert.NotEmpty(coord.Error);
        Assert.Empty(platform.Requests);
    }

    [Fact]
    public async Task Every_verb_of_a_case_calls_a_method_of_its_own()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Answer = request => request switch
        {
            RetractCaseNoteRequest => new CaseNote(),
            GetIdentityRequest or ProposeIdentityErasureRequest or ApproveIdentityErasureRequest => new Identity(),
            ListCaseNotesRequest => new ListCaseNotesResponse(),
            ListCaseAccessesRequest => new ListCaseAccessesResponse(),
            GetCaseHistoryRequest => new GetCaseHistoryResponse(),
            _ => Some,
        };
        using var coord = new CoordRun(platform);
        (string Line, System.Type Sends)[] lines =
        [
            ("assess c1", typeof(AssessCaseRequest)), ("activate c1", typeof(ActivateCaseRequest)), ("follow-up c1", typeof(FollowUpCaseRequest)),
            ("close c1 --reason x", typeof(CloseCaseRequest)), ("reopen c1 --reason x", typeof(ReopenCaseRequest)), ("history c1", typeof(GetCaseHistoryRequest)),
            ("participant add c1 mlsw --role observer", typeof(AddParticipantRequest)), ("participant remove c1 mlsw --reason x", typeof(RemoveParticipantRequest)),
            ("unit c1 --none", typeof(SetParticipantUnitRequest)), ("person add c1 --role witness", typeof(AddPersonRequest)),
            ("person withdraw c1 p1 --reason x", typeof(WithdrawPersonRequest)), ("status decide c1 p1 --status actual --reason x", typeof(DecideVictimStatusRequest)),
            ("status appeal c1 p1 --reason x", typeof(AppealVictimStatusRequest)), ("offence add c1 p2 --instrument i --code 134", typeof(RecordOffenceRequest)),
            ("offence remove c1 p2 --instrument i --code 134 --reason x", typeof(RemoveOffenceRequest)), ("event retract c1 e1 --reason x", typeof(RetractEventRequest)),
            ("service plan c1 p1 --pillar support_services --code shelter", typeof(PlanServiceRequest)), ("service update c1 s1 --state offered", typeof(UpdateServiceRequest)),
            ("retention extend c1 --retain-until 2040-01-01 --reason x", typeof(ExtendCaseRetentionRequest)), ("hold place c1 --reason x", typeof(PlaceCaseHoldRequest)),
            ("hold lift c1 --reason x", typeof(LiftCaseHoldRequest)), ("note list c1", typeof(ListCaseNotesRequest)), ("note retract n1 --reason x", typeof(RetractCaseNoteRequest)),
            ("identity show d1", typeof(GetIdentityRequest)), ("identity propose-erasure d1 --reason x", typeof(ProposeIdentityErasureRequest)),
            ("identity approve-erasure d1", typeof(ApproveIdentityErasureRequest)), ("accesses c1", typeof(ListCaseAccessesRequest)),
        ];

        foreach (var (line, sends) in lines)
        {
            Assert.Equal(0, await coord.RunAsync(["case", .. line.Split(' ')]));
            Assert.IsType(sends, platform.Requests.Last().Request);
        }
    }

    [Fact]
    public void Every_verb_of_the_protos_has_a_command()
    {
        var around = new Surroundings(TextWriter.Null, TextWriter.Null, Surroundings.CreateConsole(TextWriter.Null, false), false, _ => null, "/", "/");
        var cases = CommandTree.Build(around, Catalogue.For("en")).Subcommands.Single(c => c.Name is "case");

        // One command a method: a method that is added to the protos wants a command here.
        Assert.Equal(
            CaseService.Descriptor.Methods.Count + CaseNoteService.Descriptor.Methods.Count + IdentityService.Descriptor.Methods.Count,
            cases.Subcommands.Where(c => !Elsewhere.Contains(c.Name)).Sum(Count));

        static int Count(Command command) => command.Subcommands.Count == 0 ? 1 : command.Subcommands.Sum(Count);
    }
}
