using System.Collections.Immutable;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Names;
using Coordination.Silo.Information.Grants;

namespace Coordination.Silo.Tests.Information.Grants;

/// <summary>Every verb in every state.</summary>
public sealed class GrantRulesTests
{
    private static readonly DateTimeOffset Now = GrantSilo.Now;
    private static readonly Coordination.Information.Person Proposer = new("test", "holder");
    private static readonly GrantTerms Terms = new(
        new AgencyName("lwu"), new AgencyName("atd"), new RecordName("rone"), null, ["village"], "investigation", GrantSilo.PenalLaw, Handling.Amber,
        SourceReliability.A, InformationReliability.One, 1, Now.AddDays(30), [], null, 0, null);

    private static readonly GrantProposed Proposed = new(
        Terms, new AgencyName("lwu"), new RecordTypeName("lwu-t"), new SubjectName("sone"), true, GrantRules.HashOf(Terms), Proposer);

    private static readonly GrantApproved Approved = new(Proposed.ContentHash, new Coordination.Information.Person("test", "approver"));

    private static readonly ImmutableDictionary<GrantStage, GrantState> States = new Dictionary<GrantStage, GrantState>
    {
        [GrantStage.Proposed] = After(Proposed),
        [GrantStage.Approved] = After(Proposed, Approved),
        [GrantStage.Active] = After(Proposed, Approved, new GrantActivated()),
        [GrantStage.Suspended] = After(Proposed, Approved, new GrantActivated(), new GrantSuspended("wait")),
        [GrantStage.Expired] = After(Proposed, Approved, new GrantActivated(), new GrantExpired()),
        [GrantStage.Revoked] = After(Proposed, Approved, new GrantActivated(), new GrantRevoked("done")),
    }.ToImmutableDictionary();

