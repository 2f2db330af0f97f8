using System.Text.Json;
using Coordination.Access;
using Coordination.Information;
using Coordination.Names;
using Coordination.Registry;
using Coordination.Silo.Information.Requests;

namespace Coordination.Silo.Tests.Information.Requests;

/// <summary>A search shows of a request what its list shows.</summary>
public sealed class RequestSearchTests
{
    private static readonly InformationRequestSummary Row = new(
        "Shelter places", RequestStage.PartiallyAnswered, new AgencyName("mps"), "victim_support", new InstrumentName("law-2015"), Urgency.Normal, null, null,
        Handling.Amber,
        [
            new PartSummaryView(new AgencyName("lwu"), PartStage.Received, RequestStage.Submitted, null, null, null, null, 2),
            new PartSummaryView(new AgencyName("moh"), PartStage.Answered, RequestStage.Answered, null, null, null, null, 5),
        ],
        DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(9));

    [Fact]
    public void An_addressee_learns_nothing_of_the_others_part()
    {
        var hit = RequestSearch.Show(As("lwu"), Match(Row))!;
        Assert.Equal(("Shelter places", RequestWords.Of(RequestStage.Submitted), null, 2), (hit.Title, hit.State, hit.UpdatedAt, hit.Version));
    }

    [Fact]
    public void The_requester_sees_the_whole()
    {
        var hit = RequestSearch.Show(As("mps"), Match(Row))!;
        Assert.Equal((RequestWords.Of(RequestStage.PartiallyAnswered), Row.UpdatedAt, 7), (hit.State, hit.UpdatedAt, hit.Version));
    }

    [Theory]
    [InlineData("mps", true)]
    [InlineData("lwu", false)]
    [InlineData("secretariat", false)]
    public void What_was_never_submitted_is_the_requesters_own(string agency, bool found) =>
        Assert.Equal(found, RequestSearch.Show(As(agency), Match(Row with { SubmittedAt = null, Stage = RequestStage.Draft })) is not null);

    private static Principal As(string agency) => new("i", "s", new AgencyName(agency), null, [Role.AgencyOfficer]);

    private static RegistryMatch Match(InformationRequestSummary row) => new(
        "informationRequests/r1", "informationRequests", "x", null, row.UpdatedAt, 7,
        [.. JsonSerializer.SerializeToUtf8Bytes(row, RequestViewsJson.Default.InformationRequestSummary)], default);
}
