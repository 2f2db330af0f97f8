using Coordination.Cases.V1;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Xunit;

namespace Coordination.Standalone.Tests;

/// <summary>Exports through the front door, by those who may, by others, and by somebody who means harm.</summary>
public sealed class ExportTests(SharedPlatform shared)
{
    private readonly Platform platform = shared.Platform;

    private CaseService.CaseServiceClient Cases => new(platform.Channel);

    private ExportService.ExportServiceClient Exports => new(platform.Channel);

    [Fact]
    public async Task A_small_export_is_read_at_once_and_the_read_is_written_down()
    {
        var moes = await platform.AsAsync("moes");
        var names = await OpenAsync("moes", "LA-AT", 3);
        var request = Proposal("LA-AT");

        var export = await Exports.ProposeExportAsync(request, moes);
        Assert.Equal(export, await Exports.ProposeExportAsync(request, moes));
        Assert.Equal((ExportState.Approved, false, 3, 0), (export.State, export.NeedsApproval, export.Records, export.Reads));

        var read = Platform.NewId();
        var (cases, omitted) = await ReadAsync(export.Name, "moes", read);
        Assert.Equal(names.Order(StringComparer.Ordinal), cases.Select(c => c.Name));
        Assert.Equal(0, omitted);
        Assert.All(cases, c => Assert.Equal("labour", Assert.Single(Assert.Single(c.People).Profile.Exploitation)));

        await ReadAsync(export.Name, "moes", read);
        Assert.Equal(1, (await Exports.GetExportAsync(new GetExportRequest { Name = export.Name }, moes)).Reads);
        await ReadAsync(export.Name, "moes", Platform.NewId());
        Assert.Equal(2, (await Exports.GetExportAsync(new GetExportRequest { Name = export.Name }, moes)).Reads);
    }

    [Fact]
    public async Task More_than_twenty_records_need_a_second_person_who_approves_what_was_asked()
    {
        var moj = await platform.AsAsync("opp");
        await OpenAsync("opp", "LA-BK", 21);

        var export = await Exports.ProposeExportAsync(Proposal("LA-BK", basis: "npa", purpose: "statistics"), moj);
        Assert.Equal((ExportState.Proposed, true, 21), (export.State, export.NeedsApproval, export.Records));
        Assert.Equal("EXPORT_NOT_APPROVED", await ReasonAsync(() => ReadAsync(export.Name, "opp", Platform.NewId())));
        Assert.Equal(StatusCode.PermissionDenied, await CodeAsync(() => ApproveAsync(export, "opp")));
        Assert.Equal(StatusCode.NotFound, await CodeAsync(() => ApproveAsync(export, "moh.approver")));
        Assert.Equal("EXPORT_CHANGED", await ReasonAsync(() => ApproveAsync(export, "opp.approver", "00")));

        var approved = await ApproveAsync(export, "opp.approver");
        Assert.Equal((ExportState.Approved, true), (approved.State, approved.Approver.Length > 0));
        Assert.Equal("EXPORT_NOT_PROPOSED", await ReasonAsync(() => ApproveAsync(export, "opp.approver")));

        var later = await OpenAsync("opp", "LA-BK", 1);
        var (cases, _) = await ReadAsync(export.Name, "opp", Platform.NewId());
        Assert.Equal(21, cases.Count);
        Assert.DoesNotContain(cases, c => c.Name == later[0]);
        Assert.Equal(StatusCode.PermissionDenied, await CodeAsync(() => ReadAsync(export.Name, "opp.approver", Platform.NewId())));

        await Exports.WithdrawExportAsync(new WithdrawExportRequest { RequestId = Platform.NewId(), Name = export.Name }, moj);
        Assert.Equal("EXPORT_OVER", await ReasonAsync(() => ReadAsync(export.Name, "opp", Platform.NewId())));
    }