    public static TheoryData<string, GrantStage, string> Table()
    {
        var table = new TheoryData<string, GrantStage, string>();
        Row("approve", approved: true, [GrantStage.Proposed]);
        Row("activate", approved: true, [GrantStage.Approved]);
        Row("suspend", approved: true, [GrantStage.Active]);
        Row("resume", approved: true, [GrantStage.Suspended]);
        Row("revoke", approved: true, [GrantStage.Proposed, GrantStage.Approved, GrantStage.Active, GrantStage.Suspended]);
        return table;

        void Row(string verb, bool approved, GrantStage[] allowed)
        {
            foreach (var stage in Enum.GetValues<GrantStage>())
            {
                table.Add(verb, stage, allowed.Contains(stage) ? "" : verb == "activate" && stage == GrantStage.Proposed
                    ? GrantRefusals.ApprovalRequired.Code
                    : InformationRefusals.TransitionNotAllowed.Code);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void A_verb_is_for_its_states_only(string verb, GrantStage stage, string refusal)
    {
        var state = States[stage];
        var context = GrantSilo.Context(GrantSilo.Approver);
        var decision = verb switch
        {
            "approve" => GrantRules.Approve(state, new ApproveGrant(context, Proposed.ContentHash)),
            "activate" => GrantRules.Activate(state, Now),
            "suspend" => GrantRules.Suspend(state, new SuspendGrant(context, "wait")),
            "resume" => GrantRules.Resume(state, Now),
            _ => GrantRules.Revoke(state, new RevokeGrant(context, "done")),
        };

        Assert.Equal(refusal, decision.Refusal?.Code ?? "");
        Assert.Equal(refusal.Length == 0 ? 1 : 0, decision.Events.IsDefault ? 0 : decision.Events.Length);
    }

    [Fact]
    public void The_approver_is_not_the_proposer_and_approves_what_it_read()
    {
        var state = States[GrantStage.Proposed];

        Assert.Equal(
            InformationRefusals.SelfApproval.Code,
            GrantRules.Approve(state, new ApproveGrant(GrantSilo.Context(GrantSilo.Holder), Proposed.ContentHash)).Refusal?.Code);
        Assert.Equal(
            InformationRefusals.ContentChanged.Code,
            GrantRules.Approve(state, new ApproveGrant(GrantSilo.Context(GrantSilo.Approver), new string('0', 64))).Refusal?.Code);
    }

    [Fact]
    public void The_content_hash_is_of_every_part_of_the_content()
    {
        GrantTerms[] others =
        [
            Terms with { Recipient = new AgencyName("opp") }, Terms with { Record = new RecordName("rtwo") }, Terms with { Fields = ["name"] },
            Terms with { Purpose = "prosecution" }, Terms with { LegalBasis = GrantSilo.Guidelines }, Terms with { Handling = Handling.Red },
            Terms with { SourceReliability = SourceReliability.B }, Terms with { InformationReliability = InformationReliability.Four },
            Terms with { OnwardDepth = 2 }, Terms with { Until = Now.AddDays(31) }, Terms with { Officers = ["o"] },
            Terms with { Request = new InformationRequestName("ione") }, Terms with { Question = 2 }, Terms with { Agreement = new StandingAgreementName("aone") },
            Terms with { Parent = new GrantName("gone") }, Terms with { Grantor = new AgencyName("moh") },
        ];

        Assert.Equal(others.Length + 1, others.Append(Terms).Select(GrantRules.HashOf).Distinct().Count());
        Assert.Equal(typeof(GrantTerms).GetProperties().Length, others.Length);
    }

    [Fact]
    public void An_approval_that_is_not_used_within_a_day_lapses()
    {
        var state = States[GrantStage.Approved];

        Assert.Null(GrantRules.Activate(state, Now.AddHours(24).AddTicks(-10)).Refusal);
        Assert.Equal(GrantRefusals.ApprovalRequired.Code, GrantRules.Activate(state, Now.AddHours(24)).Refusal?.Code);
        Assert.IsType<GrantApprovalLapsed>(Assert.Single(GrantRules.DueBy(state, GrantRules.LapseKind, Now.AddHours(24)).Events));
        Assert.Empty(GrantRules.DueBy(state, GrantRules.LapseKind, Now.AddHours(24).AddTicks(-10)).Events);
        Assert.Equal(GrantStage.Proposed, After(Proposed, Approved, new GrantApprovalLapsed()).Stage);
    }

    [Fact]
    public void What_needs_no_second_person_is_activated_by_the_first()
    {
        var state = After(Proposed with { NeedsApproval = false });

        Assert.IsType<GrantActivated>(Assert.Single(GrantRules.Activate(state, Now).Events));
        Assert.Equal(GrantRefusals.UntilPassed.Code, GrantRules.Activate(state, Terms.Until).Refusal?.Code);
    }

    [Theory]
    [InlineData(GrantStage.Proposed, true)]
    [InlineData(GrantStage.Approved, true)]
    [InlineData(GrantStage.Active, true)]
    [InlineData(GrantStage.Suspended, true)]
    [InlineData(GrantStage.Expired, false)]
    [InlineData(GrantStage.Revoked, false)]
    public void It_expires_at_its_end_once_whatever_its_state(GrantStage stage, bool expires)
    {
        var state = States[stage];

        Assert.Empty(GrantRules.DueBy(state, GrantRules.ExpireKind, Terms.Until.AddTicks(-10)).Events);
        Assert.Equal(expires ? 1 : 0, GrantRules.DueBy(state, GrantRules.ExpireKind, Terms.Until).Events.Length);
        Assert.Equal(expires, GrantRules.Due(state).Any(row => row.Kind == GrantRules.ExpireKind));
    }

    [Fact]
    public void Only_a_grant_that_could_be_passed_on_has_children_to_tell()
    {
        Assert.True(States[GrantStage.Revoked].ToTell);
        Assert.Equal(GrantRules.ChildrenKind, Assert.Single(GrantRules.Due(States[GrantStage.Revoked])).Kind);
        Assert.False(After(Proposed with { Terms = Terms with { OnwardDepth = 0 } }, new GrantActivated(), new GrantRevoked("x")).ToTell);
        Assert.False(After(Proposed, new GrantRevoked("never active")).ToTell);
        Assert.Empty(GrantRules.Due(After(Proposed, new GrantActivated(), new GrantRevoked("x"), new GrantChildrenTold())));
    }

    [Fact]
    public void A_parent_ends_it_once()
    {
        Assert.IsType<GrantParentEnded>(Assert.Single(GrantRules.EndWithParent(States[GrantStage.Active]).Events));
        Assert.Empty(GrantRules.EndWithParent(States[GrantStage.Revoked]).Events);
        Assert.Empty(GrantRules.EndWithParent(GrantState.Initial).Events);
    }

    [Fact]
    public void Every_event_has_a_name_and_folds()
    {
        var names = new Coordination.Sdk.Grains.EventCodec<GrantEvent>(GrantJson.Default.GrantEvent).Names;
        GrantEvent[] all =
        [
            Proposed, Approved, new GrantApprovalLapsed(), new GrantActivated(), new GrantSuspended("x"), new GrantResumed(), new GrantRevoked("x"),
            new GrantExpired(), new GrantParentEnded(), new GrantChildrenTold(),
        ];

        Assert.Equal(names.Keys.OrderBy(t => t.Name), all.Select(e => e.GetType()).OrderBy(t => t.Name));
        Assert.All(all.Skip(1), e => Assert.NotNull(After(Proposed, e).Proposal));
    }

    [Theory]
    [InlineData("atd", "lwu", 1, RequestStage.UnderReview, true)]
    [InlineData("atd", "lwu", 3, RequestStage.UnderReview, false)]
    [InlineData("opp", "lwu", 1, RequestStage.UnderReview, false)]
    [InlineData("atd", "moh", 1, RequestStage.UnderReview, false)]
    [InlineData("atd", "lwu", 1, RequestStage.Draft, false)]
    [InlineData("atd", "lwu", 1, RequestStage.Withdrawn, false)]
    [InlineData("atd", "lwu", 1, RequestStage.Closed, false)]
    public void A_grant_answers_a_request_of_its_recipient_to_its_grantor(string requester, string addressee, int question, RequestStage stage, bool answers)
    {
        var terms = Terms with { Request = new InformationRequestName("ione"), Question = question };
        var record = new RecordFacts(
            Terms.Record, new RecordTypeName("lwu-t"), new AgencyName("lwu"), new SubjectName("sone"), false, Handling.Amber, HeldBy.Platform,
            ["investigation"], [new FieldFacts("village", FieldClass.General)], RecordStage.Offered);
        var request = new RequestFacts(new AgencyName(requester), [new AgencyName(addressee)], "investigation", GrantSilo.PenalLaw, 2, stage);
        var policy = new InformationPolicy
        {
            Purposes = [new PurposeRule("investigation", new("x", "x"), false, [], [])],
            LegalBases = [new(Terms.Grantor, "investigation", GrantSilo.PenalLaw), new(Terms.Recipient, "investigation", GrantSilo.PenalLaw)],
            MostOnward = 5,
        };

        var decision = GrantRules.Propose(GrantState.Initial, terms, Proposer, new GrantSurroundings(record, [], request), policy, Now);

        Assert.Equal(answers ? null : GrantRefusals.RequestNotAnswerable.Code, decision.Refusal?.Code);
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "RECORD_TYPE_RETIRED")]
    public void Nothing_new_is_granted_on_a_record_of_a_retired_type(bool retired, string? refusal)
    {
        var record = new RecordFacts(
            Terms.Record, new RecordTypeName("lwu-t"), new AgencyName("lwu"), new SubjectName("sone"), false, Handling.Amber, HeldBy.Platform,
            ["investigation"], [new FieldFacts("village", FieldClass.General)], RecordStage.Offered)
        {
            TypeRetired = retired,
        };
        var policy = new InformationPolicy
        {
            Purposes = [new PurposeRule("investigation", new("x", "x"), false, [], [])],
            LegalBases = [new(Terms.Grantor, "investigation", GrantSilo.PenalLaw), new(Terms.Recipient, "investigation", GrantSilo.PenalLaw)],
            MostOnward = 5,
        };

        var decision = GrantRules.Propose(GrantState.Initial, Terms, Proposer, new GrantSurroundings(record, [], null), policy, Now);

        Assert.Equal(refusal, decision.Refusal?.Code);
    }

    private static GrantState After(params GrantEvent[] events)
    {
        var state = GrantState.Initial;
        foreach (var happened in events)
            state = state.Apply(happened, new EventStamp(1, Now, null, Guid.Empty));
        return state;
    }
}
