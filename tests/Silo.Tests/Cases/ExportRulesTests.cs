using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Cases;
using Coordination.Names;
using Coordination.Outcomes;

namespace Coordination.Silo.Cases;

public sealed class ExportRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
    private static readonly Principal Officer = new("https://issuer", "officer", AgencyName.FromId("mlsw"), null, [Role.CaseLead]);
    private static readonly Principal Approver = Officer with { Subject = "approver", Roles = [Role.DisclosureApprover] };
    private static readonly Guid First = Guid.NewGuid();

    [Theory]
    [InlineData(1, 0, false)]
    [InlineData(20, 0, false)]
    [InlineData(21, 0, true)]
    [InlineData(5000, 0, true)]
    [InlineData(1, 19, false)]
    [InlineData(1, 20, true)]
    public void More_than_twenty_records_in_a_day_need_a_second_person(int records, int before, bool needed)
    {
        var state = Proposed(records, before);

        Assert.Equal(needed, state.Proposal!.NeedsApproval);
        Assert.Equal(needed ? ExportStage.Proposed : ExportStage.Approved, state.Stage);
        Assert.Equal(Now.AddHours(24), state.ExpiresAt);
    }

    [Fact]
    public void An_export_holds_something_and_not_everything()
    {
        Assert.Equal(ExportRefusals.Empty, Propose(0).Refusal);
        Assert.Equal(ExportRefusals.TooLarge, Propose(ExportRules.MostRecords + 1).Refusal);
    }

    [Fact]
    public void The_approver_is_another_person_and_approves_what_it_read()
    {
        var state = Proposed(30);

        Assert.Equal(ExportRefusals.SelfApproval, ExportRules.Approve(state, Approve(Officer, state.ContentHash), Now).Refusal);
        Assert.Equal(ExportRefusals.Changed, ExportRules.Approve(state, Approve(Approver, "other"), Now).Refusal);
        Assert.IsType<ExportApproved>(Assert.Single(ExportRules.Approve(state, Approve(Approver, state.ContentHash), Now).Events));
    }

    [Fact]
    public void The_hash_is_of_the_request_and_its_records()
    {
        var content = Content(3);

        Assert.Equal(content.Hash(), Content(3).Hash());
        Assert.NotEqual(content.Hash(), Content(4).Hash());
        Assert.NotEqual(content.Hash(), (content with { Purpose = "investigation" }).Hash());
        Assert.NotEqual(content.Hash(), (content with { WithIdentity = true }).Hash());
        Assert.NotEqual(content.Hash(), (content with { Filter = content.Filter with { Province = "LA-VT" } }).Hash());
    }

    [Fact]
    public void A_proposal_and_an_approval_lapse_after_a_day_and_not_before()
    {
        var proposed = Proposed(30);
        Assert.Empty(ExportRules.DueBy(proposed, ExportRules.LapseKind, Now.AddHours(24).AddTicks(-1)).Events);
        Assert.IsType<ExportLapsed>(Assert.Single(ExportRules.DueBy(proposed, ExportRules.LapseKind, Now.AddHours(24)).Events));
        Assert.Equal(ExportRefusals.NotProposed, ExportRules.Approve(proposed, Approve(Approver, proposed.ContentHash), Now.AddHours(24)).Refusal);

        var approved = Apply(proposed, new ExportApproved(new("https://issuer", "approver"), proposed.ContentHash), Now.AddHours(20));
        Assert.Equal(Now.AddHours(44), approved.ExpiresAt);
        Assert.Null(ExportRules.RefuseRead(approved, new("https://issuer", "officer"), Now.AddHours(43)));
        Assert.Equal(ExportRefusals.Over, ExportRules.RefuseRead(approved, new("https://issuer", "officer"), Now.AddHours(44)));
    }

    [Fact]
    public void It_is_read_by_who_proposed_it_once_it_is_approved_and_until_it_is_withdrawn()
    {
        var proposed = Proposed(30);
        Assert.Equal(ExportRefusals.NotApproved, Read(proposed, Officer).Refusal);

        var approved = Apply(proposed, new ExportApproved(new("https://issuer", "approver"), proposed.ContentHash), Now);
        Assert.Equal(ExportRefusals.NotYours, Read(approved, Approver).Refusal);
        var read = Assert.IsType<ExportWasRead>(Assert.Single(Read(approved, Officer).Events));
        Assert.Equal((30, "victim_protection", First), (read.Records, read.Purpose, read.RequestId));

        var withdrawn = Apply(approved, new ExportWithdrawn(new("https://issuer", "officer")), Now);
        Assert.Equal(ExportRefusals.Over, Read(withdrawn, Officer).Refusal);
        Assert.Equal(ExportRefusals.Over, ExportRules.Withdraw(withdrawn, new WithdrawExport(new CommandContext(First, Officer))).Refusal);
    }

    [Fact]
    public void A_page_belongs_to_a_read_that_was_written_down_within_ten_minutes()
    {
        var state = Apply(Proposed(3), new ExportWasRead(new("https://issuer", "officer"), "victim_protection", 3, First), Now);

        Assert.Null(ExportRules.RefusePage(state, First, Now.AddMinutes(9)));
        Assert.Equal(ExportRefusals.ReadOver, ExportRules.RefusePage(state, First, Now.AddMinutes(10)));
        Assert.Equal(ExportRefusals.ReadOver, ExportRules.RefusePage(state, Guid.NewGuid(), Now));
    }

    [Fact]
    public void An_export_is_its_agencys_and_a_units_is_the_units()
    {
        var unit = UnitName.FromId("atu-la-vt");
        var ofUnit = Apply(ExportState.Initial, new ExportProposed(new("https://issuer", "officer"), Content(1) with { Unit = unit }, false), Now);

        Assert.Equal(Relation.Owner, ExportState.Relate(ofUnit, Officer with { Unit = unit }));
        Assert.Equal(Relation.Owner, ExportState.Relate(ofUnit, Officer));
        Assert.Equal(Relation.None, ExportState.Relate(ofUnit, Officer with { Unit = UnitName.FromId("atu-la-ch") }));
        Assert.Equal(Relation.None, ExportState.Relate(Proposed(1), Officer with { Unit = unit }));
        Assert.Equal(Relation.None, ExportState.Relate(ofUnit, Officer with { Agency = AgencyName.FromId("moh") }));
    }

    private static ExportContent Content(int records) => new(
        Officer.Agency, null, new ExportFilter([], "", null, null, []), ExportFormat.HtcdsCsv, false, "victim_protection", InstrumentName.FromId("law-women"),
        [.. Enumerable.Range(0, records).Select(i => CaseName.FromId($"c{i:00000}"))]);

    private static Decision<ExportEvent> Propose(int records, int before = 0) => ExportRules.Propose(
        ExportState.Initial,
        new ProposeExport(new CommandContext(First, Officer), Content(0).Filter, ExportFormat.HtcdsCsv, false, "victim_protection", InstrumentName.FromId("law-women")),
        Content(records),
        before);

    private static ExportState Proposed(int records, int before = 0) => Apply(ExportState.Initial, Assert.Single(Propose(records, before).Events), Now);

    private static ApproveExport Approve(Principal by, string hash) => new(new CommandContext(Guid.NewGuid(), by), hash);

    private static Decision<ExportEvent> Read(ExportState state, Principal by) => ExportRules.Read(state, new ReadExport(new CommandContext(First, by)), Now);

    private static ExportState Apply(ExportState state, ExportEvent happened, DateTimeOffset at) => state.Apply(happened, new EventStamp(1, at, null, Guid.Empty));
}
