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
using Handling = Coordination.Type.V1.Handling;

namespace Coordination.Standalone.Tests;

/// <summary>A question under a standing agreement: answered by nobody, granted by rule, read, and stopped with the agreement.</summary>
public sealed class GrantedByRuleTests(SharedPlatform shared)
{
    private readonly Platform platform = shared.Platform;

    private GrantService.GrantServiceClient Grants => new(platform.Channel);

    private RecordService.RecordServiceClient Records => new(platform.Channel);

    private StandingAgreementService.StandingAgreementServiceClient Agreements => new(platform.Channel);

    private InformationService.InformationServiceClient Requests => new(platform.Channel);

    [Fact]
    public async Task What_is_asked_within_an_agreement_is_granted_and_read_until_the_agreement_stops_it()
    {
        var (lwu, mlsw) = (await platform.AsAsync("lwu"), await platform.AsAsync("mlsw"));
        var (type, agreement) = await AgreedAsync();
        var record = await OfferAsync(type, minor: false);
        var request = await AskAsync(type, agreement, record.Reference, "note");

        var answer = await AnsweredAsync(request);
        var grant = await Grants.GetGrantAsync(new GetGrantRequest { Name = Assert.Single(answer.Grants) }, mlsw);
        Assert.Equal((GrantState.Active, "agencies/lwu", "agencies/mlsw", agreement), (grant.State, grant.Grantor, grant.Recipient, grant.Agreement));
        Assert.Equal(["note"], grant.Fields);

        // The grant alone is not enough: the person is asked, for this purpose and this recipient.
        Assert.Equal("CONSENT_MISSING", await ReadAsync(grant.Name));
        await new ConsentService.ConsentServiceClient(platform.Channel).RecordConsentAsync(
            new RecordConsentRequest
            {
                RequestId = Platform.NewId(), Subject = record.Subject, Purpose = "victim_support", Recipient = "agencies/mlsw", Given = true, Giver = Information.V1.ConsentGiver.Self, FormVersion = "2026-1",
            },
            lwu);
        Assert.Equal("note: She asked for a bed.", await ReadAsync(grant.Name));
        Assert.Equal("FIELD_NOT_GRANTED", await ReadAsync(grant.Name, field: "name"));
        Assert.Equal("PURPOSE_MISMATCH", await ReadAsync(grant.Name, purpose: "statistics"));
        Assert.Equal("NOT_FOUND", await ReadAsync(grant.Name, by: "moh"));
        Assert.Equal("NOT_FOUND", await ReadAsync(grant.Name, by: "secretariat"));

        await Agreements.SuspendAgreementAsync(new SuspendAgreementRequest { RequestId = Platform.NewId(), Name = agreement, Reason = "A leak." }, lwu);
        Assert.Equal("GRANT_NOT_ACTIVE", await ReadAsync(grant.Name));
        await Agreements.ResumeAgreementAsync(new ResumeAgreementRequest { RequestId = Platform.NewId(), Name = agreement }, lwu);
        Assert.Equal("note: She asked for a bed.", await ReadAsync(grant.Name));
        await Agreements.EndAgreementAsync(new EndAgreementRequest { RequestId = Platform.NewId(), Name = agreement, Reason = "Enough." }, mlsw);
        Assert.Equal("GRANT_NOT_ACTIVE", await ReadAsync(grant.Name));
    }

    [Fact]
    public async Task What_is_outside_it_waits_for_the_addressee()
    {
        var (type, agreement) = await AgreedAsync();
        var child = await OfferAsync(type, minor: true);
        var adult = await OfferAsync(type, minor: false);
        string[] requests =
        [
            await AskAsync(type, agreement, child.Reference, "note"), // One person of the grantor agreed, a child's record wants two.
            await AskAsync(type, agreement, adult.Reference, "name"),
            await AskAsync(type, agreement, "nothing of this kind", "note"),
        ];
        var within = await AskAsync(type, agreement, adult.Reference, "note");

        await AnsweredAsync(within);
        foreach (var request in requests)
        {
            var read = await Requests.GetInformationRequestAsync(new GetInformationRequestRequest { Name = request }, await platform.AsAsync("mlsw"));
            Assert.Empty(Assert.Single(Assert.Single(read.Parts).Answers).Grants);
        }
    }

