using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Names;
using Coordination.Registry;
using Google.Protobuf.WellKnownTypes;
using V1 = Coordination.Information.V1;

namespace Coordination.Gateway.Tests.Information;

public sealed class AgreementMapperTests
{
    private static readonly DateTimeOffset Time = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly CommandContext Context = new(Guid.NewGuid(), new Principal("i", "s", new AgencyName("lwu"), null, []));

    private static V1.AgreementContent Content() => new()
    {
        Grantor = "agencies/lwu",
        Recipient = "agencies/mlsw",
        RecordType = "recordTypes/lwu-intake",
        Fields = { "skills", "needs", "skills" },
        Purpose = "victim_support",
        LegalBasis = "instruments/law-women",
        GrantDays = 30,
        OnwardDepth = 1,
        Until = Timestamp.FromDateTimeOffset(Time.AddTicks(7)),
        Officers = { "officer-2", "officer-1", "officer-2" },
    };

    [Fact]
    public void A_proposal_is_brought_to_its_one_form()
    {
        var content = AgreementMapper.ToCommand(new V1.ProposeAgreementRequest { Content = Content() }, Context).Content;

        Assert.Equal(["needs", "skills"], content.Fields);
        Assert.Equal(["officer-1", "officer-2"], content.Officers);
        Assert.Equal((Handling.Amber, 30, 1, Time), (content.Handling, content.GrantDays, content.OnwardDepth, content.Until));
        Assert.Equal((new AgencyName("lwu"), new AgencyName("mlsw")), (content.Grantor, content.Recipient));
    }

    [Fact]
    public void The_hash_does_not_depend_on_the_order_in_which_fields_were_named()
    {
        var other = Content();
        other.Fields.Clear();
        other.Fields.AddRange(["needs", "skills"]);

        Assert.Equal(Hash(Content()), Hash(other));

        static string Hash(V1.AgreementContent content) => AgreementMapper.ToCommand(new V1.ProposeAgreementRequest { Content = content }, Context).Content.Hash();
    }

    [Theory]
    [InlineData(AgreementStage.Proposed, V1.StandingAgreementState.Proposed)]
    [InlineData(AgreementStage.InForce, V1.StandingAgreementState.InForce)]
    [InlineData(AgreementStage.Suspended, V1.StandingAgreementState.Suspended)]
    [InlineData(AgreementStage.Ended, V1.StandingAgreementState.Ended)]
    public void A_view_is_shown_whole_also_from_a_list(AgreementStage stage, V1.StandingAgreementState state)
    {
        var view = new AgreementView(
            new StandingAgreementName("aone"), stage, AgreementMapper.ToCommand(new V1.ProposeAgreementRequest { Content = Content() }, Context).Content,
            new AgencyName("mlsw"), [new AgencyName("lwu")], [new AgencyName("mlsw")], new string('a', 64), Time, Time.AddHours(1), "A leak.", 3);
        var hit = new RegistryHit(view.Name.ToString(), 3, [.. JsonSerializer.SerializeToUtf8Bytes(view, AgreementJson.Default.AgreementView)]);

        var shown = AgreementMapper.ToProto(AgreementMapper.Read(hit));

        Assert.Equal(AgreementMapper.ToProto(view), shown);
        Assert.Equal((state, "standingAgreements/aone", "agencies/mlsw", "v3", "A leak."), (shown.State, shown.Name, shown.Proposer, shown.Etag, shown.Reason));
        Assert.Equal(["agencies/lwu"], shown.ApprovedBy);
        Assert.Equal(["agencies/mlsw"], shown.SuspendedBy);
        Assert.Equal("recordTypes/lwu-intake", shown.Content.RecordType);
        Assert.Equal(Type.V1.Handling.Amber, shown.Content.Handling);
    }

    [Fact]
    public void A_list_is_asked_for_by_agency_and_states()
    {
        var query = AgreementMapper.ToQuery(new V1.ListAgreementsRequest
        {
            Agency = "agencies/lwu",
            States = { V1.StandingAgreementState.InForce, V1.StandingAgreementState.Ended, V1.StandingAgreementState.InForce },
        });

        Assert.Equal(("standingAgreements", "lwu"), (query.Kind, query.Party));
        Assert.Equal(["in_force", "ended"], query.States);
    }

    [Fact]
    public void A_state_that_is_none_is_refused() =>
        Assert.Throws<RefusedException>(() => AgreementMapper.ToQuery(new V1.ListAgreementsRequest { States = { (V1.StandingAgreementState)77 } }));
}
