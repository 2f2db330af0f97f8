using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Coordination.Information.V1;
using Coordination.Options.V1;
using Coordination.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Xunit;

namespace Coordination.Standalone.Tests;

/// <summary>Record types, persons, records and consents through the front door.</summary>
public sealed class RecordTests(SharedPlatform shared)
{
    private readonly Platform platform = shared.Platform;

    private RecordService.RecordServiceClient Records => new(platform.Channel);

    private ConsentService.ConsentServiceClient Consents => new(platform.Channel);

    public static TheoryData<string> Guarded =>
    [
        .. RecordService.Descriptor.Methods.Concat(ConsentService.Descriptor.Methods)
            .Where(m => m.GetOptions().GetExtension(OptionsExtensions.Authorization) is { ResourceField: "name" } rule && !rule.Permission.StartsWith("record_types.", StringComparison.Ordinal))
            .Select(m => m.FullName),
    ];

    [Fact]
    public async Task An_agency_keeps_its_records_and_finds_them_again()
    {
        var lwu = await platform.AsAsync("lwu");
        var type = await TypeAsync("lwu");
        var subject = await SubjectAsync("lwu");
        var offer = Offer(type.Name, subject.Name, "F-2026/17", ("name", "Kham"), ("note", "line\nline"));

        var record = await Records.OfferRecordAsync(offer, lwu);
        var again = await Records.OfferRecordAsync(offer, lwu);
        var updated = await Records.UpdateRecordAsync(new UpdateRecordRequest { RequestId = Platform.NewId(), Name = record.Name, Etag = record.Etag, Values = { Value("name", ""), Value("note", "x") } }, lwu);
        var raised = await Records.RaiseHandlingAsync(new RaiseHandlingRequest { RequestId = Platform.NewId(), Name = record.Name, Handling = Handling.Red }, lwu);
        var found = await Records.FindRecordAsync(new FindRecordRequest { RecordType = type.Name, Reference = "f-2026/17" }, lwu);
        var ofSubject = await Records.ListRecordsAsync(new ListRecordsRequest { Subject = subject.Name }, lwu);
        var ofType = await Records.ListRecordsAsync(new ListRecordsRequest { RecordType = type.Name }, lwu);

        Assert.Equal(record, again);
        Assert.Equal(["name", "note"], record.Fields);
        Assert.Equal(Handling.Amber, record.Handling);
        Assert.Equal(["note"], updated.Fields);
        Assert.Equal(Handling.Red, raised.Handling);
        Assert.Equal(raised, found);
        Assert.Equal(raised, Assert.Single(ofSubject.Records));
        Assert.Equal(raised, Assert.Single(ofType.Records));
        Assert.DoesNotContain("F-2026", record.ToString(), StringComparison.Ordinal);
        Assert.Empty((await Records.ListRecordsAsync(new ListRecordsRequest { Subject = subject.Name }, await platform.AsAsync("moh"))).Records);
        Assert.Equal("RECORD_EXISTS", Reason(await RefusedAsync(Records.OfferRecordAsync(Offer(type.Name, subject.Name, "F-2026/17"), lwu))));
    }