    /// <summary>What was read, or the reason why nothing was.</summary>
    private async Task<string?> ReadAsync(string grant, string purpose = "victim_support", string? field = null, string by = "mlsw")
    {
        var request = new ReadGrantedRequest { RequestId = Platform.NewId(), Name = grant, Purpose = purpose };
        if (field is not null)
            request.Fields.Add(field);
        try
        {
            var read = await Grants.ReadGrantedAsync(request, await platform.AsAsync(by));
            return string.Join(", ", read.Fields.Select(f => $"{f.Field}: {f.Value}"));
        }
        catch (RpcException refused)
        {
            return refused.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason ?? (refused.StatusCode is StatusCode.NotFound ? "NOT_FOUND" : refused.StatusCode.ToString());
        }
    }

    private async Task<Answer> AnsweredAsync(string request)
    {
        var mlsw = await platform.AsAsync("mlsw");
        for (var i = 0; i < 200; i++)
        {
            var read = await Requests.GetInformationRequestAsync(new GetInformationRequestRequest { Name = request }, mlsw);
            if (read.Parts[0].Answers is [{ Grants.Count: > 0 } answer])
                return answer;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("Nothing was granted by rule.");
    }

    private async Task<string> AskAsync(string type, string agreement, string reference, string field)
    {
        var asked = await Requests.CreateInformationRequestAsync(
            new CreateInformationRequestRequest
            {
                RequestId = Platform.NewId(),
                Submit = true,
                Content = new InformationRequestContent
                {
                    Title = "A stay", Purpose = "victim_support", LegalBasis = "instruments/law-women", Urgency = Information.V1.Urgency.Normal, Addressees = { "agencies/lwu" },
                    Questions = { new Question { Number = 1, Text = "What does she need?", RecordType = type, Fields = { field }, RecordReference = reference, Agreement = agreement } },
                },
            },
            await platform.AsAsync("mlsw"));
        return asked.Name;
    }

    private async Task<(string Reference, string Subject)> OfferAsync(string type, bool minor)
    {
        var lwu = await platform.AsAsync("lwu");
        var subject = await Records.RegisterSubjectAsync(
            new RegisterSubjectRequest { RequestId = Platform.NewId(), Minor = minor, RetainUntil = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddDays(60)) }, lwu);
        var reference = Platform.NewId();
        await Records.OfferRecordAsync(
            new OfferRecordRequest
            {
                RequestId = Platform.NewId(), RecordType = type, Subject = subject.Name, Reference = reference,
                Values = { new FieldValue { Field = "note", Value = "She asked for a bed." }, new FieldValue { Field = "name", Value = "Kham" } },
            },
            lwu);
        return (reference, subject.Name);
    }

    /// <summary>An agreement in force on the notes of a new type of records of LWU.</summary>
    private async Task<(string Type, string Agreement)> AgreedAsync()
    {
        var type = await Records.RegisterRecordTypeAsync(
            new RegisterRecordTypeRequest
            {
                RequestId = Platform.NewId(), Code = $"t{Guid.NewGuid():N}"[..12], DisplayName = new Type.V1.LocalizedText { En = "Stay", Lo = "ຂໍ້ມູນ" },
                HeldBy = Information.V1.HeldBy.Platform, Purposes = { "victim_support" }, DefaultHandling = Handling.Amber,
                Fields =
                {
                    new Information.V1.RecordField { Id = "name", DisplayName = new Type.V1.LocalizedText { En = "Name" }, FieldClass = Information.V1.FieldClass.Identity },
                    new Information.V1.RecordField { Id = "note", DisplayName = new Type.V1.LocalizedText { En = "Note" }, FieldClass = Information.V1.FieldClass.General },
                },
            },
            await platform.AsAsync("lwu"));
        var agreement = await Agreements.ProposeAgreementAsync(
            new ProposeAgreementRequest
            {
                RequestId = Platform.NewId(),
                Content = new Information.V1.AgreementContent
                {
                    Grantor = "agencies/lwu", Recipient = "agencies/mlsw", RecordType = type.Name, Fields = { "note" }, Purpose = "victim_support",
                    LegalBasis = "instruments/law-women", GrantDays = 30, Until = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddDays(100)),
                },
            },
            await platform.AsAsync("mlsw"));

        // The development issuer has no disclosure approvers.
        var approver = new Principal("test", "approver-lwu", new AgencyName("lwu"), null, [Role.DisclosureApprover]);
        var grain = platform.Services.GetRequiredService<IGrainFactory>().StandingAgreement(ResourceName.Parse<StandingAgreementName>(agreement.Name));
        var approved = await grain.ApproveAsync(new ApproveAgreement(new CommandContext(Guid.NewGuid(), approver), agreement.ContentHash), TestContext.Current.CancellationToken);
        Assert.Equal(AgreementStage.InForce, approved.Value?.Stage);
        return (type.Name, agreement.Name);
    }
}
