using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Information.V1;
using Coordination.Names;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Content = Coordination.Information.V1.AgreementContent;
using Handling = Coordination.Type.V1.Handling;

namespace Coordination.Standalone.Tests;

/// <summary>Standing agreements through the front door, by the two sides, by others, and by somebody who means harm.</summary>
public sealed class AgreementTests(SharedPlatform shared)
{
    private readonly Platform platform = shared.Platform;

    private StandingAgreementService.StandingAgreementServiceClient Agreements => new(platform.Channel);

    [Fact]
    public async Task Two_agencies_agree_suspend_and_part()
    {
        var (lwu, mlsw) = (await platform.AsAsync("lwu"), await platform.AsAsync("mlsw"));
        var request = await ProposalAsync();

        var proposed = await Agreements.ProposeAgreementAsync(request, mlsw);
        Assert.Equal(proposed, await Agreements.ProposeAgreementAsync(request, mlsw));
        Assert.Equal((StandingAgreementState.Proposed, "agencies/mlsw", Handling.Amber), (proposed.State, proposed.Proposer, proposed.Content.Handling));
        Assert.Equal("NOTHING_TO_APPROVE", await ApproveAsync("mlsw", proposed));

        Assert.Null(await ApproveAsync("lwu", proposed));
        var inForce = await Agreements.GetAgreementAsync(new GetAgreementRequest { Name = proposed.Name }, mlsw);
        Assert.Equal((StandingAgreementState.InForce, "agencies/lwu"), (inForce.State, Assert.Single(inForce.ApprovedBy)));

        var suspended = await Agreements.SuspendAgreementAsync(new SuspendAgreementRequest { RequestId = Platform.NewId(), Name = proposed.Name, Reason = "A leak." }, lwu);
        Assert.Equal((StandingAgreementState.Suspended, "A leak.", "agencies/lwu"), (suspended.State, suspended.Reason, Assert.Single(suspended.SuspendedBy)));
        var refused = await RefusedAsync(Agreements.ResumeAgreementAsync(new ResumeAgreementRequest { RequestId = Platform.NewId(), Name = proposed.Name }, [.. mlsw, new("accept-language", "lo")]));
        Assert.Equal("SUSPENDED_BY_OTHER", Reason(refused));
        Assert.Contains(refused.GetRpcStatus()!.GetDetail<LocalizedMessage>()!.Message, c => c is >= '\u0e80' and <= '\u0eff');
        await Agreements.ResumeAgreementAsync(new ResumeAgreementRequest { RequestId = Platform.NewId(), Name = proposed.Name, Etag = suspended.Etag }, lwu);
        var stale = await RefusedAsync(Agreements.EndAgreementAsync(new EndAgreementRequest { RequestId = Platform.NewId(), Name = proposed.Name, Etag = suspended.Etag, Reason = "Enough." }, mlsw));
        Assert.Equal("ETAG_STALE", Reason(stale));
        var ended = await Agreements.EndAgreementAsync(new EndAgreementRequest { RequestId = Platform.NewId(), Name = proposed.Name, Reason = "Enough." }, mlsw);
        Assert.Equal(StandingAgreementState.Ended, ended.State);

        var listed = await Agreements.ListAgreementsAsync(new ListAgreementsRequest { Agency = "agencies/lwu", States = { StandingAgreementState.Ended } }, mlsw);
        Assert.Contains(ended, listed.Agreements);
        Assert.DoesNotContain((await Agreements.ListAgreementsAsync(new ListAgreementsRequest { States = { StandingAgreementState.InForce } }, lwu)).Agreements, a => a.Name == proposed.Name);
    }

    [Theory]
    [InlineData("get")]
    [InlineData("suspend")]
    [InlineData("resume")]
    [InlineData("end")]
    public async Task What_others_agreed_looks_like_what_is_not_there(string verb)
    {
        var name = (await Agreements.ProposeAgreementAsync(await ProposalAsync(), await platform.AsAsync("lwu"))).Name;
        var absent = string.Concat(name.AsSpan(0, name.Length - 8), "zzzzzzzz");

        foreach (var stranger in new[] { "moh", "secretariat", "ncatip", "auditor", "operator", "atu-la-vt" })
        {
            var (forbidden, missing) = (await CallAsync(verb, name, stranger), await CallAsync(verb, absent, stranger));

            Assert.True(forbidden.StatusCode is StatusCode.NotFound or StatusCode.PermissionDenied, $"{stranger}: {forbidden}");
            Assert.Equal((missing.StatusCode, missing.Status.Detail), (forbidden.StatusCode, forbidden.Status.Detail));
            Assert.Equal(missing.Trailers.GetValueBytes("grpc-status-details-bin"), forbidden.Trailers.GetValueBytes("grpc-status-details-bin"));
        }
    }