    [Fact]
    public async Task Lists_come_in_pages_and_leave_nothing_out()
    {
        var lwu = await platform.AsAsync("lwu");
        var (type, subject) = (await TypeAsync("lwu"), await SubjectAsync("lwu"));
        var made = new List<string>();
        for (var i = 0; i < 7; i++)
            made.Add((await Records.OfferRecordAsync(Offer(type.Name, subject.Name, $"R{i}"), lwu)).Name);

        var seen = new List<string>();
        var token = "";
        do
        {
            var page = await Records.ListRecordsAsync(new ListRecordsRequest { RecordType = type.Name, PageSize = 3, PageToken = token }, lwu);
            seen.AddRange(page.Records.Select(r => r.Name));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(made.AsEnumerable().Reverse(), seen);
    }

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task What_another_agency_holds_looks_like_what_is_not_there(string method)
    {
        var descriptor = RecordService.Descriptor.Methods.Concat(ConsentService.Descriptor.Methods).Single(m => m.FullName == method);
        var subject = await SubjectAsync("lwu");
        var collection = descriptor.InputType.FindFieldByName("name").GetOptions().GetExtension(OptionsExtensions.Rule).Resource;
        var name = collection switch
        {
            "subjects" => subject.Name,
            "records" => (await Records.OfferRecordAsync(Offer((await TypeAsync("lwu")).Name, subject.Name, Platform.NewId()), await platform.AsAsync("lwu"))).Name,
            _ => (await Consents.RecordConsentAsync(Consent(subject.Name), await platform.AsAsync("lwu"))).Name,
        };
        var absent = $"{collection}/{name[collection.Length + 1]}{new string('a', name.Length - collection.Length - 2)}";

        foreach (var stranger in new[] { "moh", "secretariat", "ncatip", "auditor" })
        {
            var forbidden = await CallAsync(descriptor, name, stranger);
            var missing = await CallAsync(descriptor, absent, stranger);

            Assert.True(forbidden.StatusCode is StatusCode.NotFound or StatusCode.PermissionDenied, $"{stranger} {method}: {forbidden}");
            Assert.Equal(missing.StatusCode, forbidden.StatusCode);
            Assert.Equal(missing.Status.Detail, forbidden.Status.Detail);
            Assert.Equal(missing.Trailers.GetValueBytes("grpc-status-details-bin"), forbidden.Trailers.GetValueBytes("grpc-status-details-bin"));
        }
    }

    [Fact]
    public async Task Whether_another_agencys_person_exists_or_was_asked_does_not_show()
    {
        var subject = await SubjectAsync("lwu");
        await Consents.RecordConsentAsync(Consent(subject.Name), await platform.AsAsync("lwu"));
        var moh = await platform.AsAsync("moh");
        var type = await TypeAsync("moh");

        foreach (var name in new[] { subject.Name, "subjects/sabsent" })
        {
            Assert.Equal("SUBJECT_UNKNOWN", Reason(await RefusedAsync(Consents.RecordConsentAsync(Consent(name), moh))));
            Assert.Equal("SUBJECT_UNKNOWN", Reason(await RefusedAsync(Consents.RecordConsentAsync(Consent(name, "investigation"), moh))));
            Assert.Equal("SUBJECT_UNKNOWN", Reason(await RefusedAsync(Records.OfferRecordAsync(Offer(type.Name, name, "x"), moh))));
        }

        Assert.Equal("RECORD_TYPE_NOT_YOURS", Reason(await RefusedAsync(Records.OfferRecordAsync(
            Offer((await TypeAsync("lwu")).Name, subject.Name, "x"), moh))));
    }

    [Fact]
    public async Task When_retention_ends_the_platform_erases_by_itself()
    {
        var lwu = await platform.AsAsync("lwu");
        var type = await TypeAsync("lwu");
        var subject = await SubjectAsync("lwu", TimeSpan.FromSeconds(2));
        var held = await SubjectAsync("lwu", TimeSpan.FromSeconds(2));
        await Records.PlaceLegalHoldAsync(new PlaceLegalHoldRequest { RequestId = Platform.NewId(), Name = held.Name, Reason = "Order 7 of the court." }, lwu);
        var record = await Records.OfferRecordAsync(Offer(type.Name, subject.Name, "short", ("name", "Kham")), lwu);

        var now = subject;
        for (var i = 0; i < 600 && now.State != SubjectState.Erased; i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            now = await Records.GetSubjectAsync(new GetSubjectRequest { Name = subject.Name }, lwu);
        }

        Assert.Equal(SubjectState.Erased, now.State);
        Assert.NotNull(now.EraseTime);
        var gone = await Records.GetRecordAsync(new GetRecordRequest { Name = record.Name }, lwu);
        Assert.True(gone.Erased);
        Assert.Empty(gone.Fields);
        Assert.Equal("SUBJECT_ERASED", Reason(await RefusedAsync(Records.OfferRecordAsync(Offer(type.Name, subject.Name, "other"), lwu))));
        Assert.Equal(SubjectState.Held, (await Records.GetSubjectAsync(new GetSubjectRequest { Name = held.Name }, lwu)).State);
    }

    [Fact]
    public async Task Two_lower_a_label_and_two_erase()
    {
        var (lwu, approver) = (await platform.AsAsync("lwu"), await platform.AsAsync("lwu.approver"));
        var subject = await SubjectAsync("lwu");
        var record = await Records.OfferRecordAsync(Offer((await TypeAsync("lwu")).Name, subject.Name, "two", ("name", "Kham")), lwu);

        await Records.ProposeLowerHandlingAsync(
            new ProposeLowerHandlingRequest { RequestId = Platform.NewId(), Name = record.Name, Handling = Handling.Green, Reason = "It was published." }, lwu);
        var approve = new ApproveLowerHandlingRequest { RequestId = Platform.NewId(), Name = record.Name, Handling = Handling.Green };
        Assert.Equal("PERMISSION_DENIED", Reason(await RefusedAsync(Records.ApproveLowerHandlingAsync(approve, lwu))));
        Assert.Equal(Handling.Green, (await Records.ApproveLowerHandlingAsync(approve, approver)).Handling);

        await Records.ProposeErasureAsync(new ProposeErasureRequest { RequestId = Platform.NewId(), Name = subject.Name, Reason = "They asked for it." }, lwu);
        var erase = new ApproveErasureRequest { RequestId = Platform.NewId(), Name = subject.Name };
        Assert.Equal("PERMISSION_DENIED", Reason(await RefusedAsync(Records.ApproveErasureAsync(erase, lwu))));
        Assert.Equal("NOT_FOUND", Reason(await RefusedAsync(Records.ApproveErasureAsync(erase, await platform.AsAsync("moh.approver")))));
        Assert.Equal(SubjectState.Erased, (await Records.ApproveErasureAsync(erase, approver)).State);
        Assert.Equal(SubjectState.Erased, (await Records.ApproveErasureAsync(erase, approver)).State);
        Assert.True((await Records.GetRecordAsync(new GetRecordRequest { Name = record.Name }, lwu)).Erased);
    }

    [Fact]
    public async Task Everybody_knows_which_types_there_are_and_only_the_owner_changes_them()
    {
        var type = await TypeAsync("lwu");
        var moh = await platform.AsAsync("moh");

        Assert.Equal(type, await Records.GetRecordTypeAsync(new GetRecordTypeRequest { Name = type.Name }, moh));
        Assert.Contains(type, (await Records.ListRecordTypesAsync(new ListRecordTypesRequest { PageSize = 200, Agency = "agencies/lwu" }, moh)).RecordTypes);
        Assert.DoesNotContain(type, (await Records.ListRecordTypesAsync(new ListRecordTypesRequest { PageSize = 200, Agency = "agencies/moh" }, moh)).RecordTypes);
        Assert.Equal("PERMISSION_DENIED", Reason(await RefusedAsync(Records.RetireRecordTypeAsync(
            new RetireRecordTypeRequest { RequestId = Platform.NewId(), Name = type.Name }, moh))));
        Assert.True((await Records.RetireRecordTypeAsync(
            new RetireRecordTypeRequest { RequestId = Platform.NewId(), Name = type.Name, Etag = type.Etag }, await platform.AsAsync("lwu"))).Retired);
    }

    [Fact]
    public async Task A_consent_is_given_refused_and_withdrawn()
    {
        var lwu = await platform.AsAsync("lwu");
        var subject = await SubjectAsync("lwu");

        var given = await Consents.RecordConsentAsync(Consent(subject.Name), lwu);
        var refusal = Consent(subject.Name);
        refusal.Given = false;
        var refused = await Consents.RecordConsentAsync(refusal, lwu);
        var again = await Consents.RecordConsentAsync(Consent(subject.Name), lwu);
        var withdrawn = await Consents.WithdrawConsentAsync(new WithdrawConsentRequest { RequestId = Platform.NewId(), Name = again.Name, Etag = again.Etag }, lwu);

        Assert.Equal((ConsentState.Given, 1), (given.State, given.Version));
        Assert.Equal((ConsentState.Refused, 2), (refused.State, refused.Version));
        Assert.Equal((ConsentState.Withdrawn, 4), (withdrawn.State, withdrawn.Version));
        Assert.Equal(given.Name, withdrawn.Name);
        Assert.Equal(withdrawn, Assert.Single((await Consents.ListConsentsAsync(new ListConsentsRequest { Subject = subject.Name }, lwu)).Consents));
        Assert.Equal("PURPOSE_UNKNOWN", Reason(await RefusedAsync(Consents.RecordConsentAsync(Consent(subject.Name, "gossip"), lwu))));
        Assert.Equal("TRANSITION_NOT_ALLOWED", Reason(await RefusedAsync(Consents.WithdrawConsentAsync(
            new WithdrawConsentRequest { RequestId = Platform.NewId(), Name = again.Name }, lwu))));
    }

    [Fact]
    public async Task Every_wrong_field_is_named_at_once()
    {
        var fault = await RefusedAsync(Records.OfferRecordAsync(
            new OfferRecordRequest { RequestId = "x", RecordType = "records/r1", Subject = "", Values = { Value("Name!", new string('a', 20_001)) }, Handling = (Handling)77 },
            await platform.AsAsync("lwu")));

        Assert.Equal(StatusCode.InvalidArgument, fault.StatusCode);
        var fields = fault.GetRpcStatus()!.GetDetail<BadRequest>().FieldViolations.Select(v => v.Field).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(new HashSet<string>(["request_id", "record_type", "subject", "reference", "handling"], StringComparer.Ordinal), fields);
        Assert.Contains(fields, f => f.StartsWith("values[0]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refusal_speaks_lao_and_never_repeats_what_was_sent()
    {
        var metadata = await platform.AsAsync("lwu");
        metadata.Add("accept-language", "lo");
        var (type, subject) = (await TypeAsync("lwu"), await SubjectAsync("lwu"));
        await Records.OfferRecordAsync(Offer(type.Name, subject.Name, "secret-ref-9"), metadata);

        var fault = await RefusedAsync(Records.OfferRecordAsync(Offer(type.Name, subject.Name, "secret-ref-9", ("name", "secret-name")), metadata));

        Assert.Contains("ບັນທຶກ", fault.GetRpcStatus()!.GetDetail<LocalizedMessage>().Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.GetRpcStatus()!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_works_over_rest()
    {
        var (type, subject) = (await TypeAsync("lwu"), await SubjectAsync("lwu"));
        using var http = new HttpClient { BaseAddress = new Uri(platform.HttpAddress) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await platform.TokenAsync("lwu"));

        using var offered = await http.PostAsJsonAsync("/v1/records", new
        {
            requestId = Platform.NewId(),
            recordType = type.Name,
            subject = subject.Name,
            reference = "REST 1",
            values = new[] { new { field = "name", value = "Kham" } },
        }, TestContext.Current.CancellationToken);
        using var found = await http.PostAsJsonAsync("/v1/records:find", new { recordType = type.Name, reference = "rest 1" }, TestContext.Current.CancellationToken);

        offered.EnsureSuccessStatusCode();
        found.EnsureSuccessStatusCode();
        var name = (await offered.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("name").GetString();
        Assert.Equal(name, (await found.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("name").GetString());
    }

    private static OfferRecordRequest Offer(string type, string subject, string reference, params (string Field, string Value)[] values)
    {
        var request = new OfferRecordRequest { RequestId = Platform.NewId(), RecordType = type, Subject = subject, Reference = reference };
        request.Values.AddRange(values.Select(v => Value(v.Field, v.Value)));
        return request;
    }

    private static FieldValue Value(string field, string value) => new() { Field = field, Value = value };

    private static RecordConsentRequest Consent(string subject, string purpose = "victim_support") => new()
    {
        RequestId = Platform.NewId(), Subject = subject, Purpose = purpose, Recipient = "agencies/mlsw", Given = true, Giver = ConsentGiver.Self, FormVersion = "2026-1",
    };

    private async Task<RecordType> TypeAsync(string agency)
    {
        var request = new RegisterRecordTypeRequest
        {
            RequestId = Platform.NewId(), Code = $"t{Guid.NewGuid():N}"[..12], DisplayName = Text("Stay"), HeldBy = HeldBy.Platform, Purposes = { "victim_support" },
            Fields =
            {
                new RecordField { Id = "name", DisplayName = Text("Name"), FieldClass = FieldClass.Identity },
                new RecordField { Id = "note", DisplayName = Text("Note"), FieldClass = FieldClass.General },
            },
        };
        return await Records.RegisterRecordTypeAsync(request, await platform.AsAsync(agency));
    }

    private async Task<Subject> SubjectAsync(string agency, TimeSpan? keep = null) => await Records.RegisterSubjectAsync(
        new RegisterSubjectRequest { RequestId = Platform.NewId(), RetainUntil = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow() + (keep ?? TimeSpan.FromDays(30))) },
        await platform.AsAsync(agency));

    private static LocalizedText Text(string en) => new() { En = en, Lo = "ຂໍ້ມູນ" };

    private async Task<RpcException> CallAsync(MethodDescriptor method, string name, string client)
    {
        var request = (IMessage)Activator.CreateInstance(method.InputType.ClrType)!;
        foreach (var field in method.InputType.Fields.InDeclarationOrder())
        {
            object? value = field switch
            {
                { Name: "request_id" } => Platform.NewId(),
                { Name: "name" } => name,
                { Name: "reason" } => "A reason.",
                { Name: "retain_until" } => Timestamp.FromDateTimeOffset(new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero)),
                { Name: "handling" } => Handling.Red,
                _ => null,
            };
            if (value is not null)
                field.Accessor.SetValue(request, value);
        }

        if (request is UpdateRecordRequest update)
            update.Values.Add(Value("name", "x"));
        ClientBase service = method.Service == RecordService.Descriptor ? Records : Consents;
        var call = service.GetType().GetMethod(method.Name + "Async", [request.GetType(), typeof(CallOptions)])!;
        dynamic answer = call.Invoke(service, [request, new CallOptions(await platform.AsAsync(client))])!;
        return await Assert.ThrowsAsync<RpcException>(async () => await answer.ResponseAsync);
    }

    private static async Task<RpcException> RefusedAsync<T>(AsyncUnaryCall<T> call) => await Assert.ThrowsAsync<RpcException>(async () => await call);

    private static string? Reason(RpcException fault) => fault.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason;
}
