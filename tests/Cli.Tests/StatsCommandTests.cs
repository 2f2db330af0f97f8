using Coordination.Cli.Importing;
using Coordination.Cli.Statistics;
using Coordination.Importing;
using Coordination.Statistics.V1;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Coordination;

public sealed class StatsCommandTests
{
    private const string Published = """
        first_responder_type,first_responder,exploitation,age,gender,nationality,people
        Government agency,Border Force,"Sexual, Labour & Domestic",Child (17 or under),Female,Albanian,2
        Government agency,Border Force,Total,Total,Total,Total,40
        Total,Total,Total,Total,Total,Total,3060
        Total,Total,Total,Total,Male,Total,2200
        """;

    private static ReferralMapping Mapping => ReferralMapping.Load(Fixture.NrmMapping, "nrm.yaml");

    [Fact]
    public void A_published_total_is_read_through_the_mapping_of_the_import()
    {
        var totals = PublishedTotals.Read(Mapping, new StringReader(Published));

        Assert.Equal(4, totals.Totals.Length);
        Assert.Equal(["source_type", "source", "exploitation", "age_band", "gender", "citizenship"], totals.Groupings[0]);
        Assert.Equal(["government_agency", "border_force", "domestic+labour+sexual", "child", "female", "al"], totals.Totals[0].Values);
        Assert.Equal((2, 2L), (totals.Totals[0].Line, totals.Totals[0].Count));
        Assert.Empty(totals.Groupings[totals.Totals[2].Grouping]);
        Assert.Equal(["gender"], totals.Groupings[totals.Totals[3].Grouping]);
    }

    [Theory]
    [InlineData("first_responder,colour,people\nBorder Force,Total,4\n", "stats.check.column")]
    [InlineData("first_responder,age\nBorder Force,Total\n", "import.no-column")]
    [InlineData("age,people\nTotal,many\n", "stats.check.number")]
    [InlineData("age,people\nOld,4\n", "stats.check.value")]
    [InlineData("age,people\n\"Total,4\n", "stats.check.line")]
    [InlineData("", "import.no-head")]
    public void A_file_of_another_shape_says_what_is_wrong(string text, string key) =>
        Assert.Equal(key, Assert.Throws<ImportFault>(() => PublishedTotals.Read(Mapping, new StringReader(text))).Key);

    [Fact]
    public async Task Every_total_is_compared_and_those_that_differ_or_are_not_shown_are_listed_by_line()
    {
        var totals = PublishedTotals.Read(Mapping, new StringReader(Published));

        var (differences, calls) = await TotalsCheck.RunAsync(
            totals,
            (request, _) => Task.FromResult(new CountResponse
            {
                Cells =
                {
                    new Cell { Grouping = 0, Values = { "government_agency", "border_force", "domestic+labour+sexual", "child", "female", "al" }, Suppressed = true },
                    new Cell { Grouping = 1, Values = { "government_agency", "border_force" }, Count = 41 },
                    new Cell { Grouping = 2, Count = 3060 },
                },
            }),
            new CountRequest { Kind = "people" },
            TestContext.Current.CancellationToken);

        Assert.Equal(1, calls);
        Assert.Equal([new(2, 2, null), new(3, 40, 41), new(5, 2200, 0)], differences);
    }
}