    [Fact]
    public async Task Nobody_else_has_it_in_a_list()
    {
        var name = (await Agreements.ProposeAgreementAsync(await ProposalAsync(), await platform.AsAsync("lwu"))).Name;

        foreach (var other in new[] { "moh", "moj", "lwu-center", "secretariat" })
        {
            var list = await Agreements.ListAgreementsAsync(new ListAgreementsRequest { PageSize = 200, Agency = "agencies/lwu" }, await platform.AsAsync(other));
            Assert.Empty(list.Agreements);
        }

        Assert.Contains((await Agreements.ListAgreementsAsync(new ListAgreementsRequest { PageSize = 200 }, await platform.AsAsync("mlsw"))).Agreements, a => a.Name == name);
        foreach (var nobody in new[] { "ncatip", "auditor", "operator" })
            Assert.Equal(StatusCode.PermissionDenied, (await RefusedAsync(Agreements.ListAgreementsAsync(new ListAgreementsRequest(), await platform.AsAsync(nobody)))).StatusCode);
    }

    public static TheoryData<string, Action<ProposeAgreementRequest>> Hostile => new()
    {
        { "nothing at all", r => r.Content = null },
        { "no end", r => r.Content.Until = null },
        { "10,000 fields", r => r.Content.Fields.AddRange(Enumerable.Repeat("note", 10_000)) },
        { "51 officers", r => r.Content.Officers.AddRange(Enumerable.Range(0, 51).Select(i => $"o{i}")) },
        { "an officer with a line break", r => r.Content.Officers.Add("a\nb") },
        { "a field that is none", r => r.Content.Fields.Add("No Field") },
        { "another collection", r => r.Content.Grantor = "units/atu-la-vt" },
        { "a name out of a path", r => r.Content.RecordType = "recordTypes/../agencies" },
        { "a purpose in capitals", r => r.Content.Purpose = "Victim_Support" },
        { "no days", r => r.Content.GrantDays = 0 },
        { "less than none", r => r.Content.GrantDays = int.MinValue },
        { "more than ten years", r => r.Content.GrantDays = 3651 },
        { "a depth of six", r => r.Content.OnwardDepth = 6 },
        { "a depth below none", r => r.Content.OnwardDepth = -1 },
        { "a label that is none", r => r.Content.Handling = (Handling)77 },
        { "an end that is no time", r => r.Content.Until = new Timestamp { Seconds = long.MaxValue } },
        { "a request_id that is none", r => r.RequestId = "1" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task What_is_malformed_is_refused_before_anybody_decides(string what, Action<ProposeAgreementRequest> spoil)
    {
        var request = await ProposalAsync();
        spoil(request);

        var refused = await RefusedAsync(Agreements.ProposeAgreementAsync(request, await platform.AsAsync("lwu")));

        Assert.True(refused.StatusCode is StatusCode.InvalidArgument, $"{what}: {refused.Status}");
        Assert.NotEmpty(refused.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations);
    }

    [Fact]
    public async Task The_pack_says_what_can_be_agreed_on()
    {
        var lwu = await platform.AsAsync("lwu");
        (string Reason, Action<Content> Change)[] outside =
        [
            ("PURPOSE_UNKNOWN", c => c.Purpose = "curiosity"),
            ("PURPOSE_NOT_OF_RECORD", c => c.Purpose = "migration_enforcement"),
            ("PURPOSE_OUTSIDE_LEGAL_BASES", c => c.LegalBasis = "instruments/penal-law"),
            ("TERM_TOO_LONG", c => c.GrantDays = 366),
            ("ONWARD_NOT_ALLOWED", c => c.OnwardDepth = 3),
            ("OFFICERS_REQUIRED", c => c.Handling = Handling.Red),
            ("AGENCY_UNKNOWN", c => c.Recipient = "agencies/nobody"),
            ("NOT_A_PARTY", c => c.Grantor = "agencies/moh"),
        ];

        foreach (var (reason, change) in outside)
        {
            var request = await ProposalAsync();
            change(request.Content);
            Assert.Equal(reason, Reason(await RefusedAsync(Agreements.ProposeAgreementAsync(request, lwu))));
        }
    }

    [Fact]
    public async Task The_same_works_over_rest()
    {
        var cancel = TestContext.Current.CancellationToken;
        var request = await ProposalAsync();
        using var http = new HttpClient { BaseAddress = new Uri(platform.HttpAddress) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await platform.TokenAsync("lwu"));

        using var body = new StringContent(Google.Protobuf.JsonFormatter.Default.Format(request), System.Text.Encoding.UTF8, "application/json");
        using var proposed = await http.PostAsync(new Uri("/v1/standingAgreements", UriKind.Relative), body, cancel);
        proposed.EnsureSuccessStatusCode();
        var name = (await proposed.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("name").GetString();

        using var got = await http.GetAsync(new Uri($"/v1/{name}", UriKind.Relative), cancel);
        Assert.Equal("STANDING_AGREEMENT_STATE_PROPOSED", (await got.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("state").GetString());
        using var approved = await http.PostAsJsonAsync($"/v1/{name}:approve", new { requestId = Platform.NewId(), contentHash = new string('0', 64) }, cancel);
        Assert.Equal(HttpStatusCode.Forbidden, approved.StatusCode);
    }

    private static async Task<RpcException> RefusedAsync<T>(AsyncUnaryCall<T> call) => await Assert.ThrowsAsync<RpcException>(async () => await call);

    private static string? Reason(RpcException fault) => fault.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason;

    private async Task<RpcException> CallAsync(string verb, string name, string client)
    {
        var (id, who) = (Platform.NewId(), await platform.AsAsync(client));
        return verb switch
        {
            "get" => await RefusedAsync(Agreements.GetAgreementAsync(new GetAgreementRequest { Name = name }, who)),
            "suspend" => await RefusedAsync(Agreements.SuspendAgreementAsync(new SuspendAgreementRequest { RequestId = id, Name = name, Reason = "A leak." }, who)),
            "resume" => await RefusedAsync(Agreements.ResumeAgreementAsync(new ResumeAgreementRequest { RequestId = id, Name = name }, who)),
            _ => await RefusedAsync(Agreements.EndAgreementAsync(new EndAgreementRequest { RequestId = id, Name = name, Reason = "Enough." }, who)),
        };
    }

    /// <summary>As a disclosure approver, whom the development issuer does not know. Null: done.</summary>
    private async Task<string?> ApproveAsync(string agency, StandingAgreement agreement)
    {
        var approver = new Principal("test", $"approver-{agency}", new AgencyName(agency), null, [Role.DisclosureApprover]);
        var grain = platform.Services.GetRequiredService<IGrainFactory>().StandingAgreement(ResourceName.Parse<StandingAgreementName>(agreement.Name));
        return (await grain.ApproveAsync(new ApproveAgreement(new CommandContext(Guid.NewGuid(), approver), agreement.ContentHash), TestContext.Current.CancellationToken)).Refusal?.Code;
    }

    /// <summary>LWU would release notes of a new type of records to MLSW.</summary>
    private async Task<ProposeAgreementRequest> ProposalAsync()
    {
        var type = await new RecordService.RecordServiceClient(platform.Channel).RegisterRecordTypeAsync(
            new RegisterRecordTypeRequest
            {
                RequestId = Platform.NewId(), Code = $"t{Guid.NewGuid():N}"[..12], DisplayName = new Type.V1.LocalizedText { En = "Stay", Lo = "ຂໍ້ມູນ" }, HeldBy = Information.V1.HeldBy.Platform,
                Purposes = { "victim_support" },
                Fields = { new Information.V1.RecordField { Id = "note", DisplayName = new Type.V1.LocalizedText { En = "Note" }, FieldClass = Information.V1.FieldClass.General } },
            },
            await platform.AsAsync("lwu"));
        return new ProposeAgreementRequest
        {
            RequestId = Platform.NewId(),
            Content = new Content
            {
                Grantor = "agencies/lwu",
                Recipient = "agencies/mlsw",
                RecordType = type.Name,
                Fields = { "note" },
                Purpose = "victim_support",
                LegalBasis = "instruments/law-women",
                GrantDays = 30,
                OnwardDepth = 1,
                Until = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddDays(100)),
            },
        };
    }
}
