using System.Text.Json;
using Coordination.Access;
using Coordination.Information;
using Coordination.Ledger;
using Coordination.Names;
using static Coordination.Silo.Information.Agreements.AgreementSilo;
using static Coordination.Silo.Information.Agreements.Parties;

namespace Coordination.Silo.Information.Agreements;

/// <summary>Commands through the grain: durable, once, by whom they may.</summary>
public class AgreementGrainTests(AgreementSilo silo)
{
    private static AgreementQuestion Question(RecordName record) =>
        new(new InformationRequestName("ione"), 1, Mlsw, Lwu, "victim_support", Intakes, record, ["needs"]);

    [Fact]
    public async Task An_agreement_from_the_proposal_to_its_end()
    {
        var (grain, proposed) = await silo.ProposedAsync(Lwu);
        Assert.Equal((AgreementStage.Proposed, Lwu), (proposed.Stage, proposed.Proposer));
        var stream = proposed.Name.ToString();
        Assert.Equal([("lwu", "grantor", true), ("mlsw", "recipient", true)], silo.Ledger.Parties(stream).Select(p => (p.Agency, p.Role, p.Open)).Order());

        Assert.Equal(AgreementStage.Proposed, Done(await grain.ApproveAsync(new ApproveAgreement(By(Approver(Mlsw)), proposed.ContentHash), default)).Stage);
        Assert.False(Done(await grain.HoldsAsync()));
        Assert.Equal(AgreementStage.InForce, Done(await grain.ApproveAsync(new ApproveAgreement(By(Approver(Lwu)), proposed.ContentHash), default)).Stage);
        Assert.True(Done(await grain.HoldsAsync()));
        Assert.Equal(AgreementStage.Suspended, Done(await grain.SuspendAsync(new SuspendAgreement(By(Speaker(Lwu)), "A leak."), default)).Stage);
        Assert.False(Done(await grain.HoldsAsync()));
        Assert.Equal(AgreementStage.InForce, Done(await grain.ResumeAsync(new ResumeAgreement(By(Speaker(Lwu))), default)).Stage);
        var ended = Done(await grain.EndAsync(new EndAgreement(By(Speaker(Mlsw)), "Enough."), default));

        Assert.Equal((AgreementStage.Ended, "Enough.", 7), (ended.Stage, ended.Reason, ended.Version));
        Assert.False(Done(await grain.HoldsAsync()));
        Assert.Equal(("ended", false), (silo.Ledger.Row(stream)!.State, silo.Ledger.Row(stream)!.Open));
        Assert.Empty(silo.Ledger.Due(stream));
        Assert.Equal(
            ["agreement.proposed", "agreement.approved", "agreement.approved", "agreement.came_into_force", "agreement.suspended", "agreement.resumed", "agreement.ended"],
            silo.Ledger.Entries(stream).Select(e => e.Type));
        var listed = JsonSerializer.Deserialize(silo.Ledger.Row(stream)!.View().Span, AgreementJson.Default.AgreementView)!;
        Assert.Equal((ended.Stage, ended.ContentHash, ended.Version), (listed.Stage, listed.ContentHash, listed.Version));
    }

    [Fact]
    public async Task A_repeat_gets_the_first_result_and_another_command_under_its_id_none()
    {
        await silo.RegisterTypeAsync();
        var command = new ProposeAgreement(By(Speaker(Lwu)), Content);
        var grain = silo.Grains.StandingAgreement(StandingAgreementName.For(Lwu, command.Context.RequestId));
        var first = Done(await grain.ProposeAsync(command, default));

        Assert.Equal(first.ContentHash, Done(await grain.ProposeAsync(command, default)).ContentHash);
        Assert.Equal("REQUEST_ID_REUSED", (await grain.ProposeAsync(command with { Content = Sensitive }, default)).Refusal?.Code);
        Assert.Single(silo.Ledger.Entries(first.Name.ToString()));
    }

