using System.Text.Json;
using Coordination.Access;
using Coordination.Aggregates;
using Coordination.Information;
using Coordination.Names;
using Google.Protobuf.WellKnownTypes;
using V1 = Coordination.Information.V1;

namespace Coordination.Gateway.Tests.Information;

public sealed class GrantMapperTests
{
    private static readonly DateTimeOffset Time = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly CommandContext Context = new(Guid.NewGuid(), new Principal("i", "s", new AgencyName("lwu"), null, []));

    private static V1.ProposeGrantRequest Request() => new()
    {
        Recipient = "agencies/atd",
        Record = "records/rone",
        Fields = { "village", "name" },
        Purpose = "investigation",
        LegalBasis = "instruments/penal-law",
        SourceReliability = V1.SourceReliability.X,
        InformationReliability = V1.InformationReliability._4,
        OnwardDepth = 2,
        Until = Timestamp.FromDateTimeOffset(Time),
        Officers = { "officer-1" },
        Request = "informationRequests/ione",
        Question = 3,
    };

    [Fact]
    public void A_proposal_says_what_was_sent_and_no_label_means_none()
    {
        var command = GrantMapper.ToCommand(Request(), Context);

        Assert.Equal((new AgencyName("atd"), new RecordName("rone"), (GrantName?)null, (Handling?)null), (command.Recipient, command.Record!.Value, command.Parent, command.Handling));
        Assert.Equal((SourceReliability.X, InformationReliability.Four, 2, Time), (command.SourceReliability, command.InformationReliability, command.OnwardDepth, command.Until));
        Assert.Equal((new InformationRequestName("ione"), 3), (command.Request!.Value, command.Question));
        Assert.Equal(["village", "name"], command.Fields);
        Assert.Equal(["officer-1"], command.Officers);
    }

    [Fact]
    public void A_proposal_to_pass_on_names_its_parent_and_no_record()
    {
        var request = Request();
        (request.Record, request.Parent, request.Request, request.Handling) = ("", "grants/gone", "", Type.V1.Handling.Red);
        var command = GrantMapper.ToCommand(request, Context);

        Assert.Equal(((RecordName?)null, new GrantName("gone"), (InformationRequestName?)null, Handling.Red), (command.Record, command.Parent!.Value, command.Request, command.Handling!.Value));
    }

    [Theory]
    [InlineData(GrantStage.Proposed, V1.GrantState.Proposed)]
    [InlineData(GrantStage.Approved, V1.GrantState.Approved)]
    [InlineData(GrantStage.Active, V1.GrantState.Active)]
    [InlineData(GrantStage.Suspended, V1.GrantState.Suspended)]
    [InlineData(GrantStage.Expired, V1.GrantState.Expired)]
    [InlineData(GrantStage.Revoked, V1.GrantState.Revoked)]
    public void A_grant_is_shown_whole_also_from_a_list(GrantStage stage, V1.GrantState state)
    {
        var terms = new GrantTerms(
            new AgencyName("atd"), new AgencyName("opp"), new RecordName("rone"), new GrantName("gone"), ["name", "village"], "investigation", new InstrumentName("penal-law"),
            Handling.Red, SourceReliability.C, InformationReliability.Two, 1, Time, ["o"], new InformationRequestName("ione"), 2, new StandingAgreementName("aone"));
        var view = new GrantView(new GrantName("gtwo"), terms, stage, new AgencyName("lwu"), new RecordTypeName("lwu-t"), true, "00ff", "because", Time, Time.AddDays(1), 7);

        var shown = GrantMapper.ToProto(view);
        var listed = GrantMapper.ToProto(JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(view, GrantViewsJson.Default.GrantView), GrantViewsJson.Default.GrantView)!);

        Assert.Equal(shown, listed);
        Assert.Equal((state, "agencies/atd", "agencies/opp", "agencies/lwu", Type.V1.Handling.Red), (shown.State, shown.Grantor, shown.Recipient, shown.Owner, shown.Handling));
        Assert.Empty(V1.Grant.Descriptor.Fields.InDeclarationOrder()
            .Where(field => !field.IsRepeated && field.Accessor.GetValue(shown) is "" or 0 or null or false)
            .Select(field => field.Name));
    }

    [Fact]
    public void An_absent_value_is_not_an_empty_one()
    {
        var read = GrantMapper.ToProto(new GrantedFields(
            new GrantName("gone"), [new("name", "Kham"), new("note", ""), new("village", null)], Handling.Amber, SourceReliability.A, InformationReliability.One, Time, new AccessName("xone")));

        Assert.Equal([true, true, false], read.Fields.Select(field => field.HasValue));
        Assert.Equal(["Kham", "", ""], read.Fields.Select(field => field.Value));
        Assert.Equal(("grants/gone", "accesses/xone"), (read.Grant, read.Access));
    }
}
