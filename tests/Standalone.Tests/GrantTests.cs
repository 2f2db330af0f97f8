using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Information.V1;
using Coordination.Names;
using Coordination.Options.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using FieldClass = Coordination.Information.V1.FieldClass;
using Handling = Coordination.Type.V1.Handling;
using InformationReliability = Coordination.Information.V1.InformationReliability;
using RecordField = Coordination.Information.V1.RecordField;
using SourceReliability = Coordination.Information.V1.SourceReliability;

namespace Coordination.Standalone.Tests;

/// <summary>Grants, reading and who read what, through the front door.</summary>
public sealed class GrantTests(SharedPlatform shared)
{
    private readonly Platform platform = shared.Platform;

    private GrantService.GrantServiceClient Grants => new(platform.Channel);

    private DisclosureService.DisclosureServiceClient Disclosures => new(platform.Channel);

    private RecordService.RecordServiceClient Records => new(platform.Channel);

    public static TheoryData<string> Guarded =>
    [
        .. GrantService.Descriptor.Methods.Concat(DisclosureService.Descriptor.Methods)
            .Where(m => m.GetOptions().GetExtension(OptionsExtensions.Authorization).ResourceField is "name")
            .Select(m => m.FullName),
    ];

    [Fact]
    public async Task What_is_proposed_approved_and_activated_is_read_and_everybody_concerned_sees_who_read()
    {
        var (lwu, atd, opp) = (await platform.AsAsync("lwu"), await platform.AsAsync("atd"), await platform.AsAsync("opp"));
        var record = await RecordAsync();
        var proposal = Proposal(record, "name", "note");
        proposal.OnwardDepth = 1;

        var proposed = await Grants.ProposeGrantAsync(proposal, lwu);
        Assert.Equal(proposed, await Grants.ProposeGrantAsync(proposal, lwu));
        Assert.Equal((GrantState.Proposed, true, Handling.Amber), (proposed.State, proposed.NeedsApproval, proposed.Handling));
        Assert.Equal("APPROVAL_REQUIRED", Reason(await RefusedAsync(Grants.ActivateGrantAsync(Activate(proposed.Name), lwu))));
        Assert.Equal("NOT_FOUND", Reason(await RefusedAsync(Grants.ReadGrantedAsync(Read(proposed.Name), atd))));
        Assert.DoesNotContain((await Grants.ListGrantsAsync(new ListGrantsRequest { Side = GrantSide.Received, Record = record }, atd)).Grants, g => g.Name == proposed.Name);

        await ApproveAsync(proposed);
        var active = await Grants.ActivateGrantAsync(Activate(proposed.Name), lwu);
        var request = Read(active.Name);
        var read = await Grants.ReadGrantedAsync(request, atd);
        Assert.Equal(read, await Grants.ReadGrantedAsync(request, atd));
        Assert.Equal(["name=Kham", "note=Came alone."], read.Fields.Select(f => $"{f.Field}={f.Value}"));
        Assert.Equal((Handling.Amber, active.Until), (read.Handling, read.Until));

        var onward = await Grants.ProposeGrantAsync(Onward(active, "agencies/opp"), atd);
        await Grants.ActivateGrantAsync(Activate(onward.Name), atd);
        var passed = await Grants.ReadGrantedAsync(Read(onward.Name), opp);
        Assert.Equal(["note=Came alone."], passed.Fields.Select(f => $"{f.Field}={f.Value}"));

        var seen = (await Disclosures.ListDisclosuresAsync(new ListDisclosuresRequest { Record = record }, lwu)).Accesses;
        Assert.Equal([passed.Access, read.Access], seen.Select(a => a.Name));
        Assert.Equal(("agencies/opp", "investigation", "agencies/lwu", onward.Name), (seen[0].Reader, seen[0].Purpose, seen[0].Owner, seen[0].Grant));
        Assert.Equal([read.Access], (await Disclosures.ListDisclosuresAsync(new ListDisclosuresRequest { Record = record, Reader = "agencies/atd" }, lwu)).Accesses.Select(a => a.Name));
        Assert.Equal([passed.Access], (await Disclosures.ListDisclosuresAsync(new ListDisclosuresRequest { Grant = onward.Name }, lwu)).Accesses.Select(a => a.Name));
        Assert.Equal([passed.Access], (await Disclosures.ListMyAccessAsync(new ListMyAccessRequest { Grant = onward.Name, ReaderSubject = seen[0].ReaderSubject }, opp)).Accesses.Select(a => a.Name));
        Assert.Empty((await Disclosures.ListMyAccessAsync(new ListMyAccessRequest { Grant = onward.Name }, atd)).Accesses);
        Assert.Empty((await Disclosures.ListDisclosuresAsync(new ListDisclosuresRequest { Record = record }, atd)).Accesses);
        foreach (var concerned in new[] { lwu, atd, opp })
            Assert.Equal(seen[0], await Disclosures.GetAccessAsync(new GetAccessRequest { Name = passed.Access }, concerned));
        Assert.Equal("NOT_FOUND", Reason(await RefusedAsync(Disclosures.GetAccessAsync(new GetAccessRequest { Name = passed.Access }, await platform.AsAsync("moh")))));

        await Grants.RevokeGrantAsync(new RevokeGrantRequest { RequestId = Platform.NewId(), Name = active.Name, Reason = "The case is closed." }, lwu);
        Assert.Equal("GRANT_NOT_ACTIVE", Reason(await RefusedAsync(Grants.ReadGrantedAsync(Read(onward.Name), opp))));
        Assert.Equal("GRANT_NOT_ACTIVE", Reason(await RefusedAsync(Grants.ReadGrantedAsync(request, atd))));

        var counts = (await Disclosures.SummarizeSharingAsync(new SummarizeSharingRequest { Agency = "agencies/opp" }, lwu)).Counts;
        Assert.Contains(counts, c => (c.Requester, c.Holder) == ("agencies/opp", "agencies/lwu") && c.Reads >= 1);
        Assert.All((await Disclosures.SummarizeSharingAsync(new SummarizeSharingRequest { Agency = "agencies/opp" }, await platform.AsAsync("moh"))).Counts,
            c => Assert.Contains("agencies/moh", new[] { c.Requester, c.Holder }));
        Assert.DoesNotContain(platform.Logs, line => line.Contains("Came alone", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task What_others_share_looks_like_what_is_not_there(string method)
    {
        var descriptor = GrantService.Descriptor.Methods.Concat(DisclosureService.Descriptor.Methods).Single(m => m.FullName == method);
        var grant = await ActiveAsync();
        var access = (await Grants.ReadGrantedAsync(Read(grant.Name), await platform.AsAsync("atd"))).Access;
        var name = method.EndsWith("GetAccess", StringComparison.Ordinal) ? access : grant.Name;
        var start = name[..(name.IndexOf('/', StringComparison.Ordinal) + 2)];
        var absent = start + new string('a', name.Length - start.Length);

        foreach (var stranger in new[] { "moh", "secretariat", "ncatip" })
        {
            var (forbidden, missing) = (await CallAsync(descriptor, name, stranger), await CallAsync(descriptor, absent, stranger));

            Assert.True(forbidden.StatusCode is StatusCode.NotFound or StatusCode.PermissionDenied, $"{stranger} {method}: {forbidden}");
            Assert.Equal(missing.StatusCode, forbidden.StatusCode);
            Assert.Equal(missing.Status.Detail, forbidden.Status.Detail);
            Assert.Equal(missing.Trailers.GetValueBytes("grpc-status-details-bin"), forbidden.Trailers.GetValueBytes("grpc-status-details-bin"));
        }
    }

    [Theory]
    [InlineData("", "0001-01", "to_month")]
    [InlineData("", "0000-01", "to_month")]
    [InlineData("9999-12", "9999-12", "to_month")]
    [InlineData("2026-02", "2026-01", "from_month")]
    [InlineData("2023-01", "2026-01", "from_month")]
    [InlineData("2026-13", "", "from_month")]
    [InlineData("0001-01", "2026-01", "from_month")]
    public async Task Months_that_are_none_are_refused(string from, string to, string field)
    {
        var fault = await RefusedAsync(Disclosures.SummarizeSharingAsync(new SummarizeSharingRequest { FromMonth = from, ToMonth = to }, await platform.AsAsync("lwu")));

        Assert.Equal(StatusCode.InvalidArgument, fault.StatusCode);
        Assert.Equal(field, Assert.Single(fault.GetRpcStatus()!.GetDetail<BadRequest>().FieldViolations).Field);
    }

    [Fact]
    public async Task Every_wrong_field_of_a_proposal_is_named_at_once()
    {
        var request = new ProposeGrantRequest
        {
            RequestId = "x", Recipient = "police", Record = "grants/g1", Parent = "records/r1", Purpose = "Free text", LegalBasis = "law", Handling = (Handling)77,
            SourceReliability = (SourceReliability)9, OnwardDepth = 6, Until = new Timestamp { Seconds = long.MaxValue }, Question = 101, Fields = { "Name!" },
        };
        request.Officers.AddRange(Enumerable.Range(0, 51).Select(i => $"officer-{i}"));

        var fault = await RefusedAsync(Grants.ProposeGrantAsync(request, await platform.AsAsync("lwu")));

        Assert.Equal(StatusCode.InvalidArgument, fault.StatusCode);
        var fields = fault.GetRpcStatus()!.GetDetail<BadRequest>().FieldViolations.Select(v => v.Field.Split('[')[0]).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(
            new HashSet<string>(
                [
                    "request_id", "recipient", "record", "parent", "purpose", "legal_basis", "handling", "source_reliability", "information_reliability",
                    "onward_depth", "until", "question", "fields", "officers",
                ],
                StringComparer.Ordinal),
            fields);
    }

    [Fact]
    public async Task Neither_record_nor_parent_and_states_that_are_none_are_refused_and_not_faults()
    {
        var lwu = await platform.AsAsync("lwu");
        var without = Proposal("", "note");

        Assert.Equal("RECORD_NOT_HELD", Reason(await RefusedAsync(Grants.ProposeGrantAsync(without, lwu))));
        Assert.Equal("AGENCY_UNKNOWN", Reason(await RefusedAsync(Grants.ProposeGrantAsync(With(Proposal("records/rabsent", "note"), p => p.Recipient = "agencies/nobody"), lwu))));
        Assert.Equal(StatusCode.InvalidArgument, (await RefusedAsync(Grants.ListGrantsAsync(new ListGrantsRequest { States = { (GrantState)99 } }, lwu))).StatusCode);
        Assert.Equal(StatusCode.InvalidArgument, (await RefusedAsync(Grants.ListGrantsAsync(new ListGrantsRequest { PageSize = 201 }, lwu))).StatusCode);
        Assert.Equal(StatusCode.InvalidArgument, (await RefusedAsync(Grants.ListGrantsAsync(new ListGrantsRequest { PageToken = "nonsense" }, lwu))).StatusCode);
        Assert.NotNull(await Grants.ListGrantsAsync(new ListGrantsRequest { States = { GrantState.Unspecified } }, lwu));
    }

    [Fact]
    public async Task Both_sides_and_the_owner_list_what_is_theirs()
    {
        var grant = await ActiveAsync(depth: 1);
        var (lwu, atd, opp) = (await platform.AsAsync("lwu"), await platform.AsAsync("atd"), await platform.AsAsync("opp"));
        var onward = await Grants.ProposeGrantAsync(Onward(grant, "agencies/opp"), atd);

        Assert.Equal([grant.Name], await NamesAsync(GrantSide.Granted, lwu));
        Assert.Equal([onward.Name, grant.Name], await NamesAsync(GrantSide.Owned, lwu));
        Assert.Equal([onward.Name], await NamesAsync(GrantSide.Granted, atd));
        Assert.Equal([grant.Name], await NamesAsync(GrantSide.Received, atd));
        Assert.Empty(await NamesAsync(GrantSide.Received, opp));
        Assert.Empty(await NamesAsync(GrantSide.Unspecified, await platform.AsAsync("secretariat")));

        async Task<IEnumerable<string>> NamesAsync(GrantSide side, Metadata by)
        {
            try
            {
                return (await Grants.ListGrantsAsync(new ListGrantsRequest { Side = side, Record = grant.Record }, by)).Grants.Select(g => g.Name);
            }
            catch (RpcException fault) when (fault.StatusCode is StatusCode.PermissionDenied)
            {
                return [];
            }
        }
    }

    [Fact]
    public async Task Reading_works_over_rest_and_its_refusals_speak_lao()
    {
        var grant = await ActiveAsync();
        using var http = new HttpClient { BaseAddress = new Uri(platform.HttpAddress) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await platform.TokenAsync("atd"));

        using var read = await http.PostAsJsonAsync($"/v1/{grant.Name}:read", new { requestId = Platform.NewId(), purpose = "investigation" }, TestContext.Current.CancellationToken);
        read.EnsureSuccessStatusCode();
        var body = await read.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("Came alone.", body.GetProperty("fields")[0].GetProperty("value").GetString());
        Assert.True(read.Headers.CacheControl?.NoStore ?? false, "What was read must not be kept by anything between.");

        var fault = await RefusedAsync(Grants.ReadGrantedAsync(With(Read(grant.Name), r => r.Purpose = "statistics"), [.. await platform.AsAsync("atd"), new("accept-language", "lo")]));
        Assert.Equal("PURPOSE_MISMATCH", Reason(fault));
        Assert.Contains(fault.GetRpcStatus()!.GetDetail<LocalizedMessage>().Message, c => c is >= '\u0e80' and <= '\u0eff');
    }

    private async Task<Grant> ActiveAsync(int depth = 0)
    {
        var lwu = await platform.AsAsync("lwu");
        var proposed = await Grants.ProposeGrantAsync(With(Proposal(await RecordAsync(), "note"), p => p.OnwardDepth = depth), lwu);
        return await Grants.ActivateGrantAsync(Activate(proposed.Name), lwu);
    }

    /// <summary>No client of the development issuer is an approver: this one calls the grain.</summary>
    private async Task ApproveAsync(Grant grant)
    {
        var approver = new Principal("test", "approver", new AgencyName("lwu"), null, [Role.DisclosureApprover]);
        var outcome = await platform.Services.GetRequiredService<IGrainFactory>().Grant(ResourceName.Parse<GrantName>(grant.Name))
            .ApproveAsync(new ApproveGrant(new CommandContext(Guid.NewGuid(), approver), grant.ContentHash), TestContext.Current.CancellationToken);
        Assert.Null(outcome.Refusal);
    }

    private async Task<string> RecordAsync()
    {
        var lwu = await platform.AsAsync("lwu");
        var type = await Records.RegisterRecordTypeAsync(
            new RegisterRecordTypeRequest
            {
                RequestId = Platform.NewId(), Code = $"t{Guid.NewGuid():N}"[..12], DisplayName = Text("Stay"), HeldBy = Information.V1.HeldBy.Platform, Purposes = { "investigation" },
                Fields =
                {
                    new RecordField { Id = "name", DisplayName = Text("Name"), FieldClass = FieldClass.Identity },
                    new RecordField { Id = "note", DisplayName = Text("Note"), FieldClass = FieldClass.General },
                },
            },
            lwu);
        var subject = await Records.RegisterSubjectAsync(
            new RegisterSubjectRequest { RequestId = Platform.NewId(), RetainUntil = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddDays(90)) }, lwu);
        var offer = new OfferRecordRequest { RequestId = Platform.NewId(), RecordType = type.Name, Subject = subject.Name, Reference = "F-1" };
        offer.Values.Add(new FieldValue { Field = "name", Value = "Kham" });
        offer.Values.Add(new FieldValue { Field = "note", Value = "Came alone." });
        return (await Records.OfferRecordAsync(offer, lwu)).Name;
    }

    private static ProposeGrantRequest Proposal(string record, params string[] fields)
    {
        var request = new ProposeGrantRequest
        {
            RequestId = Platform.NewId(), Recipient = "agencies/atd", Record = record, Purpose = "investigation", LegalBasis = "instruments/penal-law",
            SourceReliability = SourceReliability.A, InformationReliability = InformationReliability._1, Until = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddDays(20)),
        };
        request.Fields.AddRange(fields);
        return request;
    }

    private static ProposeGrantRequest Onward(Grant parent, string recipient) => With(Proposal("", "note"), p =>
    {
        p.Parent = parent.Name;
        p.Recipient = recipient;
        p.Until = parent.Until;
    });

    private static T With<T>(T message, Action<T> change)
    {
        change(message);
        return message;
    }

    private static ActivateGrantRequest Activate(string name) => new() { RequestId = Platform.NewId(), Name = name };

    private static ReadGrantedRequest Read(string name) => new() { RequestId = Platform.NewId(), Name = name, Purpose = "investigation" };

    private static Type.V1.LocalizedText Text(string en) => new() { En = en, Lo = "ຂໍ້ມູນ" };

    private async Task<RpcException> CallAsync(MethodDescriptor method, string name, string client)
    {
        var request = (IMessage)Activator.CreateInstance(method.InputType.ClrType)!;
        foreach (var field in method.InputType.Fields.InDeclarationOrder())
        {
            var value = field.Name switch
            {
                "request_id" => Platform.NewId(),
                "name" => name,
                "reason" => "A reason.",
                "content_hash" => new string('0', 64),
                "purpose" => "investigation",
                _ => (object?)null,
            };
            if (value is not null)
                field.Accessor.SetValue(request, value);
        }

        ClientBase service = method.Service == GrantService.Descriptor ? Grants : Disclosures;
        var call = service.GetType().GetMethod(method.Name + "Async", [request.GetType(), typeof(CallOptions)])!;
        dynamic answer = call.Invoke(service, [request, new CallOptions(await platform.AsAsync(client))])!;
        return await Assert.ThrowsAsync<RpcException>(async () => await answer.ResponseAsync);
    }

    private static async Task<RpcException> RefusedAsync<T>(AsyncUnaryCall<T> call) => await Assert.ThrowsAsync<RpcException>(async () => await call);

    private static string? Reason(RpcException fault) => fault.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason;
}