    [Fact]
    public async Task Of_two_approvals_that_race_one_counts()
    {
        var (grain, view) = await silo.ProposedAsync(Mlsw);
        silo.Ledger.Hold(view.Name.ToString());

        var both = new[] { 1, 2 }.Select(i => grain.ApproveAsync(new ApproveAgreement(By(Approver(Lwu, i)), view.ContentHash), default)).ToArray();
        await Tests.Tasks.TaskSilo.UntilAsync(() => silo.Ledger.Waiting(view.Name.ToString()) == 1 && both.Any(b => b.IsCompleted));
        silo.Ledger.Release(view.Name.ToString());
        var outcomes = await Task.WhenAll(both);

        Assert.Equal(["", "NOTHING_TO_APPROVE"], outcomes.Select(o => o.Refusal?.Code ?? "").Order(StringComparer.Ordinal));
        Assert.Equal(["agreement.proposed", "agreement.approved", "agreement.came_into_force"], silo.Ledger.Entries(view.Name.ToString()).Select(e => e.Type));
    }

    [Fact]
    public async Task Two_approvals_on_one_etag_cannot_both_have_read_it()
    {
        var (grain, view) = await silo.ProposedAsync(Lwu);

        Done(await grain.ApproveAsync(new ApproveAgreement(By(Approver(Lwu), "v1"), view.ContentHash), default));
        Assert.Equal("ETAG_STALE", (await grain.ApproveAsync(new ApproveAgreement(By(Approver(Mlsw), "v1"), view.ContentHash), default)).Refusal?.Code);
    }

    [Fact]
    public async Task An_approval_that_was_not_written_is_none()
    {
        var (grain, view) = await silo.ProposedAsync(Mlsw);
        silo.Ledger.Next(view.Name.ToString(), AppendStatus.Unavailable);

        Assert.Equal("LEDGER_UNAVAILABLE", (await grain.ApproveAsync(new ApproveAgreement(By(Approver(Lwu)), view.ContentHash), default)).Refusal?.Code);
        Assert.False(Done(await grain.HoldsAsync()));
        Assert.Single(silo.Ledger.Entries(view.Name.ToString()));
    }

    /// <summary>Role, agency, confined to a unit; what read, approve, suspend and end say. "": done.</summary>
    public static TheoryData<string, string, bool, string, string, string, string> Access => new()
    {
        { Role.AgencyFocalPoint, "lwu", false, "", "PERMISSION_DENIED", "", "" },
        { Role.AgencyFocalPoint, "mlsw", false, "", "PERMISSION_DENIED", "", "" },
        { Role.AgencySystem, "mlsw", false, "", "PERMISSION_DENIED", "", "" },
        { Role.DisclosureApprover, "lwu", false, "", "NOTHING_TO_APPROVE", "", "" },
        { Role.DisclosureApprover, "mlsw", false, "", "NOTHING_TO_APPROVE", "", "" },
        { Role.AgencyOfficer, "lwu", false, "", "PERMISSION_DENIED", "PERMISSION_DENIED", "PERMISSION_DENIED" },
        { Role.UnitHead, "mlsw", false, "", "PERMISSION_DENIED", "PERMISSION_DENIED", "PERMISSION_DENIED" },
        { Role.CaseLead, "mlsw", false, "", "PERMISSION_DENIED", "PERMISSION_DENIED", "PERMISSION_DENIED" },
        { Role.AgencyFocalPoint, "moh", false, "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND" },
        { Role.DisclosureApprover, "moh", false, "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND" },
        { Role.Chair, "lwu", false, "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND" },
        { Role.Secretariat, "secretariat", false, "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND" },
        { Role.Auditor, "lwu", false, "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND" },
        { Role.OrgAdmin, "lwu", false, "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND" },
        { Role.IdentityCustodian, "lwu", false, "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND" },
        { Role.PlatformOperator, "lwu", false, "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND" },
        { Role.AgencyFocalPoint, "lwu", true, "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND" },
        { Role.DisclosureApprover, "mlsw", true, "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND" },
    };

