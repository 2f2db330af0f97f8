using Coordination.Information;

namespace Coordination.Gateway.Tests.Information;

public sealed class GrantSharingCountsTests
{
    private static readonly DateOnly January = new(2026, 1, 1);

    [Fact]
    public void Parts_refusals_and_reads_of_a_pair_and_month_are_one_row()
    {
        var rows = SharingCounts.Of(
            [
                new(January, "atd", "lwu", "addressee", "answered", 3, 3_600_000),
                new(January, "atd", "lwu", "addressee", "refused", 2, 3_600_000),
                new(January, "atd", "lwu", "addressee", "acknowledged", 1, 3_600_000),
                new(January, "atd", "lwu", "refused_not_held", "refused", 2, null),
                new(January, "atd", "lwu", "refused_not_held", "answered", 1, null),
                new(January.AddMonths(1), "atd", "lwu", "addressee", "submitted", 4, null),
            ],
            [new(January, "atd", "lwu", "owner", "read", 50, null), new(January, "opp", "lwu", "owner", "read", 1, null)]).ToList();

        Assert.Equal(["2026-01 agencies/atd", "2026-01 agencies/opp", "2026-02 agencies/atd"], rows.Select(r => $"{r.Month} {r.Requester}"));
        var first = rows[0];
        Assert.Equal((6L, 3L, 2L, 50L), (first.Requests, first.Answered, first.Refused, first.Reads));
        Assert.Equal(3L, first.Refusals["not_held"]);
        Assert.Equal(TimeSpan.FromHours(1), first.MedianTimeToAnswer.ToTimeSpan());
        Assert.Equal((0L, 1L), (rows[1].Requests, rows[1].Reads));
        Assert.Null(rows[2].MedianTimeToAnswer);
    }

    [Fact]
    public void Nothing_is_no_row() => Assert.Empty(SharingCounts.Of([], []));
}