    [Fact]
    public async Task A_large_export_cannot_be_taken_in_small_ones()
    {
        var names = await OpenAsync("psc", "LA-CH", 24);
        var psc = await platform.AsAsync("psc");

        var first = await Exports.ProposeExportAsync(Proposal("LA-CH", basis: "npa", purpose: "statistics", cases: names[..12]), psc);
        var second = await Exports.ProposeExportAsync(Proposal("LA-CH", basis: "npa", purpose: "statistics", cases: names[12..]), psc);

        Assert.Equal((12, false), (first.Records, first.NeedsApproval));
        Assert.Equal((12, true), (second.Records, second.NeedsApproval));
    }

    [Fact]
    public async Task Only_cases_that_the_agency_leads_are_in_it()
    {
        var moes = await platform.AsAsync("moes");
        var mine = await OpenAsync("moes", "LA-HO", 1);
        var other = await OpenAsync("mofa", "LA-HO", 1);
        await Cases.AddParticipantAsync(
            new AddParticipantRequest { RequestId = Platform.NewId(), Name = other[0], Agency = "agencies/moes", Role = ParticipantRole.Participant },
            await platform.AsAsync("mofa"));

        Assert.Equal(1, (await Exports.ProposeExportAsync(Proposal("LA-HO"), moes)).Records);
        Assert.Equal(1, (await Exports.ProposeExportAsync(Proposal("", cases: [mine[0], other[0], "cases/cnone"]), moes)).Records);
        Assert.Equal("EXPORT_EMPTY", await ReasonAsync(async () => await Exports.ProposeExportAsync(Proposal("", cases: other), moes)));
    }