    [Theory]
    [MemberData(nameof(Access))]
    public async Task Who_may_what(string role, string agency, bool confined, string read, string approve, string suspend, string end)
    {
        var grain = await silo.InForceAsync();
        var caller = new Principal("test", "somebody", new AgencyName(agency), confined ? new UnitName("mlsw-vt") : null, [role]);

        Assert.Equal(read, (await grain.GetAsync(caller, default)).Refusal?.Code ?? "");
        Assert.Equal(approve, (await grain.ApproveAsync(new ApproveAgreement(By(caller), Content.Hash()), default)).Refusal?.Code ?? "");
        Assert.Equal(suspend, (await grain.SuspendAsync(new SuspendAgreement(By(caller), "A leak."), default)).Refusal?.Code ?? "");
        Assert.Equal(end, (await grain.EndAsync(new EndAgreement(By(caller), "Enough."), default)).Refusal?.Code ?? "");
    }

    [Fact]
    public async Task Only_who_speaks_for_an_agency_proposes()
    {
        await silo.RegisterTypeAsync();
        foreach (var role in Role.Assignable)
        {
            var command = new ProposeAgreement(By(new Principal("test", "somebody", Lwu, null, [role])), Content);
            var outcome = await silo.Grains.StandingAgreement(StandingAgreementName.For(Lwu, command.Context.RequestId)).ProposeAsync(command, default);
            Assert.Equal(role is Role.AgencyFocalPoint or Role.AgencySystem ? null : "PERMISSION_DENIED", outcome.Refusal?.Code);
        }

        var confined = new ProposeAgreement(By(Speaker(Lwu) with { Unit = new UnitName("mlsw-vt") }), Content);
        Assert.Equal("PERMISSION_DENIED", (await silo.Grains.StandingAgreement(StandingAgreementName.For(Lwu, confined.Context.RequestId)).ProposeAsync(confined, default)).Refusal?.Code);
    }

    [Fact]
    public async Task A_record_type_that_is_not_there_is_not_agreed_on()
    {
        var command = new ProposeAgreement(By(Speaker(Lwu)), Content with { RecordType = new RecordTypeName("lwu-nothing") });

        var outcome = await silo.Grains.StandingAgreement(StandingAgreementName.For(Lwu, command.Context.RequestId)).ProposeAsync(command, default);
        Assert.Equal("RECORD_TYPE_UNKNOWN", outcome.Refusal?.Code);
    }

    [Fact]
    public async Task A_question_about_a_real_record_is_admitted_until_the_record_is_withdrawn()
    {
        var grain = await silo.InForceAsync();
        var record = await silo.OfferAsync();

        var terms = Done(await grain.AdmitAsync(Question(record)));
        Assert.Equal((record, Lwu, Mlsw), (terms.Record, terms.Grantor, terms.Recipient));
        Assert.Equal(["needs"], terms.Fields);

        Done(await silo.Grains.Record(record).WithdrawAsync(new WithdrawRecord(By(Speaker(Lwu))), default));
        Assert.Equal("OUTSIDE_AGREEMENT", (await grain.AdmitAsync(Question(record))).Refusal?.Code);
    }

    [Fact]
    public async Task A_childs_record_and_one_that_is_not_there_are_not_admitted_on_one_approval()
    {
        var grain = await silo.InForceAsync();

        Assert.Equal("conditions", (await grain.AdmitAsync(Question(await silo.OfferAsync(minor: true)))).Refusal?.Metadata?["dimension"]);
        Assert.Equal("record", (await grain.AdmitAsync(Question(silo.Record("nothing of this kind")))).Refusal?.Metadata?["dimension"]);
    }

    [Fact]
    public async Task What_nobody_proposed_admits_nothing_and_is_not_found()
    {
        var grain = silo.Grains.StandingAgreement(new StandingAgreementName("anever"));

        Assert.Equal("AGREEMENT_NOT_IN_FORCE", (await grain.AdmitAsync(Question(silo.Record("nothing")))).Refusal?.Code);
        Assert.Equal("NOT_FOUND", (await grain.HoldsAsync()).Refusal?.Code);
        Assert.Equal("NOT_FOUND", (await grain.GetAsync(Speaker(Lwu), default)).Refusal?.Code);
        Assert.Equal("NOT_FOUND", (await grain.ApproveAsync(new ApproveAgreement(By(Approver(Lwu)), Content.Hash()), default)).Refusal?.Code);
    }
}
