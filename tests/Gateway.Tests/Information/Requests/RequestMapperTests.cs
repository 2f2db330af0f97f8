using Coordination.Access;
using Coordination.Errors;
using Coordination.Information;
using Coordination.Names;
using V1 = Coordination.Information.V1;

namespace Coordination.Gateway.Tests.Information.Requests;

public sealed class RequestMapperTests
{
    private static readonly Translations Translations = new(TranslationCatalogue.Embedded(typeof(RequestsGatewayModule).Assembly));

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private static readonly InformationRequestSummary Row = new(
        "Places", RequestStage.PartiallyAnswered, new AgencyName("mlsw"), "victim_protection", new InstrumentName("guidelines"), Urgency.Normal, new CaseName("c1"),
        new SubjectName("s1"), Handling.Amber,
        [
            new PartSummaryView(new AgencyName("moh"), PartStage.PartiallyAnswered, RequestStage.PartiallyAnswered, Now, null, Now, null, 5),
            new PartSummaryView(new AgencyName("lwu"), PartStage.Submitted, RequestStage.Submitted, Now.AddDays(1), null, null, null, 4),
        ],
        Now, Now, Now);

    [Fact]
    public void The_words_of_both_sides_have_the_same_numbers()
    {
        Same<RequestStage, V1.InformationRequestState>();
        Same<PartStage, V1.PartState>();
        Same<AnswerStage, V1.AnswerState>();
        Same<RefusalCode, V1.RefusalCode>();
        Same<Urgency, V1.Urgency>();

        static void Same<TOurs, TTheirs>() where TOurs : struct, Enum where TTheirs : struct, Enum => Assert.Equal(
            Enum.GetValues<TOurs>().Select(v => (v.ToString(), Convert.ToInt32(v, null))),
            Enum.GetValues<TTheirs>().Where(v => Convert.ToInt32(v, null) != 0).Select(v => (v.ToString(), Convert.ToInt32(v, null))));
    }

    [Theory]
    [InlineData("mlsw", 2, "c1", false, V1.InformationRequestState.PartiallyAnswered)]
    [InlineData("lwu", 1, "c1", false, V1.InformationRequestState.Submitted)]
    [InlineData("ncatip", 2, "", true, V1.InformationRequestState.PartiallyAnswered)]
    public void A_list_shows_each_reader_what_it_may_see(string agency, int parts, string caseId, bool redacted, V1.InformationRequestState state)
    {
        var request = RequestMapper.ToProto("informationRequests/i1", 9, Row, By(agency));

        Assert.Equal(parts, request.Parts.Count);
        Assert.Equal(caseId.Length == 0 ? "" : "cases/" + caseId, request.Case);
        Assert.Equal(redacted, request.Redacted);
        Assert.Equal(redacted, request.Subject.Length == 0);
        Assert.Equal(state, request.State);
        Assert.False(RequestMapper.IsFor(Row with { SubmittedAt = null }, By("ncatip")));
        Assert.True(RequestMapper.IsFor(Row with { SubmittedAt = null }, By("mlsw")));
    }

    [Fact]
    public void Lists_name_the_roles_that_they_mean()
    {
        Assert.Equal(["addressee"], RequestMapper.ToQuery(new V1.ListInformationRequestsRequest { Box = V1.RequestBox.Inbox }, By("moh")).PartyRoles);
        Assert.Equal(["requester"], RequestMapper.ToQuery(new V1.ListInformationRequestsRequest { Box = V1.RequestBox.Outbox }, By("moh")).PartyRoles);
        Assert.Equal("moh", RequestMapper.ToQuery(new V1.ListInformationRequestsRequest { Box = V1.RequestBox.Inbox }, By("moh")).Party);
        Assert.Equal(["requester", "addressee"], RequestMapper.ToQuery(new V1.ListInformationRequestsRequest { Agency = "agencies/lwu" }, By("moh")).PartyRoles);
        Assert.Throws<RefusedException>(() => RequestMapper.ToQuery(new V1.ListInformationRequestsRequest { PartStates = { V1.PartState.Received } }, By("moh")));
    }

    [Fact]
    public void Every_refusal_has_its_sentence_in_Lao() => Assert.All(RequestRefusals.All, r =>
        Assert.Contains(Translations.Find("lo", "refusal." + r.Code) ?? "", c => c is >= '\u0e80' and <= '\u0eff'));

    private static Principal By(string agency) => new("test", "s", new AgencyName(agency), null, [Role.AgencyOfficer]);
}