    [Fact]
    public async Task An_export_wants_a_purpose_that_the_agency_has_and_a_filter_that_is_one()
    {
        var moes = await platform.AsAsync("moes");
        await OpenAsync("moes", "LA-KH", 1);

        Assert.Equal("CASE_PURPOSE_UNKNOWN", await ReasonAsync(async () => await Exports.ProposeExportAsync(Proposal("LA-KH", purpose: "curiosity"), moes)));
        Assert.Equal("CASE_PURPOSE_OUTSIDE_LEGAL_BASES", await ReasonAsync(async () => await Exports.ProposeExportAsync(Proposal("LA-KH", basis: "penal-law"), moes)));
        Assert.Equal("EXPORT_IDENTITY_DENIED", await ReasonAsync(async () => await Exports.ProposeExportAsync(Proposal("LA-KH", change: r => r.WithIdentity = true), moes)));
        Assert.Equal(StatusCode.InvalidArgument, await CodeAsync(async () => await Exports.ProposeExportAsync(Proposal("LA-KH", change: r => r.Format = 0), moes)));
        Assert.Equal(StatusCode.InvalidArgument, await CodeAsync(async () => await Exports.ProposeExportAsync(Proposal("LA-KH", change: r => r.Filter.States.Add((CaseState)77)), moes)));
        Assert.Equal(StatusCode.InvalidArgument, await CodeAsync(async () => await Exports.ListExportsAsync(new ListExportsRequest { States = { (ExportState)77 } }, moes)));
        Assert.Equal("EXPORT_EMPTY", await ReasonAsync(async () => await Exports.ProposeExportAsync(
            Proposal("LA-KH", change: r => r.Filter.OpenedFrom = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddDays(1))), moes)));
    }

    [Fact]
    public async Task What_another_agency_exports_looks_like_what_is_not_there()
    {
        await OpenAsync("mofa", "LA-LM", 1);
        var export = await Exports.ProposeExportAsync(Proposal("LA-LM", basis: "npa", purpose: "statistics"), await platform.AsAsync("mofa"));
        var absent = string.Concat(export.Name.AsSpan(0, export.Name.Length - 8), "zzzzzzzz");

        foreach (var stranger in new[] { "moh", "secretariat", "moh.approver", "auditor", "operator", "ncatip", "atu-la-vt" })
        {
            foreach (var call in new Func<string, Task>[]
            {
                async name => await Exports.GetExportAsync(new GetExportRequest { Name = name }, await platform.AsAsync(stranger)),
                name => ReadAsync(name, stranger, Platform.NewId()),
                async name => await Exports.WithdrawExportAsync(new WithdrawExportRequest { RequestId = Platform.NewId(), Name = name }, await platform.AsAsync(stranger)),
                name => ApproveAsync(new Export { Name = name, ContentHash = export.ContentHash }, stranger),
            })
            {
                var (forbidden, missing) = (await RefusedAsync(() => call(export.Name)), await RefusedAsync(() => call(absent)));
                Assert.True(forbidden.StatusCode is StatusCode.NotFound or StatusCode.PermissionDenied, $"{stranger}: {forbidden}");
                Assert.Equal((missing.StatusCode, missing.Status.Detail), (forbidden.StatusCode, forbidden.Status.Detail));
            }
        }

        Assert.DoesNotContain((await Exports.ListExportsAsync(new ListExportsRequest { PageSize = 500 }, await platform.AsAsync("moh"))).Exports, e => e.Name == export.Name);
        Assert.Contains((await Exports.ListExportsAsync(new ListExportsRequest { PageSize = 500, States = { ExportState.Approved } }, await platform.AsAsync("mofa"))).Exports, e => e.Name == export.Name);
    }

    private static ProposeExportRequest Proposal(
        string province, string basis = "npa", string purpose = "statistics", IReadOnlyList<string>? cases = null, Action<ProposeExportRequest>? change = null)
    {
        var request = new ProposeExportRequest
        {
            RequestId = Platform.NewId(),
            Filter = new ExportFilter { Province = province, Cases = { cases ?? [] } },
            Format = ExportFormat.HtcdsCsv,
            Purpose = purpose,
            LegalBasis = "instruments/" + basis,
        };
        change?.Invoke(request);
        return request;
    }

    private async Task<string[]> OpenAsync(string client, string province, int count)
    {
        var names = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var opened = await Cases.OpenCaseAsync(
                new OpenCaseRequest
                {
                    RequestId = Platform.NewId(),
                    Province = province,
                    Purpose = "statistics",
                    LegalBasis = "instruments/npa",
                    RetainUntil = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddYears(5)),
                    People = { new PersonProfile { Role = PersonRole.Victim, Gender = Gender.Female, AgeBand = AgeBand.Adult, Exploitation = { "labour" }, Citizenships = { "la" } } },
                },
                await platform.AsAsync(client));
            names.Add(opened.Name);
        }

        return [.. names];
    }

    private async Task<(List<Case> Cases, int Omitted)> ReadAsync(string name, string client, string requestId)
    {
        using var call = Exports.ReadExport(new ReadExportRequest { RequestId = requestId, Name = name }, await platform.AsAsync(client));
        var (cases, omitted, first) = (new List<Case>(), -1, true);
        await foreach (var part in call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            Assert.Equal(first, part.PartCase is ReadExportResponse.PartOneofCase.Export);
            first = false;
            if (part.PartCase is ReadExportResponse.PartOneofCase.Case)
                cases.Add(part.Case);
            else if (part.PartCase is ReadExportResponse.PartOneofCase.Omitted)
                omitted = part.Omitted.Records;
        }

        return (cases, omitted);
    }

    private async Task<Export> ApproveAsync(Export export, string client, string? hash = null) => await Exports.ApproveExportAsync(
        new ApproveExportRequest { RequestId = Platform.NewId(), Name = export.Name, ContentHash = hash ?? export.ContentHash }, await platform.AsAsync(client));

    private static async Task<RpcException> RefusedAsync(Func<Task> call) => await Assert.ThrowsAsync<RpcException>(call);

    private static async Task<string> ReasonAsync(Func<Task> call) => (await RefusedAsync(call)).GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason;

    private static async Task<StatusCode> CodeAsync(Func<Task> call) => (await RefusedAsync(call)).StatusCode;
}
