using Coordination.Statistics;

namespace Coordination.Silo.Packs;

public sealed class StatisticsFileTests : IDisposable
{
    private readonly PackFolder pack = new();

    public void Dispose() => pack.Dispose();

    [Fact]
    public void A_pack_without_the_file_suppresses_below_eleven()
    {
        pack.Delete("statistics.yaml");

        Assert.Equal(StatisticsPolicy.Default, PackLoader.LoadOrThrow(pack.Path).Statistics);
    }

    [Fact]
    public void What_the_file_says_holds()
    {
        pack["statistics.yaml"] = "smallest_cell: 5\nround_to: 3\npopulations:\n  - {year: 2025, people: 7500000}\n";

        var policy = PackLoader.LoadOrThrow(pack.Path).Statistics;

        Assert.Equal((5, 3), (policy.SmallestCell, policy.RoundTo));
        Assert.Equal(7_500_000, policy.PopulationOf(2025));
        Assert.Null(policy.PopulationOf(2024));
    }

    [Theory]
    [InlineData("smallest_cell: 1", "a number from 2 to 100")]
    [InlineData("round_to: 0", "a number from 1 to 100")]
    [InlineData("smallest: 5", "has no key")]
    [InlineData("populations:\n  - {year: 2025, people: many}", "a whole number of people")]
    [InlineData("populations:\n  - {year: 2025, people: 5}\n  - {year: 2025, people: 6}", "occurs twice")]
    [InlineData("populations:\n  - {people: 6}", "needs \"year\"")]
    public void What_is_wrong_is_said_with_its_line(string text, string expected)
    {
        pack["statistics.yaml"] = text + "\n";

        Assert.Contains(PackLoader.Load(pack.Path).Errors, e => e.File == "statistics.yaml" && e.Line > 0 && e.Message.Contains(expected, StringComparison.Ordinal));
    }
}
